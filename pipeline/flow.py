"""The steps at which a row of the store ends, in their order (contract, flow.csv)."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.errors import ProgramFault

RECEIVED = "received"
STEPS = (
    "replaced",
    "not_current",
    "quarantined",
    "outside_england",
    "not_open",
    "over_18",
    "duplicate",
    "duplicate_decided",
    "counted",
)
DUPLICATE_POSSIBLE = "duplicate_possible"
STEPS_WITHOUT_POSSIBLE = (*STEPS[:-1], DUPLICATE_POSSIBLE, STEPS[-1])
"""The steps where possible duplicates are left out; elsewhere the step is not there."""


class FlowBroken(ProgramFault):
    """Rows do not add up: a fault of the program.  Nothing may be written."""


@dataclass(frozen=True)
class Flow:
    """How many rows were received, and at which step each of them ended."""

    received: int
    ended: Mapping[str, int]

    @property
    def counted(self) -> int:
        return self.ended["counted"]

    @property
    def leaves_out_possible(self) -> bool:
        """Whether possible duplicates are left out of those counted."""
        return DUPLICATE_POSSIBLE in self.ended

    def without_possible(self, rows: int) -> "Flow":
        """The flow with so many of the rows counted left out as possible duplicates."""
        ended = {**self.ended, DUPLICATE_POSSIBLE: rows, "counted": self.counted - rows}
        return Flow(self.received, {step: ended[step] for step in STEPS_WITHOUT_POSSIBLE})

    def check(self) -> None:
        """Raises FlowBroken unless every row is at exactly one step."""
        steps = STEPS_WITHOUT_POSSIBLE if self.leaves_out_possible else STEPS
        if tuple(self.ended) != steps or sum(self.ended.values()) != self.received:
            raise FlowBroken(
                f"{self.received} rows were received and {sum(self.ended.values())} accounted for"
            )

    def lines(self) -> list[tuple[str, int]]:
        return [(RECEIVED, self.received), *self.ended.items()]
