"""The workbook of a snapshot for those who hold the data, in the form of official statistics."""

import warnings
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from math import ceil
from pathlib import Path

import pandas as pd
from gptables import Cover, GPTable
from gptables.core.gptable import FormatList
from gptables.core.wrappers import GPWorkbook, GPWorksheet

from reports.range_wording import summary_sentences
from reports.report import RestrictedReport
from reports.views import table_views
from reports.wording import RESTRICTED_LINE, RESTRICTED_WHY, WARNING, title, what_it_is
from reports.workbook_front import about, front_sheets
from reports.workbook_heights import SMALLER_TITLE, TITLE, table_heights, text_height
from reports.workbook_model import BOLD, CONTENTS, RED, Cell, Link, Sheet, SheetTable, columns
from reports.workbook_sheets import table_sheet

A4 = 9
UPRIGHT_WIDTH = 140
PRINTED_WIDTH = 270
"""How many characters across can still be read on an upright page, and on one on its side."""
COVER_WIDTH = 115
GAP = 6


def write_workbook(path: Path, report: RestrictedReport) -> None:
    """Write the report as .xlsx to `path`; the same report makes the same bytes."""
    views = table_views(report.tables)
    regions = {
        place.geography.code: place.geography.name for view in views for place in view.regions
    }
    tables = [table_sheet(view, regions, report) for view in views]
    book = GPWorkbook(
        path.as_posix(),
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
            "title": title(report),
            "category": RESTRICTED_LINE,
            "created": datetime.combine(report.day, time()),
        }
    )
    _write_cover(book, report)
    for sheet in (*front_sheets(report, views, tables), *tables):
        worksheet = book.add_worksheet(sheet.name)
        _write(worksheet, sheet)
        _lay_out_print(worksheet, report, sheet.widths)
    book.close()


def _write_cover(book: GPWorkbook, report: RestrictedReport) -> None:
    intro: tuple[tuple[Mapping[str, object], str], ...] = (
        (RED, RESTRICTED_LINE),
        ({}, RESTRICTED_WHY),
        ({}, what_it_is(report)),
        *((BOLD, text) for text in summary_sentences(report) if report.possible.left_out),
        (BOLD, "Read with care"),
        ({}, WARNING),
    )
    data = (*about(report), _markdown_link(f"Go to {CONTENTS.lower()}", CONTENTS))
    cover = Cover(
        title=title(report),
        intro=[[look, text] for look, text in intro],
        about=list(data),
        width=COVER_WIDTH,
    )
    worksheet = book.add_worksheet(cover.cover_label)
    worksheet.write_cover(cover)
    heights = [
        TITLE,
        SMALLER_TITLE,
        *(text_height(text, COVER_WIDTH) + GAP for _, text in intro),
        SMALLER_TITLE + GAP,
        *(text_height(text, COVER_WIDTH) + GAP for text in data),
    ]
    for row, height in enumerate(heights):
        worksheet.set_row(row, height)
    _lay_out_print(worksheet, report, (COVER_WIDTH,))


def _write(worksheet: GPWorksheet, sheet: Sheet) -> None:
    """The sheet's tables one below the other, an empty row between them."""
    row = heading = 0
    for each in sheet.tables:
        table = _gptable(each, first=row == 0, back=sheet.name != CONTENTS)
        with warnings.catch_warnings():
            # gptables warns of every blank cell; the sheets say what a blank means.
            warnings.filterwarnings("ignore", message=r"\s*Empty or null cell found")
            warnings.filterwarnings("ignore", category=DeprecationWarning, module="gptables")
            worksheet.write_gptable(table, auto_width=False, start_pos=[row, 0])
        heading = row + table.data_range[0]
        worksheet.set_row(row, TITLE if row == 0 else SMALLER_TITLE)
        for number, height in table_heights(each, sheet.widths):
            worksheet.set_row(heading + number, height)
        row += table.data_range[2] + 2
    for column, width in enumerate(sheet.widths):
        worksheet.set_column(column, column, width)
    if sheet.filtered:
        # gptables makes its tables without filters, and takes no option for it.
        worksheet.tables[-1]["autofilter"] = worksheet.tables[-1]["a_range"]
    if len(sheet.tables) == 1:
        worksheet.freeze_panes(heading + 1, 1)
        worksheet.repeat_rows(heading)
    elif sheet.filtered:
        worksheet.freeze_panes(0, 1)


def _gptable(table: SheetTable, first: bool, back: bool) -> GPTable:
    """The `first` of a sheet says RESTRICTED and leads `back` to the contents; any other has a
    smaller title."""
    lead, *others = table.lines
    if first and back:
        others.append(_markdown_link(f"Back to {CONTENTS.lower()}", CONTENTS))
    return GPTable(
        table=pd.DataFrame(
            [[_cell(each) for each in row] for row in table.rows],
            columns=list(table.columns),
            dtype=object,
        ),
        table_name=table.name,
        title=table.title if first else [{"font_size": 14}, table.title],
        subtitles=[[RED | {"font_size": 12}, RESTRICTED_LINE]] if first else [],
        instructions=lead,
        legend=others,
        index_columns={},
        additional_formatting=[
            columns(list(range(len(table.columns))), {"valign": "top"}),
            *table.formats,
        ],
    )


def _cell(value: Cell) -> int | float | date | FormatList | Mapping[str, str] | None:
    """gptables reads links and note marks in plain text: in rich text, as here, it reads none."""
    if isinstance(value, str):
        return FormatList([{}, value])
    if isinstance(value, Link):
        return {value.sheet: f"internal:'{value.sheet}'!A1"}
    return value


def _markdown_link(text: str, sheet: str) -> str:
    return f"[{text}](internal:'{sheet}'!A1)"


def _lay_out_print(worksheet: GPWorksheet, report: RestrictedReport, widths: Sequence[int]) -> None:
    """A4, as many pages across as it takes to read it, the first column on each."""
    worksheet.set_paper(A4)
    # A single column is not made smaller to fit a page.
    if len(widths) == 1 or sum(widths) > UPRIGHT_WIDTH:
        worksheet.set_landscape()
    pages = ceil(sum(widths) / PRINTED_WIDTH)
    worksheet.fit_to_pages(pages, 0)
    if pages > 1:
        worksheet.repeat_columns(0)
    worksheet.set_header(f'&L&"Arial,Bold"{RESTRICTED_LINE}&R&A')
    worksheet.set_footer(f"&L{title(report)}&RPage &P of &N")
