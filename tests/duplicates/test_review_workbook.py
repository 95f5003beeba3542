"""The review workbook, opened as an analyst would open it."""

import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.review import IdentifiersBeside, Review, ReviewSide
from reports.review_texts import also_in
from reports.review_words import SHEETS, likelihood
from reports.review_workbook import review_workbook, write_review_workbook
from tests.duplicates.hand_review import ANSWERS, NOBODY, PAIR, REVIEW, many, with_agency
from tests.libreoffice import saved_by_libreoffice


def opened(review: Review, pairs_shown: int = 1000) -> Workbook:
    return load_workbook(io.BytesIO(review_workbook(review, pairs_shown)))


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return [tuple(value or "" for value in row) for row in sheet.iter_rows(values_only=True)]


def block(sheet: Worksheet, name: str) -> list[tuple[object, ...]]:
    """The rows of a pair, from its heading to the blank row below it."""
    every = rows(sheet)
    first = next(n for n, row in enumerate(every) if row[0] == name)
    last = next((n for n in range(first, len(every)) if not any(every[n])), len(every))
    return every[first:last]


def row_of(sheet: Worksheet, label: str) -> int:
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == label)


def test_its_sheets_are_those_that_the_reader_knows() -> None:
    assert tuple(opened(REVIEW).sheetnames) == SHEETS
    assert tuple(opened(NOBODY).sheetnames) == SHEETS


def test_a_pair_is_a_block_with_the_two_beside_each_other() -> None:
    assert block(opened(REVIEW)["Review"], "Pair 1") == [
        (
            "Pair 1",
            "York",
            "90 in 100\n1 agrees, 1 in part, 3 differ, 1 known to one only",
            "",
            "",
        ),
        (
            "Why",
            "For: same month of birth (+5.8).\nAgainst: gender differs (\u22124.6).",
            "",
            "",
            "",
        ),
        (
            "Known to",
            "York Social Care: 123\nYork Police: 10-7\n(3 records)",
            "Safe House: 4",
            "nearly the same identifier",
            "+3.2",
        ),
        ("Current age", "16", "15", "differs", "not weighed"),
        ("Month of birth", "May 1995", "May 1995", "same", "+5.8"),
        ("Ethnicity", "White British", "White", "in part", "+0.4"),
        ("Nationality", "British", "Non-European", "differs", "-0.9"),
        ("Gender", "Female", "Male", "differs", "-4.6"),
        ("Disability", "", "None", "one only", "not weighed"),
        ("Your decision", "", "of pair 1", "", ""),
        ("Decided by", "", "", "", ""),
        ("On", "", "", "", ""),
        ("Because", "", "", "", ""),
    ]


def test_what_else_there_is_to_know_stands_below_the_reasons() -> None:
    second = block(opened(REVIEW)["Review"], "Pair 2")
    assert [row[:2] for row in second[2:5]] == [
        ("Before", "B Brown was unsure on 1 May 2011."),
        ("Beware", "Perhaps twins."),
        ("Other pairs", "The one is also in pair 1; the other is also in pairs 1, 4 and 9."),
    ]
    assert second[5][0] == "Known to"


def test_of_many_other_pairs_the_first_are_named() -> None:
    assert also_in((), tuple(range(1, 11))) == (
        "The other is also in pairs 1, 2, 3, 4, 5, 6, 7, 8 and 2 more."
    )


def test_the_decision_is_chosen_from_a_list() -> None:
    sheet = opened(REVIEW)["Review"]
    lists = [each for each in sheet.data_validations.dataValidation if each.type == "list"]
    choices = {str(each.sqref): each.formula1 for each in lists}
    assert choices[f"B{row_of(sheet, 'Your decision')}"] == '"same,not the same,unsure"'


def test_only_the_cells_to_fill_in_can_be_changed() -> None:
    sheet = opened(REVIEW)["Review"]
    assert sheet.protection.sheet
    unlocked = {
        sheet.cell(cell.row, 1).value
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked and cell.column == 2
    }
    assert unlocked == {"Your decision", "Decided by", "On", "Because"}


def test_red_and_bold_is_only_what_weighs_much_against() -> None:
    sheet = opened(REVIEW)["Review"]
    weights = [sheet.cell(row_of(sheet, answer.label), 5) for answer in ANSWERS]
    assert [each.value for each in weights if each.font.bold] == ["-4.6"]
    fills = {str(each.value): each.fill.start_color.rgb for each in weights}
    assert fills["-4.6"] != fills["-0.9"] != fills["+5.8"]
    assert fills["+0.4"] == fills["not weighed"]


def test_what_was_not_weighed_is_grey() -> None:
    sheet = opened(REVIEW)["Review"]
    age = row_of(sheet, "Current age")
    assert {sheet.cell(age, column).font.color.rgb for column in (4, 5)} == {"FF595959"}


