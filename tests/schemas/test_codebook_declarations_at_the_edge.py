"""Mistakes in the codebook that are easy to overlook: repeats, clashes, endings and encodings."""

from pathlib import Path

import pytest

from schemas.codebook_reading import read_codebook
from schemas.declarations import DeclarationError
from tests.schemas.broken import changed, codebook_copy, says

THEME_1 = "theme_1_personal.toml"
MALE = '{ code = "male", spellings = ["m", "boy"] },'


def test_a_clash_of_options_is_found_at_the_second_option(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, MALE, '{ code = "male", spellings = ["girl"] },')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line, "'girl'")


def test_an_option_declared_twice_is_found(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, MALE, '{ code = "female" },')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line, "'female'")


def test_an_option_spelt_like_not_known_is_found(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, MALE, '{ code = "male", spellings = ["dk"] },')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line, "'dk'")


def test_a_clash_in_the_answers_yes_and_no_is_found_where_they_are_declared(
    tmp_path: Path,
) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(
        folder / "words.toml",
        '{ code = "no", spellings = ["n"] },',
        '{ code = "no", spellings = ["n", "yes"] },',
    )
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, "words.toml", line, "'yes'")


def test_two_questions_with_one_label_are_found_at_the_second(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / THEME_1, 'label = "Nationality"', 'label = "Gender"')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, THEME_1, line)


def test_two_themes_with_one_number_are_found_at_the_second(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / "theme_2_social_care.toml", "number = 2", "number = 1")
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, "theme_2_social_care.toml", line, "theme 1")


@pytest.mark.parametrize("most", ["9", "11", "0"])
def test_bands_with_a_gap_or_an_overlap_are_found(tmp_path: Path, most: str) -> None:
    folder = codebook_copy(tmp_path)
    path = folder / "theme_7_risk.toml"
    path.write_text(path.read_text("utf-8").replace("most = 10", f"most = {most}"), "utf-8")
    with pytest.raises(DeclarationError, match=r"theme_7_risk\.toml, line \d+: .*ten_or_fewer"):
        read_codebook(folder)


def test_a_cover_field_declared_twice_is_found_at_the_second(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    line = changed(folder / "cover.toml", 'name = "return_date"', 'name = "area"')
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, "cover.toml", line, "'area'")


def test_a_list_that_is_never_closed_is_not_blamed_on_the_first_line(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    path = folder / "theme_8_criminal_justice.toml"
    changed(path, "]", occurrence=2)
    lines = path.read_text(encoding="utf-8").splitlines()
    with pytest.raises(DeclarationError) as error:
        read_codebook(folder)
    assert says(error, path.name, len(lines))


def test_a_file_that_is_no_utf_8_is_an_error_that_names_it(tmp_path: Path) -> None:
    folder = codebook_copy(tmp_path)
    path = folder / THEME_1
    text = path.read_text(encoding="utf-8").replace("Gender", "Genré")
    path.write_bytes(text.encode("cp1252"))
    with pytest.raises(DeclarationError, match=THEME_1):
        read_codebook(folder)


@pytest.mark.parametrize("name", ["cover.toml", "words.toml", "free_text.toml"])
def test_a_file_that_is_missing_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    folder = codebook_copy(tmp_path)
    (folder / name).unlink()
    with pytest.raises(DeclarationError, match=name):
        read_codebook(folder)
