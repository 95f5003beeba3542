"""`--leave-out ID`: what is left out by name counts as if it had never been received."""

import json
import os
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import run
from pipeline.cover import ReturnPart
from pipeline.left_out import LeftOut, in_days
from pipeline.snapshot import Snapshot, take_snapshot
from pipeline.store import Store
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.pipeline.counted import ingest, snapshot
from tests.sending import write_return
from tests.trust.full_store import (
    HARBOUR,
    JUNE,
    MAY,
    NIGHTJAR,
    change_byte,
    decisions,
    sealed_id,
)

ON, OUT = ["--date", JUNE], ["--out", "new"]
SOAK = "LSCB_ROT" in os.environ


def _harbour(folder: Path, *records: dict[str, str], day: str = JUNE) -> None:
    write_return(folder / "harbour.csv", records, {"agency": HARBOUR, "return_date": day})


def _nightjar(folder: Path) -> None:
    cover = {"agency": NIGHTJAR, "agency_type": "statutory", "return_date": JUNE}
    write_return(folder / "nightjar.csv", [{"local_id": "N1", "age": "16"}], cover)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `store`: a month of one agency, and the next month of two, about whose young
    people somebody decided; and `never`, the same without Harbour Project's return of June.
    `york` is the year of York by `store`."""
    made = tmp_path_factory.mktemp("made")
    _harbour(made / "may", {"local_id": "A1001", "gender": "female"}, day=MAY)
    _harbour(made / "june", {"local_id": "A1001", "age": "14"}, {"local_id": "A1002", "age": "15"})
    _nightjar(made / "june")
    _nightjar(made / "other")
    _harbour(made / "july", {"local_id": "A1001"}, day="2011-07-04")
    (made / "own.toml").write_text(
        '[[table]]\nid = "g"\ntitle = "Gender"\nquestion = "gender"\n', encoding="utf-8"
    )
    decide = str(decisions(made / "one.csv", 1))
    for store, june in (("store", "june"), ("never", "other")):
        assert ingest(made / store, made / "may", made / june) == 0
        assert run(["duplicates", "decide", decide, "--store", str(made / store)]) == 0
    of_store = ["--store", str(made / "store")]
    year = ["--year", "2011-12", "--area", "York", "--out", str(made / "york")]
    assert run(["annual", *year, *of_store]) == 0
    return made


@pytest.fixture
def store(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In a copy of what was made, for one test, as the current folder."""
    shutil.copytree(made, tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    return Path("store")


def counted(store: Store) -> Snapshot:
    return take_snapshot(store, date(2011, 6, 6), load_areas(), load_codebook())


@pytest.mark.parametrize("name", ["records.parquet", "problems.parquet", "cover.json"])
def test_what_is_left_out_counts_as_if_it_had_never_been_received(store: Path, name: str) -> None:
    """Also the rest of its delivery counts, and the agency's return of the month before."""
    left_out = sealed_id(store)
    change_byte(store / "sealed" / left_out / name)
    found, never = counted(Store(store, frozenset({left_out}))), counted(Store(Path("never")))
    assert dict(found.flow.lines()) == dict(never.flow.lines())
    assert (found.flow.received, found.flow.counted) == (2, 2)
    assert found.people.equals(never.people)


def test_terminal_manifest_page_and_diff_say_what_is_left_out(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left_out = sealed_id(store)
    snapshot(store, Path("new"), JUNE, "--leave-out", left_out)
    sentence = (
        "Left out: the return of Harbour Project for York of 6 June 2011, or a part of it (the "
        f"sealed file {left_out}), as if it had never been received."
    )
    assert f"lscb: {sentence}\n" in capsys.readouterr().err
    assert sentence in Path("new/restricted/snapshot.html").read_text("utf-8")
    with zipfile.ZipFile("new/restricted/snapshot.xlsx") as workbook:
        assert sentence in workbook.read("xl/sharedStrings.xml").decode()
    said = json.loads(Path("new/manifest.json").read_text("utf-8"))
    assert said["parameters"].pop("left_out") == [left_out]
    shutil.copytree("new", "other-new")
    Path("other-new/manifest.json").write_text(json.dumps(said), encoding="utf-8")
    assert run(["diff", "new", "other-new"]) == 0
    (line,) = (line for line in capsys.readouterr().out.splitlines() if left_out in line)
    assert "--leave-out" in line


def test_a_manifest_says_nothing_where_nothing_is_left_out(store: Path) -> None:
    assert run(["extract", *ON, *OUT, "--store", str(store)]) == 0
    assert "left_out" not in manifest("new")["parameters"]


def test_a_snapshot_warns_of_what_it_could_have_counted() -> None:
    may, june, july = (
        ReturnPart(HARBOUR, "E06000014", date(2011, month, 6), 1, 0) for month in (5, 6, 7)
    )
    left_out = [LeftOut("a", (may, july)), LeftOut("b", (june, july)), LeftOut("c", None)]
    warned = (LeftOut("b", (june,)), LeftOut("c", None))
    assert in_days(left_out, date(2011, 6, 6), 30) == warned


def manifest(folder: str) -> Any:
    return json.loads(Path(folder, "manifest.json").read_text("utf-8"))


def test_an_id_that_the_store_does_not_hold_is_an_error(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status", "--store", str(store), "--leave-out", "abc"]) == 2
    assert "the store store holds no sealed file abc" in capsys.readouterr().err


def test_another_damaged_file_still_stops_the_run(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for agency in (HARBOUR, NIGHTJAR):
        change_byte(store / "sealed" / sealed_id(store, agency=agency) / "records.parquet")
    left_out = ["--leave-out", sealed_id(store)]
    assert run(["extract", *ON, *OUT, "--store", str(store), *left_out]) == 2
    assert sealed_id(store, agency=NIGHTJAR) in capsys.readouterr().err


def test_a_folder_that_is_gone_is_noticed_though_a_whole_file_is_left_out(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left_out = sealed_id(store, MAY)
    shutil.rmtree(store / "sealed" / sealed_id(store))
    assert run(["status", "--store", str(store), "--leave-out", left_out]) == 2
    assert "a folder is missing, or stands twice" in capsys.readouterr().err


def test_the_message_gives_the_id_to_leave_out(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = sealed_id(store)
    change_byte(store / "sealed" / damaged / "cover.json")
    assert run(["status", "--store", str(store)]) == 2
    assert f"--leave-out {damaged} makes a command count" in capsys.readouterr().err


def test_files_ingested_again_take_the_place_of_damaged_records(store: Path) -> None:
    damaged = sealed_id(store)
    change_byte(store / "sealed" / damaged / "records.parquet")
    assert ingest(store, Path("june")) == 0
    assert len(Store(store).covers()) == 3, "the returns stand already"
    assert run(["ingest", "--store", str(store), "--leave-out", damaged, "june"]) == 0
    flow = dict(counted(Store(store)).flow.lines())
    assert (flow["received"], flow["replaced"], flow["counted"]) == (6, 2, 3)


COMMANDS = {
    "status": ["status"],
    "tables": ["tables", "own.toml", "--no-publish", *ON, *OUT],
    "extract": ["extract", *ON, *OUT],
    "profile": ["profile", "--area", "York", "--no-publish", *ON, *OUT],
    "find": ["duplicates", "find", *ON, *OUT],
    "decide": ["duplicates", "decide", "one.csv"],
    "take-back": ["duplicates", "take-back", "1", "--who", "A Jones"],
    "decided": ["duplicates", "decided", *ON],
    "explain": ["duplicates", "explain", "York", "N1"],
    "ingest": ["ingest", "july", "--no-feedback"],
    "collate": ["annual", "collate", "york", "--no-publish", *OUT],
}
if SOAK:  # take seconds each
    COMMANDS["annual"] = ["annual", "--year", "2011-12", "--no-publish", *OUT]
    COMMANDS["trend"] = ["trend", "--from", "2011-05", "--to", "2011-06", "--no-publish", *OUT]
    COMMANDS["month"] = ["month", "july", "--date", JUNE, *OUT]
WITH_MANIFEST = ("tables", "extract", "annual", "trend", "profile", "find", "collate")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_reads_returns_goes_on_without_what_is_left_out(
    store: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    left_out = sealed_id(store)
    (store / "sealed" / left_out / "cover.json").write_text("{", encoding="utf-8")
    named_by = "--against" if name == "collate" else "--store"
    command = [*COMMANDS[name], named_by, str(store)]
    assert run(command) == 2
    assert f"--leave-out {left_out}" in capsys.readouterr().err
    assert run([*command, "--leave-out", left_out]) in (0, 1)
    assert f"Left out: the sealed file {left_out}" in capsys.readouterr().err
    if name in WITH_MANIFEST:
        assert manifest("new")["parameters"]["left_out"] == [left_out]


def test_collating_needs_a_store_to_leave_a_file_out_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["collate", str(tmp_path), "--out", str(tmp_path / "new")]
    assert run(["annual", *where, "--leave-out", "abc"]) == 2
    assert "by --against" in capsys.readouterr().err
