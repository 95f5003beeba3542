"""The identifiers of young people: their numbers, and how each agency writes them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from sample_people import Person
from sample_places import Agency, Place
from sample_records import DUPLICATE, Record, contradict

_REGISTERED = ("{p}-{n:05d}", "{l} {n}", "{n:05d}", "{p}{n}", "{p}/{n:06d}", "{n}")
_PLAIN = ("{p}-{n:04d}", "{l}{n}", "{p} {n:06d}", "{p}/{n}")
_YEAR = ("{y:02d}/{n:04d}", "{y}-{n}", "{y:02d} {n:04d}")
_OWN = {
    ("S29", "391"): "{n:03d}",
    ("V05", "354"): "{p} {n:06d}",
    ("V07", "383"): "{y:02d}/{n:04d}",
    ("V08", "372"): "{n:04d}",
    ("V12", "211"): "{n}",
    ("V13", "LR"): "{n}",
    ("V14", "892"): "{p}-{n:05d}",
}


def write_identifier(record: Record) -> str:
    """Return the identifier as the agency writes it in this area."""
    agency, place = record.agency, record.place
    turn = int(agency.key[1:]) + 3 * agency.key.startswith("V")
    styles = {"registered": _REGISTERED, "plain": _PLAIN, "year": _YEAR, "small": ("{n}",)}
    choice = styles[place.identifiers]
    style = _OWN.get((agency.key, place.key), choice[turn % len(choice)])
    if record.step == DUPLICATE and record.after is not None:
        style = {"{n}": "{n:03d}"}.get(style, choice[(turn + 1) % len(choice)])
    prefix = place.prefix
    number = record.core
    return style.format(p=prefix, l=prefix.lower(), n=number, y=9 + number % 3)


class Numbers:
    """Gives out identifiers' numbers that no two young people of an area share."""

    def __init__(self, rng: Random) -> None:
        """Begin with no number given out."""
        self.rng = rng
        self.taken: dict[str, set[int]] = {}
        self.last: dict[str, int] = {}

    def next(self, agency: Agency, place: Place) -> int:
        """Return an unused number; the project that numbers 1, 2, 3 gets the next one."""
        if agency.key == "V22":
            self.last[place.key] = self.last.get(place.key, 0) + 1
            return self.last[place.key]
        low, high = (101, 899) if place.identifiers == "small" else (1001, 9899)
        taken = self.taken.setdefault(place.key, set())
        while True:
            number = self.rng.randint(low, high)
            if number not in taken:
                taken.add(number)
                return number


def share_number(
    people: Sequence[Person],
    records: dict[int, Record],
    where: tuple[str, str, str],
    wanted: str,
    number: int,
) -> None:
    """Give pairs of different young people of two agencies the same identifier's number.

    `wanted` says what the two records contradict each other in: gender, month, age, any, or
    nothing (then only the agencies' numbering keeps them apart).
    """
    place, one, two = where
    ones = [p for p in people if (p.place.key, p.agency.key) == (place, one)]
    twos = [p for p in people if (p.place.key, p.agency.key) == (place, two)]
    for first in ones:
        for second in twos:
            if number == 0:
                return
            if first is second or first.used or second.used:
                continue
            found = contradict(records[first.number], records[second.number])
            if found == wanted or (found and wanted == "any"):
                second.core = first.core
                records[second.number].core = first.core
                first.used = second.used = True
                number -= 1
    if number:
        raise AssertionError(f"too few pairs in {where} that contradict in {wanted!r}")
