"""The cheapest pattern there is for a small family, by integer programming.

A cell is hidden or not; for every target there must be a movement of hidden cells alone.  The
family must be one that can do with that: no zeros hidden, cases of places all in print.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from reports.disclosure.block import Block
from reports.disclosure.hiding import Hiding
from reports.disclosure.protection import THRESHOLD, Pattern
from reports.disclosure.system import Family, System

_FAR = 40.0
"""A movement further than this is never needed."""
_SMALL = 90
"""Cells of a family that integer programming can do quickly."""
_BEYOND = ("zero of a declared row", "whole group")
"""Reasons of which the integer programme knows nothing."""


@dataclass(frozen=True)
class Compared:
    """The persons in the cells that are hidden beyond the small ones, dear cells counted as many
    times as they cost: as the pattern has it, and the least there is."""

    families: int
    ours: float
    least: float

    def __add__(self, other: "Compared") -> "Compared":
        return Compared(
            self.families + other.families, self.ours + other.ours, self.least + other.least
        )


def compared(system: System, pattern: Pattern) -> Compared:
    """Over the families of the system that are small enough, and of which something is hidden
    beyond the small cells."""
    left_out = {cell.question for cell, reason in pattern.hidden.items() if reason in _BEYOND}
    found = Compared(0, 0.0, 0.0)
    for family in system.families:
        if family.name not in left_out and len(family.cells) <= _SMALL:
            ours = extra_cost(system, family, pattern)
            least = least_cost(system, family) if ours else None
            if least is not None:
                found += Compared(1, ours, least)
    return found


def extra_cost(system: System, family: Family, pattern: Pattern) -> float:
    """What the pattern hides in the family beyond the cells that are small themselves."""
    first = Hiding(system, THRESHOLD)
    first.hide_at_first()
    return float(
        sum(
            system.cost[n]
            for n in family.cells.tolist()
            if system.cells[n] in pattern.hidden and not first.hidden[n]
        )
    )


def least_cost(system: System, family: Family, seconds: float = 60) -> float | None:
    """The least that has to be hidden beyond the small cells; None if it was not found in time."""
    first = Hiding(system, THRESHOLD)
    first.hide_at_first()
    targets = Block(first, family).targets()
    values = system.values[family.cells].astype(float)
    printed = system.printed[family.cells]
    free = first.hidden[family.cells] | ~printed
    choice = np.flatnonzero(printed & ~free & (values > 0))
    true = np.bincount(family.relation, family.weight * values[family.cell], len(family.least))
    true += np.bincount(
        family.place_relation,
        family.place_weight * system.values[family.place_cell],
        len(family.least),
    )
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("time_limit", float(seconds))
    model.setOptionValue("mip_rel_gap", 0.0)
    inf = highspy.kHighsInf
    for n, cell in enumerate(choice):
        model.addVar(0, 1)
        model.changeColCost(n, float(system.cost[family.cells[cell]]))
        model.changeColIntegrality(n, highspy.HighsVarType.kInteger)
    chosen = {int(cell): n for n, cell in enumerate(choice)}
    floor = first.floor[family.cells]
    for target in targets:
        start = model.getNumCol()
        for cell in range(len(values)):
            far = inf if not printed[cell] else _FAR
            least, most = -min(far, values[cell] - floor[cell]), far
            if not free[cell] and cell not in chosen:
                least = most = 0.0
            if cell == target.cell:
                least = most = target.by
            model.addVar(least, most)
        for row in range(len(true)):
            of_row = family.relation == row
            model.addRow(
                max(family.least[row] - true[row], -inf),
                min(family.most[row] - true[row], inf),
                int(of_row.sum()),
                (start + family.cell[of_row]).astype(np.int32),
                family.weight[of_row],
            )
        for cell, n in chosen.items():
            move = np.array([start + cell, n], dtype=np.int32)
            model.addRow(-inf, 0, 2, move, np.array([1.0, -_FAR]))
            model.addRow(0, inf, 2, move, np.array([1.0, min(_FAR, values[cell] - floor[cell])]))
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return float(model.getObjectiveValue())
