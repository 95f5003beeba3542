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
