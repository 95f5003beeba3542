"""How far a reader can narrow every hidden cell, from the whole linked system at once.

All that is printed is a constant here, all else an unknown; nothing is taken from the program's own
proofs.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import highspy
import numpy as np

from reports.disclosure.cells import Cell
from reports.disclosure.protection import Pattern
from reports.disclosure.system import Numbers, System

_NEAR = 1e-6
_MANY = 1e6
"""More young people than a reader can think of."""


@dataclass(frozen=True)
class Interval:
    """The whole numbers that fit a cell that is not in print."""

    cell: Cell
    true: int
    least: int
    most: int

    @property
    def numbers(self) -> int:
        return self.most - self.least + 1


@dataclass(frozen=True)
class Weak:
    """The cells of which a reader knows too much."""

    exact: list[Interval]
    narrow: list[Interval]


def weak_cells(system: System, pattern: Pattern, threshold: int, enough: int = 0) -> Weak:
    """Hidden cells that only one number fits, or fewer than the threshold of which some are
    small; and other sides of rows that are narrow so."""
    found = list(intervals(system, pattern, enough or max(threshold, 2)))
    printed = [each for each in found if each.cell in pattern.hidden]
    exact = [each for each in printed if each.numbers <= 1]
    narrow = [
        each
        for each in found
        if each.numbers < threshold
        and each.least <= threshold
        and each.most >= 1
        and each not in exact
    ]
    return Weak(exact, narrow)


def intervals(system: System, pattern: Pattern, enough: int) -> Iterator[Interval]:
    """Of every hidden cell and of the other sides of rows; one that holds `enough` numbers may be
    wider."""
    hidden = np.array([cell in pattern.hidden for cell in system.cells])
    unknown = hidden | ~system.printed
    model = _model(system, pattern, hidden, unknown)
    least = np.full(len(system.cells), np.inf)
    most = np.full(len(system.cells), -np.inf)
    wanted = np.flatnonzero(hidden | (system.other_of >= 0)).tolist()
    for n in wanted:
        for sign in (1.0, -1.0):
            if most[n] - least[n] + 1 >= enough:
                break
            model.changeColCost(n, sign)
            model.run()
            assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
            model.changeColCost(n, 0.0)
            found = np.array(model.getSolution().col_value)
            np.minimum(least, found, out=least)
            np.maximum(most, found, out=most)
        yield Interval(
            system.cells[n],
            int(system.values[n]),
            math.ceil(least[n] - _NEAR),
            math.floor(most[n] + _NEAR),
        )


def may_be_0(system: System, hidden: np.ndarray) -> np.ndarray:
    """The cells in a line that prints no number above 0."""
    shown = ~hidden & (system.values > 0)
    free = np.zeros(len(system.cells), dtype=bool)
    for line in (system.split_line, system.row_line):
        without = np.bincount(line + 1, shown)[line + 1] == 0
        free |= without & (line >= 0) & ~system.never_0
    return free


def _model(
    system: System, pattern: Pattern, hidden: np.ndarray, unknown: np.ndarray
) -> highspy.Highs:
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    inf = highspy.kHighsInf
    least = np.where(unknown, 0.0, system.values)
    least[hidden & ~may_be_0(system, hidden)] = 1.0
    most = np.where(unknown, _MANY, system.values)
    for low, high in zip(least, most, strict=True):
        model.addVar(float(low), float(high))
    for family in system.families:
        relation = np.concatenate([family.relation, family.place_relation])
        cell: Numbers = np.concatenate([family.cells[family.cell], family.place_cell])
        weight = np.concatenate([family.weight, family.place_weight])
        order = np.argsort(relation, kind="stable")
        starts = np.searchsorted(relation[order], np.arange(len(family.least) + 1))
        for row, (a, b) in enumerate(pairwise(starts.tolist())):
            fact = family.fact[row]
            if fact >= 0 and system.facts[fact] in pattern.hidden:
                continue
            of_row = order[a:b]
            model.addRow(
                float(max(family.least[row], -inf)),
                float(min(family.most[row], inf)),
                len(of_row),
                cell[of_row].astype(np.int32),
                weight[of_row],
            )
    return model
