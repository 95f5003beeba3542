"""All that the standing returns say over time: how long each speaks, and who is who."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations
from pathlib import Path

from ..areas import Area, Place, area_of, place_on
from ..codebook import NOT_KNOWN
from ..people import agency_of, contradict, linkable, numbers_one_to_n, primary_order
from ..records import Record
from ..recount import Return, store


@dataclass(frozen=True)
class Received:
    """A delivery's folder, and the moment at which the store took it."""

    folder: Path
    at: datetime


@dataclass(frozen=True)
class Sent:
    """A standing return of an area in England; `until` is when the next one takes over, if any."""

    agency: str
    area: Area
    day: date
    until: date | None
    held: Return


@dataclass(frozen=True)
class Shown:
    """A row, and the return that it stands in."""

    record: Record
    sent: Sent


@dataclass(frozen=True)
class History:
    """Of each place its young people, each as their rows in order, and the returns."""

    people: Mapping[Place, Sequence[Sequence[Shown]]]
    returns: Sequence[Sent]
    end: date


def begun(record: Record) -> date | None:
    """The referral date or, without one, the first assessment date."""
    return record.dates.get("referral_date", record.dates.get("first_assessment_date"))


def area_of_return(key: str, day: date) -> Area | None:
    """The area of a return from what tells returns apart; None if it is not in England."""
    area = area_of(key.removeprefix("board "), day)
    return area if area.kind in ("authority", "board") else None


def next_day(agency: str, area: Area, day: date, of_agency: Sequence[tuple[Area, date]]) -> date:
    """The first later day with a return for that area or what it has become; date.max if none."""
    later = [
        then
        for other, then in of_agency
        if then > day and place_on(area, then) == place_on(other, then)
    ]
    return min(later, default=date.max)


def standing_returns(
    deliveries: Sequence[Received], end: date, as_of: datetime | None = None
) -> list[Sent]:
    """The returns in England, dated at most `end`, that stood at the moment `as_of`."""
    taken = [each.folder for each in deliveries if as_of is None or each.at <= as_of]
    standing, _ = store(taken)
    in_england: dict[str, list[tuple[Area, date, Return]]] = {}
    for (agency, key, day), held in standing.items():
        area = area_of_return(key, day)
        if area is not None and day <= end:
            in_england.setdefault(agency, []).append((area, day, held))
    found = []
    for agency, returns in in_england.items():
        dated = [(area, day) for area, day, _ in returns]
        for area, day, held in returns:
            until = next_day(agency, area, day, dated)
            found.append(Sent(agency, area, day, None if until == date.max else until, held))
    return found


def numbering_said(returns: Sequence[Sent]) -> dict[str, str]:
    """What the register says of each agency's numbering in a place; `own` wins."""
    said: dict[str, str] = {}
    for sent in returns:
        words = {record.numbering for record in sent.held.records} | {said.get(sent.agency, "")}
        said[sent.agency] = "own" if "own" in words else "shared" if "shared" in words else ""
    return said


def as_compared(record: Record) -> Record:
    """The record with the return date's year less the age in place of the age."""
    if record.age is None:
        return record
    return replace(record, age=record.row.return_date.year - record.age)


def corrected(rows: list[tuple[Shown, Record]]) -> list[tuple[Shown, Record]]:
    """What an agency says last of an identifier's referral holds for all its rows, unless one of
    its returns has the identifier twice."""
    in_return = Counter((agency_of(each), each.identifier, shown.sent.day) for shown, each in rows)
    groups: dict[tuple[str, str, date], list[int]] = {}
    for n, (shown, each) in enumerate(rows):
        day = begun(shown.record)
        if day:
            groups.setdefault((agency_of(each), each.identifier, day), []).append(n)
    found = list(rows)
    for (agency, identifier, _), places in groups.items():
        if any(in_return[agency, identifier, rows[n][0].sent.day] > 1 for n in places):
            continue
        records = [rows[n][1] for n in places]
        genders = [g for each in records if (g := each.one.get("gender")) not in (None, NOT_KNOWN)]
        months = [each.month_of_birth for each in records if each.month_of_birth is not None]
        ages = [each.age for each in records if each.age is not None]
        for n, each in zip(places, records, strict=True):
            one = {**each.one, "gender": genders[-1]} if genders else each.one
            found[n] = (
                rows[n][0],
                replace(
                    each,
                    one=one,
                    month_of_birth=months[-1] if months else None,
                    age=ages[-1] if ages else None,
                ),
            )
    return found


def in_order(shown: Shown) -> tuple[date, tuple[int, int, str, str, int]]:
    """The order in which rows are taken: by return date, then that of primaries."""
    return shown.sent.day, primary_order(shown.record)


def first_of_each(records: Sequence[Record]) -> dict[str, Record]:
    """For each identifier the record that speaks for it: the first, as they stand in order."""
    first: dict[str, Record] = {}
    for record in records:
        first.setdefault(record.identifier, record)
    return first


def clash(one: Sequence[Record], other: Sequence[Record]) -> bool:
    """Whether two agencies have three identifiers in common of which over a third contradict."""
    mine, theirs = first_of_each(one), first_of_each(other)
    common = mine.keys() & theirs.keys()
    clashes = sum(contradict(mine[text], theirs[text]) for text in common)
    return len(common) >= 3 and 3 * clashes > len(common)


def numbers_for_itself(
    by_agency: Mapping[str, Sequence[Record]], said: Mapping[str, str]
) -> frozenset[str]:
    """The agencies of a place that number for themselves."""
    own = {agency for agency in by_agency if said[agency] == "own"}
    silent = [agency for agency in by_agency if not said[agency]]
    own |= {agency for agency in silent if numbers_one_to_n(by_agency[agency])}
    for one, other in combinations(silent, 2):
        if clash(by_agency[one], by_agency[other]):
            own |= {one, other}
    return frozenset(own)


def saying(record: Record) -> tuple[object, ...]:
    """What an agency says of an identifier: said again, it counts no second time."""
    return agency_of(record), record.one.get("gender"), record.month_of_birth, record.age


def who_is_who(rows: Sequence[Shown], said: Mapping[str, str]) -> list[list[Shown]]:
    """The rows of one place put together as young people."""
    ordered = corrected(
        [(shown, as_compared(shown.record)) for shown in sorted(rows, key=in_order)]
    )
    by_agency: dict[str, list[Record]] = {}
    for _, record in ordered:
        by_agency.setdefault(agency_of(record), []).append(record)
    own = numbers_for_itself(by_agency, said)

    people: list[list[Shown]] = []
    namesakes: dict[str, list[tuple[list[Shown], dict[tuple[object, ...], Record]]]] = {}
    for shown, record in ordered:
        known = namesakes.setdefault(record.identifier, [])
        for person, sayings in known:
            if all(linkable(record, other, own, said) for other in sayings.values()):
                person.append(shown)
                sayings.setdefault(saying(record), record)
                break
        else:
            person = [shown]
            people.append(person)
            known.append((person, {saying(record): record}))
    return people


def history(deliveries: Sequence[Received], end: date, as_of: datetime | None = None) -> History:
    """Everything that is known up to `end`, by the places of that day."""
    returns = standing_returns(deliveries, end, as_of)
    by_place: dict[Place, list[Sent]] = {}
    for sent in returns:
        by_place.setdefault(place_on(sent.area, end), []).append(sent)
    people = {}
    for place, of_place in by_place.items():
        rows = [
            Shown(record, sent)
            for sent in of_place
            for record in sent.held.records
            if not record.refused
        ]
        people[place] = who_is_who(rows, numbering_said(of_place))
    return History(people, returns, end)
