"""The review list in words, of young people written by hand."""

from datetime import date

import pytest

from pipeline.duplicates.beside import answers_beside
from pipeline.duplicates.decisions import Decision, Key, Seen, SeenProfile, seen_from
from reports.review import Beside, KnownAs, Review, ReviewPair, Sign
from reports.review_words import DECISION_WORDS
from schemas.codebook_reading import load_codebook
from tests.duplicates.example_review import (
    CARE,
    POLICE,
    PROJECT,
    YORK,
    example,
    kept_apart,
    known,
    likely_pair,
    ours,
    review,
    units_table,
)
from tests.duplicates.units import MAY_1995, Answer, Unit, unit


@pytest.fixture(scope="module")
def made() -> Review:
    return review(example())


@pytest.fixture(scope="module")
def likely(made: Review) -> ReviewPair:
    return ours(made, "10-132", "10-123")


def beside(name: str, one: Answer, other: Answer) -> Beside | None:
    """A question's row for two who answered only that."""
    both = [unit(n, YORK, CARE, str(n), **{name: each}) for n, each in ((1, one), (2, other))]
    left, right = units_table(both).to_pylist()
    found = answers_beside(left, right, load_codebook(), {})
    assert len(found) <= 1
    return found[0] if found else None


def sign(name: str, one: Answer, other: Answer) -> Sign:
    found = beside(name, one, other)
    assert found is not None
    return found.sign


def test_what_both_answer_stands_first_who_it_is_before_the_rest_in_the_codebooks_order(
    likely: ReviewPair,
) -> None:
    assert [each.question for each in likely.answers] == [
        "age",
        "date_of_birth",
        "gender",
        "ethnicity",
        "nationality",
        "referral_date",
        "coercion_methods",
        "living_situation",
        "mental_health_concern",
        "disability",
        "looked_after_placement",
        "police_investigation",
    ]


def test_answers_stand_in_words_beside_each_other(likely: ReviewPair) -> None:
    rows = {each.question: (each.label, each.one, each.other) for each in likely.answers}
    assert rows["age"] == ("Current age", "15", "16")
    assert rows["date_of_birth"] == ("Month of birth", "May 1995", "May 1995")
    assert rows["referral_date"] == ("Date of referral", "4 June 2011", "3 June 2011")
    assert rows["ethnicity"] == ("Ethnicity", "White", "White British")
    assert rows["coercion_methods"][1:] == ("Grooming", "Grooming; Mobile phone")
    assert rows["disability"] == ("Disability", "Not known", "None")
    assert rows["looked_after_placement"][1:] == ("", "Residential children's home")


@pytest.mark.parametrize(
    ("name", "one", "other", "expected"),
    [
        ("age", 15, 15, "same"),
        ("age", 15, 16, "differs"),
        ("age", 15, None, "one only"),
        ("gender", "female", "male", "differs"),
        ("gender", "female", "not_known", "one only"),
        ("ethnicity", "WBRI", "white", "in part"),
        ("ethnicity", "WBRI", "WIRI", "differs"),
        ("ethnicity", "WBRI", "black", "differs"),
        ("substance_misuse", "alcohol;drugs", "drugs;alcohol", "same"),
        ("substance_misuse", "alcohol;drugs", "drugs;other", "in part"),
        ("substance_misuse", "none", "drugs", "differs"),
        ("substance_misuse", "not_known", "drugs", "one only"),
        ("date_of_birth", MAY_1995, date(1995, 6, 1), "differs"),
    ],
)
def test_answers_compare(name: str, one: Answer, other: Answer, expected: Sign) -> None:
    assert sign(name, one, other) == expected
    assert sign(name, other, one) == expected


@pytest.mark.parametrize("one", [None, "not_known"])
def test_a_question_that_neither_answers_has_no_row(one: Answer) -> None:
    assert beside("gender", one, "not_known") is None


def test_an_age_that_is_not_known_says_so() -> None:
    left, right = units_table(
        [
            unit(1, YORK, CARE, "1", age=15),
            unit(2, YORK, POLICE, "2") | {"age_not_known": True},
        ]
    ).to_pylist()
    assert answers_beside(left, right, load_codebook(), {}) == (
        Beside("age", "Current age", "15", "Not known", "one only", None),
    )


def test_identifiers_changed_round_are_near(likely: ReviewPair) -> None:
    assert likely.kind == "near identifiers"


