"""The range of every unknown of a block, in whole numbers.

A solution in whole numbers proves that its counts fit, so most cells are known to be wide from a
few solutions in chosen directions; the others are asked for one by one.  Where a bound rests on
fractions it is rounded inward, and on a small block whole numbers are asked for.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.attack.blocks import Block
from pipeline.attack.joined import joined
from pipeline.attack.joint import is_change
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
    whole = any(is_change(cell) for cell in block.cells) and not every_bound
    _look_round(
        block, programme, wanted, enough, seen, hubs=() if every_bound else _HUBS, whole=whole
    )
    found: dict[int, Range] = {}
    asked = _Asked()
    in_whole = whole or columns <= _WHOLE_MOST_COLUMNS
    for number in wanted:
        known = _proved(seen, number, enough, block.ranges[number])
        if known is None or every_bound:
            wide = 0 if in_whole or every_bound else enough
            known = _asked_for(programme, seen, asked, number, wide)
        found[number] = known
    if in_whole:
        found |= _whole(block, seen, asked, enough, every_bound=every_bound)
    return found


def _whole(
    block: Block, seen: _Seen, asked: _Asked, enough: int, *, every_bound: bool = False
) -> dict[int, Range]:
    """The ranges of those of whom fractions leave it open."""
    unsure = [
        number
        for number, of in asked.ranges().items()
        if seen.range(number) != of
        and (every_bound or not (_proved(seen, number, enough, of) or _is_found(of, enough)))
    ]
    return _in_whole_numbers(block, seen, asked, unsure[:_WHOLE_MOST_CELLS])


def _is_of_all(cell: Cell) -> bool:
    """Whether it is in the sums of every question."""
    return cell.question == ""


def _is_above_boards(cell: Cell) -> bool:
    return cell.place.startswith(_ABOVE_BOARDS)


@dataclass(frozen=True)
class _Hub:
    """Counts that join others: where they are held, a block of more than `above` counts falls into
    small ones, or into such as are bounded in whole numbers.  `in_whole`: whole numbers are asked
    for where they are fractions."""

    holds: Callable[[Cell], bool]
    above: int = _LARGE
    in_whole: bool = False


_CHANGES = _Hub(is_change, above=0)
_HUBS = (_CHANGES, _Hub(_is_of_all, in_whole=True), _Hub(_is_above_boards))


def _look_round(
    block: Block,
    programme: Programme,
    wanted: Collection[int],
    enough: int,
    seen: _Seen,
    hubs: Sequence[_Hub],
    *,
    whole: bool,
) -> None:
    """Looks for solutions in chosen directions and, in a large block, for others near each of
    them, with the hubs held: what fits there fits the whole."""
    hub = hubs[0] if hubs and len(block.cells) > hubs[0].above else None
    held = np.array([hub is not None and hub.holds(cell) for cell in block.cells])
    chosen = np.flatnonzero(held) if held.any() else np.array(sorted(wanted), dtype=int)
    by_hub = chosen.tolist() if hub and hub.in_whole and held.any() and not whole else []
    for counts in _solutions(block, programme, chosen, hub, whole=whole, by_hub=by_hub):
        seen.add(counts)
        open_ones = {n for n in wanted if _proved(seen, n, enough, block.ranges[n]) is None}
        if not open_ones:
            return
        if held.any() and is_whole(counts[held]):
            _look_near(block, counts, held, open_ones, enough, seen, hubs[1:], whole=whole)
    if hub is not None and not held.any():
        _look_round(block, programme, wanted, enough, seen, hubs[1:], whole=whole)


def _look_near(
    block: Block,
    counts: np.ndarray,
    held: np.ndarray,
    open_ones: Collection[int],
    enough: int,
    seen: _Seen,
    hubs: Sequence[_Hub],
    *,
    whole: bool,
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
        small = joined(part)
        wanted = sorted({int(small.one[number]) for number in here})
        of_part = _Seen(
            np.full(len(small.block.cells), np.inf), np.full(len(small.block.cells), -np.inf)
        )
        programme = Programme(small.block)
        _look_round(small.block, programme, wanted, enough, of_part, hubs, whole=whole)
        if len(small.block.cells) <= _LARGE:
            asked = _Asked()
            for number in wanted:
                if _proved(of_part, number, enough, small.block.ranges[number]) is None:
                    _asked_for(programme, of_part, asked, number)
            if len(small.block.cells) <= _WHOLE_MOST_COLUMNS:
                _whole(small.block, of_part, asked, enough)
        np.minimum.at(seen.least, places, of_part.least[small.one] + small.more)
        np.maximum.at(seen.most, places, of_part.most[small.one] + small.more)


def _solutions(
    block: Block,
    programme: Programme,
    chosen: np.ndarray,
    hub: _Hub | None,
    *,
    whole: bool,
    by_hub: Sequence[int],
) -> Iterator[np.ndarray]:
    """Solutions in several directions.  `whole`: counts of several releases, which are seldom whole
    numbers by themselves, so one is asked for; and everywhere, where the changes are held.
    `by_hub`: those that will be held, which have to be whole numbers."""
    in_whole = Programme(block, whole=True) if whole else None
    hub_in_whole: Programme | None = None
    for n, costs in enumerate(_directions(len(block.cells), chosen)):
        counts = programme.solution(costs)
        wanting = counts is None or not is_whole(counts)
        if in_whole is not None and wanting and (hub is not _CHANGES or not n):
            counts = in_whole.solution(costs)
        if counts is not None and by_hub and not is_whole(counts[by_hub]):
            hub_in_whole = hub_in_whole or Programme(block, whole=by_hub)
            counts = hub_in_whole.solution(costs)
        if counts is not None:
            yield counts


def _directions(columns: int, chosen: np.ndarray) -> Iterator[np.ndarray]:
    """Nothing in particular, and the chosen at random up and down, the same at every run."""
    yield np.zeros(columns)
    chance = np.random.default_rng(columns)
    for _ in range(_DIRECTIONS):
        costs = np.zeros(columns)
        costs[chosen] = chance.choice((-1.0, 1.0), size=len(chosen))
        yield costs
        yield -costs


def _proved(seen: _Seen, number: int, enough: int, within: Range) -> Range | None:
    """What is proved to fit, where that is enough: as many numbers as are asked for; or two, where
    the count is known not to be small."""
    known = seen.range(number)
    if known is None:
        return None
    is_small = within.least <= enough and within.most >= 1
    return known if known.numbers >= (max(enough, 2) if is_small else 2) else None


def _asked_for(
    programme: Programme, seen: _Seen, asked: _Asked, number: int, enough: int = 0
) -> Range:
    """The bounds of one unknown; with `enough`, the most alone where so many numbers lie between
    that and the least that was seen."""
    most = _end(programme, seen, asked.most, number, "most")
    if enough and most - seen.least[number] + 1 >= max(enough, 2):
        return Range(int(seen.least[number]), most)
    return Range(_end(programme, seen, asked.least, number, "least"), most)


def _end(programme: Programme, seen: _Seen, of: dict[int, int], number: int, end: End) -> int:
    counts = programme.end(number, end)
    assert counts is not None
    seen.add(counts)
    of[number] = inward(counts[number], end)
    return of[number]


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
