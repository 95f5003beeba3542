"""Which pairs of young people may be one, and what each comparison is worth."""

import logging
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from pipeline.duplicates.chances import chances
from pipeline.duplicates.outcomes import outcomes
from pipeline.duplicates.prepared import prepare
from pipeline.duplicates.scoring import score_across, score_pairs
from schemas.codebook_reading import load_codebook
from schemas.linkage import load_linkage
from tests.duplicates.measuring import sure_rule
from tests.duplicates.units import (
    JUNE_1996,
    MAY_1995,
    Answer,
    crowd,
    listed,
    pair,
    scored,
    scored_across,
    table,
    unit,
)
from tests.duplicates.world import make_world


def test_one_identifier_that_a_gender_keeps_apart_is_listed() -> None:
    rows = scored(
        unit(1, "A", "Police", "X-1234", gender="female", date_of_birth=MAY_1995),
        unit(2, "A", "Harbour", "X-1234", gender="male", date_of_birth=MAY_1995),
        *crowd("A", 10),
        *crowd("B", 30),
    )
    row = pair(rows, 1, 2)
    assert row["identifier_level"] == "same"
    assert row["identifier_weight"] == 12.872675  # log2(0.75 / 0.0001)
    assert row["gender_level"] == "different"
    assert row["month_of_birth_level"] == "same"
    assert row["place"] == "A"


def test_different_identifiers_with_much_in_common_are_listed() -> None:
    alike: dict[str, str | int | date] = {
        "gender": "female",
        "date_of_birth": MAY_1995,
        "ethnicity": "APKN",
        "living_situation": "looked_after",
        "referral_date": date(2011, 2, 1),
    }
    rows = scored(
        unit(1, "A", "Police", "X-1234", **alike),
        unit(2, "A", "Harbour", "YP-88", **alike),
        *crowd("A", 10),
        *crowd("B", 30),
        *crowd("C", 50),
    )
    assert pair(rows, 1, 2)["identifier_level"] == "different"


def test_what_is_expected_beforehand_is_the_areas_own() -> None:
    """In an area of 12 each has 11 others: 2 * 0.1 / 11 of the pairs are one young person, so
    log2((0.2 / 11) / (1 - 0.2 / 11))."""
    rows = scored(
        unit(1, "A", "Police", "X-1234", gender="female", date_of_birth=MAY_1995),
        unit(2, "A", "Harbour", "X-1234", gender="male", date_of_birth=MAY_1995),
        *crowd("A", 10),
        *crowd("B", 30, size=40),
    )
    assert pair(rows, 1, 2)["prior"] == -5.754888


def test_a_pair_of_two_areas_is_never_listed_as_one_of_an_area() -> None:
    one = unit(1, "A", "Police", "X-1234", gender="female", date_of_birth=MAY_1995)
    assert scored(one, one | {"unit": 2, "place": "B"}) == []


def test_numbers_of_an_agency_that_numbers_for_itself_say_nothing() -> None:
    rows = scored(
        unit(1, "A", "Police", "X-1234", gender="male", date_of_birth=MAY_1995),
        unit(2, "A", "Harbour", "X-1234", own_numbering=True, date_of_birth=MAY_1995),
        *crowd("A", 10),
        *crowd("B", 30),
    )
    row = pair(rows, 1, 2)
    assert row["identifier_level"] is None
    assert row["identifier_weight"] == 0.0


def test_bare_numbers_under_1000_say_nothing_between_agencies() -> None:
    rows = scored(
        unit(1, "A", "Police", "412", date_of_birth=MAY_1995),
        unit(2, "A", "Harbour", "412", date_of_birth=MAY_1995),
        *crowd("B", 30),
    )
    assert pair(rows, 1, 2)["identifier_level"] is None


