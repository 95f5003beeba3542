"""What the records of an .xls say of its cells, looked at before calamine reads it."""

import struct
from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from ingest.compound_file import first_stream, with_one_stream
from ingest.document import UnreadableFile
from ingest.package import DAMAGED, MAX_UNPACKED
from ingest.sheet_limits import MAX_CELLS, MAX_TEXT, Cells, Errors, check_cells

_STREAMS = ("Workbook", "Book")
_BEGIN, _END, _SHEET, _STRINGS, _CONTINUED = 0x0809, 0x000A, 0x0085, 0x00FC, 0x003C
_NUMBER, _LABEL, _ERROR, _RK, _SHARED, _SEVERAL, _RICH, _FORMULA = (
    0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00BD, 0x00D6, 0x0006,
)  # fmt: skip
_EXTENT = 0x0200
_PASSWORD = 0x002F
"""Of the records that follow only the heads can be read."""
_EXTENT_FORMS = {10: "<4H", 14: "<LLHH"}
_SHORTEST_STRING = 3
_CELLS = frozenset({_NUMBER, _LABEL, _ERROR, _RK, _SHARED, _SEVERAL, _RICH, _FORMULA})
_SHARED_MARK = b"\xfd\x00\x0a\x00"
_IS_CELL = np.isin(np.arange(1 << 16), sorted(_CELLS))
_USUAL_ROWS, _USUAL_COLUMNS = 0x2700, 0x100
_RECORD_HEAD = 18
"""Bytes of a record, with its header, by which a cell is known to be in error."""
_LONGEST_STRING = 65_535
_MOST_SHARED = 4 * MAX_TEXT // _LONGEST_STRING
"""So many cells may hold the longest string: the text of fewer is in bounds whatever it is."""
_MOST_SHEETS = 4
"""So many sheets of 9,984 rows and 256 columns may be held at once."""
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


def looked_at_xls(content: bytes) -> tuple[bytes, dict[int, Errors]]:
    """The .xls with only what has cells in it, and the errors in cells by the sheet's index.

    Ordinary sheets are not gone through.  Raises UnreadableFile for sheets that would need too
    much memory, and for a damaged file.
    """
    if len(content) > MAX_UNPACKED:
        raise UnreadableFile(f"it has more than {MAX_UNPACKED >> 20} MB", "too_large")
    name, stream = first_stream(content, _STREAMS)
    starts, strings = _globals(stream)
    if strings and struct.unpack_from("<4xL", strings[0].ljust(8, b"\0"))[0] > _most(strings):
        raise UnreadableFile(DAMAGED)
    errors: dict[int, Errors] = {}
    if _is_unusual(stream, starts):
        lengths = _lengths(strings) if strings else []
        sheets = [_cells(stream, start, lengths) for start in starts]
        check_cells(sheets)
        errors = {index: cells.errors for index, cells in enumerate(sheets) if cells.errors}
        stream = _without_extents(stream, starts)
    return with_one_stream(name, stream), errors


def _most(strings: list[bytes]) -> int:
    """How many shared strings the records have room for."""
    return sum(map(len, strings)) // _SHORTEST_STRING


def _without_extents(stream: bytes, starts: list[int]) -> bytes:
    """The same with every sheet's claimed extent as nothing: calamine takes memory for it."""
    changed = bytearray(stream)
    for sheet in starts:
        for kind, start, end in _records(stream, sheet):
            if kind == _EXTENT:
                changed[start:end] = bytes(end - start)
    return bytes(changed)


def _is_unusual(stream: bytes, starts: list[int]) -> bool:
    return (
        len(starts) > _MOST_SHEETS
        or stream.count(_SHARED_MARK) > _MOST_SHARED
        or _may_be_far_or_wrong(stream[min(starts, default=0) :])
    )


def _may_be_far_or_wrong(stream: bytes) -> bool:
    """Whether bytes in it may be a cell beyond the usual rows and columns, or one in error.

    Looks at every place as if a record began there, which takes a tenth of the time of following
    the records.
    """
    data: npt.NDArray[np.uint16] = np.frombuffer(stream + bytes(_RECORD_HEAD), np.uint8).astype(
        np.uint16
    )
    pairs = np.bitwise_or(data[:-1], np.left_shift(data[1:], 8), dtype=np.uint16)
    if _may_have_large_extent(pairs[: len(stream)], stream):
        return True
    at = np.flatnonzero(_IS_CELL[pairs[: len(stream)]])
    at = at[pairs[at + 2] >= 6]
    kind = pairs[at]
    is_far = (pairs[at + 4] >= _USUAL_ROWS) | (pairs[at + 6] >= _USUAL_COLUMNS)
    is_error = (kind == _ERROR) & (data[at + 11] != 0)
    is_formula_error = (kind == _FORMULA) & (data[at + 10] == 2) & (pairs[at + 16] == 0xFFFF)
    return bool((is_far | is_error | is_formula_error).any())


