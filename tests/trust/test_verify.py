"""`lscb verify`: whether a store is as it was written, and what does not belong there."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import run
from tests.pipeline.counted import ingest
from tests.sending import write_return
from tests.trust.full_store import change_byte


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In the current folder, of one delivery with two files."""
    monkeypatch.chdir(tmp_path)
    for name in ("A", "B"):
        cover = {"agency": f"Agency {name}"}
        write_return(Path(f"returns/{name}.csv"), [{"local_id": f"{name}1001"}], cover)
    assert ingest(Path("store"), Path("returns")) == 0
    return Path("store")


def verified(capsys: pytest.CaptureFixture[str], code: int) -> Any:
    capsys.readouterr()
    assert run(["verify", "--store", "store", "--json"]) == code
    return json.loads(capsys.readouterr().out)


def folders(store: Path) -> list[Path]:
    return sorted((store / "sealed").iterdir())


def test_a_store_as_it_was_written_is_whole(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(capsys, 0) == {
        "whole": True,
        "sealed_files": 2,
        "damaged": [],
        "does_not_belong": [],
        "unfinished": [],
    }
    assert run(["verify", "--store", str(store)]) == 0
    assert capsys.readouterr().out.startswith("Whole: the store store, 2 sealed files")


def test_without_a_store_nothing_can_be_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", "--store", str(tmp_path / "none")]) == 2
    assert "There is no store at" in capsys.readouterr().err


def test_a_damaged_file_is_named_with_the_id_to_leave_it_out(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = folders(store)
    change_byte(first / "problems.parquet")
    (second / "records.parquet").unlink()
    found = verified(capsys, 1)["damaged"]
    assert [(each["place"], each["leave_out"]) for each in found] == [
        (f"sealed/{first.name}/problems.parquet", first.name),
        (f"sealed/{second.name}/records.parquet", second.name),
    ]


def test_a_file_that_is_gone_is_damage_of_its_delivery(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = folders(store)
    shutil.rmtree(first)
    torn, gone = verified(capsys, 1)["damaged"]
    assert torn["place"] == f"sealed/{second.name}"
    assert "a folder is missing, or stands twice" in torn["why"]
    assert torn["why"].endswith(f"They are: {second.name}.")
    assert gone["place"] == f"sealed/{first.name}"


def test_a_copied_folder_is_damage(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, _ = folders(store)
    shutil.copytree(first, first.with_name("copy"))
    (damage,) = verified(capsys, 1)["damaged"]
    assert damage["place"] == "sealed/copy/cover.json"


def test_an_edited_line_of_the_audit_log_is_named(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = store / "audit.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"command":"ingest"', b'"command":"status"', 1))
    damaged = verified(capsys, 1)["damaged"]
    assert "audit.jsonl:1" in [each["place"] for each in damaged]
    assert all("audit.jsonl, line" in each["why"] for each in damaged)


def test_what_does_not_belong_there_is_listed_and_no_damage(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, _ = folders(store)
    strays = [
        Path("Thumbs.db"),
        Path("refused/notes.txt"),
        Path("sealed", first.name, "records.csv"),
        Path("sealed/New folder"),
        Path("sealed/readme.txt"),
        Path("york"),
    ]
    (store / "refused").mkdir()
    for folder in ("york", "sealed/New folder"):
        (store / folder).mkdir()
    for each in strays:
        if each.suffix:
            (store / each).write_text("x", encoding="utf-8")
    # What a sealed file is called differs from store to store, and so where it stands among them.
    assert verified(capsys, 0)["does_not_belong"] == sorted(each.as_posix() for each in strays)
    assert run(["verify", "--store", str(store)]) == 0
    assert "were not put there by lscb" in capsys.readouterr().out


def test_an_interrupted_ingest_is_said_and_no_damage(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, _ = folders(store)
    delivery = json.loads((first / "cover.json").read_text("utf-8"))["delivery"]["id"]
    (store / "incoming" / delivery).mkdir()
    shutil.move(first, store / "incoming" / delivery / first.name)
    assert verified(capsys, 0)["unfinished"] == [f"incoming/{delivery}"]


def test_no_stray_name_steers_the_terminal(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (store / "a\x1b[2Jb").mkdir()
    assert run(["verify", "--store", str(store)]) == 0
    assert "\x1b" not in capsys.readouterr().out