def test_one_number_of_one_agency_is_compared_even_if_it_numbers_for_itself() -> None:
    rows = scored(
        unit(1, "A", "Harbour", "12", own_numbering=True, gender="male", age=14),
        unit(2, "A", "Harbour", "12", own_numbering=True, gender="female", age=14),
        *crowd("A", 10),
        *crowd("B", 30),
    )
    row = pair(rows, 1, 2)
    assert row["identifier_level"] == "same"
    assert row["agency_level"] is None


def test_two_identifiers_of_one_agency_speak_against() -> None:
    alike: dict[str, str | date] = {
        "gender": "female",
        "date_of_birth": MAY_1995,
        "ethnicity": "MOTH",
        "referral_date": date(2011, 2, 1),
    }
    rows = scored(
        unit(1, "A", ["Harbour", "Police"], "X-1234", **alike),
        unit(2, "A", "Harbour", "X-8765", **alike),
        unit(3, "A", "Health", "X-4444", **alike),
        *crowd("A", 10),
        *crowd("B", 30, size=40),
    )
    assert pair(rows, 1, 2)["agency_level"] == "one"
    assert pair(rows, 1, 2)["identifier_level"] is None
    assert pair(rows, 1, 3)["agency_level"] == "two"
    assert pair(rows, 1, 3)["identifier_level"] == "different"


@pytest.mark.parametrize(
    ("other", "level"),
    [
        ("BWD-5678", "other_letters"),
        ("X-5768", "transposed"),
        ("X-5679", "one_character"),
        ("X-9999", "different"),
    ],
)
def test_near_identifiers_have_levels_of_their_own(other: str, level: str) -> None:
    rows = scored(
        unit(1, "A", "Police", "X-5678", gender="female", date_of_birth=MAY_1995),
        unit(2, "A", "Harbour", other, gender="female", date_of_birth=MAY_1995),
        *crowd("B", 30),
    )
    assert pair(rows, 1, 2)["identifier_level"] == level


def test_of_several_identifiers_one_in_common_is_enough() -> None:
    units = table(
        [
            unit(1, "A", ["Police", "Health"], "X-1234", gender="male"),
            unit(2, "A", "Harbour", "Q-7", gender="female"),
            *crowd("B", 30),
        ]
    )
    several = [["X-1234", "Q-7"], *([text] for text in units["identifier"].to_pylist()[1:])]
    units = units.append_column("identifiers", pa.array(several))
    rows = score_pairs(units, load_codebook(), load_linkage()).to_pylist()
    assert pair(rows, 1, 2)["identifier_level"] == "same"


def test_age_counts_only_where_months_of_birth_can_not_be_compared() -> None:
    with_months = scored(
        unit(1, "A", "Police", "X-1234", age=15, date_of_birth=MAY_1995),
        unit(2, "A", "Harbour", "X-1234", age=16, date_of_birth=JUNE_1996),
        *crowd("B", 30),
    )
    assert pair(with_months, 1, 2)["age_level"] is None
    without = scored(
        unit(1, "A", "Police", "X-1234", age=13, date_of_birth=MAY_1995),
        unit(2, "A", "Harbour", "X-1234", age=16),
        *crowd("B", 30),
    )
    assert pair(without, 1, 2)["age_level"] == "further"
    assert pair(without, 1, 2)["month_of_birth_level"] is None


def test_a_main_group_alone_is_compared_as_a_group_only() -> None:
    rows = scored(
        unit(1, "A", "Police", "X-1234", gender="male", ethnicity="WBRI"),
        unit(2, "A", "Harbour", "X-1234", gender="female", ethnicity="white"),
        unit(3, "A", "Health", "X-1234", gender="transgender", ethnicity="WROM"),
        *crowd("B", 30),
    )
    assert pair(rows, 1, 2)["ethnic_group_level"] == "same"
    assert pair(rows, 1, 2)["ethnicity_level"] is None
    assert pair(rows, 1, 3)["ethnic_group_level"] == "same"
    assert pair(rows, 1, 3)["ethnicity_level"] == "different"


