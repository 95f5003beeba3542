"""The blank return form as a workbook: cover, records, guidance, and the lists behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from reports.fixed_package import CREATOR, FIXED_TIME, LANGUAGE, write_fixed_package
from reports.form_areas import area_names
from reports.form_checks import Lists, add_cover_checks, add_record_checks
from reports.form_looks import (
    GUIDANCE_WIDTH,
    as_cover_entry,
    as_cover_label,
    as_guidance,
    as_header,
    as_heading,
    as_help,
    as_theme,
    as_title,
    column_look,
    header_height,
    lines_height,
    print_on_a4,
)
from reports.form_wording import (
    NOT_STORED,
    guidance_of_workbook,
    title,
)
from reports.in_memory_writer import saved_in_memory
from schemas.areas import Areas
from schemas.codebook import Codebook, Option, Question

COVER, RECORDS, GUIDANCE, CODES, LISTS = "Cover", "Records", "Guidance", "Codes", "Lists"
THEME_ROW, HEADER_ROW, FIRST_ROW, LAST_ROW = 1, 2, 3, 500
_FIRST_COVER_ROW = 4


@dataclass(frozen=True)
class Column:
    """A column of the sheet Records: a question, or one of its several answers."""

    number: int
    question: Question
    option: Option | None

    @property
    def heading(self) -> str:
        if self.option is None:
            return self.question.label
        return f"{self.question.label}: {self.option.label}"


def write_workbook_form(path: Path, codebook: Codebook, areas: Areas) -> None:
    """Writes the form to `path`.  Raises OSError if it can't be written."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    cover, records, guidance, codes, lists = (
        workbook.create_sheet(title) for title in (COVER, RECORDS, GUIDANCE, CODES, LISTS)
    )
    ranges = Lists(
        answers=_fill_codes(codes, codebook),
        areas=_fill_list(lists, 1, "Names of areas", area_names(areas)),
        agency_types=_fill_list(
            lists,
            2,
            "Types of agencies",
            [option.label for option in codebook.cover_field("agency_type").options],
        ),
        tick=_fill_list(lists, 3, "Tick", ["x"]),
    )
    _finish_lists(lists)
    _fill_cover(cover, codebook, ranges)
    _fill_records(records, codebook, ranges)
    _fill_guidance(guidance, codebook)
    _describe(workbook, title(codebook))
    write_fixed_package(path, saved_in_memory(workbook))


def record_columns(codebook: Codebook) -> tuple[Column, ...]:
    """The columns of the sheet Records, in the order of the form."""
    asked = [
        (question, option)
        for question in codebook.questions
        for option in (question.options if question.kind == "several" else (None,))
    ]
    return tuple(Column(number, *each) for number, each in enumerate(asked, start=1))


def _fill_cover(sheet: Worksheet, codebook: Codebook, ranges: Lists) -> None:
    """A label and its entry a row.  The help stands in the row below, not beside the entry: where
    the entry is blank, what stands beside it would be read in its place."""
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 64
    as_title(sheet.cell(1, 1, title(codebook)))
    as_guidance(sheet.cell(2, 1, "Fill in the boxes, then the sheet Records. See Guidance."))
    rows: dict[str, int] = {}
    for n, field in enumerate(codebook.cover):
        row = rows[field.name] = _FIRST_COVER_ROW + 2 * n
        as_cover_label(sheet.cell(row, 1, field.label))
        entry = sheet.cell(row, 2)
        as_cover_entry(entry)
        if field.name == "form_version":
            entry.value = codebook.form_versions[0]
        if field.name == "return_date":
            entry.number_format = "dd/mm/yyyy"
        else:
            entry.number_format = "@"
        sheet.row_dimensions[row].height = 22
        helping = sheet.cell(row + 1, 2, field.help)
        as_help(helping)
        sheet.row_dimensions[row + 1].height = lines_height(field.help, 72) + 6
    add_cover_checks(sheet, rows, ranges)
    print_on_a4(sheet, landscape=False)


