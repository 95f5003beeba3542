"""Ways to spoil a text file of rows and cells."""

import csv
import io
from collections.abc import Callable
from random import Random

from .mutated_bytes import TEXTS, Change

_ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "cp437")


def encoding_of(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _lines_changed(change: Callable[[list[str], Random], list[str]]) -> Change:
    def changed(content: bytes, chance: Random) -> bytes:
        encoding = encoding_of(content)
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
        encoding = encoding_of(content)
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
            row[chance.randrange(len(row))] = chance.choice(TEXTS)


def _turn(rows: list[list[str]], chance: Random) -> None:
    width = max(map(len, rows), default=0)
    padded = [row + [""] * (width - len(row)) for row in rows]
    rows[:] = [list(column) for column in zip(*padded, strict=True)]


def _other_encoding(content: bytes, chance: Random) -> bytes:
    text = content.decode(encoding_of(content), "replace")
    return text.encode(chance.choice(_ENCODINGS), "replace")


def _two_encodings(content: bytes, chance: Random) -> bytes:
    text = content.decode(encoding_of(content), "replace") + "é–’"
    at = chance.randrange(len(text) + 1)
    first, second = chance.choice(_ENCODINGS), chance.choice(_ENCODINGS)
    return text[:at].encode(first, "replace") + text[at:].encode(second, "replace")


LINES: tuple[Change, ...] = (
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
KEEP_CELLS = {change.__name__.strip("_") for change in LINES[:-2]} - {"join_lines"}
"""The ways that leave each cell whole, or change it as a whole."""
