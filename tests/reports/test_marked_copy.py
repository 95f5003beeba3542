"""The copy of a sent workbook in which the cells to mend are marked, as a person would open it."""

import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill

from tests.reports.marked_files import (
    SHEET_1,
    at,
    book,
    by_hand,
    cells_of,
    colour,
    copied,
    notes,
    opened,
    part,
    repacked,
    saved,
)

FORM = Path(__file__).parent.parent / "fixtures" / "forms" / "workbook.xlsx"

# Where the marks stand, and what the notes say


def test_a_faulty_cell_is_coloured_boxed_and_told_in_a_note() -> None:
    workbook = opened(book(("id", "Current age"), ("YP 1", "fifteen")), at(2, 2))
    assert notes(workbook) == {
        "Sheet!B2": "Current age\n"
        "What is wrong: The age is no whole number.\n"
        "What to do: Write the age in years.\n"
        "What it costs: this answer is not counted."
    }
    marked = workbook["Sheet"]["B2"]
    assert colour(marked) == "FFD966"
    assert marked.border.left.style == marked.border.bottom.style == "medium"
    assert colour(workbook["Sheet"]["A2"]) is None


def test_several_faults_in_a_cell_share_one_note_the_costliest_first() -> None:
    workbook = opened(
        book(("id",), ("YP 1",)),
        at(2, 1, size="warning", what="It is odd.", remedy="Look."),
        at(2, 1, size="row", what="It is a name.", remedy="Use a number."),
        at(2, 1, size="warning", what="It is odd.", remedy="Look."),
    )
    assert notes(workbook) == {
        "Sheet!A2": "1. Current age\nWhat is wrong: It is a name.\nWhat to do: Use a number.\n"
        "What it costs: this young person is not counted.\n\n"
        "2. Current age\nWhat is wrong: It is odd.\nWhat to do: Look.\n"
        "What it costs: nothing; please check."
    }
    assert colour(workbook["Sheet"]["A2"]) == "F4A582"


def test_a_note_of_many_faults_tells_six_and_how_many_more_there_are() -> None:
    faults = [at(1, 1, what=f"Slip {n}.") for n in range(9)]
    (text,) = notes(opened(book(("x",)), *faults)).values()
    assert "6. Current age\nWhat is wrong: Slip 5." in text
    assert "Slip 6" not in text
    assert text.endswith("And 3 more: see 'What to mend' in the feedback.")


def test_a_fault_of_a_row_is_marked_at_its_first_filled_cell() -> None:
    workbook = opened(book(("a", "b", "c"), (None, "  ", "filled")), at(2, None, label=None))
    ((place, text),) = notes(workbook).items()
    assert place == "Sheet!C2"
    assert text.startswith("The young person as a whole (sheet 1, row 2)\n")


def test_a_fault_of_an_empty_row_is_marked_in_its_first_column() -> None:
    assert list(notes(opened(book(("a",)), at(4, None)))) == ["Sheet!A4"]


def test_a_fault_of_a_column_is_marked_at_its_first_filled_cell() -> None:
    content = book((None, None), (None, "header"), (None, "1"))
    assert list(notes(opened(content, at(None, 2)))) == ["Sheet!B2"]


def test_in_a_merged_cell_the_first_is_marked() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["B2"] = "Harbour Project"
    workbook.active.merge_cells("B2:C4")
    copy = opened(saved(workbook), at(4, 3))
    assert list(notes(copy)) == ["Sheet!B2"]
    assert copy["Sheet"]["C4"].border.bottom.style == "medium"


def test_a_note_of_the_agency_stays_above_ours() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"].comment = Comment("Ask Jo about this", "Jo")
    workbook.active["C3"].comment = Comment("Another " * 60, "Jo")
    copy = opened(saved(workbook), at(1, 1))
    assert notes(copy)["Sheet!A1"].startswith("Ask Jo about this\n\nCurrent age\nWhat is wrong:")
    assert notes(copy)["Sheet!C3"] == "Another " * 60
    assert copy["Sheet"]["A1"].comment.author == "Jo"