def _may_have_large_extent(pairs: npt.NDArray[np.uint16], stream: bytes) -> bool:
    for at in np.flatnonzero(pairs == _EXTENT).tolist():
        (length,) = struct.unpack_from("<H", stream.ljust(at + 4, b"\0"), at + 2)
        form = _EXTENT_FORMS.get(length)
        if form is not None and at + 4 + length <= len(stream):
            top, bottom, left, right = struct.unpack_from(form, stream, at + 4)
            if (bottom - top + 1) * (right - left + 1) > MAX_CELLS or bottom < top or right < left:
                return True
    return False


def _globals(stream: bytes) -> tuple[list[int], list[bytes]]:
    """Where the sheets begin, and the records of the shared strings."""
    starts: list[int] = []
    strings: list[bytes] = []
    in_strings = False
    for kind, start, end in _records(stream, 0):
        if kind == _PASSWORD:
            raise UnreadableFile("", "password_protected")
        if kind == _SHEET and end - start >= 4:
            starts.append(struct.unpack_from("<L", stream, start)[0])
        in_strings = kind == _STRINGS or (in_strings and kind == _CONTINUED)
        if in_strings:
            strings.append(stream[start:end])
    if len(set(starts)) < len(starts):
        raise UnreadableFile(DAMAGED)
    return starts, strings


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """The kind, start and end of each record from `start` to the end of its part of the stream."""
    depth = 0
    header = struct.Struct("<HH")
    while start + 4 <= len(stream):
        kind, length = header.unpack_from(stream, start)
        start += 4
        yield kind, start, min(start + length, len(stream))
        depth += (kind == _BEGIN) - (kind == _END)
        if kind == _END and depth <= 0:
            return
        start += length


def _cells(stream: bytes, start: int, lengths: list[int]) -> Cells:
    found = Cells()
    shared: Counter[int] = Counter()
    place = struct.Struct("<HH")
    for kind, at, end in _records(stream, start):
        if kind not in _CELLS or end - at < 6:
            continue
        row, column = place.unpack_from(stream, at)
        last = struct.unpack_from("<H", stream, end - 2)[0] if kind == _SEVERAL else column
        found.add(row, max(column, last), end - at)
        if kind == _SHARED and end - at >= 10:
            shared[struct.unpack_from("<L", stream, at + 6)[0]] += 1
        error = _error(kind, stream[at:end])
        if error:
            found.errors[row, column] = error
    found.text += sum(
        lengths[index] * count for index, count in shared.items() if index < len(lengths)
    )
    return found


def _error(kind: int, record: bytes) -> str:
    """What a cell in error shows, "" for any other."""
    if kind == _ERROR and len(record) >= 8 and record[7]:
        return _ERRORS.get(record[6], "")
    is_formula = kind == _FORMULA and len(record) >= 14
    if is_formula and record[6] == 2 and record[12:14] == b"\xff\xff":
        return _ERRORS.get(record[8], "")
    return ""


def _lengths(parts: list[bytes]) -> list[int]:
    """The bytes of each shared string; a string may go on in the next record."""
    reader = _Strings(parts)
    lengths = []
    try:
        for _ in range(reader.number("<4xL", 8)):
            lengths.append(reader.string())
    except (IndexError, struct.error):
        raise UnreadableFile(DAMAGED) from None
    return lengths


class _Strings:
    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._part = self._at = 0

    def number(self, form: str, size: int) -> int:
        if self._at >= len(self._parts[self._part]):
            self._next()
        (value,) = struct.unpack_from(form, self._parts[self._part], self._at)
        self._at += size
        return int(value)

    def string(self) -> int:
        """The bytes of the next string's text, which is passed over."""
        letters = self.number("<H", 2)
        flags = self.number("<B", 1)
        after = 4 * self.number("<H", 2) if flags & 8 else 0
        after += self.number("<L", 4) if flags & 4 else 0
        size, left = 0, letters
        while left:
            width = 2 if flags & 1 else 1
            here = min(left, (len(self._parts[self._part]) - self._at) // width)
            size += here * width
            left -= here
            self._at += here * width
            if left:
                self._next()
                flags = self.number("<B", 1)
        while after:
            here = min(after, len(self._parts[self._part]) - self._at)
            after -= here
            self._at += here
            if after:
                self._next()
        return size

    def _next(self) -> None:
        self._part, self._at = self._part + 1, 0
        if self._part >= len(self._parts):
            raise IndexError
