"""Which figures are hidden so that none can be worked out from the others.

Small counts are hidden, and with them as much as it takes for a reader to have to think every
number from 1 to the threshold possible.  For each small cell and each end a linear programme finds
the cheapest other table that agrees with all that is published; what differs in it is hidden.  Each
of these tables is the proof that the cell is safe.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from reports.disclosure.block import Block
from reports.disclosure.cells import CASES, Cell
from reports.disclosure.hiding import Hiding, Reason
from reports.disclosure.solutions import Target
from reports.disclosure.system import Reals, System
from reports.disclosure.widening import widen

THRESHOLD = 5


@dataclass(frozen=True)
class Pattern:
    """What is hidden, in the order of the system's cells, and why; facts (a mean, a mode, the most
    answers) are among it.  `declared`: cells that nothing protects; there must be none."""

    hidden: Mapping[Cell, Reason]
    declared: tuple[Cell, ...]

    @property
    def cells(self) -> frozenset[Cell]:
        return frozenset(self.hidden)

    def only(self, cells: frozenset[Cell]) -> "Pattern":
        """What it says of these cells."""
        hidden = {cell: reason for cell, reason in self.hidden.items() if cell in cells}
        return Pattern(hidden, tuple(cell for cell in self.declared if cell in cells))


def protect(
    system: System, threshold: int = THRESHOLD, keep: frozenset[Cell] = frozenset()
) -> Pattern:
    """The pattern for `system`; the cells of `keep`, which an earlier release hid, are hidden."""
    hiding = Hiding(system, threshold)
    hiding.hide_at_first()
    hiding.hold(
        [n for n, cell in enumerate(system.cells) if cell in keep],
        [n for n, fact in enumerate(system.facts) if fact in keep],
    )
    protection = _Protection(hiding)
    protection.run()
    return protection.pattern()


class _Protection:
    """The families one by one, kept together by the cases of places: how these can move is known
    from their own family, and every other family must be able to follow."""

    def __init__(self, hiding: Hiding) -> None:
        families = hiding.system.families
        self._hiding = hiding
        self._moves: Reals = np.zeros((len(hiding.system.cells), 0))
        self._cases = Block(hiding, next(each for each in families if each.name == CASES))
        self._others = [
            Block(hiding, each, self._move_cases) for each in families if each.name != CASES
        ]

    def run(self) -> None:
        self._make_room_for_answers()
        self._cases.reach_all()
        self._cases.clean_up()
        self._look_at_cases()
        self._follow(Block.reach_all)
        for block in self._others:
            block.clean_up()
        self._follow(widen)

    def pattern(self) -> Pattern:
        system, hiding = self._hiding.system, self._hiding
        hidden = {system.cells[n]: hiding.reasons[n] for n in sorted(hiding.reasons)}
        facts = {system.facts[n]: hiding.facts[n] for n in sorted(hiding.facts)}
        blocks = (self._cases, *self._others)
        declared = sorted({n for block in blocks for n in block.declared})
        return Pattern(hidden | facts, tuple(system.cells[n] for n in declared))

    def _make_room_for_answers(self) -> None:
        """In a place of few cases an answer can be anything only if the cases can be more."""
        block, t = self._cases, self._hiding.span
        small = self._hiding.small & self._hiding.system.with_tables
        for cell in np.flatnonzero(small[block.cells]).tolist():
            target = Target(cell, float(t - 1))
            if not block.solutions.covers(target) and (found := block.cheapest(target)):
                block.take(target, found)

    def _look_at_cases(self) -> None:
        """The movements of cases that are known, each once; earlier ones keep their number."""
        widen(self._cases)
        with_tables = self._hiding.system.with_tables[self._cases.cells]
        known = {tuple(column) for column in self._moves[self._cases.cells[with_tables]].T.tolist()}
        fresh: list[Reals] = []
        for movement in self._cases.solutions.used():
            key = tuple(movement[with_tables].tolist())
            if any(key) and key not in known:
                known.add(key)
                column = np.zeros(len(self._moves))
                column[self._cases.cells[with_tables]] = movement[with_tables]
                fresh.append(column)
        if fresh:
            self._moves = np.column_stack([self._moves, *fresh])

    def _follow(self, then: Callable[[Block], object]) -> None:
        """Does so for every family, again as long as there are new movements to follow."""
        done = -1
        while done != self._moves.shape[1]:
            done = self._moves.shape[1]
            for block in self._others:
                block.set_moves(self._moves)
                block.follow_all()
                then(block)

    def _move_cases(self, block: Block, cases: Mapping[int, float]) -> bool:
        """Whether the cases of the places can move so (or further)."""
        place = {n: cell for cell, n in enumerate(self._cases.cells.tolist())}
        wanted = tuple((place[n], by) for n, by in cases.items())
        found = self._cases.programme.cheapest(wanted)
        if found is None:
            return False
        for cell, by in wanted:
            self._cases.take(Target(cell, by), found)
        self._look_at_cases()
        block.set_moves(self._moves)
        return True
