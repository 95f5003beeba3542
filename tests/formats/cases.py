"""Which layout stands in which format: every file through which the sixty are sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from docx.document import Document

from . import layouts
from .layouts import GUIDANCE, TITLE, Laid, cover_lines
from .people import YoungPerson, young_people
from .wording import (
    BOXES,
    CODES,
    NUMBERED,
    OFFICE,
    OFFICE_REWORDED,
    PLAIN,
    Q_NUMBERED,
    REWORDED,
    Wording,
)
from .writers import (
    COMMA_UTF8,
    SEMICOLON_CP1252,
    TAB_UTF16,
    CsvForm,
    add_notes,
    add_table,
    cover_table,
    write_csv,
    write_docx,
    write_register,
    write_xlsx,
    write_zip,
)

FIXTURES = Path(__file__).parents[1] / "fixtures" / "formats"
TextsKept = Literal["all", "one answer", "none"]
"""Behind every `other`, only where one answer is asked for, or nowhere (where boxes are)."""
MadeBy = Literal["Python", "LibreOffice", "hand"]
CoverPlace = Literal["lines above", "cover sheet", "first table", "register.csv"]
People = Sequence[YoungPerson]
ONE_ROW = "one row a young person"
TICKS = "ticks in columns"
TWO_ROWS_THEMES = "two header rows: theme over question"
TWO_ROWS_ANSWERS = "two header rows: question over answers"
ACROSS = "questions down, young people across"
BLOCKS = "blocks of question and answer"
SURROUNDED = "lines above, totals and notes below"
LAYOUTS = (ONE_ROW, TICKS, TWO_ROWS_THEMES, TWO_ROWS_ANSWERS, ACROSS, BLOCKS, SURROUNDED)


@dataclass(frozen=True)
class Case:
    """A layout in a format; `build` writes it into an empty folder, or takes the fixture, and gives
    the path to ingest; `texts` says where text behind `other` can be written."""

    layout: str
    format: str
    made_by: MadeBy
    cover: CoverPlace
    build: Callable[[Path], Path]
    texts: TextsKept = "all"

    @property
    def id(self) -> str:
        return f"{self.layout} - {self.format}"


def _laid(layout: str, people: People, wording: Wording) -> Laid:
    match layout:
        case "ticks in columns":
            return layouts.ticks(people, wording, True if wording is OFFICE_REWORDED else "x")
        case "two header rows: theme over question":
            return layouts.two_rows_themes(people, wording)
        case "two header rows: question over answers":
            return layouts.two_rows_answers(people, wording, "Yes" if wording is PLAIN else "✓")
        case "questions down, young people across":
            plain = wording is PLAIN
            return layouts.across(people, wording, heading=not plain, themes=plain)
        case "blocks of question and answer":
            return layouts.blocks(people, wording, themes=wording is PLAIN)
        case _:
            return layouts.one_row(people, wording)


def laid_under_cover(layout: str, people: People, wording: Wording) -> Laid:
    """The table with the cover's lines above it."""
    if layout == SURROUNDED:
        return layouts.surrounded(people, wording)
    return _laid(layout, people, wording).below([*cover_lines(wording), []])


def _csv_case(layout: str, name: str, form: CsvForm, wording: Wording, cover: CoverPlace) -> Case:
    def build(folder: Path) -> Path:
        people = young_people()
        file = "return.txt" if form is TAB_UTF16 else "return.csv"
        if cover == "lines above":
            rows = laid_under_cover(layout, people, wording).rows
            return write_csv(folder / file, rows, form)
        write_csv(folder / file, _laid(layout, people, wording).rows, form)
        write_register(folder, [file])
        return folder

    return Case(layout, name, "Python", cover, build, _texts(layout, wording))


def _texts(layout: str, wording: Wording) -> TextsKept:
    if wording.boxes:
        return "none"
    return "one answer" if layout in (TICKS, TWO_ROWS_ANSWERS) else "all"


def office_sheets(layout: str, people: People) -> list[tuple[str, Laid]]:
    """The sheets of the workbook in this layout, with their titles."""
    wording = OFFICE_WORDING[layout]
    if layout == SURROUNDED:
        return [("Return", layouts.surrounded(people, wording))]
    cover = Laid([[TITLE], [], *cover_lines(wording)])
    return [("Cover", cover), ("Return", _laid(layout, people, wording))]


