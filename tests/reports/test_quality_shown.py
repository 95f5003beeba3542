"""Quality by agency and data provided, in the workbook and on the page."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.page import page_html
from reports.quality import Answers, DataProvided, Provided, ProvidedIn, Quality, QualityOf
from reports.workbook import write_workbook
from tests.reports.example_report import (
    ENGLAND,
    FORMULA,
    LINK,
    example_provided,
    example_quality,
    example_report,
)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("quality") / "snapshot.xlsx"
    write_workbook(path, example_report())
    return load_workbook(path)


def below(sheet: Worksheet, first: str, width: int) -> list[tuple[object, ...]]:
    """The heading that begins with `first`, and the rows below it until an empty one."""
    rows = [row[:width] for row in sheet.iter_rows(values_only=True)]
    begin = next(n for n, row in enumerate(rows) if row[0] == first)
    end = next((n for n in range(begin, len(rows)) if rows[n][0] is None), len(rows))
    return rows[begin:end]


def test_an_agency_has_a_row_with_its_shares_and_each_theme(workbook: Workbook) -> None:
    rows = below(workbook["Quality by agency"], "Agency", 12)
    assert rows[0] == (
        "Agency", "Level", "Area", "Region", "Themes well below England", "Rows",
        "Answered %", "Not known %", "Not provided %", "Refused %",
        "1 Personal information", "6 Health",
    )  # fmt: skip
    board = "Hammersmith and Kensington (joint board)"
    assert rows[1:] == [
        ("All agencies: England", "Country", "England", "All regions", "none", 41,
         50, 3.7, 45, 1.3, 55, 40),
        ("All agencies: North East", "Region", "North East", "North East", "none", 16,
         66.7, 7.3, 23.3, 2.7, 60, 80),
        ("All agencies: London", "Region", "London", "London", "theme 6", 25,
         33.3, 0, 66.7, 0, 50, 0),
        (FORMULA, "Agency", "County Durham", "North East", "none", 16,
         66.7, 7.3, 23.3, 2.7, 60, 80),
        (LINK, "Agency", board, "London", "theme 6", 25, 33.3, 0, 66.7, 0, 50, 0),
    ]  # fmt: skip


def test_agencies_can_be_filtered_and_so_can_places(workbook: Workbook) -> None:
    filtered = [
        table.name
        for sheet in ("Quality by agency", "Data provided")
        for table in workbook[sheet].tables.values()
        if table.autoFilter is not None
    ]
    assert filtered == ["quality_by_agency", "data_provided_places"]


def test_a_question_says_in_how_many_of_how_many_cases_data_was_provided(
    workbook: Workbook,
) -> None:
    assert below(workbook["Data provided"], "Question", 6) == [
        ("Question", "Data was provided in", "Of cases asked", "Percentage provided", "Not known",
         "Not provided"),
        ("Type of location", 20, 40, 50, 4, 16),
        ("If with family", 12, 13, 92.3, 0, 1),
    ]  # fmt: skip


def test_places_stand_below_with_the_cases_of_each_question(workbook: Workbook) -> None:
    rows = below(workbook["Data provided"], "Place", 7)
    assert rows[1] == ("England", "Country", "All regions", "E92000001", 40, 20, 12)
    assert rows[-1] == (
        "Hammersmith and Kensington", "Joint board", "London", "E09000013+E09000020", 5, 0, 0,
    )  # fmt: skip


def test_a_theme_is_well_below_england_from_twenty_points(tmp_path: Path) -> None:
    england = QualityOf(ENGLAND, None, 10, (Answers(500, 0, 500, 0), Answers(500, 0, 500, 0)))
    agency = example_quality().agencies[0]
    near = replace(agency, themes=(Answers(301, 0, 699, 0), Answers(300, 0, 700, 0)))
    quality = replace(example_quality(), england=england, agencies=(near,))
    write_workbook(tmp_path / "s.xlsx", replace(example_report(), quality=quality))
    rows = below(load_workbook(tmp_path / "s.xlsx")["Quality by agency"], "Agency", 5)
    assert rows[-1][4] == "theme 6"


def test_a_snapshot_that_counts_nobody_has_both_sheets(tmp_path: Path) -> None:
    themes = example_quality().themes
    nothing = tuple(Answers() for _ in themes)
    quality = Quality(themes, QualityOf(ENGLAND, None, 0, nothing), (), ())
    asked = example_provided().england.questions
    nobody = ProvidedIn(ENGLAND, 0, tuple(Provided(each.question, 0, 0, 0, 0) for each in asked))
    report = replace(example_report(), quality=quality, provided=DataProvided((nobody,)))
    write_workbook(tmp_path / "s.xlsx", report)
    book = load_workbook(tmp_path / "s.xlsx")
    assert below(book["Quality by agency"], "Agency", 7)[1:] == [
        ("All agencies: England", "Country", "England", "All regions", "[z]", 0, "[z]")
    ]
    assert below(book["Data provided"], "Question", 4)[1:] == [
        ("Type of location", 0, 0, "[z]"),
        ("If with family", 0, 0, "[z]"),
    ]
    assert "Type of location" in page_html(report).split('<h3 id="provided">')[1]


def test_the_page_has_england_s_data_provided_with_a_caption_and_a_link_in_the_contents() -> None:
    page = page_html(example_report())
    section = page.split('<h3 id="provided">')[1].split("</section>")[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", section).split())
    assert "Cases for which data was provided, England, 6 June 2011" in words
    assert "Type of location 20 40 4 16 50.0" in words
    assert "If with family 12 13 0 1 92.3" in words
    assert '<a href="#provided">' in page
    assert "<caption>" in section


def test_a_region_without_rows_is_not_listed(tmp_path: Path) -> None:
    """Of the example's two regions the first has none."""
    quality = example_quality()
    empty = replace(quality.regions[0], rows=0, themes=(Answers(), Answers()))
    without = replace(quality, regions=(empty, quality.regions[1]), agencies=quality.agencies[1:])
    write_workbook(tmp_path / "s.xlsx", replace(example_report(), quality=without))
    rows = below(load_workbook(tmp_path / "s.xlsx")["Quality by agency"], "Agency", 2)
    assert rows[1:] == [
        ("All agencies: England", "Country"),
        ("All agencies: London", "Region"),
        (LINK, "Agency"),
    ]


def test_a_longer_name_and_a_long_list_of_themes_need_no_second_line(tmp_path: Path) -> None:
    quality = example_quality()
    longer = replace(quality.agencies[0], agency="St Mary's & St John's Young People's Project")
    write_workbook(
        tmp_path / "s.xlsx", replace(example_report(), quality=replace(quality, agencies=(longer,)))
    )
    sheet = load_workbook(tmp_path / "s.xlsx")["Quality by agency"]
    (row,) = (cell.row for cell in sheet["A"] if cell.value == longer.agency)
    assert sheet.row_dimensions[row].height is None