def test_identifiers_that_were_not_compared_are_not_said_to_differ() -> None:
    apart = replace(PAIR, identifiers=IdentifiersBeside("not compared", 0.7))
    shown = block(opened(replace(REVIEW, pairs=(apart,)))["Review"], "Pair 1")
    assert next(row for row in shown if row[0] == "Known to")[3:] == ("not compared", "+0.7")


def test_the_sheet_for_the_program_says_whom_each_pair_means() -> None:
    sheet = opened(REVIEW)["For lscb"]
    assert rows(sheet)[3:] == [
        ("pair", "area_code", "seen_1", "seen_2"),
        (1, "E06000014", "[1]", "[2]"),
        (2, "E06000014", "[1]", "[2]"),
    ]


def test_pairs_of_two_areas_are_shown_with_nothing_to_decide() -> None:
    shown = block(opened(REVIEW)["Known in two areas"], "Across 1")
    assert shown[0][:2] == ("Across 1", "York and Leeds")
    assert str(shown[0][2]).splitlines()[0] == "25 in 100"
    assert shown[2] == ("Area", "York", "Leeds", "", "")
    assert not any(row[0] == "Your decision" for row in shown)


def test_the_summary_says_how_many_are_counted_and_between_which_agencies() -> None:
    every = rows(opened(REVIEW)["Summary"])
    assert ("York", 62, 60, "", "") in every
    assert ("York", "Safe House", "York Social Care", 2, 2) in every


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_says_that_it_is_restricted(name: str) -> None:
    line = "RESTRICTED: true counts, not for publication"
    for review in (REVIEW, NOBODY):
        sheet = opened(review)[name]
        assert sheet["A2"].value == line
        assert line in sheet.oddHeader.left.text


def test_a_list_that_is_cut_says_where_the_rest_is() -> None:
    sheet = opened(many(3), pairs_shown=2)["Review"]
    assert sheet["A3"].value == (
        "1 less likely pair stands only in pairs.csv; `--area` makes a workbook of one area."
    )
    assert "Pair 3" not in [row[0] for row in rows(sheet)]


def test_a_block_is_not_parted_between_two_pages() -> None:
    sheet = opened(many(20))["Review"]
    breaks = [each.id for each in sheet.row_breaks.brk]
    assert breaks
    for last in breaks:
        assert str(sheet.cell(last + 1, 1).value).startswith("Pair ")


def test_without_pairs_it_says_so() -> None:
    assert opened(NOBODY)["Review"]["A4"].value == "None found."
    assert opened(NOBODY)["Known in two areas"]["A5"].value == "None found."


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "http://example.org", "<r>x</r>"])
def test_a_name_is_neither_a_formula_nor_a_link(name: str) -> None:
    sheet = opened(with_agency(name))["Review"]
    cell = sheet.cell(row_of(sheet, "Known to"), 3)
    assert (cell.value, cell.data_type, cell.hyperlink) == (f"{name}: 4", "s", None)


def test_what_the_program_needs_is_text() -> None:
    side = ReviewSide(PAIR.one.known_as, 1, "=1+1")
    sheet = opened(replace(REVIEW, pairs=(replace(PAIR, one=side),)))["For lscb"]
    assert (sheet["C5"].value, sheet["C5"].data_type) == ("=1+1", "s")


def test_the_same_review_makes_the_same_bytes(tmp_path: Path) -> None:
    write_review_workbook(tmp_path / "one.xlsx", REVIEW)
    assert (tmp_path / "one.xlsx").read_bytes() == review_workbook(REVIEW)


def test_all_parts_are_well_formed(tmp_path: Path) -> None:
    with ZipFile(io.BytesIO(review_workbook(many(30)))) as parts:
        assert parts.testzip() is None


def test_libreoffice_keeps_the_list_of_choices(tmp_path: Path) -> None:
    write_review_workbook(tmp_path / "review.xlsx", REVIEW)
    folder = tmp_path / "saved"
    (saved,) = saved_by_libreoffice([tmp_path / "review.xlsx"], tmp_path / "profile", folder)
    sheet = load_workbook(saved)["Review"]
    lists = [each for each in sheet.data_validations.dataValidation if each.type == "list"]
    assert {each.formula1 for each in lists} == {'"same,not the same,unsure"'}


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.999, "Almost surely one (over 99 in 100)"),
        (0.99, "Almost surely one (99 in 100)"),
        (0.94, "94 in 100"),
        (0.53, "53 in 100"),
        (0.49, "49 in 100"),
        (0.2, "Probably not one (20 in 100)"),
    ],
)
def test_a_probability_is_so_many_in_a_hundred_with_words_for_the_ends(
    probability: float, words: str
) -> None:
    assert likelihood(probability) == words
