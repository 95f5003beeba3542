"""The cover's fields where they stand outside the records: a label and what is beside it."""

from collections.abc import Mapping, Sequence

from ingest.headers import HeaderBook, Meaning
from schemas.codebook import COVER_FIELDS


def cover_lines(rows: Sequence[Sequence[str]], headers: HeaderBook) -> dict[str, str]:
    """The cover's fields in `rows`: a label and its value in the next filled cell, or both in one
    cell parted by a colon.  The first that says something wins.

    A column beside the values (help, examples) holds no values: where a value is blank, what stands
    there is not taken for it.
    """
    found: dict[str, str] = {}
    pairs = [pair for row in rows for pair in _pairs(row, headers)]
    beyond = {column for _, _, after in pairs for column in after[1:2] if len(after) > 1}
    for name, cells, after in pairs:
        if not after:
            continue
        column = after[0]
        if column in beyond and column >= 0:
            continue
        found.setdefault(name, cells[column])
    return found


def _pairs(
    row: Sequence[str], headers: HeaderBook
) -> list[tuple[str, Mapping[int, str], list[int]]]:
    """Each field in a row, with the cells after it and the columns of those that are filled up to
    the next label; -1 is what stands in the label's own cell behind a colon."""
    filled = [(n, cell.strip()) for n, cell in enumerate(row) if cell.strip()]
    meanings = [headers.meaning(cell) for _, cell in filled]
    pairs: list[tuple[str, Mapping[int, str], list[int]]] = []
    for n, ((_, cell), alone) in enumerate(zip(filled, meanings, strict=True)):
        label, _, tail = cell.partition(":")
        within = tail.strip() if alone is None else ""
        meaning = headers.meaning(label) if within else alone
        if meaning is None or not _is_cover(meaning):
            continue
        if within:
            pairs.append((meaning.name, {-1: within}, [-1]))
            continue
        after: list[int] = []
        for k in range(n + 1, len(filled)):
            if meanings[k] is not None and not (k == n + 1 and k == len(filled) - 1):
                break
            after.append(filled[k][0])
        pairs.append((meaning.name, dict(filled), after))
    return pairs


def _is_cover(meaning: Meaning) -> bool:
    return meaning.name in COVER_FIELDS and meaning.option is None
