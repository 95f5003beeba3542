"""How an answer may be written: its label, its code, its spellings and the words for not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codebook import default_label
from schemas.codebook_reading import load_codebook
from schemas.text import folded, folded_area, without_surplus_spaces

CODEBOOK = load_codebook()
LATIN = st.text(st.characters(max_codepoint=0x17F))
CHOICES = [
    (question, option)
    for question in CODEBOOK.of_kind("one", "several")
    for option in question.options
]

READ_AS = [
    ("education_status", "At school/college full-time", "full_time"),
    ("education_status", "Full time", "full_time"),
    ("education_status", "full_time", "full_time"),
    ("education_status", "PRU", "pupil_referral_unit"),
    ("ethnicity", "WBRI", "WBRI"),
    ("ethnicity", "wbri", "WBRI"),
    ("ethnicity", "White British", "WBRI"),
    ("ethnicity", "Gypsy/Roma", "WROM"),
    ("ethnicity", "White", "white"),
    ("ethnicity", "REFU", "not_known"),
    ("ethnicity", "Information not yet obtained", "not_known"),
    ("nationality", "Non-European", "non_european"),
    ("nationality", "non european", "non_european"),
    ("living_situation", "Secure/custody", "secure_custody"),
    ("looked_after_placement", "Residential children’s home", "residential_home"),
    ("looked_after_placement", "B&B", "bed_and_breakfast"),
    ("missing_episodes", "None", "none"),
    ("missing_episodes", "<10", "ten_or_fewer"),
    ("missing_episodes", ">10", "more_than_ten"),
    ("criminal_justice_issues", "ASBO", "asbo"),
    ("police_investigation", "Y", "yes"),
    ("police_investigation", "n", "no"),
]


@pytest.mark.parametrize(("name", "text", "code"), READ_AS)
def test_an_answer_is_read_by_label_default_label_code_and_spelling(
    name: str, text: str, code: str
) -> None:
    assert CODEBOOK.question(name).codes[folded(text)] == code


@pytest.mark.parametrize(
    ("code", "label"),
    [("full_time", "Full time"), ("not_known", "Not known"), ("no", "No"), ("WBRI", "WBRI")],
)
def test_a_label_is_the_code_with_spaces_and_a_capital(code: str, label: str) -> None:
    assert default_label(code) == label


@pytest.mark.parametrize(
    ("name", "code", "label"),
    [
        ("gender", "transgender", "Transgender"),
        ("disability", "learning_difficulty", "Learning difficulty"),
        ("location_type", "not_known", "Not known"),
        ("ethnicity", "WBRI", "White British"),
    ],
)
def test_an_option_without_a_better_label_has_the_one_of_its_code(
    name: str, code: str, label: str
) -> None:
    assert CODEBOOK.question(name).option(code).label == label


@pytest.mark.parametrize(
    "word",
    [
        "not known", "Not Known", "NOT  KNOWN", "n/k", "N/K", "nk", "unknown", "don't know",
        "don’t know", "dk", "?",
    ],
)  # fmt: skip
def test_the_words_for_not_known_are_read_in_every_question_with_choices(word: str) -> None:
    for question in CODEBOOK.of_kind("one", "several"):
        assert question.codes[folded(word)] == "not_known", question.name


@pytest.mark.parametrize(
    "word", ["not known", "n/k", "nk", "unknown", "don't know", "don’t know", "dk", "?"]
)
def test_the_words_for_not_known_are_words_for_numbers_and_dates_too(word: str) -> None:
    assert folded(word) in CODEBOOK.words.not_known


def test_every_label_and_every_code_is_read_as_its_own_option() -> None:
    for question, option in CHOICES:
        for text in (option.label, option.code, default_label(option.code)):
            assert question.codes[folded(text)] == option.code, (question.name, text)


def test_every_label_is_read_without_case_and_surplus_spaces() -> None:
    for question, option in CHOICES:
        text = "  " + option.label.upper().replace(" ", " \u00a0 ") + " "
        assert question.codes[folded(text)] == option.code, (question.name, text)


def test_every_text_is_read_as_an_option_of_its_question() -> None:
    for question in CODEBOOK.of_kind("one", "several"):
        assert set(question.codes.values()) == {option.code for option in question.options}


@given(LATIN)
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(LATIN)
def test_a_text_without_surplus_spaces_has_no_two_spaces_in_a_row(text: str) -> None:
    plain = without_surplus_spaces(text)
    assert "  " not in plain
    assert plain == plain.strip()


@pytest.mark.parametrize(
    "text", ["Stoke-on-Trent", "STOKE ON TRENT", "stoke  on\u00a0trent", "Stoke‑on–Trent"]
)
def test_names_of_areas_are_compared_without_punctuation(text: str) -> None:
    assert folded_area(text) == "stoke on trent"


def test_an_ampersand_in_the_name_of_an_area_is_and() -> None:
    assert folded_area("Brighton & Hove") == folded_area("Brighton and Hove")
