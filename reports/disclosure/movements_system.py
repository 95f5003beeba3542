"""What a reader of a trend's movements can reckon with: the cells, and how they are related.

In each place and month open_start + new + came_back = ended + unknown + open_end, and open_end is
made of two parts.  A month starts with those with whom the one before it ended, which is one cell.
Regions sum to England.

A hidden count is at least 1, but may be 0 in a line that prints no number above 0.  A line is a row
of a month at all regions, or one of the pairs of a month at a place (`PAIRS`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reports.disclosure.cells import CASES, Cell
from reports.disclosure.relations import Sums
from reports.disclosure.system import Family, Numbers, System
from reports.figures import Geography
from reports.movement_words import OPEN_OTHERS, OPEN_SENT_EVERY_MONTH, PUBLISHED_ROWS
from reports.movements import Movements, Series
from reports.trend import TrendReport
from reports.year import PlaceMovements
from schemas.areas import ENGLAND, load_areas
from schemas.errors import ProgramFault

PAIRS = (
    ("new", "came_back"),
    ("ended", "unknown"),
    (OPEN_SENT_EVERY_MONTH.code, OPEN_OTHERS.code),
)
"""Rows that are parts of one sum: where one is hidden and is 0, the other is hidden too."""
_OPEN, _PART, _OTHERS = 100.0, 10.0, 1.0
_ENGLAND_TIMES = 10.0
"""What it costs to hide a count, for each person in it: those open are what everything hangs on,
month after month, and their parts hang on each other; England's are dearest."""


class MovementsDisagree(ProgramFault):
    """The movements of a trend do not add up: a fault of the program."""


@dataclass(frozen=True)
class MonthCounts:
    """The counts of one month that are published, by place and row; of the months of a year without
    the two parts of open_end, which go by the span of a trend."""

    month: str
    counts: Mapping[tuple[str, str], int]


def places() -> tuple[Geography, ...]:
    """England and its regions, in the order of the tables."""
    regions = sorted(load_areas().regions, key=lambda region: region.code)
    return (
        Geography("national", ENGLAND, "England"),
        *(Geography("regional", each.code, each.name, each.code) for each in regions),
    )


def published_counts(report: TrendReport) -> tuple[MonthCounts, ...]:
    """What is published of the report's movements, with the true counts: of each month, place and
    row.  A place without a spell has zeros.

    Raises MovementsDisagree if they do not add up as a reader takes them to.
    """
    of_all = _movements(report, "all")
    of_sent = _movements(report, "sent_every_month")
    months = tuple(
        MonthCounts(month, _counts(in_all, of_sent.get(month, {})))
        for month, in_all in of_all.items()
    )
    for n, each in enumerate(months):
        _check(each, months[n - 1] if n else None)
    return months


def _movements(report: TrendReport, series: Series) -> dict[str, dict[str, Movements]]:
    return {
        month.name: {each.geography.code: each.movements for each in month.movements}
        for of in report.series
        if of.series == series
        for month in of.months
    }


def _counts(
    of_all: Mapping[str, Movements], of_sent: Mapping[str, Movements]
) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for place in places():
        here = of_all.get(place.code, Movements())
        known = dict(here.lines())
        sent = of_sent.get(place.code, Movements()).open_end
        known |= {OPEN_SENT_EVERY_MONTH.code: sent, OPEN_OTHERS.code: here.open_end - sent}
        found |= {(place.code, row.code): known[row.code] for row in PUBLISHED_ROWS}
    return found


def _check(month: MonthCounts, before: MonthCounts | None) -> None:
    counts = month.counts
    for place in places():
        came = sum(counts[place.code, row] for row in ("open_start", "new", "came_back"))
        went = sum(counts[place.code, row] for row in ("ended", "unknown", "open_end"))
        goes_on = before is None or (
            before.counts[place.code, "open_end"] == counts[place.code, "open_start"]
        )
        if came != went or not goes_on or counts[place.code, OPEN_OTHERS.code] < 0:
            raise MovementsDisagree(f"{month.month}, {place.name}: the movements do not add up")
    for row in PUBLISHED_ROWS:
        of_regions = sum(counts[place.code, row.code] for place in places()[1:])
        if of_regions != counts[ENGLAND, row.code]:
            raise MovementsDisagree(f"{month.month}: the regions do not add up to England")


def movement_cell(months: Sequence[str], number: int, place: str, row: str) -> Cell:
    """The cell of a count of the month of this number.  Those open at the start of a month are
    those open at the end of the one before it."""
    if row == "open_start" and number > 0:
        number, row = number - 1, "open_end"
    return Cell(place, f"movements {months[number]}", row)


