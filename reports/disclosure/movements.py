"""The movements of a trend, fit to leave the building: of types of their own."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.disclosure.cells import Cell
from reports.disclosure.hiding import Reason
from reports.disclosure.movements_system import (
    MonthCounts,
    movement_cell,
    movements_system,
    places,
    published_counts,
)
from reports.disclosure.protection import THRESHOLD, Pattern, protect
from reports.disclosure.year_and_months import YearAndMonths, with_its_years
from reports.figures import HIDDEN, Geography
from reports.movement_words import PUBLISHED_ROWS
from reports.tables import Row
from reports.trend import TrendReport

HEADER = (
    "month", "geographic_level", "geography_code", "geography_name", "row", "row_label", "cases",
)  # fmt: skip
OPEN_AT_END = "open_end"


@dataclass(frozen=True)
class PublishedCount:
    """A count fit to be shown: `cases` is a number in digits, or `c` where it is hidden."""

    month: str
    geography: Geography
    row: Row
    cases: str

    @property
    def is_hidden(self) -> bool:
        return self.cases == HIDDEN


@dataclass(frozen=True)
class PublishedMovements:
    """The published counts of England and the regions: month by month, then places in the order of
    the tables, then rows.  `threshold`: counts from 1 to this are never shown."""

    months: tuple[str, ...]
    counts: tuple[PublishedCount, ...]
    threshold: int

    def cases(self, month: str, place: str, row: str) -> str:
        """One count, by the code of its place and row; raises KeyError if there is none."""
        for each in self.counts:
            if (each.month, each.geography.code, each.row.code) == (month, place, row):
                return each.cases
        raise KeyError((month, place, row))

    def hidden_at_end(self, month: str) -> frozenset[str]:
        """The codes of the places whose young people open at the end of the month are hidden."""
        return frozenset(
            each.geography.code
            for each in self.counts
            if each.month == month and each.row.code == OPEN_AT_END and each.is_hidden
        )

    @property
    def shown(self) -> int:
        """How many counts there are, hidden ones among them."""
        return len(self.counts)

    @property
    def hidden(self) -> int:
        return sum(each.is_hidden for each in self.counts)


@dataclass(frozen=True)
class HiddenCount:
    """A count that is hidden, with its true number and the reason, for those who hold the data."""

    month: str
    geography: Geography
    row: Row
    cases: str
    reason: Reason


@dataclass(frozen=True)
class MovementsPublication:
    """What is published of the movements, the reason for every count that is not shown, and the
    pattern."""

    movements: PublishedMovements
    lines: tuple[HiddenCount, ...]
    pattern: Pattern


def publish_movements(
    report: TrendReport,
    threshold: int = THRESHOLD,
    keep: frozenset[Cell] = frozenset(),
    years: Sequence[YearAndMonths] = (),
) -> MovementsPublication:
    """The movements of `report` (series `all`, and how many of those open were so with the agencies
    that sent every month) after disclosure control.

    `keep`: cells (movements_system.movement_cell) that are to be hidden whatever they are; `years`:
    those of the span that are published too.
    Raises MovementsDisagree if the report does not add up.
    """
    months = published_counts(report)
    alone = movements_system(months)
    system, hidden = with_its_years(alone, [each.month for each in months], years, threshold)
    pattern = protect(system, threshold, keep | hidden)
    return hidden_with(months, pattern.only(frozenset(alone.cells)), threshold)


def hidden_with(
    months: Sequence[MonthCounts], pattern: Pattern, threshold: int
) -> MovementsPublication:
    """These counts with what `pattern` hides hidden."""
    names = tuple(each.month for each in months)
    counts: list[PublishedCount] = []
    lines: list[HiddenCount] = []
    for n, each in enumerate(months):
        for place in places():
            for row in PUBLISHED_ROWS:
                if (place.code, row.code) not in each.counts:
                    continue
                cases = str(each.counts[place.code, row.code])
                reason = pattern.hidden.get(movement_cell(names, n, place.code, row.code))
                shown = cases if reason is None else HIDDEN
                counts.append(PublishedCount(each.month, place, row, shown))
                if reason is not None:
                    lines.append(HiddenCount(each.month, place, row, cases, reason))
    return MovementsPublication(
        PublishedMovements(names, tuple(counts), threshold), tuple(lines), pattern
    )


def published_movements_csv(movements: PublishedMovements) -> str:
    """One line a count, in the order of months, places and rows."""
    return _csv(HEADER, ((*_place(each), each.cases) for each in movements.counts))


def hidden_movements_csv(lines: Sequence[HiddenCount]) -> str:
    """A line a hidden count, with its true number and the reason; for those who hold the data."""
    return _csv((*HEADER, "reason"), ((*_place(each), each.cases, each.reason) for each in lines))


def _place(each: PublishedCount | HiddenCount) -> tuple[str, ...]:
    place = each.geography
    return (each.month, place.level, place.code, place.name, each.row.code, each.row.label)


def _csv(header: Sequence[str], lines: Iterator[tuple[str, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue()
