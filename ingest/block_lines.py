"""The lines of a form, each taken apart into labels and what follows them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.block_signs import mark_in
from ingest.headers import HeaderBook, Meaning
from schemas.text import folded

Cells = list[tuple[int, str]]
"""The filled cells of a row: their columns, from 0, and their texts."""


@dataclass(frozen=True)
class Pair:
    """A label in `column`, the cells `after` it up to the next one, and what stands `within` its
    own cell behind a colon; `end` is the next label's column."""

    column: int
    label: str
    meaning: Meaning
    after: Cells
    within: str
    end: int | None


class Line:
    """A row of a form, taken apart once; `row` counts from 0."""

    def __init__(
        self, row: int, cells: Sequence[str], headers: HeaderBook, label_columns: Collection[int]
    ) -> None:
        self.row = row
        self.filled: Cells = [(n, cell.strip()) for n, cell in enumerate(cells) if cell.strip()]
        self.cells = cells
        self._headers = headers
        self._label_columns = label_columns
        self.pairs = list(self._pairs())

    def hints(self) -> Iterator[int]:
        """The columns beyond an answer that hold what is no option and no tick."""
        return (
            column
            for pair in self.pairs
            for column, text in pair.after[1:]
            if self._headers.option_under(pair.meaning.name, text) is None
            and mark_in(text, self._headers.words) is None
        )

    def is_label(self, column: int, text: str, over: Meaning) -> bool:
        """Whether a cell behind or below the label `over` is a label and no option of its own."""
        is_option = self._headers.option_under(over.name, text) is not None
        if is_option and over.option is None and column not in self._label_columns:
            return False
        return self._label(text)[0] is not None

    def _pairs(self) -> Iterator[Pair]:
        k = 0
        while k < len(self.filled):
            column, cell = self.filled[k]
            k += 1
            meaning, within = self._label(cell)
            if meaning is None:
                continue
            after: Cells = []
            while k < len(self.filled) and not within:
                next_column, text = self.filled[k]
                if self.is_label(next_column, text, meaning):
                    break
                after.append(self.filled[k])
                k += 1
            end = self.filled[k][0] if k < len(self.filled) else None
            yield Pair(column, cell, meaning, after, within, end)

    def _label(self, cell: str) -> tuple[Meaning | None, str]:
        """What a cell asks, and the answer in it behind a colon."""
        meaning = self._headers.meaning(cell)
        alone = len(self.cells) == 1 or len(self.filled) == 1
        if meaning is not None and not (meaning.option is not None and alone):
            return meaning, ""
        head, _, tail = cell.partition(":")
        if not tail.strip():
            return meaning, ""
        meaning = self._headers.meaning(head)
        if meaning is None or meaning.option is not None:
            return None, ""
        return meaning, tail.strip()


def label_columns_of(rows: Sequence[Sequence[str]], headers: HeaderBook) -> set[int]:
    """The columns in which labels stand that are no option: there, a text that is both is a
    label."""
    return {
        n
        for row in rows
        for n, cell in enumerate(row)
        if cell.strip() and headers.meaning(cell) is not None and not _is_option(cell, headers)
    }


def _is_option(cell: str, headers: HeaderBook) -> bool:
    plain = folded(cell).rstrip(" :")
    return any(plain in options for options in headers.choices.values())
