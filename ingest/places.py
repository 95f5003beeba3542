"""Where an answer stands in a file, so that feedback can point to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Place:
    """A cell, a row, a column, a sheet or table as a whole; numbers count from 1.

    `sheet` is `sheet 2` or `table 3`, None where the file is one sheet (CSV).  Sheets go by number
    and not by name: they get named after children.
    """

    sheet: str | None = None
    row: int | None = None
    column: int | None = None

    def text(self) -> str:
        """`sheet 2, cell F12`; `table 3, row 4, column 2`; `row 12`; empty for the whole file."""
        parts = [self.sheet] if self.sheet else []
        if self.row is not None and self.column is not None and not _in_word(self.sheet):
            parts.append(f"cell {column_letters(self.column)}{self.row}")
        else:
            if self.row is not None:
                parts.append(f"row {self.row}")
            if self.column is not None:
                in_word = _in_word(self.sheet)
                parts.append(f"column {self.column if in_word else column_letters(self.column)}")
        return ", ".join(parts)


WHOLE = Place()
"""The whole file."""


def _in_word(sheet: str | None) -> bool:
    """Tables and texts of a Word file have numbers for columns."""
    return sheet is not None and not sheet.startswith("sheet")


def column_letters(number: int) -> str:
    """The letters by which a spreadsheet names its column `number` (from 1): A, Z, AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True)
class AnswerPlaces:
    """The row and the column of each record's answer to a question: one number where it is the same
    for all records, else an array of one for each record, 0 where there is none.

    A question that is not in `rows` stands in the record's own row, and so for `columns` and
    `sheets`.
    """

    rows: Mapping[str, int | Numbers] = field(default_factory=dict)
    columns: Mapping[str, int | Numbers] = field(default_factory=dict)
    sheets: Mapping[str, Sequence[str | None]] = field(default_factory=dict)

    def of_all(self, question: str) -> Place:
        """The row or the column in which all answers to a question stand, without its sheet; the
        whole file where they do not stand in one."""
        row, column = self.rows.get(question), self.columns.get(question)
        return Place(
            row=row if isinstance(row, int) else None,
            column=column if isinstance(column, int) else None,
        )

    def row_of(self, question: str | None, records: Numbers) -> Numbers:
        """The rows for the records at these indices, 0 where the record's own row stands."""
        return _at(self.rows.get(question or "", 0), records)

    def column_of(self, question: str | None, records: Numbers) -> Numbers:
        return _at(self.columns.get(question or "", 0), records)


def _at(numbers: int | Numbers, records: Numbers) -> Numbers:
    if isinstance(numbers, int):
        return np.full(len(records), numbers, np.int32)
    return numbers[records]
