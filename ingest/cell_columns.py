"""Rows of cells that are held by column, as those of a large CSV file are read fastest."""

import csv
import io
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

_LARGE = 1 << 17
"""Below so many characters reading row by row takes less."""
_LONGEST_HEAD = 1 << 14
_LONGEST_CELL = 131_072
_TEXTS = pa.dictionary(pa.int32(), pa.string())


class CellColumns(Sequence[Sequence[str]]):
    """Rows of text cells: those of `head`, which may differ in width, and below them those of
    `columns`, each a dictionary array of texts without a null."""

    def __init__(
        self, columns: Sequence[pa.DictionaryArray], head: Sequence[Sequence[str]] = ()
    ) -> None:
        self.columns = tuple(columns)
        self.head = tuple(head)

    @cached_property
    def _below(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    @property
    def width(self) -> int:
        """How many columns the rows below the head have."""
        return len(self.columns)

    def __len__(self) -> int:
        return len(self.head) + self._below

    @overload
    def __getitem__(self, index: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, index: slice) -> "Sequence[Sequence[str]]": ...
    def __getitem__(self, index: int | slice) -> "Sequence[str] | Sequence[Sequence[str]]":
        if isinstance(index, slice):
            return self._sliced(*index.indices(len(self)))
        n = range(len(self))[index]
        if n < len(self.head):
            return self.head[n]
        place = n - len(self.head)
        return [column[place].as_py() for column in self.columns]

    def _sliced(self, start: int, stop: int, step: int) -> "Sequence[Sequence[str]]":
        if step != 1:
            return [self[n] for n in range(start, stop, step)]
        head = len(self.head)
        begin, end = max(start - head, 0), max(stop - head, 0)
        columns = [column.slice(begin, max(end - begin, 0)) for column in self.columns]
        return CellColumns(columns, self.head[start:stop])

    def __iter__(self) -> Iterator[Sequence[str]]:
        yield from self.head
        texts = [column.dictionary.take(column.indices).to_pylist() for column in self.columns]
        yield from map(list, zip(*texts, strict=True))

    def taken(self, rows: Sequence[int]) -> "CellColumns":
        """The rows with these indices, which stand in their order; none is of the head."""
        if len(rows) == len(self):
            return self
        return CellColumns([column.take(pa.array(rows, pa.int64())) for column in self.columns])

    def trimmed(self) -> list[pa.StringArray]:
        """The columns as text, trimmed, null where blank.  Raises ValueError if there is a head."""
        if self.head:
            raise ValueError("rows of a head are in no column")
        return [_trimmed(column) for column in self.columns]

    def any_of(self, column: int, wanted: Sequence[bool]) -> np.ndarray:
        """Whether each row's cell is one of the distinct texts of the column that are wanted."""
        marks: np.ndarray = np.asarray(wanted, dtype=bool)
        found: np.ndarray = marks[self.columns[column].indices.to_numpy()]
        return found


def _trimmed(column: pa.DictionaryArray) -> pa.StringArray:
    texts = pc.utf8_trim_whitespace(column.dictionary)
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts).take(column.indices)


def cell_columns(text: str, delimiter: str) -> CellColumns | None:
    """The rows of a large CSV text as csv.reader gives them; None where they are not all as wide
    below a few lines, a cell below these is quoted, or anything else might be read otherwise."""
    if len(text) < _LARGE:
        return None
    begin = text.find("\n", max(text.rfind('"'), 0)) + 1
    if not 0 < begin <= _LONGEST_HEAD or text.startswith("\ufeff", begin):
        return None
    if text.count("\r") != text.count("\r\n") or "\n\n" in text or "\n\r\n" in text:
        return None
    try:
        head = list(csv.reader(io.StringIO(text[:begin], newline=""), _dialect(delimiter)))
    except csv.Error:
        return None
    width = len(head[-1]) if head else 0
    body = text[begin:].encode()
    if width < 2 or not body:
        return None
    names = [str(n) for n in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.py_buffer(body),
            arrow_csv.ReadOptions(column_names=names, block_size=len(body) + 1),
            arrow_csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, _TEXTS), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    columns = [column.combine_chunks() for column in table.columns]
    if any(_longest(column) > _LONGEST_CELL for column in columns):
        return None
    return CellColumns(columns, head)


def _dialect(delimiter: str) -> type[csv.Dialect]:
    class Strict(csv.excel):
        strict = True

    Strict.delimiter = delimiter
    return Strict


def _longest(column: pa.DictionaryArray) -> int:
    return pc.max(pc.binary_length(column.dictionary)).as_py() or 0
