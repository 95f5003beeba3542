"""The young people of a return as csv, xlsx and docx, by writers that know where each cell goes."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx
import openpyxl
from docx.table import Table

from schemas.codebook_reading import load_codebook
from tests.feedback.slips import RETURN_DAY, Value, YoungPerson

COVER: Mapping[str, Value] = {
    "Agency": "Harbour Project",
    "Type of agency": "voluntary",
    "LSCB area": "York",
    "Return date": RETURN_DAY,
}


@dataclass(frozen=True, order=True)
class Spot:
    """A cell of a sent file: its sheet or table as places name it (blank in a csv), its row and
    its column, counted from 1."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True)
class Sent:
    """A file that was written, and where each young person's answer stands in it: by the young
    person's place in the list and the question.  A blank answer has a cell too."""

    path: Path
    spots: Mapping[tuple[int, str], Spot]

    def slips(self, people: Sequence[YoungPerson]) -> set[tuple[Spot, str, str]]:
        """Cell, question and code of all that must be found."""
        return {
            (self.spots[n, question], question, code)
            for n, person in enumerate(people)
            for question, code in person.slips
        }


Writer = Callable[[Path, Sequence[YoungPerson]], Sent]


def asked_of(people: Sequence[YoungPerson]) -> list[str]:
    """The questions that one of them answers, in the codebook's order."""
    given = {name for person in people for name in person.cells}
    given |= {question for person in people for question, _ in person.slips}
    return [each.name for each in load_codebook().questions if each.name in given]


def label(question: str) -> str:
    return load_codebook().label_of(question)


def as_text(value: Value | None) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def write_csv(folder: Path, people: Sequence[YoungPerson]) -> Sent:
    """A title and the cover above the header, a blank line between."""
    path = folder / "return.csv"
    questions = asked_of(people)
    above = [["Monthly return"], *([name, as_text(value)] for name, value in COVER.items()), []]
    header = [label(each) for each in questions]
    body = [[as_text(person.cells.get(each)) for each in questions] for person in people]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*above, header, *body])
    return Sent(path, _in_rows(people, questions, "", len(above) + 2, 1))


def write_xlsx(folder: Path, people: Sequence[YoungPerson]) -> Sent:
    """The cover on a sheet of its own; on the second the table begins at C5, below a title; a third
    sheet holds guidance.  Days and ages are such, other texts never become formulas."""
    path = folder / "return.xlsx"
    questions = asked_of(people)
    workbook = openpyxl.Workbook()
    cover = workbook.active
    cover.title = "Cover"
    for n, (name, value) in enumerate(COVER.items(), start=2):
        cover.cell(n, 1, name)
        cover.cell(n, 2, as_text(value))
    sheet = workbook.create_sheet("Young people")
    sheet["C2"] = "Young people worked with"
    top, left = 5, 3
    for m, each in enumerate(questions, start=left):
        sheet.cell(top, m, label(each))
    for n, person in enumerate(people, start=top + 1):
        for m, each in enumerate(questions, start=left):
            _fill(sheet.cell(n, m), person.cells.get(each))
    workbook.create_sheet("Guidance")["A1"] = "Send the return by the tenth of the month."
    workbook.save(path)
    return Sent(path, _in_rows(people, questions, "sheet 2", top + 1, left))


def _fill(cell: openpyxl.cell.Cell, value: Value | None) -> None:
    if value is None:
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, str):
        cell.data_type = "s"


def write_docx(folder: Path, people: Sequence[YoungPerson]) -> Sent:
    """The cover as first table, one row a young person in the second."""
    path = folder / "return.docx"
    questions = asked_of(people)
    document = docx.Document()
    _fill_table(document.add_table(len(COVER), 2), [[each, as_text(COVER[each])] for each in COVER])
    document.add_paragraph("The young people:")
    lines = [
        [label(each) for each in questions],
        *([as_text(person.cells.get(each)) for each in questions] for person in people),
    ]
    _fill_table(document.add_table(len(lines), len(questions)), lines)
    document.save(str(path))
    return Sent(path, _in_rows(people, questions, "table 2", 2, 1))


def write_forms(folder: Path, people: Sequence[YoungPerson]) -> Sent:
    """One form a young person: a table of questions and answers, the cover being the first table.
    Each asks all questions; a blank answer is found where its question stands."""
    path = folder / "forms.docx"
    questions = asked_of(people)
    document = docx.Document()
    _fill_table(document.add_table(len(COVER), 2), [[each, as_text(COVER[each])] for each in COVER])
    spots: dict[tuple[int, str], Spot] = {}
    for n, person in enumerate(people):
        document.add_paragraph(f"Form {n + 1}")
        lines = [[label(each), as_text(person.cells.get(each))] for each in questions]
        _fill_table(document.add_table(len(lines), 2), lines)
        for m, each in enumerate(questions, start=1):
            spots[n, each] = Spot(f"table {n + 2}", m, 2 if each in person.cells else 1)
    document.save(str(path))
    return Sent(path, spots)


def _fill_table(table: Table, lines: Sequence[Sequence[str]]) -> None:
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            if text:
                cell.paragraphs[0].add_run(text)


def _in_rows(
    people: Sequence[YoungPerson], questions: Sequence[str], sheet: str, top: int, left: int
) -> dict[tuple[int, str], Spot]:
    """One row a young person, from row `top` and column `left` on."""
    return {
        (n, each): Spot(sheet, top + n, left + m)
        for n in range(len(people))
        for m, each in enumerate(questions)
    }
