"""Sheets of cells, and how a file's records stand in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sample_plan import FilePlan
from sample_records import Record

Value = str | int | bool | date


@dataclass(frozen=True)
class Column:
    """A column of a file: a question, or one answer of a question as a tick."""

    header: str
    question: str
    code: str = ""

    @property
    def key(self) -> str:
        """By what a record knows the place of its answer here."""
        return f"{self.question}: {self.code}" if self.code else self.question


@dataclass(frozen=True)
class Filled:
    """All that a file says, before it is laid out: the cover's lines where it has them, the columns
    and, in the order of the file, each record with its cells."""

    file: FilePlan
    cover: tuple[tuple[str, Value], ...]
    columns: tuple[Column, ...]
    people: tuple[tuple[Record, list[Value]], ...]

    def sheet_name(self, number: int) -> str:
        """What places call a sheet; nothing in a file that is one sheet."""
        kinds = {"csv": "", "docx": f"table {number}", "zip": f"table {number}"}
        return kinds.get(self.file.format, f"sheet {number}")


@dataclass
class Sheet:
    """A sheet of a workbook: its name on the tab, its rows, the cells that are one (row, first and
    last column, all from 1), and the rows that are headers."""

    name: str
    rows: list[list[Value]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    headers: set[int] = field(default_factory=set)

    def add(self, cells: list[Value], header: bool = False) -> int:
        """Add a row and return its number."""
        self.rows.append(cells)
        if header:
            self.headers.add(len(self.rows))
        return len(self.rows)


def as_text(value: Value) -> str:
    """Return what a text file holds of a cell."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value.isoformat() if isinstance(value, date) else str(value)
