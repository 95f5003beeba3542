"""Sheets from which no young people were read may be another agency's: nothing of them is in the
marked copy."""

import io
import zipfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import NamedStyle, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.reports.marked_files import at, cells_of, copied, notes, opened, saved

LEFT_OUT = "No young people were read from this sheet: it is left out of this copy."


def two_sheets() -> openpyxl.Workbook:
    """Records on the first sheet, and on the second whatever a sheet can hold, each with zqx."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "Records"
    for row in (("id", "age"), ("YP 1", 15)):
        workbook.active.append(row)
    other = workbook.create_sheet("zqxtitle")
    for row in (("zqxhead", "zqxhead2"), ("zqxname", "zqxtale"), (1, 2)):
        other.append(row)
    other["A2"].comment = Comment("zqxnote", "zqxauthor")
    other["A3"].number_format = '0 "zqxformat"'
    other["B3"].style = NamedStyle("zqxstyle", number_format='0.0 "zqxstyled"')
    other.merge_cells("D1:E2")
    other["D1"] = "zqxmerged"
    other.oddHeader.center.text, other.evenFooter.left.text = "zqxheader", "zqxfooter"
    other.sheet_properties.codeName = "zqxcode"
    check = DataValidation("list", '"zqxlist"', prompt="zqxprompt", error="zqxerror")
    check.add("A3")
    other.add_data_validation(check)
    red = PatternFill("solid", bgColor="FF0000")
    other.conditional_formatting.add("A3", FormulaRule(['A3="zqxrule"'], fill=red))
    other.add_table(Table(displayName="zqxtable", ref="A1:B3"))
    other.defined_names["zqxlocal"] = DefinedName("zqxlocal", attr_text="zqxtitle!$A$1")
    other.print_title_rows, other.print_area = "1:1", "A1:B3"
    return workbook


def everything_in(content: bytes) -> str:
    """All parts of a package with their names, in lower case."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        texts = [name + parts.read(name).decode() for name in parts.namelist()]
    return "".join(texts).casefold()


def test_nothing_of_a_sheet_that_was_not_read_is_in_the_copy() -> None:
    sent = saved(two_sheets())
    assert everything_in(sent).count("zqx") > 15
    assert everything_in(copied(sent, at(2, 2))).count("zqx") > 15
    assert "zqx" not in everything_in(copied(sent, at(2, 2), read=["sheet 1"]))


def test_its_place_says_that_it_is_left_out_so_that_numbers_of_sheets_hold() -> None:
    workbook = two_sheets()
    workbook.move_sheet("zqxtitle", -1)
    copy = copied(saved(workbook), at(2, 2, sheet="sheet 2"), read=["sheet 2"])
    assert [sheet.rows for sheet in cells_of(copy)] == [
        [[LEFT_OUT]],
        [["id", "age"], ["YP 1", "15"]],
    ]
    opened_copy = openpyxl.load_workbook(io.BytesIO(copy))
    assert opened_copy.sheetnames == ["Left out 1", "Records"]
    assert list(notes(opened_copy)) == ["Records!B2"]


def test_a_hidden_sheet_that_was_not_read_stays_hidden() -> None:
    workbook = two_sheets()
    workbook["zqxtitle"].sheet_state = "veryHidden"
    copy = opened(saved(workbook), at(2, 2), read=["sheet 1"])
    assert copy["Left out 2"].sheet_state == "veryHidden"


def test_an_empty_sheet_stays_empty() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "id"
    workbook.create_sheet("Sheet2")
    copy = opened(saved(workbook), at(1, 1), read=["sheet 1"])
    assert copy["Left out 2"]["A1"].value is None


def test_a_sheet_that_was_read_may_have_the_title_of_one_left_out() -> None:
    workbook = two_sheets()
    workbook["Records"].title = "left OUT 2"
    copy = opened(saved(workbook), at(2, 2), read=["sheet 1"])
    assert copy.sheetnames == ["left OUT 2", "Left out 2_"]


def test_names_stay_only_where_they_name_cells_of_a_sheet_that_was_read() -> None:
    workbook = two_sheets()
    for name, value in {
        "Ages": "Records!$B$2:$B$9",
        "Quoted": "'Records'!$B$2",
        "zqxnames": "zqxtitle!$A$1:$A$9",
        "Constant": '"zqxconstant"',
        "Both": "Records!$A$1:zqxtitle!$A$1",
        "Reckoned": 'COUNTIF(Records!$A$1:$A$9,"zqxcounted")',
    }.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=value, comment="zqxcomment")
    content = saved(workbook)
    copy = opened(content, at(2, 2), read=["sheet 1"])
    assert set(copy.defined_names) == {"Ages", "Quoted"}
    assert "zqx" not in everything_in(copied(content, at(2, 2), read=["sheet 1"]))


def test_checks_and_rules_that_speak_of_what_is_gone_go_too() -> None:
    workbook = two_sheets()
    workbook.defined_names["zqxnames"] = DefinedName("zqxnames", attr_text="zqxtitle!$A$1:$A$9")
    records = workbook["Records"]
    formulas = {
        "A3": "ZQXTITLE!$A$1:$A$9",
        "A4": "zqxnames",
        "A5": 'INDIRECT("zqxtable[zqxhead]")',
        "A6": "$B$1:$B$2",
    }
    for place, formula in formulas.items():
        check = DataValidation("list", formula)
        check.add(place)
        records.add_data_validation(check)
        records.conditional_formatting.add(place, FormulaRule([formula]))
    content = saved(workbook)
    copy = opened(content, at(2, 2), read=["sheet 1"])["Records"]
    assert [str(each.sqref) for each in copy.data_validations.dataValidation] == ["A6"]
    assert [str(each.sqref) for each in copy.conditional_formatting] == ["A6"]
    assert "zqx" not in everything_in(copied(content, at(2, 2), read=["sheet 1"]))


def test_what_is_said_of_the_file_is_left_out() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "id"
    about = workbook.properties
    about.creator = about.lastModifiedBy = about.title = about.subject = "zqxabout"
    about.keywords = about.description = about.category = "zqxabout"
    workbook.custom_doc_props.append(StringProperty("zqxproperty", "zqxvalue"))
    content = saved(workbook)
    assert "zqxvalue" in everything_in(content)
    assert "zqx" not in everything_in(copied(content, at(1, 1)))


def test_formats_and_styles_of_the_sheet_that_was_read_stay() -> None:
    workbook = two_sheets()
    records = workbook["Records"]
    records["B2"].number_format = '0 "years"'
    records["A2"].style = NamedStyle("Reference", number_format='"YP "0')
    copy = opened(saved(workbook), at(2, 2), read=["sheet 1"])["Records"]
    assert (copy["B2"].number_format, copy["A2"].number_format) == ('0 "years"', '"YP "0')
    assert copy["A2"].style == "Reference"
