"""Other tables that keep to all that is published: the proof that a cell is safe."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from reports.disclosure.programme import Movement
from reports.disclosure.system import Numbers, Reals


@dataclass(frozen=True)
class Target:
    """A cell of the family that a reader must be able to think moved by `by`; or, without a cell, a
    movement of the cases (`part`) that the family must be able to follow."""

    cell: int
    by: float
    part: int = -1


@dataclass(frozen=True)
class _Moved:
    cells: Numbers
    by: Reals


class Solutions:
    """The movements found, and which of them proves which target."""

    def __init__(self, size: int) -> None:
        self.least = np.zeros(size)
        self.most = np.zeros(size)
        self.proof: dict[Target, int] = {}
        self._size = size
        self._moved: list[_Moved] = []
        self._proves: dict[int, set[Target]] = defaultdict(set)
        self._moving: dict[int, set[int]] = defaultdict(set)

    def add(self, movement: Movement) -> int:
        cells = np.flatnonzero(movement.cells)
        number = len(self._moved)
        self._moved.append(_Moved(cells, movement.cells[cells]))
        for cell in cells.tolist():
            self._moving[cell].add(number)
        np.minimum(self.least, movement.cells, out=self.least)
        np.maximum(self.most, movement.cells, out=self.most)
        return number

    def covers(self, target: Target) -> bool:
        """Whether some movement takes its cell so far or further."""
        if target.part >= 0:
            return False
        return bool(
            self.most[target.cell] >= target.by
            if target.by > 0
            else self.least[target.cell] <= target.by
        )

    def reaches(self, number: int, target: Target) -> bool:
        moved = self._moved[number]
        at = int(np.searchsorted(moved.cells, target.cell))
        by = moved.by[at] if at < len(moved.cells) and moved.cells[at] == target.cell else 0.0
        return bool(by >= target.by if target.by > 0 else by <= target.by)

    def find(self, target: Target) -> int:
        """A movement that takes its cell far enough: one is there."""
        return next(
            number for number in sorted(self._moving[target.cell]) if self.reaches(number, target)
        )

    def prove(self, target: Target, number: int) -> None:
        if target in self.proof:
            self._proves[self.proof[target]].discard(target)
        self.proof[target] = number
        self._proves[number].add(target)

    def resting_on(self, cell: int) -> list[Target]:
        """The targets whose proof moves the cell."""
        return sorted(
            (
                target
                for number in self._moving.get(cell, ())
                for target in self._proves.get(number, ())
            ),
            key=lambda target: (target.part, target.cell, target.by),
        )

    def forget_unused(self) -> None:
        """From now on only movements that prove something count."""
        used = sorted(set(self.proof.values()))
        self.least[:] = 0.0
        self.most[:] = 0.0
        self._moving.clear()
        for number in used:
            moved = self._moved[number]
            np.minimum.at(self.least, moved.cells, moved.by)
            np.maximum.at(self.most, moved.cells, moved.by)
            for cell in moved.cells.tolist():
                self._moving[cell].add(number)

    def used(self) -> list[Reals]:
        """The movements that prove something, over all cells of the family."""
        found = []
        for number in sorted(set(self.proof.values())):
            dense = np.zeros(self._size)
            dense[self._moved[number].cells] = self._moved[number].by
            found.append(dense)
        return found
