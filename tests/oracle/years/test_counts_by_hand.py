"""The recount's movements and answers of a year and of months, worked out by hand."""

from datetime import date, timedelta
from pathlib import Path

from .by_hand import BEGINNING, FIRST, LAST, LEEDS, counts, received, sent, table
from .year import months_between, recount_months, recount_year

POLICE = {"agency": "City Police", "kind": "Statutory"}


def test_the_year_counts_who_was_open_new_came_back_and_went(tmp_path: Path) -> None:
    deliveries = received(
        tmp_path,
        sent("2010-03-31", "1001,15,,2010-01-10", "1002,15,,2010-02-01"),
        sent(
            "2010-06-30",
            "1001,15,,2010-01-10,2010-05-05",
            "1002,15,,2010-02-01",
            "1003,15,,2010-06-01",
        ),
        sent("2011-03-15", "1001,15,,2011-03-01", "1003,15,,2010-06-01,2010-09-01"),
    )
    assert counts(recount_year(deliveries, FIRST, LAST)) == {
        "open_start": 2,
        "new": 1,
        "came_back": 1,
        "ended": 2,
        "unknown": 1,
        "open_end": 1,
        "individuals": 3,
        "first_open": 2,
        "first_new": 1,
        "last_ended": 1,
        "last_unknown": 1,
        "last_open": 1,
    }


def test_who_came_back_and_was_known_before_is_not_new(tmp_path: Path) -> None:
    figures = recount_year(
        received(
            tmp_path,
            sent("2010-03-15", "1001,15,,2010-01-10,2010-02-05"),
            sent("2010-06-30", "1001,15,,2010-06-01,,,City"),
            sent("2010-06-30", "2001,15,,2010-06-01,,,Town", **POLICE),
        ),
        FIRST,
        LAST,
    )
    assert table(figures, "worked_with", "figure_1") == {"city": "1", "town": "1", "base": "2"}
    assert table(figures, "new", "figure_1") == {"town": "1", "base": "1"}
    assert table(figures, "known_before", "figure_1") == {"city": "1", "base": "1"}


def test_a_spell_that_ends_on_the_first_day_was_open_and_ended(tmp_path: Path) -> None:
    figures = recount_year(
        received(tmp_path, sent("2010-03-31", "1001,15,,2010-01-10,2010-04-01")), FIRST, LAST
    )
    assert counts(figures) == {
        "open_start": 1,
        "ended": 1,
        "individuals": 1,
        "first_open": 1,
        "last_ended": 1,
    }
    assert table(figures, "worked_with", "table_2") == {"E12000003": "1", "base": "1"}


def test_a_spell_that_ends_the_day_before_is_no_part_of_the_year(tmp_path: Path) -> None:
    figures = recount_year(
        received(tmp_path, sent("2010-03-31", "1001,15,,2010-01-10,2010-03-31")), FIRST, LAST
    )
    assert counts(figures) == {}


def test_who_was_unknown_at_the_start_and_is_seen_again_was_open(tmp_path: Path) -> None:
    figures = recount_year(
        received(
            tmp_path,
            sent("2010-02-28", "1001,15,,2010-01-10"),
            sent("2010-03-31"),
            sent("2010-04-30", "1001,15,,2010-01-10"),
        ),
        FIRST,
        LAST,
    )
    expected = {"open_start": 1, "seen_again": 1, "open_end": 1, "not_confirmed": 1}
    assert counts(figures) == expected | {"individuals": 1, "first_open": 1, "last_open": 1}


def test_a_return_of_the_thirty_first_day_before_confirms(tmp_path: Path) -> None:
    rows = ("1001,15,,2010-06-01",)
    of_28 = recount_year(received(tmp_path / "a", sent("2011-02-28", *rows)), FIRST, LAST)
    of_27 = recount_year(received(tmp_path / "b", sent("2011-02-27", *rows)), FIRST, LAST)
    assert counts(of_28).get("not_confirmed", 0) == 0
    assert counts(of_27)["not_confirmed"] == 1


