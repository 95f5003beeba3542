"""The page of the annual return: what it says, and in Chromium."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from reports.movements import Movements
from reports.year import YearReport
from reports.year_page import year_page_html
from tests.chromium import open_browser, texts_of_pdf, violations
from tests.reports.example_report import MARKED_UP
from tests.reports.example_year import (
    country_year,
    example_board_year,
    example_year,
    one_nil_return,
)

WIDE, PHONE, PAPER = 1280, 390, 688
CENTRE, BOARD = "centre.html", "board.html"
_TOO_WIDE = """(elements) => {
  const right = document.querySelector('main').getBoundingClientRect().right;
  return elements.filter(each => each.getBoundingClientRect().right > right + 1)
    .map(each => each.querySelector('caption').textContent);
}"""
in_chromium = pytest.mark.xdist_group("chromium")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("annual")
    (folder / CENTRE).write_text(year_page_html(country_year(0, 60, 800)), "utf-8")
    (folder / BOARD).write_text(year_page_html(example_board_year()), "utf-8")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_equation_is_a_picture_with_its_words() -> None:
    page = html.fromstring(year_page_html(example_board_year()))
    (picture,) = page.xpath("//*[@class='sums']")
    assert picture.get("aria-label") == (
        "Open on 1 April 2010 + new + came back = ended + unknown + open on 31 March 2011. "
        "In numbers: 3 + 2 + 2 = 3 + 1 + 3."
    )
    assert [words(part) for part in picture.xpath(".//*[@class='part']")] == [
        "3Open on 1 April 2010", "2New", "2Came back",
        "3Ended", "1Unknown", "3Open on 31 March 2011",
    ]  # fmt: skip
    assert [words(each) for each in picture.xpath(".//*[@class='sign']")] == list("++=++")


def test_a_question_has_both_groups_side_by_side() -> None:
    page = html.fromstring(year_page_html(example_year()))
    (table,) = page.xpath("//h3[@id='figure_3']/..//table")
    rows = {words(row[0]): [words(cell) for cell in row[1:]] for row in table.xpath(".//tbody/tr")}
    assert rows["Female"] == ["3", "60.0", "1", "50.0"]
    assert rows["Cases with information"] == ["5", "", "2", ""]


def test_what_became_of_the_work_stands_with_the_counts_before_the_questions() -> None:
    page = html.fromstring(year_page_html(example_year()))
    (table,) = page.xpath("//h3[@id='year_end']/..//table")
    rows = {words(row[0]): [words(cell) for cell in row[1:]] for row in table.xpath(".//tbody/tr")}
    assert rows["Work ended"] == ["3", "42.9", "0", "0.0"]
    assert rows["Still worked with at the end of the year"] == ["3", "42.9", "2", "100.0"]
    headings = [words(each) for each in page.xpath("//h2 | //h3")]
    mine = headings.index("At the end of the year: what became of the work")
    assert headings.index("Who came, who went and who stayed") < mine
    assert mine < headings.index("Table 2: Cases by geographical area")


def test_the_board_s_page_is_about_the_board_alone() -> None:
    text = words(html.fromstring(year_page_html(example_board_year())))
    assert "annual return 2010-11, County Durham" in text
    assert "Boards without any return" not in text
    assert "North East" not in text


def test_it_says_who_has_not_sent_and_takes_no_name_for_mark_up() -> None:
    page = html.fromstring(year_page_html(example_year()))
    assert [words(each) for each in page.xpath("//*[@class='named']/li")] == ["Westminster"]
    gaps = [[words(cell) for cell in row] for row in page.xpath("//*[@class='grid gaps']/tbody/tr")]
    assert gaps[0] == [MARKED_UP, "County Durham", "2 of 12", "31 May 2010"]
    assert [row[2:] for row in gaps[1:]] == [["0 of 12", "31 March 2010"], ["0 of 12", "none"]]


def headlines(report: YearReport) -> list[list[str]]:
    page = html.fromstring(year_page_html(report))
    return [
        [words(each) for each in (*div.xpath("dd[1]"), *div.xpath("dt"), *div.xpath("dd[2]"))]
        for div in page.xpath("//*[@class='headlines']/div")
    ]


def test_the_first_figures_say_what_is_not_known() -> None:
    assert headlines(example_board_year())[2:] == [
        ["1", "unknown: no longer in the returns, and no closure date"],
        ["3", "spells open on 31 March 2011", "of these not shown by any return of the last 31 "
         "days: 1"],
        ["12 of 12", "months of the year with a return", "latest return: 31 March 2011"],
        ["1 of 2", "agencies sent in every month"],
    ]  # fmt: skip
    assert headlines(example_year())[4:] == [
        ["1 of 4", "agencies sent in every month", "latest return: 31 March 2011"],
        ["1", "boards without any return in the year"],
    ]


def test_a_board_with_one_nil_return_does_not_look_like_a_clean_0() -> None:
    assert headlines(one_nil_return())[4] == [
        "1 of 12", "months of the year with a return", "latest return: 30 April 2010",
    ]  # fmt: skip
    text = words(html.fromstring(year_page_html(one_nil_return())))
    assert "a count of 0 does not say that there is nobody. Kestrel House sent in 1 of 12" in text


def test_refused_rows_are_said() -> None:
    text = words(html.fromstring(year_page_html(example_board_year())))
    assert "Rows refused, which count for nothing: 3." in text


def test_a_board_with_nobody_has_a_page_of_zeros() -> None:
    empty = replace(example_board_year(), board="E06000001")
    page = html.fromstring(year_page_html(empty))
    assert words(page.xpath("//*[@class='headlines']//dd")[0]) == "0"
    assert {words(part) for part in page.xpath("//*[@class='part']/b")} == {"0"}
    assert Movements().adds_up


@in_chromium
@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("name", [CENTRE, BOARD])
def test_axe_finds_nothing(browser: Browser, pages: Path, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((pages / name).as_uri())
    assert violations(page) == []
    page.close()


@in_chromium
@pytest.mark.parametrize("width", [WIDE, PHONE, 320])
@pytest.mark.parametrize("name", [CENTRE, BOARD])
def test_the_page_never_scrolls_sideways(
    browser: Browser, pages: Path, name: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page.goto((pages / name).as_uri())
    for summary in page.locator("summary:visible").all()[:4]:
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


@in_chromium
@pytest.mark.parametrize("name", [CENTRE, BOARD])
def test_on_a4_no_table_is_cut(browser: Browser, pages: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": PAPER, "height": 900})
    page.goto((pages / name).as_uri())
    for summary in page.locator("summary:visible").all():
        summary.click()
    page.emulate_media(media="print")
    tables = page.locator("table:visible")
    assert tables.count() > 20
    assert tables.evaluate_all(_TOO_WIDE) == []
    page.close()


@in_chromium
def test_every_printed_page_says_restricted(browser: Browser, pages: Path) -> None:
    page = browser.new_page()
    page.goto((pages / BOARD).as_uri())
    paper = texts_of_pdf(page.pdf(prefer_css_page_size=True))
    assert {"RESTRICTED: true counts" in each for each in paper} == {True}
    page.close()
