"""A file as tables of text cells, whatever it was made with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Format = Literal["csv", "xlsx", "xls", "ods", "docx"]
Kind = Literal["file", "sheet", "table", "text"]


class UnreadableFile(Exception):
    """The bytes can't be read as tables of cells.

    The message says why, without any value; `code` is in the catalogue of problems.
    """

    def __init__(self, message: str, code: str = "unreadable_file") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Sheet:
    """A table of cells as it stands: row n is `rows[n - 1]`; lengths may differ.

    `kind` is what its users call it: the whole `file` (CSV), a `sheet` of a workbook, a `table`
    of a Word file, or the `text` before or between tables there (one paragraph a row);
    `number` counts those of its kind from 1, hidden sheets of a workbook after the others.  Of
    merged cells the first holds the text, the others are empty.  A tick box is `☐` or `☒`; a
    date is ISO text.
    """

    rows: Sequence[Sequence[str]]
    kind: Kind = "file"
    number: int = 1
    hidden: bool = False

    @property
    def name(self) -> str | None:
        """`sheet 2`, `table 1`; None for a file that is one sheet."""
        return None if self.kind == "file" else f"{self.kind} {self.number}"


@dataclass(frozen=True)
class Document:
    """The sheets, tables and texts of a file in their order."""

    format: Format
    sheets: tuple[Sheet, ...]
