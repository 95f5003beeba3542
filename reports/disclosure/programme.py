"""The linear programme of one family: how its cells could move without a reader seeing it."""

from dataclasses import dataclass

import highspy
import numpy as np

from reports.disclosure.system import Family, Flags, Numbers, Reals
from schemas.errors import ProgramFault

_INFINITE = highspy.kHighsInf
_PUSH = 1e3
"""What it is worth to move a cell that is wanted to move."""
_CASES_COST = 1e6
"""Of a movement of a place's cases that no other family is known to follow."""


@dataclass(frozen=True)
class Movement:
    """Another table that keeps to all relations: how far each cell of the family is from its true
    value, what part of each known movement of the cases it uses, and how far it moves the cases of
    places beyond those."""

    cells: Reals
    parts: Reals
    cases: Reals
    cost: float


class Programme:
    """Cells move up and down at a cost, and below their floor at another; the cases of places move
    as a mixture of `moves` (a column each, a row for each of the family's `places`)."""

    def __init__(self, family: Family, values: Reals, moves: Reals, dropped: Flags) -> None:
        self.size = len(family.cells)
        self.places = np.unique(family.place_cell)
        self._parts = moves.shape[1]
        self._first_part = 3 * self.size
        self._first_case = self._first_part + self._parts
        self._columns = self._first_case + 2 * len(self.places)
        self._highs: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            self._highs.setOptionValue(option, value)
        self._up = np.full(self.size, _INFINITE)
        self._down = np.full(self.size, _INFINITE)
        self._below = np.zeros(self.size)
        self._costs = np.zeros(self.size)
        self._pass(family, values, moves, dropped)

    def _pass(self, family: Family, values: Reals, moves: Reals, dropped: Flags) -> None:
        rows = len(family.least)
        place = np.searchsorted(self.places, family.place_cell)
        true = np.bincount(family.relation, family.weight * values[family.cells][family.cell], rows)
        true += np.bincount(
            family.place_relation, family.place_weight * values[family.place_cell], rows
        )
        by_place = np.zeros((rows, len(self.places)))
        np.add.at(by_place, (family.place_relation, place), family.place_weight)
        part_row, part = np.nonzero(by_place @ moves)
        n, parts = self.size, np.arange(self._parts)
        entries = np.concatenate(
            [
                _entries(family.relation, family.cell, family.weight),
                _entries(family.relation, family.cell + n, -family.weight),
                _entries(family.relation, family.cell + 2 * n, -family.weight),
                _entries(part_row, self._first_part + part, (by_place @ moves)[part_row, part]),
                _entries(family.place_relation, self._first_case + place, family.place_weight),
                _entries(
                    family.place_relation,
                    self._first_case + len(self.places) + place,
                    -family.place_weight,
                ),
                _entries(
                    np.full(self._parts, rows), self._first_part + parts, np.ones(self._parts)
                ),
            ]
        )
        entries = entries[np.lexsort((entries[:, 1], entries[:, 0]))]
        free = np.append(family.fact, -1)
        open_ = (free >= 0) & np.append(dropped, False)[free]
        least = np.append(family.least - true, -_INFINITE)
        most = np.append(family.most - true, 1.0)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self._columns, rows + 1
        lp.col_cost_ = np.zeros(self._columns)
        lp.col_lower_ = np.zeros(self._columns)
        lp.col_upper_ = np.zeros(self._columns)
        lp.row_lower_ = np.where(open_ | np.isneginf(least), -_INFINITE, least)
        lp.row_upper_ = np.where(open_ | np.isposinf(most), _INFINITE, most)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.searchsorted(entries[:, 0], np.arange(rows + 2)).astype(np.int32)
        lp.a_matrix_.index_ = entries[:, 1].astype(np.int32)
        lp.a_matrix_.value_ = entries[:, 2]
        self._highs.passModel(lp)
        self.mix_cases()

    def set_costs(self, costs: Reals, below: Reals) -> None:
        """What a movement by one costs, and one below its floor, for each cell."""
        cases = np.full(2 * len(self.places), _CASES_COST)
        self._costs = costs.copy()
        every = np.concatenate([costs, costs, below, np.zeros(self._parts), cases])
        self._highs.changeColsCost(self._columns, _numbers(self._columns), every)

    def set_room(self, up: Reals, down: Reals, below: Reals) -> None:
        """How far each cell can move at most, and how far below its floor."""
        self._up, self._down, self._below = up.copy(), down.copy(), below.copy()
        upper = np.concatenate([up, down, below])
        size = 3 * self.size
        self._highs.changeColsBounds(size, _numbers(size), np.zeros(size), upper)

    def close(self, cell: int) -> None:
        """From now on the cell stays as it is."""
        self._up[cell] = self._down[cell] = 0.0
        self._bound(cell, 0.0, 0.0)
        self._bound(self.size + cell, 0.0, 0.0)

    def open(self, cell: int, up: float, down: float) -> None:
        self._up[cell], self._down[cell] = up, down
        self._bound(cell, 0.0, up)
        self._bound(self.size + cell, 0.0, down)

    def mix_cases(self, free: bool = False) -> None:
        """The cases move as any mixture of the known movements; or, `free`, at a great cost in any
        other way too."""
        for part in range(self._parts):
            self._bound(self._first_part + part, 0.0, 1.0)
        for case in range(2 * len(self.places)):
            self._bound(self._first_case + case, 0.0, _INFINITE if free else 0.0)

    def follow(self, part: int) -> None:
        """The cases move exactly as in one known movement."""
        for each in range(self._parts):
            exact = 1.0 if each == part else 0.0
            self._bound(self._first_part + each, exact, exact)

    def cheapest(self, wanted: tuple[tuple[int, float], ...]) -> Movement | None:
        """The cheapest movement that moves each wanted cell exactly so far; None if there is
        none."""
        if any(not self._has_room(cell, by) for cell, by in wanted):
            return None
        for cell, by in wanted:
            down = min(max(-by, 0.0), self._down[cell])
            below = max(-by, 0.0) - down
            for column, far in zip(
                self._columns_of(cell), (max(by, 0.0), down, below), strict=True
            ):
                self._bound(column, far, far)
        try:
            return self._solve()
        finally:
            for cell, _ in wanted:
                rooms = (self._up[cell], self._down[cell], self._below[cell])
                for column, room in zip(self._columns_of(cell), rooms, strict=True):
                    self._bound(column, 0.0, room)

    def furthest(self, cell: int, up: bool, most: float) -> Movement:
        """A movement that takes the cell up (or down) as far as it goes, but not beyond `most`."""
        towards, away = (cell, self.size + cell) if up else (self.size + cell, cell)
        room = self._up[cell] if up else self._down[cell]
        self._bound(towards, 0.0, min(room, most))
        self._bound(away, 0.0, 0.0)
        self._highs.changeColCost(towards, -_PUSH)
        found = self._found()
        self._highs.changeColCost(towards, float(self._costs[cell]))
        self._bound(towards, 0.0, room)
        self._bound(away, 0.0, self._down[cell] if up else self._up[cell])
        return found

    def push(self, by: Reals) -> Movement:
        """A movement that takes every cell as far as may be towards `by` (0: no matter).  Costs and
        room have to be set again afterwards."""
        n = self.size
        wanted = np.concatenate([by > 0, by < 0])
        far = np.concatenate([self._up, self._down])
        cost = np.where(wanted, -_PUSH, np.concatenate([self._costs, self._costs]))
        upper = np.where(wanted, np.minimum(far, np.abs(np.concatenate([by, by]))), far)
        self._highs.changeColsCost(2 * n, _numbers(2 * n), cost)
        self._highs.changeColsBounds(2 * n, _numbers(2 * n), np.zeros(2 * n), upper)
        return self._found()

    def _found(self) -> Movement:
        found = self._solve()
        if found is None:
            raise ProgramFault("the true table is not among those that a reader can think of")
        return found

    def _has_room(self, cell: int, by: float) -> bool:
        return bool(-self._down[cell] - self._below[cell] <= by <= self._up[cell])

    def _columns_of(self, cell: int) -> tuple[int, int, int]:
        return cell, self.size + cell, 2 * self.size + cell

    def _bound(self, column: int, least: float, most: float) -> None:
        self._highs.changeColBounds(column, least, most)

    def _solve(self) -> Movement | None:
        # From the true table, which costs nothing, a cheap movement is near; from the last one not.
        self._highs.clearSolver()
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise ProgramFault(f"the linear programme ended as {status.name}")
        found = np.array(self._highs.getSolution().col_value)
        n, first, places = self.size, self._first_case, len(self.places)
        return Movement(
            cells=_snapped(found[:n] - found[n : 2 * n] - found[2 * n : 3 * n]),
            parts=found[self._first_part : first],
            cases=_snapped(found[first : first + places] - found[first + places :]),
            cost=self._highs.getObjectiveValue(),
        )


def _entries(row: Numbers, column: Numbers, weight: Reals) -> Reals:
    return np.column_stack([row.astype(float), column.astype(float), weight])


def _numbers(size: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.arange(size, dtype=np.int32)


def _snapped(found: Reals) -> Reals:
    """Without what the solver's rounding leaves."""
    whole = np.rint(found)
    return np.where(np.abs(found - whole) < 1e-6, whole, found)
