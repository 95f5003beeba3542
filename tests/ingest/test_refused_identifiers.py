"""Identifiers that are none, or that must not be sent; and those that must not be refused."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.identifiers import identifier_problem, normalised_all, problems_of
from tests.ingest.given import WORDS, normalised

NONE: frozenset[str] = frozenset()
SPACE = st.sampled_from([" ", "\u00a0", "\u2009", "-", "–"])
IDENTIFIERS = st.one_of(
    st.text(max_size=12),
    st.text("aE059 -+@.()#\u00a0–/'１", max_size=14),
    SPACE.map("07700{}900123".format),
    SPACE.map("ME1{}2AB".format),
    st.from_regex(r"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}", fullmatch=True),
)

REFUSED = {
    "identifier_placeholder": [
        "tbc", "TBC", " tba ", "n/a", "N/A", "n/k", "unknown", "Not known", "none", "-", "?", "...",
        "0", "000", "0/0", "00-000",
    ],
    "identifier_spoilt": ["1.23E+05", "1.23e+05", "1E+10", "1,23E+05", "#REF!", "#N/A", "#####"],
    "identifier_nhs_number": [
        "943 476 5919", "9434765919", "943-476-5919", "943.476.5919", "NHS 943 476 5919",
        "4010232137", "401 023 2137",
    ],
    "identifier_postcode": ["ME1 2AB", "me12ab", "SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH"],
    "identifier_email": ["jo@example.org", "Jo.Smith+yp@mail.example.co.uk"],
    "identifier_phone": [
        "07700 900123", "07700900123", "01254 555555", "(01254) 555 555", "020 7946 0958",
        "0161-496-0000", "+44 7700 900123", "+447700900123", "0044 7700 900123",
    ],
    "identifier_name": [
        "Anne Smith", "SMITH ANNE", "Smith, Anne", "O'Neill Mary", "O’Neill Mary",
        "Anne-Marie Jones", "José Núñez", "Anne_Smith", "Mary J. Smith", "to be confirmed",
    ],
    "identifier_note": [
        "17/03/1996", "17.3.1996", "17 March 1996", "17th mar 1996", "17mar1996",
        "Jane Smith 17/03/1996", "YP 12 (born 17-03-1996)", "A" * 40 + "1",
        "YP 12, seen by the youth offending team at 12",
    ],
}  # fmt: skip

# The tenth digit of an NHS number checks the other nine.
TAKEN = [
    "BWD-0123", "YP 17", "yp17", "Smith", "A", "x12", "10/123", "2011/0007", "1", "12345",
    "0001234567", "9434765918", "4010232138", "123456", "A1", "case 12", "Anne 12", "CLIENT-7",
    "1.2", "12-34", "E5", "3E5", "1E5", "AB12", "ABC 123", "LBH/CSE/0042", "2010-12", "Ref: 12",
    "123456789012", "00123456", "N7", "X-1-2-AB", "12/03/96", "CSE-12-2010", "2010/04/117",
]  # fmt: skip


def problem(text: str) -> str | None:
    """The problem of one identifier, as the program looks for it in a column."""
    texts = pa.array([text], pa.string())
    return problems_of(texts, normalised_all(texts, NONE), WORDS).get(0)


@pytest.mark.parametrize(
    ("text", "code"), [(text, code) for code, texts in REFUSED.items() for text in texts]
)
def test_what_is_no_identifier_or_names_somebody_is_refused(text: str, code: str) -> None:
    assert problem(text) == code


@pytest.mark.parametrize("text", TAKEN)
def test_an_agencys_own_reference_is_taken(text: str) -> None:
    assert problem(text) is None


def test_an_identifier_that_is_missing_is_refused() -> None:
    texts = pa.array(["A1", None], pa.string())
    found = problems_of(texts, normalised_all(texts, NONE), WORDS)
    assert found == {1: "identifier_missing"}


def test_only_zeros_behind_a_prefix_are_a_placeholder() -> None:
    texts = pa.array(["BWD-000", "BWD-001"], pa.string())
    found = problems_of(texts, normalised_all(texts, frozenset({"BWD"})), WORDS)
    assert found == {0: "identifier_placeholder"}


def test_ten_digits_with_a_wrong_check_digit_are_no_nhs_number() -> None:
    found = [n for n in range(10) if problem(f"943476591{n}") == "identifier_nhs_number"]
    assert found == [9]


def test_a_number_whose_check_digit_would_be_ten_is_no_nhs_number() -> None:
    assert {problem(f"123456789{n}") for n in range(10)} == {None}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("943\u00a0476\u00a05919", "identifier_nhs_number"),
        ("943–476–5919", "identifier_nhs_number"),
        ("07700\u00a0900123", "identifier_phone"),
        ("ME1\u00a02AB", "identifier_postcode"),
    ],
)
def test_a_non_breaking_space_or_a_dash_hides_nothing(text: str, code: str) -> None:
    assert problem(text) == code


@pytest.mark.parametrize("text", ["+44 (0)7700 900123", "+44(0)7700900123", "0044 (0)7700 900123"])
def test_a_phone_number_with_a_nought_in_brackets_is_refused(text: str) -> None:
    assert problem(text) == "identifier_phone"


@pytest.mark.parametrize("text", ["TBC.", "N.A.", "(none)", "n / a", "tbc?"])
def test_a_placeholder_is_one_whatever_signs_stand_in_it(text: str) -> None:
    assert problem(text) == "identifier_placeholder"


def test_two_words_parted_by_a_comma_alone_are_a_name() -> None:
    assert problem("Smith,Anne") == "identifier_name"


@pytest.mark.parametrize("text", ["Jo Smith <jo@example.org>", "jo@example.org (mother)"])
def test_an_email_address_among_other_words_is_refused(text: str) -> None:
    assert problem(text) == "identifier_email"


@given(IDENTIFIERS)
def test_looking_at_a_column_finds_what_looking_at_each_identifier_finds(text: str) -> None:
    assert problem(text) == identifier_problem(text, normalised(text), WORDS)


@given(st.from_regex(r"[A-Za-z]{1,4}[-/ ]?[0-9]{1,4}", fullmatch=True))
def test_letters_and_a_short_number_are_taken_unless_the_number_is_nought(text: str) -> None:
    assert problem(text) is None


@given(st.integers(1, 99_999_999))
def test_a_bare_number_of_up_to_eight_digits_is_taken(number: int) -> None:
    assert problem(str(number)) is None
