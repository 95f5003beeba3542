"""Questions down, young people across: the sheet turned, so that it is read as rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.across_checks import check_columns, check_unlabelled
from ingest.cover_lines import cover_lines
from ingest.document import Sheet
from ingest.headers import IDENTIFIER, HeaderBook, Meaning
from ingest.laid_out import Cells, Doubt, LaidOut, Layout, LayoutError, laid_cells
from ingest.places import Place
from ingest.record_rows import record_rows
from ingest.record_signs import first_record
from schemas.codebook import COVER_FIELDS, Codebook
from schemas.text import folded


@dataclass(frozen=True)
class _Lines:
    """The lines of the sheet that ask something: indices of rows, with every row's label and
    meaning."""

    sheet: str | None
    label_column: int
    asked: Sequence[int]
    labels: Sequence[str]
    meanings: Sequence[Meaning | None]

    def place(self, n: int) -> Place:
        return Place(self.sheet, n + 1, self.label_column + 1)


def read_across(
    sheet: Sheet, label_column: int, headers: HeaderBook, codebook: Codebook
) -> LaidOut:
    """The sheet whose questions stand in `label_column` (from 0).

    Lines for the cover with one value, above the identifiers or below all questions, hold for all;
    between them a field of the cover is each young person's own.  Raises LayoutError where
    a question stands twice, no label is the identifier's alone, a label is doubtful, or one value
    may be one young person's or all's, a young person stands before the questions, hints stand
    beside them, or a line without a label goes on with answers.
    """
    name = sheet.name
    width = max(map(len, sheet.rows))
    rows = [[*row, *[""] * (width - len(row))] for row in sheet.rows]
    labels = [row[label_column].strip() for row in rows]
    asking = [n for n, each in enumerate(labels) if headers.meaning(each) == IDENTIFIER]
    if not asking:
        raise LayoutError("layout_unclear", Place(name, None, label_column + 1))
    identifiers = asking[0]
    meanings = _meanings(rows, labels, label_column, headers)
    on_cover = [n for n in range(identifiers) if _is_cover_line(rows[n], meanings[n], label_column)]
    first = next(
        (n for n in range(identifiers) if meanings[n] is not None and n not in on_cover),
        identifiers,
    )
    on_cover += _below(rows, meanings, label_column, identifiers)
    asked = [n for n in range(first, len(rows)) if n not in on_cover]
    lines = _Lines(name, label_column, asked, labels, meanings)
    _check(lines, headers)
    _check_cover(lines, rows, identifiers, on_cover)
    check_columns(rows, meanings, identifiers, label_column, name, codebook)
    check_unlabelled(rows, meanings, asked, label_column, name, headers, codebook)
    people = [[rows[n][column] for n in asked] for column in range(label_column + 1, width)]
    used = [meanings[n] for n in asked]
    before = [[rows[n][column] for n in asked] for column in range(label_column)]
    early = first_record(before, used, headers, codebook)
    if early is not None:
        raise LayoutError("whose_answer_unclear", Place(name, None, early + 1))
    kept = record_rows(people, used, [labels[n] for n in asked], codebook)
    table, places, problems = laid_cells(
        Cells(
            sheet=name,
            meanings=used,
            records=[people[n] for n in kept],
            lines=[label_column + 2 + n for n in kept],
            too_long=[False] * len(kept),
            across=True,
            numbers=[n + 1 for n in asked],
        ),
        codebook.words,
    )
    answered = [any(map(str.strip, rows[n][label_column + 1 :])) for n in range(len(rows))]
    layouts: list[Layout] = ["across"]
    if any(each is not None and each.option is not None for each in used):
        layouts.append("ticks")
    if first > 0:
        layouts.append("lines_above")
    return LaidOut(
        layouts=tuple(layouts),
        rows=table,
        places=places,
        cover=cover_lines([row for n, row in enumerate(rows) if n not in asked], headers),
        problems=tuple(problems),
        unused=tuple(
            Place(name, n + 1, label_column + 1)
            for n in asked
            if meanings[n] is None and labels[n] and answered[n]
        ),
        headers={labels[n]: each for n in asked if (each := meanings[n]) is not None},
        left_out=sum(any(map(str.strip, person)) for person in people) - len(kept),
    )


def _meanings(
    rows: Sequence[Sequence[str]], labels: Sequence[str], label_column: int, headers: HeaderBook
) -> list[Meaning | None]:
    """What each line asks; under a question that has no answers of its own, its choices.

    A line without answers whose question is answered in another is a heading, as the theme `Living
    situation` over its question.
    """
    found: list[Meaning | None] = []
    over: str | None = None
    for row, label in zip(rows, labels, strict=True):
        option = headers.option_under(over, label) if over and label else None
        if option and headers.meaning(label) and _is_answered(row[label_column + 1 :], headers):
            option = None
        if option is not None and over is not None:
            found.append(Meaning(over, option))
            continue
        meaning = headers.meaning(label) if label else None
        if label:
            is_bare = not any(map(str.strip, row[label_column + 1 :]))
            has_choices = meaning is not None and meaning.option is None
            over = meaning.name if meaning is not None and is_bare and has_choices else None
        found.append(meaning)
    answered = [any(map(str.strip, row[label_column + 1 :])) for row in rows]
    elsewhere = {
        each.name
        for each, is_answered in zip(found, answered, strict=True)
        if each is not None and (is_answered or each.option is not None)
    }
    return [
        each if each is None or each.option or is_answered or each.name not in elsewhere else None
        for each, is_answered in zip(found, answered, strict=True)
    ]


def _is_answered(cells: Sequence[str], headers: HeaderBook) -> bool:
    """Whether a line holds answers that are no ticks: then it is a question's own."""
    ticks = headers.words.tick | headers.words.no_tick
    return any(cell.strip() and folded(cell) not in ticks for cell in cells)


