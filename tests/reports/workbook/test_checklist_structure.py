"""The checklist of test_checklist.py: structure, and what is to be done before publishing."""

import re
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.reports.workbook.reading import (
    RESTRICTED,
    TITLE,
    rows_of,
    tables,
    texts,
)

# Structure


def test_sheets_have_short_unique_names_without_special_signs(workbook: Workbook) -> None:
    names = workbook.sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9 ]{1,31}", name) for name in names)
    assert all(name == name.strip() for name in names)


def test_there_are_no_blank_sheets(workbook: Workbook) -> None:
    assert all(any(texts(sheet)) for sheet in workbook)


def test_cover_contents_and_notes_come_first(workbook: Workbook) -> None:
    assert workbook.sheetnames[:3] == ["Cover", "Contents", "Notes"]


def test_column_a_has_the_title_the_number_of_tables_and_what_is_to_be_known(
    workbook: Workbook,
) -> None:
    numbers = {1: "one table", 2: "two tables", 3: "three tables"}
    for sheet in workbook.worksheets[1:]:
        column = [cell.value for cell in sheet["A"]]
        said = f"This sheet has {numbers[len(sheet.tables)]}"
        assert any(str(value).startswith(said) for value in column[:3]), sheet.title
        first_table = min(rows_of(sheet, table)[0][0].row for table in sheet.tables.values())
        assert None not in column[: first_table - 1], f"an empty row above the table: {sheet.title}"


def test_tables_stand_at_the_left_hand_edge(workbook: Workbook) -> None:
    assert {rows_of(sheet, table)[0][0].column_letter for sheet, table in tables(workbook)} == {"A"}


def test_nothing_stands_below_a_table(workbook: Workbook) -> None:
    for sheet in workbook.worksheets[1:]:
        assert sheet.max_row == max(rows_of(sheet, t)[-1][0].row for t in sheet.tables.values())


def test_there_is_one_table_a_sheet(published: Workbook) -> None:
    assert {len(sheet.tables) for sheet in published.worksheets[1:]} == {1}


def test_tables_on_one_sheet_stand_below_each_other_an_empty_row_between(
    paths: dict[str, Path],
) -> None:
    for sheet in load_workbook(paths[RESTRICTED]).worksheets[1:]:
        column = [cell.value for cell in sheet["A"]]
        assert column.count(None) == len(sheet.tables) - 1, sheet.title


# Before publishing


def test_the_document_says_its_title_its_maker_and_its_language(workbook: Workbook) -> None:
    about = workbook.properties
    assert about.title == TITLE
    assert about.creator == "lscb-monitor"
    assert about.language == "en-GB"


def test_the_cursor_is_in_a1_of_the_cover(workbook: Workbook) -> None:
    assert workbook.active.title == "Cover"
    assert [sheet.title for sheet in workbook if sheet.sheet_view.tabSelected] == ["Cover"]
    (cursor,) = workbook["Cover"].sheet_view.selection
    assert cursor.activeCell in (None, "A1")


# Beside the checklist: what the guidance asks of a cover, and print


def test_the_cover_has_a_title_what_it_is_how_to_read_it_and_a_contact(
    published: Workbook,
) -> None:
    cover = texts(published["Cover"])
    assert cover[0] == TITLE
    assert cover[cover.index("Contact") + 1]
    assert any("young people in England" in text for text in cover)
    assert any("Percentages are of the cases with information" in text for text in cover)


def test_it_prints_on_a4_with_the_headings_on_each_page(published: Workbook) -> None:
    for sheet in published:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0
        if sheet.title != "Cover":
            (table,) = sheet.tables.values()
            heading = rows_of(sheet, table)[0][0].row
            assert sheet.print_title_rows == f"${heading}:${heading}"