def test_one_identifier_that_was_kept_apart_says_so(made: Review) -> None:
    pair = ours(made, "4711", "4711")
    assert pair.kind == "kept apart"
    assert "gender differs (-" in pair.reasons
    assert pair.identifiers.sign == "same identifier"


def test_who_of_one_identifier_is_meant_goes_with_the_pair(made: Review) -> None:
    pair = ours(made, "4711", "4711")
    assert [seen_from(side.seen) for side in (pair.one, pair.other)] == [
        (Seen(Key(CARE, "4711"), "0123456789abcdef", SeenProfile(gender, date(1996, 6, 1), 15)),)
        for gender in ("female", "male")
    ]


def test_an_identifier_of_one_young_person_needs_no_profile(likely: ReviewPair) -> None:
    assert seen_from(likely.one.seen) == (Seen(Key(POLICE, "10-132"), "0123456789abcdef"),)


def test_all_who_know_a_young_person_are_named_the_primarys_agency_first() -> None:
    first, second = likely_pair()
    first |= {
        "agencies": [POLICE, CARE],
        "known_as": [known(CARE, "10-123"), known(POLICE, "55555")],
        "records": 3,
    }
    second |= {"agencies": ["Safe House"], "known_as": [known("Safe House", "10-132")]}
    side = ours(review([first, second, *example()[4:]]), "10-132", "10-123").other
    assert side.known_as == (KnownAs(CARE, "10-123"), KnownAs(POLICE, "55555"))
    assert side.records == 3


def test_pairs_are_numbered_in_the_order_of_their_weights(made: Review) -> None:
    assert [each.number for each in made.pairs] == list(range(1, len(made.pairs) + 1))
    weights = [each.weight for each in made.pairs]
    assert weights == sorted(weights, reverse=True)


def test_who_stands_in_several_pairs_is_said() -> None:
    first, second = likely_pair()
    third = second | {"unit": 7, "agencies": [PROJECT], "known_as": [known(PROJECT, "10-213")]}
    made = review([first, second, third])
    assert [each.number for each in made.pairs] == [1, 2, 3]
    pair = ours(made, "10-132", "10-123")
    others = {1, 2, 3} - {pair.number}
    assert {*pair.one_also_in, *pair.other_also_in} == others
    assert len(pair.one_also_in) == len(pair.other_also_in) == 1


def test_the_order_of_the_young_people_changes_nothing(made: Review) -> None:
    units = example()
    turned = {each["unit"]: 1000 - int(str(each["unit"])) for each in units}
    assert review([each | {"unit": turned[each["unit"]]} for each in units[::-1]]) == made


def test_who_was_unsure_before_is_said() -> None:
    seen = (Seen(Key(CARE, "4711")),)
    decision = Decision(
        number=1, area=YORK, one=seen, other=seen, verdict="unsure", who="A Jones",
        day=date(2011, 5, 9), why="no file found",
    )  # fmt: skip
    units = example()
    made = review(units, {(3, 4): decision})
    assert ours(made, "4711", "4711").earlier == "A Jones was unsure on 9 May 2011: no file found"
    assert ours(made, "10-132", "10-123").earlier == ""


def test_the_summary_counts_pairs_by_area_and_the_agencies_of_the_two() -> None:
    away: list[Unit] = [each for each in example() if each["agencies"] == ["Crowd"]]
    made = review([*likely_pair(), *kept_apart(), *away])
    found = [each for each in made.summary if "Crowd" not in (each.agency_one, each.agency_other)]
    assert [(each.area, each.agency_one, each.agency_other, each.pairs) for each in found] == [
        ("York", POLICE, CARE, 1),
        ("York", CARE, CARE, 1),
    ]
    assert sum(each.pairs for each in made.summary) == len(made.pairs)


def test_each_area_with_a_pair_has_its_range(made: Review) -> None:
    assert [(each.name, each.least, each.most) for each in made.areas] == [("York", 64, 65)]


def test_pairs_of_two_areas_are_listed_by_themselves(made: Review) -> None:
    (across,) = made.across
    assert (across.area_one, across.area_other) == ("York", "Leeds")
    assert across.one.known_as == (KnownAs("Safe House", "77-A"),)


def test_without_pairs_the_review_is_empty() -> None:
    made = review([unit(1, YORK, CARE, "1111", gender="female")])
    assert (made.pairs, made.across, made.summary, made.areas) == ((), (), (), ())


def test_the_choices_are_the_words_of_the_verdicts() -> None:
    from pipeline.duplicates.decisions import VERDICT_WORDS

    assert tuple(VERDICT_WORDS.values()) == DECISION_WORDS
