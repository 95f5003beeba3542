"""Who was referred on which day, as the returns up to a day tell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ..areas import Place, place_on
from ..records import Record
from ..years.history import (
    Received,
    Sent,
    Shown,
    begun,
    numbering_said,
    standing_returns,
    who_is_who,
)
from ..years.stretches import closed, over_the_limit
from .rows import Districts, Full, merged_in_full, with_district

AgencyReturns = dict[date, list[Record]]  # an agency's rows of one young person by return date


@dataclass(frozen=True)
class Referral:
    """A day on which a young person was referred."""

    day: date
    told: Full


@dataclass(frozen=True)
class Person:
    """A young person of a place: their referrals, and when a return first has them."""

    place: Place
    referrals: tuple[Referral, ...]
    dated: bool  # whether any row gives a day
    first_return: date


def days_of(rows: Sequence[Record]) -> set[date]:
    """The days that an agency's return tells of."""
    return {day for row in rows if (day := begun(row))}


def is_corrected(day: date, returns: AgencyReturns) -> bool:
    """Whether the agency now gives another day for the work that it had told of."""
    last = max(sent for sent, rows in returns.items() if day in days_of(rows))
    later = [sent for sent in returns if sent > last]
    if not later:
        return False
    old, new = returns[last], returns[min(later)]
    ends = [closed(row) for row in old if begun(row) == day]
    for row in new:
        other, end = begun(row), closed(row)
        if other is None or other == day or other in days_of(old) or other > last:
            continue
        if None not in ends and other >= max(each for each in ends if each):
            continue
        if end is None or end > day:
            return True
    return False


def referrals_of(rows: Sequence[Shown], districts: Districts) -> tuple[Referral, ...]:
    """The referrals of one young person."""
    by_agency: dict[str, AgencyReturns] = {}
    for shown in rows:
        returns = by_agency.setdefault(shown.sent.agency, {})
        returns.setdefault(shown.sent.day, []).append(shown.record)
    told: dict[date, list[Record]] = {}
    for returns in by_agency.values():
        for day in set().union(*(days_of(each) for each in returns.values())):
            if not is_corrected(day, returns):
                last = max(sent for sent, each in returns.items() if day in days_of(each))
                told.setdefault(day, []).extend(r for r in returns[last] if begun(r) == day)
    return tuple(
        Referral(day, merged_in_full(rows_of_day, districts))
        for day, rows_of_day in sorted(told.items())
    )


def returns_by_place(
    deliveries: Sequence[Received], end: date, as_of: datetime | None
) -> dict[Place, list[Sent]]:
    """The standing returns up to a day by the places of that day."""
    by_place: dict[Place, list[Sent]] = {}
    for sent in standing_returns(deliveries, end, as_of):
        by_place.setdefault(place_on(sent.area, end), []).append(sent)
    return by_place


def people_told_of(
    deliveries: Sequence[Received], end: date, as_of: datetime | None, districts: Districts
) -> list[Person]:
    """Every young person of whom the returns up to a day tell."""
    people = []
    for place, of_place in returns_by_place(deliveries, end, as_of).items():
        shown = [
            Shown(with_district(record, districts), sent)
            for sent in of_place
            for record in sent.held.records
            if not record.refused
        ]
        for same in who_is_who(shown, numbering_said(of_place)):
            # Who is who is told by all rows, as in the year; those over the limit tell no more.
            rows = [each for each in same if not over_the_limit(each.record)]
            if rows:
                people.append(
                    Person(
                        place=place,
                        referrals=referrals_of(rows, districts),
                        dated=any(begun(each.record) for each in rows),
                        first_return=min(each.sent.day for each in rows),
                    )
                )
    return people


def within(person: Person, first: date, last: date) -> Person:
    """The young person with the referrals of a period alone."""
    found = tuple(each for each in person.referrals if first <= each.day <= last)
    return replace(person, referrals=found)
