"""Sheets into an .xlsx, by way of gptables."""

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from math import ceil
from pathlib import Path

import pandas as pd
from gptables import Cover, GPTable
from gptables.core.gptable import FormatList
from gptables.core.theme import Theme
from gptables.core.wrappers import GPWorkbook, GPWorksheet, gptheme

from reports.spreadsheet_text import in_workbook
from reports.wording import RESTRICTED_LINE
from reports.workbook_heights import (
    LINE,
    SMALLER_TITLE,
    TEXT_SIZE,
    TITLE,
    table_heights,
    text_height,
)
from reports.workbook_model import (
    CONTENTS,
    RED,
    Cell,
    CoverTexts,
    Link,
    Sheet,
    SheetTable,
)
from reports.workbook_tags import LEVEL_1_SIZE, LEVEL_2_SIZE, tagged

A4 = 9
UPRIGHT_WIDTH = 140
PRINTED_WIDTH = 270
"""How many characters across can still be read on an upright page, and on one on its side."""
COVER_WIDTH = 88
"""As wide as an upright page: a single column is not made smaller to fit one."""
GAP = 6
AUTHOR = "lscb-monitor"
TO_FILL_IN = ""
"""A cell of a cover for somebody to write in."""
_HEIGHT_TO_FILL_IN = 2 * LINE
_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z])")


@dataclass(frozen=True)
class Document:
    """What a workbook says of itself; `day` stands for when it was made."""

    title: str
    restricted: bool
    day: date


def write_document(
    path: Path, document: Document, cover: CoverTexts | Sheet, sheets: Sequence[Sheet]
) -> None:
    """Write the cover and the sheets to `path`; of a restricted document each says that it is.
    The same sheets make the same bytes."""
    written = io.BytesIO()
    book = GPWorkbook(
        written,
        options={
            # An agency's name begins as it likes: it must become neither a formula nor a link.
            "strings_to_formulas": False,
            "strings_to_urls": False,
            # True counts must not pass through the folder of temporary files.
            "in_memory": True,
        },
    )
    book.set_properties(
        {
            "title": document.title,
            "author": AUTHOR,
            "category": RESTRICTED_LINE if document.restricted else "Statistics",
            "created": datetime.combine(document.day, time()),
        }
    )
    book.set_theme(_theme())
    if isinstance(cover, CoverTexts):
        _write_cover(book, document, cover)
    else:
        _add(book, cover, document, is_cover=True)
    for sheet in sheets:
        _add(book, sheet, document)
    book.close()
    path.write_bytes(tagged(written.getvalue()))


def _theme(title_size: int = LEVEL_1_SIZE) -> Theme:
    theme = deepcopy(gptheme)
    theme.title_format["font_size"] = title_size
    theme.cover_text_format["valign"] = theme.data_format["valign"] = "top"
    return theme


