"""A young person's spells in a place, made of the stretches of several agencies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .stretches import REASONS, Stretch


@dataclass(frozen=True)
class Spell:
    """From the first day to the first day after the last; no `end` if it runs on."""

    begin: date
    end: date | None
    reason: str

    def counts_in(self, first: date, last: date) -> bool:
        """Whether the spell was open at the start of a period or begins in it."""
        return self.begin <= last and (self.end is None or self.end >= first)

    def open_on(self, day: date) -> bool:
        """Whether the day is one of the spell's."""
        return self.begin <= day and (self.end is None or day < self.end)


def _union(stretches: Sequence[Stretch]) -> Spell:
    ends = [stretch.end for stretch in stretches]
    begin = min(stretch.begin for stretch in stretches)
    if None in ends:
        return Spell(begin, None, "")
    end = max(day for day in ends if day)
    last = [stretch.reason for stretch in stretches if stretch.end == end]
    return Spell(begin, end, min(last, key=REASONS.index))


def spells_of(stretches: Sequence[Stretch]) -> list[Spell]:
    """The spells, in order of time: stretches that overlap or touch are one."""
    spells: list[Spell] = []
    together: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda each: each.begin):
        if together:
            so_far = _union(together)
            if so_far.end is not None and so_far.end < stretch.begin:
                spells.append(so_far)
                together = []
        together.append(stretch)
    return [*spells, _union(together)] if together else []
