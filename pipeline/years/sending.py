"""Who sent in the months of a year, and which boards no return is for."""

from collections import defaultdict
from datetime import date

from pipeline.returns import StoredReturn
from pipeline.years.over_time import OverTime
from pipeline.years.period import Period
from reports.year import SendingOfYear
from schemas.areas import BOARD_JOIN, Areas


def sending_of(over_time: OverTime, months: tuple[Period, ...]) -> tuple[SendingOfYear, ...]:
    """For each agency and place with a return up to the end, the months in which it sent, by place
    and agency."""
    of_sender: dict[tuple[str, str, str], list[StoredReturn]] = defaultdict(list)
    for each in over_time.returns:
        place = over_time.place_of(each)
        of_sender[place.name, place.code, each.id.agency].append(each)
    return tuple(
        SendingOfYear(
            returns[-1].agency,
            place,
            tuple(
                month.name
                for month in months
                if any(month.first <= each.id.return_date <= month.last for each in returns)
            ),
            returns[-1].id.return_date,
        )
        for (place, _, _), returns in sorted(of_sender.items())
    )


def missing_boards(over_time: OverTime, year: Period) -> tuple[str, ...]:
    """The names of the authorities of England that are in force at the end of the year and for
    which, alone or in a joint board, no return is dated in it."""
    there = {
        gss
        for each in over_time.returns_in(year)
        for gss in over_time.place_of(each).code.split(BOARD_JOIN)
    }
    return others_in_force(frozenset(there), year.last, over_time.areas)


def others_in_force(there: frozenset[str], day: date, areas: Areas) -> tuple[str, ...]:
    """The names of the authorities of England in force on a day but those `there` (by code)."""
    return tuple(
        sorted(
            each.name
            for each in areas.authorities.values()
            if each.in_force(day) and each.gss not in there
        )
    )
