"""What a cell's text says."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reading:
    """`value` is a code, several codes parted by `;`, a number, a date, or None for no answer;
    `problems` are codes of the catalogue; `free_text` says that text was dropped.
    """

    value: str | int | date | None = None
    not_known: bool = False
    problems: tuple[str, ...] = ()
    free_text: bool = False
