"""A file comes again from which rows were erased."""

import shutil
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.erasing.world import HARBOUR, erase, erase_child, files, files_with_the_child, months
from tests.pipeline.counted import count_of, ingest
from tests.sending import write_return


def test_the_same_delivery_again_changes_nothing_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = months(tmp_path)
    assert erase_child(store) == 0
    capsys.readouterr()
    assert ingest(store, tmp_path / "june") in (0, 1)
    said = capsys.readouterr().out
    assert "harbour.csv: rows were erased that came in this file, and they stay erased" in said
    assert "leeds.csv: rows were erased" not in said
    assert files_with_the_child(store) == []
    assert files_with_the_child(tmp_path / "store-feedback") == []
    assert (tmp_path / "store-feedback" / "2011-06-06" / "Harbour Project - Leeds").exists()


def test_a_file_that_would_bring_back_what_was_erased_refuses_the_delivery(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A late file of the same return: both together would take the place of what stands."""
    store = months(tmp_path)
    assert erase_child(store) == 0
    late = {"agency": HARBOUR, "return_date": "2011-06-06"}
    write_return(tmp_path / "june" / "late.csv", [{"local_id": "B2"}], late)
    before = files(store)
    capsys.readouterr()
    assert ingest(store, tmp_path / "june") == 2
    said = capsys.readouterr().err
    assert "harbour.csv: on " in said
    assert "rows were erased that came in this file" in said
    assert "lscb ingest --again" in said
    assert files(store) == before


def test_with_again_it_is_taken_in(tmp_path: Path) -> None:
    store = months(tmp_path)
    sent = tmp_path / "june" / "harbour.csv"
    assert erase(store, "file", str(sent)) == 0
    assert ingest(store, sent) == 2
    assert run(["ingest", str(sent), "--store", str(store), "--again"]) in (0, 1)
    assert count_of(store).flow["received"] == 12
    assert ingest(store, sent) in (0, 1)


def test_the_return_without_the_child_is_taken_in(tmp_path: Path) -> None:
    store = months(tmp_path)
    sent = tmp_path / "june" / "harbour.csv"
    assert erase(store, "file", str(sent)) == 0
    shutil.rmtree(tmp_path / "june")
    write_return(sent, [{"local_id": "B1"}], {"agency": HARBOUR})
    assert ingest(store, sent) == 0
