"""No hidden cell may be worked out, nor nearly so where it might be small."""

import math

import numpy as np

from reports.disclosure.block import Block
from reports.disclosure.solutions import Target


def widen(block: Block) -> bool:
    """Sees to it that the interval of every hidden cell is wide; gives whether anything changed.

    Wide is: as many whole numbers as the threshold; or two, where it reaches so high that it could
    not meet the small numbers without holding that many.
    """
    changed = False
    waiting = _hidden(block)
    while waiting:
        before = int(block.hiding.hidden.sum())
        t = float(block.hiding.span)
        if not block.is_of_cases:
            open_ones = [cell for cell in waiting if not _is_wide(block, cell)]
            block.push([Target(cell, by) for cell in open_ones for by in (t, -t)])
        block.refresh(hidden_alone=True)
        narrow = [cell for cell in waiting if not _is_wide(block, cell) and not _bound(block, cell)]
        block.refresh()
        for cell in narrow:
            if not _is_wide(block, cell):
                changed = True
                _widen_one(block, cell)
        known = set(waiting)
        after = int(block.hiding.hidden.sum())
        waiting = [c for c in _hidden(block) if c not in known] if after != before else []
    return changed


def _hidden(block: Block) -> list[int]:
    """Hidden cells, and other sides of which the row or the base is hidden."""
    system, hidden = block.hiding.system, block.hiding.hidden
    n = block.cells
    side = system.other_of[n] >= 0
    open_side = side & (hidden[system.other_of[n]] | hidden[system.base_of[n]])
    return np.flatnonzero(hidden[n] | open_side).tolist()


def _ends(block: Block, cell: int) -> tuple[int, int]:
    """The least and the most whole number that the cell is known to be able to be."""
    value = block.values[cell]
    solutions = block.solutions
    return (
        math.ceil(value + solutions.least[cell] - 1e-6),
        math.floor(value + solutions.most[cell] + 1e-6),
    )


def _is_wide(block: Block, cell: int) -> bool:
    t = block.hiding.span
    least, most = _ends(block, cell)
    if block.printed[cell] or most <= t:
        if not block.printed[cell] and most == 0:
            return True
        return most - least + 1 >= t or (most > least and most >= 2 * t - 1)
    return most - least + 1 >= t or most >= 2 * t - 1


def _bound(block: Block, cell: int) -> bool:
    """Looks how far the cell can go as things stand; gives whether that is far enough."""
    t = float(block.hiding.span)
    for up in (True, False):
        found = block.programme.furthest(cell, up, t)
        number = block.solutions.add(found)
        by = float(found.cells[cell])
        if by and block.is_of_cases:
            block.solutions.prove(Target(cell, by), number)
        if _is_wide(block, cell):
            return True
    return False


def _widen_one(block: Block, cell: int) -> None:
    """Hides what it takes; a 0 that can't be anything else is shown."""
    t = block.hiding.span
    value = block.values[cell]
    least, most = _ends(block, cell)
    up = min(least + t - 1, max(least + 1, 2 * t - 1))
    targets = [Target(cell, up - value)]
    n = int(block.cells[cell])
    if most - t + 1 >= block.hiding.floor[n]:
        targets.append(Target(cell, most - t + 1 - value))
    found = [
        (movement.cost, order, target, movement)
        for order, target in enumerate(targets)
        if target.by and (movement := block.cheapest(target)) is not None
    ]
    if found:
        _, _, target, movement = min(found, key=lambda each: each[:2])
        block.take(target, movement)
    elif value == 0 and not most and block.printed[cell] and n not in block.hiding.held:
        block.hiding.show(n)
        block.refresh()
    elif (block.printed[cell] or value > 0) and not any(block.reach(target) for target in targets):
        block.declared.add(n)
