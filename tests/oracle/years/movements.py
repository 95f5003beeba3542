"""Who came, stayed and went in a period: the counts of each place."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ..areas import REGIONS, Place
from ..tables import ENGLAND
from .spells import Spell, spells_of
from .stretches import AGE, UNKNOWN, Group, Stretch

COUNTS = (
    "open_start",
    "seen_again",
    "new",
    "came_back",
    "ended",
    "ended_age",
    "unknown",
    "open_end",
    "not_confirmed",
    "individuals",
    "first_open",
    "first_new",
    "first_came_back",
    "last_ended",
    "last_unknown",
    "last_open",
)
RECENT = timedelta(days=31)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Person:
    """A young person in a place, as the agencies of one series show them."""

    place: Place
    groups: Sequence[Group]
    stretches: Sequence[Stretch]

    @cached_property
    def spells(self) -> list[Spell]:
        """The spells that the stretches make, in order of time."""
        return spells_of(self.stretches)

    def shown_on(self, day: date) -> bool:
        """Whether a return that speaks on a day shows them worked with on it."""
        return any(
            group.sent.day <= day
            and (group.sent.until is None or day < group.sent.until)
            and group.shows(day)
            for group in self.groups
        )

    def confirmed(self, day: date) -> bool:
        """Whether any return of the 31 days to a day shows them."""
        return any(
            day - RECENT <= group.sent.day <= day and group.shows(day) for group in self.groups
        )


def counted(person: Person, first: date, last: date) -> Counter[str]:
    """One young person's part in each count."""
    counts: Counter[str] = Counter()
    came, went = [], []
    for number, spell in enumerate(person.spells):
        if not spell.counts_in(first, last):
            continue
        if spell.begin < first:
            came.append("open_start")
            counts["seen_again"] += not person.shown_on(first - DAY)
        else:
            came.append("came_back" if number else "new")
        if spell.end is None or spell.end > last:
            went.append("open_end")
            counts["not_confirmed"] += not person.confirmed(last)
        else:
            went.append("unknown" if spell.reason == UNKNOWN else "ended")
            counts["ended_age"] += spell.reason == AGE
    counts.update(came)
    counts.update(went)
    if came:
        counts["individuals"] += 1
        counts["first_" + came[0].removesuffix("_start")] += 1
        counts["last_" + went[-1].removesuffix("_end")] += 1
    return counts


def first_came(person: Person, first: date, last: date) -> str:
    """How the young person came first in the period: open, new or came_back; empty if not."""
    counts = counted(person, first, last)
    for way in ("open", "new", "came_back"):
        if counts["first_" + way]:
            return way
    return ""


def movements(
    people: Sequence[Person], first: date, last: date
) -> dict[tuple[str, str], dict[str, int]]:
    """All counts by (level, code): England, its regions, and the places with a young person."""
    totals: dict[tuple[str, str], Counter[str]] = {ENGLAND: Counter()}
    totals |= {("regional", region): Counter() for region in REGIONS}
    for person in people:
        counts = counted(person, first, last)
        if not counts["individuals"]:
            continue
        place = person.place
        for key in (ENGLAND, ("regional", place.region), (place.level, place.code)):
            totals.setdefault(key, Counter()).update(counts)
    return {key: {name: counts[name] for name in COUNTS} for key, counts in totals.items()}
