"""The note in a marked cell: what is wrong there, what to do and what it costs."""

import textwrap
from collections.abc import Sequence

from openpyxl.comments import Comment

from reports.feedback import COSTLIEST_FIRST, Fault
from reports.feedback_wording import TO_MEND, about, cost_of_fault
from reports.fixed_package import CREATOR
from reports.spreadsheet_text import shown

MAX_TOLD = 6
"""Faults that a note tells; a note with more would be higher than a screen."""
_WIDTH, _LETTERS = 340, 48
"""Pixels, and how many letters surely stand in a line of them."""
_LINE, _MARGIN = 17, 14
_PARTED = "\n\n"


def note_text(faults: Sequence[Fault], row: int, column: int, hidden: Sequence[str] = ()) -> str:
    """What the note in a cell says of these faults, the costliest first, each once; of one that is
    not of the cell itself it says where.  `hidden`: what hides the cell in the sent file."""
    text = _of_faults(faults, row, column)
    if hidden:
        text = f"(hidden) The file as sent hides this {' and this '.join(hidden)}.{_PARTED}{text}"
    return shown(text)


def _of_faults(faults: Sequence[Fault], row: int, column: int) -> str:
    ordered = sorted(faults, key=lambda fault: COSTLIEST_FIRST.index(fault.size))
    told = list(dict.fromkeys(_told(fault, row, column) for fault in ordered))
    if len(told) == 1:
        return told[0]
    parts = [f"{n}. {text}" for n, text in enumerate(told[:MAX_TOLD], start=1)]
    if len(told) > MAX_TOLD:
        parts.append(f"And {len(told) - MAX_TOLD} more: see '{TO_MEND}' in the feedback.")
    return _PARTED.join(parts)


def note(text: str, existing: Comment | None) -> Comment:
    """The note to put in a cell, behind what already stands in its note."""
    if existing is None:
        return _sized(Comment(text, CREATOR))
    return _sized(Comment(f"{existing.text.rstrip()}{_PARTED}{text}", existing.author))


def resized(existing: Comment) -> None:
    """Gives a note the size that its text needs, since openpyxl does not keep the one it had."""
    _sized(existing)


def _told(fault: Fault, row: int, column: int) -> str:
    subject = about(fault)
    if (fault.cell.row, fault.cell.column) != (row, column) and fault.cell.text:
        subject = f"{subject} ({fault.cell.text})"
    return "\n".join(
        (
            f"{subject[:1].upper()}{subject[1:]}",
            f"What is wrong: {fault.what}",
            f"What to do: {fault.remedy}",
            f"What it costs: {cost_of_fault(fault)}.",
        )
    )


def _sized(comment: Comment) -> Comment:
    lines = sum(max(1, len(textwrap.wrap(line, _LETTERS))) for line in comment.text.split("\n"))
    comment.width, comment.height = _WIDTH, lines * _LINE + _MARGIN
    return comment
