"""Which days are referrals: one scenario each."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.profiles.periods import months_before, spans_of
from pipeline.store import Store
from pipeline.years.over_time import NoReturnsInTime
from schemas.errors import UserError
from tests.profiles.profiled import YORK, cases, counts, profile_of
from tests.years.history import Record, Return, store_of, yp

DAY = date(2011, 5, 31)
MARCH, APRIL, MAY = "2011-03-31", "2011-04-30", "2011-05-31"


def sent(tmp_path: Path, *returns: tuple[str, list[Record]], area: str = "York") -> Store:
    """Harbour Project's returns, by their days."""
    return store_of(
        tmp_path, *(Return("Harbour Project", day, rows, area=area) for day, rows in returns)
    )


def referrals(store: Store, day: date = DAY) -> int:
    return profile_of(store, day, "York").referrals_of(YORK, "last").referrals


def test_a_later_referral_while_work_goes_on_is_a_second(tmp_path: Path) -> None:
    first, again = yp("YP-A", referral_date="2011-02-01"), yp("YP-A", referral_date="2011-04-20")
    store = sent(tmp_path, (MARCH, [first]), (MAY, [again]))
    assert counts(profile_of(store, DAY, "York"), YORK) == (2, 1, 1, 2)


def test_another_day_that_the_earlier_return_could_have_had_is_a_correction(
    tmp_path: Path,
) -> None:
    first, right = yp("YP-A", referral_date="2011-02-01"), yp("YP-A", referral_date="2011-03-31")
    assert referrals(sent(tmp_path, (MARCH, [first]), (APRIL, [right]))) == 1


def test_a_corrected_day_of_ended_work_is_a_correction(tmp_path: Path) -> None:
    wrong = yp("YP-A", referral_date="2011-02-01", closure_date="2011-03-20")
    right = yp("YP-A", referral_date="2011-01-20", closure_date="2011-03-20")
    assert referrals(sent(tmp_path, (MARCH, [wrong]), (APRIL, [right]))) == 1


def test_a_referral_after_work_ended_is_another_even_if_told_late(tmp_path: Path) -> None:
    ended = yp("YP-A", referral_date="2011-02-01", closure_date="2011-03-10")
    again = yp("YP-A", referral_date="2011-03-20")
    assert referrals(sent(tmp_path, (MARCH, [ended]), (APRIL, [again]))) == 2


def test_earlier_work_that_is_told_late_corrects_nothing(tmp_path: Path) -> None:
    running = yp("YP-A", referral_date="2011-03-01", closure_date="2011-03-20")
    earlier = yp("YP-A", referral_date="2011-01-05", closure_date="2011-02-05")
    assert referrals(sent(tmp_path, (MARCH, [running]), (APRIL, [earlier]))) == 2


def test_a_day_that_comes_back_stands(tmp_path: Path) -> None:
    one, other = yp("YP-A", referral_date="2011-02-01"), yp("YP-A", referral_date="2011-02-08")
    assert referrals(sent(tmp_path, (MARCH, [one]), (APRIL, [other]), (MAY, [one]))) == 1


def test_two_rows_of_one_return_are_two_referrals(tmp_path: Path) -> None:
    rows = [
        yp("YP-A", referral_date="2011-02-01", closure_date="2011-03-01"),
        yp("YP-A", referral_date="2011-04-20"),
    ]
    assert referrals(sent(tmp_path, (MAY, rows))) == 2


def test_without_a_referral_date_the_first_assessment_counts(tmp_path: Path) -> None:
    rows = [
        yp("YP-A", first_assessment_date="2011-02-01"),
        yp("YP-B", referral_date="2010-02-01", first_assessment_date="2011-02-01"),
    ]
    assert referrals(sent(tmp_path, (MAY, rows))) == 1


def test_an_assessment_that_gets_its_referral_date_later_is_one_referral(tmp_path: Path) -> None:
    first = yp("YP-A", first_assessment_date="2011-02-01")
    then = yp("YP-A", referral_date="2011-01-20", first_assessment_date="2011-02-01")
    assert referrals(sent(tmp_path, (MARCH, [first]), (APRIL, [then]))) == 1


def test_who_was_over_the_age_limit_is_not_counted(tmp_path: Path) -> None:
    rows = [yp("YP-A", referral_date="2011-02-01", age="19", age_at_first_assessment="19")]
    assert referrals(sent(tmp_path, (MAY, rows))) == 0


def test_the_latest_return_speaks_for_a_referral(tmp_path: Path) -> None:
    first = yp("YP-A", referral_date="2011-02-01", camhs_contact="no")
    latest = yp("YP-A", referral_date="2011-02-01", camhs_contact="yes")
    store = sent(tmp_path, (MARCH, [first]), (MAY, [latest]))
    assert cases(profile_of(store, DAY, "York"), "camhs") == {"yes": 1}


def test_returns_after_the_day_are_not_read(tmp_path: Path) -> None:
    told_late = yp("YP-B", referral_date="2011-03-01")
    store = sent(tmp_path, (MARCH, [yp("YP-A", referral_date="2011-02-01")]), (MAY, [told_late]))
    assert referrals(store, date(2011, 4, 30)) == 1


def test_who_has_a_day_in_one_return_is_not_undated(tmp_path: Path) -> None:
    store = sent(tmp_path, (MARCH, [yp("YP-A")]), (MAY, [yp("YP-A", referral_date="2011-02-01")]))
    of = profile_of(store, DAY, "York").referrals_of(YORK, "last")
    assert (of.referrals, of.undated) == (1, 0)


def test_six_months_before_the_end_of_august_is_the_end_of_february() -> None:
    assert months_before(date(2011, 8, 31), 6) == date(2011, 2, 28)
    last, before = spans_of(date(2011, 8, 31))
    assert (last.first, before.last) == (date(2011, 3, 1), date(2011, 2, 28))
    assert before.first == date(2010, 9, 1)


def test_an_area_without_any_return_has_no_profile(tmp_path: Path) -> None:
    store = sent(tmp_path, (MAY, [yp("YP-A", referral_date="2011-02-01")]))
    with pytest.raises(NoReturnsInTime, match="no return dated up to 2011-05-31"):
        profile_of(store, DAY, "Leeds")


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("York", "York"), "named twice"),
        (("York", "Yorkshire and The Humber"), "one lies within the other"),
        (("England", "York"), "one lies within the other"),
        (("Atlantis",), "is no local authority"),
        (("Wales",), "outside England"),
        ((), "Name an area"),
    ],
)
def test_areas_that_cannot_stand_together_are_refused(
    tmp_path: Path, names: tuple[str, ...], message: str
) -> None:
    with pytest.raises(UserError, match=message):
        profile_of(Store(tmp_path), DAY, *names)
