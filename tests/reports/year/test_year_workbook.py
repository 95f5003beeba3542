"""What the workbook of the annual return says, against values written by hand."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.year_workbook import write_year_workbook
from tests.reports.example_report import FORMULA, MARKED_UP
from tests.reports.example_year import example_board_year, example_year, one_nil_return
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
        ["Unknown: no longer in the returns, and no closure date", 1],
        ["Open on 31 March 2011", 3],
        ["Of these: not shown by any return of the last 31 days", 1],
        ["Rate per 10,000 aged 0 to 17, worked with in the year", 3.8],
        ["Rows refused, which count for nothing", 3],
    ]
    assert table_of(cover, "sign_off") == [
        ["Who signs", "What is signed"],
        [
            "Chair of the board",
            "I confirm that these are the counts of County Durham for the year, that the agencies "
            "named under 'Who sent' were asked, and that what is missing is said there.",
        ],
        ["Chair of the board: name and role", None],
        ["Chair of the board: date and signature", None],
        ["Who made this return: name and role", None],
        ["Who made this return: date and signature", None],
    ]


def test_the_cover_of_a_board_says_what_each_agency_sent(board: Workbook) -> None:
    about = table_of(board["Cover"], "about_this_return")
    assert about[5:] == [
        ["Returns", "Counted from 14 returns of 2 agencies. Latest return: 31 March 2011."],
        [
            "Who sent",
            "Returns are missing, so the counts may be too low, and a count of 0 does not say that "
            "there is nobody. 1 of 2 agencies sent in every month, each counted once an area.",
        ],
        ["Sent in 12 of 12 months", FORMULA],
        ["Sent in 2 of 12 months", MARKED_UP],
    ]


def test_the_centre_s_cover_says_how_many_agencies_sent_in_every_month(centre: Workbook) -> None:
    about = table_of(centre["Cover"], "about_this_return")
    assert about[-1][0] == "Who sent"
    assert str(about[-1][1]).endswith(
        "1 of 4 agencies sent in every month, each counted once an area. 2 sent nothing in the "
        "year."
    )
    signed = table_of(centre["Cover"], "sign_off")[1]
    assert signed[0] == "Who signs it off"
    assert str(signed[1]).startswith("I confirm that these are the counts of all boards of England")


def test_a_board_with_one_nil_return_does_not_look_like_a_clean_0(tmp_path: Path) -> None:
    path = tmp_path / "annual.xlsx"
    write_year_workbook(path, one_nil_return())
    about = table_of(load_workbook(path)["Cover"], "about_this_return")
    assert str(about[5][1]).endswith("Latest return: 30 April 2010.")
    assert str(about[6][1]).startswith("Returns are missing, so the counts may be too low")
    assert about[7] == ["Sent in 1 of 12 months", "Kestrel House"]


def test_where_each_agency_sent_in_each_month_nothing_is_said_to_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "annual.xlsx"
    whole = example_board_year()
    write_year_workbook(path, replace(whole, sending=whole.sending[:1]))
    about = table_of(load_workbook(path)["Cover"], "about_this_return")
    assert about[6][1] == "1 of 1 agency sent in every month, each counted once an area."


def test_the_cover_is_as_wide_as_the_page_and_its_tables_are(board: Workbook) -> None:
    cover = board["Cover"]
    assert {len(table_of(cover, name)[0]) for name in cover.tables} == {2}
    assert cover.page_setup.orientation != "landscape"


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


def test_the_notes_say_when_work_of_long_ago_is_new_and_whose_answers_count(
    centre: Workbook,
) -> None:
    lines = table_of(centre["Notes"], "notes")
    notes = {each[1]: str(each[2]) for each in lines if each[0] == "What the year counts"}
    assert "without such a date they count as new from that return on" in notes["New"]
    assert "from an earlier year where the agency has sent none since" in notes["Whose answers"]
    assert "told in advance (a planned end) is believed" in notes["Closure dates"]
