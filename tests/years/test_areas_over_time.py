"""Areas whose codes change, that become one, or several, within the years that are counted."""

from pathlib import Path

from tests.years.history import Return, movements_at, said, store_of, trend_in, year_in, yp


def test_a_new_code_is_the_same_area(tmp_path: Path) -> None:
    """Gateshead has another code from April 2013 on."""
    store = store_of(
        tmp_path,
        Return("Harbour", "2013-03-31", [yp("A-1", referral_date="2013-01-10")], area="Gateshead"),
        Return("Harbour", "2013-04-30", [yp("A-1", referral_date="2013-01-10")], area="Gateshead"),
    )
    found = year_in(store, "2013-14").report.movements
    assert said(movements_at(found, "E08000037")) == {
        "open_start": 1, "open_end": 1, "not_confirmed": 1,
        "individuals": 1, "first_open": 1, "last_open": 1,
    }  # fmt: skip


def test_two_authorities_that_become_one_go_on_in_it(tmp_path: Path) -> None:
    """Bournemouth and Poole became one with Christchurch in April 2019."""
    bournemouth, poole = yp("A-1", referral_date="2019-01-10"), yp("B-2")
    store = store_of(
        tmp_path,
        [
            Return("Harbour", "2019-03-31", [bournemouth], area="Bournemouth"),
            Return("Harbour", "2019-03-31", [poole], area="Poole"),
        ],
        Return("Harbour", "2019-04-30", [bournemouth], area="E06000058"),
    )
    found = year_in(store, "2019-20").report.movements
    # B-2 of Poole is not in the return of the authority that Poole has become.
    assert said(movements_at(found, "E06000058")) == {
        "open_start": 2, "unknown": 1, "open_end": 1, "not_confirmed": 1, "individuals": 2,
        "first_open": 2, "last_unknown": 1, "last_open": 1,
    }  # fmt: skip


def test_a_return_of_one_of_two_authorities_does_not_speak_for_the_other(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Return("Harbour", "2018-04-30", [yp("B-2")], area="Poole"),
        Return("Harbour", "2018-05-31", [yp("A-1")], area="Bournemouth"),
        Return("Harbour", "2018-06-30", [yp("A-1")], area="Bournemouth"),
    )
    (series, *_) = trend_in(store, "2018-04", "2018-06").report.series
    assert [movements_at(each.movements).open_end for each in series.months] == [1, 2, 2]


def test_an_area_that_became_several_is_not_open_for_ever(tmp_path: Path) -> None:
    """Cumbria became two authorities in April 2023; the agency sends for one of them in May."""
    child = yp("A-1", referral_date="2023-01-10")
    store = store_of(
        tmp_path,
        Return("Harbour", "2023-03-31", [child], area="Cumbria"),
        Return("Harbour", "2023-05-31", [child], area="Cumberland"),
    )
    found = year_in(store, "2023-24").report.movements
    assert said(movements_at(found, "E10000006")) == {
        "open_start": 1, "unknown": 1, "individuals": 1, "first_open": 1, "last_unknown": 1,
    }  # fmt: skip
    assert movements_at(found, "E06000063").open_end == 1


def test_other_nations_are_in_no_count_and_no_list(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Return("Harbour", "2010-05-31", [yp("A-1")]),
        Return("Cardiff Project", "2010-05-31", [yp("W-1")], area="Cardiff"),
    )
    report = year_in(store).report
    assert movements_at(report.movements).individuals == 1
    assert (report.returns_used, report.agencies) == (1, 1)
    assert [each.agency for each in report.sending] == ["Harbour"]
