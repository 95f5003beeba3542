"""What the attacker found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.attack.release import Cell
from pipeline.attack.sums import Range

Kind = Literal["exact", "narrow", "printed", "whole group"]


@dataclass(frozen=True, order=True)
class Found:
    """A count that can be worked out: where it stands.  How it can be and what it is are not told:
    that would tell it."""

    kind: Kind
    cell: Cell
    table_id: str
    place: str
    row: str
    column: str
    file: str


@dataclass(frozen=True)
class Finding:
    """`exact`: only one whole number fits a hidden cell; `narrow`: fewer whole numbers fit than the
    threshold, and at least one of them is small; `printed`: small counts that stand in print (or
    are the difference of two that do); `whole_groups`: small groups of whom all gave one answer.

    `intervals` has the range of each hidden cell of the release, `hidden` says how many there are;
    `given_up` how many blocks of counts contradict what releases were taken to have in common.
    """

    exact: tuple[Found, ...]
    narrow: tuple[Found, ...]
    printed: tuple[Found, ...]
    whole_groups: tuple[Found, ...]
    intervals: Mapping[Cell, Range]
    hidden: int
    given_up: int = 0

    @property
    def found(self) -> tuple[Found, ...]:
        return (*self.exact, *self.narrow, *self.printed, *self.whole_groups)
