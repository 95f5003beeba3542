"""Whose answers stand for a young person in a period, or on a month's last day."""

from collections.abc import Callable, Sequence
from datetime import date

from ..people import Case, merged, primary_order
from ..records import Record
from .movements import Person
from .stretches import Stretch


def rows_of_agency(stretches: Sequence[Stretch], last: date) -> tuple[Record, ...]:
    """An agency's rows of its latest return up to a day, else of its first one after."""
    groups = [group for stretch in stretches for group in stretch.groups if group.speaking]
    days = [group.sent.day for group in groups]
    day = max((day for day in days if day <= last), default=None) or min(days)
    of_day = [group for group in groups if group.sent.day == day]
    return tuple(row for group in of_day for row in group.speaking)


def case_of(person: Person, last: date, counts: Callable[[Stretch], bool]) -> Case:
    """The young person's case, from the stretches that count."""
    by_agency: dict[str, list[Stretch]] = {}
    for stretch in person.stretches:
        if counts(stretch):
            by_agency.setdefault(stretch.agency, []).append(stretch)
    rows = [row for each in by_agency.values() for row in rows_of_agency(each, last)]
    return merged(sorted(rows, key=primary_order))


def case_of_period(person: Person, first: date, last: date) -> Case:
    """As of a period in which the young person has a spell."""

    def overlaps(stretch: Stretch) -> bool:
        return stretch.begin <= last and (stretch.end is None or stretch.end >= first)

    return case_of(person, last, overlaps)


def case_on(person: Person, day: date) -> Case:
    """As of a day on which the young person has an open spell."""
    return case_of(person, day, lambda stretch: stretch.open_on(day))
