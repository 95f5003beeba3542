"""Which rows below a header stand for a young person, and which are blank, a total or a note."""

import re
from collections.abc import Sequence

import numpy as np

from ingest.headers import IDENTIFIER, Meaning
from ingest.record_signs import REFERENCE, is_answer
from ingest.sure_rows import Marks
from schemas.codebook import Codebook, Words
from schemas.text import folded

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?\s?%?")
_PROSE_WORD = re.compile(r"[^\W\d_]{2,}")
_STARRED = re.compile(r"\*+\s*[^\W\d_]")
_DATE_WITHIN = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\b(?:19|20)\d\d\b")
_PAGE = re.compile(r"page \d{1,4}(?: of \d{1,4})?")
_DIGITS = frozenset("0123456789")
Rows = Sequence[Sequence[str]]


def record_rows(
    rows: Rows,
    meanings: Sequence[Meaning | None],
    header: Sequence[str],
    codebook: Codebook,
    sure: Marks | None = None,
) -> list[int]:
    """The indices of the rows that stand for a young person; `sure` marks those that do so beyond
    doubt (ingest.sure_rows).

    A remark without a word for a note is one only below the last row that has an identifier and
    something beside it: a row with nothing but an identifier may be a young person.  The `header`
    that stands again in a row, as on a new page, is no young person, nor is a row of a blank form
    that holds only its number.
    """
    words = codebook.words
    identifier = meanings.index(IDENTIFIER)
    notes = {n for n, each in enumerate(meanings) if each == Meaning("notes")}
    answering = {n for n, each in enumerate(meanings) if each is not None} - notes
    if sure is None:
        sure = np.zeros(len(rows), dtype=bool)
    unsure = np.flatnonzero(~sure).tolist()
    plain = {n for n in unsure if _is_plain_record(rows[n], identifier, words)}
    unasked = {n for n, each in enumerate(meanings) if each is None}
    below = 1 + max([*plain, *np.flatnonzero(sure)[-1:].tolist()], default=len(rows) - 1)
    kept: list[int] = np.flatnonzero(sure).tolist()
    for n in unsure:
        row = rows[n]
        if n in plain:
            is_said = _closes(row[identifier], words) or _is_keyed_note(row, words)
            is_note = is_said and not _answers_any(row, meanings, codebook)
            if not is_note and not _is_header_again(row, header, identifier):
                kept.append(n)
            continue
        filled = [column for column, cell in enumerate(row) if cell and not cell.isspace()]
        if set(filled) <= unasked and all(_NUMBER.fullmatch(row[k].strip(" .")) for k in filled):
            continue
        if set(filled) <= notes:
            continue
        if _closes(row[filled[0]], words) and not _answers_any(row, meanings, codebook):
            continue
        if _is_total([row[column] for column in filled], words):
            continue
        if len(filled) == 1:
            text = folded(row[filled[0]])
            may_be_prose = n >= below and (filled[0] == identifier or filled[0] not in answering)
            is_own = filled[0] == identifier and bool(REFERENCE.fullmatch(row[identifier].strip()))
            if _is_note(text, words) or (may_be_prose and not is_own and _is_prose(text)):
                continue
        kept.append(n)
    return sorted(kept)


def _is_plain_record(row: Sequence[str], identifier: int, words: Words) -> bool:
    """Whether a row begins with no total and has an identifier and something beside it, as nearly
    all do: then it need not be looked at cell by cell."""
    if len(row) <= identifier or not row[identifier].strip() or not row[0].strip():
        return False
    if _begins_total(row[0], words) or _begins_total(row[identifier], words):
        return False
    return any(cell and not cell.isspace() for n, cell in enumerate(row) if n != identifier)


def _begins_total(cell: str, words: Words) -> bool:
    return cell.strip().casefold().startswith(words.total)


def _is_total(cells: Sequence[str], words: Words) -> bool:
    """Whether a row's filled cells are a word for a sum and numbers."""
    first = folded(cells[0])
    head = re.split(r"[\s:]", first, maxsplit=1)[0]
    if first not in words.total and head not in words.total:
        return False
    return all(_NUMBER.fullmatch(folded(cell)) for cell in cells[1:])


def _is_note(text: str, words: Words) -> bool:
    """Whether a text that stands alone in its row begins with a star or a word for a note."""
    begins = tuple(f"{word}:" for word in words.note)
    return text in words.note or text.startswith(begins) or bool(_STARRED.match(text))


def _answers_any(
    row: Sequence[str], meanings: Sequence[Meaning | None], codebook: Codebook
) -> bool:
    """Whether a row holds an answer that can be read: then it may be a young person's."""
    return any(
        meaning is not None and bool(cell.strip()) and is_answer(cell, meaning, codebook)
        for cell, meaning in zip(row, meanings, strict=False)
    )


def _closes(cell: str, words: Words) -> bool:
    """Whether a text is a word of those that sign or sum up a form, as `Page 2`, `Date:` and
    `Signed: A Bell`."""
    if not cell[:1].isalpha():
        return False
    plain = folded(cell).partition(":")[0].rstrip(" .")
    return plain in words.closing or bool(_PAGE.fullmatch(plain))


def _is_keyed_note(row: Sequence[str], words: Words) -> bool:
    """Whether a row is a word for a note, and the note in the cell beside it."""
    if _DIGITS.isdisjoint(row[0]) and folded(row[0]).rstrip(" :") in words.note:
        filled = [cell for cell in row if cell.strip()]
        return len(filled) == 2 and not _NUMBER.fullmatch(filled[1].strip())
    return False


def _is_prose(text: str) -> bool:
    """Whether a text that stands alone is a remark: three words and more, or a word and a date.
    Letters alone are none: they may be a name, which has to be refused and not left out."""
    words = len(_PROSE_WORD.findall(text))
    only_letters = not re.search(r"[\d:;,.!?()/]", text)
    return not only_letters and (words > 2 or (words > 0 and bool(_DATE_WITHIN.search(text))))


def _is_header_again(row: Sequence[str], header: Sequence[str], identifier: int) -> bool:
    if len(header) <= identifier or row[identifier].strip() != header[identifier].strip():
        return False
    return [cell.strip() for cell in row if cell.strip()] == [
        cell.strip() for cell in header if cell.strip()
    ]
