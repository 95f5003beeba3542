"""What the workbook of the annual return says, against values written by hand."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.year_workbook import write_year_workbook
from tests.reports.example_report import FORMULA
from tests.reports.example_year import example_board_year, example_year
from tests.reports.workbook.reading import rows_of, texts

Line = list[object]


def table_of(sheet: Worksheet, name: str) -> list[Line]:
    """The lines of a table, its heading first."""
    return [
        [each.date() if isinstance(each := cell.value, datetime) else each for cell in row]
        for row in rows_of(sheet, sheet.tables[name])
    ]


def test_the_cover_has_the_figures_at_a_glance_and_lines_to_sign(board: Workbook) -> None:
    cover = board["Cover"]
    about = {line[0]: line[1] for line in table_of(cover, "about_this_return")}
    assert about["Board"] == "County Durham"
    assert about["Year"] == "2010-11"
    assert about["Period"] == "1 April 2010 to 31 March 2011"
    assert table_of(cover, "figures_at_a_glance")[1:] == [
        ["Young people worked with in the year", 6],
        ["Young people new in the year", 2],
        ["Open on 1 April 2010", 3],
        ["Open on 31 March 2011", 3],
        ["Rate per 10,000 aged 0 to 17, worked with in the year", 3.8],
    ]
    signing = table_of(cover, "sign_off")
    assert signing[0] == ["To fill in", "Chair of the board", "Who made this return"]
    assert [line[0] for line in signing[1:]] == ["Name", "Role", "Date", "Signature"]


def test_the_equation_stands_in_words_and_in_numbers(board: Workbook) -> None:
    said = texts(board["Movements"])
    assert (
        "Open on 1 April 2010 + new + came back = ended + unknown + open on 31 March 2011." in said
    )
    assert "In numbers: 3 + 2 + 2 = 3 + 1 + 3." in said
    assert [line[1] for line in table_of(board["Movements"], "movements")[1:]] == [
        3, 1, 2, 2, 7, 3, 1, 1, 3, 1, 7,
    ]  # fmt: skip


def test_england_comes_first_then_regions_then_boards(centre: Workbook) -> None:
    heading, *lines = table_of(centre["Movements"], "movements_places")
    assert heading[:4] == ["Place", "Level", "Region", "Code"]
    assert [line[0] for line in lines] == [
        "England", "North East", "London", "County Durham", "Hammersmith and Kensington",
    ]  # fmt: skip
    assert lines[3][4:] == [3, 1, 2, 2, 3, 1, 1, 3, 1]


def test_rates_name_the_population_and_carry_the_study_s_warning(centre: Workbook) -> None:
    sheet = centre["Rates"]
    said = " ".join(texts(sheet))
    assert "The populations are those of mid-2012" in said
    assert "They do not show where sexual exploitation happens." in said
    _, *lines = table_of(sheet, "rates_places")
    durham, joint = lines[3], lines[4]
    assert durham[4:] == [16000, 3.8, 1.3, 1.9]
    assert joint[4:] == ["[z]"] * 4


def test_a_question_has_worked_with_and_new_side_by_side(centre: Workbook) -> None:
    heading, *lines = table_of(centre["Figure 3"], "figure_3_answers")
    assert heading == [
        "Place", "Answer", "Worked with: cases", "Worked with: percentage of base", "New: cases",
        "New: percentage of base",
    ]  # fmt: skip
    assert lines[0] == ["England", "Female", 3, 60.0, 1, 50.0]
    assert lines[3] == ["England", "Cases with information", 5, "[z]", 2, "[z]"]
    places = table_of(centre["Figure 3"], "figure_3_places")
    assert [line[0:1] + line[4:6] for line in places[1:]] == [
        ["County Durham", "Worked with in the year", 3],
        ["County Durham", "New in the year", 1],
        ["Hammersmith and Kensington", "Worked with in the year", 0],
        ["Hammersmith and Kensington", "New in the year", 0],
    ]


def test_what_became_of_the_work_is_the_first_of_the_tables(centre: Workbook) -> None:
    sheets = centre.sheetnames
    assert sheets[sheets.index("Table 2") - 1] == "At the end of the year"
    sheet = centre["At the end of the year"]
    assert sheet["A1"].value == "At the end of the year: what became of the work: England, 2010-11"
    assert [line[1:] for line in table_of(sheet, "year_end_answers")[1:5]] == [
        ["Work ended", 3, 42.9, 0, 0],
        ["No longer in the returns, nothing said of an end", 1, 14.3, 0, 0],
        ["Still worked with at the end of the year", 3, 42.9, 2, 100],
        ["Cases with information", 7, "[z]", 2, "[z]"],
    ]


def test_a_board_s_return_has_no_other_place(board: Workbook) -> None:
    heading, *lines = table_of(board["Figure 3"], "figure_3_answers")
    assert heading[0] == "Answer"
    assert lines[0] == ["Female", 3, 60.0, 1, 50.0]
    assert "Missing boards" not in board.sheetnames
    for sheet in board:
        assert not any("North East" in text for text in texts(sheet)), sheet.title


def test_it_says_who_sent_what_and_which_boards_are_missing(centre: Workbook) -> None:
    heading, first, second, third, fourth = table_of(centre["Who sent"], "who_sent")
    assert heading[2:4] == ["Apr 2010", "May 2010"]
    assert first == ["County Durham", FORMULA, *["yes"] * 12, date(2011, 3, 31), 12]
    assert second[2:] == ["yes", "yes", *["no"] * 10, date(2010, 5, 31), 2]
    assert third[-2:] == [date(2010, 3, 31), 0]
    assert fourth[-2:] == ["none", 0]
    assert table_of(centre["Missing boards"], "missing_boards") == [["Board"], ["Westminster"]]


def test_where_every_board_sent_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "annual.xlsx"
    write_year_workbook(path, replace(example_year(), missing=()))
    assert table_of(load_workbook(path)["Missing boards"], "missing_boards")[1:] == [
        ["None: at least one return came for every board."]
    ]


def test_a_board_with_nobody_signs_a_return_of_zeros(tmp_path: Path) -> None:
    path = tmp_path / "annual.xlsx"
    write_year_workbook(path, replace(example_board_year(), board="E06000001"))
    book = load_workbook(path)
    about = {line[0]: line[1] for line in table_of(book["Cover"], "about_this_return")}
    assert about["Board"] == "Hartlepool"
    assert {line[1] for line in table_of(book["Movements"], "movements")[1:]} == {0}
    assert table_of(book["Table 2"], "table_2_agency_types")[1:] == [["Hartlepool", *[0] * 8]]
    ages = {line[0]: line[1] for line in table_of(book["Figure 2"], "figure_2_answers")}
    assert (ages["Aged 15"], ages["Average age"]) == (0, "[z]")


def test_the_notes_say_what_the_words_mean(centre: Workbook) -> None:
    notes = {line[1]: str(line[2]) for line in table_of(centre["Notes"], "notes")}
    assert {"Spell", "New", "Came back", "Unknown", "Beside a snapshot", "Case"} <= set(notes)
    assert "ends nobody" in notes["Agencies that do not send"]