def test_sheets_are_numbered_as_the_reader_numbers_them() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title, workbook.active["A1"] = "Lists", "list"
    workbook.active.sheet_state = "hidden"
    workbook.create_sheet("Cover")["A1"] = "cover"
    workbook.create_chartsheet("Chart")
    workbook.create_sheet("Dialog")["A1"] = "dialog"
    workbook.create_sheet("Secret")["A1"] = "secret"
    workbook["Secret"].sheet_state = "veryHidden"
    workbook.create_sheet("Records")["A1"] = "records"
    workbook.active = 1

    def change(parts: dict[str, bytes]) -> None:
        name = "xl/_rels/workbook.xml.rels"
        parts[name] = re.sub(
            rb"<Relationship [^>]*worksheets/sheet3\.xml[^>]*>",
            lambda found: found[0].replace(
                b"relationships/worksheet", b"relationships/dialogsheet"
            ),
            parts[name],
        )

    content = repacked(saved(workbook), change)
    read = {sheet.name: sheet.rows[0][0] for sheet in cells_of(content)}
    assert read == {
        "sheet 1": "cover",
        "sheet 2": "records",
        "sheet 3": "list",
        "sheet 4": "secret",
    }
    for number, text in read.items():
        ((place, _),) = notes(opened(content, at(1, 1, sheet=number))).items()
        assert place == f"{text.capitalize() if text != 'list' else 'Lists'}!A1"


def test_cells_without_names_are_marked_where_they_stand() -> None:
    content = by_hand(
        '<row><c t="inlineStr"><is><t>id</t></is></c><c t="inlineStr"><is><t>age</t></is></c></row>'
        '<row r="4"><c r="C4"><v>1</v></c><c><v>99</v></c></row>'
    )
    sheet = opened(content, at(4, 4))["Sheet"]
    assert (sheet["D4"].value, colour(sheet["D4"])) == (99, "FFD966")
    assert cells_of(content)[0].rows[3] == ["", "", "1", "99"]


def test_a_cell_that_was_never_filled_keeps_the_format_of_its_column() -> None:
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content)
    sheet = workbook.add_worksheet()
    sheet.set_column(1, 5, 20, workbook.add_format({"num_format": "@"}))
    sheet.write(0, 0, "id")
    workbook.close()
    marked = opened(content.getvalue(), at(3, 4))["Sheet1"]["D3"]
    assert (marked.number_format, colour(marked)) == ("@", "FFD966")


def test_white_letters_become_black_where_the_cell_is_marked() -> None:
    workbook = openpyxl.Workbook()
    header = workbook.active["A1"]
    header.value, header.font = "id", Font(color="FFFFFF", bold=True)
    header.fill = PatternFill("solid", fgColor="1F3864")
    marked = opened(saved(workbook), at(1, 1))["Sheet"]["A1"]
    assert (marked.font.color.rgb, marked.font.bold) == ("FF000000", True)


def test_a_note_lies_beside_its_cell_and_is_as_high_as_its_text() -> None:
    content = copied(book(*[("x", "y")] * 40), at(30, 2))
    drawn = part(content, "xl/drawings/commentsDrawing1.vml")
    # four lines of 17 pixels, and a margin; rows are 20 and columns 64 pixels
    assert "width:340px;height:82px" in drawn
    assert "<x:Anchor>2, 15, 28, 8, 7, 35, 32, 10</x:Anchor>" in drawn
    assert "<x:Row>29</x:Row><x:Column>1</x:Column>" in drawn


def test_more_notes_than_a_block_of_shapes_holds_have_several_blocks() -> None:
    content = book(*[("x",) * 40] * 30)
    copy = copied(content, *[at(r, c) for r in range(1, 31) for c in range(1, 41)])
    assert 'data="1,2"' in part(copy, "xl/drawings/commentsDrawing1.vml")
    assert len(notes(openpyxl.load_workbook(io.BytesIO(copy)))) == 1200


# What stays as it was sent


