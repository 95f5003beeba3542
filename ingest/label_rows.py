"""Rows below a header that hold labels and are no young people: headers again, a cover."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.headers import IDENTIFIER, HeaderBook, Meaning
from ingest.sure_rows import Marks
from schemas.codebook import COVER_FIELDS
from schemas.text import folded

_DIGITS = frozenset("0123456789")
_MOST_IN_A_COVER_LINE = 4
_LEAST_NUMBERED = 3


@dataclass(frozen=True)
class LabelRows:
    """Indices of rows: `again` the header's own, one above it, or the columns' numbers; `cover`
    those of a cover below the last young person; `unclear` the first that holds labels and is none
    of these."""

    again: frozenset[int]
    cover: tuple[int, ...]
    unclear: int | None


def label_rows(
    rows: Sequence[Sequence[str]],
    kept: Sequence[int],
    above: Sequence[Sequence[str]],
    meanings: Sequence[Meaning | None],
    headers: HeaderBook,
    sure: Marks | None = None,
) -> LabelRows:
    """Those of the `kept` rows that hold labels; `above` are the rows up to the last of the headers
    whose `meanings` are given, `sure` marks rows that hold none (ingest.sure_rows).  Nearly no row
    does, so that few are looked at cell by cell."""
    identifier = meanings.index(IDENTIFIER)
    asking = headers.identifier_wordings | {
        cell for cell in above[-1] if headers.meaning(cell) == IDENTIFIER
    }
    repeated = {_cells(row) for row in above} - {()}
    firsts = {cells[0] for cells in repeated}
    again: set[int] = set()
    cover: list[int] = []
    unclear: list[int] = []
    for n in kept if sure is None else [*kept[:1], *(n for n in kept[1:] if not sure[n])]:
        row = rows[n]
        own = row[identifier] if len(row) > identifier else ""
        first = row[0] or next(filter(str.strip, row))
        is_odd = (
            n == kept[0]
            or first.strip() in firsts
            or not asking.isdisjoint(row)
            or (_DIGITS.isdisjoint(own) and bool(headers.said(own)))
            or (_DIGITS.isdisjoint(first) and bool(headers.said(first)))
        )
        if not is_odd:
            continue
        cells = _cells(row)
        is_again = cells in repeated or _is_header(row, above[-1], meanings, headers)
        is_numbers = n == kept[0] and len(cells) >= len(_cells(above[-1])) and _numbers(cells)
        if is_again or is_numbers:
            again.add(n)
        elif _is_cover_line(cells, headers) and (own.strip() == cells[0] or _beside(row, meanings)):
            cover.append(n)
        elif _holds_labels(row, identifier, headers):
            unclear.append(n)
    last = max((n for n in kept if n not in again and n not in cover), default=-1)
    unclear += [n for n in cover if n < last or (len(cover) == 1 and _beside(rows[n], meanings))]
    return LabelRows(frozenset(again), tuple(cover), min(unclear, default=None))


def _cells(row: Sequence[str]) -> tuple[str, ...]:
    """The filled cells, trimmed."""
    return tuple(text for cell in row if (text := cell.strip()))


def _is_header(
    row: Sequence[str],
    head: Sequence[str],
    meanings: Sequence[Meaning | None],
    headers: HeaderBook,
) -> bool:
    """Whether a row says what the header does, column by column, if in other words."""
    named = 0
    for n, cell in enumerate(row):
        if not cell.strip():
            continue
        if n >= len(meanings):
            return False
        meaning = headers.meaning(cell)
        if meaning is None or meaning != meanings[n]:
            if folded(cell) != folded(head[n] if n < len(head) else ""):
                return False
        else:
            named += meaning == IDENTIFIER
    return named > 0


def _numbers(cells: Sequence[str]) -> bool:
    """Whether a row numbers its columns: 1, 2, 3."""
    if len(cells) < _LEAST_NUMBERED:
        return False
    return [cell.strip("().") for cell in cells] == [str(n) for n in range(1, len(cells) + 1)]


def _is_cover_line(cells: Sequence[str], headers: HeaderBook) -> bool:
    label = cells[0].partition(":")[0]
    if len(cells) > _MOST_IN_A_COVER_LINE:
        return False
    meaning = headers.meaning(cells[0]) or headers.meaning(label)
    return meaning is not None and meaning.name in COVER_FIELDS


def _beside(row: Sequence[str], meanings: Sequence[Meaning | None]) -> bool:
    """Whether a row is one cell in a column that asks nothing, and one more."""
    filled = [n for n, cell in enumerate(row) if cell.strip()]
    return len(filled) == 2 and (filled[0] >= len(meanings) or meanings[filled[0]] is None)


def _holds_labels(row: Sequence[str], identifier: int, headers: HeaderBook) -> bool:
    """Whether a row asks for the identifier, or holds a question in the place of one and no more
    than a cell beside it, or several questions."""
    cells = [cell for cell in row if cell.strip()]
    named = headers.names(cells)
    if IDENTIFIER.name in named:
        return True
    own = headers.meaning(row[identifier]) if len(row) > identifier else None
    return own is not None and (len(cells) <= 2 or len(named) == len(cells))
