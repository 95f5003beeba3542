"""The page of a trend: what stands in it, and what must not."""

import re
from dataclasses import replace
from itertools import chain

import pytest
from lxml import html

from reports.figures import HIDDEN
from reports.trend_page import public_trend_page_html, trend_page_html
from reports.trend_shown import PublishedLine, PublishedTrend, RestrictedTrend
from tests.reports.example_report import LINK, MARKED_UP


@pytest.fixture(params=["restricted_page", "public_page"])
def page(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(str(request.param)))


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("&#39;", "'").split())


def section_of(page: str, name: str) -> str:
    return page.split(f'<h2 id="{name}">')[1].split("<section", maxsplit=1)[0]


def section(page: str, name: str) -> str:
    return page.split(f'<h3 id="{name}">')[1].split("</section>", maxsplit=1)[0]


def test_it_stands_alone_runs_nothing_and_fetches_nothing(page: str) -> None:
    root = html.fromstring(page)
    tags = {each.tag for each in root.iter() if isinstance(each.tag, str)}
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & tags
    assert "url(" not in page
    assert "@import" not in page
    attributes = chain.from_iterable(each.items() for each in root.iter())
    named = [(name, value) for name, value in attributes if not name.startswith("aria-")]
    assert not [name for name, _ in named if name.startswith("on") or name in ("src", "srcset")]
    links = {value for name, value in named if name == "href" and not value.startswith("#")}
    assert links <= {"trend.xlsx", "movements.csv", "months/"}


def test_every_id_stands_once_and_every_link_leads_to_one(page: str) -> None:
    root = html.fromstring(page)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {each[1:] for each in root.xpath("//@href") if each.startswith("#")} <= set(ids)
    assert set(root.xpath("//label/@for")) == set(root.xpath("//input/@id"))


def test_every_chart_says_what_it_shows_and_has_a_table_in_its_section(page: str) -> None:
    root = html.fromstring(page)
    charts = root.xpath("//*[local-name()='svg']")
    assert len(charts) > 60
    assert {each.get("role") for each in charts} == {"img"}
    said = [each.get("aria-label") for each in charts]
    assert all(re.search(r" chart.* 2010|no figure is shown", each) for each in said)
    for each in charts:
        (around,) = each.xpath("ancestor::section[1]")
        assert around.xpath(".//table")


def test_the_restricted_page_says_so_first_and_on_every_page_of_paper(
    restricted_page: str,
) -> None:
    assert words(restricted_page.split("<body>")[1]).startswith("Skip to the figures RESTRICTED")
    assert '@top-left { content: "RESTRICTED: true counts, not for publication"' in restricted_page


def test_the_public_page_names_no_agency_and_holds_nothing_restricted(public_page: str) -> None:
    assert "restricted" not in public_page.casefold()
    assert "noindex" not in public_page
    for name in ("Ouse Valley Project", "Safe House", "Barnardo"):
        assert name not in public_page
    for unwanted in ('id="types"', "Statutory agencies", "Agencies that did not send", "Bradford"):
        assert unwanted not in public_page


def test_what_agencies_call_themselves_is_only_text(restricted_page: str) -> None:
    root = html.fromstring(restricted_page)
    names = [each.text_content() for each in root.xpath("//details//th[@scope='row']")]
    assert MARKED_UP in names
    assert LINK in names


def test_it_says_why_there_is_a_second_line(page: str) -> None:
    said = words(section(page, "open"))
    assert "An agency that begins to send returns, or stops, changes the count" in said
    assert "that may mean that agencies began or stopped sending. It need not:" in said


def test_the_months_table_holds_the_lines(
    restricted: RestrictedTrend, restricted_page: str
) -> None:
    first = section(restricted_page, "open").split("<tbody>")[1].split("</tbody>")[0]
    lines = [restricted.line("open_end"), restricted.line("open_sent_every_month"),
             restricted.line("open_others")]  # fmt: skip
    months = ["April", "May", "June", "July", "August", "September", "October"]
    wanted = " ".join(
        f"{month} 2010 {' '.join(line.cases[n] for line in lines)}"
        for n, month in enumerate(months)
    )
    assert words(first) == wanted


def test_it_warns_before_any_figure_and_beside_the_rates(page: str) -> None:
    warning = "They do not show where sexual exploitation happens"
    assert page.index(warning) < page.index("<table")
    assert warning in section(page, "regions")
    assert section(page, "regions").count("per 10,000 people aged 0 to 17") == 1
    assert "the middle of 2012" in section(page, "regions")


def test_a_region_without_a_population_has_no_rate_and_that_is_said(page: str) -> None:
    regions = section(page, "regions")
    assert "[z] stands where no population is known" in regions
    row = re.search(r"<tr[^>]*><th scope=\"row\">South West</th>(.*?)</tr>", regions)
    assert row is not None
    assert words(row[1]) == "0 0 0 [z] [z]"


def test_every_region_has_its_parts_to_choose(page: str) -> None:
    root = html.fromstring(page)
    codes = [each[5:] for each in root.xpath("//input/@id") if each != "show-none"]
    assert len(codes) == 9
    for code in codes:
        # Open, came and went; those who hold the data have 26 questions, too.
        parts = 28 if "RESTRICTED" in page else 2
        assert len(root.xpath(f"//div[contains(@class, 'at-{code}')]")) == parts


