"""Rows, columns and sheets that the sent workbook hides: a mark there would not be seen."""

from collections.abc import Iterator
from copy import copy

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

_VISIBLE = "visible"


def hidden_around(sheet: Worksheet, row: int, column: int) -> tuple[str, ...]:
    """What of `sheet`, `row` and `column` hides a cell."""
    of_row = sheet.row_dimensions.get(row)
    found = {
        "sheet": sheet.sheet_state != _VISIBLE,
        "row": of_row is not None and bool(of_row.hidden or of_row.height == 0),
        "column": any(each.hidden or each.width == 0 for each in _around(sheet, column)),
    }
    return tuple(name for name, is_hidden in found.items() if is_hidden)


def show_cell(sheet: Worksheet, row: int, column: int) -> None:
    """Shows the row and the column of a cell; others that are hidden stay so."""
    sheet.sheet_format.zeroHeight = None
    of_row = sheet.row_dimensions.get(row)
    if of_row is not None:
        of_row.hidden = False
        of_row.height = of_row.height or None
    for each in list(_around(sheet, column)):
        if each.hidden:
            _show_one(sheet, each, column)


def show_sheets(workbook: Workbook, in_order: list[Worksheet]) -> None:
    """Shows all sheets, in this order: that in which they are numbered."""
    workbook._sheets = in_order
    for sheet in in_order:
        sheet.sheet_state = _VISIBLE


def open_at(workbook: Workbook, sheet: Worksheet) -> None:
    """Makes the workbook open at this sheet, it alone selected: what is written into one of several
    is written into all."""
    for each in workbook.worksheets:
        for view in each.views.sheetView:
            view.tabSelected = each is sheet
    workbook.active = sheet
    for view in workbook.views:
        view.firstSheet = 0


def _around(sheet: Worksheet, column: int) -> Iterator[ColumnDimension]:
    """What is said of a column; one entry may speak of many."""
    for each in sheet.column_dimensions.values():
        each.reindex()
        if each.min <= column <= each.max:
            yield each


def _show_one(sheet: Worksheet, hidden: ColumnDimension, column: int) -> None:
    """Parts what is said of several columns, so that those beside this one stay hidden."""
    first, last = hidden.min, hidden.max
    del sheet.column_dimensions[hidden.index]
    for low, high in ((first, column - 1), (column, column), (column + 1, last)):
        if low <= high:
            part = copy(hidden)
            part.index = get_column_letter(low)
            part.min, part.max, part.hidden = low, high, low != column
            sheet.column_dimensions[part.index] = part
