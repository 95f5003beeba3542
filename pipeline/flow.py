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
    "counted",
)


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

    def check(self) -> None:
        """Raises FlowBroken unless every row is at exactly one step."""
        if tuple(self.ended) != STEPS or sum(self.ended.values()) != self.received:
            raise FlowBroken(
                f"{self.received} rows were received and {sum(self.ended.values())} accounted for"
            )

    def lines(self) -> list[tuple[str, int]]:
        return [(RECEIVED, self.received), *self.ended.items()]
