"""What is published of a year: the page and the workbook, and that no hidden count is in them."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import html
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser

from reports.disclosure.published import Publication, publish
from reports.year import YearReport
from reports.year_page import public_year_page_html
from reports.year_page_counts import boards_of_year, regions_grid, sum_of_year, year_headlines
from reports.year_published import PublishedYear, published_year
from reports.year_published_wording import hidden_sentences
from reports.year_tables import combined
from reports.year_workbook import write_public_year_workbook
from tests.chromium import open_browser, violations
from tests.reports.example_report import DURHAM, ENGLAND, NORTH_EAST
from tests.reports.example_year import country_year, example_board_year, example_year, large_year
from tests.reports.workbook.reading import texts

WIDE, PHONE = 1280, 390
in_chromium = pytest.mark.xdist_group("chromium")
HIDDEN_IN_LARGE = ("7919", "8928", "10930")
"""Open at the start in County Durham and in England, and open at the end in England: hidden with
the 3 who came back and the 4 whose work has ended."""


def publication(report: YearReport) -> Publication:
    return publish(combined(report.worked_with, report.new, report.known_before, report.movements))


def published(report: YearReport, contact: str = "figures@example.org") -> PublishedYear:
    return published_year(report, publication(report).tables, contact)


@cache
def large() -> PublishedYear:
    return published(large_year())


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page and the workbook of a country, those of the large year, and of the small one."""
    folder = tmp_path_factory.mktemp("published_year")
    years = {
        "country": published(country_year(0, 12, 1500)),
        "large": large(),
        "small": published(example_year()),
    }
    for name, year in years.items():
        (folder / f"{name}.html").write_text(public_year_page_html(year), "utf-8")
        write_public_year_workbook(folder / f"{name}.xlsx", year)
    return folder


@pytest.fixture(scope="module")
def workbook(files: Path) -> Workbook:
    return load_workbook(files / "large.xlsx")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def rows(workbook: Workbook, sheet: str) -> list[list[object]]:
    """The rows of the sheet's one table, its heading first."""
    (table,) = workbook[sheet].tables.values()
    return [[cell.value for cell in row] for row in workbook[sheet][table.ref]]


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_counts_are_of_young_people_and_hidden_ones_are_hidden() -> None:
    england = large().lead
    assert england.geography == ENGLAND
    assert {each.name: each.cases for each in england.counts} == {
        "individuals": "10934", "first_open": "c", "first_new": "2003", "first_came_back": "c",
        "last_ended": "c", "last_unknown": "0", "last_open": "c",
    }  # fmt: skip


def test_of_an_authority_what_became_of_the_work_is_hidden_and_a_group_without_anybody_is_0() -> (
    None
):
    hartlepool, durham = large().boards
    assert (hartlepool.geography.name, durham.geography) == ("Hartlepool", DURHAM)
    assert {each.name: each.cases for each in hartlepool.counts} == {
        "individuals": "1009", "first_open": "1009", "first_new": "0", "first_came_back": "0",
        "last_ended": "c", "last_unknown": "c", "last_open": "c",
    }  # fmt: skip
    assert durham.cases("first_open", "first_new", "first_came_back") == ("c", "2003", "c")


def test_a_rate_is_hidden_with_its_count() -> None:
    year = published(example_year())
    places = {each.geography.code: each for each in year.places}
    assert places[ENGLAND.code].rates("individuals", "first_new") == ("c", "c")
    assert places["E12000002"].rates("individuals", "first_new") == ("", "")
    populations = large_year().populations
    rate = 10_000 * 1009 / populations["E06000001"]
    assert large().boards[0].rates("individuals")[0] == f"{rate:.1f}"


def test_the_tables_of_each_group_stand_under_the_place_s_own_code() -> None:
    year = large()
    for tables, cases in ((year.worked_with, "10934"), (year.new, "2003")):
        (england,) = (each for each in tables.of("table_2") if each.geography == ENGLAND)
        assert england.cases("base") == cases
    assert year.known_before.find("table_2", NORTH_EAST.code) is not None
    assert year.tables.find("table_2", f"{ENGLAND.code}|came_back") is not None


def test_a_board_s_return_is_not_published() -> None:
    with pytest.raises(ValueError, match="a board's own return is not published"):
        published_year(example_board_year(), large().tables, "")


def test_the_equation_and_the_grids_say_c_and_speak_of_young_people() -> None:
    year = large()
    assert sum_of_year(year).alternative == (
        "Open on 1 April 2010 + new + came back = ended + unknown + open on 31 March 2011. "
        "In numbers: [c] + 2,003 + [c] = [c] + 0 + [c]."
    )
    assert regions_grid(year).lines[-1].cells[:7] == (
        "10,934", "[c]", "2,003", "[c]", "[c]", "0", "[c]",
    )  # fmt: skip
    assert boards_of_year(year)[0].grid.columns == (
        "Place", "Worked with", "Open at start", "New", "Came back", "Rate: worked with",
        "Rate: new",
    )  # fmt: skip
    assert [each.figure for each in year_headlines(year)][:3] == ["10,934", "2,003", "[c]"]


