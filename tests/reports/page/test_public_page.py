"""The published page: what stands in it, and what must not."""

import re
from dataclasses import replace
from itertools import chain

import pytest
from lxml import html

from reports.disclosure.published import PublishedTable
from reports.figures import BASE, HIDDEN, NOT_KNOWN_ROW, NOT_PROVIDED, OUTSIDE_BASE, PlaceTable
from reports.page import page_html, public_page_html
from reports.report import PublicReport
from reports.sentences import table_sentences
from reports.views import table_views
from reports.wording import heading
from tests.reports.example_published import example_public_report
from tests.reports.example_report import example_possible, example_report
from tests.reports.page.published_worlds import AGENCY, PublishedWorld, published_world

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def page() -> str:
    return public_page_html(example_public_report())


@pytest.fixture(scope="module", params=[(3, 900), (4, 5_000)], ids=["few", "many"])
def world(request: pytest.FixtureRequest) -> PublishedWorld:
    return published_world(*request.param)


def section(page: str, table_id: str) -> str:
    return page.split(f'<h3 id="{table_id}">')[1].split("</section>", maxsplit=1)[0]


def part(page: str, begin: str, end: str = "</section>") -> str:
    """What the page says from one mark to the next."""
    return words(page.split(begin)[1].split(end, maxsplit=1)[0])


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("&#39;", "'").split())


def test_it_stands_alone_runs_nothing_and_fetches_nothing(page: str) -> None:
    root = html.fromstring(page)
    tags = {each.tag for each in root.iter() if isinstance(each.tag, str)}
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & tags
    assert "url(" not in page
    assert "@import" not in page
    assert "javascript:" not in page
    attributes = chain.from_iterable(each.items() for each in root.iter())
    named = [(name, value) for name, value in attributes if not name.startswith("aria-")]
    assert not [name for name, _ in named if name.startswith("on") or name in ("src", "srcset")]
    links = {value for name, value in named if name == "href" and not value.startswith("#")}
    assert links == {"snapshot.xlsx", "tables.csv", "open-data/"}


def test_every_id_stands_once_and_every_link_leads_to_one(page: str) -> None:
    root = html.fromstring(page)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {each[1:] for each in root.xpath("//@href") if each.startswith("#")} <= set(ids)
    assert set(root.xpath("//label/@for")) == set(root.xpath("//input/@id"))


def test_it_holds_nothing_of_the_restricted_page(world: PublishedWorld) -> None:
    assert AGENCY not in world.page
    assert "restricted" not in world.page.casefold()
    for unwanted in ('id="returns"', 'id="provided"', "noindex", "lscb duplicates", "Lowest total"):
        assert unwanted not in world.page


def test_the_restricted_page_says_so_on_the_screen_and_on_every_page_of_paper() -> None:
    restricted = page_html(example_report())
    assert words(restricted.split("<body>")[1]).startswith("Skip to the figures RESTRICTED")
    assert '@top-left { content: "RESTRICTED: true counts, not for publication"' in restricted


def test_the_headline_has_its_range(page: str) -> None:
    glance = part(page, '<dl class="headlines">', "</dl>")
    assert glance == (
        "young people counted in England 40 35 if all possible duplicates are the same young "
        "people local authorities and joint boards with cases 2 returns used, from 4 agencies in "
        "the UK 5 rows received in all returns 1,061"
    )


def test_a_hidden_figure_stands_as_c_in_table_and_chart(page: str) -> None:
    figure_1 = section(page, "figure_1")
    chart, table = figure_1.split("<svg")[1].split("</svg>")
    assert words(chart.split(">", maxsplit=1)[1]) == "City 12 Town 7 Rural [c]"
    assert "Not shown: Rural." in chart
    assert words(table.split("<tbody>")[1]).startswith("City 12 60.0 Town 7 35.0 Rural [c] [c]")
    assert "[c] beside a dashed box: the figure is not shown." in figure_1


def test_a_hidden_percentage_has_no_bar(page: str) -> None:
    north_east = section(page, "figure_1").split('place at-E12000001">')[1].split("</table>")[0]
    rural = north_east.split("<tr>")[4].split("</tr>")[0]
    assert words(rural) == "Rural [c] [c]"
    assert "bar" not in rural


def test_what_is_hidden_is_not_in_the_sentences(page: str) -> None:
    said = words(section(page, "figure_1"))
    assert "Data was provided in 20 of 40 cases (not known [c], not provided 16)." in said


def test_cases_by_board_are_their_number_alone(page: str) -> None:
    boards = part(page, '<h3 id="boards">')
    assert "Board Total County Durham 12 North East 15" in boards
    assert "Hammersmith and Kensington (joint board) [c] London 25" in boards


def test_with_local_tables_boards_have_their_types_of_agency() -> None:
    page = public_page_html(example_public_report(local_tables=True))
    boards = part(page, '<h3 id="boards">')
    assert "Board Statutory Voluntary Mixed Total County Durham 10 [c] 0 12" in boards


def test_hidden_steps_of_the_flow_are_not_shown(page: str) -> None:
    flow = part(page, '<h3 id="flow">')
    assert "Rows received All rows" in flow
    assert "one of the 31 days before. [c] Refused" in flow
    assert flow.endswith("who is the same. 40")


def test_it_says_what_is_hidden_and_names_the_files_beside_it(page: str) -> None:
    hidden = part(page, '<h3 id="hidden">')
    assert "numbers of the tables are not shown. [c] stands in their place" in hidden
    assert "Numbers from 1 to 5 are never shown" in hidden
    files = part(page, '<h3 id="files">')
    assert "snapshot.xlsx The same tables as a workbook, a sheet each." in files