def _write_cover(book: GPWorkbook, document: Document, texts: CoverTexts) -> None:
    link = _markdown_link(f"Go to {CONTENTS.lower()}", CONTENTS)
    data = (*texts.about, link)
    cover = Cover(
        title=FormatList(_plain(document.title)),
        intro=[[look, text] for look, text in texts.intro],
        about=[*map(_plain, texts.about), link],
        contact=[*map(_plain, texts.contact)] or None,
        width=COVER_WIDTH,
    )
    worksheet = book.add_worksheet(cover.cover_label)
    worksheet.write_cover(cover)
    contact = [SMALLER_TITLE + GAP, *map(_height, texts.contact)] if texts.contact else []
    heights = [
        TITLE / LINE * text_height(document.title, COVER_WIDTH * TEXT_SIZE // LEVEL_1_SIZE),
        SMALLER_TITLE,
        *(_height(text) for _, text in texts.intro),
        SMALLER_TITLE + GAP,
        *map(_height, data),
        *contact,
    ]
    for row, height in enumerate(heights):
        worksheet.set_row(row, height)
    _lay_out_print(worksheet, document, (COVER_WIDTH,))


def _height(text: str) -> float:
    return text_height(text, COVER_WIDTH) + GAP


def _add(book: GPWorkbook, sheet: Sheet, document: Document, *, is_cover: bool = False) -> None:
    worksheet = book.add_worksheet(sheet.name)
    heading = _write(worksheet, sheet, document, is_cover)
    if sheet.filtered:
        # gptables makes its tables without filters, and takes no option for it.
        worksheet.tables[-1]["autofilter"] = worksheet.tables[-1]["a_range"]
    if len(sheet.tables) == 1:
        worksheet.repeat_rows(heading)
    # Those who use a screen reader lose their way in a frozen sheet: none that is published is.
    if document.restricted and not is_cover:
        if len(sheet.tables) == 1:
            worksheet.freeze_panes(heading + 1, 1)
        elif sheet.filtered:
            worksheet.freeze_panes(0, 1)
    _lay_out_print(worksheet, document, sheet.widths)


def _write(worksheet: GPWorksheet, sheet: Sheet, document: Document, is_cover: bool) -> int:
    """The sheet's tables one below the other, an empty row between them; gives the row of the last
    heading."""
    row = heading = 0
    for each in sheet.tables:
        shown = replace(each, lines=tuple(_lines(each.lines, sum(sheet.widths))))
        first = row == 0
        link = _link_of(sheet, is_cover) if first else None
        table = _gptable(shown, link, first and document.restricted)
        if row > 0:
            worksheet.theme = _theme(LEVEL_2_SIZE)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=DeprecationWarning, module="gptables")
            worksheet.write_gptable(table, auto_width=False, start_pos=[row, 0])
        heading = row + table.data_range[0]
        worksheet.set_row(row, TITLE if row == 0 else SMALLER_TITLE)
        for number, height in table_heights(each, sheet.widths):
            worksheet.set_row(heading + number, height)
        for number, cells in enumerate(each.rows if is_cover else (), start=1):
            if TO_FILL_IN in cells:
                worksheet.set_row(heading + number, _HEIGHT_TO_FILL_IN)
        row += table.data_range[2] + 2
    for column, width in enumerate(sheet.widths):
        worksheet.set_column(column, column, width)
    return heading


def _lines(texts: Sequence[str], width: int) -> Iterator[str]:
    """The lines above a table, one that would be wider than the sheet cut into its sentences."""
    for text in texts:
        yield from (text,) if len(text) <= width else _SENTENCE.split(text)


def _link_of(sheet: Sheet, is_cover: bool) -> str | None:
    """The link to the contents below a sheet's first lines."""
    if is_cover:
        return _markdown_link(f"Go to {CONTENTS.lower()}", CONTENTS)
    if sheet.name == CONTENTS:
        return None
    return _markdown_link(f"Back to {CONTENTS.lower()}", CONTENTS)


def _gptable(table: SheetTable, link: str | None, restricted: bool) -> GPTable:
    """With the link below its lines; RESTRICTED above them where it is to be said."""
    lead, *others = map(_plain, table.lines)
    return GPTable(
        table=pd.DataFrame(
            [[_cell(each) for each in row] for row in table.rows],
            columns=list(table.columns),
            dtype=object,
        ),
        table_name=table.name,
        title=_plain(table.title),
        subtitles=[[RED | {"font_size": 12}, RESTRICTED_LINE]] if restricted else [],
        instructions=lead,
        legend=[*others, *([link] if link else [])],
        index_columns={},
        additional_formatting=list(table.formats),
    )


def _plain(text: str) -> list[dict[str, object] | str]:
    """`text` as rich text, in which gptables reads no links; and without what it would take for the
    mark of a note."""
    return [{}, in_workbook(text).replace("$$", "$ $")]


def _cell(value: Cell) -> int | float | date | FormatList | Mapping[str, str]:
    """gptables reads links and note marks in plain text: in rich text, as here, it reads none."""
    if isinstance(value, str):
        return FormatList([{}, in_workbook(value)])
    if isinstance(value, Link):
        return {value.sheet: f"internal:'{value.sheet}'!A1"}
    return value


def _markdown_link(text: str, sheet: str) -> str:
    return f"[{text}](internal:'{sheet}'!A1)"


def _lay_out_print(worksheet: GPWorksheet, document: Document, widths: Sequence[int]) -> None:
    """A4, as many pages across as it takes to read it, the first column on each.  What stands in
    the head or foot of a page is not read aloud: a published one has neither."""
    worksheet.set_paper(A4)
    if sum(widths) > UPRIGHT_WIDTH:
        worksheet.set_landscape()
    pages = ceil(sum(widths) / PRINTED_WIDTH)
    worksheet.fit_to_pages(pages, 0)
    if pages > 1:
        worksheet.repeat_columns(0)
    if document.restricted:
        worksheet.set_header(f'&L&"Arial,Bold"{RESTRICTED_LINE}&R&A')
        worksheet.set_footer(f"&L{document.title}&RPage &P of &N")
