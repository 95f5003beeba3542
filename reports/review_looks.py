"""How the review workbook looks: fonts, fills, widths, heights, pages."""

from collections.abc import Mapping, Sequence
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.feedback_sheets import LINE, lines_of
from reports.wording import RESTRICTED_LINE

_A4 = 9
_BLUE, _GREY, _RED, _LINE = "#1F3864", "#595959", "#B10E1E", "#A6A6A6"
_PALE_BLUE, _ENTRY = "#DCE6F2", "#FFFFCC"
Bearing = Literal["for", "little", "against", "much against", "not weighed"]
"""What a row says of whether two are one young person."""

_FILLS: Mapping[Bearing, str] = {
    "for": "#D9EAD3",
    "little": "#FFFFFF",
    "against": "#FCE4D6",
    "much against": "#F4C7C3",
    "not weighed": "#FFFFFF",
}
_LITTLE, _MUCH = 0.5, 1.0
_HIGHEST = 409.0
"""A spreadsheet has no higher row."""
SCALE = 76
"""Per cent at which the blocks stand side by side with the margins of an upright page."""
PAGE_HEIGHT = 900.0
"""Points of rows that surely fit on an upright page at SCALE, below the rows that are repeated."""


class ReviewLooks:
    """The formats of one review workbook.  Texts have the quote prefix, by which a spreadsheet
    keeps them as text; cells to be filled in have not, so that a day becomes a date."""

    def __init__(self, book: Workbook) -> None:
        text = {"valign": "top", "quote_prefix": True}
        wrapped = text | {"text_wrap": True}
        boxed = wrapped | {"border": 1, "border_color": _LINE}
        blue = text | {"bold": True, "font_color": _BLUE}
        head = boxed | {"bold": True, "bg_color": _BLUE, "font_color": "#FFFFFF"}
        entry = {
            "valign": "top",
            "text_wrap": True,
            "border": 2,
            "border_color": _BLUE,
            "bg_color": _ENTRY,
            "locked": False,
        }
        self.title: Format = book.add_format(blue | {"font_size": 16})
        self.red: Format = book.add_format(text | {"bold": True, "font_color": _RED})
        self.sentence: Format = book.add_format(text)
        self.plain: Format = book.add_format(wrapped)
        self.boxed: Format = book.add_format(boxed)
        self.boxed_number: Format = book.add_format(
            boxed | {"num_format": "#,##0", "align": "right"}
        )
        self.head: Format = book.add_format(head)
        self.pair: Format = book.add_format(head | {"font_size": 12, "valign": "vcenter"})
        self.label: Format = book.add_format(boxed | {"bold": True, "bg_color": _PALE_BLUE})
        self.entry: Format = book.add_format(entry | {"bold": True})
        self.entry_text: Format = book.add_format(entry)
        self.entry_day: Format = book.add_format(
            entry | {"num_format": "d mmmm yyyy", "align": "left"}
        )
        self.grey: Format = book.add_format(text | {"font_color": _GREY})
        self.bearings: Mapping[Bearing, Format] = {
            bearing: book.add_format(
                boxed
                | {"bg_color": fill}
                | ({"bold": True, "font_color": _RED} if bearing == "much against" else {})
                | ({"font_color": _GREY} if bearing == "not weighed" else {})
            )
            for bearing, fill in _FILLS.items()
        }


def bearing_of(weight: float | None) -> Bearing:
    """What a row of this weight says."""
    if weight is None:
        return "not weighed"
    if abs(weight) < _LITTLE:
        return "little"
    if weight > 0:
        return "for"
    return "much against" if weight <= -_MUCH else "against"


def height_of(texts: Sequence[str], widths: Sequence[int], scale: float = 1.0) -> float:
    """The height of a row of wrapped texts, in letters `scale` times as wide as the usual."""
    lines = max(
        lines_of(text, int(width / scale)) for text, width in zip(texts, widths, strict=True)
    )
    return min(lines * LINE * scale + 3, _HIGHEST)


def lay_out_print(worksheet: Worksheet, *, blocks: bool = False) -> None:
    """A4 upright: as wide as the page or, with `blocks`, at SCALE, since a spreadsheet that fits
    to the page ignores where pages are to break."""
    worksheet.set_paper(_A4)
    worksheet.set_portrait()
    if blocks:
        worksheet.set_print_scale(SCALE)
    else:
        worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    worksheet.set_header(f'&L&"Arial,Bold"&9{RESTRICTED_LINE}&R&9&A')
    worksheet.set_footer("&R&9Page &P of &N")


def protect(worksheet: Worksheet) -> None:
    """Nothing but the cells to be filled in can be changed, until somebody takes the protection
    away: it has no password.  Widths and heights can be."""
    worksheet.protect("", {"format_columns": True, "format_rows": True})
