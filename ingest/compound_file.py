"""The streams of an OLE compound file: what Excel and Word wrote before 2007."""

import struct
from collections.abc import Iterator

from ingest.document import UnreadableFile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = "the file is damaged or was not sent completely"
_HEADER_SECTORS = 109
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers above it are marks: free, end of chain, table."""


def stream_names(content: bytes) -> frozenset[str]:
    """The names of the streams.  Raises UnreadableFile for a damaged file."""
    return frozenset(name for name, kind, _, _ in _Compound(content).entries if kind == _STREAM)


def streams(content: bytes, names: frozenset[str]) -> list[bytes]:
    """The bytes of the streams so named.  Raises UnreadableFile for a damaged file."""
    compound = _Compound(content)
    return [
        compound.stream(start, size)
        for name, kind, start, size in compound.entries
        if kind == _STREAM and name in names
    ]


class _Compound:
    def __init__(self, content: bytes) -> None:
        if len(content) < 512 or not content.startswith(MAGIC):
            raise UnreadableFile(_DAMAGED)
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in {9, 12} or mini_shift != 6:
            raise UnreadableFile(_DAMAGED)
        self._content = content
        self._size = 1 << shift
        directory, self._cutoff, mini_table = struct.unpack_from("<L4xLL", content, 48)
        self._table = self._numbers(self._table_sectors())
        self._mini_table = self._numbers(self._chain(mini_table))
        self.entries = list(self._entries(b"".join(map(self._sector, self._chain(directory)))))
        roots = [(start, size) for _, kind, start, size in self.entries if kind == _ROOT]
        self._mini = self._joined(roots[0][0]) if roots else b""

    def stream(self, start: int, size: int) -> bytes:
        if size >= self._cutoff:
            return self._joined(start)[:size]
        sectors = _followed(start, self._mini_table)
        return b"".join(self._mini[number << 6 : (number + 1) << 6] for number in sectors)[:size]

    def _joined(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start)))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _chain(self, start: int) -> list[int]:
        return list(_followed(start, self._table))

    def _numbers(self, sectors: list[int]) -> tuple[int, ...]:
        table = b"".join(map(self._sector, sectors))
        return struct.unpack_from(f"<{len(table) // 4}L", table)

    def _table_sectors(self) -> list[int]:
        """The sectors of the allocation table: 109 stand in the header, others in a chain."""
        first = struct.unpack_from(f"<{_HEADER_SECTORS}L", self._content, 76)
        found = [number for number in first if number <= _LAST_SECTOR]
        following, count = struct.unpack_from("<LL", self._content, 68)
        for _ in range(min(count, len(self._content) // self._size)):
            if following > _LAST_SECTOR:
                break
            numbers = self._numbers([following])
            if not numbers:
                raise UnreadableFile(_DAMAGED)
            found.extend(number for number in numbers[:-1] if number <= _LAST_SECTOR)
            following = numbers[-1]
        return found

    def _entries(self, directory: bytes) -> Iterator[tuple[str, int, int, int]]:
        for offset in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, offset + 64)
            start, size = struct.unpack_from("<LL", directory, offset + 116)
            name = directory[offset : offset + max(0, min(length, 64) - 2)]
            yield name.decode("utf-16-le", "replace"), kind, start, size


def _followed(start: int, table: tuple[int, ...]) -> Iterator[int]:
    """The sectors of a chain.  Raises UnreadableFile for one that leads out or in a circle."""
    number = start
    for _ in range(len(table) + 1):
        if number > _LAST_SECTOR:
            return
        if number >= len(table):
            break
        yield number
        number = table[number]
    raise UnreadableFile(_DAMAGED)
