"""The copy of a sent workbook in which the cells to mend are coloured, each with a note."""

import warnings
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from reports.feedback import COSTLIEST_FIRST, Defect, Fault, SentCell, faults_of
from reports.marked_hidden import hidden_around, open_at, show_cell, show_sheets
from reports.marked_inert import make_inert
from reports.marked_left_out import leave_out
from reports.marked_notes import note, note_text, resized
from reports.marked_package import CannotMark, SentWorkbook, sent_workbook
from reports.marked_saving import loaded, saved
from schemas.problems import Size

__all__ = ["CannotMark", "marked_copy"]

_SHEET = "sheet "
_STRONG = PatternFill("solid", fgColor="F4A582")
_FILLS: Mapping[Size, PatternFill] = {
    "file": _STRONG,
    "row": _STRONG,
    "answer": PatternFill("solid", fgColor="FFD966"),
    "warning": PatternFill("solid", fgColor="FFF2CC"),
}
_BLACK = Color(rgb="FF000000")
_EDGE = Side(style="medium", color="C00000")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
"""So that a marked cell is seen in print, and by those who do not tell the colours apart."""


@dataclass(frozen=True)
class _Filled:
    """The first filled cell of each row and of each column of a sheet: its column, its row."""

    in_row: Mapping[int, int]
    in_column: Mapping[int, int]


def marked_copy(content: bytes, defects: Sequence[Defect], read: Collection[str]) -> bytes:
    """An .xlsx like the .xlsx or .xlsm sent, with a colour, a box and a note where there is
    something to mend.

    `defects` are those of this file, `read` the sheets (`sheet 2`) from which young people were
    read: of all others nothing is in the copy, since they may be anyone's.  A fault with a row
    alone is marked at the row's first filled cell, one of a merged cell at its first; one of the
    file or a sheet as a whole is not marked.  What hides a marked cell is shown.  Formulas are the
    values that they last had.  Links, pictures, charts, pivots, macros and what is said of the file
    (author, company) are left out.  Raises CannotMark where no copy can be made, also where no
    fault has a place.
    """
    faults = [fault for fault in faults_of(defects) if _has_place(fault.cell)]
    if not faults:
        raise CannotMark("Nothing that is wrong with the file stands in one of its cells.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's may repeat what stands in a cell
            return _marked(sent_workbook(content), faults, read)
    except CannotMark:
        raise
    except Exception as error:  # noqa: BLE001  an odd file makes openpyxl raise anything
        kind = type(error).__name__
        raise CannotMark(f"The file can't be opened to be marked ({kind}).") from None


def _has_place(cell: SentCell) -> bool:
    return cell.row is not None or cell.column is not None


def _marked(sent: SentWorkbook, faults: Iterable[Fault], read: Collection[str]) -> bytes:
    workbook = loaded(sent.content)
    sheets, gone = leave_out(workbook, _numbered(workbook, sent.numbers), read)
    make_inert(workbook, gone)
    for sheet in sheets.values():
        for cell in sheet._cells.values():
            if cell.comment is not None:
                resized(cell.comment)
    of_sheets = defaultdict(list)
    for fault in faults:
        of_sheets[fault.cell.sheet].append(fault)
    marked: list[Worksheet] = []
    for name, of_sheet in of_sheets.items():
        if name is None or name not in sheets or name not in read:
            raise CannotMark("The file's sheets can't be told apart to be marked.")
        _mark_sheet(sheets[name], of_sheet)
        marked.append(sheets[name])
    if any(each.sheet_state != "visible" for each in marked):
        show_sheets(workbook, [sheets[name] for name in sorted(sheets, key=_number_in)])
    open_at(workbook, min(marked, key=workbook.index))
    return saved(workbook)


def _numbered(workbook: Workbook, numbers: Sequence[int | None]) -> dict[str, Worksheet]:
    """The sheets by the names that places give them; takes out those without cells."""
    if len(workbook.sheetnames) != len(numbers):
        raise CannotMark("Not all of the file's sheets can be opened to be marked.")
    sheets: dict[str, Worksheet] = {}
    for number, name in zip(numbers, workbook.sheetnames, strict=True):
        if number is None:
            workbook.remove(workbook[name])
        else:
            sheets[f"{_SHEET}{number}"] = workbook[name]
    workbook.views = workbook.views[:1]  # others may show a sheet by a place that is gone
    return sheets


def _number_in(name: str) -> int:
    return int(name.removeprefix(_SHEET))


def _mark_sheet(sheet: Worksheet, faults: Iterable[Fault]) -> None:
    filled = _filled(sheet)
    of_cells = defaultdict(list)
    for fault in faults:
        of_cells[_first_of_merged(sheet, *_to_mark(fault.cell, filled))].append(fault)
    hidden = {place: hidden_around(sheet, *place) for place in of_cells}
    for (row, column), of_cell in of_cells.items():
        show_cell(sheet, row, column)
        _mark(_cell(sheet, row, column), of_cell, hidden[row, column])
    for area in sheet.merged_cells.sorted():
        if (area.min_row, area.min_col) in of_cells:
            area.format()  # draws the box around all of it


def _filled(sheet: Worksheet) -> _Filled:
    in_row: dict[int, int] = {}
    in_column: dict[int, int] = {}
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None and str(cell.value).strip():
            in_row[row] = min(column, in_row.get(row, column))
            in_column[column] = min(row, in_column.get(column, row))
    return _Filled(in_row, in_column)


def _to_mark(cell: SentCell, filled: _Filled) -> tuple[int, int]:
    if cell.row is None:
        assert cell.column is not None
        return filled.in_column.get(cell.column, 1), cell.column
    return cell.row, cell.column or filled.in_row.get(cell.row, 1)


def _first_of_merged(sheet: Worksheet, row: int, column: int) -> tuple[int, int]:
    if isinstance(sheet._cells.get((row, column)), MergedCell):
        for area in sheet.merged_cells.sorted():
            if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
                return area.min_row, area.min_col
    return row, column


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell; one that was never filled looks as its row or column does, so that what is put in
    it is taken as before: an identifier as text."""
    is_new = (row, column) not in sheet._cells
    cell = sheet.cell(row, column)
    if is_new and (style := _style_around(sheet, row, column)) is not None:
        cell._style = copy(style)
    return cell


def _style_around(sheet: Worksheet, row: int, column: int) -> object | None:
    dimension = sheet.row_dimensions.get(row)
    if dimension is not None and dimension.has_style:
        return dimension._style  # type: ignore[no-any-return]
    for each in sheet.column_dimensions.values():
        if each.has_style and each.min <= column <= each.max:
            return each._style  # type: ignore[no-any-return]
    return None


def _mark(cell: Cell, faults: Sequence[Fault], hidden: Sequence[str]) -> None:
    cell.fill = _FILLS[min((fault.size for fault in faults), key=COSTLIEST_FIRST.index)]
    cell.border = _BOX
    if cell.font.color is not None:  # white letters, as headers have, would not be seen
        font = copy(cell.font)
        font.color = _BLACK
        cell.font = font
    cell.comment = note(note_text(faults, cell.row, cell.column, hidden), cell.comment)
