"""The text of a cell to a date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readings import Reading, date_of, read_date
from tests.ingest.given import CODEBOOK, WORDS

BIRTH = CODEBOOK.question("date_of_birth")
REFERRAL = CODEBOOK.question("referral_date")
CLOSURE = CODEBOOK.question("closure_date")
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NOT_KNOWN = ["not known", "Not  Known", "N/K", "n/k", "nk", "unknown", "don’t know", "dk", "?"]


@pytest.mark.parametrize(
    "text",
    [
        "2010-12-31",
        "31/12/2010",
        "31-Dec-2010",
        "31 December 2010",
        "31-dec-2010",
        "31 DECEMBER 2010",
        " 31/12/2010 ",
        "31.12.2010",
        "31-12-2010",
        "2010-12-31 00:00:00",
        "2010-12-31T09:30",
        "31/12/2010 00:00",
        "31st December 2010",
    ],
)
def test_a_date_is_read_in_every_form(text: str) -> None:
    assert date_of(text) == date(2010, 12, 31)


def test_the_day_stands_before_the_month() -> None:
    assert date_of("04/03/2011") == date(2011, 3, 4)


def test_a_month_is_never_read_as_a_day() -> None:
    assert date_of("12/31/2010") is None


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2011", "29/02/2011", "2011-13-01", "00/01/2011", "1/1", "soon", "", "40543",
        "31/12/1066", "June 2011",
    ],
)  # fmt: skip
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert date_of(text) is None


def test_the_29th_of_february_is_a_date_in_a_leap_year() -> None:
    assert date_of("29/02/2012") == date(2012, 2, 29)


@pytest.mark.parametrize("text", ["12/2010", "2010-12", "Dec 2010", "December 2010"])
def test_a_month_of_birth_counts_from_its_first_day(text: str) -> None:
    assert read_date(BIRTH, text, WORDS) == Reading(date(2010, 12, 1))


@pytest.mark.parametrize("text", ["13/2010", "0/2010", "2010", "Smarch 2010"])
def test_what_is_no_month_is_no_date_of_birth(text: str) -> None:
    assert read_date(BIRTH, text, WORDS) == Reading(problems=("unreadable_date",))


def test_a_month_is_not_enough_for_another_date() -> None:
    assert read_date(REFERRAL, "12/2010", WORDS) == Reading(problems=("unreadable_date",))


@pytest.mark.parametrize("text", NOT_KNOWN)
@pytest.mark.parametrize("question", [BIRTH, REFERRAL], ids=["birth", "referral"])
def test_a_date_may_be_not_known_and_that_is_no_error(question, text: str) -> None:
    assert read_date(question, text, WORDS) == Reading(not_known=True)


@pytest.mark.parametrize("text", [*NOT_KNOWN, "n/a", "N/A", "-"])
def test_words_in_date_work_ended_are_blank_with_a_warning(text: str) -> None:
    assert read_date(CLOSURE, text, WORDS) == Reading(problems=("closure_not_a_date",))


@pytest.mark.parametrize("text", ["n/a", "-"])
def test_a_dash_is_no_answer_to_another_date(text: str) -> None:
    assert read_date(REFERRAL, text, WORDS) == Reading(problems=("unreadable_date",))


@pytest.mark.parametrize("text", ["tbc", "ongoing", "12/2010", "31/02/2011"])
def test_a_date_work_ended_that_cannot_be_read_has_a_problem_of_its_own(text: str) -> None:
    assert read_date(CLOSURE, text, WORDS) == Reading(problems=("unreadable_closure_date",))


def test_a_date_work_ended_is_read_like_any_other() -> None:
    assert read_date(CLOSURE, "31/12/2010", WORDS) == Reading(date(2010, 12, 31))


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%d %B %Y", "%d.%m.%Y"]))
def test_every_day_of_two_centuries_is_read_in_every_form(day: date, form: str) -> None:
    assert date_of(day.strftime(form)) == day


@given(DAYS)
def test_every_month_of_birth_is_its_first_day(day: date) -> None:
    reading = read_date(BIRTH, day.strftime("%m/%Y"), WORDS)
    assert reading == Reading(day.replace(day=1))


@given(st.text())
def test_no_text_whatever_breaks_the_reading_of_a_date(text: str) -> None:
    reading = read_date(BIRTH, text, WORDS)
    assert (reading.value is None) == (reading.not_known or bool(reading.problems))
