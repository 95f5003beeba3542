"""A sealed release as a profile sees it."""

from dataclasses import dataclass
from datetime import date

from pipeline.attack.printed import PrintedFigure
from reports.disclosure.cells import Cell


@dataclass(frozen=True)
class Held:
    """A release of a snapshot with the cells that it hid."""

    name: str
    day: date
    pattern: frozenset[Cell]
    is_snapshot: bool = True

    def figures(self) -> tuple[PrintedFigure, ...]:
        return ()
