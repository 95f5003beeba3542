"""What a header means: surely, perhaps, or nothing."""

import pytest

from tests.ingest.given import HEADERS


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
    assert HEADERS.perhaps(header) == question


def test_a_question_that_has_a_header_already_is_no_doubt() -> None:
    assert HEADERS.perhaps("Gender (of perpetrator)", {"gender"}) is None


def test_a_sure_header_is_no_doubt() -> None:
    assert HEADERS.perhaps("Gender") is None
