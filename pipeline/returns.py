"""Returns in the store: which one stands, which are replaced, which a snapshot of day D counts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.cover import Cover, ReturnPart
from schemas.areas import Areas

MAX_AGE_DAYS = 31
"""How many days before the day of a snapshot a return may be dated (contract, step 1)."""


@dataclass(frozen=True)
class ReturnId:
    """What makes a return: agency (by Agencies.key_of), area (that stays when codes change) and
    day."""

    agency: str
    area: str
    return_date: date


@dataclass(frozen=True)
class StoredReturn:
    """A return as it came in one delivery: its parts, each with the cover of the sealed file.

    `agency` is the name that is shown: that of agencies.csv, or else as first written.
    """

    id: ReturnId
    agency: str
    delivery: str
    received_at: datetime
    parts: tuple[tuple[Cover, ReturnPart], ...]

    @property
    def area(self) -> str:
        """The area's code on the return date."""
        return self.parts[0][1].area

    @property
    def rows(self) -> int:
        return sum(part.rows for _, part in self.parts)

    @property
    def refused_rows(self) -> int:
        return sum(part.refused_rows for _, part in self.parts)

    @property
    def refused_answers(self) -> int:
        return sum(part.refused_answers for _, part in self.parts)

    @property
    def identities(self) -> frozenset[str]:
        """By which it is known that all files of two deliveries are the same."""
        return frozenset(cover.identity for cover, _ in self.parts)


@dataclass(frozen=True)
class Returns:
    """All returns of a store: those that stand, and those a later delivery replaced."""

    standing: tuple[StoredReturn, ...]
    replaced: tuple[StoredReturn, ...]


@dataclass(frozen=True)
class Chosen:
    """The returns that a snapshot counts, and the others that stand."""

    current: tuple[StoredReturn, ...]
    not_current: tuple[StoredReturn, ...]


def return_id(
    areas: Areas, agency: str, area: str, day: date, agencies: Agencies = NO_AGENCIES
) -> ReturnId:
    key = areas.key_of(area) if areas.knows(area) else area
    return ReturnId(agencies.key_of(agency), key, day)


def stored_returns(
    covers: Sequence[Cover],
    areas: Areas,
    as_of: datetime | None = None,
    agencies: Agencies = NO_AGENCIES,
) -> Returns:
    """The returns of sealed files, given in the order received; those after `as_of` do not
    exist, nor do those that were erased as a whole."""
    parts: dict[tuple[ReturnId, str], list[tuple[Cover, ReturnPart]]] = defaultdict(list)
    for cover in covers:
        if as_of is not None and cover.delivery.received_at > as_of:
            continue
        for part in cover.returns:
            id_ = return_id(areas, part.agency, part.area, part.return_date, agencies)
            parts[id_, cover.delivery.id].append((cover, part))
    latest: dict[ReturnId, StoredReturn] = {}
    replaced: list[StoredReturn] = []
    for (id_, delivery), of_delivery in parts.items():
        of_return = [(cover, part) for cover, part in of_delivery if not part.is_erased]
        if not of_return:
            # What it replaced was wrong: it does not stand again because the right one was erased.
            if id_ in latest:
                replaced.append(latest.pop(id_))
            continue
        cover, part = of_return[0]
        stored = StoredReturn(
            id_,
            agencies.name_of(part.agency),
            delivery,
            cover.delivery.received_at,
            tuple(of_return),
        )
        if id_ in latest:
            replaced.append(latest[id_])
        latest[id_] = stored
    return Returns(tuple(latest.values()), tuple(replaced))


def chosen_returns(
    standing: Iterable[StoredReturn], day: date, max_age: int, areas: Areas
) -> Chosen:
    """Of each agency and area the return with the latest date at most `day` and at least `max_age`
    days before it (contract, step 1).

    Areas are those of `day`: where authorities became one, the returns of the latest date for any
    of them are the ones chosen.
    """
    in_time = [each for each in standing if 0 <= (day - each.id.return_date).days <= max_age]
    latest: dict[tuple[str, str], date] = {}
    for each in in_time:
        key = (each.id.agency, _area_on(each, day, areas))
        latest[key] = max(latest.get(key, each.id.return_date), each.id.return_date)
    current = tuple(
        each
        for each in in_time
        if latest[each.id.agency, _area_on(each, day, areas)] == each.id.return_date
    )
    ids = {each.id for each in current}
    return Chosen(current, tuple(each for each in standing if each.id not in ids))


def _area_on(each: StoredReturn, day: date, areas: Areas) -> str:
    return areas.place_on(each.area, day).code if areas.knows(each.area) else each.area
