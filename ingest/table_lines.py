"""The lines of a CSV table that the analyst keeps: its columns are known, and some may be left
out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.csv_reader import read_csv
from ingest.document import UnreadableFile
from schemas.text import folded


@dataclass(frozen=True)
class TableColumns:
    """The columns of a table, those of them that must be there, and those by which its header is
    known."""

    all: tuple[str, ...]
    needed: tuple[str, ...]
    known_by: frozenset[str]


@dataclass(frozen=True)
class TableLine:
    """A line that is not blank: its cells by column, and where it stands (file and line), for
    messages."""

    number: int
    where: str
    cells: dict[str, str]


def table_lines(
    content: bytes, place: str, columns: TableColumns, error: Callable[[str], Exception]
) -> Iterator[TableLine]:
    """The lines of a table's bytes; `place` is what messages call it.

    Raises what `error` makes of a sentence, for content that is no text, an unknown or missing
    column and a line with more cells than the header.
    """
    try:
        rows = read_csv(content, lambda cells: columns.known_by <= {folded(cell) for cell in cells})
    except UnreadableFile as unreadable:
        raise error(f"{place}: {unreadable}. Save it as CSV UTF-8.") from None
    header = _header(rows[0] if rows else [], place, columns, error)
    for number, cells in enumerate(rows[1:], start=2):
        where = f"{place}, line {number}"
        if any(cell.strip() for cell in cells[len(header) :]):
            raise error(f"{where}: more cells than the header. Check its commas.")
        if any(cell.strip() for cell in cells):
            yield TableLine(number, where, dict(zip(header, cells, strict=False)))


def _header(
    cells: Sequence[str], place: str, columns: TableColumns, error: Callable[[str], Exception]
) -> list[str]:
    header = [folded(cell) for cell in cells]
    while header and not header[-1]:
        header.pop()
    missing = [name for name in columns.needed if name not in header]
    if missing:
        raise error(
            f"{place}, line 1: no column {', '.join(missing)}. "
            f"The columns are {','.join(columns.all)}."
        )
    for name in header:
        if name not in columns.all or header.count(name) > 1:
            raise error(
                f"{place}, line 1: each column must be one of {', '.join(columns.all)}, once."
            )
    return header
