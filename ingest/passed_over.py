"""Sheets without the identifier's label that hold young people all the same."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ingest.document import Sheet
from ingest.headers import HeaderBook, Meaning
from ingest.laid_out import LayoutError
from ingest.places import AnswerPlaces, Numbers, Place
from ingest.record_signs import first_record, is_answer
from ingest.row_layout import header_place
from schemas.codebook import Codebook

_LEAST_ANSWERS = 2


def check_passed_over(
    others: Sequence[Sheet],
    places: Sequence[AnswerPlaces],
    headers: HeaderBook,
    codebook: Codebook,
) -> None:
    """Raises LayoutError where one of the `others` holds rows under the columns of a sheet that was
    read (`places`), rows under a header, or a form; lists of codes and pages of help do not."""
    numbers = {each.name for each in codebook.of_kind("number", "date")}
    asked = [_columns_asked(each.columns) for each in places]
    for sheet in others:
        name, rows = sheet.name, sheet.rows
        head = header_place(rows, headers)
        if head is not None:
            own = [headers.meaning(cell) if cell.strip() else None for cell in rows[head]]
            asks_number = any(each is not None and each.name in numbers for each in own)
            if asks_number and first_record(rows[head + 1 :], own, headers, codebook) is not None:
                raise LayoutError("no_identifier_column", Place(name, head + 1))
        for columns in asked:
            record = first_record(rows, columns, headers, codebook)
            if record is not None:
                raise LayoutError("table_without_header", Place(name, record + 1))
        form = _form(sheet, headers, codebook, numbers)
        if form is not None:
            raise LayoutError("form_without_identifier", Place(name, form))


def _columns_asked(columns: Mapping[str, int | Numbers]) -> list[Meaning | None]:
    """The meaning of each column, where the answers to a question stand in one."""
    fixed = {name: column for name, column in columns.items() if isinstance(column, int)}
    meanings: list[Meaning | None] = [None] * max(fixed.values(), default=0)
    for name, column in fixed.items():
        meanings[column - 1] = Meaning(name)
    return meanings


def _form(sheet: Sheet, headers: HeaderBook, codebook: Codebook, numbers: set[str]) -> int | None:
    """The number of the first row of a form: two questions that ask for a number or a date have one
    beside them."""
    found: dict[str, int] = {}
    for n, row in enumerate(sheet.rows, start=1):
        filled = [cell.strip() for cell in row if cell.strip()]
        for label, text in pairwise(filled):
            meaning = headers.meaning(label)
            if meaning and meaning.name in numbers and is_answer(text, meaning, codebook):
                found.setdefault(meaning.name, n)
    return min(found.values()) if len(found) >= _LEAST_ANSWERS else None