def test_placement_counts_only_within_one_living_situation() -> None:
    rows = scored(
        unit(1, "A", "P", "X-1234", living_situation="with_family", family_setting="family_home"),
        unit(
            2,
            "A",
            "H",
            "X-1234",
            gender="male",
            living_situation="looked_after",
            looked_after_placement="residential_home",
        ),
        unit(
            3,
            "A",
            "K",
            "X-1234",
            gender="female",
            living_situation="looked_after",
            looked_after_placement="bed_and_breakfast",
        ),
        *crowd("B", 30),
    )
    assert pair(rows, 1, 2)["placement_level"] is None
    assert pair(rows, 2, 3)["placement_level"] == "different"


def test_referral_and_assessment_are_one_comparison() -> None:
    """The first assessment stands in where a referral date is missing."""
    rows = scored(
        unit(
            1,
            "A",
            "Police",
            "X-1234",
            referral_date=date(2011, 1, 1),
            first_assessment_date=date(2011, 2, 1),
        ),
        unit(2, "A", "Harbour", "X-1234", first_assessment_date=date(2011, 2, 11)),
        unit(3, "A", "Health", "X-1234", referral_date=date(2010, 1, 1)),
        *crowd("B", 30),
    )
    assert pair(rows, 1, 2)["dates_level"] == "within_a_month"
    assert pair(rows, 1, 2)["dates_apart"] == 10
    assert pair(rows, 1, 3)["dates_level"] == "further"
    assert pair(rows, 1, 3)["dates_apart"] == 365
    assert pair(rows, 2, 3)["dates_level"] is None


def test_not_known_is_missing_and_none_is_an_answer() -> None:
    rows = scored(
        unit(1, "A", "P", "X-1234", gender="not_known", substance_misuse="none"),
        unit(2, "A", "H", "X-1234", gender="female", substance_misuse="alcohol;drugs"),
        unit(3, "A", "K", "X-1234", gender="male", substance_misuse="not_known"),
        unit(4, "A", "L", "X-1234", gender="male", substance_misuse="drugs"),
        *crowd("B", 30),
    )
    assert pair(rows, 1, 2)["gender_level"] is None
    assert pair(rows, 1, 2)["substance_misuse_level"] == "none"
    assert pair(rows, 2, 3)["substance_misuse_level"] is None
    assert pair(rows, 2, 4)["substance_misuse_level"] == "in_part"


def test_u_is_counted_over_pairs_of_different_areas_with_half_a_pair_more() -> None:
    """Two areas of two: four pairs, all girls; that a gender can differ the data do not show."""
    units = [
        unit(n, place, "P", f"X-{n}", gender="female")
        for n, place in enumerate(["A", "A", "B", "B"])
    ]
    linkage = load_linkage()
    with duckdb.connect() as connection:
        rules = linkage.rules
        prepare(connection, table(units), load_codebook(), linkage, rules, across=False)
        u = chances(connection, outcomes(linkage))
    assert u["gender"] == (4.5 / 5, 0.5 / 5)
    assert u["month_of_birth"] == (1 / 3, 1 / 3, 1 / 3)
    assert u["identifier"] == (0.0001, 0.0005, 0.0003, 0.003, 0.9961)


def test_the_weight_is_what_splink_adds_up() -> None:
    """splink's sum and the prior are `weight`; the parts are reckoned anew, each rounded."""
    units = sure_rule(make_world(3, children=600, areas=5)).units
    found = score_pairs(units, load_codebook(), load_linkage())
    parts = [name for name in found.column_names if name.endswith("_weight")]
    assert found.num_rows > 10
    for row in found.to_pylist():
        assert row["weight"] == pytest.approx(
            row["prior"] + sum(row[part] for part in parts), abs=2e-5
        )
        assert row["probability"] == pytest.approx(1 / (1 + 2 ** -row["weight"]), abs=1e-6)
        assert row["probability"] >= 0.1


