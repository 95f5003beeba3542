"""What each relation by itself says of its counts, over and over until nothing changes: most of
what threshold alone leaves open falls to this, and blocks fall apart."""

from pipeline.attack.blocks import INFINITE, Block, Row
from pipeline.attack.programme import Infeasible
from pipeline.attack.sums import Range

_MOST_VISITS = 40


def tightened(block: Block) -> tuple[Range, ...]:
    """The ranges of a block's counts, narrower where a relation says so.

    Raises Infeasible where nothing fits.
    """
    least = [each.least for each in block.ranges]
    most = [each.most for each in block.ranges]
    rows_of: list[list[int]] = [[] for _ in block.cells]
    for n, row in enumerate(block.rows):
        for number in row.terms:
            rows_of[number].append(n)
    visits = [0] * len(block.rows)
    waiting = dict.fromkeys(range(len(block.rows)))
    while waiting:
        n = next(iter(waiting))
        del waiting[n]
        visits[n] += 1
        for number in _narrowed(block.rows[n], least, most):
            for other in rows_of[number]:
                if visits[other] < _MOST_VISITS:
                    waiting[other] = None
    return tuple(Range(low, high) for low, high in zip(least, most, strict=True))


def _narrowed(row: Row, least: list[int], most: list[int]) -> list[int]:
    """Narrows the counts of one relation in place; gives those that it did."""
    lowest = sum(w * (least[n] if w > 0 else most[n]) for n, w in row.terms.items())
    highest = sum(w * (most[n] if w > 0 else least[n]) for n, w in row.terms.items())
    if lowest > row.most or highest < row.least:
        raise Infeasible
    changed: list[int] = []
    for number, weight in row.terms.items():
        low, high = least[number], most[number]
        if low == high:
            continue
        own_low, own_high = (low, high) if weight > 0 else (high, low)
        at_most = row.most - (lowest - weight * own_low)
        at_least = row.least - (highest - weight * own_high)
        if weight < 0:
            at_most, at_least = at_least, at_most
        if at_most not in (INFINITE, -INFINITE):
            high = min(high, int(at_most // weight))
        if at_least not in (INFINITE, -INFINITE):
            low = max(low, -int(-at_least // weight))
        if low > high:
            raise Infeasible
        if (low, high) != (least[number], most[number]):
            least[number], most[number] = low, high
            changed.append(number)
            lowest = sum(w * (least[n] if w > 0 else most[n]) for n, w in row.terms.items())
            highest = sum(w * (most[n] if w > 0 else least[n]) for n, w in row.terms.items())
    return changed
