"""The data dictionary says how answers are read."""

from reports.data_dictionary import data_dictionary
from schemas.codebook_reading import load_codebook


def _line_of(beginning: str) -> str:
    lines = data_dictionary(load_codebook()).splitlines()
    return next(line for line in lines if line.startswith(beginning))


def test_a_band_says_the_numbers_that_it_holds() -> None:
    none = _line_of("| `none` | None reported")
    assert none.endswith("| 0, nil, zero, never, no, no episodes |")
    assert _line_of("| `ten_or_fewer`").endswith("| 1 to 10, <10 |")
    assert _line_of("| `more_than_ten`").endswith("| 11 and more, >10 |")


def test_an_age_says_which_words_may_stand_beside_it() -> None:
    assert "`year`, `years`" in _line_of("`age`:")


def test_the_words_of_a_header_that_change_nothing_are_listed() -> None:
    assert "`young person's`" in _line_of("- Before a header")
    assert "`tick all that apply`" in _line_of("- In brackets")


def test_the_wordings_that_have_to_be_confirmed_are_listed() -> None:
    assert _line_of("To be confirmed as header: `Sex`").endswith("`Male or female`.")


def test_the_words_that_sign_a_form_are_listed() -> None:
    assert "`completed by`" in _line_of("- A row of which the first cell")


def test_no_sign_stands_in_it_that_only_a_font_of_word_shows() -> None:
    text = data_dictionary(load_codebook())
    assert not [sign for sign in text if 0xE000 <= ord(sign) <= 0xF8FF]


def test_a_question_of_one_form_says_so() -> None:
    assert " Only on form 2020. " in _line_of("`county_lines`:")
    assert "nly on form" not in _line_of("`gender`:")


def test_what_is_worked_out_on_a_form_says_from_which_number() -> None:
    line = _line_of("`missing_episodes`:")
    assert "Only on form 2011. On form 2020 it is worked out from `missing_count`" in line


def test_an_added_option_says_as_what_it_counts_in_tables_of_both_forms() -> None:
    line = _line_of("| `foster_care`")
    assert line.startswith(
        "| `foster_care` | Foster care | 2020; in tables of both forms as `other`"
    )
    assert _line_of("| `asbo`").startswith("| `asbo` | ASBO | 2011 |")


def test_a_renamed_question_and_option_show_both_labels() -> None:
    assert _line_of("Label:") == "Label: LSCB area; on form 2020: Safeguarding partnership area."
    assert "; on form 2020: Specific child exploitation plan |" in _line_of("| `cse_plan`")


def test_it_says_from_which_day_a_form_is_in_force() -> None:
    assert "2011, and 2020 from 1 April 2020." in _line_of("Versions of the form:")
