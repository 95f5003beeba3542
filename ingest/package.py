"""The members of a zip (a workbook, a Word file, a delivery), read without trusting it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from ingest.document import UnreadableFile

MAX_MEMBERS = 10_000
"""More than any folder of returns holds; each member costs time and memory before it is read."""
MAX_UNPACKED = 96 * 2**20
"""Bytes of all parts that are read together.  A return of a thousand young people has 5 MB; a
library needs up to eight times the bytes of a part, and reading must stay within 1 GB."""
MAX_CELL_LENGTH = 131_072
"""Characters of a cell in any format, as in a CSV file; Excel's own limit is 32,767."""
DAMAGED = "the file is damaged or was not sent completely"
_ENCRYPTED = 0x1
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CHUNK = 2**20


class Archive:
    """The members of a zip by their names.

    Sizes that the zip claims are held against what is found: a member is unpacked only as far as
    it claims to go.
    """

    def __init__(self, source: bytes | Path) -> None:
        """`source` is the zip, or where it lies: it is opened again for each member.

        Raises UnreadableFile for what is no zip, is damaged, has too many members, or two of
        one name; OSError for a path that can't be read.
        """
        self._source = source
        if _entries(source) > MAX_MEMBERS:
            raise UnreadableFile(f"it holds more than {MAX_MEMBERS:,} members", "too_large")
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in _directory(source):
            if member.orig_filename in self._members:
                raise UnreadableFile("it has two members of one name")
            self._members[member.orig_filename] = member

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        """The names of the members as the zip has them, folders left out."""
        return (name for name in self._members if not name.endswith("/"))

    def claimed(self, name: str) -> int:
        """The size that a member claims, which is never exceeded in reading it."""
        return self._members[name].file_size

    def read(self, name: str) -> bytes:
        """The bytes of a member.

        Raises UnreadableFile for one that is encrypted (code password_protected), packed in
        another way than deflate, or damaged; OSError as the class does.
        """
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableFile("", "password_protected")
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise UnreadableFile("it is packed in a way that office programs do not use")
        content = self._packed(member)
        if member.compress_type == zipfile.ZIP_DEFLATED:
            content = _inflated(content, member.file_size)
        if len(content) != member.file_size or zlib.crc32(content) != member.CRC:
            raise UnreadableFile(DAMAGED)
        return content

    def _packed(self, member: zipfile.ZipInfo) -> bytes:
        header = self._slice(member.header_offset, _LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or header[:4] != b"PK\x03\x04":
            raise UnreadableFile(DAMAGED)
        *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        start = member.header_offset + _LOCAL_HEADER.size + name_length + extra_length
        return self._slice(start, member.compress_size)

    def _slice(self, start: int, length: int) -> bytes:
        if start < 0:
            raise UnreadableFile(DAMAGED)
        if isinstance(self._source, bytes):
            return self._source[start : start + length]
        with self._source.open("rb") as file:
            file.seek(start)
            return file.read(length)


class Package(Archive):
    """An office file: a zip whose parts are held in memory together, up to MAX_UNPACKED."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._left = MAX_UNPACKED

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises UnreadableFile also, with the code too_large, for one
        beyond the limit."""
        self._left -= self.claimed(name)
        if self._left < 0:
            raise UnreadableFile(f"unpacked it has more than {MAX_UNPACKED >> 20} MB", "too_large")
        return super().read(name)

    def xml(self, name: str) -> bytes:
        """The bytes of a part that is XML, without a document type, hence without entities.

        Raises UnreadableFile as `read` does, for a document type, and for an encoding in which
        one could hide.
        """
        content = self.read(name)
        if content.startswith(_UTF_16) or b"\0" in content:
            raise UnreadableFile("a part of it is no XML in UTF-8")
        if b"<!DOCTYPE" in content:
            raise UnreadableFile(
                "a part of it declares a document type, which office programs do not"
            )
        return content


def repacked(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts, so that a library sees only what was looked at."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def _entries(source: bytes | Path) -> int:
    """About how many members there are, at least; the zip's own count may lie."""
    if isinstance(source, bytes):
        return source.count(_DIRECTORY_ENTRY)
    with source.open("rb") as file:
        return sum(chunk.count(_DIRECTORY_ENTRY) for chunk in iter(lambda: file.read(_CHUNK), b""))


def _directory(source: bytes | Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as file:
            return file.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, struct.error):
        raise UnreadableFile(DAMAGED) from None


def _inflated(packed: bytes, size: int) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacker.decompress(packed, size + 1)
    except zlib.error:
        raise UnreadableFile(DAMAGED) from None
    if not unpacker.eof:
        raise UnreadableFile(DAMAGED)
    return content
