"""The workbooks of the annual return against the checklist of tests/reports/workbook: the same
tests, run on these workbooks.  What differs is said below."""

from pathlib import Path

from openpyxl import Workbook, load_workbook

from reports.year_workbook import write_year_workbook
from tests.reports.example_year import example_board_year
from tests.reports.workbook.reading import rows_of, tables, texts
from tests.reports.workbook.test_checklist import (
    test_each_table_has_one_tagged_header_row,
    test_footnotes_are_called_notes,
    test_no_shorthand_but_these_stands_in_a_cell,
    test_notes_are_signposted_by_no_symbol_or_superscript,
    test_tables_are_marked_up,
    test_tables_have_meaningful_names,
    test_text_wraps_within_cells,
    test_there_are_no_hidden_rows_columns_or_sheets,
    test_there_are_no_merged_split_or_nested_cells,
    test_there_are_no_note_markers_in_cells,
)
from tests.reports.workbook.test_checklist_formatting import (
    test_colour_is_never_the_only_way,
    test_colours_have_contrast,
    test_every_sheet_has_a_descriptive_title_in_a1_that_is_tagged,
    test_figures_are_numbers_to_the_right_as_is_the_shorthand_among_them,
    test_links_say_where_they_lead_and_lead_there,
    test_no_sentence_is_in_capitals_or_italics_or_underlined,
    test_text_is_sans_serif_and_large_enough,
    test_there_are_no_images,
    test_there_are_no_macros_and_no_formulas,
    test_there_are_no_symbols,
    test_there_is_no_background_fill,
)
from tests.reports.workbook.test_checklist_structure import (
    test_column_a_has_the_title_the_number_of_tables_and_what_is_to_be_known,
    test_cover_contents_and_notes_come_first,
    test_nothing_stands_below_a_table,
    test_sheets_have_short_unique_names_without_special_signs,
    test_tables_stand_at_the_left_hand_edge,
    test_the_cursor_is_in_a1_of_the_cover,
    test_there_are_no_blank_sheets,
)

__all__ = [
    "test_colour_is_never_the_only_way",
    "test_colours_have_contrast",
    "test_column_a_has_the_title_the_number_of_tables_and_what_is_to_be_known",
    "test_cover_contents_and_notes_come_first",
    "test_each_table_has_one_tagged_header_row",
    "test_every_sheet_has_a_descriptive_title_in_a1_that_is_tagged",
    "test_figures_are_numbers_to_the_right_as_is_the_shorthand_among_them",
    "test_footnotes_are_called_notes",
    "test_links_say_where_they_lead_and_lead_there",
    "test_no_sentence_is_in_capitals_or_italics_or_underlined",
    "test_no_shorthand_but_these_stands_in_a_cell",
    "test_notes_are_signposted_by_no_symbol_or_superscript",
    "test_nothing_stands_below_a_table",
    "test_sheets_have_short_unique_names_without_special_signs",
    "test_tables_are_marked_up",
    "test_tables_have_meaningful_names",
    "test_tables_stand_at_the_left_hand_edge",
    "test_text_is_sans_serif_and_large_enough",
    "test_text_wraps_within_cells",
    "test_the_cursor_is_in_a1_of_the_cover",
    "test_there_are_no_blank_sheets",
    "test_there_are_no_hidden_rows_columns_or_sheets",
    "test_there_are_no_images",
    "test_there_are_no_macros_and_no_formulas",
    "test_there_are_no_merged_split_or_nested_cells",
    "test_there_are_no_note_markers_in_cells",
    "test_there_are_no_symbols",
    "test_there_is_no_background_fill",
]


def test_only_the_cells_to_be_signed_are_empty_and_the_sheet_says_so(workbook: Workbook) -> None:
    for sheet, table in tables(workbook):
        cells = [cell for row in rows_of(sheet, table) for cell in row]
        empty = [cell for cell in cells if cell.value in (None, "")]
        assert len(empty) == (4 if table.name == "sign_off" else 0), table.name
        for sign in ("[c]", "[z]"):
            if sign in [cell.value for cell in cells] and sheet.title != "Notes":
                assert any(text.startswith(f"{sign} means ") for text in texts(sheet)), sheet.title
    assert "The empty cells are to be filled in, here or by hand." in texts(workbook["Cover"])


def test_every_sheet_and_every_printed_page_says_restricted(workbook: Workbook) -> None:
    for sheet in workbook:
        assert "RESTRICTED" in sheet.oddHeader.left.text
        assert any(text.startswith("RESTRICTED") for text in texts(sheet)), sheet.title


def test_the_document_says_its_title_and_its_language(centre: Workbook) -> None:
    about = centre.properties
    assert about.title == "Children at risk of sexual exploitation: annual return 2010-11, England"
    assert about.language == "en-GB"


def test_the_same_report_makes_the_same_bytes(year_paths: dict[str, Path], tmp_path: Path) -> None:
    write_year_workbook(tmp_path / "again.xlsx", example_board_year())
    assert (tmp_path / "again.xlsx").read_bytes() == year_paths["board"].read_bytes()
    assert load_workbook(tmp_path / "again.xlsx").sheetnames[0] == "Cover"
