"""The page of a status, read as text: what stands in it, and what must not."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from reports.feedback import ReturnWarning
from reports.status import Month, Status, StatusLine, ThemeShare
from reports.status_page import status_page

MAY, JUNE = Month(2011, 5), Month(2011, 6)
CAME = StatusLine(
    agency="Harbour Project",
    area="York",
    month=JUNE,
    return_date=date(2011, 6, 6),
    state="received",
    expected=True,
    due=date(2011, 6, 13),
    received_on=date(2011, 6, 10),
    rows=23,
    refused_rows=2,
)
LATE = replace(
    CAME, area="Leeds", state="late", late=True, rows=1, refused_rows=0,
    received_on=date(2011, 6, 20),
)  # fmt: skip
MISSING = StatusLine("Silent & Co", "Hull", JUNE, None, "missing", True, date(2011, 6, 13))
ODD = ReturnWarning("rows_down", "It is far shorter.", "Ask why.", "It has 4 young people.")
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Tags(HTMLParser):
    """The tags with their attributes; every one is closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(*lines: StatusLine, months: tuple[Month, ...] = (JUNE,)) -> str:
    return status_page(Status(date(2011, 6, 20), months, lines, False, 0))


def words(html: str) -> str:
    """The text; tags end words, and signs that are hidden from readers are left out."""
    seen = re.sub(r'<span class="sign" aria-hidden="true">.*?</span>', " ", html)
    return " ".join(re.sub(r"<[^>]+>", " ", seen).split())


def row_of(page: str, agency: str) -> str:
    """The row of the grid that begins with an agency."""
    rows = page.split("</thead>")[1].split("</tbody>", maxsplit=1)[0].split("<tr>")
    return next(row for row in rows if f'<th scope="row">{agency}' in row)


def test_the_month_is_told_in_words_with_names_and_days() -> None:
    said = words(page_of(CAME, LATE, MISSING))
    assert "2 of 3 expected returns are there." in said
    assert "The returns hold 24 rows, 2 of them refused." in said
    assert "Late Harbour Project, Leeds: came on 20 June 2011, due on 13 June 2011" in said
    assert "Missing Silent &amp; Co, Hull: due on 13 June 2011" in said


def test_a_return_that_nobody_expected_is_told_apart() -> None:
    said = words(page_of(CAME, replace(LATE, expected=False)))
    assert "1 of 1 expected return is there." in said
    assert "1 more return is there, of agencies and areas that had not sent before." in said


def test_the_figures_at_the_head_are_of_agencies_and_areas() -> None:
    page = page_of(CAME, LATE, MISSING, replace(CAME, agency="New", expected=False))
    head = page.split('<dl class="headlines">')[1].split("</dl>", maxsplit=1)[0]
    assert words(head) == (
        "expected returns are there 2 of 3 more, not expected 1 came late 1 refused 0 missing 1"
    )


def test_each_cell_has_a_sign_and_a_word_and_the_rows() -> None:
    page = page_of(CAME, LATE, MISSING)
    assert words(row_of(page, "Silent &amp; Co")) == "Silent &amp; Co Hull missing"
    grid = page.split("</thead>")[1].split("</tbody>", maxsplit=1)[0]
    assert words(grid) == (
        "Harbour Project York in 23 rows Harbour Project Leeds late 1 row "
        "Silent &amp; Co Hull missing"
    )
    assert [sign for sign in "✓▲!" if f">{sign}<" in grid] == ["✓", "▲", "!"]


def test_the_latest_month_stands_first_and_a_month_before_the_first_return_is_not_due() -> None:
    row = row_of(page_of(CAME, months=(MAY, JUNE)), "Harbour Project")
    assert words(row) == "Harbour Project York in 23 rows not due"


def test_a_nil_return_that_came_late_is_called_both() -> None:
    late_nil = replace(CAME, state="nil", late=True, rows=0)
    assert words(row_of(page_of(late_nil), "Harbour Project")) == "Harbour Project York nil, late"


def test_what_was_replaced_has_no_cell() -> None:
    replaced = replace(CAME, state="replaced", rows=99)
    row = row_of(page_of(replaced, CAME), "Harbour Project")
    assert words(row) == "Harbour Project York in 23 rows"


def test_what_is_odd_has_a_sign_and_a_word_in_its_cell_and_the_reason_in_words() -> None:
    page = page_of(replace(CAME, warnings=(ODD,)), LATE)
    row = row_of(page, "Harbour Project")
    assert words(row) == "Harbour Project York in 23 rows check"
    assert '<span class="sign" aria-hidden="true">?</span>check' in row
    said = words(page)
    assert (
        "To check Harbour Project, York: It is far shorter. It has 4 young people. Ask why." in said
    )
    assert "to check 1" in said


def test_without_anything_odd_there_is_nothing_to_check() -> None:
    said = words(page_of(CAME))
    assert "To check" not in said
    assert "to check" not in said