def _below(
    rows: Sequence[Sequence[str]],
    meanings: Sequence[Meaning | None],
    label_column: int,
    identifiers: int,
) -> list[int]:
    """The lines of a cover below the last question, with one value each; an area alone is none."""
    found: list[int] = []
    for n in range(len(rows) - 1, identifiers, -1):
        if not any(map(str.strip, rows[n])):
            continue
        if not _is_cover_line(rows[n], meanings[n], label_column):
            break
        found.append(n)
    named = {meaning.name for n in found if (meaning := meanings[n])}
    return found if named - {"area"} else []


def _check_cover(
    lines: "_Lines", rows: Sequence[Sequence[str]], identifiers: int, on_cover: Sequence[int]
) -> None:
    """Raises LayoutError where one value stands in the column of one young person of several, so
    that it may be that one's or all of them's."""
    after = range(lines.label_column + 1, len(rows[identifiers]))
    people = [column for column in after if rows[identifiers][column].strip()]
    for n, meaning in enumerate(lines.meanings):
        filled = [column for column in after if rows[n][column].strip()]
        if meaning is None or meaning.name not in COVER_FIELDS or len(filled) != 1:
            continue
        is_of_one = filled[0] in people[1:] if n in on_cover else meaning.name != "area"
        if is_of_one and len(people) > 1:
            raise LayoutError("whose_answer_unclear", lines.place(n))


def _is_cover_line(row: Sequence[str], meaning: Meaning | None, label_column: int) -> bool:
    filled = [cell for cell in row[label_column + 1 :] if cell.strip()]
    return meaning is not None and meaning.name in COVER_FIELDS and len(filled) <= 1


def _check(lines: _Lines, headers: HeaderBook) -> None:
    seen: set[Meaning] = set()
    for n in lines.asked:
        meaning = lines.meanings[n]
        if meaning is not None and meaning in seen:
            raise LayoutError("header_twice", lines.place(n))
        seen |= {meaning} if meaning is not None else set()
    taken = {each.name for each in seen}
    doubts = tuple(
        Doubt(lines.place(n), question)
        for n in lines.asked
        if lines.meanings[n] is None and (question := headers.perhaps(lines.labels[n], taken))
    )
    if doubts:
        raise LayoutError("doubtful_header", doubts[0].place, doubts)
