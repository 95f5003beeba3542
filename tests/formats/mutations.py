"""Real files spoilt at random, each in a way that follows from a seed and a number alone."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

Change = Callable[[bytes, Random], bytes]
_ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "cp437")
_ELEMENT = re.compile(
    rb"<(?P<tag>(?:\w+:)?(?:row|c|si|tr|tc|p|r|sdt|table-row|table-cell|mergeCell|sheet|xf))"
    rb"(?:\s[^<>]*)?(?:/>|>.*?</(?P=tag)>)",
    re.DOTALL,
)
_TEXTS = ("", "x", "?", "0", "-1", "1e5", "31/02/2010", "Total", "Gender", "\u202e", "\ufffe", "é")
_NUMBERS = (b"0", b"-1", b"1048577", b"99999999999", b"4294967296", b"1e400", b"NaN")


@dataclass(frozen=True)
class Mutated:
    """A spoilt file: its bytes and in which ways it was spoilt."""

    content: bytes
    ways: tuple[str, ...]


def mutated(content: bytes, suffix: str, seed: int, number: int) -> Mutated:
    """The same for the same arguments, on every machine: one to three changes."""
    chance = Random(f"{seed}/{number}")
    ways: list[str] = []
    for _ in range(1 + int(chance.random() * chance.random() * 3)):
        change = chance.choice(_ways(suffix))
        content = change(content, chance)
        ways.append(change.__name__.strip("_"))
    return Mutated(content, tuple(ways))


def _ways(suffix: str) -> Sequence[Change]:
    match suffix:
        case ".csv" | ".txt":
            return (*_LINES, *_LINES, *_BYTES)
        case ".xls":
            return _BYTES
        case _:
            return (*_PARTS, *_PARTS, *_BYTES)


def _place(content: bytes, chance: Random) -> int:
    return chance.randrange(len(content) + 1)


def _flip_bits(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(1 + chance.randrange(8)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwrite(content: bytes, chance: Random) -> bytes:
    at = _place(content, chance)
    length = 1 + chance.randrange(64)
    fill = chance.choice((b"\0" * length, b"\xff" * length, chance.randbytes(length)))
    return content[:at] + fill + content[at + length :]


def _cut(content: bytes, chance: Random) -> bytes:
    at = _place(content, chance)
    return content[:at] + content[at + 1 + chance.randrange(200) :]


def _insert(content: bytes, chance: Random) -> bytes:
    at = _place(content, chance)
    return content[:at] + chance.randbytes(1 + chance.randrange(32)) + content[at:]


def _repeat(content: bytes, chance: Random) -> bytes:
    begin, end = sorted((_place(content, chance), _place(content, chance)))
    return content[:end] + content[begin:end] + content[end:]


def _truncate(content: bytes, chance: Random) -> bytes:
    return content[: _place(content, chance)]


def _encoding_of(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _lines_changed(change: Callable[[list[str], Random], list[str]]) -> Change:
    def changed(content: bytes, chance: Random) -> bytes:
        encoding = _encoding_of(content)
        lines = content.decode(encoding, "replace").splitlines(keepends=True)
        return "".join(change(lines, chance)).encode(encoding, "replace") if lines else content

    changed.__name__ = change.__name__
    return changed


def _cut_lines(lines: list[str], chance: Random) -> list[str]:
    at = chance.randrange(len(lines))
    return lines[:at] + lines[at + 1 + chance.randrange(5) :]


def _double_a_line(lines: list[str], chance: Random) -> list[str]:
    return [*lines, chance.choice(lines)] if chance.random() < 0.3 else _doubled(lines, chance)


def _doubled(lines: list[str], chance: Random) -> list[str]:
    at = chance.randrange(len(lines))
    return [*lines[: at + 1], *lines[at:]]


def _shuffle_lines(lines: list[str], chance: Random) -> list[str]:
    begin, end = sorted((chance.randrange(len(lines)), chance.randrange(len(lines))))
    middle = lines[begin:end]
    chance.shuffle(middle)
    return lines[:begin] + middle + lines[end:]


def _change_delimiter(lines: list[str], chance: Random) -> list[str]:
    at = chance.randrange(len(lines))
    old, new = chance.choice(",;\t|"), chance.choice(",;\t|\"'")
    return [*lines[:at], *(line.replace(old, new) for line in lines[at:])]


def _join_lines(lines: list[str], chance: Random) -> list[str]:
    at = chance.randrange(len(lines))
    return [*lines[:at], lines[at].rstrip("\r\n"), *lines[at + 1 :]]


def _cells_changed(change: Callable[[list[list[str]], Random], None]) -> Change:
    def changed(content: bytes, chance: Random) -> bytes:
        encoding = _encoding_of(content)
        text = content.decode(encoding, "replace").removeprefix("\ufeff").replace("\0", "")
        delimiter = max(",;\t|", key=text.count)
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:
            return content
        change(rows, chance)
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter).writerows(rows)
        return out.getvalue().encode(encoding, "replace")

    changed.__name__ = change.__name__
    return changed


def _shuffle_columns(rows: list[list[str]], chance: Random) -> None:
    width = max(map(len, rows), default=0)
    order = list(range(width))
    chance.shuffle(order)
    for n, row in enumerate(rows):
        padded = row + [""] * (width - len(row))
        rows[n] = [padded[at] for at in order]


def _cut_a_column(rows: list[list[str]], chance: Random) -> None:
    at = chance.randrange(max(map(len, rows), default=0) + 1)
    for row in rows:
        del row[at : at + 1]


def _double_a_column(rows: list[list[str]], chance: Random) -> None:
    at = chance.randrange(max(map(len, rows), default=0) + 1)
    for row in rows:
        row[at:at] = row[at : at + 1]


def _change_cells(rows: list[list[str]], chance: Random) -> None:
    for _ in range(1 + chance.randrange(10)):
        row = chance.choice(rows) if rows else []
        if row:
            row[chance.randrange(len(row))] = chance.choice(_TEXTS)


def _turn(rows: list[list[str]], chance: Random) -> None:
    width = max(map(len, rows), default=0)
    padded = [row + [""] * (width - len(row)) for row in rows]
    rows[:] = [list(column) for column in zip(*padded, strict=True)]


def _other_encoding(content: bytes, chance: Random) -> bytes:
    text = content.decode(_encoding_of(content), "replace")
    return text.encode(chance.choice(_ENCODINGS), "replace")


def _two_encodings(content: bytes, chance: Random) -> bytes:
    text = content.decode(_encoding_of(content), "replace") + "é–’"
    at = chance.randrange(len(text) + 1)
    first, second = chance.choice(_ENCODINGS), chance.choice(_ENCODINGS)
    return text[:at].encode(first, "replace") + text[at:].encode(second, "replace")


def _part_changed(change: Change) -> Change:
    """`change` of one part of a package, which is packed anew."""

    def changed(content: bytes, chance: Random) -> bytes:
        parts = _parts(content)
        if parts:
            names = sorted(parts, key=lambda name: (len(parts[name]), name))
            # The largest part holds the answers: it is changed as often as all others.
            name = names[-1] if chance.random() < 0.5 else chance.choice(names)
            parts[name] = change(parts[name], chance)
        return _packed(parts) if parts else content

    changed.__name__ = f"part_{change.__name__.strip('_')}"
    return changed


def _parts(content: bytes) -> dict[str, bytes]:
    """The parts of a package, none if it is spoilt already."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zipfile.zlib.error, OSError, EOFError, ValueError, RuntimeError):
        return {}
    except NotImplementedError:
        return {}


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def _lose_a_part(content: bytes, chance: Random) -> bytes:
    parts = _parts(content)
    if parts:
        del parts[chance.choice(sorted(parts))]
    return _packed(parts)


