"""The charts of a trend: what is drawn, and what is said to those who can't see it."""

import re
from datetime import date
from itertools import pairwise

import pytest

from reports.figures import TrueTables
from reports.tables import Row
from reports.trend_charts import column_panel, count_panel, nice_top, open_chart, share_panel
from reports.trend_charts_drawing import COLUMNS, PANEL
from reports.trend_shares import MovingRow
from reports.trend_shown import Kind, ShownLine, ShownMonth
from tests.reports.example_report import ENGLAND

DAYS = (date(2010, 12, 31), date(2011, 1, 31), date(2011, 2, 28), date(2011, 3, 31))
MONTHS = tuple(ShownMonth(f"{day.year}-{day.month:02}", day, TrueTables(day, ())) for day in DAYS)


def line(*cases: str, kind: Kind = "open_end") -> ShownLine:
    return ShownLine("all", kind, ENGLAND, cases)


def outlines(svg: str, colour: str = "#12436D") -> list[str]:
    """The outlines of what is drawn in a colour, dots apart."""
    paths = re.findall(r"<path ([^>]*)/>", svg)
    found = [re.search(r' d="([^"]*)"', f" {each}") for each in paths if colour in each]
    return [each[1] for each in found if each and "A" not in each[1]]


def said(svg: str) -> str:
    found = re.search(r'aria-label="([^"]*)"', svg)
    assert found
    return found[1]


def texts(svg: str) -> list[str]:
    return re.findall(r"<text [^>]*>([^<]*)</text>", svg)


@pytest.mark.parametrize(
    ("values", "top"),
    [((), 5), ((0, None), 5), ((5,), 5), ((6,), 6), ((11, 3), 15), ((254,), 300), ((1001,), 1500)],
)
def test_a_scale_ends_at_a_round_number_that_holds_all(
    values: tuple[float | None, ...], top: float
) -> None:
    assert nice_top(values) == top


def test_counts_stand_on_a_scale_from_0() -> None:
    (drawn,) = outlines(count_panel("England", line("0", "50", "100", "25"), MONTHS, 100).svg)
    heights = [float(each) for each in re.findall(r",([\d.]+)", drawn)]
    assert heights == [PANEL.height, PANEL.height / 2, 0, PANEL.height * 3 / 4]


def test_a_line_has_a_gap_where_a_figure_is_hidden_and_says_so() -> None:
    panel = count_panel("London", line("20", "10", "c", "30"), MONTHS, 30)
    # From December to January, then March alone.
    assert re.findall("[ML]", outlines(panel.svg)[0]) == ["M", "L", "M"]
    assert said(panel.svg) == (
        "Line chart. London: 20 in December 2010, 30 in March 2011; the highest 30 in March 2011, "
        "the lowest 10 in January 2011; not shown ([c]): February 2011."
    )


def test_a_month_between_two_hidden_ones_is_a_dot() -> None:
    panel = count_panel("London", line("c", "10", "c", "c"), MONTHS, 30)
    dots = re.findall(r'd="M[^"]*A', panel.svg)
    assert len(dots) == 1
    assert "10" in texts(panel.svg)


def test_where_nothing_is_shown_the_chart_says_so() -> None:
    panel = count_panel("London", line("c", "c", "c", "c"), MONTHS, 30)
    assert "No figure is shown" in texts(panel.svg)
    assert said(panel.svg) == "Line chart. London: no figure is shown."


def test_the_two_lines_are_told_apart_by_their_names_and_dashes_not_by_colour_alone() -> None:
    svg = open_chart(
        line("10", "12", "20", "22"), line("9", "10", "11", "11", kind="open_sent_every_month"),
        MONTHS,
    )  # fmt: skip
    assert {"22", "11", "All agencies", "Agencies that", "sent every month"} <= set(texts(svg))
    (second,) = (
        each for each in re.findall(r"<path [^>]*/>", svg) if "F46A25" in each and "L" in each
    )
    assert 'stroke-dasharray="6,3"' in second
    assert "Agencies that sent every month: 9 in December 2010, 11 in March 2011" in said(svg)


def test_names_at_ends_that_lie_close_do_not_overlap() -> None:
    svg = open_chart(line("10", "12", "20", "25"), line("10", "12", "20", "25"), MONTHS)
    ends = re.findall(r'<text x="([\d.]+)" y="(-?[\d.]+)"', svg)
    apart = sorted(float(y) for x, y in ends if float(x) > 301)
    assert len(apart) == 5
    assert all(after - before >= 14 for before, after in pairwise(apart))
    # The letters, 10 pixels high, end within the 14 that stand above the plot.
    assert apart[0] - 10 > -14


def test_a_hidden_column_is_a_box_of_one_size() -> None:
    svg = column_panel("New", line("c", "40", "c", "0", kind="new"), MONTHS, 40).svg
    boxes = re.findall(r'<path [^>]*stroke-dasharray="3,2"[^>]*/>', svg)
    heights = {re.search(r"v(-?[\d.]+)h", each)[1] for each in boxes}  # type: ignore[index]
    assert len(boxes) == 2
    assert heights == {"14"}
    assert {"40", "0"} <= set(texts(svg))
    assert "[c]" in said(svg)


def test_where_columns_are_narrow_the_largest_and_the_last_number_stand_there() -> None:
    months = tuple(
        ShownMonth(f"n{n}", date(2009 + n // 12, n % 12 + 1, 1), TrueTables(DAYS[0], ()))
        for n in range(36)
    )
    cases = [str(100 + n % 7) for n in range(36)]
    cases[10] = "999"
    svg = column_panel("New", line(*cases, kind="new"), months, 1000).svg
    assert [each for each in texts(svg) if each.isdigit()] == ["999", "100"]
    assert len(outlines(svg)) == 36
    assert COLUMNS.width / 36 < 10


def test_the_first_the_last_and_a_january_with_room_are_named() -> None:
    svg = open_chart(line("1", "2", "3", "4"), None, MONTHS)
    assert {"Dec 2010", "Jan 2011", "Mar 2011"} <= set(texts(svg))
    small = count_panel("England", line("1", "2", "3", "4"), MONTHS, 5).svg
    assert "Jan 2011" not in texts(small)


def test_one_month_is_a_dot_with_its_number() -> None:
    svg = open_chart(line("7"), None, MONTHS[:1])
    assert {"7", "All agencies", "Dec 2010"} <= set(texts(svg))
    assert said(svg).endswith("All agencies: 7 in December 2010.")


def test_a_share_is_said_in_per_cent() -> None:
    row = MovingRow(Row("city", "City"), ("1", "2", "3", "c"), ("10.0", "20.0", "12.5", "c"))
    panel = share_panel(row, MONTHS, 25)
    assert said(panel.svg) == (
        "Line chart. City: 10.0 per cent in December 2010, 12.5 per cent in February 2011; the "
        "highest 20.0 per cent in January 2011, the lowest 10.0 per cent in December 2010; not "
        "shown ([c]): March 2011."
    )
    assert {"25%", "12.5"} <= set(texts(panel.svg))
