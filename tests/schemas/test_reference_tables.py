"""A mistake in a reference table stops the program and names the file and the line."""

import shutil
from pathlib import Path

import pytest

from schemas import declarations
from schemas.areas import Areas, load_areas
from schemas.codebook import Codebook
from schemas.codebook_reading import read_codebook
from schemas.declarations import HERE, DeclarationError
from tests.schemas.broken import changed, says


@pytest.fixture
def reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the reference tables, from which the program reads."""
    shutil.copytree(HERE / "reference", tmp_path / "reference")
    monkeypatch.setattr(declarations, "HERE", tmp_path)
    return tmp_path / "reference"


def areas() -> Areas:
    """The areas, read afresh."""
    return load_areas.__wrapped__()


def codebook() -> Codebook:
    return read_codebook(HERE / "codebook")


def first_line(path: Path, start: str) -> str:
    text = path.read_text(encoding="utf-8")
    return next(line for line in text.splitlines() if line.startswith(start))


@pytest.mark.parametrize(
    "name",
    [
        "regions.csv",
        "authorities.csv",
        "successions.csv",
        "joint_boards.csv",
        "nations.csv",
        "nation_authorities.csv",
    ],
)
def test_a_table_with_another_header_is_found(reference: Path, name: str) -> None:
    header = (reference / name).read_text(encoding="utf-8").splitlines()[0]
    changed(reference / name, header, header.replace(",", ",wrong_", 1))
    with pytest.raises(DeclarationError) as error:
        areas()
    assert says(error, name, 1, f"the header must be {header}")


def test_an_empty_table_is_found(reference: Path) -> None:
    (reference / "regions.csv").write_text("", encoding="utf-8")
    with pytest.raises(DeclarationError) as error:
        areas()
    assert says(error, "regions.csv", 1)


@pytest.mark.parametrize("row", ["E06000003,807", "E06000003,807,Redcar,E12000001,2009-01-01,,,x"])
def test_a_line_of_another_length_is_found(reference: Path, row: str) -> None:
    path = reference / "authorities.csv"
    line = changed(path, first_line(path, "E06000003"), row)
    with pytest.raises(DeclarationError) as error:
        areas()
    assert says(error, "authorities.csv", line, "not 7")


def test_an_authority_in_no_region_is_found(reference: Path) -> None:
    path = reference / "authorities.csv"
    row = first_line(path, "E06000003")
    line = changed(path, row, row.replace("E12000001", "E12000010"))
    with pytest.raises(DeclarationError) as error:
        areas()
    assert says(error, "authorities.csv", line, "region")


def test_an_authority_declared_twice_is_found_at_the_second(reference: Path) -> None:
    path = reference / "authorities.csv"
    row = first_line(path, "E06000003")
    line = changed(path, row, row, row)
    with pytest.raises(DeclarationError) as error:
        areas()
    assert says(error, "authorities.csv", line + 1, "twice")


def test_a_day_that_is_not_written_the_iso_way_is_found(reference: Path) -> None:
    path = reference / "authorities.csv"
    row = first_line(path, "E06000003")
    line = changed(path, row, row.replace("2009-01-01", "01/01/2009"))
    with pytest.raises(DeclarationError) as error:
        areas()
    assert says(error, "authorities.csv", line, "2009-04-01")


@pytest.mark.parametrize("row", ["E08000020,E08999999", "E08999999,E08000037"])
def test_a_succession_of_an_authority_that_is_none_is_found(reference: Path, row: str) -> None:
    line = changed(reference / "successions.csv", "E08000020,E08000037", row)
    with pytest.raises(DeclarationError) as error:
        areas()
    assert says(error, "successions.csv", line, "authority")


def test_a_board_with_an_authority_that_is_none_is_found(reference: Path) -> None:
    path = reference / "joint_boards.csv"
    line = changed(path, "City and Hackney,E09000012", "City and Hackney,E09000099")
    with pytest.raises(DeclarationError) as error:
        areas()
    assert says(error, "joint_boards.csv", line, "authority")


def test_an_authority_of_a_nation_that_is_none_is_found(reference: Path) -> None:
    path = reference / "nation_authorities.csv"
    line = changed(path, "Wales,Gwynedd", "Walse,Gwynedd")
    with pytest.raises(DeclarationError) as error:
        areas()
    assert says(error, "nation_authorities.csv", line, "nation")


def test_an_ethnic_group_of_a_main_group_that_is_none_is_found(reference: Path) -> None:
    path = reference / "ethnic_groups.csv"
    line = changed(path, "AIND,Indian,asian,asian indian", "AIND,Indian,asia,asian indian")
    with pytest.raises(DeclarationError) as error:
        codebook()
    assert says(error, "ethnic_groups.csv", line, "main_group")


def test_an_ethnic_group_declared_twice_is_found_at_the_second(reference: Path) -> None:
    path = reference / "ethnic_groups.csv"
    row = "AIND,Indian,asian,asian indian"
    line = changed(path, row, row, row)
    with pytest.raises(DeclarationError) as error:
        codebook()
    assert says(error, "ethnic_groups.csv", line + 1, "AIND")


def test_a_text_read_as_two_ethnic_groups_is_found_where_they_are_declared(
    reference: Path,
) -> None:
    path = reference / "ethnic_groups.csv"
    line = changed(path, "AIND,Indian,asian,asian indian", "AIND,Indian,asian,White British")
    with pytest.raises(DeclarationError) as error:
        codebook()
    assert says(error, "ethnic_groups.csv", line)


def test_a_table_that_is_no_utf_8_is_an_error_that_names_it(reference: Path) -> None:
    (reference / "regions.csv").write_bytes("gss,name,spellings\nE1,Région,\n".encode("cp1252"))
    with pytest.raises(DeclarationError, match=r"regions\.csv"):
        areas()