def test_who_moves_to_another_area_counts_once_in_each(tmp_path: Path) -> None:
    figures = recount_year(
        received(
            tmp_path,
            sent("2010-04-30", "1001,15,,2010-04-10,2010-04-20"),
            sent("2010-05-31", "1001,15,,2010-05-01", area="Barnsley"),
        ),
        FIRST,
        LAST,
    )
    assert counts(figures)["individuals"] == 2
    assert counts(figures, LEEDS) == {
        "new": 1,
        "ended": 1,
        "individuals": 1,
        "first_new": 1,
        "last_ended": 1,
    }
    assert counts(figures, ("regional", "E12000003"))["new"] == 2


def test_the_age_limit_is_counted_among_the_ended(tmp_path: Path) -> None:
    figures = recount_year(
        received(
            tmp_path,
            sent("2010-04-30", "1001,17,,2010-04-10"),
            sent("2010-05-31", "1001,18,,2010-04-10"),
        ),
        FIRST,
        LAST,
    )
    assert counts(figures)["ended"] == counts(figures)["ended_age"] == 1
    assert table(figures, "worked_with", "figure_2")["17"] == "1"


def test_the_answers_are_those_of_the_latest_row_of_each_agency(tmp_path: Path) -> None:
    figures = recount_year(
        received(
            tmp_path,
            sent("2010-04-30", "1001,15,,2010-04-10,,Female,City,Gang"),
            sent("2010-05-31", "1001,15,,2010-04-10,,,Town,Grooming"),
            sent("2010-04-30", "1001,15,,2010-04-10,,Female,Rural,Mobile phone", **POLICE),
        ),
        FIRST,
        LAST,
    )
    # the police's row is the fuller one, and so the primary
    assert table(figures, "worked_with", "figure_1") == {"rural": "1", "base": "1"}
    assert table(figures, "worked_with", "table_5") == {
        "grooming": "1",
        "mobile_phone": "1",
        "base": "1",
        "most_answers": "2",
    }


def test_as_of_an_earlier_moment_the_later_delivery_is_not_there(tmp_path: Path) -> None:
    deliveries = received(tmp_path, sent("2010-04-30", "1001,15,,2010-04-10"), sent("2010-05-31"))
    before = recount_year(deliveries, FIRST, LAST, as_of=BEGINNING + timedelta(hours=1))
    assert counts(before)["open_end"] == 1
    assert counts(recount_year(deliveries, FIRST, LAST))["unknown"] == 1


def test_the_months_of_a_trend_add_up(tmp_path: Path) -> None:
    last = date(2010, 6, 30)
    deliveries = received(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10,,,City"),
        sent("2010-05-31"),
        sent("2010-06-30", "1001,15,,2010-04-10,2010-06-20,,Town", "1002,15,,2010-05-20"),
    )
    trend = recount_months(deliveries, months_between(date(2010, 4, 1), last), last)
    shown = {
        month: {
            name: count
            for name, count in counts(trend, before=("all", month)).items()
            if not name.startswith(("first", "last", "individuals"))
        }
        for month in ("2010-04", "2010-05", "2010-06")
    }
    assert shown == {
        "2010-04": {"new": 1, "open_end": 1},
        "2010-05": {"open_start": 1, "new": 1, "open_end": 2, "not_confirmed": 1},
        "2010-06": {"open_start": 2, "seen_again": 2, "ended": 1, "open_end": 1},
    }
    # 1001 as last told before the month's end, 1002 as told first, though later
    assert table(trend, "all", "2010-05", "open", "figure_1") == {
        "city": "1",
        "base": "1",
        "not_provided": "1",
    }


def test_a_series_counts_the_spells_of_its_own_agencies(tmp_path: Path) -> None:
    last = date(2010, 5, 31)
    deliveries = received(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31", "1001,15,,2010-04-10,2010-05-05"),
        sent("2010-05-31", "1001,15,,2010-05-02", **POLICE),
    )
    trend = recount_months(deliveries, months_between(date(2010, 4, 1), last), last)
    assert counts(trend, before=("all", "2010-05"))["open_start"] == 1
    assert counts(trend, before=("statutory", "2010-05"))["new"] == 1
    assert counts(trend, before=("voluntary", "2010-05"))["ended"] == 1
    assert counts(trend, before=("sent_every_month", "2010-05"))["ended"] == 1
    assert counts(trend, before=("sent_every_month", "2010-05")).get("new", 0) == 0
    assert counts(trend, before=("mixed", "2010-05")) == {}