def test_a_return_all_of_whose_rows_were_refused_is_not_there() -> None:
    refused = replace(CAME, state="refused", refused_rows=23)
    said = words(page_of(refused, LATE))
    assert "1 of 2 expected returns is there." in said
    assert (
        "Refused, with nothing in its place Harbour Project, York: all 23 rows, "
        "due on 13 June 2011" in said
    )


def test_refused_rows_and_answers_stand_beside_the_rows_of_a_return() -> None:
    slips = replace(CAME, refused_answers=5, themes=(ThemeShare(1, "One", 1, 0, 0, 0),))
    page = page_of(slips)
    table = page.split("Each return: rows")[1]
    assert words(table).startswith(
        ", what was refused, and answered, per cent, by theme Agency and area Rows Rows refused "
        "Answers refused All themes One Harbour Project York 23 2 5 100.0 100.0"
    )


def test_it_is_said_whether_the_agency_or_the_area_or_the_month_was_not_expected() -> None:
    stranger = replace(CAME, agency="Stranger", expected=False, unexpected="agency")
    elsewhere = replace(CAME, area="Hull", expected=False, unexpected="area")
    left = replace(CAME, agency="Left", expected=False, unexpected="month")
    page = status_page(
        Status(date(2011, 6, 20), (JUNE,), (CAME, stranger, elsewhere, left), True, 0)
    )
    said = words(page)
    assert "3 more returns are there, not expected by agencies.csv." in said
    assert "no such agency. Look whether it is spelt differently Stranger, York" in said
    assert "but not this area for it Harbour Project, Hull" in said
    assert "the agency does not send for this month Left, York" in said


def test_of_two_returns_of_a_month_the_earlier_is_named_as_such() -> None:
    later = replace(CAME, return_date=date(2011, 6, 10), rows=24, refused_rows=0)
    earlier = replace(CAME, followed_by=date(2011, 6, 10))
    said = words(page_of(earlier, later))
    assert "The returns hold 24 rows, 0 of them refused." in said
    assert (
        "Earlier returns of the month, each followed by a later one "
        "Harbour Project, York: 6 June 2011, followed by 10 June 2011" in said
    )


def test_a_grid_that_may_be_cut_off_says_so_and_can_be_scrolled_by_keyboard() -> None:
    page = page_of(CAME, months=(MAY, JUNE))
    _, _, after = page.partition('<p class="hint phone">Scroll sideways for earlier months.')
    box = after.partition("<div ")[2].partition(">")[0]
    assert box == (
        'class="scroll" role="region" '
        'aria-label="Returns by agency and area, May 2011 to June 2011" tabindex="0"'
    )


def test_the_signs_are_explained() -> None:
    page = page_of(CAME)
    legend = page.split("What the signs and words mean")[1].split("</table>", maxsplit=1)[0]
    for sign in "✓▲○✕!…–?":
        assert f">{sign}<" in legend


def test_more_than_twelve_months_stand_in_several_grids() -> None:
    months = (*(Month(2010, n) for n in range(1, 13)), Month(2011, 1))
    page = page_of(*(replace(CAME, month=each) for each in months), months=months)
    assert "Returns by agency and area, February 2010 to January 2011" in page
    assert "Returns by agency and area, January 2010</span>" in page


def test_completeness_is_shown_for_all_returns_together_and_for_each() -> None:
    """Theme 1: 3 of 4 and 0 of 2 answered, 3 of 6 together; theme 2: 1 of 8."""
    first = replace(
        CAME, themes=(ThemeShare(1, "One", 3, 1, 0, 0), ThemeShare(2, "Two", 1, 0, 6, 1))
    )
    second = replace(LATE, themes=(ThemeShare(1, "One", 0, 0, 2, 0),))
    said = words(page_of(first, second))
    assert "One 50.0 3 1 2 0 Two 12.5 1 0 6 1 All themes 28.6 4 1 8 1" in said
    assert (
        "Harbour Project York 23 2 0 33.3 75.0 12.5 Harbour Project Leeds 1 0 0 0.0 0.0 –" in said
    )


def test_without_completeness_there_is_no_word_of_it() -> None:
    assert "complete" not in words(page_of(CAME)).split("As it stood")[-1]


def test_an_empty_status_makes_a_page() -> None:
    said = words(page_of(months=()))
    assert "There is no return in the store, and none is expected." in said


def test_what_an_agency_is_called_is_text_and_no_markup() -> None:
    page = page_of(replace(CAME, agency="<script>alert(1)</script>"))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_every_tag_is_closed_and_every_table_can_be_followed() -> None:
    page = page_of(replace(CAME, themes=(ThemeShare(1, "One", 3, 1, 0, 0),)), LATE, MISSING)
    tags = Tags(page)
    assert tags.open == []
    assert all("scope" in attributes for tag, attributes in tags.found if tag == "th")
    assert page.count("<table") == page.count("<caption") == 4


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = page_of(CAME)
    assert not re.search(r"https?:|url\(|@import|<link|<script|<img|src=", page)


def test_the_same_status_makes_the_same_page() -> None:
    assert page_of(CAME, LATE, MISSING) == page_of(CAME, LATE, MISSING)