def test_the_same_bytes_for_shuffled_rows_and_one_thread_or_two() -> None:
    units = sure_rule(make_world(4, children=600, areas=5)).units
    shuffled = units.take(np.random.default_rng(0).permutation(units.num_rows))
    for score in (score_pairs, score_across):
        results = []
        for given, threads in ((units, 1), (units, 2), (shuffled, 1), (shuffled, 2)):
            with duckdb.connect(config={"threads": threads}) as connection:
                results.append(score(given, load_codebook(), load_linkage(), connection))
        assert all(result.equals(results[0]) for result in results)


def test_no_word_of_a_library_reaches_the_user(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    splink = logging.getLogger("splink")
    before = (splink.propagate, splink.level, list(splink.handlers))
    caplog.set_level(0)
    scored(*crowd("A", 1), *crowd("B", 20))
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
    assert (splink.propagate, splink.level, list(splink.handlers)) == before


def test_a_connection_that_was_lent_is_left_as_it_was() -> None:
    with duckdb.connect() as connection:
        connection.execute("create table kept as select 1 as number")
        score_pairs(table(crowd("A", 1)), load_codebook(), load_linkage(), connection)
        score_across(table(crowd("A", 1)), load_codebook(), load_linkage(), connection)
        assert connection.execute("show all tables").fetchall()[0][2] == "kept"
        assert len(connection.execute("show all tables").fetchall()) == 1


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_few_or_no_young_people_are_no_failure(size: int) -> None:
    units = crowd("A", 1, size=size)
    assert scored(*units) == []
    assert scored_across(*units) == []


def test_one_area_alone_is_counted_within_itself() -> None:
    rows = scored(
        unit(1, "A", "Police", "X-1234", gender="female", date_of_birth=MAY_1995),
        unit(2, "A", "Harbour", "X-1234", gender="male", date_of_birth=MAY_1995),
        *crowd("A", 10, size=40),
    )
    assert (1, 2) in listed(rows)


def test_a_date_that_much_of_an_area_shares_says_nothing() -> None:
    """Four may share one by chance; five were typed in on one day."""
    day = date(2011, 4, 4)
    alike: dict[str, Answer] = {"date_of_birth": MAY_1995, "ethnicity": "MWAS", "gender": "male"}
    alike |= {"nationality": "non_european", "education_status": "excluded", "referral_date": day}
    one = unit(1, "A", "Police", "1", own_numbering=True, **alike)
    other = unit(2, "A", "Care", "2", own_numbering=True, **alike)
    more = [unit(10 + n, "A", "Police", f"C-{n}111", referral_date=day) for n in range(3)]
    crowds = (*crowd("A", 100), *crowd("B", 200))
    few = pair(scored(one, other, *more[:2], *crowds), 1, 2)
    many = pair(scored(one, other, *more, *crowds), 1, 2)
    assert (few["dates_level"], many["dates_level"]) == ("same_day", None)


def test_one_identifier_is_listed_however_unlikely_the_pair_is() -> None:
    """All speaks against it, yet people are to see it."""
    one = unit(1, "A", "Police", "A-1001", gender="female", date_of_birth=MAY_1995)
    other = unit(2, "A", "Care", "A-1001", gender="male", date_of_birth=JUNE_1996)
    other |= {"ethnicity": "AIND", "nationality": "non_european"}
    one |= {"ethnicity": "WBRI", "nationality": "british"}
    (row,) = scored(one, other, *crowd("A", 100), *crowd("B", 200))
    assert (row["unit_l"], row["unit_r"]) == (1, 2)
    parts = [row[name] for name in row if name.endswith("_weight")]
    assert row["weight"] == pytest.approx(row["prior"] + sum(parts), abs=1e-4)
    assert row["probability"] < load_linkage().review


def test_one_number_of_agencies_that_number_for_themselves_means_nothing() -> None:
    one = unit(1, "A", "Police", "7", own_numbering=True, gender="female")
    other = unit(2, "A", "Care", "7", own_numbering=True, gender="male")
    assert not scored(one, other, *crowd("A", 100), *crowd("B", 200))
