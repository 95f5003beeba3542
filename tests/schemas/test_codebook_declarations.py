"""A mistake in a file of the codebook stops the program and names the file and the line."""

from pathlib import Path

import pytest

from schemas.codebook_reading import read_codebook
from schemas.declarations import DeclarationError
from tests.schemas.broken import changed, codebook_copy, says

THEME_1 = "theme_1_personal.toml"
THEME_4 = "theme_4_living.toml"
MALE = '{ code = "male", spellings = ["m", "boy"] },'
WITH_FAMILY = 'only_where = { question = "living_situation", is = "with_family" }'


def test_the_shipped_codebook_has_no_mistake(tmp_path: Path) -> None:
    assert read_codebook(codebook_copy(tmp_path)).question("gender").label == "Gender"


def test_an_unknown_key_of_a_question_is_named(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, 'name = "gender"', 'name = "gender"', 'colour = "red"')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line + 1, "unknown key 'colour'")


def test_an_unknown_key_of_an_option_is_named(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, MALE, '{ code = "male", colour = "red" },')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line, "unknown key 'colour'")


def test_an_unknown_key_of_the_cover_is_named(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / "cover.toml", 'name = "area"', 'name = "area"', 'kind = "area"')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, "cover.toml", line + 1, "unknown key 'kind'")


@pytest.mark.parametrize("occurrence", [1, 2])
def test_a_value_of_the_wrong_type_is_found_in_the_right_question(
    tmp_path: Path, occurrence: int
) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, "least = 0", 'least = "nought"', occurrence=occurrence)
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line, "int")


def test_a_code_of_the_wrong_type_is_found_in_the_right_option(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, MALE, "{ code = 5 },")
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line, "a text")


def test_a_kind_that_does_not_exist_is_named(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, 'kind = "date"', 'kind = "day"')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line, "'day'")


def test_a_missing_key_is_named_with_the_line_at_which_its_question_begins(
    tmp_path: Path,
) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, 'label = "Gender"')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line - 2, "`label`")


def test_an_option_without_a_code_is_named(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, MALE, '{ spellings = ["m"] },')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line, "`code`")


def test_a_missing_list_of_words_is_named(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    changed(folder / "words.toml", 'no_date = ["n/a", "-"]')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, "words.toml", 1, "`no_date`")


def test_text_that_is_no_toml_is_found(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, 'name = "gender"', 'name = "gender')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line)


def test_a_key_that_stands_twice_is_found(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, 'name = "gender"', 'name = "gender"', 'name = "sex"')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line + 1)


def test_a_question_declared_twice_in_one_theme_is_found_at_the_second(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, 'name = "nationality"', 'name = "gender"')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line, "'gender'", "twice")


def test_a_question_declared_twice_in_two_themes_is_found_at_the_second(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    file = "theme_8_criminal_justice.toml"
    line = changed(folder / file, 'name = "court_proceedings"', 'name = "gender"')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, file, line, "'gender'", "twice")


@pytest.mark.parametrize(
    "condition",
    [
        '{ question = "living", is = "with_family" }',
        '{ question = "living_situation", is = "at_home" }',
        '{ question = "education_status", is = "full_time" }',
    ],
)
def test_a_condition_on_a_question_or_option_that_is_not_there_is_found(
    tmp_path: Path, condition: str
) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_4, WITH_FAMILY, f"only_where = {condition}")
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_4, line, "only_where")


def test_options_from_a_set_that_is_not_declared_are_found(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    file = "theme_6_health.toml"
    changed_at = changed(
        folder / file, 'options_from = "yes_no"', 'options_from = "yes_or_no"', occurrence=2
    )
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, file, changed_at, "options_from", "yes_no")


@pytest.mark.parametrize(("old", "new"), [("number", "one"), ("one", "number")])
def test_options_go_with_the_kinds_one_and_several_only(tmp_path: Path, old: str, new: str) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, f'kind = "{old}"', f'kind = "{new}"')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line, "options")


def test_a_word_that_is_a_tick_and_no_tick_is_found(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    words = folder / "words.toml"
    old = next(x for x in words.read_text(encoding="utf-8").splitlines() if "no_tick" in x)
    line = changed(words, old, 'no_tick = ["n", "X"]')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, "words.toml", line, "'x'")


def test_a_text_read_as_two_options_is_an_error(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    changed(folder / THEME_1, MALE, '{ code = "male", spellings = ["Girl"] },')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert str(error.value).startswith(THEME_1)
    assert "'girl' is read as female and as male" in str(error.value)
