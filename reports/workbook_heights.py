"""How high the rows of a sheet must be, since not every spreadsheet program works it out itself."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from reports.workbook_model import Link, SheetTable

TEXT_SIZE = 12
LINE = 15.75
TITLE = 21.0
SMALLER_TITLE = 18.75
_LETTERS_TO_WIDTH = 0.9
"""Letters of the sheets' font that surely fit in a column of width 1."""


def table_heights(table: SheetTable, widths: Sequence[int]) -> Iterator[tuple[int, float]]:
    """The rows that need more than one line, counted from the heading, with their heights."""
    texts: Iterable[Sequence[object]] = (table.columns, *table.rows)
    for number, row in enumerate(texts):
        lines = max(_lines(_text(value), width) for value, width in zip(row, widths, strict=False))
        if lines > 1:
            yield number, lines * LINE


def text_height(text: str, width: int) -> float:
    """The height of a text in a column as wide as `width`."""
    return _lines(text, width) * LINE


def _lines(text: str, width: int) -> int:
    letters = max(1, int(width * _LETTERS_TO_WIDTH))
    return sum(_lines_wrapped(line, letters) for line in text.split("\n"))


def _lines_wrapped(line: str, letters: int) -> int:
    if len(line) <= letters and "\t" not in line:
        return 1
    return max(1, len(textwrap.wrap(line, letters)))


def _text(value: object) -> str:
    if isinstance(value, Link):
        return value.sheet
    return value if isinstance(value, str) else ""
