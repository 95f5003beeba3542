"""How long a return speaks: until the agency's next one for the area.

An agency that does not send ends nobody, so its last return speaks for ever.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.returns import StoredReturn
from schemas.areas import Areas


@dataclass(frozen=True)
class Speaking:
    """A return, and the first day on which a later one speaks in its place (None: none does)."""

    returned: StoredReturn
    until: date | None


def speaking_returns(
    standing: Iterable[StoredReturn], end: date, areas: Areas
) -> tuple[Speaking, ...]:
    """The returns dated at most `end`, of recognised areas, in the order of their dates.

    Each speaks until the next date on which the agency sent a return for the area, or for the one,
    or one of those, that the area has become by then.
    """
    by_agency: dict[str, list[StoredReturn]] = defaultdict(list)
    for each in standing:
        if each.id.return_date <= end and areas.knows(each.area):
            by_agency[each.id.agency].append(each)
    found = [each for returns in by_agency.values() for each in _speaking_of_agency(returns, areas)]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.returned.id.return_date,
                each.returned.id.agency,
                each.returned.id.area,
            ),
        )
    )


def _speaking_of_agency(returns: Sequence[StoredReturn], areas: Areas) -> list[Speaking]:
    by_day: dict[date, list[StoredReturn]] = defaultdict(list)
    for each in returns:
        by_day[each.id.return_date].append(each)
    done: list[Speaking] = []
    open_ones: list[StoredReturn] = []
    for day in sorted(by_day):
        places = {areas.place_on(each.area, day).code for each in by_day[day]}
        still: list[StoredReturn] = []
        for each in open_ones:
            if (
                areas.place_on(each.area, day).code in places
                or areas.split_into(each.area, day) & places
            ):
                done.append(Speaking(each, day))
            else:
                still.append(each)
        open_ones = still + by_day[day]
    return [*done, *(Speaking(each, None) for each in open_ones)]
