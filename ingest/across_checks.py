"""Whether columns beside the questions are young people's, and whose the answers in them are."""

from collections.abc import Iterator, Sequence

from ingest.block_signs import signs_in
from ingest.headers import HeaderBook, Meaning
from ingest.laid_out import LayoutError
from ingest.places import Place
from ingest.record_signs import REFERENCE, is_answer
from schemas.codebook import Codebook
from schemas.text import folded

Rows = Sequence[Sequence[str]]
_LONGEST_IDENTIFIER = 2
"""Words: what has more is a phrase, as of guidance."""


def identified_columns(
    rows: Rows,
    meanings: Sequence[Meaning | None],
    identifiers: int,
    label_column: int,
    headers: HeaderBook,
    codebook: Codebook,
) -> list[int]:
    """The columns (from 0) beside the questions with an identifier in the row `identifiers`, up to
    the next label: a reference with a digit, or a word or two over an answer."""
    found: list[int] = []
    for column in range(label_column + 1, len(rows[identifiers])):
        text = rows[identifiers][column].strip()
        if not text or _is_phrase(text):
            continue
        is_own = REFERENCE.fullmatch(text) or _has_answers(rows, meanings, column, codebook)
        if headers.meaning(text) is not None or not is_own:
            break
        found.append(column)
    return found


def check_columns(
    rows: Rows,
    meanings: Sequence[Meaning | None],
    identifiers: int,
    label_column: int,
    name: str | None,
    codebook: Codebook,
) -> None:
    """Raises LayoutError where what stands for an identifier is a phrase, or a word in a column of
    texts of which none is an answer: these are hints and no young person."""
    for column in range(label_column + 1, len(rows[identifiers])):
        text = rows[identifiers][column].strip()
        if not text or REFERENCE.fullmatch(text):
            continue
        others = [row[column] for n, row in enumerate(rows) if n > identifiers and meanings[n]]
        is_filled = any(map(str.strip, others))
        if _is_phrase(text) or (is_filled and not _has_answers(rows, meanings, column, codebook)):
            raise LayoutError("whose_answer_unclear", Place(name, identifiers + 1, column + 1))


def check_unlabelled(
    rows: Rows,
    meanings: Sequence[Meaning | None],
    asked: Sequence[int],
    label_column: int,
    name: str | None,
    headers: HeaderBook,
    codebook: Codebook,
) -> None:
    """Raises LayoutError where a line without a label goes on with the answers to the question
    above it, or with ticks."""
    over: Meaning | None = None
    for n in asked:
        if rows[n][label_column].strip():
            over = meanings[n]
            continue
        cells = [(k, cell) for k, cell in enumerate(rows[n]) if k > label_column and cell.strip()]
        if over is not None and any(_goes_on(n, cells, over, headers, codebook)):
            raise LayoutError("whose_answer_unclear", Place(name, n + 1, cells[0][0] + 1))


def _goes_on(
    row: int,
    cells: Sequence[tuple[int, str]],
    over: Meaning,
    headers: HeaderBook,
    codebook: Codebook,
) -> Iterator[bool]:
    for sign in signs_in(row, cells, over.name, headers):
        is_more = sign.kind != "text" or over.name in headers.several
        yield is_more or is_answer(sign.text, over, codebook)


def _is_phrase(text: str) -> bool:
    return len(text.split()) > _LONGEST_IDENTIFIER


def _has_answers(
    rows: Rows, meanings: Sequence[Meaning | None], column: int, codebook: Codebook
) -> bool:
    """Whether an answer, also `not known`, stands in a column beside a question."""
    return any(
        is_answer(row[column].strip(), meaning, codebook)
        or folded(row[column]) in codebook.words.not_known
        for row, meaning in zip(rows, meanings, strict=True)
        if meaning is not None and len(row) > column and row[column].strip()
    )
