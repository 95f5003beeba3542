"""Marked copies of files that nobody should have to trust, and where none is made."""

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.reports.marked_files import (
    MAIN,
    SHEET_1,
    at,
    book,
    by_hand,
    cells_of,
    copied,
    notes,
    opened,
    part,
    refusal,
    repacked,
    saved,
)

# What must not be live


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A1"])
def test_a_text_that_looks_like_a_formula_stays_a_text(text: str) -> None:
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content)  # as a shared string
    workbook.add_worksheet().write_string(0, 0, text)
    workbook.close()
    escaped = f'<is><t xml:space="preserve">{text}</t></is>'
    inline = by_hand(f'<row r="1"><c r="A1" t="inlineStr">{escaped}</c></row>')
    for sent in (content.getvalue(), inline):
        copy = opened(sent, at(1, 1))
        cell = copy.worksheets[0]["A1"]
        assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (text, "s", True)


def test_formulas_become_the_values_that_they_had() -> None:
    content = by_hand(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1" t="str"><f>HYPERLINK("http://a.example","=1")</f><v>=1</v></c>'
        '<c r="C1"><f>WEBSERVICE("http://a.example")</f></c></row>'
    )
    copy = copied(content, at(1, 1))
    assert "<f" not in part(copy, SHEET_1)
    sheet = openpyxl.load_workbook(io.BytesIO(copy))["Sheet"]
    cells = [sheet[name] for name in ("A1", "B1", "C1")]
    assert [(c.value, c.data_type) for c in cells] == [(2, "n"), ("=1", "s"), (None, "n")]


def test_links_are_gone_and_their_empty_cells_stay_empty() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    content = by_hand(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        f'<hyperlinks xmlns:r="{office}"><hyperlink ref="A1" r:id="rId1"/>'
        '<hyperlink ref="B1" r:id="rId2"/><hyperlink ref="A2:XFD1048576" r:id="rId1"/>'
        "</hyperlinks>",
        {
            "xl/worksheets/_rels/sheet1.xml.rels": '<Relationships xmlns="http://schemas.'
            'openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{office}/hyperlink" TargetMode="External"'
            ' Target="http://a.example"/>'
            f'<Relationship Id="rId2" Type="{office}/hyperlink" TargetMode="External"'
            ' Target="=cmd|calc"/></Relationships>'
        },
    )
    copy = copied(content, at(1, 1))
    with zipfile.ZipFile(io.BytesIO(copy)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
    assert b"a.example" not in everything
    assert b"cmd" not in everything
    assert cells_of(copy)[0].rows == [["1"]]


def test_names_checks_and_tables_that_reach_outside_are_gone_and_others_stay() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for name, value in {
        "Answers": "Sheet!$A$1:$A$9",
        "Dde": "cmd|'/c calc'!A1",
        "Other": "[1]Sheet1!$A$1",
        "Web": 'WEBSERVICE("a")',
    }.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=value)
    checks = {
        "B1": "Answers",
        "B2": '"Not known (NK),http://a.example"',
        "B3": "OFFSET('Sheet (2)'!$A$1,0,0,COUNTA($A:$A),1)",
        "B4": "[1]Lists!$A$1:$A$3",
        "B5": 'WEBSERVICE("a"&A1)',
    }
    for place, formula in checks.items():
        check = DataValidation("list", formula)
        check.add(place)
        sheet.add_data_validation(check)
    sheet.append(["id"])
    sheet.append(["1"])
    table = Table(displayName="Sent", ref="A1:A2")
    table._initialise_columns()
    table.tableColumns[0].name = "id"
    table.tableType, table.connectionId = "queryTable", 1
    sheet.add_table(table)
    copy = opened(saved(workbook), at(2, 1))
    assert set(copy.defined_names) == {"Answers"}
    kept = copy["Sheet"].data_validations.dataValidation
    assert [str(each.sqref) for each in kept] == ["B1", "B2", "B3"]
    kept_table = copy["Sheet"].tables["Sent"]
    assert (kept_table.ref, kept_table.connectionId) == ("A1:A2", None)


