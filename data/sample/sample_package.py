"""The containers of office files: zips and compound files, with the same bytes every time."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_SECTOR = 512
_SMALLEST_STREAM = 4096
_FREE, _END, _TABLE, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of these members, not packed: how a packer packs differs between machines."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as file:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, _FIXED_TIME)
            member.create_system = 0
            file.writestr(member, data)
    return content.getvalue()


def compound(streams: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a compound file (what Office wrote before 2007) with one or two streams."""
    contents = [data + bytes(max(0, _SMALLEST_STREAM - len(data))) for _, data in streams]
    lengths = [-(-len(data) // _SECTOR) for data in contents]
    tables = 1
    while tables + 1 + sum(lengths) > tables * _SECTOR // 4:
        tables += 1
    table = [_TABLE] * tables + [_END]  # the directory is one sector
    starts: list[int] = []
    for length in lengths:
        starts.append(len(table))
        table += [*range(len(table) + 1, len(table) + length), _END]
    table += [_FREE] * (tables * _SECTOR // 4 - len(table))
    entries = [_entry("Root Entry", 5, 1, _NONE, _END, 0)]
    for n, (name, _) in enumerate(streams):
        following = n + 2 if n + 1 < len(streams) else _NONE
        entries.append(_entry(name, 2, _NONE, following, starts[n], len(contents[n])))
    entries += [_entry("", 0, _NONE, _NONE, 0, 0)] * (4 - len(entries))
    first = [*range(tables), *[_FREE] * (109 - tables)]
    header = struct.pack(
        "<8s16xHHHHH6xLLL4xLLLLL109L",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, _SMALLEST_STREAM, _END, 0, _END, 0, *first,
    )  # fmt: skip
    body = b"".join(data + bytes(-len(data) % _SECTOR) for data in contents)
    return header + struct.pack(f"<{len(table)}L", *table) + b"".join(entries) + body


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    return struct.pack(
        "<64sHBBLLL36xLQ", text, length, kind, 1, _NONE, right, child, start, size
    )  # fmt: skip
