"""One row a young person: a header row, or two, perhaps with lines above and below."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.cell_columns import CellColumns
from ingest.cover_lines import cover_lines
from ingest.document import Sheet
from ingest.headers import IDENTIFIER, HeaderBook, Meaning
from ingest.label_rows import label_rows
from ingest.laid_out import CellProblem, Cells, Doubt, LaidOut, Layout, LayoutError, laid_cells
from ingest.places import Place
from ingest.record_rows import record_rows
from ingest.record_signs import first_record
from ingest.sure_rows import Marks, sure_rows
from ingest.unlike_rows import unlike_rows
from schemas.codebook import Codebook
from schemas.text import folded

SEARCHED_ROWS = 60
_LEAST_HEADERS = 3
_MOST_LOOKED_AT = 256
"""How many rows that are held by column are taken out one by one; beyond it, all at once."""


@dataclass(frozen=True)
class Header:
    """Where the headers of a sheet stand and what they mean: `first` and `last` are indices of
    rows, `row` the one that is named where a header is meant; `texts` are the headers as they are
    compared."""

    first: int
    last: int
    row: int
    texts: Sequence[str]
    meanings: Sequence[Meaning | None]


def header_place(rows: Sequence[Sequence[str]], headers: HeaderBook) -> int | None:
    """The first row that names an identifier; if none does, the first of those that name the most
    questions, three at least."""
    best, most = None, _LEAST_HEADERS - 1
    for n, row in enumerate(rows[:SEARCHED_ROWS]):
        names = headers.names(row)
        if IDENTIFIER.name in names:
            return n
        if len(names) > most:
            best, most = n, len(names)
    return best


def read_rows(sheet: Sheet, headers: HeaderBook, codebook: Codebook) -> LaidOut:
    """Raises LayoutError where no header is found, an identifier column is missing, a header stands
    twice or is doubtful, young people stand above it, other headers stand below it, or a cover
    below says another thing."""
    name = sheet.name
    place = header_place(sheet.rows, headers)
    if place is None:
        raise LayoutError("no_header", Place(name))
    header = _header(sheet.rows, place, headers)
    _check(header, headers, Place(name, header.row + 1))
    early = first_record(sheet.rows[: header.first], header.meanings, headers, codebook)
    if early is not None:
        raise LayoutError("whose_answer_unclear", Place(name, early + 1))
    below = sheet.rows[header.last + 1 :]
    width = len(header.meanings)
    labels_row = [*sheet.rows[header.last], *[""] * width][:width]
    above = sheet.rows[: header.last + 1]
    sure = None
    if isinstance(below, CellColumns) and not below.head and below.width == width:
        sure = sure_rows(below, above, header.meanings, headers, codebook.words)
    if sure is None or np.count_nonzero(~sure) > _MOST_LOOKED_AT:
        below = list(below)
    kept = record_rows(below, header.meanings, labels_row, codebook, sure)
    labels = label_rows(below, kept, above, header.meanings, headers, sure)
    if labels.unclear is not None:
        raise LayoutError("second_header", Place(name, header.last + 2 + labels.unclear))
    cover = cover_lines(sheet.rows[: header.first], headers, Place(name, 1))
    for n in labels.cover:
        for field, text in cover_lines([below[n]], headers).items():
            if folded(cover.setdefault(field, text)) != folded(text):
                raise LayoutError("covers_differ", Place(name, header.last + 2 + n))
    kept = [n for n in kept if n not in labels.again and n not in labels.cover]
    records = _taken(below, kept)
    rows, places, problems = laid_cells(
        Cells(
            sheet=name,
            meanings=header.meanings,
            records=records,
            lines=[header.last + 2 + n for n in kept],
            too_long=_too_long(records, width),
        ),
        codebook.words,
    )
    unlike = unlike_rows(records, header.meanings, codebook)
    problems += [CellProblem("row_unlike_others", IDENTIFIER.name, n) for n in unlike.unlike]
    problems += [CellProblem("remark_for_identifier", IDENTIFIER.name, n) for n in unlike.remarks]
    filled = _filled(below, sure)
    return LaidOut(
        layouts=_layouts(header, cover),
        rows=rows,
        places=places,
        cover=cover,
        problems=tuple(problems),
        unused=tuple(
            Place(name, header.row + 1, n)
            for n, (text, each) in enumerate(zip(header.texts, header.meanings, strict=True), 1)
            if each is None and text
        ),
        headers={
            text: each
            for text, each in zip(header.texts, header.meanings, strict=True)
            if each is not None
        },
        left_out=filled - len(kept),
    )


def _taken(rows: Sequence[Sequence[str]], kept: Sequence[int]) -> Sequence[Sequence[str]]:
    return rows.taken(kept) if isinstance(rows, CellColumns) else [rows[n] for n in kept]


def _too_long(records: Sequence[Sequence[str]], width: int) -> Sequence[bool]:
    """Which records go on beyond the headers."""
    if isinstance(records, CellColumns):
        return [False] * len(records)
    return [any(map(str.strip, row[width:])) for row in records]


def _filled(rows: Sequence[Sequence[str]], sure: Marks | None) -> int:
    """How many rows are not blank."""
    if sure is None:
        return sum(any(map(str.strip, row)) for row in rows)
    others = np.flatnonzero(~sure).tolist()
    return len(rows) - len(others) + sum(any(map(str.strip, rows[n])) for n in others)


def _header(rows: Sequence[Sequence[str]], place: int, headers: HeaderBook) -> Header:
    """The header row at `place`, with the row above or below it where these are two rows of
    headers."""
    if place + 1 < len(rows) and (found := _two(rows, place, place + 1, headers)):
        return found
    if place > 0 and (found := _two(rows, place - 1, place, headers)):
        return found
    row = rows[place]
    first = place - 1 if place > 0 and _is_theme_row(rows[place - 1], headers) else place
    texts = [folded(cell) for cell in row]
    return Header(
        first,
        place,
        place,
        texts,
        [headers.meaning(cell) if cell.strip() else None for cell in row],
    )


def _is_theme_row(row: Sequence[str], headers: HeaderBook) -> bool:
    """Whether a row holds the titles of themes, two at least, and nothing else."""
    titles = [cell for cell in row if cell.strip()]
    return len(titles) > 1 and all(map(headers.is_theme, titles))


def _is_theme_row_with_questions(
    top: Sequence[str], bottom: Sequence[str], headers: HeaderBook
) -> bool:
    """Whether the upper row holds titles of themes and questions of which the cell is merged with
    the blank one below, and nothing else."""
    titles = [above for above in top if above and headers.is_theme(above)]
    return bool(titles) and all(
        not under and headers.meaning(above) is not None
        for above, under in zip(top, bottom, strict=True)
        if above and not headers.is_theme(above)
    )


def _two(
    rows: Sequence[Sequence[str]], upper: int, lower: int, headers: HeaderBook
) -> Header | None:
    """The two rows as one header, None where the lower one is no row of headers, or the upper one
    adds nothing to it.

    A question over its choices spans two of them at least; a question under a theme is one of two
    at least.  So a record without an identifier is no row of headers.
    """
    width = max(len(rows[upper]), len(rows[lower]))
    top, bottom = (
        [cell.strip() for cell in [*rows[n], *[""] * (width - len(rows[n]))]]
        for n in (upper, lower)
    )
    has_identifier_above = IDENTIFIER.name in headers.names(top)
    over = ""
    meanings: list[Meaning | None] = []
    texts: list[str] = []
    spanned: Counter[str] = Counter()
    below = 0
    for above, under in zip(top, bottom, strict=True):
        over = above or over
        if not under:
            meanings.append(headers.meaning(above) if above else None)
            texts.append(folded(above))
            continue
        question = headers.meaning(over) if over else None
        option = headers.option_under(question.name, under) if question else None
        alone = headers.meaning(under)
        if question is not None and option is not None and question.option is None:
            spanned[question.name] += 1
            meanings.append(Meaning(question.name, option))
            texts.append(folded(f"{over}: {under}"))
            continue
        below += alone is not None
        stands_alone = above and not headers.is_theme(above)
        meanings.append(alone or (headers.meaning(above) if stands_alone else None))
        texts.append(folded(f"{over}: {under}") if over else folded(under))
    spans = any(number > 1 for number in spanned.values())
    if has_identifier_above:
        own = top.index(next(c for c in top if c and headers.meaning(c) == IDENTIFIER))
        if bottom[own] or not (spans or below > 1):
            return None
    elif not spans and not _is_theme_row_with_questions(top, bottom, headers):
        return None
    return Header(upper, lower, upper, texts, meanings)


def _check(header: Header, headers: HeaderBook, place: Place) -> None:
    texts = [text for text in header.texts if text]
    named = [each for each in header.meanings if each is not None]
    if len(texts) > headers.widest:
        raise LayoutError("too_many_columns", place)
    if (second := _second_of_two(header)) is not None:
        raise LayoutError("header_twice", Place(place.sheet, place.row, second + 1))
    if doubts := header_doubts(header, headers, place.sheet):
        raise LayoutError("doubtful_header", doubts[0].place, doubts)
    if IDENTIFIER not in named:
        raise LayoutError("no_identifier_column", place)


def _second_of_two(header: Header) -> int | None:
    """The first column (from 0) of which the header, or what it means, stood before."""
    for n, (text, meaning) in enumerate(zip(header.texts, header.meanings, strict=True)):
        is_meant_again = meaning is not None and meaning in header.meanings[:n]
        if is_meant_again or (text and text in header.texts[:n]):
            return n
    return None


def header_doubts(header: Header, headers: HeaderBook, sheet: str | None) -> tuple[Doubt, ...]:
    """The headers that may name a question for which there is no column."""
    taken = {each.name for each in header.meanings if each is not None}
    doubts: list[Doubt] = []
    for n, (text, each) in enumerate(zip(header.texts, header.meanings, strict=True), start=1):
        if each is None and text and (question := headers.perhaps(text, taken)):
            doubts.append(Doubt(Place(sheet, header.row + 1, n), question))
    return tuple(doubts)


def _layouts(header: Header, cover: object) -> tuple[Layout, ...]:
    found: list[Layout] = ["rows"]
    if any(each is not None and each.option is not None for each in header.meanings):
        found.append("ticks")
    if header.last > header.first:
        found.append("two_headers")
    if header.first > 0 or cover:
        found.append("lines_above")
    return tuple(found)
