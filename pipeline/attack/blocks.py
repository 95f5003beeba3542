"""Counts that are not known, parted into blocks that no relation joins."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.attack.release import Cell
from pipeline.attack.sums import Range, Relation

INFINITE = float("inf")
NO_LINK = 100


@dataclass(frozen=True)
class Row:
    """A relation with what is known taken out; the terms name unknowns by their number in the
    block."""

    terms: Mapping[int, int]
    least: float
    most: float
    link: int


@dataclass(frozen=True)
class Block:
    """Unknowns with their ranges, and what holds between them."""

    cells: tuple[Cell, ...]
    ranges: tuple[Range, ...]
    rows: tuple[Row, ...]

    @property
    def link(self) -> int:
        """The strongest assumption in it; 0 for none."""
        return max((row.link for row in self.rows), default=0)

    def without(self, link: int) -> "list[Block]":
        """The blocks that are left without assumptions as strong as `link`."""
        return self.parted(self.ranges, link)

    def parted(self, ranges: Sequence[Range], link: int = NO_LINK) -> "list[Block]":
        """The blocks that are left with narrower ranges, and without assumptions as strong as
        `link`."""
        named = (
            Relation(
                {self.cells[n]: weight for n, weight in row.terms.items()},
                None if row.least == -INFINITE else int(row.least),
                None if row.most == INFINITE else int(row.most),
                row.link,
            )
            for row in self.rows
            if row.link < link
        )
        return blocks(named, dict(zip(self.cells, ranges, strict=True))).blocks


@dataclass(frozen=True)
class Blocks:
    """`broken`: relations between known counts that do not hold."""

    blocks: list[Block]
    broken: tuple[Relation, ...]


def blocks(relations: Iterable[Relation], ranges: Mapping[Cell, Range]) -> Blocks:
    """The blocks of all counts in `ranges` that are not one number; every cell that a relation
    names must be there."""
    unknown = [cell for cell, of in ranges.items() if of.least != of.most]
    numbers = {cell: n for n, cell in enumerate(unknown)}
    groups = _Groups(len(unknown))
    rows: list[Row] = []
    broken: list[Relation] = []
    for relation in relations:
        terms: dict[int, int] = {}
        known = 0
        for cell, weight in relation.terms.items():
            number = numbers.get(cell)
            if number is None:
                known += weight * ranges[cell].least
            elif weight:
                terms[number] = weight
        least = -INFINITE if relation.least is None else relation.least - known
        most = INFINITE if relation.most is None else relation.most - known
        if terms:
            groups.join(terms)
            rows.append(Row(terms, least, most, relation.link))
        elif least > 0 or most < 0:
            broken.append(relation)
    return Blocks(_parted(unknown, ranges, rows, groups), tuple(broken))


def _parted(
    unknown: list[Cell], ranges: Mapping[Cell, Range], rows: list[Row], groups: "_Groups"
) -> list[Block]:
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(len(unknown)):
        members[groups.of(number)].append(number)
    rows_of: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        rows_of[groups.of(next(iter(row.terms)))].append(row)
    found = []
    for group, numbers in members.items():
        place = {number: n for n, number in enumerate(numbers)}
        found.append(
            Block(
                tuple(unknown[number] for number in numbers),
                tuple(ranges[unknown[number]] for number in numbers),
                tuple(
                    Row(
                        {place[number]: weight for number, weight in row.terms.items()},
                        row.least,
                        row.most,
                        row.link,
                    )
                    for row in rows_of[group]
                ),
            )
        )
    return found


class _Groups:
    """Numbers put into groups, by union and find."""

    def __init__(self, count: int) -> None:
        self._over = list(range(count))

    def of(self, number: int) -> int:
        while self._over[number] != number:
            self._over[number] = self._over[self._over[number]]
            number = self._over[number]
        return number

    def join(self, numbers: Iterable[int]) -> None:
        first, *others = (self.of(number) for number in numbers)
        for other in others:
            low, high = sorted((first, self.of(other)))
            self._over[high] = low
            first = low
