"""The bytes of a CSV file as rows of text cells."""

import codecs
import contextlib
import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from ingest.cell_columns import cell_columns
from ingest.document import UnreadableFile

DELIMITERS = (",", ";", "\t", "|")
_PROBED_ROWS = 50
_UTF8_SIGN = re.compile(rb"\xc3[\xa0-\xbf]|\xe2\x80[\x90-\xa6]")
"""An accented letter, a dash or a quotation mark in UTF-8: hardly ever a text in cp1252."""
_ENDS = (0x09, 0x0A, 0x0D)


def _both_plain(highs: Iterable[int], ends: Iterable[int]) -> str:
    """A class of the characters with one of `highs` above a plain sign, or above one of `ends`."""
    spans = (
        f"{chr(high << 8 | 0x20)}-{chr(high << 8 | 0x7E)}"
        + "".join(chr(high << 8 | end) for end in ends)
        for high in highs
    )
    return f"[{''.join(spans)}]"


_NARROW_READ_WIDE = re.compile(
    f"(?:{_both_plain(_ENDS, _ENDS)}?{_both_plain(range(0x20, 0x7F), _ENDS)}){{8}}"
)
"""Characters of which both bytes are plain signs or ends of lines, many in a row: text of one byte
a sign that was read as UTF-16, so that its lines would be lost."""
_FEW = 2
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_csv(
    content: bytes, is_header: Callable[[Sequence[str]], bool] = lambda _: False
) -> Sequence[Sequence[str]]:
    """The cells of a CSV file: comma, semicolon, tab or bar; UTF-8, UTF-16 or cp1252.

    The delimiter is the first that gives a row of which `is_header` holds, or else the one that
    gives the widest row.  A row is what a spreadsheet shows as one, also where a cell holds line
    ends.  Raises UnreadableFile for binary content and for a quotation mark that is never closed.
    """
    text = decoded(content)
    delimiter = _delimiter(text, is_header)
    if (columns := cell_columns(text, delimiter)) is not None:
        return columns
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error:
        place = len(rows) + 1
        raise UnreadableFile(
            f"row {place}: a quotation mark is not closed, or stands inside a quoted cell, "
            "or a cell is longer than 131,072 characters"
        ) from None
    return rows


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (with or without a mark) or cp1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded_as(content, encoding)
    if b"\0" in content:
        head = content[:4096]
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if max(even, odd) * 4 > len(head):
            return _decoded_as(content, "utf-16-le" if odd > even else "utf-16-be")
        raise UnreadableFile("the file holds binary data")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        if _UTF8_SIGN.search(content):
            raise UnreadableFile("a part of the text is in UTF-8 and another part is not") from None
        return _decoded_as(content, "cp1252")


def _decoded_as(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile("the text is neither UTF-8 nor UTF-16 nor cp1252") from None
    if "\0" in text:
        raise UnreadableFile("the file holds binary data")
    if encoding.startswith("utf-16") and _holds_narrow_text(text):
        raise UnreadableFile("a part of the text is in UTF-16 and another part is not")
    return text


def _holds_narrow_text(text: str) -> bool:
    """Whether a part of a text was one byte a sign; a row of one sign, as of dots to write on, is
    none."""
    return any(len(set(found[0])) > _FEW for found in _NARROW_READ_WIDE.finditer(text))


def _delimiter(text: str, is_header: Callable[[Sequence[str]], bool]) -> str:
    widest = {}
    for delimiter in DELIMITERS:
        rows = _first_rows(text, delimiter)
        if any(is_header(row) for row in rows):
            return delimiter
        widest[delimiter] = max(map(len, rows), default=0)
    return max(DELIMITERS, key=widest.__getitem__)


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        rows.extend(islice(reader, _PROBED_ROWS))
    return rows
