"""No local identifier, agency, area or date of a young person is in any byte of an extract."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.extract.extracting import PARQUET, extracted, lines, manifest, stored

IDENTIFIERS = ("HPX-77001", "HPX-77002", "ZZ 4711/99")
RECORDS = [
    {
        "local_id": IDENTIFIERS[0],
        "date_of_birth": "1996-03-14",
        "referral_date": "2010-08-27",
        "first_assessment_date": "2010-09-05",
        "closure_date": "2011-07-19",
        "gender": "female",
        "notes": "Her aunt is called Wilhelmina",
    },
    {"local_id": IDENTIFIERS[1], "area": "County Durham", "age": "15", "gender": "male"},
    {"local_id": IDENTIFIERS[2], "area": "Blackburn with Darwen", "age": "16"},
]
AREAS = (
    "Leeds", "Durham", "Blackburn", "Darwen", "E08000035", "E06000047", "E06000008",
)  # fmt: skip
DATES = (
    "1996-03-14", "1996-03-01", "1996-03", "14/03/1996", "1996",
    "2010-08-27", "27/08/2010", "2010-09-05", "2011-07-19", "2010-",
)  # fmt: skip
OTHERS = ("Saltmarbles", "Wilhelmina", "HPX-7", "77001", "77002", "4711")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return stored(tmp_path, RECORDS)


def test_no_identifier_area_or_date_is_in_any_byte(store: Path, tmp_path: Path) -> None:
    texts = list(_everything(extracted(store, tmp_path / "out")))
    for secret in (*IDENTIFIERS, *OTHERS, *AREAS, *DATES):
        assert not any(secret.casefold() in text for text in texts), secret


def test_with_area_gives_code_and_name_and_still_no_dates(store: Path, tmp_path: Path) -> None:
    out = extracted(store, tmp_path / "out", "--with-area")
    assert {(line["area"], line["area_name"]) for line in lines(out)} == {
        ("E08000035", "Leeds"),
        ("E06000047", "County Durham"),
        ("E06000008", "Blackburn with Darwen"),
    }
    texts = list(_everything(out))
    for secret in (*IDENTIFIERS, *OTHERS, *DATES):
        assert not any(secret.casefold() in text for text in texts), secret


def test_with_dates_gives_dates_the_month_of_birth_alone_and_no_areas(
    store: Path, tmp_path: Path
) -> None:
    out = extracted(store, tmp_path / "out", "--with-dates")
    (line,) = (line for line in lines(out) if line["gender"] == "female")
    assert line["date_of_birth"] == "1996-03"
    assert line["referral_date"] == "2010-08-27"
    assert line["closure_date"] == "2011-07-19"
    assert "area" not in line
    texts = list(_everything(out))
    for secret in (*IDENTIFIERS, *OTHERS, *AREAS, "1996-03-14", "1996-03-01"):
        assert not any(secret.casefold() in text for text in texts), secret


def test_a_date_that_is_named_is_the_only_one(store: Path, tmp_path: Path) -> None:
    out = extracted(store, tmp_path / "out", "--with-dates", "--questions", "gender,closure_date")
    assert list(lines(out)[0]) == [
        "pseudonym", "region", "gender", "closure_date", "closure_date_state",
    ]  # fmt: skip


def test_the_type_of_agency_is_there_only_where_it_is_asked_for(
    store: Path, tmp_path: Path
) -> None:
    assert "agency_type" not in lines(extracted(store, tmp_path / "without"))[0]
    with_type = lines(extracted(store, tmp_path / "with", "--with-agency-type"))
    assert [line["agency_type"] for line in with_type] == ["voluntary"] * 3


def test_the_forms_are_there_only_where_they_are_asked_for(store: Path, tmp_path: Path) -> None:
    assert "forms" not in lines(extracted(store, tmp_path / "without"))[0]
    with_forms = lines(extracted(store, tmp_path / "with", "--with-forms"))
    assert [line["forms"] for line in with_forms] == ["2011"] * 3


def test_the_manifest_names_no_return(store: Path, tmp_path: Path) -> None:
    told = manifest(extracted(store, tmp_path / "out"))
    assert set(told) == {
        "program", "command", "restricted", "parameters", "versions", "counts", "files",
    }  # fmt: skip


def test_only_the_owner_can_read_it(store: Path, tmp_path: Path) -> None:
    out = extracted(store, tmp_path / "out")
    assert out.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in out.iterdir())


def test_parquet_says_nothing_but_the_lines(store: Path, tmp_path: Path) -> None:
    file = pq.ParquetFile(extracted(store, tmp_path / "out") / PARQUET)
    assert set(file.metadata.metadata or {}) <= {b"ARROW:schema"}
    assert not file.schema_arrow.metadata


def _everything(folder: Path) -> Iterator[str]:
    """The names and bytes of all files, and every cell and fact of the decoded Parquet, folded;
    without hashes, which may hold any four digits."""
    for path in folder.rglob("*"):
        yield path.name.casefold()
        yield re.sub(r"[0-9a-f]{8,}", "", path.read_bytes().decode("latin-1")).casefold()
    table = pq.read_table(folder / PARQUET)
    for column in table.columns:
        yield from {str(value).casefold() for value in column.to_pylist()}
    yield str(pq.read_metadata(folder / PARQUET).metadata).casefold()
