"""Why two may be one, in numbers that add up and in the names of the rows."""

import re
from datetime import date

import pytest

from pipeline.duplicates.reasons import Reason
from pipeline.duplicates.review_reasons import not_compared, reasons_words, sum_words
from reports.review import IdentifiersBeside, Review, ReviewPair
from tests.duplicates.example_review import (
    CARE,
    POLICE,
    PROJECT,
    YORK,
    example,
    known,
    likely_pair,
    ours,
    review,
)
from tests.duplicates.units import Unit, unit

IN_AREA = "in this area"


@pytest.fixture(scope="module")
def made() -> Review:
    return review(example())


@pytest.fixture(scope="module")
def likely(made: Review) -> ReviewPair:
    return ours(made, "10-132", "10-123")


def tenths(text: str) -> list[int]:
    """The weights in a text, in tenths."""
    return [int(each.replace(".", "")) for each in re.findall(r"(?<!\w)[+-][0-9]+\.[0-9]", text)]


def test_reasons_say_what_is_for_and_what_against_and_what_says_little() -> None:
    reasons = (
        Reason("month_of_birth", "same", "same month of birth", 5.84),
        Reason("gender", "different", "gender differs", -4.55),
        Reason("dates", "same_day", "dates on the same day", 0.46),
        Reason("nationality", "same", "same nationality", -0.04),
    )
    assert reasons_words(reasons, {}) == [
        "For: same month of birth (+5.8), dates on the same day (+0.5).",
        "Against: gender differs (-4.5).",
        "Says little: same nationality (+0.0).",
    ]


def test_a_reason_that_does_not_name_its_row_has_it_beside() -> None:
    reasons = (
        Reason("health", "same", "same answer on health", 0.6, "sexual_health_concern"),
        Reason("gender", "same", "gender agrees", 0.5, "gender"),
    )
    labels = {"sexual_health_concern": "Sexual health concern", "gender": "Gender"}
    assert reasons_words(reasons, labels) == [
        "For: same answer on health (Sexual health concern: +0.6), gender agrees (+0.5)."
    ]


def test_start_and_reasons_add_up_as_they_are_shown() -> None:
    # -9.8 and +10.3; unrounded it would be +0.43.
    assert sum_words(-9.76, [62, 29, 12], 0.56, IN_AREA) == (
        "Start: of all pairs in this area about 1 in 870 is one young person (-9.8). "
        "The reasons add up to +10.3. Together +0.5: 56 in 100."
    )


def test_the_start_of_an_area_of_two_is_even() -> None:
    assert sum_words(0.0, [-1], 0.48, IN_AREA).startswith(
        "Start: of all pairs in this area about 1 in 2 is one young person (+0.0). "
        "The reasons add up to -0.1. Together -0.1: "
    )


def test_the_numbers_of_every_pair_add_up(made: Review) -> None:
    for pair in (*made.pairs, *made.across):
        *reasons, last = pair.reasons.splitlines()
        start, total, together = tenths(last)
        assert sum(tenths(" ".join(reasons))) == total
        assert start + total == together


def test_the_weights_of_the_rows_add_up_to_the_reasons(made: Review) -> None:
    for pair in (*made.pairs, *made.across):
        weights = [pair.identifiers.weight, *(each.weight for each in pair.answers)]
        _, total, _ = tenths(pair.reasons.splitlines()[-1])
        assert sum(round(each * 10) for each in weights if each is not None) == total


def test_a_row_is_weighed_only_where_its_question_was_used(likely: ReviewPair) -> None:
    weighed = {each.question for each in likely.answers if each.weight is not None}
    assert weighed == {
        "date_of_birth",
        "gender",
        "ethnicity",
        "nationality",
        "referral_date",
        "coercion_methods",
        "living_situation",
        "mental_health_concern",
    }
    signs = {each.question: (each.sign, each.weight) for each in likely.answers}
    assert signs["age"] == ("differs", None)
    assert signs["looked_after_placement"] == ("one only", None)


def test_of_several_questions_the_row_is_that_of_the_one_used(likely: ReviewPair) -> None:
    assert "agree in part (Methods of coercion: " in likely.reasons
    assert "1 day apart (Date of referral: " in likely.reasons
    assert "different answer on health (Mental health concern: " in likely.reasons


def test_a_date_that_one_did_not_give_leaves_it_to_the_next() -> None:
    first, second = likely_pair()
    assessed = date(2011, 6, 6)
    first |= {"referral_date": None, "first_assessment_date": assessed}
    second |= {"first_assessment_date": assessed}
    pair = ours(review([first, second, *example()[4:]]), "10-132", "10-123")
    assert "on the same day (Date of first assessment: +" in pair.reasons
    weights = {each.question: each.weight for each in pair.answers}
    assert weights["referral_date"] is None
    assert weights["first_assessment_date"] is not None


def test_identifiers_and_agencies_weigh_on_their_row(likely: ReviewPair) -> None:
    # log2(0.015 / 0.0003) = 5.6 and log2(0.97 / 0.6) = 0.7.
    assert likely.identifiers == IdentifiersBeside("nearly the same identifier", 6.3)


def small(agency: str, identifier: str) -> Unit:
    return unit(1, YORK, agency, identifier)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            small(POLICE, "2065"),
            small(PROJECT, "19"),
            "19 of Safe House (the other) is a small number.",
        ),
        (
            unit(1, YORK, POLICE, "2065", own_numbering=True),
            small(CARE, "2066"),
            "York Police (the one) numbers for itself.",
        ),
        (
            unit(1, YORK, [POLICE, CARE], "2065", own_numbering=True),
            small(PROJECT, "19"),
            "one of York Police and York Social Care (the one) numbers for itself and 19 of Safe "
            "House (the other) is a small number.",
        ),
    ],
)
def test_why_identifiers_are_not_compared_names_whose(one: Unit, other: Unit, why: str) -> None:
    assert not_compared(one, other) == f"Not compared: the identifiers, as {why}"


def test_identifiers_of_two_areas_without_an_agency_of_both_are_not_compared() -> None:
    one, other = small(POLICE, "2065"), small("Leeds Police", "2066")
    assert not_compared(one, other) == "Not compared: the identifiers, as areas number apart."


def test_identifiers_that_mean_nothing_are_said_not_to_be_compared() -> None:
    first, second = likely_pair()
    for each in (first, second):
        each |= {"identifier": "7", "identifiers": ["7"], "own_numbering": True}
        agency = str(each["agencies"][0])  # type: ignore[index]
        each |= {"known_as": [known(agency, "7")]}
    pair = ours(review([first, second, *example()[4:]]), "7", "7")
    assert pair.identifiers.sign == "not compared"
    assert "identifier" not in pair.reasons.splitlines()[0]
    assert pair.reasons.splitlines()[-2] == (
        "Not compared: the identifiers, as York Police (the one) numbers for itself and York "
        "Social Care (the other) numbers for itself."
    )


def test_two_identifiers_of_one_agency_are_not_said_to_be_not_compared() -> None:
    first, second = likely_pair()
    second |= {"agencies": [CARE], "known_as": [known(CARE, "10-132")]}
    pair = ours(review([first, second, *example()[4:]]), "10-123", "10-132")
    assert "one agency, which gives them two identifiers (-" in pair.reasons
    assert "Not compared" not in pair.reasons
    # log2(0.03 / 0.4) = -3.7
    assert pair.identifiers == IdentifiersBeside("different identifiers", -3.7)


def test_a_pair_of_two_areas_starts_with_all_pairs_of_two_areas(made: Review) -> None:
    (across,) = made.across
    assert "Start: of all pairs of two different areas about 1 in " in across.reasons
