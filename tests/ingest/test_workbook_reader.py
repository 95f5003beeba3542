"""Workbooks to sheets of text cells."""

import io
import os
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from ingest.calamine_panics import panics_refuse_the_file
from ingest.document import Sheet, UnreadableFile
from tests.ingest.made_files import FIXTURES, ods, read, refusal, rows, sheets, xlsx

ODS_ERROR = (
    'office:value-type="string" office:string-value="" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'calcext:value-type="error"'
)


def saved(workbook: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def shown(value: object) -> str:
    """What a cell with this value gives."""
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = value
    ((text,),) = rows(saved(workbook))
    return text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("YP 1", "YP 1"),
        ("007", "007"),
        ("  a  ", "  a  "),
        (15, "15"),
        (-3, "-3"),
        (2.5, "2.5"),
        (123456789012345, "123456789012345"),
        (1234567890123456, "1.23457E+15"),
        (1230000000000000000, "1.23E+18"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2011, 6, 6), "2011-06-06"),
        (datetime.fromisoformat("2011-06-06"), "2011-06-06"),
        (datetime.fromisoformat("2011-06-06 14:30"), "2011-06-06 14:30:00"),
        (time(9, 5), "09:05:00"),
        (timedelta(hours=30), "30:00:00"),
        ("a\nb", "a\nb"),
    ],
)
def test_a_cell_is_the_text_that_it_shows_and_a_date_in_iso_form(value: object, text: str) -> None:
    assert shown(value) == text


def test_line_ends_of_other_machines_are_the_same_line_end() -> None:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x000D_\nb_x000D_c</t></is></c></row>'
    assert rows(xlsx(cells)) == [["a\nb\nc"]]


def test_a_row_and_a_column_have_the_number_that_excel_gives_them() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["B3"] = "x"
    assert rows(saved(workbook)) == [["", ""], ["", ""], ["", "x"]]


def test_empty_rows_below_and_columns_to_the_right_are_left_out() -> None:
    cell = '<c r="{}" t="str"><v>{}</v></c>'
    cells = f'<row r="1">{cell.format("A1", "x")}</row><row r="9">{cell.format("C9", "")}</row>'
    assert rows(xlsx(cells)) == [["x"]]


def test_of_merged_cells_the_first_holds_the_text() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["C2"] = "theme", "x"
    workbook.active.merge_cells("A1:B2")
    assert rows(saved(workbook)) == [["theme", "", ""], ["", "", "x"]]


def test_a_formula_that_was_never_worked_out_is_blank() -> None:
    assert rows(xlsx('<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><v>2</v></c></row>')) == [
        ["", "2"]
    ]


def test_a_formula_gives_what_it_showed_when_it_was_saved() -> None:
    assert rows(xlsx('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')) == [["2"]]


def test_a_formula_in_error_shows_its_error() -> None:
    cells = '<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    assert rows(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>' + cells)) == [
        ["1", ""],
        ["", "#DIV/0!"],
    ]


def test_a_repeated_error_in_an_ods_shows_in_each_cell() -> None:
    error = f'<table:table-cell table:number-columns-repeated="2" {ODS_ERROR}>'
    text = "<text:p>#N/A</text:p></table:table-cell>"
    assert rows(ods(f"<table:table-row>{error}{text}</table:table-row>")) == [["#N/A", "#N/A"]]


def test_sheets_are_numbered_as_the_tabs_stand_and_hidden_ones_after_them() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "first"
    workbook.create_chartsheet("chart")
    hidden = workbook.create_sheet("lists")
    hidden.sheet_state, hidden["A1"] = "hidden", "list"
    workbook.create_sheet("last")["A1"] = "last"
    assert sheets(saved(workbook)) == (
        Sheet([["first"]], "sheet", 1),
        Sheet([["list"]], "sheet", 3, hidden=True),
        Sheet([["last"]], "sheet", 2),
    )


def test_an_empty_sheet_keeps_its_number() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("next")["A1"] = "x"
    assert sheets(saved(workbook)) == (Sheet([], "sheet", 1), Sheet([["x"]], "sheet", 2))


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_a_workbook_that_libreoffice_saved_reads_the_same_in_every_format(form: str) -> None:
    document = read((FIXTURES / f"kinds.{form}").read_bytes())
    tick = "1" if form == "ods" else "TRUE"  # LibreOffice writes it as a number there
    assert document.format == form
    assert document.sheets == (
        Sheet(
            [
                ["id", "age", "", "", "", "", ""],
                ["YP 1", "#DIV/0!", "#REF!", "2011-06-06", "2011-06-06 14:30:00", "", ""],
                ["#NAME?", "#N/A", tick, "1.23457E+17", "007", "09:05:00", "2.5"],
            ],
            "sheet",
            1,
        ),
        Sheet([["a\nb"]], "sheet", 2),
        Sheet([["x"]], "sheet", 4, hidden=True),
        Sheet([["", ""], ["", "#DIV/0!"]], "sheet", 3),
    )


def test_rows_that_an_ods_repeats_are_all_there() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" '
        'office:value="1"/></table:table-row>'
    )
    assert rows(ods(row)) == [["1", "1"], ["1", "1"]]


def test_cells_without_a_place_stand_one_after_the_other() -> None:
    cells = "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    assert rows(xlsx(cells)) == [["1", "", "2"], ["3", "", ""]]


def test_an_encrypted_ods_is_refused_as_protected() -> None:
    assert refusal(ods("", "<m:encryption-data/>")) == ("password_protected", "")


def test_a_cell_that_is_too_long_is_refused_with_its_row() -> None:
    text = "x" * 131_073
    code, message = refusal(
        xlsx(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            f'<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>'
        )
    )
    assert code == "too_large"
    assert message == "sheet 1, row 2: a cell is longer than 131,072 characters"


def test_a_panic_refuses_the_file_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    from python_calamine import CalamineWorkbook

    content = xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="ZZZZZZZZZ9999999999"><v>1</v></c></row>')
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    with pytest.raises(UnreadableFile), panics_refuse_the_file():
        workbook.get_sheet_by_index(0)
    os.write(2, b"still there")
    assert capfd.readouterr().err == "still there"


def test_what_is_no_panic_passes() -> None:
    with pytest.raises(KeyboardInterrupt), panics_refuse_the_file():
        raise KeyboardInterrupt
