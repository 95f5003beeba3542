"""Nine young people, A to I, in two periods of six months (tests.profiles.nine): every figure by
hand."""

from datetime import date

import pytest

from pipeline.store import Store
from reports.profile_tables import ProfileReport, Span
from tests.profiles.nine import BOARD, DAY, nine
from tests.profiles.profiled import (
    ENGLAND,
    LEEDS,
    YORK,
    YORKSHIRE,
    cases,
    counts,
    profile_of,
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return nine(tmp_path_factory.mktemp("nine"))


@pytest.fixture(scope="module")
def york(store: Store) -> ProfileReport:
    return profile_of(store, DAY, "York")


@pytest.fixture(scope="module")
def both(store: Store) -> ProfileReport:
    return profile_of(store, DAY, "York", "Leeds")


def test_the_periods_are_the_six_months_up_to_the_day_and_the_six_before(
    york: ProfileReport,
) -> None:
    assert york.spans == (
        Span("last", date(2010, 12, 1), date(2011, 5, 31)),
        Span("before", date(2010, 6, 1), date(2010, 11, 30)),
    )


def test_york_has_five_referrals_of_three_young_people(york: ProfileReport) -> None:
    assert counts(york, YORK) == (5, 3, 2, 4)  # A, B twice, E twice
    of = york.referrals_of(YORK, "last")
    assert (of.share_more_than_once, of.share_their_referrals) == ("66.7", "80.0")


def test_york_had_three_in_the_six_months_before(york: ProfileReport) -> None:
    assert counts(york, YORK, "before") == (3, 3, 0, 0)  # C, D (corrected), E
    of = york.referrals_of(YORK, "before")
    assert (of.share_more_than_once, of.share_their_referrals) == ("0.0", "0.0")


def test_who_came_without_any_day_is_counted_beside(york: ProfileReport) -> None:
    assert york.referrals_of(YORK, "last").undated == 1  # I
    assert york.referrals_of(ENGLAND, "last").undated == 1
    assert york.referrals_of(YORK, "before").undated == 0


def test_an_area_stands_beside_its_region_and_england(york: ProfileReport) -> None:
    assert [each.key for each in york.places] == [YORK, YORKSHIRE, ENGLAND]
    assert counts(york, YORKSHIRE) == (5, 3, 2, 4)
    assert counts(york, YORKSHIRE, "before") == (4, 4, 0, 0)  # and F in Leeds
    assert counts(york, ENGLAND) == (6, 4, 2, 4)  # and H
    assert counts(york, ENGLAND, "before") == (4, 4, 0, 0)


def test_several_areas_stand_each_and_together(both: ProfileReport) -> None:
    assert [each.key for each in both.places] == [YORK, LEEDS, "together", YORKSHIRE, ENGLAND]
    assert counts(both, LEEDS) == (0, 0, 0, 0)
    assert counts(both, "together") == (5, 3, 2, 4)
    assert counts(both, "together", "before") == (4, 4, 0, 0)
    # F, 9; C, 11; D, 12; of E's age nothing was said
    assert cases(both, "age", "together", "before") == {
        "under_10": 1, "10_to_12": 2, "under_13": 3,
    }  # fmt: skip
    assert both.table("age").figure("under_13", "together", "before").percent == "100.0"


def test_a_joint_board_is_an_area(store: Store) -> None:
    board = profile_of(store, DAY, BOARD)
    assert [each.name for each in board.places] == [BOARD, "East Midlands", "England"]
    assert counts(board, board.places[0].key) == (1, 1, 0, 0)  # H, on the day itself
    assert cases(board, "age", board.places[0].key) == {"16_to_17": 1}


def test_a_region_is_an_area(store: Store) -> None:
    yorkshire = profile_of(store, DAY, "Yorkshire and the Humber")
    assert [each.key for each in yorkshire.places] == [YORKSHIRE, ENGLAND]
    assert counts(yorkshire, YORKSHIRE) == (5, 3, 2, 4)


def test_two_agencies_answers_to_one_referral_are_merged(york: ProfileReport) -> None:
    # A of both agencies; of nobody else is anything said
    assert cases(york, "methods") == {"grooming": 1, "social_networking": 1, "mobile_phone": 1}
    assert cases(york, "placement") == {"residential_home": 1}


def test_each_referral_has_its_own_agencys_answers(york: ProfileReport) -> None:
    # B's referral by the Council says no gender
    assert cases(york, "gender") == {"female": 2, "male": 2}
    # A 14, B 15 twice, E 17 and then 18
    assert cases(york, "age") == {"13_to_15": 3, "16_to_17": 1, "18_and_over": 1}
    assert cases(york, "gender", YORK, "before") == {"female": 2, "male": 1}


def test_a_share_says_its_base_and_what_is_not_known(york: ProfileReport) -> None:
    camhs = york.table("camhs")
    yes, known = camhs.figure("yes", YORK, "last"), camhs.known(YORK, "last")
    # A yes, B no, B not known, E twice nothing
    assert (yes.cases, yes.base, yes.percent, yes.of_all) == (1, 2, "50.0", "20.0")
    assert (known.counted, known.base, known.not_known, known.not_provided) == (5, 2, 1, 2)
    assert (known.not_asked, known.outside) == (0, 0)


def test_who_is_not_looked_after_is_outside_the_table_of_placements(york: ProfileReport) -> None:
    known = york.table("placement").known(YORK, "last")
    assert (known.counted, known.base, known.outside) == (5, 1, 4)
    living = york.table("living_situation").figure("looked_after", YORK, "last")
    assert (living.cases, living.base, living.percent) == (1, 3, "33.3")  # E with family, twice


def test_where_nobody_was_referred_there_is_no_share(both: ProfileReport) -> None:
    female = both.table("gender").figure("female", LEEDS, "last")
    assert (female.cases, female.base, female.percent, female.of_all) == (0, 0, "", "")
    of = both.referrals_of(LEEDS, "last")
    assert (of.share_more_than_once, of.share_their_referrals) == ("", "")


def test_where_no_form_of_the_time_asks_it_the_table_says_so(york: ProfileReport) -> None:
    source = york.table("referral_source")
    assert source.known(YORK, "last").no_such_question == ("2011",)
    assert source.known(YORK, "last").not_asked == 5
    assert source.versions == ("2020",)
    assert york.table("gender").known(YORK, "last").no_such_question == ()
    assert york.forms == ("2011",)


def test_where_nobody_was_referred_no_form_lacked_the_question(both: ProfileReport) -> None:
    assert both.table("referral_source").known(LEEDS, "last").no_such_question == ()


def test_without_the_form_of_2020_there_is_no_missing_from_home_table(york: ProfileReport) -> None:
    assert york.missing is None
    assert "placement_2020" not in [each.id for each in york.tables]
