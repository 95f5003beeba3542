"""What is hidden so far, and why."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from typing import Literal

import numpy as np

from reports.disclosure.system import Flags, Numbers, Reals, System
from schemas.codebook import NOT_KNOWN

Reason = Literal[
    "small",
    "other side small",
    "whole group",
    "complementary",
    "zero of a declared row",
    "earlier release",
]
WHOLE_GROUP_UNDER = 20
"""Where all of a smaller base gave one answer, everybody's answer would be known."""


class Hiding:
    """The pattern as it grows.  `floor` is the least that a reader can think a cell to be."""

    def __init__(self, system: System, threshold: int) -> None:
        self.system = system
        self.threshold = threshold
        self.span = max(threshold, 2)
        """How many whole numbers a reader must be able to think of a cell."""
        size = len(system.cells)
        self.hidden: Flags = np.zeros(size, dtype=np.bool_)
        self.floor: Reals = np.where(system.printed & (system.values > 0), 1.0, 0.0)
        self.reasons: dict[int, Reason] = {}
        self.facts: dict[int, Reason] = {}
        self.held: set[int] = set()
        """Cells that are never shown again: those of an earlier release."""
        self.groups: list[tuple[int, ...]] = []
        """Of each group of whom all gave one answer the cells of which one must be able to be more
        than 0, so that a reader can't be sure of it, the likeliest first."""
        self._lines = (_members(system.split_line), _members(system.row_line))
        self.small = ((system.values >= 1) & (system.values <= threshold)) & (
            system.printed | (system.other_of >= 0)
        )

    def hide(self, cells: Iterable[int], reason: Reason) -> None:
        for n in cells:
            if not self.hidden[n]:
                self.hidden[n] = True
                self.reasons[n] = reason

    def show(self, cell: int) -> None:
        self.hidden[cell] = False
        del self.reasons[cell]

    def drop_fact(self, fact: int, reason: Reason) -> None:
        self.facts.setdefault(fact, reason)

    @property
    def dropped(self) -> Flags:
        dropped = np.zeros(len(self.system.facts), dtype=np.bool_)
        dropped[list(self.facts)] = True
        return dropped

    def hide_at_first(self) -> None:
        """Small cells, the cells whose other side is small, and whole groups."""
        system = self.system
        self.hide(np.flatnonzero(self.small & system.printed).tolist(), "small")
        # Where nobody gave the answer, the other side is the base, and small itself.
        others = system.other_of[np.flatnonzero(self.small & (system.other_of >= 0))]
        self.hide(others[system.values[others] > 0].tolist(), "other side small")
        for n in np.flatnonzero(system.printed & (system.base_of >= 0)).tolist():
            value, base = system.values[n], system.base_of[n]
            alike = value == system.values[base] and system.cells[n].row != NOT_KNOWN
            if 1 <= value < WHOLE_GROUP_UNDER and alike and system.split_line[n] >= 0:
                self.hide_line(0, int(system.split_line[n]), "whole group")
                self.groups.append(self._doubts(n))

    def _doubts(self, cell: int) -> tuple[int, ...]:
        """What must be able to be more than 0 where a cell is all of its base: its other side or,
        where one answer excludes the others, any of these, that which most gave elsewhere first."""
        system = self.system
        other = np.flatnonzero(system.other_of == cell)
        if len(other):
            return (int(other[0]),)
        members = self._lines[0][system.split_line[cell]].tolist()
        everywhere, asked = self._everywhere, system.cells[cell].question
        return tuple(
            sorted(
                (n for n in members if n != cell),
                key=lambda n: (-everywhere[asked, system.cells[n].row], n),
            )
        )

    @cached_property
    def _everywhere(self) -> Counter[tuple[str, str]]:
        """The cases of each answer, by question and row, at all places and levels together."""
        counted: Counter[tuple[str, str]] = Counter()
        for n in np.flatnonzero(self.system.values).tolist():
            cell = self.system.cells[n]
            counted[cell.question, cell.row] += int(self.system.values[n])
        return counted

    def hold(self, cells: Iterable[int], facts: Iterable[int]) -> None:
        """Hides what an earlier release hid."""
        self.held = set(cells)
        self.hide(sorted(self.held), "earlier release")
        for fact in facts:
            self.drop_fact(fact, "earlier release")
        self.hide_lines_of(n for n in sorted(self.held) if self.system.values[n] == 0)

    def line_costs(self) -> tuple[Reals, Numbers]:
        """What it costs to hide all of the cheaper line of each cell, and of which kind that is."""
        shown = ~self.hidden & (self.system.values > 0)
        cost = np.where(shown, self.system.cost, 0.0)
        found = []
        for numbers in (self.system.split_line, self.system.row_line):
            of_line = np.bincount(numbers + 1, cost)[numbers + 1]
            found.append(np.where((numbers < 0) | self.system.never_0, np.inf, of_line))
        return np.minimum(*found), (found[1] < found[0]).astype(np.int64)

    def hide_lines_of(self, cells: Iterable[int]) -> None:
        """Hides the cheaper line of each cell, so that it may be 0."""
        for n in cells:
            if not (self.hidden[n] and self.floor[n] == 0):
                cost, kind = self.line_costs()
                if np.isfinite(cost[n]):
                    line = (self.system.split_line, self.system.row_line)[int(kind[n])][n]
                    self.hide_line(int(kind[n]), int(line), "zero of a declared row")

    def hide_line(self, kind: int, line: int, reason: Reason) -> None:
        members = self._lines[kind][line].tolist()
        self.hide(members, reason)
        self.floor[members] = 0.0
        for n in members:
            if self.reasons[n] == "complementary":
                self.reasons[n] = reason


def _members(line_of: Numbers) -> list[Numbers]:
    """The cells of each line."""
    order = np.argsort(line_of, kind="stable")
    first = np.searchsorted(line_of[order], np.arange(line_of.max(initial=-1) + 2))
    return [order[a:b] for a, b in pairwise(first.tolist())]
