"""The order of day and month in the dates of a file as a whole."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.date_order import DatesInOrder, Order, dates_in_order
from ingest.dates import date_of

DAYS = st.dates(date(1930, 1, 1), date(2029, 12, 31))
LATE_DAY = date(2010, 12, 31)


def ordered(said: Order | None = None, **columns: list[str | None]) -> DatesInOrder:
    return dates_in_order({name: pa.array(c, pa.string()) for name, c in columns.items()}, said)


def texts(found: DatesInOrder) -> dict[str, list[str | None]]:
    return {name: column.to_pylist() for name, column in found.columns.items()}


def ambiguous(found: DatesInOrder) -> dict[str, list[int]]:
    return {name: rows.to_pylist() for name, rows in found.ambiguous.items()}


def test_dates_are_day_first_where_nothing_shows() -> None:
    found = ordered(born=["04/03/2011", None, "2010-12-31", "31 December 2010"])
    assert (texts(found), found.order, ambiguous(found)) == ({}, "day", {})


def test_dates_are_day_first_where_some_show_it() -> None:
    found = ordered(born=["31/12/2010", "04/03/2011"])
    assert (texts(found), found.order) == ({}, "day")


@pytest.mark.parametrize(
    "shown",
    ["12/31/2010", "12-31-2010", "12.31.10", "12 31 2010", "12 - 31 - 2010", "12/31/10 9:30 AM",
     "12/31/2010 00:00:00", "Fri 12/31/2010", "12–31–2010", "12312010", "'12/31/2010"],
)  # fmt: skip
def test_one_date_that_can_only_be_month_first_turns_the_whole_file(shown: str) -> None:
    found = ordered(born=[shown, "04/03/2011", None], closed=["05/06/11", "7.8.2011 10:00", "soon"])
    assert found.order == "month"
    assert texts(found) == {
        "born": ["2010-12-31", "2011-04-03", None],
        "closed": ["2011-05-06", "2011-07-08", "soon"],
    }
    assert ambiguous(found) == {}


def test_a_column_without_such_dates_is_not_among_the_changed() -> None:
    found = ordered(born=["12/31/2010"], closed=["2011-01-02"], referred=["1 May 2011"])
    assert list(found.columns) == ["born"]


def test_dates_that_are_the_same_either_way_stay() -> None:
    found = ordered(born=["12/31/2010"], closed=["05/05/2011"])
    assert list(found.columns) == ["born"]


def test_where_both_are_shown_a_date_that_could_be_either_is_ambiguous() -> None:
    found = ordered(
        born=["12/31/2010", "04/03/2011", "05/05/2011", "04/03/2011"], closed=["31/12/2010", None]
    )
    assert found.order == "both"
    assert texts(found) == {"born": ["2010-12-31", None, "05/05/2011", None]}
    assert ambiguous(found) == {"born": [1, 3]}
    assert found.ambiguous["born"].type == pa.int64()


@pytest.mark.parametrize(
    "shown", ["31/02/2010", "02/30/2010", "13/13/2010", "12/31/1066", "02/29/2011", "00/13/2010"]
)
def test_a_date_that_does_not_exist_shows_nothing(shown: str) -> None:
    found = ordered(born=[shown, "04/03/2011"])
    assert (texts(found), found.order) == ({}, "day")


def test_a_date_that_does_not_exist_stays_as_it_is_in_a_file_of_american_dates() -> None:
    found = ordered(born=["12/31/2010", "31/02/2010"])
    assert texts(found) == {"born": ["2010-12-31", "31/02/2010"]}


def test_a_date_with_the_month_in_letters_shows_nothing() -> None:
    found = ordered(
        born=["December 31, 2010", "31 Dec 2010", "2010-12-31", "20101231", "04/03/2011"]
    )
    assert (texts(found), found.order) == ({}, "day")


def test_the_date_of_the_cover_shows_and_turns_too() -> None:
    found = ordered(cover=["06/13/2011"], born=["04/03/1996"])
    assert texts(found) == {"cover": ["2011-06-13"], "born": ["1996-04-03"]}


def test_day_first_by_the_mapping_changes_nothing() -> None:
    found = ordered("day", born=["12/31/2010", "04/03/2011"])
    assert (texts(found), found.order, ambiguous(found)) == ({}, "day", {})
    assert date_of("12/31/2010") is None


def test_month_first_by_the_mapping_turns_all_even_where_nothing_shows() -> None:
    found = ordered("month", born=["04/03/2011", None])
    assert (texts(found), found.order) == ({"born": ["2011-04-03", None]}, "month")


def test_a_date_that_does_not_fit_month_first_by_the_mapping_is_unreadable() -> None:
    (text,) = texts(ordered("month", born=["31/12/2010"]))["born"]
    assert text is not None
    assert date_of(text) is None


def test_a_file_without_dates_is_in_order() -> None:
    assert ordered().order == "day"
    assert ordered(born=[]).order == "day"
    assert ordered("month", born=[None]).columns == {}


@given(st.lists(DAYS), st.sampled_from(["%m/%d/%Y", "%m-%d-%y", "%m.%d.%Y %H:%M", "%m%d%Y"]))
def test_a_file_written_month_first_is_read_as_it_was_written(days: list[date], form: str) -> None:
    days = [*days, LATE_DAY]
    written = [day.strftime(form) for day in days]
    found = ordered(born=list(written))
    read = [date_of(text) for text in found.columns["born"].to_pylist()]
    assert (read, found.order) == (days, "month")


@given(st.lists(DAYS), st.sampled_from(["%d/%m/%Y", "%d-%m-%y", "%Y-%m-%d", "%d%m%Y", "%d %b %Y"]))
def test_a_file_written_day_first_is_left_alone(days: list[date], form: str) -> None:
    found = ordered(born=[day.strftime(form) for day in days])
    assert (texts(found), found.order) == ({}, "day")


@given(st.lists(st.text()))
def test_no_text_whatever_breaks_the_order_of_dates(born: list[str]) -> None:
    assert ordered(born=[*born, "12/31/2010"]).order in ("month", "both")
