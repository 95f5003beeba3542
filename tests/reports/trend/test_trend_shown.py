"""From the counts of a trend to texts, month by month."""

from datetime import date

import pytest

from reports.figures import TrueTables
from reports.movements import Movements
from reports.trend import TrendMonth, TrendReport, TrendSeries
from reports.trend_shown import RestrictedTrend, shown_trend
from reports.year import PlaceMovements
from tests.reports.example_report import DURHAM, ENGLAND, LONDON, NORTH_EAST


def month(name: str, last: date, **places: tuple[object, int]) -> TrendMonth:
    return TrendMonth(
        name,
        last,
        tuple(
            PlaceMovements(place, Movements(open_end=count))  # type: ignore[arg-type]
            for place, count in places.values()
        ),
        TrueTables(last, ()),
    )


@pytest.fixture
def trend() -> RestrictedTrend:
    """Two months; Durham has nobody in the first, and London's agency is new in the second."""
    april, may = date(2010, 4, 30), date(2010, 5, 31)
    return shown_trend(
        TrendReport(
            first=date(2010, 4, 1),
            last=may,
            series=(
                TrendSeries(
                    "all",
                    (
                        month("2010-04", april, e=(ENGLAND, 3), n=(NORTH_EAST, 3)),
                        month(
                            "2010-05", may, e=(ENGLAND, 9), n=(NORTH_EAST, 4), l=(LONDON, 5),
                            d=(DURHAM, 1),
                        ),
                    ),
                ),
                TrendSeries(
                    "sent_every_month",
                    (
                        month("2010-04", april, e=(ENGLAND, 2), n=(NORTH_EAST, 2)),
                        month("2010-05", may, e=(ENGLAND, 4), n=(NORTH_EAST, 4)),
                    ),
                ),
            ),
            every_month=(("Nightjarrow Project", "County Durham"),),
            not_every_month=(("Harbour Project", "Hackney"), ("Ouse Project", "York")),
            without_return=("2010-05",),
            codebook_version="2011",
            program_version="0.1.0",
            populations={},
            population_note="",
        )
    )  # fmt: skip


def test_a_place_has_a_text_a_month_and_0_where_it_is_not_counted(trend: RestrictedTrend) -> None:
    assert trend.line("open_end").cases == ("3", "9")
    assert trend.line("open_end", DURHAM.code).cases == ("0", "1")
    assert trend.line("open_end", series="sent_every_month").cases == ("2", "4")


def test_those_of_other_agencies_are_all_but_those_of_agencies_that_sent_every_month(
    trend: RestrictedTrend,
) -> None:
    assert trend.line("open_sent_every_month").cases == ("2", "4")
    assert trend.line("open_others").cases == ("1", "5")
    assert trend.line("open_others", LONDON.code).cases == ("0", "5")


def test_places_stand_in_the_order_of_the_tables(trend: RestrictedTrend) -> None:
    assert trend.places("national", "regional") == (ENGLAND, NORTH_EAST, LONDON)
    assert trend.places("local_authority") == (DURHAM,)


def test_agencies_are_counted_and_named(trend: RestrictedTrend) -> None:
    assert (trend.every_month, trend.others) == (1, 2)
    assert trend.sent_every_month == (("Nightjarrow Project", "County Durham"),)


def test_months_without_a_return_are_named(trend: RestrictedTrend) -> None:
    assert trend.without_return == ("2010-05",)


def test_a_series_that_is_not_there_has_no_line(trend: RestrictedTrend) -> None:
    assert not trend.has("mixed")
    with pytest.raises(KeyError):
        trend.line("open_end", series="mixed")
