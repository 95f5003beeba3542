"""The store: sealed files whole or not at all, never edited."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.cli import run
from pipeline.store import Store
from schemas.codebook_reading import load_codebook
from tests.pipeline.counted import count_of, ingest
from tests.sending import write_return


def store_of_two_files(tmp_path: Path) -> Path:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1"}])
    write_return(tmp_path / "d" / "b.csv", [{"local_id": "B1"}])
    ingest(tmp_path / "store", tmp_path / "d")
    return tmp_path / "store"


def test_each_accepted_file_is_one_sealed_folder(tmp_path: Path) -> None:
    store = store_of_two_files(tmp_path)
    folders = list((store / "sealed").iterdir())
    assert len(folders) == 2
    for folder in folders:
        names = sorted(path.name for path in folder.iterdir())
        assert names == ["cover.json", "problems.parquet", "records.parquet"]
    assert not list((store / "incoming").iterdir())


def test_a_missing_sealed_folder_is_noticed_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = store_of_two_files(tmp_path)
    shutil.rmtree(next((store / "sealed").iterdir()))
    assert run(["status", "--store", str(store)]) == 2
    assert "a folder is missing, or stands twice" in capsys.readouterr().err


def test_a_copied_sealed_folder_is_noticed_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = store_of_two_files(tmp_path)
    folder = next((store / "sealed").iterdir())
    shutil.copytree(folder, folder.with_name(f"{folder.name} (copy)"))
    assert run(["status", "--store", str(store)]) == 2
    assert "was copied after it was sealed" in capsys.readouterr().err


def test_an_edited_cover_is_noticed_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = store_of_two_files(tmp_path)
    path = next((store / "sealed").glob("*/cover.json"))
    path.write_text(path.read_text("utf-8").replace('"rows": 1', '"rows": 7'), encoding="utf-8")
    assert run(["status", "--store", str(store)]) == 2
    assert "was changed after it was sealed" in capsys.readouterr().err


def test_an_interrupted_delivery_counts_not_at_all_and_the_next_ingest_clears_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Between two renames: one file in its place, one still under `incoming`."""
    store = store_of_two_files(tmp_path)
    (cover, _) = Store(store).covers()
    staging = store / "incoming" / cover.delivery.id
    staging.mkdir()
    (store / "sealed" / cover.id).rename(staging / cover.id)
    assert Store(store).covers() == []
    assert run(["status", "--store", str(store)]) == 0
    assert "An ingest is under way, or was interrupted" in capsys.readouterr().out
    ingest(store, tmp_path / "d")
    assert len(list((store / "sealed").iterdir())) == 2
    assert not list((store / "incoming").iterdir())
    assert count_of(store).flow["received"] == 2


def test_a_store_sealed_under_a_codebook_with_other_answers_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1", "gender": "transgender"}])
    ingest(tmp_path / "store", tmp_path / "d")
    shipped = load_codebook()
    gender = shipped.question("gender")
    fewer = replace(gender, options=tuple(o for o in gender.options if o.code != "transgender"))
    other = replace(
        shipped, questions=tuple(fewer if q is gender else q for q in shipped.questions)
    )
    monkeypatch.setattr("pipeline.snapshot_command.load_codebook", lambda: other)
    store, out = str(tmp_path / "store"), str(tmp_path / "out")
    assert run(["snapshot", "--store", store, "--date", "2011-06-06", "--out", out]) == 2
    assert "ingested under another codebook" in capsys.readouterr().err


def test_a_changed_byte_in_sealed_records_stops_the_snapshot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = store_of_two_files(tmp_path)
    path = next((store / "sealed").glob("*/records.parquet"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    out = str(tmp_path / "out")
    assert run(["snapshot", "--store", str(store), "--date", "2011-06-06", "--out", out]) == 2
    assert "was changed after it was sealed" in capsys.readouterr().err
    assert not Path(out).exists()


def test_an_unreadable_cover_stops_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = store_of_two_files(tmp_path)
    next((store / "sealed").glob("*/cover.json")).write_text("{", encoding="utf-8")
    assert run(["status", "--store", str(store)]) == 2
    assert "cover.json can't be read" in capsys.readouterr().err


def test_nothing_sealed_names_the_file_that_was_sent(tmp_path: Path) -> None:
    write_return(tmp_path / "d" / "Janet Example form.csv", [{"local_id": "A1"}])
    ingest(tmp_path / "store", tmp_path / "d")
    for path in (tmp_path / "store").rglob("*"):
        assert "Janet" not in path.name
        assert path.is_dir() or b"Janet" not in path.read_bytes()


def test_free_text_and_days_of_birth_are_not_kept(tmp_path: Path) -> None:
    record = {
        "local_id": "A1",
        "notes": "A STORY",
        "coercion_methods": "Other: A STORY",
        "date_of_birth": "17/03/1996",
    }
    write_return(tmp_path / "d" / "a.csv", [record])
    ingest(tmp_path / "store", tmp_path / "d")
    table = pq.read_table(next((tmp_path / "store").rglob("records.parquet")))
    (row,) = table.to_pylist()
    assert row["coercion_methods"] == "other"
    assert row["date_of_birth"].isoformat() == "1996-03-01"
    assert "STORY" not in str(row)
    cover = json.loads(next((tmp_path / "store").rglob("cover.json")).read_text(encoding="utf-8"))
    assert cover["dropped_texts"] == 2


def test_an_identifier_that_must_not_be_sent_is_not_kept(tmp_path: Path) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "999 123 4578"}, {"local_id": "A2"}])
    assert ingest(tmp_path / "store", tmp_path / "d") == 1
    table = pq.read_table(next((tmp_path / "store").rglob("records.parquet")))
    assert table["local_id"].to_pylist() == [None, "A2"]
    assert table["quarantined"].to_pylist() == [True, False]
