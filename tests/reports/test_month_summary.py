"""A month's summary as text: who sent, and what it is held against."""

from dataclasses import replace
from datetime import date

from reports.month_summary import CountedPlace, MonthSummary, summary_text
from reports.status import Month, Status, StatusLine

JUNE = Month(2011, 6)
LATER = StatusLine(
    agency="Harbour Project",
    area="York",
    month=JUNE,
    return_date=date(2011, 6, 10),
    state="received",
    expected=True,
    due=None,
    rows=24,
    refused_rows=0,
)
EARLIER = replace(
    LATER,
    return_date=date(2011, 6, 6),
    rows=23,
    refused_rows=2,
    followed_by=date(2011, 6, 10),
)


def text_of(*lines: StatusLine, least: int = 24, look_again: str = "") -> str:
    status = Status(date(2011, 6, 20), (JUNE,), lines, True, 0)
    england = CountedPlace("England", 20, 24)
    day, before = date(2011, 6, 10), date(2011, 5, 6)
    return summary_text(
        MonthSummary(day, before, england, (), (), status, (), (), least, look_again)
    )


def test_of_two_returns_of_a_month_only_the_later_counts_and_the_earlier_is_named() -> None:
    text = text_of(EARLIER, LATER)
    assert "  The returns hold 24 rows, 0 of them refused.\n" in text
    assert (
        "  Earlier returns of the month, each followed by a later one:\n"
        "    Harbour Project, York: 6 June 2011, followed by 10 June 2011\n"
    ) in text
    assert "Rows or answers refused" not in text


def test_the_month_before_is_counted_as_the_store_stands_now() -> None:
    assert "  beside 6 May 2011, as the store stands now\n" in text_of(LATER)


def test_possible_duplicates_say_how_far_the_count_may_be_off() -> None:
    assert (
        "  If all possible duplicates are the same young people, England has 22.\n"
        "  `lscb duplicates find --date 2011-06-10` lists them.\n"
    ) in text_of(LATER, least=22)
    assert "possible duplicates" not in text_of(LATER, least=24)


def test_decisions_to_look_at_again_are_named() -> None:
    assert "  Decisions to look at again: 3 (stale).\n" in text_of(
        LATER, look_again="Decisions to look at again: 3 (stale)."
    )


def test_an_unexpected_area_is_not_taken_for_an_agency_spelt_differently() -> None:
    text = text_of(LATER, replace(LATER, area="Hull", expected=False, unexpected="area"))
    assert (
        "  Not expected: agencies.csv has the agency, but not this area for it:\n"
        "    Harbour Project, Hull\n"
    ) in text
    assert "spelt" not in text
