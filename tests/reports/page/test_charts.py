"""Charts: what is drawn, and what is said to those who can't see it."""

import re

from reports.charts import HIDDEN_MARK, alternative, chart_of
from reports.charts_drawing import HIDDEN_LENGTH, Bar, drawn
from reports.disclosure.published import PublishedFigure, PublishedTable
from reports.tables import Row
from tests.reports.example_report import ENGLAND, TABLES


def place(*figures: tuple[str, str, str], table: str = "figure_1") -> PublishedTable:
    """A table of England with labels, cases and percentages."""
    return PublishedTable(
        TABLES[table],
        ENGLAND,
        tuple(
            PublishedFigure(Row(label.lower(), label), "total", cases, percent)
            for label, cases, percent in figures
        ),
    )


def said(*figures: tuple[str, str, str], table: str = "figure_1") -> str:
    whole = place(*figures, table=table)
    return alternative(whole, whole.figures)


def lengths(svg: str) -> list[float]:
    """How far each bar goes to the right."""
    return [float(each) for each in re.findall(r'd="M0,[\d.]+h([\d.]+)v', svg)]


def test_the_three_largest_are_said_with_cases_and_percentages() -> None:
    assert said(
        ("City", "40", "40.0"), ("Town", "29", "29.0"), ("Rural", "1", "1.0"), ("Sea", "30", "30.0")
    ) == (
        "Bar chart of cases, England. The largest numbers: City, 40 cases (40.0 per cent); Sea, 30 "
        "cases (30.0 per cent); Town, 29 cases (29.0 per cent)."
    )


def test_of_a_hidden_figure_only_its_label_is_said() -> None:
    assert said(("City", "1200", "c"), ("Town", "c", "c"), ("Rural", "0", "0.0")) == (
        "Bar chart of cases, England. The largest of the numbers shown: City, 1,200 cases. Not "
        "shown: Town."
    )


def test_where_all_is_hidden_or_nothing_is_there_that_is_said() -> None:
    assert said(("City", "c", "c"), ("Town", "c", "c")) == (
        "Bar chart of cases, England. No number above 0 is shown. Not shown: City; Town."
    )
    assert said(("City", "0", "")) == "Bar chart of cases, England. There are no cases."


def test_an_age_is_said_as_an_age() -> None:
    assert said(("14", "c", "c"), ("15", "20", "50.0"), table="figure_2") == (
        "Column chart of cases by age, England. The largest of the numbers shown: aged 15, 20 "
        "cases (50.0 per cent). Not shown: aged 14."
    )


def test_bars_begin_at_0_and_are_as_long_as_their_numbers_are_large() -> None:
    svg = drawn(
        (Bar("City", 200, "200"), Bar("Town", 50, "50"), Bar("Sea", 0, "0")), "", upright=False
    )
    city, town, sea = lengths(svg)
    assert city == 4 * town
    assert sea == 0


def test_a_hidden_figure_is_an_empty_dashed_box_of_one_size_whatever_the_others_are() -> None:
    for most in (6, 9_000):
        svg = drawn((Bar("City", most, "?"), Bar("Town", None, "[c]")), "", upright=False)
        assert lengths(svg)[1] == HIDDEN_LENGTH
        box = svg.split("<path")[2].split("/>")[0]
        assert 'fill="white" stroke="#3D3D3D" stroke-dasharray="3,2"' in box


def test_a_true_zero_is_labelled_0_and_a_hidden_figure_c() -> None:
    svg = drawn((Bar("City", 0, "0"), Bar("Town", None, "[c]")), "", upright=False)
    assert re.sub(r"<[^>]+>", " ", svg).split() == ["City", "0", "Town", "[c]"]


def test_columns_stand_in_their_order_with_their_numbers() -> None:
    bars = tuple(Bar(str(age), age, str(age * 2)) for age in range(10, 26))
    words = re.sub(r"<[^>]+>", " ", drawn(bars, "", upright=True)).split()
    assert words[:4] == ["10", "20", "11", "22"]
    assert words[-2:] == ["25", "50"]


def test_a_long_label_is_broken_between_words_and_stays_inside() -> None:
    label = "Moved from location to location in the UK"
    svg = drawn((Bar(label, 3, "3"), Bar("At school/college full-time", 2, "2")), "", upright=False)
    assert "Moved from location to" in svg
    assert re.sub(r"<[^>]+>", "", svg.split("</text>")[0]) == label
    assert " full-time</tspan>" in svg


def test_labels_and_what_is_said_are_escaped() -> None:
    svg = drawn((Bar('<b>"R&D"', 1, "1"),), 'a "<b>"', upright=False)
    assert "&lt;b&gt;" in svg
    assert "<b>" not in svg
    assert 'aria-label="a &quot;&lt;b&gt;&quot;"' in svg


def test_a_chart_names_no_font_and_nothing_that_must_be_unique_or_fetched() -> None:
    svg = drawn((Bar("City", 2, "2"), Bar("Town", None, "[c]")), "said", upright=False)
    for unwanted in (
        " id=",
        "font-family",
        "url(",
        "href",
        "<style",
        "xmlns",
        "<title",
        'class="mark',
    ):
        assert unwanted not in svg


def test_the_same_bars_make_the_same_bytes() -> None:
    bars = (Bar("City", 7, "7"), Bar("Town", 3, "3"), Bar("Sea", None, "[c]"))
    assert drawn(bars, "said", upright=False) == drawn(bars, "said", upright=False)
    assert drawn(bars, "said", upright=True) == drawn(bars, "said", upright=True)


def test_without_a_bar_there_is_no_drawing() -> None:
    assert drawn((), "said", upright=True) == ""


def test_the_chart_of_a_table_says_what_a_dashed_box_is_only_where_there_is_one() -> None:
    shown = place(("City", "7", "70.0"), ("Town", "3", "30.0"))
    hidden = place(("City", "c", "c"), ("Town", "3", "30.0"))
    assert chart_of(shown, shown.figures).note == ""
    assert chart_of(hidden, hidden.figures).note == HIDDEN_MARK
    assert chart_of(hidden, hidden.figures).caption == "Cases, England"
