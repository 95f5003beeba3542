"""What sealed snapshots of the days on which months end hide, a trend hides too: it tells of the
same young people."""

from collections.abc import Sequence
from datetime import date

from pipeline.releases.held_together import HeldRelease
from reports.disclosure.cells import CASES, Cell
from reports.disclosure.movements import OPEN_AT_END
from reports.disclosure.movements_system import movement_cell, places
from reports.disclosure.year_and_months import YearAndMonths
from reports.figures import BASE
from reports.trend import TrendMonth
from schemas.areas import ENGLAND


def hidden_places(day: date, releases: Sequence[HeldRelease]) -> frozenset[str]:
    """The places above boards whose young people open on the day a release of that day hides."""
    return frozenset(
        place.code
        for each in releases
        if each.is_snapshot and each.day == day
        for place in places()
        if Cell(place.code, CASES, BASE.code) in each.pattern
    )


def hidden_in_england(day: date, releases: Sequence[HeldRelease]) -> frozenset[Cell]:
    """What releases of the day hide of England's tables, and of how many there are by region."""
    return frozenset(
        cell
        for each in releases
        if each.is_snapshot and each.day == day
        for cell in each.pattern
        if cell.place == ENGLAND or cell == Cell(cell.place, CASES, BASE.code)
    )


def hidden_in_movements(
    months: Sequence[TrendMonth], years: Sequence[YearAndMonths], releases: Sequence[HeldRelease]
) -> frozenset[Cell]:
    """The cells of the movements that releases of the months' last days hide.  On the last day of
    a year of the span they are hidden for the year already."""
    names = [each.name for each in months]
    ends = {each.month_names[-1] for each in years}
    return frozenset(
        movement_cell(names, n, place, OPEN_AT_END)
        for n, each in enumerate(months)
        if each.name not in ends
        for place in hidden_places(each.last, releases)
    )
