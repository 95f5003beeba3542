"""The blank workbook form, opened as an agency would open it."""

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.form_workbook import write_workbook_form
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.text import folded

CODEBOOK = load_codebook().of_form("2011")


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    write_workbook_form(path, CODEBOOK, load_areas())
    return load_workbook(path)


def headings(sheet: Worksheet) -> list[str]:
    return [cell.value for cell in sheet[2]]


def check_of(sheet: Worksheet, cell: str) -> DataValidation:
    (check,) = (each for each in sheet.data_validations.dataValidation if cell in each.cells)
    return check


def check_under(sheet: Worksheet, heading: str) -> DataValidation:
    column = sheet.cell(2, headings(sheet).index(heading) + 1).column_letter
    first, last = check_of(sheet, f"{column}3"), check_of(sheet, f"{column}500")
    assert first is last
    return first


def listed(workbook: Workbook, formula: str) -> list[str]:
    """The cells of a range like Codes!$B$2:$B$5."""
    name, _, cells = formula.partition("!")
    return [row[0].value for row in workbook[name][cells.replace("$", "")]]


def test_the_sheets_are_cover_records_guidance_codes_and_lists(workbook) -> None:
    assert workbook.sheetnames == ["Cover", "Records", "Guidance", "Codes", "Lists"]


def test_every_question_has_one_column_or_one_for_each_of_its_several_answers(workbook) -> None:
    expected = []
    for question in CODEBOOK.questions:
        if question.kind == "several":
            expected += [f"{question.label}: {option.label}" for option in question.options]
        else:
            expected.append(question.label)
    assert headings(workbook["Records"]) == expected
    assert expected[:2] == ["Local identifier", "LSCB area"]
    assert "Methods of coercion: Gang-related activity" in expected
    assert expected[-1] == "Notes"


def test_the_themes_stand_merged_above_their_questions(workbook) -> None:
    sheet = workbook["Records"]
    columns = {heading: n for n, heading in enumerate(headings(sheet), start=1)}
    merged = {str(cells): sheet.cell(1, cells.min_col).value for cells in sheet.merged_cells}
    first, last = columns["Date of referral"], columns["Main support provided: Not known"]
    span = f"{get_column_letter(first)}1:{get_column_letter(last)}1"
    assert merged[span] == "Social care intervention"
    assert sheet.cell(1, columns["Notes"]).value == "Free text, never stored"
    assert len(merged) == 8


def test_the_list_of_a_question_holds_exactly_the_labels_of_its_options(workbook) -> None:
    for question in CODEBOOK.of_kind("one"):
        check = check_under(workbook["Records"], question.label)
        assert (check.type, check.showErrorMessage) == ("list", True)
        assert listed(workbook, check.formula1) == [option.label for option in question.options]


def test_the_list_for_gender_is_that_of_the_codebook(workbook) -> None:
    check = check_under(workbook["Records"], "Gender")
    expected = ["Female", "Male", "Transgender", "Not known"]
    assert listed(workbook, check.formula1) == expected


def test_every_answer_of_several_is_ticked_by_an_x(workbook) -> None:
    for question in CODEBOOK.of_kind("several"):
        for option in question.options:
            check = check_under(workbook["Records"], f"{question.label}: {option.label}")
            assert listed(workbook, check.formula1) == ["x"]


def test_the_area_is_chosen_from_all_authorities_of_today_and_all_boards(workbook) -> None:
    cover = check_of(workbook["Cover"], "B8")
    assert cover.formula1 == check_under(workbook["Records"], "LSCB area").formula1
    names = listed(workbook, cover.formula1)
    assert {"York", "Cumberland", "City and Hackney"} <= set(names)
    assert "Cumbria" not in names
    assert names == sorted(set(names), key=str.casefold)


def test_an_area_that_is_not_in_the_list_can_be_kept(workbook) -> None:
    assert check_of(workbook["Cover"], "B8").errorStyle == "warning"


def test_a_number_is_whole_and_in_its_range_or_not_known(workbook) -> None:
    check = check_under(workbook["Records"], "Current age")
    within = "AND(D3>=0,D3<=120,D3=INT(D3))"
    assert check.formula1 == f'IF(ISNUMBER(D3),{within},TRIM(D3)="not known")'


def test_a_date_is_not_in_the_future_or_not_known(workbook) -> None:
    check = check_under(workbook["Records"], "Date of birth")
    within = "AND(C3>=DATE(1900,1,1),C3<=TODAY())"
    assert check.formula1 == f'IF(ISNUMBER(C3),{within},TRIM(C3)="not known")'


def test_the_end_of_work_is_a_date_and_may_be_planned(workbook) -> None:
    check = check_under(workbook["Records"], "Date work ended")
    assert (check.type, check.formula2) == ("date", "DATE(2099,12,31)")


def test_every_column_says_what_to_write_in_texts_that_excel_shows_whole(workbook) -> None:
    for sheet in (workbook["Cover"], workbook["Records"]):
        for check in sheet.data_validations.dataValidation:
            assert check.prompt
            assert len(check.prompt) <= 255
            assert len(check.promptTitle) <= 32
            assert len(check.error or "") <= 225


def test_identifiers_are_text_and_dates_show_the_day_first(workbook) -> None:
    sheet = workbook["Records"]
    assert sheet.column_dimensions["A"].number_format == "@"
    assert sheet.column_dimensions["C"].number_format == "dd/mm/yyyy"
    assert workbook["Cover"]["B10"].number_format == "dd/mm/yyyy"


def test_the_cover_has_its_labels_in_a_and_all_its_entries_but_the_version_blank(workbook) -> None:
    rows = [(row[0].value, row[1].value) for row in workbook["Cover"].iter_rows(4, 12, max_col=2)]
    assert [row for row in rows if row[0]] == [
        ("Agency", None),
        ("Type of agency", None),
        ("LSCB area", None),
        ("Return date", None),
        ("Form version", "2011"),
    ]


def test_nothing_stands_beside_an_entry_of_the_cover_where_it_could_be_read_for_it(
    workbook,
) -> None:
    assert workbook["Cover"].max_column == 2


def test_every_option_stands_once_among_the_codes(workbook) -> None:
    rows = list(workbook["Codes"].iter_rows(min_row=2, values_only=True))
    expected = [
        (question.label, option.label, option.code)
        for question in CODEBOOK.of_kind("one", "several")
        for option in question.options
    ]
    assert rows == expected
    assert ("Ethnicity", "White British", "WBRI") in rows


def test_no_cell_beside_the_records_names_the_identifier_or_a_field_of_the_cover(
    workbook,
) -> None:
    named = {"local identifier", *(folded(field.label) for field in CODEBOOK.cover)}
    for name in ("Guidance", "Codes", "Lists"):
        cells = {folded(str(cell)) for row in workbook[name].values for cell in row if cell}
        assert not cells & named


def test_the_headers_stay_in_sight_and_are_printed_on_every_page(workbook) -> None:
    sheet = workbook["Records"]
    assert sheet.freeze_panes == "B3"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$2", "$A:$A")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)


def test_no_cell_holds_a_formula(workbook) -> None:
    cells = (cell for sheet in workbook for row in sheet.iter_rows() for cell in row)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_the_guidance_says_what_is_not_stored_and_what_a_blank_means(workbook) -> None:
    text = " ".join(str(cell) for row in workbook["Guidance"].values for cell in row if cell)
    assert "What is written under ‘Notes’ is never stored" in text
    assert "A blank counts as not provided" in text
    assert "an NHS number" in text
