"""Rows with the identifier that are not asked for stay, and are said."""

import json
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.store import Store
from tests.erasing.world import CHILD, HARBOUR, NIGHTJAR, erase, erase_child, files, told
from tests.pipeline.counted import ingest
from tests.sending import write_return

CHILDS = [{"local_id": "ZQX/0777"}, {"local_id": "M1"}]


def stored(folder: Path, *covers: dict[str, str]) -> Path:
    """A store with a return of two, of whom one is the child, under each of these covers."""
    for n, cover in enumerate(covers):
        write_return(folder / "d" / f"{n}.csv", CHILDS, cover)
    ingest(folder / "store", folder / "d")
    return folder / "store"


def local_ids(store: Path) -> list[str]:
    covers = Store(store).covers()
    return [
        each for cover in covers for each in Store(store).records(cover)["local_id"].to_pylist()
    ]


def show(store: Path, *more: str) -> list[str]:
    return ["erase", "identifier", "--area", "York", "--id", CHILD, "--store", str(store), *more]


def test_a_row_without_a_recognised_area_is_said_and_goes_with_an_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = stored(tmp_path, {}, {"area": "Atlantis"})
    assert erase_child(store) == 0
    said = capsys.readouterr().out
    assert "in 1 row without a recognised area too: add --unrecognised" in said
    assert "Erased but for the rows named above" in said
    assert local_ids(store) == ["M1", "ZQX/0777", "M1"]
    assert erase_child(store, "--unrecognised") == 0
    said = capsys.readouterr().out
    assert "Harbour Project, area not recognised, 6 June 2011: 1 of 2 rows" in said
    assert "Erased, and written down" in said
    assert local_ids(store) == ["M1", "M1"]


def test_the_feedback_on_a_return_without_a_recognised_area_goes_with_its_file(
    tmp_path: Path,
) -> None:
    store = stored(tmp_path, {"area": "Atlantis"})
    assert list((tmp_path / "store-feedback").glob("*/*/feedback.json"))
    assert erase(store, "file", str(tmp_path / "d" / "0.csv")) == 0
    assert not list((tmp_path / "store-feedback").glob("*/*/feedback.json"))


def test_where_the_area_has_none_the_rows_without_a_recognised_area_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = stored(tmp_path, {"area": "Atlantis"})
    before = files(store)
    assert run(show(store)) == 2
    said = capsys.readouterr().err
    assert "No row and no decision in York has this identifier." in said
    assert "add --unrecognised" in said
    assert files(store) == before


def test_rows_in_other_areas_are_counted_and_are_other_young_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = stored(tmp_path, {}, {"area": "Leeds"}, {"area": "Leeds", "agency": NIGHTJAR})
    said = told(capsys, show(store))
    assert "The identifier stands in 2 rows of other areas too (Leeds)." in said
    assert "They are other young people, unless" in said
    found = json.loads(told(capsys, show(store, "--json")))["rows_that_stay"]
    assert found == {
        "unrecognised_area": 0, "other_agencies": 0, "other_areas": {"E08000035": 2},
    }  # fmt: skip


def test_rows_of_other_agencies_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = stored(tmp_path, {}, {"agency": NIGHTJAR})
    said = told(capsys, show(store, "--agency", HARBOUR))
    assert "The identifier stands in 1 row of other agencies too: without --agency" in said


def test_where_nothing_stays_nothing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, show(stored(tmp_path, {})))
    assert "The identifier stands in" not in said
