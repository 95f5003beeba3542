"""The page, read as text: what stands in it, and what must not."""

import re
from dataclasses import replace
from html import escape
from html.parser import HTMLParser

import pytest

from reports.page import page_html
from reports.views import table_views
from reports.wording import heading
from tests.reports.example_report import MARKED_UP, example_report

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Outline(HTMLParser):
    """The tags with their attributes, the texts of captions and headings, what is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            self.texts[tag][-1] += data


@pytest.fixture(scope="module")
def page() -> str:
    return page_html(example_report())


@pytest.fixture(scope="module")
def outline(page: str) -> Outline:
    outline = Outline()
    outline.feed(page)
    return outline


def section(page: str, table_id: str) -> str:
    return page.split(f'<h3 id="{table_id}">')[1].split("</section>", maxsplit=1)[0]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_stands_alone_and_runs_nothing(page, outline):
    assert "<script" not in page
    assert "javascript:" not in page
    assert not {"link", "img", "iframe", "object", "embed"} & {tag for tag, _ in outline.tags}
    sources = [
        value
        for _, attributes in outline.tags
        for name, value in attributes.items()
        if name in ("src", "href", "action", "srcset")
    ]
    assert sources
    assert all(value.startswith("#") for value in sources)
    assert "url(" not in page
    assert "@import" not in page


def test_every_link_leads_to_a_place_on_the_page(outline):
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["href"][1:] for tag, attributes in outline.tags if tag == "a"} <= set(ids)


def test_every_tag_is_closed(outline):
    assert outline.open == []


def test_it_says_restricted_before_anything_else(page):
    assert words(page.split("<body>")[1]).startswith("Skip to the figures RESTRICTED")


def test_there_is_one_heading_of_the_first_level_and_the_language_is_said(page, outline):
    (title,) = outline.texts["h1"]
    assert title == "Children at risk of sexual exploitation: national snapshot, 6 June 2011"
    assert '<html lang="en-GB">' in page


def test_every_table_has_a_caption_and_headings_with_a_scope(page, outline):
    captions = outline.texts["caption"]
    assert len(captions) == len(outline.texts["table"])
    for view in table_views(example_report().tables):
        assert any(text.startswith(heading(view.table)) for text in captions)
    assert all(attributes.get("scope") for tag, attributes in outline.tags if tag == "th")


def test_names_of_agencies_are_escaped(page):
    assert "<b>" not in page
    assert escape(MARKED_UP).replace("&#x27;", "&#39;") in page


def test_the_headline_figures_are_those_of_the_report(page):
    glance = words(page.split('<dl class="headlines">')[1].split("</dl>")[0])
    assert "young people counted in England 40" in glance
    assert "local authorities and joint boards with cases 2" in glance
    assert "returns used, from 5 agencies in the UK 5" in glance
    assert "rows received in all returns 1,061" in glance


@pytest.mark.parametrize(
    ("table_id", "sentence"),
    [
        (
            "figure_1",
            "Data was provided in 20 of 40 cases (not known 4, not provided 16).",
        ),
        (
            "table_4",
            "The question is for those whose answer to 'Living situation' is 'Looked after': 11 of "
            "40 cases. Outside the base are the other 29, those of whom that is not known "
            "among them. Data was provided in 8 of 11 cases (not known 1, not provided 2).",
        ),
        (
            "figure_9",
            "Data was provided in 30 of 40 cases (not known 6, not provided 4). The "
            "table is about 10 of them: for the other 20 the answer was 'None'.",
        ),
        (
            "table_5",
            "Data was provided in 20 of 40 cases (not provided 20). In this table "
            "'Not known to the agency' is counted as an answer.",
        ),
        ("figure_8", "exactly 10 is counted in the lower band"),
        ("figure_7", "Counted among all young people, not only the base: 'With special"),
    ],
)
def test_each_table_says_for_how_many_there_was_information(page, table_id, sentence):
    assert sentence in words(section(page, table_id)).replace("&#39;", "'")


def test_a_row_of_england_has_its_cases_and_its_percentage(page):
    row = section(page, "figure_1").split("<tr>")[2]
    assert words(row) == "City 12 60.0"


def test_a_row_of_a_region_has_its_cases_its_percentage_and_a_bar_as_long(page):
    north_east = section(page, "figure_1").split('place at-E12000001">')[1]
    row = north_east.split("<tr>")[3]
    assert words(row) == "Town 7 87.5"
    assert 'aria-hidden="true"><i style="width:87.5%">' in row


def test_a_region_says_for_how_many_of_its_own_there_was_information(page):
    north_east = section(page, "figure_1").split('place at-E12000001">')[1].split("<table")[0]
    said = "Data was provided in 8 of 15 cases (not known 4, not provided 3)."
    assert words(north_east) == f"North East {said}"


def test_each_table_has_a_chart_that_says_what_it_shows(page):
    chart = section(page, "figure_1").split("<svg")[1].split("</svg>")[0]
    assert 'role="img"' in chart
    assert (
        'aria-label="Bar chart of cases, England. The largest numbers: City, 12 cases (60.0 per '
        'cent); Town, 7 cases (35.0 per cent); Rural, 1 case (5.0 per cent)."'
    ) in chart
    assert page.count("<svg") == page.count("<figure") == len(table_views(example_report().tables))


def test_a_reader_chooses_a_region_and_begins_with_england_alone(page, outline):
    choices = [attributes for tag, attributes in outline.tags if tag == "input"]
    assert [each["id"] for each in choices] == ["show-none", "show-E12000001", "show-E12000007"]
    assert ["checked" in each for each in choices] == [True, False, False]
    assert {each["name"] for each in choices} == {"region"}
    assert '<label for="show-E12000007">London</label>' in page


def test_ages_run_from_the_youngest_to_the_oldest(page):
    ages = words(section(page, "figure_2").split("<tbody>")[1].split("</tbody>")[0]).split()
    assert ages[:3] == ["12", "1", "2.6"]
    assert ages[-3:] == ["19", "1", "2.6"]
    assert "nobody was under 12 or over 19" in section(page, "figure_2")


def test_regions_stand_in_details_with_cases_and_base(page):
    details = section(page, "figure_1").split("<details>")[1]
    assert "Answer England North East London City 12 0 12 Town 7 7 0 Rural 1 1 0" in words(details)
    assert "Cases with information 20 8 12" in words(details)


def test_boards_are_listed_under_their_region(page):
    boards = words(page.split('<h3 id="boards">')[1].split("</section>")[0])
    assert "North East: 15 cases in 1 place" in boards
    assert "County Durham 10 2 0 12 11" in boards
    assert "Hammersmith and Kensington (joint board) 0 3 2 5 5" in boards


def test_every_step_of_the_flow_is_explained(page):
    flow = words(page.split('<h3 id="flow">')[1].split("</section>")[0])
    assert "only if its date is 6 June 2011 or one of the 31 days before. 2" in flow
    counted = "each of them once in an area, where it is sure, or was decided, who is the same. 40"
    assert f"Counted The young people in the tables: {counted}" in flow


def test_a_report_without_a_young_person_still_makes_a_page():
    report = example_report()
    empty = tuple(
        replace(
            table,
            figures=tuple(
                replace(
                    figure,
                    cases="" if figure.row.code in ("mean", "mode", "youngest", "oldest") else "0",
                    percent="",
                )
                for figure in table.figures
            ),
        )
        for table in report.tables.tables
        if table.geography.level in ("national", "regional")
    )
    page = page_html(replace(report, tables=replace(report.tables, tables=empty)))
    assert "No age is known." in page
    assert "Data was provided in 0 of 0 cases" in page


def test_the_same_report_makes_the_same_text(page):
    assert page_html(example_report()) == page