def _rename_a_part(content: bytes, chance: Random) -> bytes:
    parts = _parts(content)
    if parts:
        name = chance.choice(sorted(parts))
        parts[chance.choice((name.upper(), f"../{name}", f"{name}.bak", "x"))] = parts.pop(name)
    return _packed(parts)


def _elements(content: bytes, chance: Random) -> list[tuple[int, int]]:
    """Where elements stand, from a random place on."""
    begin = _place(content, chance)
    found = [each.span() for each in islice(_ELEMENT.finditer(content, begin), 40)]
    return found or [(begin, begin)]


def _cut_an_element(content: bytes, chance: Random) -> bytes:
    begin, end = chance.choice(_elements(content, chance))
    return content[:begin] + content[end:]


def _double_an_element(content: bytes, chance: Random) -> bytes:
    begin, end = chance.choice(_elements(content, chance))
    return content[:end] + content[begin:end] * (1 + chance.randrange(3)) + content[end:]


def _nest_an_element(content: bytes, chance: Random) -> bytes:
    begin, end = chance.choice(_elements(content, chance))
    at = content.find(b">", begin) + 1
    return content[:at] + content[begin:end] + content[at:]


def _swap_elements(content: bytes, chance: Random) -> bytes:
    (a, b), (c, d) = sorted(chance.choice(_elements(content, chance)) for _ in range(2))
    if b > c:
        return content
    return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


def _change_a_number(content: bytes, chance: Random) -> bytes:
    numbers = list(re.finditer(rb"(?<=[\">])\d+(?=[\"<])", content))
    if not numbers:
        return content
    begin, end = chance.choice(numbers).span()
    return content[:begin] + chance.choice(_NUMBERS) + content[end:]


def _change_a_text(content: bytes, chance: Random) -> bytes:
    texts = list(re.finditer(rb"(?<=>)[^<>]+(?=</)", content))
    if not texts:
        return content
    begin, end = chance.choice(texts).span()
    return content[:begin] + chance.choice(_TEXTS).encode() + content[end:]


_BYTES: tuple[Change, ...] = (_flip_bits, _overwrite, _cut, _insert, _repeat, _truncate)
_LINES: tuple[Change, ...] = (
    *map(
        _lines_changed,
        (_cut_lines, _double_a_line, _shuffle_lines, _change_delimiter, _join_lines),
    ),
    *map(
        _cells_changed,
        (_shuffle_columns, _cut_a_column, _double_a_column, _change_cells, _turn),
    ),
    *(_other_encoding, _two_encodings),
)
_XML: tuple[Change, ...] = (
    *(_cut_an_element, _double_an_element, _nest_an_element, _swap_elements),
    *(_change_a_number, _change_a_text, _cut, _flip_bits),
)
_PARTS: tuple[Change, ...] = (*map(_part_changed, _XML), _lose_a_part, _rename_a_part)