def test_a_hidden_count_is_c_and_its_column_a_box(published: PublishedTrend) -> None:
    page = public_trend_page_html(
        replace(published, lines=tuple(map(_hidden_in_may, published.lines)))
    )
    moves = section(page, "moves")
    may = re.search(r'<th scope="row">May 2010</th>(.*?)</tr>', moves)
    assert may is not None
    assert words(may[1]) == "[c] [c] [c] [c] [c] [c]"
    assert "A dashed box: the figure is not shown ([c])." in moves
    assert "[c] stands for a figure that is not shown: the line has a gap" in section(page, "open")
    assert "not shown ([c]): May 2010" in section(page, "open")


def _hidden_in_may(line: PublishedLine) -> PublishedLine:
    first, _, *others = line.cases
    return replace(line, cases=(first, HIDDEN, *others))


def test_where_everything_is_hidden_nothing_is_drawn_or_said(published: PublishedTrend) -> None:
    months = len(published.months)
    hidden = tuple(replace(each, cases=(HIDDEN,) * months) for each in published.lines)
    page = public_trend_page_html(replace(published, lines=hidden))
    counts = page.split('id="many"')[1].split('id="study"')[0]
    assert "No figure is shown" in counts
    drawn = "".join(re.findall(r"<svg.*?</svg>", counts, re.DOTALL))
    assert set(re.findall(r"<text [^>]*>([^<]*)</text>", drawn)) == {
        "No figure is shown", "0", "5", "Apr 2010", "Oct 2010",
    }  # fmt: skip


def test_the_same_trend_makes_the_same_text(
    restricted: RestrictedTrend, restricted_page: str
) -> None:
    assert trend_page_html(restricted) == restricted_page


def test_one_month_is_a_trend_too(restricted: RestrictedTrend) -> None:
    one = replace(
        restricted,
        months=restricted.months[:1],
        lines=tuple(replace(each, cases=each.cases[:1]) for each in restricted.lines),
    )
    page = trend_page_html(one)
    assert "month by month, April 2010</h1>" in page


def test_where_no_agency_sent_every_month_there_is_no_second_line(
    restricted: RestrictedTrend,
) -> None:
    page = trend_page_html(replace(restricted, every_month=0, sent_every_month=()))
    assert "No agency sent a return in every month" in section(page, "open")
    assert "By agencies that sent every month" not in section(page, "open")


def test_months_without_tables_are_named_or_that_there_are_none(published: PublishedTrend) -> None:
    first, *others = published.months
    bare = [replace(each, tables=replace(each.tables, tables=())) for each in others]
    page = public_trend_page_html(replace(published, months=(first, *bare[:1], *others[1:])))
    assert "The tables of May 2010 are not published: [c] stands" in words(
        section_of(page, "study")
    )
    assert "a hidden number could be worked out from them" in section(page, "hidden")
    without = [replace(first, tables=replace(first.tables, tables=())), *bare]
    page = public_trend_page_html(replace(published, months=tuple(without)))
    assert "Of no month is anything published" in page
    assert "Percentages are of those" not in page


def test_a_month_without_a_return_is_marked_in_its_tables_and_said(
    restricted: RestrictedTrend, published: PublishedTrend
) -> None:
    for page in (
        trend_page_html(replace(restricted, without_return=("2010-05",))),
        public_trend_page_html(replace(published, without_return=("2010-05",))),
    ):
        for name in ("open", "moves"):
            assert "No return is dated in May 2010." in words(section(page, name))
            assert '<th scope="row">May 2010 (no return)</th>' in section(page, name)
        assert "No return is dated in May 2010." in section_of(page, "study")
        assert '<th scope="row">May 2010 (no return)</th>' in section(page, "figure_1")
        assert "June 2010 (no return)" not in page


def test_a_first_or_last_month_without_a_return_is_marked_where_the_two_are_compared(
    restricted: RestrictedTrend,
) -> None:
    page = trend_page_html(replace(restricted, without_return=("2010-04", "2010-10")))
    assert "No return is dated in April 2010 and October 2010. What agencies" in page
    heads = [
        each.text_content() for each in html.fromstring(section(page, "figure_1")).xpath("//th")
    ]
    assert "Cases, Apr 2010 (no return)" in heads
    assert "Per cent, Oct 2010 (no return)" in heads


def test_that_regions_have_no_questions_is_said_on_the_published_page_alone(
    public_page: str, restricted_page: str
) -> None:
    why = "What is known of them is published month by month for England alone: of the regions"
    assert why in words(section_of(public_page, "study"))
    assert why in words(section(public_page, "hidden"))
    assert why not in words(restricted_page)
    root = html.fromstring(public_page)
    assert root.xpath("//h4[contains(., 'London')]/ancestor::section[1]/h3/@id") == [
        "open", "moves",
    ]  # fmt: skip


def test_it_says_that_early_months_grow_and_that_planned_ends_are_believed(page: str) -> None:
    assert "a longer trend may count more for the same month than a shorter one" in words(page)
    assert "A closure date that was told in advance (a planned end) is believed." in words(page)
