"""The standard layout: a header row, one row a young person, a cover perhaps above the header."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from ingest.grid import Grid
from ingest.headers import HeaderBook, Meaning
from schemas.codebook import SEPARATOR, Codebook, Words
from schemas.text import folded

ROW = "row"
TOO_LONG = "too_long"
_SEARCHED_ROWS = 60
_LEAST_HEADERS = 3
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?\s?%?")
_PROSE_WORD = re.compile(r"[^\W\d_]{2,}")
_STARRED = re.compile(r"\*+\s*[^\W\d_]")
_DATE_WITHIN = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\b(?:19|20)\d\d\b")


class LayoutError(Exception):
    """The rows can't be understood; `code` is in the catalogue of problems, `row` the place."""

    def __init__(self, code: str, row: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.row = row


@dataclass(frozen=True)
class TickProblem:
    """A cell of a column of ticks that is neither a tick nor empty: index of the row in `rows`."""

    question: str
    index: int


@dataclass(frozen=True)
class LaidOut:
    """What a file says, as text.

    `rows` has the columns `row` (the number a spreadsheet shows), `too_long`, and one text column
    for each question or cover field that has a column (null where blank); `cover` holds what stands
    above the header; `unused` are the numbers (from 1) of the columns whose header names no
    question, `left_out` the number of rows that are not blank and hold only a total or a note.
    """

    rows: pa.Table
    cover: Mapping[str, str]
    tick_problems: tuple[TickProblem, ...]
    unused: tuple[int, ...]
    left_out: int


def read_standard_layout(grid: Grid, headers: HeaderBook, codebook: Codebook) -> LaidOut:
    """Raises LayoutError where no header is found, an identifier column is missing or a header
    stands twice."""
    place = _header_place(grid.rows, headers)
    if place is None:
        raise LayoutError("no_header")
    header = grid.rows[place]
    meanings = _meanings(header, headers, place + 1)
    cover = _cover_above(grid.rows[:place], headers, codebook)
    width = len(header)
    identifier = meanings.index(Meaning("local_id"))
    if _is_questions_down(grid.rows[place + 1 :], identifier, headers):
        raise LayoutError("questions_down", place + 1)
    body = _records(grid.rows[place + 1 :], place + 2, meanings, codebook.words)
    columns: dict[str, pa.Array] = {
        ROW: pa.array([number for number, _ in body], pa.int32()),
        TOO_LONG: pa.array(
            [any(cell.strip() for cell in row[width:]) for _, row in body], pa.bool_()
        ),
    }
    cells = _columns([row for _, row in body], width)
    ticks: dict[str, dict[str, pa.Array]] = {}
    for meaning, column in zip(meanings, cells, strict=True):
        if meaning is None:
            continue
        if meaning.option is None:
            columns[meaning.name] = column
        else:
            ticks.setdefault(meaning.name, {})[meaning.option] = column
    problems: list[TickProblem] = []
    for name, by_option in ticks.items():
        ticked, bad = _ticked(by_option, codebook.words)
        columns[name] = _joined(columns[name], ticked) if name in columns else ticked
        problems.extend(TickProblem(name, index) for index in bad)
    return LaidOut(
        rows=pa.table(columns),
        cover=cover,
        tick_problems=tuple(problems),
        unused=tuple(
            n
            for n, (text, each) in enumerate(zip(header, meanings, strict=True), start=1)
            if each is None and text.strip()
        ),
        left_out=sum(any(map(str.strip, row)) for row in grid.rows[place + 1 :]) - len(body),
    )


def _header_place(rows: Sequence[Sequence[str]], headers: HeaderBook) -> int | None:
    """The first row that names an identifier; if none does, the first of those that name the most
    questions, three at least."""
    best, most = None, _LEAST_HEADERS - 1
    for n, row in enumerate(rows[:_SEARCHED_ROWS]):
        names = headers.names(row)
        if "local_id" in names:
            return n
        if len(names) > most:
            best, most = n, len(names)
    return best


def _meanings(header: Sequence[str], headers: HeaderBook, row: int) -> list[Meaning | None]:
    texts = [folded(cell) for cell in header if cell.strip()]
    meanings = [headers.meaning(cell) if cell.strip() else None for cell in header]
    named = [each for each in meanings if each is not None]
    if len(set(texts)) < len(texts) or len(set(named)) < len(named):
        raise LayoutError("header_twice", row)
    if Meaning("local_id") not in named:
        raise LayoutError("no_identifier_column", row)
    return meanings


def _cover_above(
    rows: Sequence[Sequence[str]], headers: HeaderBook, codebook: Codebook
) -> dict[str, str]:
    """The cover's fields above the header: a label and its value in the next filled cell, or both
    in one cell parted by a colon.  The first that says something wins."""
    fields = {field.name for field in codebook.cover}
    cover: dict[str, str] = {}
    for row in rows:
        filled = [cell.strip() for cell in row if cell.strip()]
        for cell, after in zip(filled, [*filled[1:], ""], strict=False):
            meaning = headers.meaning(cell)
            is_last = after == filled[-1]
            value = after if is_last or headers.meaning(after) is None else ""
            if meaning is None:
                label, _, in_cell = cell.partition(":")
                meaning, value = headers.meaning(label), in_cell.strip()
            if meaning is not None and meaning.name in fields and value:
                cover.setdefault(meaning.name, value)
    return cover


def _records(
    rows: Sequence[list[str]], first: int, meanings: Sequence[Meaning | None], words: Words
) -> list[tuple[int, list[str]]]:
    """The rows that stand for a young person, with the number a spreadsheet shows.

    A remark without a word for a note is one only below the last row that has an identifier and
    something beside it: a row with nothing but an identifier may be a young person.
    """
    identifier = meanings.index(Meaning("local_id"))
    notes = {n for n, each in enumerate(meanings) if each == Meaning("notes")}
    answering = {n for n, each in enumerate(meanings) if each is not None} - notes
    plain = [_is_plain_record(row, identifier, words) for row in rows]
    below = len(plain) - plain[::-1].index(True) if any(plain) else len(plain)
    kept: list[tuple[int, list[str]]] = []
    for n, row in enumerate(rows):
        if plain[n]:
            kept.append((first + n, row))
            continue
        filled = [column for column, cell in enumerate(row) if cell and not cell.isspace()]
        if set(filled) <= notes or _is_total([row[column] for column in filled], words):
            continue
        if len(filled) == 1:
            text = folded(row[filled[0]])
            may_be_prose = n >= below and (filled[0] == identifier or filled[0] not in answering)
            if _is_note(text, words) or (may_be_prose and _is_prose(text)):
                continue
        kept.append((first + n, row))
    return kept


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


def _is_prose(text: str) -> bool:
    """Whether a text that stands alone is a remark: three words and more, or a word and a date.
    Letters alone are none: they may be a name, which has to be refused and not left out."""
    words = len(_PROSE_WORD.findall(text))
    only_letters = not re.search(r"[\d:;,.!?()/]", text)
    return not only_letters and (words > 2 or (words > 0 and bool(_DATE_WITHIN.search(text))))


def _is_questions_down(rows: Sequence[Sequence[str]], identifier: int, headers: HeaderBook) -> bool:
    """Whether questions stand one below another in the column of identifiers."""
    cells = [row[identifier] for row in rows[:_SEARCHED_ROWS] if len(row) > identifier]
    return len(headers.names(cells)) > 1


def _columns(rows: Sequence[list[str]], width: int) -> list[pa.Array]:
    """The cells by column, trimmed, null where blank."""
    padded = [row if len(row) == width else [*row, *[""] * width][:width] for row in rows]
    columns = zip(*padded, strict=True) if padded else ([] for _ in range(width))
    return [_trimmed(pa.array(column, pa.string())) for column in columns]


def _trimmed(column: pa.Array) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _ticked(by_option: Mapping[str, pa.Array], words: Words) -> tuple[pa.Array, list[int]]:
    """The codes ticked in each row, parted by `;` (null where none is), and the indices of the rows
    with a cell that is neither a tick nor empty, once for each such cell."""
    codes: list[pa.Array] = []
    bad: list[int] = []
    for option, column in by_option.items():
        encoded = column.dictionary_encode()
        texts = [folded(text) for text in encoded.dictionary.to_pylist()]
        code = pa.array([option if text in words.tick else None for text in texts], pa.string())
        codes.append(code.take(encoded.indices))
        wrong = pa.array([text not in words.tick | words.no_tick for text in texts], pa.bool_())
        bad.extend(pc.indices_nonzero(pc.fill_null(wrong.take(encoded.indices), False)).to_pylist())
    return _joined(*codes), sorted(bad)


def _joined(*columns: pa.Array) -> pa.Array:
    """Texts parted by `;`, without the null ones; null where all are.

    pyarrow's own null_handling="skip" leaves out the rows in which all are null, so there must be
    no null when it joins.
    """
    parted = [pc.binary_join_element_wise(column, "", SEPARATOR) for column in columns]
    joined = pc.binary_join_element_wise(*(pc.fill_null(part, "") for part in parted), "")
    joined = pc.utf8_rtrim(joined, SEPARATOR)
    return pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined)
