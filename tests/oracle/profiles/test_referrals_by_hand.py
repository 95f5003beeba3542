"""What the recount takes for a referral, on histories of a few rows written by hand."""

from datetime import date
from pathlib import Path

from ..years.by_hand import received, sent
from .periods import less_months, two_periods
from .referrals import people_told_of

LAST = date(2011, 3, 31)


def days(root: Path, *returns: str) -> list[str]:
    """The days of all referrals, in order."""
    people = people_told_of(received(root, *returns), LAST, None, {})
    return sorted(str(each.day) for person in people for each in person.referrals)


def row(day: str, ended: str = "", identifier: str = "A-1") -> str:
    return f"{identifier},15,14,{day},{ended}"


def test_a_day_that_the_next_return_gives_otherwise_counts_once(tmp_path: Path) -> None:
    one, other = sent("2010-05-31", row("2010-05-01")), sent("2010-06-30", row("2010-05-09"))
    assert days(tmp_path, one, other) == ["2010-05-09"]


def test_a_day_after_the_return_that_told_is_a_further_referral(tmp_path: Path) -> None:
    one, other = sent("2010-05-31", row("2010-05-01")), sent("2010-06-30", row("2010-06-01"))
    assert days(tmp_path, one, other) == ["2010-05-01", "2010-06-01"]


def test_a_day_from_the_end_of_the_work_on_is_a_further_referral(tmp_path: Path) -> None:
    ended = sent("2010-05-31", row("2010-05-01", "2010-05-09"))
    again = sent("2010-06-30", row("2010-05-09"))
    assert days(tmp_path, ended, again) == ["2010-05-01", "2010-05-09"]


def test_work_that_ended_by_the_day_in_question_is_earlier_work(tmp_path: Path) -> None:
    one = sent("2010-05-31", row("2010-05-01"))
    earlier = sent("2010-06-30", row("2010-02-01", "2010-05-01"))
    assert days(tmp_path, one, earlier) == ["2010-02-01", "2010-05-01"]


def test_two_days_in_one_return_are_two_referrals(tmp_path: Path) -> None:
    both = sent("2010-05-31", row("2010-05-01"), row("2010-05-09"))
    assert days(tmp_path, both, sent("2010-06-30", row("2010-05-09"))) == [
        "2010-05-01",
        "2010-05-09",
    ]


def test_only_the_same_agency_corrects_a_day(tmp_path: Path) -> None:
    one = sent("2010-05-31", row("2010-05-01"))
    other = sent("2010-06-30", row("2010-05-09"), agency="Other Steps")
    assert days(tmp_path, one, other) == ["2010-05-01", "2010-05-09"]


def test_six_months_before_the_end_of_august_is_the_end_of_february() -> None:
    assert less_months(date(2011, 8, 31), 6) == date(2011, 2, 28)
    last, before = two_periods(date(2011, 8, 31))
    assert (last.first, before.last) == (date(2011, 3, 1), date(2011, 2, 28))