def _fill_records(sheet: Worksheet, codebook: Codebook, ranges: Lists) -> None:
    columns = record_columns(codebook)
    for column in columns:
        as_header(sheet.cell(HEADER_ROW, column.number, column.heading))
        column_look(sheet, column.number, column.question, column.option is not None)
    sheet.row_dimensions[HEADER_ROW].height = header_height(
        (column.heading, column.question, column.option is not None) for column in columns
    )
    _fill_themes(sheet, codebook, columns)
    for question in codebook.questions:
        numbers = [column.number for column in columns if column.question is question]
        add_record_checks(sheet, question, codebook, ranges, _below(sheet, numbers))
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 2)
    print_on_a4(sheet, landscape=True)
    sheet.print_title_rows = f"{THEME_ROW}:{HEADER_ROW}"
    sheet.print_title_cols = "A:A"


def _fill_themes(sheet: Worksheet, codebook: Codebook, columns: Sequence[Column]) -> None:
    for theme in codebook.themes:
        of_theme = [column for column in columns if column.question.theme == theme.number]
        stored = any(column.question.kind != "text" for column in of_theme)
        title = theme.title if stored else f"{theme.title}, {NOT_STORED}"
        first, last = of_theme[0].number, of_theme[-1].number
        if first > 1:
            sheet.col_breaks.append(Break(id=first - 1))
        for number in range(first, last + 1):
            as_theme(sheet.cell(THEME_ROW, number))
        sheet.cell(THEME_ROW, first, title)
        if last > first:
            sheet.merge_cells(
                start_row=THEME_ROW, end_row=THEME_ROW, start_column=first, end_column=last
            )
    sheet.row_dimensions[THEME_ROW].height = 22


def _below(sheet: Worksheet, columns: Iterable[int]) -> str:
    """The cells of these columns that hold records, as Excel writes a range of several parts."""
    parts = []
    for column in columns:
        first, last = sheet.cell(FIRST_ROW, column), sheet.cell(HEADER_ROW, column)
        parts.append(f"{first.coordinate}:{last.column_letter}{LAST_ROW}")
    return " ".join(parts)


def _fill_guidance(sheet: Worksheet, codebook: Codebook) -> None:
    sheet.column_dimensions["A"].width = GUIDANCE_WIDTH
    as_title(sheet.cell(1, 1, "How to fill in the return"))
    row = 3
    for part in guidance_of_workbook(codebook, LAST_ROW):
        as_heading(sheet.cell(row, 1, part.heading))
        for sentence in part.sentences:
            row += 1
            as_guidance(sheet.cell(row, 1, sentence), wrapped=True)
            sheet.row_dimensions[row].height = lines_height(sentence, GUIDANCE_WIDTH * 1.05) + 4
        row += 2
    print_on_a4(sheet, landscape=False)


def _fill_codes(sheet: Worksheet, codebook: Codebook) -> dict[str, str]:
    """Writes every answer; gives the range of each question's labels, by the question's name."""
    for number, (heading, width) in enumerate((("Question", 34), ("Answer", 44), ("Code", 28)), 1):
        as_header(sheet.cell(1, number, heading))
        sheet.column_dimensions[sheet.cell(1, number).column_letter].width = width
    ranges: dict[str, str] = {}
    row = 1
    for question in codebook.of_kind("one", "several"):
        first = row + 1
        for option in question.options:
            row += 1
            for number, text in enumerate((question.label, option.label, option.code), start=1):
                as_guidance(sheet.cell(row, number, text))
        ranges[question.name] = f"{sheet.title}!$B${first}:$B${row}"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:C{row}"
    sheet.print_title_rows = "1:1"
    print_on_a4(sheet, landscape=False)
    return ranges


def _fill_list(sheet: Worksheet, column: int, heading: str, texts: Sequence[str]) -> str:
    """Writes a list below its heading; gives the list's range."""
    head = sheet.cell(1, column, heading)
    as_header(head)
    for row, text in enumerate(texts, start=2):
        as_guidance(sheet.cell(row, column, text))
    return f"{sheet.title}!${head.column_letter}$2:${head.column_letter}${len(texts) + 1}"


def _finish_lists(sheet: Worksheet) -> None:
    for letter, width in (("A", 40), ("B", 20), ("C", 10)):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    print_on_a4(sheet, landscape=False)


def _describe(workbook: Workbook, titled: str) -> None:
    about = workbook.properties
    about.title, about.creator, about.lastModifiedBy = titled, CREATOR, CREATOR
    about.language = LANGUAGE
    about.created = about.modified = FIXED_TIME
