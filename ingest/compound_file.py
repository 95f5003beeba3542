"""The streams of an OLE compound file: what Excel and Word wrote before 2007."""

import struct
from collections.abc import Iterator

from ingest.document import UnreadableFile
from ingest.package import DAMAGED

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_SECTORS = 109
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_WIDE = 12
_CUTOFF = 4096
_TABLE_SECTOR, _END_OF_CHAIN, _FREE, _NONE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers above it are marks: free, end of chain, table."""


def stream_names(content: bytes) -> frozenset[str]:
    """The names of the streams.  Raises UnreadableFile for a damaged file."""
    return frozenset(name for name, kind, _, _ in _Compound(content).entries if kind == _STREAM)


def first_stream(content: bytes, names: tuple[str, ...]) -> tuple[str, bytes]:
    """The first of these streams that there is, by name and bytes.

    Raises UnreadableFile for a damaged file, or one with none of them.
    """
    compound = _Compound(content)
    found = {name: (start, size) for name, kind, start, size in compound.entries if kind == _STREAM}
    for name in names:
        if name in found:
            return name, compound.stream(*found[name])
    raise UnreadableFile(DAMAGED)


class _Compound:
    def __init__(self, content: bytes) -> None:
        if len(content) < 512 or not content.startswith(MAGIC):
            raise UnreadableFile(DAMAGED)
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in {9, 12} or mini_shift != 6:
            raise UnreadableFile(DAMAGED)
        self._content = content
        self._size = 1 << shift
        directory, self._cutoff, mini_table = struct.unpack_from("<L4xLL", content, 48)
        self._table = self._numbers(self._table_sectors())
        self._mini_table = self._numbers(self._chain(mini_table))
        entries = self._joined(directory)
        if len(entries) % self._size:
            raise UnreadableFile(DAMAGED)
        self.entries = list(self._entries(entries))
        roots = [start for _, kind, start, _ in self.entries if kind == _ROOT]
        if not roots:
            raise UnreadableFile(DAMAGED)
        self._mini = self._joined(roots[0])

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
                raise UnreadableFile(DAMAGED)
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
    raise UnreadableFile(DAMAGED)


def with_one_stream(name: str, stream: bytes) -> bytes:
    """A compound file with nothing but this stream.

    In sectors of 4,096 bytes, so that the sectors of the allocation table all stand in the header:
    the stream, the directory, an empty one for small streams (calamine wants it), and that table.
    """
    size = 1 << _WIDE
    stream = stream.ljust(size, b"\0")
    data = -(-len(stream) // size)
    tables = 1
    while tables * size // 4 < data + 2 + tables:
        tables += 1
    numbers = [*range(1, data), *[_END_OF_CHAIN] * 3, *[_TABLE_SECTOR] * tables]
    numbers += [_FREE] * (tables * size // 4 - len(numbers))
    directory = _entry("Root Entry", _ROOT, 1, data + 1, size)
    directory += _entry(name, _STREAM, _NONE, 0, len(stream))
    header = struct.pack(
        "<8s16x5H6x9L",
        MAGIC, 0x3E, 4, 0xFFFE, _WIDE, 6,
        1, tables, data, 0, _CUTOFF, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0,
    )  # fmt: skip
    places = list(range(data + 2, data + 2 + tables))
    places += [_FREE] * (_HEADER_SECTORS - tables)
    header += struct.pack(f"<{_HEADER_SECTORS}L", *places)
    return b"".join(
        (
            header.ljust(size, b"\0"),
            stream.ljust(data * size, b"\0"),
            directory.ljust(size, b"\0"),
            bytes(size),
            struct.pack(f"<{len(numbers)}L", *numbers),
        )
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBB3L36xLQ", text, len(text), kind, 1, _NONE, _NONE, child, start, size)
