"""The text of a cell to a date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readings import Reading, date_of, read_date
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook()
WORDS = CODEBOOK.words
BIRTH = CODEBOOK.question("date_of_birth")
REFERRAL = CODEBOOK.question("referral_date")
CLOSURE = CODEBOOK.question("closure_date")
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
FORMS = (
    "%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%d %B %Y", "%d.%m.%Y", "%A %d %B %Y", "%B %d, %Y",
    "%Y%m%d", "%d%m%Y", "%Y/%m/%d", "%d - %m - %Y", "%d/%m/%Y %I:%M:%S %p", "%Y-%m-%dT%H:%M:%SZ",
)  # fmt: skip
NOT_KNOWN = ["not known", "Not  Known", "N/K", "n/k", "nk", "unknown", "don’t know", "dk", "?"]


@pytest.mark.parametrize(
    "text",
    [
        "2010-12-31", "31/12/2010", "31-Dec-2010", "31 December 2010", "31-dec-2010",
        "31 DECEMBER 2010", " 31/12/2010 ", "31.12.2010", "31-12-2010", "31st December 2010",
        "2010-12-31 00:00:00", "2010-12-31T09:30", "31/12/2010 00:00", "2010-12-31T00:00:00Z",
        "31/12/2010 12:00:00 AM", "31/12/2010 9am", "31 Dec 2010 09:30", "31/12/2010, 09:30",
        "2010-12-31T09:30:00.000+01:00", "31/12/10", "31.12.10 09:30", "31 Dec 10", "31-Dec-10",
        "31st of December 2010", "Friday 31 December 2010", "Fri 31/12/2010", "fri. 31/12/2010",
        "Friday, December 31, 2010", "December 31, 2010", "December 31st, 2010", "Dec 31 2010",
        "Dec-31-2010", "2010/12/31", "2010.12.31", "20101231", "31122010", "31 - 12 - 2010",
        "31 / 12 / 2010", "31 12 2010", "31–12–2010", "31Dec2010", "31/Dec/2010", "31 Dec '10",
        "31 Dec, 2010", "'31/12/2010", "31/12/2010.", "40543", "40543.0", "40543.375",
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_form(text: str) -> None:
    assert date_of(text) == date(2010, 12, 31)


def test_the_day_stands_before_the_month() -> None:
    assert date_of("04/03/2011") == date(2011, 3, 4)


@pytest.mark.parametrize(
    "text", ["12/31/2010", "12-31-10", "12.31.2010", "12312010", "2010-31-12", "Fri 12/31/2010"]
)
def test_a_month_is_never_read_as_a_day(text: str) -> None:
    assert date_of(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [("01/02/00", 2000), ("01/02/29", 2029), ("01/02/30", 1930), ("01/02/99", 1999)],
)
def test_a_year_of_two_digits_is_the_one_that_excel_reads(text: str, year: int) -> None:
    assert date_of(text) == date(year, 2, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [("10000", date(1927, 5, 18)), ("36526", date(2000, 1, 1)), ("59999", date(2064, 4, 7))],
)
def test_five_digits_are_the_number_that_excel_gives_a_day(text: str, day: date) -> None:
    assert date_of(text) == day


@pytest.mark.parametrize("text", ["9999", "60000", "405430", "4054", "40543,5", "-40543", "1.5"])
def test_another_number_is_no_day(text: str) -> None:
    assert date_of(text) is None


def test_eight_digits_are_a_year_first_or_a_day_first_and_never_both() -> None:
    assert date_of("20110403") == date(2011, 4, 3)
    assert date_of("20112010") == date(2010, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2011", "29/02/2011", "2011-13-01", "00/01/2011", "1/1", "soon", "",
        "31/12/1066", "June 2011", "31 December 1066", "31 Decembre 2010", "31 Dec", "Dec 31",
        "31/12", "31/12/201", "1/1/1", "10am", "between 1/2/2011 and 3/4/2011", "31 / / 2010",
        "99999999", "00000000", "31/12/2010 or 1/1/2011",
    ],
)  # fmt: skip
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert date_of(text) is None


def test_the_29th_of_february_is_a_date_in_a_leap_year() -> None:
    assert date_of("29/02/2012") == date(2012, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "12/2010", "2010-12", "Dec 2010", "December 2010", "Dec-10", "Dec '10", "December, 2010",
        "12.2010", "12 - 2010", "2010/12", "Dec-2010", "DEC 2010",
    ],
)  # fmt: skip
def test_a_month_of_birth_counts_from_its_first_day(text: str) -> None:
    assert read_date(BIRTH, text, WORDS) == Reading(date(2010, 12, 1))


@pytest.mark.parametrize("text", ["13/2010", "0/2010", "2010", "Smarch 2010", "10/95", "Dec10"])
def test_what_is_no_month_is_no_date_of_birth(text: str) -> None:
    assert read_date(BIRTH, text, WORDS) == Reading(problems=("unreadable_date",))


def test_a_month_and_two_digits_may_be_a_day_without_its_year() -> None:
    assert read_date(BIRTH, "December 10", WORDS) == Reading(problems=("unreadable_date",))
    assert read_date(BIRTH, "December 95", WORDS) == Reading(date(1995, 12, 1))


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


@given(DAYS, st.sampled_from(FORMS))
def test_every_day_of_two_centuries_is_read_in_every_form(day: date, form: str) -> None:
    assert date_of(day.strftime(form)) == day


@given(st.dates(date(1930, 1, 1), date(2029, 12, 31)), st.sampled_from(["%d/%m/%y", "%d-%b-%y"]))
def test_every_day_of_a_century_is_read_with_a_year_of_two_digits(day: date, form: str) -> None:
    assert date_of(day.strftime(form)) == day


@given(st.integers(10_000, 59_999))
def test_every_number_of_a_day_is_that_many_days_after_excels_first(number: int) -> None:
    assert date_of(str(number)) == date(1899, 12, 30) + timedelta(days=number)


@given(DAYS)
def test_every_month_of_birth_is_its_first_day(day: date) -> None:
    reading = read_date(BIRTH, day.strftime("%m/%Y"), WORDS)
    assert reading == Reading(day.replace(day=1))


@given(st.text())
def test_no_text_whatever_breaks_the_reading_of_a_date(text: str) -> None:
    reading = read_date(BIRTH, text, WORDS)
    assert (reading.value is None) == (reading.not_known or bool(reading.problems))
