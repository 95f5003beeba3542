"""The linear programme of a block: the least and the most that an unknown can be."""

from collections.abc import Sequence
from typing import Literal

import highspy
import numpy as np

from pipeline.attack.blocks import Block
from schemas.errors import ProgramFault

End = Literal["least", "most"]
_NEAR = 1e-6
_PRIMAL = 4
_NODES = 200


class Infeasible(Exception):
    """There are no counts for which all that is printed would be true."""


class Programme:
    """One model, solved again and again from where it stood; `whole`: only whole numbers fit, all
    of them or those of some unknowns."""

    def __init__(self, block: Block, *, whole: bool | Sequence[int] = False) -> None:
        in_whole = range(len(block.cells)) if whole is True else whole or ()
        self._model: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._whole = bool(in_whole)
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("presolve", "choose" if in_whole else "off"),
            ("mip_max_nodes", _NODES),
        ):
            self._model.setOptionValue(option, value)
        self._model.passModel(_model(block, in_whole))
        if not in_whole:
            self._model.setOptionValue("simplex_strategy", _PRIMAL)
        self._columns = np.arange(len(block.cells), dtype=np.int32)
        self._costs = np.zeros(len(block.cells))

    def solution(self, costs: np.ndarray) -> np.ndarray | None:
        """Counts for which the costs are least.  None if that takes too long to
        find out; raises
        Infeasible if there are none at all."""
        changed = np.flatnonzero(costs != self._costs).astype(np.int32)
        if len(changed):
            self._model.changeColsCost(len(changed), changed, costs[changed])
            self._costs = costs.copy()
        self._model.run()
        status = self._model.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise Infeasible
        if status != highspy.HighsModelStatus.kOptimal:
            if self._whole:
                return None
            raise ProgramFault(f"the audit's linear programme ended as {status.name}")
        return np.array(self._model.getSolution().col_value)

    def end(self, number: int, end: End) -> np.ndarray | None:
        """Counts with the least or the most of one unknown."""
        costs = np.zeros(len(self._costs))
        costs[number] = 1.0 if end == "least" else -1.0
        return self.solution(costs)


def is_whole(counts: np.ndarray) -> bool:
    return bool(np.all(np.abs(counts - np.rint(counts)) < _NEAR))


def inward(value: float, end: End) -> int:
    """The whole number inside the range that ends at `value`."""
    return int(np.ceil(value - _NEAR)) if end == "least" else int(np.floor(value + _NEAR))


def _model(block: Block, in_whole: Sequence[int]) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_ = len(block.cells)
    model.num_row_ = len(block.rows)
    model.col_cost_ = np.zeros(len(block.cells))
    model.col_lower_ = np.array([each.least for each in block.ranges], dtype=float)
    model.col_upper_ = np.array([each.most for each in block.ranges], dtype=float)
    model.row_lower_ = np.array([row.least for row in block.rows], dtype=float)
    model.row_upper_ = np.array([row.most for row in block.rows], dtype=float)
    starts = np.cumsum([0, *(len(row.terms) for row in block.rows)])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts.astype(np.int32)
    terms = [term for row in block.rows for term in row.terms.items()]
    model.a_matrix_.index_ = np.array([number for number, _ in terms], dtype=np.int32)
    model.a_matrix_.value_ = np.array([weight for _, weight in terms], dtype=float)
    if in_whole:
        kinds = [highspy.HighsVarType.kContinuous] * len(block.cells)
        for number in in_whole:
            kinds[number] = highspy.HighsVarType.kInteger
        model.integrality_ = kinds
    return model