def movements_system(months: Sequence[MonthCounts]) -> System:
    """The system of the movements of these months, one after the other."""
    names = [each.month for each in months]
    values: dict[Cell, int] = {}
    for n, each in enumerate(months):
        for (code, row), count in each.counts.items():
            values[movement_cell(names, n, code, row)] = count
    numbers = {cell: n for n, cell in enumerate(values)}
    sums = Sums()
    for n in range(len(names)):
        for place in places():
            _relate_place(sums, numbers, names, n, place.code)
    _relate_regions(sums, numbers)
    size = len(numbers)
    counts = np.array(list(values.values()), dtype=np.int64)
    none, nowhere = np.zeros(size, dtype=np.bool_), np.full(size, -1, dtype=np.int64)
    return System(
        cells=tuple(values),
        values=counts,
        cost=np.array([_cost(cell) for cell in values]) * np.maximum(counts, 1),
        printed=np.ones(size, dtype=np.bool_),
        other_of=nowhere,
        base_of=nowhere,
        row_line=_row_lines(tuple(values)),
        split_line=_pair_lines(tuple(values)),
        with_tables=none,
        never_0=none,
        facts=(),
        families=(family_of_cases(sums, size),),
    )


def without_parts(month: str, movements: Sequence[PlaceMovements]) -> MonthCounts:
    """The counts of a month of a year."""
    of_place = {each.geography.code: dict(each.movements.lines()) for each in movements}
    nobody = dict(Movements().lines())
    return MonthCounts(
        month,
        {
            (place.code, row.code): of_place.get(place.code, nobody)[row.code]
            for place in places()
            for row in PUBLISHED_ROWS
            if row.code not in PAIRS[-1]
        },
    )


def _relate_place(
    sums: Sums, numbers: Mapping[Cell, int], names: Sequence[str], month: int, place: str
) -> None:
    def number(row: str) -> int:
        return numbers[movement_cell(names, month, place, row)]

    came = [(number(row), 1.0) for row in ("open_start", "new", "came_back")]
    sums.equal([*came, *((number(row), -1.0) for row in ("ended", "unknown", "open_end"))])
    if movement_cell(names, month, place, PAIRS[-1][0]) in numbers:
        parts = [(number(row), -1.0) for row in PAIRS[-1]]
        sums.equal([(number("open_end"), 1.0), *parts])


def _relate_regions(sums: Sums, numbers: Mapping[Cell, int]) -> None:
    of_regions: dict[tuple[str, str], list[int]] = {}
    for cell, n in numbers.items():
        if cell.place != ENGLAND:
            of_regions.setdefault((cell.question, cell.row), []).append(n)
    for (month, row), regions in of_regions.items():
        england = numbers[Cell(ENGLAND, month, row)]
        sums.equal([(england, 1.0), *((n, -1.0) for n in regions)])


def _row_lines(cells: Sequence[Cell]) -> Numbers:
    """England alone is no line."""
    lines: dict[tuple[str, str], int] = {}
    return np.array(
        [
            -1 if cell.place == ENGLAND else lines.setdefault((cell.question, cell.row), len(lines))
            for cell in cells
        ],
        dtype=np.int64,
    )


def _pair_lines(cells: Sequence[Cell]) -> Numbers:
    pair_of = {row: n for n, pair in enumerate(PAIRS) for row in pair}
    lines: dict[tuple[str, str, int], int] = {}
    return np.array(
        [
            lines.setdefault((cell.place, cell.question, pair_of[cell.row]), len(lines))
            if cell.row in pair_of
            else -1
            for cell in cells
        ],
        dtype=np.int64,
    )


def _cost(cell: Cell) -> float:
    of_level = _ENGLAND_TIMES if cell.place == ENGLAND else 1.0
    if cell.row in ("open_start", "open_end"):
        return of_level * _OPEN
    return of_level * (_PART if cell.row in PAIRS[-1] else _OTHERS)


def family_of_cases(sums: Sums, size: int) -> Family:
    """All cells of a system, the first `size` numbers, as one family."""
    nothing = np.zeros(0, dtype=np.int64)
    return Family(
        name=CASES,
        cells=np.arange(size, dtype=np.int64),
        relation=np.array(sums.relation, dtype=np.int64),
        cell=np.array(sums.cell, dtype=np.int64),
        weight=np.array(sums.weight, dtype=np.float64),
        place_relation=nothing,
        place_cell=nothing,
        place_weight=np.zeros(0),
        least=np.array(sums.least, dtype=np.float64),
        most=np.array(sums.most, dtype=np.float64),
        fact=np.array(sums.fact, dtype=np.int64),
    )