def look(cell: Cell) -> str:
    parts = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
    # where a look is off, openpyxl writes nothing, and reads that as None
    return f"{cell.number_format} {parts}".replace("=False", "=None")


def test_a_form_that_libreoffice_saved_is_the_same_besides_its_marks() -> None:
    content = FORM.read_bytes()
    sent = openpyxl.load_workbook(FORM)["Records"]
    copy_bytes = copied(content, at(3, 3, sheet="sheet 2"), at(1, 4, sheet="sheet 2"))
    copy = openpyxl.load_workbook(io.BytesIO(copy_bytes))["Records"]
    assert cells_of(copy_bytes) == cells_of(content)
    assert [c.coordinate for row in copy.iter_rows() for c in row if c.comment] == ["A1", "C3"]
    assert copy.merged_cells == sent.merged_cells
    assert {
        (str(each.sqref), each.type, each.formula1) for each in copy.data_validations.dataValidation
    } == {
        (str(each.sqref), each.type, each.formula1) for each in sent.data_validations.dataValidation
    }
    assert {k: d.width for k, d in copy.column_dimensions.items()} == {
        k: d.width for k, d in sent.column_dimensions.items()
    }
    for row in sent.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.coordinate not in {"A1", "C3"}:
                assert look(copy[cell.coordinate]) == look(cell)


def test_frozen_panes_filters_rules_and_protection_stay() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (("id", "age"), ("YP 1", 15)):
        sheet.append(row)
    sheet.freeze_panes, sheet.auto_filter.ref = "B2", "A1:B2"
    sheet.protection.sheet = True
    red = PatternFill("solid", bgColor="FF0000")
    sheet.conditional_formatting.add("B2:B9", FormulaRule(["B2>120"], fill=red))
    copy = opened(saved(workbook), at(2, 2))["Sheet"]
    assert (copy.freeze_panes, copy.auto_filter.ref) == ("B2", "A1:B2")
    assert copy.protection.sheet
    ((rules,),) = ([ranges.rules for ranges in copy.conditional_formatting],)
    assert rules[0].formula == ["B2>120"]


def test_a_chart_on_a_sheet_is_left_out_and_the_cells_stay() -> None:
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["age", 15])
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series({"values": "=Sheet1!$B$1:$B$1"})
    sheet.insert_chart("D1", chart)
    workbook.close()
    copy = copied(content.getvalue(), at(1, 2))
    assert cells_of(copy)[0].rows == [["age", "15"]]
    with zipfile.ZipFile(io.BytesIO(copy)) as parts:
        assert not [name for name in parts.namelist() if "chart" in name]


def test_a_date_that_no_calendar_has_stays_the_number_that_was_sent() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"].value = 99999999
    workbook.active["A1"].number_format = "dd/mm/yyyy"
    marked = part(copied(saved(workbook), at(1, 1)), SHEET_1)
    assert "<v>99999999</v>" in marked


def test_words_in_bold_within_a_cell_stay_bold() -> None:
    runs = "<is><r><t>write </t></r><r><rPr><b/></rPr><t>clearly</t></r></is>"
    content = by_hand(f'<row r="1"><c r="A1" t="inlineStr">{runs}</c></row>')
    sheet = part(copied(content, at(1, 1)), SHEET_1)
    assert re.search(r"<b( val=\"1\")?\s*/>.*clearly", sheet)
    assert cells_of(copied(content, at(1, 1)))[0].rows == [["write clearly"]]


def test_the_same_file_gives_the_same_bytes_in_every_run() -> None:
    program = (
        "import hashlib,sys;from tests.reports.test_marked_copy import *;"
        "sys.stdout.write(hashlib.sha256(copied(FORM.read_bytes(),"
        "at(3,3,sheet='sheet 2'),at(4,None,sheet='sheet 2'),read=['sheet 2'])).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            cwd=Path(__file__).parent.parent.parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_nothing_is_written_to_a_temporary_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise AssertionError("a temporary file")

    content = book(("x",))
    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refuse)
    assert copied(content, at(1, 1))
