"""Both pages in Chromium: for readers with and without sight, mouse, script or a wide screen, and
on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from reports.page import page_html
from tests.chromium import open_browser, texts_of_pdf, violations
from tests.reports.example_report import example_report
from tests.reports.page.published_worlds import published_world

pytestmark = pytest.mark.xdist_group("chromium")
WIDE, PHONE = 1280, 390
PAPER = 688
"""How wide A4 is between its margins: 182 mm in CSS pixels."""
PUBLIC, RESTRICTED = "public.html", "restricted.html"
NORTH_EAST, LONDON = "E12000001", "E12000007"
_TOO_WIDE = """(elements) => {
  const right = document.querySelector('main').getBoundingClientRect().right;
  return elements.filter(each => each.getBoundingClientRect().right > right + 1)
    .map(each => each.querySelector('caption').textContent);
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published page of a whole country, and the restricted page of the small example."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / PUBLIC).write_text(published_world(4, 5_000).page, "utf-8")
    (folder / RESTRICTED).write_text(page_html(example_report()), "utf-8")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def opened(browser: Browser, path: Path, width: int = WIDE) -> Page:
    """The page without script."""
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page.set_default_timeout(10_000)
    page.goto(path.as_uri())
    return page


def seen(page: Page, selector: str) -> int:
    """How many such elements are shown."""
    shown = "all => all.filter(each => each.checkVisibility()).length"
    return int(page.locator(selector).evaluate_all(shown))


def choose(page: Page, code: str) -> None:
    page.locator(f"label[for=show-{code}]").click()


def open_some(page: Page) -> None:
    """Opens the first folded tables that are there."""
    for summary in page.locator("summary:visible").all()[:12]:
        summary.click()


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("name", [PUBLIC, RESTRICTED])
def test_axe_finds_nothing(browser: Browser, pages: Path, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((pages / name).as_uri())
    choose(page, LONDON)
    assert violations(page) == []
    page.close()


def test_without_script_each_region_can_be_shown_beside_england(
    browser: Browser, pages: Path
) -> None:
    page = opened(browser, pages / PUBLIC)
    sections = seen(page, "section.table:has(.place)")
    regions = page.locator("input[name=region]").count() - 1
    assert (sections, regions) == (26, 9)
    assert seen(page, ".place") == 0
    for code in (NORTH_EAST, LONDON):
        choose(page, code)
        assert seen(page, ".place") == seen(page, f".place.at-{code} table") == sections
        assert seen(page, ".figures:not(.place) table") == sections + 1
    choose(page, "none")
    assert seen(page, ".place") == 0
    page.close()


def test_a_region_is_chosen_with_the_keyboard_alone(browser: Browser, pages: Path) -> None:
    page = opened(browser, pages / RESTRICTED, PHONE)
    page.locator("#show-none").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(f"#show-{NORTH_EAST}").is_checked()
    assert seen(page, f".place.at-{NORTH_EAST}") == 2
    page.close()


def test_a_chosen_region_s_boards_are_open_and_the_others_are_not_there(
    browser: Browser, pages: Path
) -> None:
    page = opened(browser, pages / RESTRICTED)
    assert seen(page, "details.board") == 2
    assert seen(page, "details.board table") == 0
    choose(page, LONDON)
    assert seen(page, "details.board") == seen(page, "details.board table") == 1
    page.close()


def test_without_script_all_that_is_folded_opens(browser: Browser, pages: Path) -> None:
    page = opened(browser, pages / RESTRICTED)
    for summary in page.locator("summary").all():
        summary.click()
    assert seen(page, "details table") == page.locator("details table").count() == 11
    page.close()


def test_a_browser_that_knows_no_has_shows_every_region(
    browser: Browser, pages: Path, tmp_path: Path
) -> None:
    text = (pages / RESTRICTED).read_text("utf-8").replace(":has(", ":unknown-to-it(")
    (tmp_path / RESTRICTED).write_text(text, "utf-8")
    page = opened(browser, tmp_path / RESTRICTED)
    assert seen(page, "fieldset") == 0
    assert seen(page, ".place") == page.locator(".place").count() == 4
    page.close()


@pytest.mark.parametrize("width", [WIDE, PHONE, 320])
@pytest.mark.parametrize("name", [PUBLIC, RESTRICTED])
def test_the_page_never_scrolls_sideways(
    browser: Browser, pages: Path, name: str, width: int
) -> None:
    page = opened(browser, pages / name, width)
    choose(page, LONDON)
    open_some(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


@pytest.mark.parametrize("name", [PUBLIC, RESTRICTED])
def test_on_a4_no_table_is_cut_and_no_row_is_split(
    browser: Browser, pages: Path, name: str
) -> None:
    page = opened(browser, pages / name, PAPER)
    choose(page, LONDON)
    open_some(page)
    page.emulate_media(media="print")
    tables = page.locator("table:visible")
    assert tables.count() > 20
    assert tables.evaluate_all(_TOO_WIDE) == []
    breaks = "each => each.map(one => getComputedStyle(one).breakInside)"
    assert set(page.locator("tr, figure").evaluate_all(breaks)) == {"avoid"}
    page.close()


def test_england_and_the_chosen_region_are_printed(browser: Browser, pages: Path) -> None:
    page = opened(browser, pages / RESTRICTED)
    choose(page, LONDON)
    paper = texts_of_pdf(page.pdf(prefer_css_page_size=True))
    whole = " ".join(" ".join(paper).split())
    assert "Figure 1: Nature of location, England, 6 June 2011" in whole
    assert "Figure 1: Nature of location, London, 6 June 2011" in whole
    assert "Hammersmith and Kensington (joint board)" in whole
    assert "Figure 1: Nature of location, North East" not in whole
    assert "Show a region beside England" not in whole
    page.close()


def test_every_printed_page_of_the_restricted_page_says_so_and_of_the_public_none(
    browser: Browser, pages: Path
) -> None:
    for name, is_marked in ((RESTRICTED, True), (PUBLIC, False)):
        page = opened(browser, pages / name)
        paper = texts_of_pdf(page.pdf(prefer_css_page_size=True))
        assert len(paper) > 4
        assert {"RESTRICTED: true counts" in each for each in paper} == {is_marked}
        assert f"Page 2 of {len(paper)}" in paper[1]
        page.close()
