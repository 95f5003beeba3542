"""Zips and compound files byte by byte, whose headers need not be true."""

import struct
import zlib
from dataclasses import dataclass

MB = 1_000_000


def zeros(size: int) -> tuple[bytes, int]:
    """`size` zero bytes (whole megabytes) deflated a thousandfold, and their checksum; quickly, by
    repeating one piece of the stream."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(b"\0" * MB) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    block = b"\0" * MB
    for _ in range(size // MB):
        checksum = zlib.crc32(block, checksum)
    return piece * (size // MB) + packer.flush(), checksum


@dataclass(frozen=True)
class RawEntry:
    """A deflated entry of a zip whose sizes and name are as the writer wishes."""

    name: str
    packed: bytes
    checksum: int
    size: int
    flags: int = 0x800

    def local(self) -> bytes:
        return b"PK\3\4" + self._common() + struct.pack("<HH", len(self._name), 0) + self._name

    def central(self, offset: int) -> bytes:
        rest = struct.pack("<HHHHHII", len(self._name), 0, 0, 0, 0, 0, offset)
        return b"PK\1\2" + struct.pack("<H", 20) + self._common() + rest + self._name

    @property
    def _name(self) -> bytes:
        return self.name.encode()

    def _common(self) -> bytes:
        sizes = (self.checksum, len(self.packed), self.size)
        return struct.pack("<HHHHHIII", 20, self.flags, 8, 0, 33, *sizes)


def raw_entry(name: str, content: bytes) -> RawEntry:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    return RawEntry(name, packed, zlib.crc32(content), len(content))


def raw_zip(*entries: RawEntry) -> bytes:
    local = b""
    central = b""
    for entry in entries:
        central += entry.central(len(local))
        local += entry.local() + entry.packed
    last = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(central), len(local), 0)
    return local + central + b"PK\5\6" + last


def compound_file(*streams: str) -> bytes:
    """An OLE file with a directory of these streams, all empty."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIII", header, 44, 1, 1, 0, 4096)
    struct.pack_into("<IIII", header, 60, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = [_ole_entry("Root Entry", 5, 1 if streams else 0xFFFFFFFF)]
    for n, name in enumerate(streams, start=1):
        entries.append(_ole_entry(name, 2, 0xFFFFFFFF, n + 1 if n < len(streams) else 0xFFFFFFFF))
    entries += [b"\0" * 128] * (4 - len(entries))
    return bytes(header) + table + b"".join(entries)


def _ole_entry(name: str, kind: int, child: int, right: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", 0xFFFFFFFF, right, child)
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + links
    return (entry + b"\0" * 36 + struct.pack("<IQ", 0xFFFFFFFE, 0)).ljust(128, b"\0")
