"""What is published beside the tables: the flow of rows, and England's range."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reports.disclosure.beside import public_report, published_flow, published_range
from reports.disclosure.published import PublishedFigure, PublishedTable, PublishedTables
from reports.figures import BASE, HIDDEN, Geography
from reports.report import PossibleDuplicates
from reports.review import CountedRange
from reports.tables_reading import load_tables
from schemas.areas import ENGLAND
from tests.reports.example_report import example_report

THRESHOLD = 5
Flow = tuple[tuple[str, str], ...]


def published(cases: str) -> PublishedTables:
    """England's cases alone."""
    england = Geography("national", ENGLAND, "England")
    figure = PublishedFigure(BASE, "total", cases, "")
    table = PublishedTable(load_tables()[0], england, (figure,))
    return PublishedTables(date(2011, 6, 6), (table,), THRESHOLD, False)


def flow(**parts: int) -> Flow:
    """The steps, the rows received being what they come to."""
    received = {"received": sum(parts.values())}
    return tuple((step, str(rows)) for step, rows in (received | parts).items())


def hidden_steps(shown: Flow) -> set[str]:
    return {step for step, rows in shown if rows == HIDDEN}


def test_a_flow_without_small_steps_is_shown_as_it_is() -> None:
    steps = flow(quarantined=0, over_18=6, duplicate=40, counted=900)
    assert published_flow(steps, published("900")) == steps


def test_a_small_step_is_hidden_with_the_next_larger_one() -> None:
    steps = flow(replaced=30, over_18=2, duplicate=40, not_open=12, counted=900)
    assert hidden_steps(published_flow(steps, published("900"))) == {"over_18", "not_open"}


def test_two_small_steps_that_come_to_enough_hide_each_other() -> None:
    steps = flow(over_18=2, quarantined=4, not_open=12, counted=900)
    assert hidden_steps(published_flow(steps, published("900"))) == {"over_18", "quarantined"}


def test_two_small_steps_that_come_to_too_little_hide_a_third() -> None:
    steps = flow(over_18=1, quarantined=2, not_open=12, counted=900)
    hidden = hidden_steps(published_flow(steps, published("900")))
    assert hidden == {"over_18", "quarantined", "not_open"}


def test_where_a_small_step_stands_alone_the_rows_received_are_hidden_with_it() -> None:
    steps = flow(over_18=3, duplicate=0, counted=900)
    shown = published_flow(steps, published("900"))
    assert hidden_steps(shown) == {"over_18", "received"}
    assert dict(shown)["counted"] == "900"


def test_where_englands_count_is_hidden_no_step_gives_it_away() -> None:
    steps = flow(duplicate=20, over_18=0, counted=4)
    hidden = hidden_steps(published_flow(steps, published(HIDDEN)))
    assert hidden == {"received", "duplicate", "counted"}


@given(st.lists(st.integers(0, 12), min_size=1, max_size=7), st.integers(6, 50))
def test_each_hidden_step_may_be_any_small_number(parts: list[int], counted: int) -> None:
    steps = flow(**{f"step_{n}": rows for n, rows in enumerate(parts)}, counted=counted)
    shown = published_flow(steps, published(str(counted)))
    hidden = hidden_steps(shown)
    small = {step for step, rows in steps if 1 <= int(rows) <= THRESHOLD}
    assert small <= hidden
    assert "counted" not in hidden
    if hidden and "received" not in hidden:
        together = sum(int(rows) for step, rows in steps if step in hidden)
        others = len(hidden) - 1
        assert others > 0
        # The others have 1 at least, and can take whatever one leaves.
        assert together - others >= THRESHOLD


def test_a_small_number_of_possible_duplicates_is_published_as_up_to_the_threshold() -> None:
    possible = PossibleDuplicates(
        (CountedRange(ENGLAND, "England", 38, 40), CountedRange("E12000001", "North East", 14, 15)),
        left_out=False,
        pairs=3,
        threshold=0.1,
    )
    shown = published_range(possible, published("40"))
    assert shown.ranges == (CountedRange(ENGLAND, "England", 35, 40),)
    assert shown.pairs is None
    left_out = published_range(replace(possible, left_out=True), published("38"))
    assert left_out.ranges == (CountedRange(ENGLAND, "England", 38, 43),)


def test_a_range_without_doubt_stays_and_a_hidden_count_has_none() -> None:
    sure = PossibleDuplicates((CountedRange(ENGLAND, "England", 40, 40),), False, 0, 0.1)
    assert published_range(sure, published("40")).ranges == sure.ranges
    assert published_range(sure, published(HIDDEN)).ranges == ()


def test_a_published_report_tells_nothing_of_single_agencies_or_of_disagreements() -> None:
    report = public_report(example_report(), published("40"))
    assert report.conflicts is None
    assert (report.returns_used, report.agencies) == (5, 5)
    assert not hasattr(report, "returns")
