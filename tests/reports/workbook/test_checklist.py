"""The workbooks against "Making spreadsheets accessible: a brief checklist of the basics", which
the Analysis Function of the Government Statistical Service gives beside its guidance "Releasing
statistics in spreadsheets" (analysisfunction.civilservice.gov.uk/policy-store/
making-spreadsheets-accessible-a-brief-checklist-of-the-basics; e: essential).

Tables
    e  mark up tables                              e  wrap text within cells
       give tables meaningful names                   avoid filters and freeze panes *
    e  no merged, split or nested cells            e  empty cells only where that is explained
    e  no blank rows and columns in a table           no hidden rows or columns
    e  one tagged header row
Footnotes
    e  no symbols or superscript for notes            say 'note' when referring to one
       no note markers in specific cells              note texts in a table on a notes sheet
Formatting
    e  written content is accessible                  nothing visual divides regions of data *
    e  links are accessible                           no background fill
       text is formatted accessibly                e  colour is not the only way
    e  sheets have tagged titles                   e  colours have contrast
       no symbols in general                          no images
    e  no headers, footers or floating boxes *        no macros
Structure
    e  unique names of sheets                      e  tables at the left-hand edge
    e  no blank sheets                                nothing below a table
    e  column A is used wisely                        one table a sheet *
Before publishing
    e  spelling and grammar (by people)               the accessibility checker (by people)
    e  document information                        e  the cursor is in A1 of the first sheet

* Held by the published workbook alone.  Those who hold the data filter hundreds of agencies, print
RESTRICTED on each page, draw a line above a total and read England above the places: there the
tables stand one below the other, and the sheet says how many there are.

Tables and footnotes are held here, formatting and structure in the modules beside.
"""

import re
from pathlib import Path

from openpyxl import Workbook

from tests.reports.workbook.reading import (
    AGENCIES,
    filled,
    parts_of,
    rows_of,
    tables,
    texts,
)

# Tables


def test_tables_are_marked_up(workbook: Workbook) -> None:
    for sheet in workbook:
        if sheet.title != "Cover":
            assert sheet.tables, sheet.title
            marked = {
                cell.row for t in sheet.tables.values() for row in rows_of(sheet, t) for cell in row
            }
            across = {
                row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value is not None
            }
            assert across <= marked, f"{sheet.title} has figures outside its tables"


def test_tables_have_meaningful_names(workbook: Workbook) -> None:
    names = [table.name for _, table in tables(workbook)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", name) for name in names), names
    assert not any(re.fullmatch(r"table_?\d*", name) for name in names), "a name that says nothing"


def test_there_are_no_merged_split_or_nested_cells(workbook: Workbook) -> None:
    assert [sheet.title for sheet in workbook if sheet.merged_cells.ranges] == []
    for sheet in workbook:
        refs = [rows_of(sheet, table) for table in sheet.tables.values()]
        places = [cell.coordinate for rows in refs for row in rows for cell in row]
        assert len(set(places)) == len(places), f"tables overlap on {sheet.title}"


def test_there_are_no_blank_rows_and_columns_within_tables(workbook: Workbook) -> None:
    for sheet, table in tables(workbook):
        rows = rows_of(sheet, table)
        assert all(any(cell.value is not None for cell in row) for row in rows), table.name
        for column in zip(*rows, strict=True):
            assert any(cell.value is not None for cell in column[1:]), table.name


def test_each_table_has_one_tagged_header_row(workbook: Workbook) -> None:
    for sheet, table in tables(workbook):
        assert table.headerRowCount == 1
        first, *_ = rows_of(sheet, table)
        labels = [str(cell.value) for cell in first]
        assert labels == [column.name for column in table.tableColumns]
        assert all(label.strip() for label in labels)
        assert len({label.casefold() for label in labels}) == len(labels), table.name


def test_text_wraps_within_cells(workbook: Workbook) -> None:
    for sheet, table in tables(workbook):
        for row in rows_of(sheet, table):
            assert all(cell.alignment.wrap_text for cell in row), table.name


def test_there_are_no_filters_and_no_frozen_panes(published: Workbook) -> None:
    assert [table.name for _, table in tables(published) if table.autoFilter is not None] == []
    assert [sheet.title for sheet in published if sheet.freeze_panes is not None] == []


def test_no_cell_is_empty_and_each_shorthand_is_explained_on_its_sheet(workbook: Workbook) -> None:
    for sheet, table in tables(workbook):
        cells = [cell for row in rows_of(sheet, table) for cell in row]
        assert [cell.coordinate for cell in cells if cell.value in (None, "")] == [], sheet.title
        for sign in ("[c]", "[z]"):
            if sign in [cell.value for cell in cells] and sheet.title != "Notes":
                assert any(text.startswith(f"{sign} means ") for text in texts(sheet)), sheet.title


def test_shorthand_is_explained_on_the_cover_and_in_the_notes(published: Workbook) -> None:
    notes = [cell.value for cell in published["Notes"]["B"]]
    assert {"[c]", "[z]"} <= set(notes)
    cover = texts(published["Cover"])
    assert all(any(text.startswith(f"{sign} means ") for text in cover) for sign in ("[c]", "[z]"))


def test_no_shorthand_but_these_stands_in_a_cell(workbook: Workbook) -> None:
    bracketed = {str(cell.value) for cell in filled(workbook) if str(cell.value).startswith("[")}
    assert {text for text in bracketed if text not in AGENCIES} <= {"[c]", "[z]"} | {
        text for text in bracketed if " means " in text
    }


def test_there_are_no_hidden_rows_columns_or_sheets(workbook: Workbook) -> None:
    for sheet in workbook:
        assert sheet.sheet_state == "visible"
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())


# Footnotes


def test_notes_are_signposted_by_no_symbol_or_superscript(workbook: Workbook, path: Path) -> None:
    marks = re.compile(r"[*†‡§¶¹²³]|\(\d\)$")
    said = [str(cell.value) for cell in filled(workbook) if cell.value not in AGENCIES]
    assert [text for text in said if marks.search(text)] == []
    assert not any(b"vertAlign" in content for content in parts_of(path).values())


def test_there_are_no_note_markers_in_cells(workbook: Workbook) -> None:
    said = [str(cell.value) for cell in filled(workbook)]
    assert [text for text in said if re.search(r"\[note", text, re.IGNORECASE)] == []


def test_footnotes_are_called_notes(workbook: Workbook) -> None:
    assert [cell for cell in filled(workbook) if "footnote" in str(cell.value).casefold()] == []


def test_the_notes_stand_in_a_table_on_a_notes_sheet(workbook: Workbook) -> None:
    sheet = workbook["Notes"]
    marked = [
        cell.value for t in sheet.tables.values() for row in rows_of(sheet, t) for cell in row
    ]
    assert "Case" in marked
    assert any("exactly 10 is counted in the lower band" in str(value) for value in marked)
