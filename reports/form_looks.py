"""How the workbook form looks: fonts, colours, widths, pages."""

from collections.abc import Iterable
from math import ceil

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.form_wording import CONFIDENTIAL
from schemas.codebook import Question

GUIDANCE_WIDTH = 95
_FONT = "Arial"
_BLUE, _PALE_BLUE, _GREY, _LINE = "1F3864", "DCE6F2", "595959", "A6A6A6"
_SIDE = Side(style="thin", color=_LINE)
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_STRONG = Side(style="medium", color=_BLUE)
_STRONG_BOX = Border(left=_STRONG, right=_STRONG, top=_STRONG, bottom=_STRONG)
_LINE_HEIGHT = 14.5
_SCALE = 60
"""Per cent, at which the columns of a theme stand side by side on a page."""
_WIDTHS = {
    "identifier": 20,
    "area": 24,
    "district": 24,
    "date": 14,
    "number": 13,
    "one": 24,
    "text": 50,
}
_TICK_WIDTH = 16
_FORMATS = {"identifier": "@", "district": "@", "date": "dd/mm/yyyy", "number": "0"}


def as_title(cell: Cell) -> None:
    cell.font = Font(name=_FONT, size=16, bold=True, color=_BLUE)


def as_heading(cell: Cell) -> None:
    cell.font = Font(name=_FONT, size=12, bold=True, color=_BLUE)


def as_guidance(cell: Cell, wrapped: bool = False) -> None:
    cell.font = Font(name=_FONT, size=11)
    cell.alignment = Alignment(vertical="top", wrap_text=wrapped)


def as_help(cell: Cell) -> None:
    cell.font = Font(name=_FONT, size=10, color=_GREY)
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def as_cover_label(cell: Cell) -> None:
    cell.font = Font(name=_FONT, size=11, bold=True)
    cell.alignment = Alignment(vertical="center")


def as_cover_entry(cell: Cell) -> None:
    cell.font = Font(name=_FONT, size=11)
    cell.border = _STRONG_BOX
    cell.alignment = Alignment(vertical="center", horizontal="left", indent=1)


def as_theme(cell: Cell) -> None:
    cell.font = Font(name=_FONT, size=11, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=_BLUE)
    cell.alignment = Alignment(vertical="center", horizontal="left")
    cell.border = Border(left=Side(style="thin", color="FFFFFF"))


def as_header(cell: Cell) -> None:
    cell.font = Font(name=_FONT, size=10, bold=True)
    cell.fill = PatternFill("solid", fgColor=_PALE_BLUE)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.border = _BOX


def column_look(sheet: Worksheet, number: int, question: Question, is_tick: bool) -> None:
    """The look of a whole column of the sheet Records, also of the cells that are still empty."""
    column = sheet.column_dimensions[get_column_letter(number)]
    column.width = _width(question, is_tick)
    column.font = Font(name=_FONT, size=10)
    column.border = _BOX
    column.number_format = _FORMATS.get(question.kind, "General")
    column.alignment = Alignment(
        horizontal="center" if is_tick else "left",
        vertical="top",
        wrap_text=question.kind in ("one", "text"),
    )


def _width(question: Question, is_tick: bool) -> int:
    return _TICK_WIDTH if is_tick else _WIDTHS[question.kind]


def header_height(headings: Iterable[tuple[str, Question, bool]]) -> float:
    """The height at which every heading fits into its column."""
    # Bold letters and breaks between words take more than a letter's width each.
    return max(
        lines_height(text, _width(question, is_tick) * 0.85) for text, question, is_tick in headings
    )


def lines_height(text: str, width: float) -> float:
    """The height of `text` broken into lines of `width` letters."""
    return ceil(len(text) / width) * _LINE_HEIGHT


def print_on_a4(sheet: Worksheet, *, landscape: bool) -> None:
    """A4 with page numbers; upright sheets are as wide as the page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    if landscape:
        sheet.page_setup.scale = _SCALE
    else:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToHeight = 0
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddHeader.left.text = CONFIDENTIAL
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "Page &P of &N"
    sheet.sheet_view.showGridLines = False
