"""What the page and the workbook say of possible duplicates, counted or left out."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.page import page_html
from reports.range_csv import range_csv
from reports.range_wording import figures_sentences, summary_sentences, totals_sentence
from reports.report import PossibleDuplicates, RestrictedReport
from reports.review import CountedRange
from reports.workbook import write_workbook
from tests.reports.example_report import example_possible, example_report


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#39;", "'").split())


def of_possible(least: int, most: int, *, left_out: bool = False) -> RestrictedReport:
    """The example, where only England's range matters."""
    england = CountedRange("E92000001", "England", least, most)
    possible = PossibleDuplicates((england,), left_out, pairs=most - least, threshold=0.1)
    return replace(example_report(), possible=possible)


def left_out() -> RestrictedReport:
    report = example_report()
    flow = (*report.flow[:-1], ("duplicate_possible", "2"), ("counted", "38"))
    return replace(report, possible=example_possible(left_out=True), flow=flow)


def texts_of(path: Path) -> dict[str, list[str]]:
    """The texts of each sheet."""
    return {
        sheet.title: [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        for sheet in load_workbook(path)
    }


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    path = tmp_path_factory.mktemp("range") / "snapshot.xlsx"
    write_workbook(path, example_report())
    return texts_of(path)


@pytest.fixture(scope="module")
def workbook_left_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    path = tmp_path_factory.mktemp("left-out") / "snapshot.xlsx"
    write_workbook(path, left_out())
    return texts_of(path)


def test_the_headline_has_the_lowest_number_below_it() -> None:
    page = page_html(example_report())
    glance = words(page.split('<dl class="headlines">')[1].split("</dl>")[0])
    assert glance.startswith(
        "young people counted in England 40 38 if all possible duplicates are the same young people"
    )


def test_table_2_has_the_lowest_total_of_each_region_and_of_england() -> None:
    table = words(page_html(example_report()).split('<h3 id="table_2">')[1].split("</section>")[0])
    assert "Total Lowest total, possible duplicates as one Per cent of England" in table
    assert "North East 10 5 0 15 13 37.5" in table
    assert "London 5 18 2 25 25 62.5" in table
    assert "England 15 23 2 40 38" in table
    assert (
        "2 of the 40 young people may be the same as others counted in their area (possible "
        "duplicates). 'Lowest total, possible duplicates as one' is the number of young people if "
        "all of them are."
    ) in table


def test_every_other_table_says_by_how_much_a_number_may_be_too_high(
    workbook: dict[str, list[str]],
) -> None:
    said = (
        "2 of the 40 young people may be the same as others counted, so a number here may be too "
        "high by up to 2."
    )
    tables = [
        texts
        for name, texts in workbook.items()
        if name.startswith(("Figure", "Table", "If with")) and name != "Table 2"
    ]
    assert len(tables) == 8
    assert all(said in texts for texts in tables)
    assert words(page_html(example_report())).count(said) == 8


def test_the_cover_says_it_and_the_notes_explain_it(workbook: dict[str, list[str]]) -> None:
    assert any(
        text.startswith(
            "2 of the 40 young people may be the same as others counted in their area (possible "
            "duplicates). If all of them are, England has 38 young people."
        )
        for text in workbook["Cover"]
    )
    assert "Possible duplicate" in workbook["Notes"]
    assert any("at least 10% likely" in text for text in workbook["Notes"])
    assert any("counted apart until somebody decides" in text for text in workbook["Notes"])
    assert "The same young person, as people decided" in workbook["Flow of rows"]


def test_where_they_are_left_out_the_page_says_so_before_any_figure() -> None:
    page = words(page_html(left_out()).split("<body>")[1])
    said = (
        "Possible duplicates are left out , as in the 2011 study (paragraph 3.10): of young people "
        "of an area who may be the same, only the one about whom most is known is counted. 2 "
        "possible duplicates are left out: England has 38 young people without them, and 40 with "
        "them."
    )
    assert page.index(said) < page.index("young people counted in England")
    assert "Possible duplicate, left out" in page


def test_where_they_are_left_out_the_column_is_the_highest_total() -> None:
    table = words(page_html(left_out()).split('<h3 id="table_2">')[1].split("</section>")[0])
    assert "Total Highest total, with possible duplicates Per cent of England" in table
    assert "2 possible duplicates are left out. 'Highest total, with possible duplicates' is" in (
        table
    )


def test_where_they_are_left_out_cover_and_tables_of_the_workbook_say_so(
    workbook_left_out: dict[str, list[str]],
) -> None:
    assert any(
        text.startswith("Possible duplicates are left out, as in the 2011 study (paragraph 3.10)")
        for text in workbook_left_out["Cover"]
    )
    said = "2 possible duplicates are left out, so a number here may be too low by up to 2."
    assert said in workbook_left_out["Figure 1"]
    assert "Possible duplicate, left out" in workbook_left_out["Flow of rows"]
    assert not any("counted apart until" in text for text in workbook_left_out["Notes"])


def test_one_possible_duplicate_is_told_in_the_singular() -> None:
    assert figures_sentences(of_possible(39, 40)) == (
        "1 of the 40 young people may be the same as another counted, so a number here may be too "
        "high by 1.",
    )
    assert figures_sentences(of_possible(39, 40, left_out=True)) == (
        "1 possible duplicate is left out, so a number here may be too low by 1.",
    )


def test_where_there_are_none_the_tables_say_nothing_and_the_cover_that_none_was_found() -> None:
    report = of_possible(40, 40)
    assert figures_sentences(report) == ()
    assert summary_sentences(report) == ("No possible duplicates were found.",)
    assert totals_sentence(report) == (
        "No possible duplicates were found. 'Lowest total, possible duplicates as one' is the "
        "total again."
    )


def test_range_csv_has_a_line_for_each_place_of_the_tables() -> None:
    assert range_csv(example_report()).splitlines() == [
        "geographic_level,geography_code,geography_name,counted,least,most",
        "national,E92000001,England,40,38,40",
        "regional,E12000001,North East,15,13,15",
        "regional,E12000007,London,25,25,25",
        "local_authority,E06000047,County Durham,12,11,12",
        "joint_board,E09000013+E09000020,Hammersmith and Kensington,5,5,5",
    ]
    assert "national,E92000001,England,38,38,40" in range_csv(left_out())
