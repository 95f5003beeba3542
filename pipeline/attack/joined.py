"""Counts of a block that differ by a known number, taken as one: what several releases have in
common, once the changes between them are held."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.attack.blocks import Block, Row
from pipeline.attack.sums import Range


@dataclass(frozen=True)
class Joined:
    """A smaller block; each count of the larger one is `more` than that of `one` in the smaller."""

    block: Block
    one: np.ndarray
    more: np.ndarray


def joined(block: Block) -> Joined:
    """`block` with counts that differ by a known number as one.  What fits the smaller block fits
    the larger one; where ranges contradict each other nothing does, and the block is left as it
    is."""
    head = list(range(len(block.cells)))
    ahead = [0] * len(block.cells)  # how much more each count is than that of its head

    def find(number: int) -> tuple[int, int]:
        by = 0
        while head[number] != number:
            by += ahead[number]
            number = head[number]
        return number, by

    for row in block.rows:
        if (pair := _pair(row)) is not None:
            larger, smaller, by = pair
            (under, of_larger), (over, of_smaller) = find(larger), find(smaller)
            if under != over:
                head[under], ahead[under] = over, of_smaller + by - of_larger
    found = [find(number) for number in range(len(block.cells))]
    heads = sorted({number for number, _ in found})
    place = {number: n for n, number in enumerate(heads)}
    one = np.array([place[number] for number, _ in found], dtype=int)
    more = np.array([by for _, by in found], dtype=int)
    ranges = _ranges(block, one, more, len(heads))
    if ranges is None:
        return Joined(block, np.arange(len(block.cells)), np.zeros(len(block.cells), dtype=int))
    rows = {row: None for row in (_rewritten(row, one, more) for row in block.rows) if row[0]}
    return Joined(
        Block(
            tuple(block.cells[number] for number in heads),
            ranges,
            tuple(Row(dict(terms), least, most, link) for terms, least, most, link in rows),
        ),
        one,
        more,
    )


def _pair(row: Row) -> tuple[int, int, int] | None:
    """Two counts and by how much the first is more than the second."""
    if len(row.terms) != 2 or row.least != row.most:
        return None
    (first, weight), (second, other) = row.terms.items()
    if (weight, other) == (1, -1):
        return first, second, int(row.least)
    if (weight, other) == (-1, 1):
        return second, first, int(row.least)
    return None


def _ranges(block: Block, one: np.ndarray, more: np.ndarray, size: int) -> tuple[Range, ...] | None:
    least = np.full(size, -np.inf)
    most = np.full(size, np.inf)
    np.maximum.at(least, one, np.array([of.least for of in block.ranges]) - more)
    np.minimum.at(most, one, np.array([of.most for of in block.ranges]) - more)
    if (least > most).any():
        return None
    return tuple(Range(int(low), int(high)) for low, high in zip(least, most, strict=True))


_Written = tuple[tuple[tuple[int, int], ...], float, float, int]


def _rewritten(row: Row, one: np.ndarray, more: np.ndarray) -> _Written:
    terms: dict[int, int] = {}
    known = 0
    for number, weight in row.terms.items():
        here = int(one[number])
        terms[here] = terms.get(here, 0) + weight
        known += weight * int(more[number])
    left: Mapping[int, int] = {number: weight for number, weight in terms.items() if weight}
    return tuple(sorted(left.items())), row.least - known, row.most - known, row.link
