"""Both pages of a trend in Chromium: for readers with and without sight, mouse, script or a wide
screen, and on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import open_browser, texts_of_pdf, violations

pytestmark = pytest.mark.xdist_group("chromium")
WIDE, PHONE, PAPER = 1280, 390, 688
PUBLIC, RESTRICTED = "public.html", "restricted.html"
NAMES = [PUBLIC, RESTRICTED]
LONDON = "E12000007"
_TOO_WIDE = """(elements) => {
  const right = document.querySelector('main').getBoundingClientRect().right;
  return elements.filter(each => each.getBoundingClientRect().right > right + 1).length;
}"""
_SMALL = """(elements) => elements.filter(each => each.checkVisibility()
  && each.getBoundingClientRect().height < 8).length"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, public_page: str, restricted_page: str) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / PUBLIC).write_text(public_page, "utf-8")
    (folder / RESTRICTED).write_text(restricted_page, "utf-8")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def opened(browser: Browser, path: Path, width: int = WIDE) -> Page:
    """The page without script, London chosen."""
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page.set_default_timeout(10_000)
    page.goto(path.as_uri())
    page.locator(f"label[for=show-{LONDON}]").click()
    return page


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(browser: Browser, pages: Path, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((pages / name).as_uri())
    page.locator(f"label[for=show-{LONDON}]").click()
    assert violations(page) == []
    page.close()


def test_without_script_a_region_can_be_shown_beside_england(browser: Browser, pages: Path) -> None:
    page = opened(browser, pages / PUBLIC)
    shown = "all => all.filter(each => each.checkVisibility()).map(each => each.className)"
    assert set(page.locator("div.place").evaluate_all(shown)) == {f"place at-{LONDON}"}
    page.locator("label[for=show-none]").click()
    assert page.locator("div.place").evaluate_all(shown) == []
    page.close()


@pytest.mark.parametrize("width", [WIDE, PHONE, 320])
@pytest.mark.parametrize("name", NAMES)
def test_the_page_never_scrolls_sideways(
    browser: Browser, pages: Path, name: str, width: int
) -> None:
    page = opened(browser, pages / name, width)
    for summary in page.locator("summary:visible").all()[:6]:
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_letters_of_charts_can_be_read(browser: Browser, pages: Path, width: int) -> None:
    page = opened(browser, pages / RESTRICTED, width)
    letters = page.locator("svg text")
    assert letters.count() > 200
    assert letters.evaluate_all(_SMALL) == 0
    page.close()


@pytest.mark.parametrize("name", NAMES)
def test_on_a4_no_table_is_cut_and_no_row_or_chart_is_split(
    browser: Browser, pages: Path, name: str
) -> None:
    page = opened(browser, pages / name, PAPER)
    page.emulate_media(media="print")
    tables = page.locator("table:visible")
    assert tables.count() > (50 if name == RESTRICTED else 30)
    assert tables.evaluate_all(_TOO_WIDE) == 0
    breaks = "each => each.map(one => getComputedStyle(one).breakInside)"
    assert set(page.locator("tr, figure").evaluate_all(breaks)) == {"avoid"}
    page.close()


def test_every_printed_page_of_the_restricted_page_says_so_and_of_the_public_none(
    browser: Browser, pages: Path
) -> None:
    for name, is_marked in ((RESTRICTED, True), (PUBLIC, False)):
        page = opened(browser, pages / name)
        paper = texts_of_pdf(page.pdf(prefer_css_page_size=True))
        assert {"RESTRICTED: true counts" in each for each in paper} == {is_marked}
        whole = " ".join(" ".join(paper).split())
        assert "Young people who came and went, London, April 2010 to October 2010" in whole
        assert "Young people who came and went, North East" not in whole
        page.close()
