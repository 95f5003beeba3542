"""The files of an extract: a valid data package, the same lines twice, and the snapshot's count."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import validate

from pipeline.cli import run
from tests.extract.extracting import (
    CSV,
    DAY,
    PARQUET,
    extract,
    extracted,
    lines,
    manifest,
    parquet_lines,
    stored,
)

RECORDS = [
    {
        "local_id": f"HPX-{n}",
        "age": ("9", "not known", "", "25", "14")[n % 5],
        "age_at_first_assessment": "14",
        "gender": ("female", "male", "", "not_known")[n % 4],
        "date_of_birth": "1996-05" if n % 5 == 4 else "",
        "coercion_methods": ("grooming;gang", "not_known", "", "other")[n % 4],
        "living_situation": ("looked_after", "with_family", "")[n % 3],
        "referral_date": "2011-02-03" if n % 2 else "",
        "closure_date": "2011-05-01" if n == 11 else "",
    }
    for n in range(24)
]
EVERYTHING = ("--with-area", "--with-dates", "--with-agency-type", "--with-forms")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return stored(tmp_path, RECORDS)


@pytest.mark.parametrize("options", [(), EVERYTHING, ("--questions", "camhs_contact")])
def test_frictionless_finds_no_error(store: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    out = extracted(store, tmp_path / "out", *options)
    report = validate(str(out / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert [task.name for task in report.tasks] == ["extract", "extract-parquet", "codebook"]


def test_frictionless_finds_no_error_where_nobody_is_counted(tmp_path: Path) -> None:
    closed = {"local_id": "HPX-1", "referral_date": "2011-01-01", "closure_date": "2011-02-02"}
    out = extracted(stored(tmp_path, [closed]), tmp_path / "out", *EVERYTHING)
    assert lines(out) == parquet_lines(out) == []
    assert validate(str(out / "datapackage.json")).valid


def test_the_schema_says_which_codes_can_stand_in_a_column(store: Path, tmp_path: Path) -> None:
    """One that is none is found, of one answer (man) and of several (gangs)."""
    out = extracted(store, tmp_path / "out")
    text = (out / CSV).read_text(encoding="utf-8")
    spoilt = text.replace("grooming;gang,", "grooming;gangs,").replace(",male,", ",man,")
    (out / CSV).write_text(spoilt, encoding="utf-8")
    found = validate(str(out / "datapackage.json")).flatten(["type", "fieldName"])
    broken = {name for kind, name in found if kind == "constraint-error"}
    assert broken == {"gender", "coercion_methods"}


def test_csv_and_parquet_hold_the_same_lines(store: Path, tmp_path: Path) -> None:
    out = extracted(store, tmp_path / "out", *EVERYTHING)
    as_text = [
        {name: "" if value is None else str(value) for name, value in line.items()}
        for line in parquet_lines(out)
    ]
    assert as_text == lines(out)


def test_there_is_a_line_for_each_young_person_that_the_snapshot_counts(
    store: Path, tmp_path: Path
) -> None:
    """24 sent, without the one whose work had ended (11)."""
    arguments = ["snapshot", "--no-publish", "--store", str(store), "--date", DAY]
    assert run([*arguments, "--out", str(tmp_path / "snapshot")]) == 0
    flow = (tmp_path / "snapshot" / "flow.csv").read_text(encoding="utf-8")
    assert "counted,23\n" in flow
    found = lines(extracted(store, tmp_path / "out"))
    assert len(found) == 23
    with (tmp_path / "snapshot" / "restricted" / "tables.csv").open(encoding="utf-8") as file:
        figures = {
            line["row"]: int(line["cases"])
            for line in csv.DictReader(file)
            if (line["table_id"], line["geographic_level"]) == ("figure_3", "national")
        }
    genders = [line["gender"] for line in found]
    for code in ("female", "male", "not_known", "not_provided"):
        assert genders.count(code) == figures[code] > 0


def test_a_return_that_is_too_old_is_not_in_it(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(lines(extracted(store, tmp_path / "out", "--max-age", "0"))) == 23
    later = ["--store", str(store), "--date", "2011-06-08", "--max-age", "1"]
    assert run(["extract", *later, "--out", str(tmp_path / "later")]) == 2
    assert "no return dated 2011-06-08" in capsys.readouterr().err
    assert not (tmp_path / "later").exists()


def test_every_code_of_every_line_stands_in_the_codebook(store: Path, tmp_path: Path) -> None:
    out = extracted(store, tmp_path / "out")
    with (out / "codebook.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    codes = {(line["column"], line["code"]) for line in told if line["code"]}
    of_codes = {line["column"] for line in told if line["kind"] in ("code", "codes", "state")}
    for line in lines(out):
        for name in of_codes:
            assert {(name, code) for code in line[name].split(";")} <= codes
    (white,) = (line for line in told if line["code"] == "WBRI")
    assert (white["code_label"], white["main_group"]) == ("White British", "white")


def test_the_manifest_has_the_hash_of_each_file_and_what_was_asked(
    store: Path, tmp_path: Path
) -> None:
    out = extracted(store, tmp_path / "out", "--questions", "gender, age")
    told: dict[str, Any] = manifest(out)
    assert told["files"] == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.iterdir()
        if path.name != "manifest.json"
    }
    assert told["parameters"] == {
        "date": DAY, "max_age": 31, "as_of": None, "questions": ["age", "gender"],
        "with_area": False, "with_dates": False, "with_agency_type": False, "with_forms": False,
    }  # fmt: skip


def test_it_says_that_it_is_restricted(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    out = extracted(store, tmp_path / "out")
    assert "RESTRICTED: one line a young person" in capsys.readouterr().out
    assert (out / "README.txt").read_text(encoding="utf-8").startswith("RESTRICTED")
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title"].startswith("RESTRICTED")
    assert {CSV, PARQUET} <= {path.name for path in out.iterdir()}


def test_a_folder_that_lscb_did_not_make_is_left_as_it_is(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    assert extract(store, tmp_path / "mine") == 2
    assert "was not made by lscb" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_an_extract_does_not_lie_in_the_store(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert extract(store, store / "out") == 2
    assert "lies in the store" in capsys.readouterr().err
