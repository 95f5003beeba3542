"""Signs that a row is a young person's, where no header stands above it."""

import re
from collections.abc import Sequence

from ingest.headers import IDENTIFIER, HeaderBook, Meaning
from ingest.readings import read_answer
from schemas.codebook import Codebook
from schemas.text import folded

_LEAST_ANSWERS = 2
REFERENCE = re.compile(r"(?=.*\d)\S{1,24}(?: \S{1,12})?")
"""An identifier, as most look: one or two words with a digit."""
_ORDINAL = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})*[.)]*")


def first_record(
    rows: Sequence[Sequence[str]],
    meanings: Sequence[Meaning | None],
    headers: HeaderBook,
    codebook: Codebook,
) -> int | None:
    """The index of the first row that holds answers to what the columns ask: two at least, or one
    beside a reference with a digit.  A row with a label in it, or of short numbers alone, is
    none."""
    for n, row in enumerate(rows):
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) < _LEAST_ANSWERS or headers.names(filled):
            continue
        if all(_ORDINAL.fullmatch(cell) for cell in filled):
            continue
        answers = sum(
            is_answer(cell.strip(), meaning, codebook)
            for cell, meaning in zip(row, meanings, strict=False)
            if meaning is not None and cell.strip()
        )
        own = "".join(
            cell for cell, meaning in zip(row, meanings, strict=False) if meaning == IDENTIFIER
        )
        if answers >= _LEAST_ANSWERS or (answers and any(map(str.isdigit, own))):
            return n
    return None


def is_answer(text: str, meaning: Meaning, codebook: Codebook) -> bool:
    """Whether a text can be read as an answer, other than `not known`, or as a tick."""
    if meaning.option is not None:
        return folded(text) in codebook.words.tick
    if codebook.field(meaning.name) not in codebook.of_kind("one", "several", "number", "date"):
        return False
    reading = read_answer(codebook.question(meaning.name), text, codebook.words)
    return reading.value is not None and not reading.not_known