def test_the_page_says_what_is_hidden_whom_to_ask_and_which_files_lie_beside_it() -> None:
    page = html.fromstring(public_year_page_html(large()))
    text = words(page)
    assert "[c] stands for a figure that is not shown" in text
    assert "16 of the 7,075 numbers of the tables are not shown." in text
    assert "Questions about these figures: figures@example.org" in text
    assert page.xpath("//section/dl/div/dt/a/@href") == ["annual.xlsx", "tables.csv"]
    assert "RESTRICTED" not in text
    assert "Who has not sent" not in text


def test_that_a_hidden_number_of_an_authority_is_none_of_nobody_is_said() -> None:
    (said,) = (each for each in hidden_sentences(large()) if "small, large or 0" in each)
    assert said.endswith(
        "Of a local authority or a joint board it is at least 1: a group that nobody is in is "
        "printed as 0."
    )


def test_sentences_on_merged_answers_are_said_once() -> None:
    sentences = hidden_sentences(published(country_year(0, 12, 1500)))
    assert len(sentences) == len(set(sentences))


def test_the_workbook_has_a_sheet_a_table_and_nothing_to_sign(workbook: Workbook) -> None:
    assert workbook.sheetnames[:9] == [
        "Cover", "Contents", "Notes", "Young people", "Young people areas", "Rates",
        "At the end of the year", "Table 2", "Figure 1",
    ]  # fmt: skip
    cover = texts(workbook["Cover"])
    assert "Questions about these figures: figures@example.org" in cover
    assert "Young people worked with in England: 10,934. Of them new in the year: 2,003." in cover
    assert not any("sign" in text.lower() for text in cover)


def test_the_workbook_shows_england_then_the_regions_and_areas_by_themselves(
    workbook: Workbook,
) -> None:
    heading, england, north_east, *_ = rows(workbook, "Young people")
    assert heading == [
        "Place", "Worked with", "Open on 1 April 2010", "New", "Came back", "Ended", "Unknown",
        "Open on 31 March 2011",
    ]  # fmt: skip
    assert england == ["England", 10934, "[c]", 2003, "[c]", "[c]", 0, "[c]"]
    assert north_east == ["North East", *england[1:]]
    assert [[line[0], *line[4:]] for line in rows(workbook, "Young people areas")[1:]] == [
        ["County Durham", 9925, "[c]", 2003, "[c]"],
        ["Hartlepool", 1009, 1009, 0, 0],
    ]
    assert rows(workbook, "At the end of the year")[1:4] == [
        ["England", "Work ended", "[c]", "[c]", 0, 0],
        ["England", "No longer in the returns, nothing said of an end", 0, 0, 0, 0],
        ["England", "Still worked with at the end of the year", "[c]", "[c]", 2003, 100],
    ]


def test_no_hidden_count_is_in_the_bytes_of_page_or_workbook(files: Path) -> None:
    hidden = {line.cases for line in publication(large_year()).lines}
    assert set(HIDDEN_IN_LARGE) <= hidden
    contents = {"page": (files / "large.html").read_bytes()}
    with ZipFile(files / "large.xlsx") as parts:
        contents |= {name: parts.read(name) for name in parts.namelist()}
    for name, content in contents.items():
        for count in HIDDEN_IN_LARGE:
            written = rf"(?<![\d.]){count[:-3]},?{count[-3:]}(?!\d)".encode()
            assert not re.search(written, content), f"{count} is in {name}"


def test_no_agency_is_named_and_nothing_says_restricted(files: Path) -> None:
    names = [b"Barnardo", b"Safe House", b"Prizes", b"Never Sent", b"Westminster"]
    with ZipFile(files / "small.xlsx") as parts:
        contents = [parts.read(name) for name in parts.namelist()]
    for content in (*contents, (files / "small.html").read_bytes()):
        assert [name for name in names if name in content] == []
        assert b"RESTRICTED" not in content


def test_the_same_year_makes_the_same_bytes(files: Path, tmp_path: Path) -> None:
    write_public_year_workbook(tmp_path / "again.xlsx", large())
    assert (tmp_path / "again.xlsx").read_bytes() == (files / "large.xlsx").read_bytes()


@in_chromium
@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("name", ["country", "small"])
def test_axe_finds_nothing(browser: Browser, files: Path, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((files / f"{name}.html").as_uri())
    assert violations(page) == []
    page.close()


@in_chromium
@pytest.mark.parametrize("width", [WIDE, PHONE, 320])
def test_the_page_never_scrolls_sideways(browser: Browser, files: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page.goto((files / "country.html").as_uri())
    for summary in page.locator("summary:visible").all()[:4]:
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
