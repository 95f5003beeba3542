"""What it costs to hide a cell, a person in it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from reports.disclosure.cells import CASES, Cell, england_of
from reports.figures import BASE

_BASE, _CASES, _ENGLAND = 10.0, 100.0, 10.0
"""Totals are dearer to hide than the cells they are made of, for the same number of persons, and
dearest for England."""


def hiding_costs(cells: Sequence[Cell]) -> npt.NDArray[np.float64]:
    """The cost of each cell for one person in it."""
    return np.array([_cost(cell) for cell in cells])


def _cost(cell: Cell) -> float:
    if cell.row != BASE.code or cell.column != "total":
        return 1.0
    of_level = _ENGLAND if cell.place == england_of(cell.place) else 1.0
    return of_level * (_CASES if cell.question == CASES else _BASE)
