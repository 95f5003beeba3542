"""The restricted data files of the annual return: `movements.csv`, `tables.csv`, `sending.csv`."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from reports.figures import Group, TrueTable, TrueTables
from reports.movement_words import MOVEMENT_ROWS
from reports.spreadsheet_text import in_csv
from reports.tables_csv import figures_csv
from reports.year import YearReport
from reports.year_shown import shown_year
from reports.year_tables import GROUP_WORDS

MOVEMENTS_HEADER = (
    "geographic_level", "geography_code", "geography_name", "row", "row_label", "cases", "rate",
)  # fmt: skip
_LABELS = {row.code: row.label for row in MOVEMENT_ROWS}


def movements_csv(report: YearReport) -> str:
    """A line for each count of each place; `rate` is per 10,000 aged 0 to 17, blank where there is
    none."""
    return _csv(
        MOVEMENTS_HEADER,
        (
            (
                *(place.geography.level, place.geography.code, place.geography.name),
                *(count.name, _LABELS[count.name], count.cases, count.rate),
            )
            for place in shown_year(report).places
            for count in place.counts
        ),
    )


def year_tables_csv(report: YearReport) -> str:
    """All figures in the order of a snapshot's tables: of each table and place those of all worked
    with in the year, of those new in it, and of those known before.  A board's return has that
    board's alone."""
    groups = [(group, _by_table_and_place(of)) for group, of in _groups(report)]
    tables = tuple(
        replace(found, geography=replace(found.geography, group=group))
        for each in report.worked_with.tables
        if report.board in (None, each.geography.code)
        for group, tables in groups
        if (found := tables.get((each.table.id, each.geography.code))) is not None
    )
    return figures_csv(replace(report.worked_with, tables=tables), GROUP_WORDS)


def _groups(report: YearReport) -> tuple[tuple[Group, TrueTables], ...]:
    return ("", report.worked_with), ("new", report.new), ("known_before", report.known_before)


def _by_table_and_place(tables: TrueTables) -> Mapping[tuple[str, str], TrueTable]:
    return {(each.table.id, each.geography.code): each for each in tables.tables}


def sending_csv(report: YearReport) -> str:
    """A line for each agency in each area: for each month whether it sent, and its latest return
    date."""
    months = months_between(report.first, report.last)
    return _csv(
        ("area", "agency", *months, "last_return"),
        (
            (
                in_csv(each.area),
                in_csv(each.agency),
                *("yes" if month in each.sent else "no" for month in months),
                each.last.isoformat() if each.last else "",
            )
            for each in report.sending
        ),
    )


def months_between(first: date, last: date) -> tuple[str, ...]:
    """The months of a span as `2010-04`."""
    numbers = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    return tuple(f"{number // 12}-{number % 12 + 1:02}" for number in numbers)


def _csv(header: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue()