def test_a_workbook_with_macros_becomes_one_without() -> None:
    def change(parts: dict[str, bytes]) -> None:
        types = "[Content_Types].xml"
        parts[types] = parts[types].replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )
        parts["xl/vbaProject.bin"] = b"macro"

    copy = copied(repacked(book(("x",)), change), at(1, 1))
    with zipfile.ZipFile(io.BytesIO(copy)) as parts:
        assert not [name for name in parts.namelist() if "vba" in name]
        assert b"macroEnabled" not in parts.read("[Content_Types].xml")


def test_signs_that_no_file_can_hold_do_not_spoil_the_note() -> None:
    (text,) = notes(opened(book(("x",)), at(1, 1, what="Odd \x00\x0b."))).values()
    assert "Odd \ufffd\ufffd." in text


# Where no copy is made


def test_a_fault_of_the_whole_file_can_not_be_marked() -> None:
    assert refusal(book(("x",)), at(None, None)) == (
        "Nothing that is wrong with the file stands in one of its cells."
    )


def test_a_sheet_with_more_cells_than_its_dimension_says_is_refused() -> None:
    cells = '<row><c t="inlineStr"/>' + "<c/>" * 300_000 + "</row>"
    sheet = f'<worksheet {MAIN}><dimension ref="A1:B2"/><sheetData>{cells}</sheetData></worksheet>'
    content = repacked(book(("x",)), lambda parts: parts.update({SHEET_1: sheet.encode()}))
    assert refusal(content) == "The file has more than 300,000 cells: no marked copy is made."


def test_a_merged_cell_as_large_as_a_sheet_is_refused() -> None:
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert "300,000 cells" in refusal(by_hand('<row r="1"/>', merged))


def test_a_table_as_large_as_a_sheet_is_refused() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["id"])
    workbook.active.add_table(Table(displayName="Sent", ref="A1:A2"))
    content = repacked(saved(workbook), _with_a_table_over_the_whole_sheet)
    assert "300,000 cells" in refusal(content)


def _with_a_table_over_the_whole_sheet(parts: dict[str, bytes]) -> None:
    name = "xl/tables/table1.xml"
    parts[name] = parts[name].replace(b'"A1:A2"', b'"A1:XFD1048576"')


def test_a_file_that_unpacks_to_more_than_the_limit_is_refused() -> None:
    content = repacked(book(("x",)), lambda parts: parts.update({"xl/a.xml": b" " * (65 << 20)}))
    assert refusal(content) == "The file is too large for a marked copy."


def test_a_document_type_is_refused() -> None:
    content = repacked(
        book(("x",)),
        lambda parts: parts.update({SHEET_1: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + parts[SHEET_1]}),
    )
    assert refusal(content) == "The file is not as a spreadsheet program writes it."


def test_a_note_over_a_whole_sheet_is_refused() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"].comment = Comment("x", "Jo")

    def change(parts: dict[str, bytes]) -> None:
        name = "xl/comments/comment1.xml"
        parts[name] = parts[name].replace(b'ref="A1"', b'ref="A1:XFD1048576"')

    assert refusal(repacked(saved(workbook), change)) == "A note in the file stands in no cell."


@pytest.mark.parametrize("content", [b"", b"Jane Doe", book(("x",))[:-30]])
def test_what_is_no_workbook_is_refused_by_the_kind_of_error_alone(content: bytes) -> None:
    assert refusal(content) == "The file can't be opened to be marked (BadZipFile)."


def test_what_openpyxl_stumbles_on_is_not_repeated() -> None:
    content = by_hand('<row r="1"><c r="A1"><v>Jane Doe</v></c></row>')
    assert refusal(content) == "The file can't be opened to be marked (ValueError)."


def test_a_sheet_that_is_not_there_is_refused() -> None:
    assert refusal(book(("x",)), at(1, 1, sheet="sheet 2")) == (
        "The file's sheets can't be told apart to be marked."
    )
