"""Marked cells that the sent workbook hides are shown in the copy, and their notes say so."""

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.reports.marked_files import (
    SHEET_1,
    at,
    book,
    by_hand,
    cells_of,
    copied,
    notes,
    opened,
    repacked,
    saved,
)

ROWS = (("id", "b", "c", "d", "e", "f"), ("YP 1", 1, 2, 3, 4, 5), ("YP 2", 1, 2, 3, 4, 5))


def six_columns() -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    for row in ROWS:
        workbook.active.append(row)
    return workbook


def hidden_columns(sheet: Worksheet) -> list[int]:
    return [
        number
        for each in sheet.column_dimensions.values()
        if each.hidden
        for number in range(each.min, each.max + 1)
    ]


def first_lines(workbook: openpyxl.Workbook) -> dict[str, str]:
    return {place: text.split("\n")[0] for place, text in notes(workbook).items()}


def test_a_hidden_row_is_shown_where_it_is_marked_and_others_stay_hidden() -> None:
    workbook = six_columns()
    workbook.active.row_dimensions[2].hidden = workbook.active.row_dimensions[3].hidden = True
    copy = opened(saved(workbook), at(2, 2), at(2, 3))
    rows = copy["Sheet"].row_dimensions
    assert (rows[2].hidden, rows[3].hidden) == (False, True)
    says = "(hidden) The file as sent hides this row."
    assert first_lines(copy) == {"Sheet!B2": says, "Sheet!C2": says}


def test_of_hidden_columns_only_the_marked_one_is_shown() -> None:
    workbook = six_columns()
    workbook.active.column_dimensions.group("B", "E", hidden=True)
    workbook.active.column_dimensions["B"].width = 30
    copy = opened(saved(workbook), at(2, 4), at(3, 4))
    columns = copy["Sheet"].column_dimensions
    assert sorted(hidden_columns(copy["Sheet"])) == [2, 3, 5]
    assert (columns["B"].width, columns["D"].width, columns["E"].width) == (30, 30, 30)
    assert set(first_lines(copy).values()) == {"(hidden) The file as sent hides this column."}


@pytest.mark.parametrize("column", [2, 5])
def test_the_first_and_the_last_of_hidden_columns_are_shown_too(column: int) -> None:
    workbook = six_columns()
    workbook.active.column_dimensions.group("B", "E", hidden=True)
    copy = opened(saved(workbook), at(2, column))["Sheet"]
    assert sorted(hidden_columns(copy)) == sorted({2, 3, 4, 5} - {column})


def test_a_row_or_column_without_size_counts_as_hidden() -> None:
    def flatten(parts: dict[str, bytes]) -> None:
        columns = b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>'
        parts[SHEET_1] = parts[SHEET_1].replace(b"<sheetData>", columns)

    content = by_hand(
        '<row r="1" ht="0" customHeight="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2"><c r="B2"><v>1</v></c></row>'
    )
    copy = opened(repacked(content, flatten), at(1, 1), at(2, 2))
    assert first_lines(copy) == {
        "Sheet!A1": "(hidden) The file as sent hides this row.",
        "Sheet!B2": "(hidden) The file as sent hides this column.",
    }
    assert copy["Sheet"].row_dimensions[1].height is None
    assert copy["Sheet"].column_dimensions["B"].width > 0


def test_a_hidden_sheet_is_shown_where_the_numbers_of_sheets_count_it() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title, workbook.active["A1"] = "First", "first"
    workbook.create_sheet("Old")["A1"] = "old"
    workbook["Old"].sheet_state = "hidden"
    workbook.create_sheet("Secret")["A1"] = "secret"
    workbook["Secret"].sheet_state = "veryHidden"
    workbook.create_sheet("Second")["A1"] = "second"
    workbook["Secret"].row_dimensions[1].hidden = True
    content = saved(workbook)
    copy = opened(content, at(1, 1, sheet="sheet 4"))
    assert copy.sheetnames == ["First", "Second", "Old", "Secret"]
    assert {sheet.sheet_state for sheet in copy} == {"visible"}
    assert first_lines(copy) == {
        "Secret!A1": "(hidden) The file as sent hides this sheet and this row."
    }
    assert cells_of(copied(content, at(1, 1, sheet="sheet 4")))[3].rows == [["secret"]]


def test_hidden_sheets_without_a_mark_stay_hidden_in_their_place() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "first"
    workbook.create_sheet("Old", 0)["A1"] = "old"
    workbook["Old"].sheet_state = "hidden"
    copy = opened(saved(workbook), at(1, 1))
    assert copy.sheetnames == ["Old", "Sheet"]
    assert copy["Old"].sheet_state == "hidden"
    assert "(hidden)" not in notes(copy)["Sheet!A1"]


def test_the_copy_opens_at_the_first_sheet_with_a_mark_and_that_alone_is_selected() -> None:
    workbook = openpyxl.Workbook()
    for name in ("B", "C"):
        workbook.create_sheet(name)["A1"] = name
    for sheet in workbook:
        sheet.sheet_view.tabSelected = True
    copy = opened(saved(workbook), at(1, 1, sheet="sheet 3"), at(1, 1, sheet="sheet 2"))
    assert copy.active.title == "B"
    selected = [sheet.title for sheet in copy if sheet.sheet_view.tabSelected]
    assert selected == ["B"]


def test_a_cell_that_is_not_hidden_is_not_called_so() -> None:
    assert "(hidden)" not in notes(opened(book(*ROWS), at(2, 2)))["Sheet!B2"]
