"""Rules that do not protect, to hold ours against: the threshold alone, and with one more cell a
row and column."""

import numpy as np

from reports.disclosure.cells import Cell
from reports.disclosure.hiding import Reason
from reports.disclosure.protection import Pattern
from reports.disclosure.system import System


def threshold_only(system: System, threshold: int) -> Pattern:
    small = system.printed & (system.values >= 1) & (system.values <= threshold)
    return _pattern(system, small)


def one_more(system: System, threshold: int) -> Pattern:
    """Where one cell alone is hidden in a line, the smallest of the others above 0 is too."""
    hidden = system.printed & (system.values >= 1) & (system.values <= threshold)
    for line_of in (system.split_line, system.row_line):
        order = np.lexsort((np.arange(len(line_of)), system.values, line_of))
        counts = np.bincount(line_of[hidden] + 1, minlength=int(line_of.max()) + 2)
        for line in np.flatnonzero(counts[1:] == 1).tolist():
            members = order[np.searchsorted(line_of[order], line) :]
            members = members[line_of[members] == line]
            open_ones = members[~hidden[members] & (system.values[members] > 0)]
            hidden[open_ones[:1]] = True
    return _pattern(system, hidden)


def _pattern(system: System, hidden: np.ndarray) -> Pattern:
    reasons: dict[Cell, Reason] = {
        system.cells[n]: "small" for n in np.flatnonzero(hidden).tolist()
    }
    return Pattern(reasons, ())