def test_it_warns_before_any_table(page: str) -> None:
    assert page.index("They do not show where sexual exploitation happens") < page.index("<table")


def test_where_possible_duplicates_are_left_out_it_says_so_before_any_figure() -> None:
    possible = replace(example_possible(left_out=True), pairs=None)
    page = words(public_page_html(replace(example_public_report(), possible=possible)))
    assert page.index("Possible duplicates are left out") < page.index("At a glance")


def test_where_england_is_hidden_no_headline_gives_it_away() -> None:
    report = example_public_report()
    page = public_page_html(
        replace(
            report,
            tables=replace(report.tables, tables=tuple(_all_hidden(report))),
            flow=tuple((step, HIDDEN) for step, _ in report.flow),
            possible=replace(report.possible, ranges=()),
        )
    )
    assert words(page.split('<dl class="headlines">')[1]).startswith(
        "young people counted in England [c]"
    )
    assert "No number above 0 is shown." in page
    assert "<i style" not in page


def _all_hidden(report: PublicReport) -> list[PublishedTable]:
    return [
        replace(
            each,
            figures=tuple(
                replace(figure, cases=HIDDEN, percent=HIDDEN if figure.percent else "")
                for figure in each.figures
            ),
        )
        for each in report.tables.tables
    ]


def test_the_same_report_makes_the_same_text(world: PublishedWorld) -> None:
    assert public_page_html(world.report) == world.page


def test_every_number_of_a_section_is_one_of_its_published_figures(world: PublishedWorld) -> None:
    root = html.fromstring(world.page)
    for view in table_views(world.report.tables):
        if view.table.question is None:
            continue
        for place in (view.england, *view.regions):
            found = _part(root, view.table.id, place.geography.code)
            allowed = _numbers_of(place, world.report) | _numbers_beside(place, world.report)
            assert set(_numbers_in(found, place)) <= allowed, (view.table.id, place.geography)


def test_every_number_of_table_2_and_of_the_boards_is_published(world: PublishedWorld) -> None:
    root = html.fromstring(world.page)
    (view,) = (each for each in table_views(world.report.tables) if each.table.id == "table_2")
    allowed = _numbers_beside(view.england, world.report)
    allowed |= set().union(*(_figures(place) for place in view.places))
    allowed |= {str(len(view.boards))} | {str(n) for n in range(len(view.boards))}
    for table_id in ("table_2", "boards"):
        found = _part(root, table_id, "E92000001")
        assert set(_numbers_in(found, view.england)) <= allowed


def _part(root: html.HtmlElement, table_id: str, code: str) -> html.HtmlElement:
    """A section without the parts of regions and all regions, or a region's part of it."""
    (found,) = root.xpath(f"//h3[@id='{table_id}']/..")
    if code != "E92000001":
        (found,) = found.xpath(f".//div[contains(@class, 'at-{code}')]")
        return found
    copy = html.fromstring(html.tostring(found))
    if table_id.startswith(("figure_", "table_", "question_")):
        for other in copy.xpath(".//div[contains(@class, 'at-')] | .//details"):
            other.drop_tree()
    return copy


def _numbers_in(part: html.HtmlElement, place: PlaceTable) -> list[str]:
    """All numbers that a reader can find, but for those of labels, headings and the day."""
    texts = [each.text_content() for each in part.iter("text")]
    for each in part.xpath(".//text"):
        each.drop_tree()
    texts += [text for each in part.iter() for text in (each.text, each.tail) if text]
    texts += part.xpath(".//@aria-label") + part.xpath(".//@style")
    labels = [heading(place.table), *table_sentences(place.table), "6 June 2011"]
    labels += [each.row.label for each in place.figures]
    for label in sorted(filter(None, labels), key=len, reverse=True):
        # An age is a label where it stands alone or is said to be one.
        pattern = rf"^\s*{label}\s*$|aged {label}\b|(?:under|over) {label}\b"
        pattern = pattern if label.isdigit() else re.escape(label)
        texts = [re.sub(pattern, "", text) for text in texts]
    return [found for text in texts for found in NUMBER.findall(text)]


def _figures(place: PlaceTable) -> set[str]:
    shown = [text for each in place.figures for text in (each.cases, each.percent)]
    return {f"{int(text):,}" if text.isdigit() else text for text in shown if text != HIDDEN}


def _numbers_of(place: PlaceTable, report: PublicReport) -> set[str]:
    """The figures of a table, and the sums that its sentences say."""
    cases = report.tables.find("table_2", place.geography.code)
    assert cases is not None
    numbers = _figures(place) | {f"{int(n):,}" for n in (cases.cases(BASE.code),) if n != HIDDEN}
    rows = {each.row.code: each.cases for each in place.figures}
    for summed in (
        (BASE.code, OUTSIDE_BASE.code),
        (BASE.code, NOT_KNOWN_ROW.code, NOT_PROVIDED.code),
    ):
        parts = [rows[row] for row in summed if row in rows]
        if HIDDEN not in parts:
            numbers.add(f"{sum(int(part) for part in parts):,}")
    everyone, outside = cases.cases(BASE.code), rows.get(OUTSIDE_BASE.code, HIDDEN)
    if HIDDEN not in (everyone, outside):
        numbers.add(f"{int(everyone) - int(outside):,}")
    return numbers


def _numbers_beside(place: PlaceTable, report: PublicReport) -> set[str]:
    """What is said of possible duplicates in England's part."""
    england = report.possible.england
    if england is None or place.geography.level != "national":
        return set()
    return {f"{england.most:,}", str(england.most - england.least)}