OFFICE_WORDING = {
    ONE_ROW: OFFICE,
    TICKS: OFFICE_REWORDED,
    TWO_ROWS_THEMES: OFFICE_REWORDED,
    TWO_ROWS_ANSWERS: OFFICE,
    ACROSS: OFFICE_REWORDED,
    BLOCKS: OFFICE,
    SURROUNDED: OFFICE,
}


def _xlsx_case(layout: str) -> Case:
    def build(folder: Path) -> Path:
        return write_xlsx(folder / "return.xlsx", office_sheets(layout, young_people()))

    texts = _texts(layout, OFFICE_WORDING[layout])
    return Case(layout, "xlsx", "Python", _office_cover(layout), build, texts)


def _office_cover(layout: str) -> CoverPlace:
    return "lines above" if layout == SURROUNDED else "cover sheet"


def _fixture(layout: str, name: str, file: str, by: MadeBy, cover: CoverPlace) -> Case:
    wording = BOXES if layout == BLOCKS and "docx" in name else OFFICE
    return Case(layout, name, by, cover, lambda _: FIXTURES / file, _texts(layout, wording))


def file_name(layout: str) -> str:
    """The beginning of the names of the layout's fixtures."""
    return {
        ONE_ROW: "one-row",
        TICKS: "ticks",
        TWO_ROWS_THEMES: "two-rows-themes",
        TWO_ROWS_ANSWERS: "two-rows-answers",
        ACROSS: "across",
        BLOCKS: "blocks",
        SURROUNDED: "surrounded",
    }[layout]


def write_table_docx(path: Path, layout: str, people: People, wording: Wording) -> Path:
    """One table of many, the cover as first table."""

    def fill(document: Document) -> None:
        document.add_heading(TITLE)
        document.add_paragraph(GUIDANCE)
        cover_table(document, cover_lines(wording))
        if layout == SURROUNDED:
            add_table(document, Laid(layouts.surrounded_table(people, wording)))
            add_notes(document)
        else:
            add_table(document, _laid(layout, people, wording))

    return write_docx(path, fill)


def write_forms_docx(path: Path, people: People, wording: Wording, with_cover: bool) -> Path:
    """One form a child: a heading and a table of question and answer."""

    def fill(document: Document) -> None:
        if with_cover:
            document.add_heading(TITLE)
            cover_table(document, cover_lines(wording))
        for person in people:
            document.add_heading(layouts.heading_of(person), level=2)
            add_table(document, layouts.block(person, wording, themes=True))

    return write_docx(path, fill)


def _docx_case(layout: str, wording: Wording) -> Case:
    def build(folder: Path) -> Path:
        return write_table_docx(folder / "return.docx", layout, young_people(), wording)

    return Case(layout, "docx", "Python", "first table", build)


def _forms(folder: Path) -> Path:
    return write_forms_docx(folder / "return.docx", young_people(), BOXES, with_cover=True)


def _zipped_forms(folder: Path) -> Path:
    """One Word form a child and a register, in a zip."""
    forms = folder / "forms"
    forms.mkdir()
    files = [
        write_forms_docx(forms / f"form {n:02}.docx", [person], NUMBERED, with_cover=False)
        for n, person in enumerate(young_people(), start=1)
    ]
    register = write_register(forms, [file.name for file in files])
    return write_zip(folder / "june.zip", [*files, register], "june/")


def _a_sheet_a_child(folder: Path) -> Path:
    cover = Laid([[TITLE], [], *cover_lines(OFFICE)])
    sheets = [(f"YP {each.number}", layouts.block(each, OFFICE)) for each in young_people()]
    return write_xlsx(folder / "return.xlsx", [("Cover", cover), *sheets])


