"""The restricted files of a trend: `movements.csv` and `tables.csv`, a line a figure."""

import csv
import io
from collections.abc import Iterator
from functools import lru_cache

from reports.figures import TrueTable
from reports.movement_words import label
from reports.movements import Series
from reports.rates import rate
from reports.tables_csv import HEADER
from reports.trend import TrendMonth, TrendReport

MOVEMENTS_HEADER = (
    "series", "month", "geographic_level", "geography_code", "geography_name", "row", "row_label",
    "cases", "rate",
)  # fmt: skip
TABLES_HEADER = ("series", "month", *HEADER)
_WITH_RATE = "open_end"
_LOCAL = ("local_authority", "joint_board")


def movements_csv(report: TrendReport) -> str:
    """Every count of every place, month and series, in the order of the report; those open at a
    month's end have their rate per 10,000 aged 0 to 17, blank where no population is known."""
    lines = [",".join(MOVEMENTS_HEADER)]
    for series, month in _months(report):
        for each in month.movements:
            place = each.geography
            head = _joined(series, month.name, place.level, place.code, place.name)
            population = report.populations.get(place.code)
            for row, cases in each.movements.lines():
                of_people = rate(cases, population) if row == _WITH_RATE else ""
                lines.append(f"{head},{_row_cells(row, label(row))},{cases},{of_people}")
    return "\n".join(lines) + "\n"


def trend_tables_csv(report: TrendReport, *, local: bool = False) -> str:
    """All true figures of all months of England and the regions or, `local`, of authorities and
    boards: series, months, then as in a snapshot's `tables.csv`."""
    lines = [",".join(TABLES_HEADER)]
    for series, month in _months(report):
        for each in month.tables.tables:
            if (each.geography.level in _LOCAL) == local:
                lines += _table_lines(series, month, each)
    return "\n".join(lines) + "\n"


def _table_lines(series: Series, month: TrendMonth, each: TrueTable) -> Iterator[str]:
    place = each.geography
    head = _joined(series, month.name, each.table.id, place.level, place.code, place.name)
    # There may be half a million of these lines: a row's texts are put together once.
    for figure in each.figures:
        row = figure.row
        yield (
            f"{head},{_row_cells(row.code, row.label)},{figure.column},{figure.cases},"
            f"{figure.percent}"
        )


def _months(report: TrendReport) -> Iterator[tuple[Series, TrendMonth]]:
    return ((each.series, month) for each in report.series for month in each.months)


@lru_cache(maxsize=1024)
def _row_cells(code: str, label_of_row: str) -> str:
    return _joined(code, label_of_row)


def _joined(*texts: str) -> str:
    """Cells of a line, in quotes where CSV needs them."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(texts)
    return line.getvalue()
