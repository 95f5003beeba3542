"""How many young people can be told from all others by what is commonly known."""

import json
from pathlib import Path

import pytest

from tests.extract.extracting import extract, extracted, manifest, stored

# By age, gender, ethnicity and region: 1 and 2 are alike, 3 differs by age, 4 by gender, 5 by
# region, 6 and 7 are alike (neither gives an age), 8 says that the age is not known.
RECORDS = [
    {"local_id": "HPX-1", "age": "14", "gender": "female", "ethnicity": "WBRI"},
    {"local_id": "HPX-2", "age": "14", "gender": "female", "ethnicity": "WBRI", "area": "Bradford"},
    {"local_id": "HPX-3", "age": "15", "gender": "female", "ethnicity": "WBRI"},
    {"local_id": "HPX-4", "age": "14", "gender": "male", "ethnicity": "WBRI"},
    {"local_id": "HPX-5", "age": "14", "gender": "female", "ethnicity": "WBRI", "area": "Camden"},
    {"local_id": "HPX-6", "gender": "female", "ethnicity": "WBRI"},
    {"local_id": "HPX-7", "gender": "female", "ethnicity": "WBRI"},
    {"local_id": "HPX-8", "age": "not known", "gender": "female", "ethnicity": "WBRI"},
]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return stored(tmp_path, RECORDS)


def test_the_terminal_and_the_readme_say_how_many(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    out = extracted(store, tmp_path / "out")
    said = "4 of 8 young people are alone with their age, gender, ethnicity and region"
    assert f"WARNING: {said}" in capsys.readouterr().out
    readme = (out / "README.txt").read_text(encoding="utf-8")
    assert said in " ".join(readme.split())
    assert said in (out / "datapackage.json").read_text(encoding="utf-8")


def test_with_areas_those_who_are_alone_in_their_area_are_counted_too(
    store: Path, tmp_path: Path
) -> None:
    """1 (Leeds) and 2 (Bradford) are apart now, so six; 6 and 7 are still alike."""
    counted = manifest(extracted(store, tmp_path / "out", "--with-area"))["counts"]["alone"]
    assert [each["young_people"] for each in counted] == [4, 6, 6]
    assert counted[1]["columns"] == ["age", "gender", "ethnicity", "region", "area"]


def test_only_what_stands_in_the_extract_counts(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By gender and region: the boy, and the girl in London."""
    capsys.readouterr()
    extracted(store, tmp_path / "out", "--questions", "gender")
    said = "2 of 8 young people are alone with their gender and region"
    assert said in capsys.readouterr().out


def test_the_same_as_json(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert extract(store, tmp_path / "out", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["restricted"] is True
    assert said["young_people"] == 8
    assert said["alone"][0] == {
        "columns": ["age", "gender", "ethnicity", "region"],
        "young_people": 4,
    }


def test_a_region_with_one_area_is_named(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Yorkshire has two, London has Camden alone; which it is, is not said."""
    capsys.readouterr()
    extracted(store, tmp_path / "out")
    printed = capsys.readouterr().out
    assert "All young people of London are of one area, so the region tells the area" in printed
    assert "Yorkshire" not in printed
    assert "Camden" not in printed


def test_with_areas_nothing_is_said_of_regions_with_one(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    extracted(store, tmp_path / "out", "--with-area")
    assert "of one area" not in capsys.readouterr().out
