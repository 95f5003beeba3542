"""Spells: what several agencies' stretches make together, and how a period counts them."""

from pathlib import Path

from pipeline.duplicates.decision_store import add_decisions
from tests.duplicates.deciding import same
from tests.years.history import (
    Return,
    movements_at,
    said,
    store_of,
    trend_in,
    year_in,
    yp,
)

JUNE, JULY, AUGUST = "2010-06-30", "2010-07-31", "2010-08-31"


def year(tmp_path: Path, *returns: Return) -> dict[str, int]:
    return said(movements_at(year_in(store_of(tmp_path, *returns)).report.movements))


def ended(agency: str, day: str, begins: str, ends: str) -> Return:
    return Return(agency, day, [yp("AB-1", referral_date=begins, closure_date=ends)])


def test_work_that_begins_on_the_day_on_which_another_agencys_ended_is_one_spell(
    tmp_path: Path,
) -> None:
    found = year(
        tmp_path,
        ended("Harbour", JULY, "2010-05-01", "2010-06-10"),
        ended("Police", JULY, "2010-06-10", "2010-07-01"),
    )
    assert found == {"new": 1, "ended": 1, "individuals": 1, "first_new": 1, "last_ended": 1}


def test_work_that_begins_a_day_later_is_coming_back(tmp_path: Path) -> None:
    found = year(
        tmp_path,
        ended("Harbour", JULY, "2010-05-01", "2010-06-10"),
        ended("Police", JULY, "2010-06-11", "2010-07-01"),
    )
    assert (found["new"], found["came_back"], found["ended"], found["individuals"]) == (1, 1, 2, 1)


def test_where_two_agencies_end_on_one_day_a_closure_is_the_reason(tmp_path: Path) -> None:
    found = year(
        tmp_path,
        Return("Harbour", JUNE, [yp("AB-1", referral_date="2010-05-01")]),
        Return("Police", JUNE, [yp("AB-1", referral_date="2010-05-01")]),
        Return("Harbour", JULY, []),
        ended("Police", AUGUST, "2010-05-01", JULY),
    )
    assert (found["ended"], found.get("unknown", 0)) == (1, 0)


def test_who_ended_on_1_april_was_open_then_and_ends_in_the_year(tmp_path: Path) -> None:
    found = year(tmp_path, ended("Harbour", JUNE, "2010-01-01", "2010-04-01"))
    assert (found["open_start"], found["ended"]) == (1, 1)


def test_who_came_on_1_april_is_new_and_who_ended_on_31_march_is_not_of_the_year(
    tmp_path: Path,
) -> None:
    came = year(tmp_path / "came", ended("Harbour", JUNE, "2010-04-01", "2010-05-01"))
    assert (came["new"], came["ended"]) == (1, 1)
    assert year(tmp_path / "gone", ended("Harbour", JUNE, "2010-01-01", "2010-03-31")) == {}


def test_referred_and_ended_on_one_day_is_new_and_ended(tmp_path: Path) -> None:
    found = year(tmp_path, ended("Harbour", JUNE, "2010-05-05", "2010-05-05"))
    assert (found["new"], found["ended"], found["individuals"]) == (1, 1, 1)


def test_a_decision_taken_later_does_not_exist_as_of_before(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Return("Harbour", JUNE, [yp("A-1")]),
        Return("Police", JUNE, [yp("X-9")]),
    )
    before = max(each.delivery.received_at for each in store.covers())
    add_decisions(store, [same("Harbour A-1", "Police X-9")])
    now, then = year_in(store), year_in(store, as_of=before)
    assert movements_at(now.report.movements).individuals == 1
    assert movements_at(then.report.movements).individuals == 2
    assert then.uses == ()


def test_a_month_in_which_all_send_has_the_young_people_of_the_snapshot(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Return("Harbour", JUNE, [yp("A-1"), yp("A-2", closure_date="2010-06-10")]),
        Return("Police", JUNE, [yp("X-9", age="19")]),
        Return("Harbour", JULY, [yp("A-1"), yp("A-3", referral_date="2010-07-01")]),
    )
    (series, *_) = trend_in(store, "2010-06", "2010-07").report.series
    assert [movements_at(each.movements).open_end for each in series.months] == [1, 2]
    assert trend_in(store, "2010-06", "2010-07").report.without_return == ()
