"""Eight young people, A to H, through twelve months (tests.years.eight): every figure by hand."""

import pytest

from pipeline.store import Store
from pipeline.years.trend import Trend
from pipeline.years.year import Year
from reports.figures import TrueTables
from reports.movements import Movements, Series
from tests.years.eight import eight
from tests.years.history import ENGLAND, LEEDS, YORK, movements_at, said, trend_in, year_in


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return eight(tmp_path_factory.mktemp("eight"))


@pytest.fixture(scope="module")
def year(store: Store) -> Year:
    return year_in(store)


@pytest.fixture(scope="module")
def trend(store: Store) -> Trend:
    return trend_in(store, "2010-04", "2011-03")


def rows(tables: TrueTables, table: str, place: str = ENGLAND) -> dict[str, str]:
    found = tables.find(table, place)
    assert found is not None
    return {each.row.code: each.cases for each in found.figures if each.cases not in ("0", "")}


def test_york_has_five_open_two_new_one_back_three_ended_one_unknown_four_open(
    year: Year,
) -> None:
    assert said(movements_at(year.report.movements, YORK)) == {
        "open_start": 5,  # A C D E G
        "new": 2,  # B H
        "came_back": 1,  # C
        "ended": 3,  # B C G
        "ended_age": 1,  # G
        "unknown": 1,  # C, the second time
        "open_end": 4,  # A D E H
        "individuals": 7,
        "first_open": 5,
        "first_new": 2,
        "last_ended": 2,  # B G
        "last_unknown": 1,  # C
        "last_open": 4,
    }


def test_leeds_has_f_whom_no_return_has_ended(year: Year) -> None:
    assert said(movements_at(year.report.movements, LEEDS)) == {
        "new": 1,
        "open_end": 1,
        "not_confirmed": 1,
        "individuals": 1,
        "first_new": 1,
        "last_open": 1,
    }


def test_england_is_york_and_leeds(year: Year) -> None:
    york, leeds = (movements_at(year.report.movements, place) for place in (YORK, LEEDS))
    assert movements_at(year.report.movements) == york + leeds


def test_the_tables_of_the_year_count_each_once_with_the_latest_answers(year: Year) -> None:
    all_ = year.report.worked_with
    assert rows(all_, "figure_3") == {"female": "5", "male": "3", "base": "8"}
    # D 12, H 11, C 13, A 15 (by the last return), E and F 15, B 16, G 17 (not 18: over the limit)
    assert rows(all_, "figure_2") == {
        "11": "1", "12": "1", "13": "1", "15": "3", "16": "1", "17": "1", "base": "8",
        "mean": "14.3", "mode": "15", "youngest": "11", "oldest": "17",
    }  # fmt: skip
    assert rows(all_, "figure_5", YORK) == {"none": "1", "base": "1", "not_provided": "6"}
    assert rows(all_, "year_end") == {"ended": "2", "unknown": "1", "open_end": "5", "base": "8"}


def test_the_tables_of_those_new_in_the_year_are_of_b_f_and_h(year: Year) -> None:
    assert rows(year.report.new, "figure_3") == {"female": "1", "male": "2", "base": "3"}
    assert rows(year.report.known_before, "figure_3") == {"female": "4", "male": "1", "base": "5"}


BY_HAND = {
    # month: (open at the start, new, came back, ended, unknown, open at the end, not confirmed)
    "2010-04": (5, 1, 0, 0, 0, 6, 1),  # F is new; in a return only from May on
    "2010-05": (6, 1, 0, 0, 0, 7, 1),  # B is new; in a return only from June on
    "2010-06": (7, 0, 0, 1, 0, 6, 0),  # C ends
    "2010-07": (6, 0, 0, 0, 0, 6, 1),  # D is in no return
    "2010-08": (6, 0, 0, 1, 0, 5, 1),  # B ends
    "2010-09": (5, 0, 0, 0, 0, 5, 0),  # E moves from the Council to Harbour
    "2010-10": (5, 0, 1, 0, 0, 6, 1),  # C comes back; F's agency no longer sends
    "2010-11": (6, 0, 0, 1, 0, 5, 1),  # G is 18
    "2010-12": (5, 0, 0, 0, 0, 5, 1),
    "2011-01": (5, 1, 0, 0, 1, 5, 2),  # C is in no return any more, H is new
    "2011-02": (5, 0, 0, 0, 0, 5, 1),
    "2011-03": (5, 0, 0, 0, 0, 5, 1),
}


def _seven(movements: Movements) -> tuple[int, ...]:
    return (
        movements.open_start, movements.new, movements.came_back, movements.ended,
        movements.unknown, movements.open_end, movements.not_confirmed,
    )  # fmt: skip


def _series(trend: Trend, name: Series) -> dict[str, Movements]:
    (series,) = (each for each in trend.report.series if each.series == name)
    return {each.name: movements_at(each.movements) for each in series.months}


def test_every_month_of_the_trend_is_as_by_hand(trend: Trend) -> None:
    found = {name: _seven(each) for name, each in _series(trend, "all").items()}
    assert found == BY_HAND


def test_twelve_months_of_the_trend_add_up_to_the_year(trend: Trend, year: Year) -> None:
    england = movements_at(year.report.movements)
    months = _series(trend, "all").values()
    for name in ("new", "came_back", "ended", "ended_age", "unknown"):
        assert sum(getattr(each, name) for each in months) == getattr(england, name)


def test_the_series_of_those_that_sent_every_month_is_without_leeds(trend: Trend) -> None:
    found = {name: each.open_end for name, each in _series(trend, "sent_every_month").items()}
    assert found == {name: open_end - 1 for name, (_, _, _, _, _, open_end, _) in BY_HAND.items()}
    assert trend.report.every_month == (("Harbour Project", "York"), ("York Council", "York"))
    assert trend.report.not_every_month == (("Outreach", "Leeds"),)


def test_e_counts_in_the_series_of_both_types_of_agency(trend: Trend) -> None:
    statutory, voluntary = _series(trend, "statutory"), _series(trend, "voluntary")
    # In August the Council has E and G, Outreach F; Harbour has A and D.
    assert (statutory["2010-08"].open_end, voluntary["2010-08"].open_end) == (3, 2)
    # In September E ends at the Council and is new at Harbour.
    assert said(statutory["2010-09"])["ended"] == 1
    assert said(voluntary["2010-09"])["new"] == 1


def test_the_tables_of_a_month_are_of_those_open_on_its_last_day(trend: Trend) -> None:
    (series,) = (each for each in trend.report.series if each.series == "all")
    april, october = series.months[0].tables, series.months[6].tables
    # A C D E female, F G male
    assert rows(april, "figure_3") == {"female": "4", "male": "2", "base": "6"}
    assert rows(april, "figure_2", YORK)["14"] == "1"
    assert rows(october, "figure_2", YORK)["15"] == "1"  # A; Harbour gives no age for E
    assert rows(october, "figure_5", YORK) == {"none": "1", "base": "1", "not_provided": "4"}
