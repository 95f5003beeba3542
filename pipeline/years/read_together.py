"""A year and a trend of its months, each published so that the other tells nothing more.

Both know, from their own counts, the pattern that both keep to (year_and_months.py), and are
attacked together with what the other may print at most.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from pipeline.attack.facts import AuditError
from pipeline.attack.finding import Finding
from pipeline.attack.movements import PrintedCount
from pipeline.attack.printed import PrintedFigure
from pipeline.attack.year_and_trend import attack_together, cases_of
from pipeline.publication import NotFitToPublish
from pipeline.releases.held_together import HeldRelease, printed_figures
from pipeline.years.beside_releases import hidden_places
from reports.disclosure.cells import Cell
from reports.disclosure.movements import OPEN_AT_END, PublishedMovements, hidden_with
from reports.disclosure.movements_system import movement_cell
from reports.disclosure.published import PublishedTables, published_with
from reports.disclosure.year_and_months import YearAndMonths, year_and_months
from reports.trend import TrendReport
from reports.year import MonthOfYear, YearReport

_FAULT = "Write it with --no-publish, and tell the makers of lscb."


def months_of_year(
    report: YearReport, threshold: int, releases: Sequence[HeldRelease] = ()
) -> YearAndMonths | None:
    """The year with its months, and what it and a trend of them hide; None where the months are not
    known."""
    if not report.months:
        return None
    keep = _hidden_at_its_ends([each.name for each in report.months], report.first, releases)
    return year_and_months(report.name, report.movements, report.months, threshold, keep)


def years_of_trend(
    report: TrendReport, threshold: int, releases: Sequence[HeldRelease] = ()
) -> tuple[YearAndMonths, ...]:
    """The years that are wholly in the span, as `months_of_year` gives them."""
    of_all = next(each.months for each in report.series if each.series == "all")
    movements = {each.name: each.movements for each in of_all}
    found = []
    for year in report.years:
        months = [MonthOfYear(month, movements[month]) for month in year.months]
        keep = _hidden_at_its_ends(year.months, _first_day(year.months[0]), releases)
        found.append(year_and_months(year.name, year.movements, months, threshold, keep))
    return tuple(found)


def _hidden_at_its_ends(
    months: Sequence[str], first: date, releases: Sequence[HeldRelease]
) -> frozenset[Cell]:
    """What releases of the days before a year and of its last day hide of its months."""
    before, last = first - timedelta(days=1), date(first.year + 1, 3, 31)
    return frozenset(
        movement_cell(months, number, place, row)
        for day, number, row in ((before, 0, "open_start"), (last, 11, OPEN_AT_END))
        for place in hidden_places(day, releases)
    )


def _first_day(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


def check_year(tables: PublishedTables, year: YearAndMonths) -> None:
    """Audits a year's tables beside a trend that prints of its months what it may.

    Raises NotFitToPublish if a count can be worked out.
    """
    may_print = hidden_with(year.months, year.of_months, tables.threshold).movements
    figures = cases_of(printed_figures(tables))
    _check(printed_counts(may_print), {year.name: figures}, tables.threshold, "year's tables")


def check_trend(movements: PublishedMovements, years: Sequence[YearAndMonths]) -> None:
    """Audits a trend's movements beside its years, each of which prints what it may.

    Raises NotFitToPublish if a count can be worked out.
    """
    may_print = {
        each.name: printed_figures(
            published_with(each.tables, False, movements.threshold, each.of_year).tables
        )
        for each in years
    }
    _check(printed_counts(movements), may_print, movements.threshold, "movements")


def printed_counts(movements: PublishedMovements) -> tuple[PrintedCount, ...]:
    """The counts as a reader sees them."""
    return tuple(
        PrintedCount(
            *(each.month, each.geography.level, each.geography.code, each.geography.name),
            *(each.row.code, each.row.label, each.cases),
        )
        for each in movements.counts
    )


def _check(
    counts: Sequence[PrintedCount],
    years: Mapping[str, Sequence[PrintedFigure]],
    threshold: int,
    what: str,
) -> None:
    if not years:
        return
    try:
        finding = attack_together(counts, years, threshold)
    except AuditError as error:
        raise NotFitToPublish(f"The {what} are not fit to publish: {error}") from None
    for first in _found(finding):
        raise NotFitToPublish(
            f"The {what} are not fit to publish: {first} could be worked out from a year and the "
            f"trend of its months together. It is a fault of the program. {_FAULT}"
        )


def _found(finding: Finding) -> Iterator[str]:
    for each in (*finding.exact, *finding.narrow):
        yield f"{each.table_id}, {each.place}: '{each.row}' ({each.column})"
