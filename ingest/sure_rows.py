"""Which rows, held by column, are a young person's beyond doubt, told without a look at each."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from ingest.cell_columns import CellColumns
from ingest.headers import IDENTIFIER, HeaderBook, Meaning
from schemas.codebook import Words
from schemas.text import folded

Marks = npt.NDArray[np.bool_]

_DIGITS = frozenset("0123456789")
_PLAIN = "^[ -9;-~]*[0-9][ -9;-~]*$"
"""Plain signs with a digit and without a colon."""


def sure_rows(
    rows: CellColumns,
    above: Sequence[Sequence[str]],
    meanings: Sequence[Meaning | None],
    headers: HeaderBook,
    words: Words,
) -> Marks:
    """True for rows that record_rows keeps and in which label_rows sees no label; of the others
    these have to say.

    Such a row has an identifier with a digit and without a colon that begins with no word for a
    total or a page, a first cell that is as plain or is no label, and something beside them.
    `above` are the rows up to the last of the headers.
    """
    identifier = meanings.index(IDENTIFIER)
    if _hold_digits(words) or identifier >= rows.width:
        return np.zeros(len(rows), dtype=bool)
    begins = "|".join(re.escape(word) for word in ("page", *words.total))
    column = rows.columns[identifier]
    own = column.dictionary
    is_plain = pc.and_not(
        pc.match_substring_regex(own, _PLAIN), pc.match_substring_regex(own, f"(?i)^ *(?:{begins})")
    )
    repeated = {row[identifier].strip() for row in above if len(row) > identifier}
    repeated |= {next(filter(None, map(str.strip, row)), "") for row in above}
    sure = rows.any_of(identifier, is_plain.to_numpy(zero_copy_only=False))
    with_digits = [text for text in repeated if not _DIGITS.isdisjoint(text)]
    if with_digits:
        again = [text.strip() in with_digits for text in own.to_pylist()]
        sure &= ~rows.any_of(identifier, again)
    if identifier:
        firsts = rows.columns[0].dictionary.to_pylist()
        sure &= rows.any_of(0, [_is_no_label(text, repeated, headers, words) for text in firsts])
    sure &= _filled_beside(rows, identifier)
    return sure & ~_asking(rows, above, headers)


def _hold_digits(words: Words) -> bool:
    """Whether a word for a total, a note or an end has a digit, so that no identifier is sure."""
    return any(not _DIGITS.isdisjoint(word) for word in (*words.closing, *words.note))


def _is_no_label(text: str, repeated: set[str], headers: HeaderBook, words: Words) -> bool:
    """Whether the first cell of a row neither sums up nor says what a header or a note says."""
    plain = text.strip()
    if not plain or plain in repeated or plain.casefold().startswith(words.total):
        return False
    if not _DIGITS.isdisjoint(text):
        return True
    return folded(text).rstrip(" :") not in words.note and not headers.said(text)


def _filled_beside(rows: CellColumns, identifier: int) -> Marks:
    """Whether anything stands beside the identifier."""
    filled = np.zeros(len(rows), dtype=bool)
    for n, column in enumerate(rows.columns):
        if n != identifier:
            texts = column.dictionary.to_pylist()
            filled |= rows.any_of(n, [bool(text and not text.isspace()) for text in texts])
        if filled.all():
            break
    return filled


def _asking(rows: CellColumns, above: Sequence[Sequence[str]], headers: HeaderBook) -> Marks:
    """Whether a cell asks for the identifier."""
    asking = headers.identifier_wordings | {
        cell for cell in above[-1] if headers.meaning(cell) == IDENTIFIER
    }
    found = np.zeros(len(rows), dtype=bool)
    for n, column in enumerate(rows.columns):
        texts = column.dictionary.to_pylist()
        if not asking.isdisjoint(texts):
            found |= rows.any_of(n, [text in asking for text in texts])
    return found
