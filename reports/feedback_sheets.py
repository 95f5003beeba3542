"""How the sheets of a feedback workbook look and are written: fonts, widths, heights, pages."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.feedback_wording import CONFIDENTIAL, CSV_NAME
from reports.spreadsheet_text import in_workbook
from schemas.problems import Size

Cell = str | int
FONT = {"font_name": "Arial", "font_size": 11}
"""Of every cell that is not said to look otherwise."""
LINE = 14.5
_A4 = 9
_BLUE, _GREY, _RED = "#1F3864", "#595959", "#B10E1E"
_FILLS: Mapping[Size, str] = {"file": "#F4C7C3", "row": "#F9DDD2", "answer": "#FFF2CC"}
_MOST_LINES = 27
"""As many as the highest row of a spreadsheet can show."""
_CUT = f"... (cut: {CSV_NAME} has the whole)"
_WIDE = 60
"""In a column of this width narrow and wide letters even out."""
_FIRST_WIDE = "\u1100"
"""From here on letters may be twice as wide as Latin ones."""


@dataclass(frozen=True)
class Column:
    """A column of a list: `is_cost` has the colour of what its line costs; a text is cut after
    `most_lines`."""

    heading: str
    width: int
    is_cost: bool = False
    most_lines: int = _MOST_LINES


@dataclass(frozen=True)
class Line:
    """A line of a list and what it costs, None where it costs nothing."""

    cells: tuple[Cell, ...]
    size: Size | None = None


@dataclass(frozen=True)
class ListSheet:
    """A sheet with a title, sentences and, below them, one list."""

    name: str
    title: str
    sentences: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


class Looks:
    """The formats of one workbook.  All texts have the quote prefix, by which a spreadsheet keeps
    them as text even when they are edited."""

    def __init__(self, book: Workbook) -> None:
        text = {"valign": "top", "quote_prefix": True}
        wrapped = text | {"text_wrap": True}
        boxed = wrapped | {"border": 1, "border_color": "#A6A6A6"}
        blue = text | {"bold": True, "font_color": _BLUE}
        whole = {"num_format": "#,##0"}
        self.red: Format = book.add_format(text | {"bold": True, "font_color": _RED})
        self.title: Format = book.add_format(blue | {"font_size": 16})
        self.heading: Format = book.add_format(blue | {"font_size": 12, "valign": "bottom"})
        self.sentence: Format = book.add_format(text)
        self.plain: Format = book.add_format(wrapped)
        self.bold: Format = book.add_format(wrapped | {"bold": True})
        self.number: Format = book.add_format(whole | {"align": "left", "valign": "top"})
        self.boxed: Format = book.add_format(boxed)
        self.boxed_number: Format = book.add_format(boxed | whole | {"align": "center"})
        self.head: Format = book.add_format(
            boxed | {"bold": True, "bg_color": _BLUE, "font_color": "#FFFFFF"}
        )
        self.costs: Mapping[Size, Format] = {
            size: book.add_format(boxed | {"bg_color": fill}) for size, fill in _FILLS.items()
        }


def write_list(book: Workbook, looks: Looks, sheet: ListSheet) -> None:
    """Adds the sheet: its list under a header that stays in view, is printed on each page and can
    be filtered."""
    worksheet = book.add_worksheet(sheet.name)
    widths = [column.width for column in sheet.columns]
    worksheet.set_row(0, 24)
    worksheet.write_string(0, 0, sheet.title, looks.title)
    for row, sentence in enumerate(sheet.sentences, start=1):
        worksheet.write_string(row, 0, sentence, looks.sentence)
    head = len(sheet.sentences) + 1
    for number, column in enumerate(sheet.columns):
        worksheet.set_column(number, number, column.width)
        worksheet.write_string(head, number, column.heading, looks.head)
    worksheet.set_row(head, _height([c.heading for c in sheet.columns], widths, bold=True))
    for row, line in enumerate(sheet.lines, start=head + 1):
        _write_line(worksheet, looks, row, line, sheet.columns)
    last = head + len(sheet.lines)
    if sheet.lines:
        worksheet.autofilter(head, 0, last, len(widths) - 1)
        worksheet.ignore_errors({"number_stored_as_text": f"A1:Z{last + 1}"})
    worksheet.freeze_panes(head + 1, 1)
    worksheet.repeat_rows(head)
    lay_out_print(worksheet)


def write_text(worksheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Writes `text` as text, whatever stands in it."""
    worksheet.write_string(row, column, in_workbook(text), look)


def lay_out_print(worksheet: Worksheet) -> None:
    """A4 on its side, as wide as the page."""
    worksheet.set_paper(_A4)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    worksheet.set_header(f'&L&"Arial,Bold"&9{CONFIDENTIAL}&R&9&A')
    worksheet.set_footer("&R&9Page &P of &N")


def text_height(text: str, width: int, scale: float = 1.0) -> float:
    """The height of a text in a column as wide as `width`, in letters `scale` times the usual."""
    return lines_of(text, int(width / scale)) * LINE * scale + 2


def cut(text: str, width: int, most_lines: int = _MOST_LINES) -> str:
    """`text`, or as much of it as `most_lines` of a column can show."""
    most = most_lines * width * 2
    if len(text) <= most and lines_of(text, width) <= most_lines:
        return text
    letters = _letters(text[:most], width)
    wrapped = [
        piece for line in text[:most].splitlines() for piece in textwrap.wrap(line, letters) or [""]
    ]
    return "\n".join([*wrapped[: most_lines - lines_of(_CUT, width)], _CUT])


@lru_cache(maxsize=8192)
def lines_of(text: str, width: int) -> int:
    """How many lines `text` takes in a column as wide as `width`."""
    letters = _letters(text, width)
    if len(text) <= letters and "\n" not in text:
        return 1
    return sum(max(1, len(textwrap.wrap(line, letters))) for line in text.split("\n"))


def _letters(text: str, width: int) -> int:
    """How many letters of `text` surely fit in a line."""
    if not text.isascii() and max(text) >= _FIRST_WIDE:
        return max(1, width // 2)
    in_width_one = 0.75 if text.isupper() else 1.05 if width < _WIDE else 1.12
    return max(1, int(width * in_width_one))


def _write_line(
    worksheet: Worksheet, looks: Looks, row: int, line: Line, columns: Sequence[Column]
) -> None:
    cells = [
        cut(cell, column.width, column.most_lines) if isinstance(cell, str) else cell
        for cell, column in zip(line.cells, columns, strict=True)
    ]
    for number, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        if isinstance(cell, int):
            worksheet.write_number(row, number, cell, looks.boxed_number)
        else:
            coloured = looks.costs.get(line.size) if column.is_cost and line.size else None
            write_text(worksheet, row, number, cell, coloured or looks.boxed)
    texts = [cell if isinstance(cell, str) else "" for cell in cells]
    worksheet.set_row(row, _height(texts, [column.width for column in columns]))


def _height(texts: Sequence[str], widths: Sequence[int], bold: bool = False) -> float:
    """The height of a row: bold headings leave room for the filter's button."""
    room = 2 if bold else 0
    lines = max(lines_of(t, w - room) for t, w in zip(texts, widths, strict=True))
    return min(lines * LINE + 3, 409.0)
