"""The range of every unknown of a block, in whole numbers.

A solution in whole numbers proves that its counts fit, so most cells are known to be wide from a
few solutions in chosen directions; the others are asked for one by one.  Where a bound rests on
fractions it is rounded inward, and on a small block whole numbers are asked for.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.attack.blocks import Block
from pipeline.attack.programme import End, Programme, inward, is_whole
from pipeline.attack.release import Cell
from pipeline.attack.sums import Range

_DIRECTIONS = 4
_LARGE = 500
_ABOVE_BOARDS = ("E92", "E12")
_WHOLE_MOST_COLUMNS = 250
_WHOLE_MOST_CELLS = 120
_ENDS: tuple[End, End] = ("least", "most")


@dataclass
class _Seen:
    """The least and the most that each unknown was in a solution in whole numbers."""

    least: np.ndarray
    most: np.ndarray

    def add(self, counts: np.ndarray) -> None:
        if is_whole(counts):
            np.minimum(self.least, np.rint(counts), out=self.least)
            np.maximum(self.most, np.rint(counts), out=self.most)

    def range(self, number: int) -> Range | None:
        """What is proved to fit, as far as was seen."""
        if self.least[number] > self.most[number]:
            return None
        return Range(int(self.least[number]), int(self.most[number]))


@dataclass
class _Asked:
    """The bounds by linear programme, as far as they were asked for."""

    least: dict[int, int] = field(default_factory=dict)
    most: dict[int, int] = field(default_factory=dict)

    def ranges(self) -> dict[int, Range]:
        return {number: Range(least, self.most[number]) for number, least in self.least.items()}


def block_ranges(
    block: Block, wanted: Collection[int], enough: int, *, every_bound: bool = False
) -> dict[int, Range]:
    """The range of each unknown in `wanted`.  One that is known to hold `enough` numbers may be
    wider than it is given, unless `every_bound`.

    Raises Infeasible where nothing fits at all.
    """
    programme = Programme(block)
    columns = len(block.cells)
    seen = _Seen(np.full(columns, np.inf), np.full(columns, -np.inf))
    _look_round(block, programme, wanted, enough, seen, hubs=() if every_bound else _HUBS)
    found: dict[int, Range] = {}
    asked = _Asked()
    for number in wanted:
        known = _proved(seen, number, enough)
        if known is None or every_bound:
            known = _asked_for(programme, seen, asked, number)
        found[number] = known
    if columns <= _WHOLE_MOST_COLUMNS:
        unsure = [
            number
            for number, of in asked.ranges().items()
            if seen.range(number) != of
            and (every_bound or not (_proved(seen, number, enough) or _is_found(of, enough)))
        ]
        found |= _in_whole_numbers(block, seen, asked, unsure[:_WHOLE_MOST_CELLS])
    return found


def _is_of_all(cell: Cell) -> bool:
    """Whether it is in the sums of every question."""
    return cell.question == ""


def _is_above_boards(cell: Cell) -> bool:
    return cell.place.startswith(_ABOVE_BOARDS)


_Hub = Callable[[Cell], bool]
_HUBS: tuple[_Hub, ...] = (_is_of_all, _is_above_boards)
"""Counts that join others: where they are held, a block falls into small ones."""


def _look_round(
    block: Block,
    programme: Programme,
    wanted: Collection[int],
    enough: int,
    seen: _Seen,
    hubs: Sequence[_Hub],
) -> None:
    """Looks for solutions in chosen directions and, in a large block, for others near each of
    them, with the hubs held: what fits there fits the whole."""
    is_hub = hubs[0] if hubs and len(block.cells) > _LARGE else None
    held = np.array([is_hub is not None and is_hub(cell) for cell in block.cells])
    chosen = np.flatnonzero(held) if held.any() else np.array(sorted(wanted), dtype=int)
    for costs in _directions(len(block.cells), chosen):
        counts = programme.solution(costs)
        if counts is None:
            continue
        seen.add(counts)
        if held.any() and is_whole(counts[held]):
            open_ones = {n for n in wanted if _proved(seen, n, enough) is None}
            if open_ones:
                _look_near(block, counts, held, open_ones, enough, seen, hubs[1:])
    if hubs and not held.any() and len(block.cells) > _LARGE:
        _look_round(block, programme, wanted, enough, seen, hubs[1:])


def _look_near(
    block: Block,
    counts: np.ndarray,
    held: np.ndarray,
    open_ones: Collection[int],
    enough: int,
    seen: _Seen,
    hubs: Sequence[_Hub],
) -> None:
    """Looks round in the blocks that are left when some counts are held as they are."""
    ranges = [
        Range(round(count), round(count)) if is_held else range_
        for range_, count, is_held in zip(block.ranges, counts, held, strict=True)
    ]
    numbers = {cell: n for n, cell in enumerate(block.cells)}
    for part in block.parted(ranges):
        places = np.array([numbers[cell] for cell in part.cells])
        here = [n for n, number in enumerate(places) if number in open_ones]
        if not here:
            continue
        of_part = _Seen(seen.least[places], seen.most[places])
        programme = Programme(part)
        _look_round(part, programme, here, enough, of_part, hubs)
        if len(part.cells) <= _LARGE:
            for number in here:
                if _proved(of_part, number, enough) is None:
                    _asked_for(programme, of_part, _Asked(), number)
        seen.least[places], seen.most[places] = of_part.least, of_part.most


def _directions(columns: int, chosen: np.ndarray) -> Iterator[np.ndarray]:
    """Nothing in particular, and the chosen at random up and down, the same at every run."""
    yield np.zeros(columns)
    chance = np.random.default_rng(columns)
    for _ in range(_DIRECTIONS):
        costs = np.zeros(columns)
        costs[chosen] = chance.choice((-1.0, 1.0), size=len(chosen))
        yield costs
        yield -costs


def _proved(seen: _Seen, number: int, enough: int) -> Range | None:
    known = seen.range(number)
    return known if known is not None and known.numbers >= enough else None


def _asked_for(programme: Programme, seen: _Seen, asked: _Asked, number: int) -> Range:
    ends: list[int] = []
    for end, of in zip(_ENDS, (asked.least, asked.most), strict=True):
        counts = programme.end(number, end)
        assert counts is not None
        seen.add(counts)
        of[number] = inward(counts[number], end)
        ends.append(of[number])
    return Range(ends[0], ends[1])


def _is_found(bounds: Range, enough: int) -> bool:
    """Whether the bounds are bad enough as they are."""
    small = bounds.least <= enough and bounds.most >= 1
    return bounds.numbers <= 1 or (small and bounds.numbers < enough)


def _in_whole_numbers(
    block: Block, seen: _Seen, asked: _Asked, numbers: Collection[int]
) -> dict[int, Range]:
    """The ranges of those whose bounds may rest on fractions, asked for in whole numbers."""
    if not numbers:
        return {}
    programme = Programme(block, whole=True)
    found: dict[int, Range] = {}
    for number in numbers:
        ends = {"least": asked.least[number], "most": asked.most[number]}
        for end in _ENDS:
            counts = programme.end(number, end)
            if counts is not None:
                seen.add(counts)
                ends[end] = round(counts[number])
        found[number] = Range(ends["least"], ends["most"])
    return found
