"""What is told of the return that a refused file was to be."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ingest.covers import NO_CLAIM, Claim
from ingest.delivery import open_delivery
from ingest.files import file_reader
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.sending import write_csv, write_register

COVER = [
    ["Agency", "Quay Trust"],
    ["Type of agency", "voluntary"],
    ["LSCB area", "York"],
    ["Return date", "6 June 2011"],
]
HEADER_TWICE = [["Local identifier", "Gender", "Gender"], ["A1", "F", "F"]]
YORK = "E06000014"


def claim(folder: Path, rows: Sequence[Sequence[str]]) -> Claim:
    write_csv(folder / "a.csv", rows)
    reader = file_reader(load_codebook(), load_areas(), date(2012, 1, 1))
    (file,) = open_delivery(folder).files
    read = reader.read(file)
    assert read.problem is not None
    return read.claim


def test_a_file_whose_records_cannot_be_read_is_known_by_its_own_cover(tmp_path: Path) -> None:
    found = claim(tmp_path, [*COVER, [], *HEADER_TWICE])
    assert found == Claim("Quay Trust", YORK, date(2011, 6, 6))


def test_a_file_without_a_cover_is_known_by_the_register(tmp_path: Path) -> None:
    line = {"file": "a.csv", "agency": "Harbour Project", "area": "York"}
    write_csv(tmp_path / "a.csv", [])
    write_register(tmp_path, [line])
    found = claim(tmp_path, HEADER_TWICE)
    assert found == Claim("Harbour Project", YORK, date(2011, 6, 6))


def test_a_file_of_the_future_tells_its_agency_alone(tmp_path: Path) -> None:
    future = [*COVER[:3], ["Return date", "6 June 2031"]]
    found = claim(tmp_path, [*future, [], ["Local identifier"], ["A1"]])
    assert found == Claim("Quay Trust", None, None)


def test_what_stands_below_a_question_is_no_cover(tmp_path: Path) -> None:
    assert claim(tmp_path, [*HEADER_TWICE, *COVER]) == NO_CLAIM


def test_a_name_beside_agency_is_not_taken_for_one_without_an_area_and_a_day(
    tmp_path: Path,
) -> None:
    assert claim(tmp_path, [["Agency", "Robin Goodfellow"], [], *HEADER_TWICE]) == NO_CLAIM
