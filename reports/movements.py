"""Young people who came, went and stayed in a period: the counts of a place."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

Series = Literal["all", "sent_every_month", "statutory", "voluntary", "mixed"]
"""Whose spells are counted: those of all agencies, of those that sent every month of a trend, or of
one type of agency."""


@dataclass(frozen=True)
class Movements:
    """Spells of one place in a period, and the young people behind them.

    open_start + new + came_back = ended + unknown + open_end.  `seen_again` are those of open_start
    whom no return showed at that time but a later one does; `ended_age` those of ended who reached
    the age limit; `not_confirmed` those of open_end whom no return of the last 31 days shows.

    `individuals`: the young people of the period, each once: by what came first (`first_*`) and by
    what came last (`last_*`); both sum to `individuals`.
    """

    open_start: int = 0
    seen_again: int = 0
    new: int = 0
    came_back: int = 0
    ended: int = 0
    ended_age: int = 0
    unknown: int = 0
    open_end: int = 0
    not_confirmed: int = 0
    individuals: int = 0
    first_open: int = 0
    first_new: int = 0
    first_came_back: int = 0
    last_ended: int = 0
    last_unknown: int = 0
    last_open: int = 0

    def __add__(self, other: "Movements") -> "Movements":
        return Movements(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )

    def lines(self) -> Iterator[tuple[str, int]]:
        """Each count by its name, in the order of the declaration."""
        return ((each.name, getattr(self, each.name)) for each in fields(self))

    @property
    def adds_up(self) -> bool:
        came = self.open_start + self.new + self.came_back
        went = self.ended + self.unknown + self.open_end
        first = self.first_open + self.first_new + self.first_came_back
        last = self.last_ended + self.last_unknown + self.last_open
        return came == went and first == last == self.individuals