AND = replace(NUMBERED, joiner=" and ")
_CSV: tuple[tuple[str, Wording, CoverPlace, Wording, CoverPlace, Wording, CoverPlace], ...] = (
    (ONE_ROW, PLAIN, "lines above", CODES, "lines above", REWORDED, "lines above"),
    (TICKS, PLAIN, "register.csv", Q_NUMBERED, "lines above", CODES, "lines above"),
    (TWO_ROWS_THEMES, NUMBERED, "lines above", PLAIN, "register.csv", Q_NUMBERED, "lines above"),
    (TWO_ROWS_ANSWERS, PLAIN, "lines above", PLAIN, "lines above", NUMBERED, "register.csv"),
    (ACROSS, PLAIN, "lines above", REWORDED, "lines above", NUMBERED, "register.csv"),
    (BLOCKS, BOXES, "lines above", AND, "register.csv", Q_NUMBERED, "lines above"),
    (SURROUNDED, PLAIN, "lines above", Q_NUMBERED, "lines above", REWORDED, "lines above"),
)
COMMA, SEMICOLON, TAB = (
    "csv, commas, UTF-8",
    "csv, semicolons, cp1252",
    "txt, tabs, UTF-16",
)


def _csv_cases() -> list[Case]:
    cases: list[Case] = []
    for layout, comma, comma_cover, semicolon, semicolon_cover, tab, tab_cover in _CSV:
        cases += [
            _csv_case(layout, COMMA, COMMA_UTF8, comma, comma_cover),
            _csv_case(layout, SEMICOLON, SEMICOLON_CP1252, semicolon, semicolon_cover),
            _csv_case(layout, TAB, TAB_UTF16, tab, tab_cover),
        ]
    return cases


def _office_cases() -> list[Case]:
    cases: list[Case] = []
    for layout in LAYOUTS:
        cover, name = _office_cover(layout), file_name(layout)
        cases += [
            _xlsx_case(layout),
            _fixture(layout, "xls", f"{name}.xls", "LibreOffice", cover),
            _fixture(layout, "ods", f"{name}.ods", "LibreOffice", cover),
        ]
    return cases


FORMATS: tuple[Case, ...] = (
    *_csv_cases(),
    *_office_cases(),
    _docx_case(ONE_ROW, NUMBERED),
    _docx_case(TWO_ROWS_THEMES, REWORDED),
    _docx_case(ACROSS, Q_NUMBERED),
    _docx_case(SURROUNDED, NUMBERED),
    Case(BLOCKS, "docx, one form a child", "Python", "first table", _forms, texts="none"),
    Case(BLOCKS, "zip of docx, one a child", "Python", "register.csv", _zipped_forms),
    Case(BLOCKS, "xlsx, one sheet a child", "Python", "cover sheet", _a_sheet_a_child),
    _fixture(ONE_ROW, "csv, saved by Calc", "one-row-calc", "LibreOffice", "register.csv"),
    _fixture(ONE_ROW, "csv, month first", "one-row-calc-american", "LibreOffice", "register.csv"),
    _fixture(TICKS, "xlsx, saved by Calc", "ticks-calc.xlsx", "LibreOffice", "cover sheet"),
    _fixture(
        SURROUNDED, "xlsx, saved by Calc", "surrounded-calc.xlsx", "LibreOffice", "lines above"
    ),
    _fixture(BLOCKS, "docx, saved by Writer", "blocks-writer.docx", "LibreOffice", "first table"),
    _fixture(ACROSS, "docx, saved by Writer", "across-writer.docx", "LibreOffice", "first table"),
    _fixture(ONE_ROW, "xlsx, by hand", "one-row-by-hand.xlsx", "hand", "cover sheet"),
    _fixture(TICKS, "xlsx, by hand", "ticks-by-hand.xlsx", "hand", "cover sheet"),
    _fixture(TICKS, "xlsm, by hand", "ticks-by-hand.xlsm", "hand", "cover sheet"),
    _fixture(
        TWO_ROWS_ANSWERS, "xlsx, by hand", "two-rows-answers-by-hand.xlsx", "hand", "lines above"
    ),
    _fixture(ACROSS, "xlsx, by hand", "across-by-hand.xlsx", "hand", "lines above"),
    _fixture(
        TWO_ROWS_THEMES, "docx, by hand", "two-rows-themes-by-hand.docx", "hand", "first table"
    ),
    _fixture(BLOCKS, "docx, by hand", "blocks-by-hand.docx", "hand", "first table"),
    _fixture(SURROUNDED, "docx, by hand", "surrounded-by-hand.docx", "hand", "first table"),
)
"""Every layout in every format in which an office program can write it.  Ticks and answers in
columns need more than the 63 columns that a Word table can have."""
REFERENCE = FORMATS[0]
