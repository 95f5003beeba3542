"""The text of a cell to an age, or to the band of a count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readings import Reading, read_answer, read_number, read_one
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook()
WORDS = CODEBOOK.words
AGE = CODEBOOK.question("age")
EPISODES = CODEBOOK.question("missing_episodes")


@pytest.mark.parametrize(
    ("text", "age"), [("15", 15), ("0", 0), ("120", 120), (" 7\u00a0", 7), ("15.0", 15), ("007", 7)]
)
def test_an_age_is_a_whole_number_from_0_to_120(text: str, age: int) -> None:
    assert read_number(AGE, text, WORDS) == Reading(age)


@pytest.mark.parametrize(
    "text",
    [
        "15 yrs", "15 years", "15yrs old", "15y", "15 Years Old", "15-year-old", "15 yrs.",
        "15 y/o", "aged 15", "Age: 15", "aged 15 years", "15.0 years",
    ],
)  # fmt: skip
def test_an_age_may_say_that_it_is_in_years(text: str) -> None:
    assert read_number(AGE, text, WORDS) == Reading(15)


@pytest.mark.parametrize(
    "text",
    [
        "15 years 4 months", "15y 4m", "15y4m", "15 yrs, 11 mths", "15 years and 1 month",
        "15 years 4 months old", "aged 15 years 0 months",
    ],
)  # fmt: skip
def test_of_years_and_months_the_completed_years_count(text: str) -> None:
    assert read_number(AGE, text, WORDS) == Reading(15)


@pytest.mark.parametrize(
    "text",
    [
        "121", "-1", "15.5", "fifteen", "1.5e1", "15-16", "14 - 15", "9999999999", "n/a", "-",
        "approx 15", "about 15", "15?", "15+", "15½", "Year 10", "Y10", "18 months", "years",
        "15 years 12 months", "15 4 months", "121 years", "15 16", "15 years 16", "15 stone",
    ],
)  # fmt: skip
def test_any_other_text_is_no_age(text: str) -> None:
    assert read_number(AGE, text, WORDS) == Reading(problems=("number_out_of_range",))


@pytest.mark.parametrize("text", ["n/k", "Not known", "unknown", "dk", "?"])
def test_an_age_may_be_not_known_and_that_is_no_error(text: str) -> None:
    assert read_number(AGE, text, WORDS) == Reading(not_known=True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0", "none"),
        ("1", "ten_or_fewer"),
        ("10", "ten_or_fewer"),
        ("11", "more_than_ten"),
        ("250", "more_than_ten"),
        ("3.0", "ten_or_fewer"),
        (" 7 ", "ten_or_fewer"),
        ("none", "none"),
        ("More than 10 episodes reported", "more_than_ten"),
        ("0 episodes", "none"),
        ("nil", "none"),
        ("3 episodes", "ten_or_fewer"),
        ("1 Episode", "ten_or_fewer"),
        ("12 times", "more_than_ten"),
    ],
)
def test_a_whole_number_of_episodes_is_put_in_its_band(text: str, code: str) -> None:
    assert read_one(EPISODES, text, WORDS) == Reading(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1-10", "ten_or_fewer"),
        ("3 to 5 times", "ten_or_fewer"),
        ("between 11 and 20", "more_than_ten"),
        ("0-0", "none"),
        ("11 or more", "more_than_ten"),
        ("11+", "more_than_ten"),
        ("at least 20 episodes", "more_than_ten"),
        ("more than 10", "more_than_ten"),
        (">10", "more_than_ten"),
        ("> 10", "more_than_ten"),
        ("over 15", "more_than_ten"),
        ("less than 10", "ten_or_fewer"),
        ("fewer than 5 episodes", "ten_or_fewer"),
        ("<10", "ten_or_fewer"),
        ("up to 10", "ten_or_fewer"),
        ("10 or fewer", "ten_or_fewer"),
    ],
)
def test_numbers_that_lie_in_one_band_are_that_band(text: str, code: str) -> None:
    assert read_one(EPISODES, text, WORDS) == Reading(code)


@pytest.mark.parametrize(
    "text", ["10+", "10 or more", "5-15", "0-3", "over 5", "up to 11", "less than 20", ">9", "<1"]
)
def test_numbers_that_may_lie_in_two_bands_are_in_none(text: str) -> None:
    assert read_one(EPISODES, text, WORDS) == Reading(problems=("not_an_option",))


@pytest.mark.parametrize(
    "text", ["-1", "2.5", "about 3", "ten", "1e1", "10-1", "3 weeks", "several"]
)
def test_what_is_no_whole_number_of_episodes_is_refused(text: str) -> None:
    assert read_one(EPISODES, text, WORDS) == Reading(problems=("not_an_option",))


def test_counts_in_two_bands_are_more_than_one_answer() -> None:
    assert read_one(EPISODES, "3; 5", WORDS) == Reading("ten_or_fewer")
    assert read_one(EPISODES, "3; 15", WORDS) == Reading(problems=("more_than_one_answer",))


@given(st.integers(0, 120), st.sampled_from(["{}", "{} years", "aged {}", "{}y 3m"]))
def test_every_age_from_0_to_120_is_read_as_itself(age: int, form: str) -> None:
    assert read_answer(AGE, form.format(age), WORDS) == Reading(age)


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_range_is_the_band_of_both_its_ends_or_none(least: int, most: int) -> None:
    reading = read_one(EPISODES, f"{least}-{most}", WORDS)
    ends = {read_one(EPISODES, str(end), WORDS).value for end in (least, most)}
    assert reading.value == (ends.pop() if least <= most and len(ends) == 1 else None)
