"""What a header means: surely, perhaps, or nothing."""

from dataclasses import replace

import pytest

from ingest.headers import Meaning, header_book
from tests.ingest.given import CODEBOOK, HEADERS


def name_of(header: str) -> str | None:
    meaning = HEADERS.meaning(header)
    return meaning.name if meaning is not None else None


@pytest.mark.parametrize(
    "header",
    [
        "Current age",
        "CURRENT AGE",
        "current-age",
        "current_age",
        "1. Current age",
        "1.Current age",
        "2) Current age",
        "2)Current age",
        "Q4 Current age",
        "Q4. Current age",
        "1.2 Current age",
        "Theme 1: Current age",
        "Current age *",
        "Current age:",
        "Current age (in years)",
        "Young person's current age",
        "Young person’s current age",
        "What is the young person's current age?",
    ],
)
def test_a_label_goes_with_numbers_hints_and_words_of_asking(header: str) -> None:
    assert name_of(header) == "age"


@pytest.mark.parametrize(
    "header",
    [
        "Gender (of perpetrator)",
        "Gender of perpetrator",
        "Mother's ethnicity",
        "Date of birth of mother",
        "Perpetrator's age",
        "Age at referral",
        "Key worker",
        "10",
        "",
        "Female",
    ],
)
def test_what_asks_of_somebody_else_or_of_nothing_names_no_question(header: str) -> None:
    assert name_of(header) is None


@pytest.mark.parametrize(
    ("header", "question"),
    [
        ("Gender (of perpetrator)", "gender"),
        ("Mother's ethnicity", "ethnicity"),
        ("Genders", "gender"),
        ("Curent age", "age"),
        ("Key worker", None),
        ("Age at referral", None),
    ],
)
def test_a_header_that_may_name_a_question_is_a_doubt(header: str, question: str | None) -> None:
    assert HEADERS.perhaps(header) == (Meaning(question) if question else None)


def test_a_question_that_has_a_header_already_is_no_doubt() -> None:
    assert HEADERS.perhaps("Gender (of perpetrator)", {"gender"}) is None


def test_a_sure_header_is_no_doubt() -> None:
    assert HEADERS.perhaps("Gender") is None


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Sex", Meaning("gender")),
        ("SEX:", Meaning("gender")),
        ("M/F", Meaning("gender")),
        ("Ref no", Meaning("local_id")),
        ("Ref. No.", Meaning("local_id")),
        ("Grooming", Meaning("coercion_methods", "grooming")),
        ("Sexual health", Meaning("support_provided", "sexual_health")),
    ],
)
def test_a_wording_that_is_often_used_or_a_choice_alone_is_a_doubt(
    header: str, meaning: Meaning
) -> None:
    assert HEADERS.meaning(header) is None
    assert HEADERS.perhaps(header) == meaning


@pytest.mark.parametrize("choice", ["Other", "None", "Not known"])
def test_a_choice_that_several_questions_have_is_no_doubt(choice: str) -> None:
    assert HEADERS.perhaps(choice) is None


def test_a_choice_of_a_question_that_has_a_column_is_no_doubt() -> None:
    assert HEADERS.perhaps("Grooming", {"coercion_methods"}) is None


def test_a_wording_that_two_choices_share_but_for_signs_names_neither() -> None:
    codes = {"lad/lass": "female", "lad-lass": "male", "a lad": "male"}
    gender = replace(CODEBOOK.question("gender"), codes=codes)
    book = header_book(replace(CODEBOOK, questions=(gender,)))
    assert book.meaning("Gender: lad/lass") == Meaning("gender", "female")
    assert book.meaning("Gender - lad lass") is None
    assert book.meaning("Gender - a lad") == Meaning("gender", "male")
