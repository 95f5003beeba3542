"""Grids of a workbook or a page, and the figures in them.

They are read by what stands in their first row and column, however they are laid out: answers down
and cases across, answers down and places across, or places down and answers across.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.attack.facts import BASE, BY_REGION, MEAN
from pipeline.attack.naming import Key, Names
from schemas.areas import ENGLAND
from schemas.text import folded

_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.0+)?")
_HIDDEN = ("c", "[c]")
_SHARE = re.compile(r"\d{1,3}(?:\.\d+)?%?")


@dataclass(frozen=True)
class Said:
    """A figure in another file than tables.csv: its count or its percentage; of a mean, only that
    it is there."""

    key: Key
    count: int | None
    percent: str | None
    file: str


@dataclass(frozen=True)
class Grid:
    """A grid about one table: its rows as they stand, the header among them."""

    file: str
    table_id: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class _Column:
    """What a column holds: of a place, of a row, or of both; a percentage or cases."""

    place: str | None
    row: tuple[str, str] | None
    percent: bool


def figures_in(grid: Grid, names: Names) -> Iterator[Said]:
    """The figures of a grid; each row that names no row or place is passed over, and a row of names
    is the header of those below it."""
    header: Sequence[_Column | None] = ()
    for row in grid.rows:
        named = [None, *(_column(text, grid.table_id, names) for text in row[1:])]
        if any(named) and not any(_is_value(text) for text in row[1:]):
            header = named
        else:
            yield from _line(grid, row, header, names)


def _is_value(text: str) -> bool:
    return as_count(text) is not None or as_percent(text) is not None or text in _HIDDEN


def _column(text: str, table_id: str, names: Names) -> _Column | None:
    plain = folded(text)
    if plain.startswith(("percent", "per cent")):
        return _Column(None, None, True)
    if plain in ("cases", "number of cases", "number"):
        return _Column(None, None, False)
    if plain.isdigit():
        return None
    if place := names.place(text):
        return _Column(place, None, False)
    row = names.row(table_id, text)
    return _Column(None, row, False) if row else None


def _line(
    grid: Grid, row: Sequence[str], header: Sequence[_Column | None], names: Names
) -> Iterator[Said]:
    if not row:
        return
    place = next((code for text in row[1:] if (code := _code(text, names))), None)
    place = place or names.place(row[0])
    own = names.row(grid.table_id, _as_age(row[0]))
    for text, column in zip(row, header, strict=False):
        if column is None:
            continue
        named = column.row or own
        where = column.place or place or ENGLAND
        if named is None and grid.table_id == BY_REGION and place is not None:
            named = (BASE, "total")
        if named is None or (column.row is not None and place is None):
            continue
        key = Key(grid.table_id, where, *named)
        if key.row == MEAN:
            if _is_value(text):
                yield Said(key, None, None, grid.file)
        elif column.percent:
            if (share := as_percent(text)) is not None:
                yield Said(_share_key(key, grid.table_id), None, share, grid.file)
        elif (count := as_count(text)) is not None:
            yield Said(key, count, None, grid.file)


def _share_key(key: Key, table_id: str) -> Key:
    """In table 2 a region's percentage is of England, and stands in England's table."""
    return Key(BY_REGION, ENGLAND, key.code, key.column) if table_id == BY_REGION else key


def _code(text: str, names: Names) -> str | None:
    return text if text[:1] == "E" and text[1:9].isdigit() and names.place(text) else None


def _as_age(text: str) -> str:
    """A number in a workbook reads as 14.0."""
    return text.removesuffix(".0")


def as_count(text: str) -> int | None:
    """The count that a text is; None for a blank, a `c` and whatever else."""
    plain = text.strip()
    return int(plain.replace(",", "").partition(".")[0]) if _COUNT.fullmatch(plain) else None


def as_percent(text: str) -> str | None:
    plain = text.strip()
    if not _SHARE.fullmatch(plain):
        return None
    return f"{float(plain.removesuffix('%')):.1f}"
