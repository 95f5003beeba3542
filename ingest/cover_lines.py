"""The cover's fields where they stand outside the records: a label and what is beside it."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from ingest.document import Sheet
from ingest.headers import HeaderBook, Meaning
from ingest.laid_out import LayoutError
from ingest.places import WHOLE, Place
from schemas.codebook import COVER_FIELDS
from schemas.text import folded

_LONGEST_COVER = 40
_LONGEST_LABEL = 4
"""How many words a label of the cover has at most."""


def cover_lines(
    rows: Sequence[Sequence[str]], headers: HeaderBook, first: Place = WHOLE
) -> dict[str, str]:
    """The cover's fields in `rows`, the first of which is at `first`: a label and its value in the
    next filled cell, or both in one cell parted by a colon.

    A column beside the values (help, examples) holds no values: where a value is blank, what stands
    there is not taken for it.  Raises LayoutError where a field is said twice and differently.
    """
    found: dict[str, str] = {}
    pairs = [(n, pair) for n, row in enumerate(rows) for pair in _pairs(row, headers)]
    beyond = {column for _, (_, _, after) in pairs for column in after[1:2]}
    for n, (name, cells, after) in pairs:
        if not after or (after[0] in beyond and after[0] >= 0):
            continue
        text = cells[after[0]]
        if folded(found.setdefault(name, text)) != folded(text):
            row = None if first.row is None else first.row + n
            raise LayoutError("covers_differ", Place(first.sheet, row))
    return found


def cover_above(sheets: Sequence[Sheet], headers: HeaderBook) -> dict[str, str]:
    """What the cover of a file tells whose records can't be read: the fields that stand above the
    first question of a sheet, those of the first sheet that has any."""
    for sheet in sheets:
        above = list(takewhile(lambda row: not _asks(row, headers), sheet.rows[:_LONGEST_COVER]))
        try:
            found = cover_lines(above, headers)
        except LayoutError:
            continue
        if found:
            return found
    return {}


def _asks(row: Sequence[str], headers: HeaderBook) -> bool:
    """Whether a row names a question of a young person's."""
    meanings = (headers.meaning(cell) for cell in row if cell.strip())
    return any(meaning is not None and not _is_cover(meaning) for meaning in meanings)


def _pairs(
    row: Sequence[str], headers: HeaderBook
) -> list[tuple[str, Mapping[int, str], list[int]]]:
    """Each field in a row, with the cells after it and the columns of those that are filled up to
    the next label; -1 is what stands in the label's own cell behind a colon."""
    filled = [(n, cell.strip()) for n, cell in enumerate(row) if cell.strip()]
    meanings = [headers.meaning(cell) for _, cell in filled]
    pairs: list[tuple[str, Mapping[int, str], list[int]]] = []
    for n, ((_, cell), meaning) in enumerate(zip(filled, meanings, strict=True)):
        if meaning is None:
            within = _within(cell, headers)
            pairs.extend((name, {-1: text}, [-1]) for name, text in within.items())
            continue
        if not _is_cover(meaning):
            continue
        after: list[int] = []
        for k in range(n + 1, len(filled)):
            if meanings[k] is not None and not (k == n + 1 and k == len(filled) - 1):
                break
            after.append(filled[k][0])
        pairs.append((meaning.name, dict(filled), after))
    return pairs


def _within(cell: str, headers: HeaderBook) -> dict[str, str]:
    """The fields in one cell, each a label and its value behind a colon; several stand one after
    another: `Agency: Harbour   Type of agency: voluntary`."""
    parts = cell.split(":")
    label = headers.meaning(parts[0])
    found: dict[str, str] = {}
    for n, part in enumerate(parts[1:], start=1):
        following: Meaning | None = None
        value = part
        if n < len(parts) - 1:
            value, following = _before_label(part, headers)
            value = value.rstrip(" .;,|") if following is not None else value
        if label is not None and _is_cover(label) and value.strip():
            held = found.get(label.name)
            found[label.name] = f"{held}:{value.rstrip()}" if held else value.strip()
        label = following or label
    return found


def _before_label(text: str, headers: HeaderBook) -> tuple[str, Meaning | None]:
    """What stands before the label of a cover's field with which a text ends, and its meaning; the
    whole text where it ends with none."""
    starts = [found.start() for found in re.finditer(r"\S+", text)][-_LONGEST_LABEL:]
    for start in starts:
        meaning = headers.meaning(text[start:])
        if meaning is not None and _is_cover(meaning):
            return text[:start], meaning
    return text, None


def _is_cover(meaning: Meaning) -> bool:
    return meaning.name in COVER_FIELDS and meaning.option is None
