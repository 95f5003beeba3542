"""A relation between counts: a weighted sum with a least and a most."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.attack.release import Cell


@dataclass(frozen=True)
class Range:
    """The whole numbers that may be: least and most among them."""

    least: int
    most: int

    @property
    def numbers(self) -> int:
        return self.most - self.least + 1


@dataclass(frozen=True)
class Relation:
    """`least` <= the sum of weight times cell <= `most`; None: no bound on that side.  `link` is
    not 0 where only an assumption about two releases says so; the higher, the sooner it is given
    up."""

    terms: Mapping[Cell, int]
    least: int | None
    most: int | None
    link: int = 0


def exactly(terms: Mapping[Cell, int], number: int) -> Relation:
    return Relation(terms, number, number)


def within(terms: Mapping[Cell, int], least: int | None, most: int | None) -> Relation:
    return Relation(terms, least, most)


def no_more(terms: Mapping[Cell, int]) -> Relation:
    """The cells with weight -1 are together at most the one with weight 1."""
    return Relation(terms, 0, None)
