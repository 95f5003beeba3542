"""The published workbook of a year against the checklist of tests/reports/workbook: the same tests,
run on this workbook."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from reports.disclosure.published import publish
from reports.year_published import published_year
from reports.year_tables import combined
from reports.year_workbook import write_public_year_workbook
from tests.reports.example_year import country_year
from tests.reports.workbook.test_checklist import (
    test_each_table_has_one_tagged_header_row,
    test_footnotes_are_called_notes,
    test_no_cell_is_empty_and_each_shorthand_is_explained_on_its_sheet,
    test_no_shorthand_but_these_stands_in_a_cell,
    test_notes_are_signposted_by_no_symbol_or_superscript,
    test_shorthand_is_explained_on_the_cover_and_in_the_notes,
    test_tables_are_marked_up,
    test_tables_have_meaningful_names,
    test_text_wraps_within_cells,
    test_there_are_no_filters_and_no_frozen_panes,
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
    test_nothing_visual_divides_the_data,
    test_text_is_sans_serif_and_large_enough,
    test_there_are_no_images,
    test_there_are_no_macros_and_no_formulas,
    test_there_are_no_symbols,
    test_there_is_no_background_fill,
)
from tests.reports.workbook.test_checklist_structure import (
    test_column_a_has_the_title_the_number_of_tables_and_what_is_to_be_known,
    test_cover_contents_and_notes_come_first,
    test_it_prints_on_a4_with_the_headings_on_each_page,
    test_nothing_stands_below_a_table,
    test_sheets_have_short_unique_names_without_special_signs,
    test_tables_stand_at_the_left_hand_edge,
    test_the_cursor_is_in_a1_of_the_cover,
    test_there_are_no_blank_sheets,
    test_there_is_one_table_a_sheet,
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
    "test_it_prints_on_a4_with_the_headings_on_each_page",
    "test_links_say_where_they_lead_and_lead_there",
    "test_no_cell_is_empty_and_each_shorthand_is_explained_on_its_sheet",
    "test_no_sentence_is_in_capitals_or_italics_or_underlined",
    "test_no_shorthand_but_these_stands_in_a_cell",
    "test_notes_are_signposted_by_no_symbol_or_superscript",
    "test_nothing_stands_below_a_table",
    "test_nothing_visual_divides_the_data",
    "test_sheets_have_short_unique_names_without_special_signs",
    "test_shorthand_is_explained_on_the_cover_and_in_the_notes",
    "test_tables_are_marked_up",
    "test_tables_have_meaningful_names",
    "test_tables_stand_at_the_left_hand_edge",
    "test_text_is_sans_serif_and_large_enough",
    "test_text_wraps_within_cells",
    "test_the_cursor_is_in_a1_of_the_cover",
    "test_there_are_no_blank_sheets",
    "test_there_are_no_filters_and_no_frozen_panes",
    "test_there_are_no_hidden_rows_columns_or_sheets",
    "test_there_are_no_images",
    "test_there_are_no_macros_and_no_formulas",
    "test_there_are_no_merged_split_or_nested_cells",
    "test_there_are_no_note_markers_in_cells",
    "test_there_are_no_symbols",
    "test_there_is_no_background_fill",
    "test_there_is_one_table_a_sheet",
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("published_year") / "annual.xlsx"
    year = country_year(0, 12, 1500)
    tables = combined(year.worked_with, year.new, year.known_before, year.movements)
    shown = published_year(year, publish(tables).tables, "the centre, by post")
    write_public_year_workbook(path, shown)
    return path


@pytest.fixture(scope="module")
def workbook(path: Path) -> Workbook:
    return load_workbook(path, rich_text=False)


@pytest.fixture(scope="module")
def published(workbook: Workbook) -> Workbook:
    return workbook
