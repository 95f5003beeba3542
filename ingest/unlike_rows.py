"""Lines at the end of a table that may be a key, a count or a remark, and no young people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.headers import IDENTIFIER, Meaning
from ingest.record_signs import is_answer
from schemas.codebook import Codebook

_LEAST_ANSWERS = 2
_LEAST_ALIKE = 3
"""How many young people with a number must stand above before a line can be unlike them."""
_REMARK = re.compile(r"[:<>()!?;=]|\S+ \S+ \S+")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class UnlikeRows:
    """Indices of records: `unlike` those whose identifier is of words where the others have
    numbers, as in a key of colours, `remarks` those of them that answer nothing and hold a
    remark."""

    unlike: tuple[int, ...] = ()
    remarks: tuple[int, ...] = ()


def unlike_rows(
    records: Sequence[Sequence[str]], meanings: Sequence[Meaning | None], codebook: Codebook
) -> UnlikeRows:
    """The last records, where they answer next to nothing and are unlike those above.

    An identifier may be a word: so such a line is counted, with a warning, unless it is a remark.
    """
    identifier = meanings.index(IDENTIFIER)
    end = len(records)
    while end and not _answers(records[end - 1], meanings, codebook, _LEAST_ANSWERS):
        end -= 1
    if end == len(records):
        return UnlikeRows()
    own = [row[identifier].strip() if len(row) > identifier else "" for row in records]
    numbered = [text for text in own[:end] if _DIGITS.search(text)]
    if len(numbered) < max(_LEAST_ALIKE, end):
        return UnlikeRows()
    shapes = {_shape(text) for text in numbered}
    unlike = [
        n
        for n in range(end, len(records))
        if own[n] and _shape(own[n]) not in shapes and _is_words(own[n])
    ]
    remarks = [
        n
        for n in unlike
        if _REMARK.search(own[n]) and not _answers(records[n], meanings, codebook, least=1)
    ]
    return UnlikeRows(tuple(n for n in unlike if n not in remarks), tuple(remarks))


def _answers(
    row: Sequence[str], meanings: Sequence[Meaning | None], codebook: Codebook, least: int
) -> bool:
    """Whether a row holds as many answers that can be read."""
    answers = (
        True
        for cell, meaning in zip(row, meanings, strict=False)
        if meaning is not None and cell.strip() and is_answer(cell, meaning, codebook)
    )
    return len(list(islice(answers, least))) == least


def _shape(text: str) -> str:
    """`HP/0012` is `A/9`: the same for identifiers written in the same way."""
    return _LETTERS.sub("A", _DIGITS.sub("9", text))


def _is_words(text: str) -> bool:
    return not _DIGITS.search(text) or " " in text
