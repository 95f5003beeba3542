"""`lscb snapshot` on a store of 120 months reads only the files it counts."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.sending import write_register, write_return

MONTHS = 120
DAY = date(2016, 4, 6)
COUNTED = "2016-04-06"
_OPENED = """
import json, os, sys
opened = []
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        opened.append(os.path.abspath(os.fsdecode(arguments[0])))
sys.addaudithook(note)
from pipeline.cli import run
code = run(sys.argv[2:])
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump({"code": code, "opened": opened}, file)
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A return of one agency for each month from June 2011 to May 2021."""
    folder = tmp_path_factory.mktemp("months")
    days = [date(2011 + (5 + n) // 12, (5 + n) % 12 + 1, 6).isoformat() for n in range(MONTHS)]
    lines = []
    for day in days:
        name = f"{day}.csv"
        cover = {"return_date": day}
        write_return(folder / "sent" / name, [{"local_id": "HP-1", "gender": "Female"}], cover)
        lines.append({"file": name, "return_date": day})
    write_register(folder / "sent", lines)
    _lscb("ingest", folder / "sent", "--store", folder / "store", "--no-feedback")
    return folder / "store"


def _lscb(*arguments: str | Path) -> str:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _snapshot(store: Path, out: Path) -> tuple[str | Path, ...]:
    return ("snapshot", "--store", store, "--date", DAY.isoformat(), "--out", out, "--no-publish")


def _folder_counted(store: Path) -> Path:
    """The sealed folder of the one return that counts on DAY."""
    (found,) = (
        path.parent
        for path in store.glob("sealed/*/cover.json")
        if COUNTED in path.read_text(encoding="utf-8")
    )
    return found


@dataclass(frozen=True)
class Taken:
    """A snapshot's output, and the files that were opened for it."""

    out: Path
    opened: tuple[Path, ...]


@pytest.fixture(scope="module")
def taken(store: Path) -> Taken:
    out, log = store.with_name("out"), store.with_name("opened.json")
    command = [sys.executable, "-c", _OPENED, str(log), *map(str, _snapshot(store, out))]
    subprocess.run(command, check=True, capture_output=True)
    said = json.loads(log.read_text(encoding="utf-8"))
    assert said["code"] == 0
    return Taken(out, tuple(map(Path, said["opened"])))


def test_snapshot_of_120_months_reads_only_the_files_it_counts(store: Path, taken: Taken) -> None:
    parquet = [path for path in taken.opened if path.suffix == ".parquet" and store in path.parents]
    assert len(list(store.glob("sealed/*/records.parquet"))) == MONTHS
    assert {path.parent for path in parquet} == {_folder_counted(store)}


def test_snapshot_of_a_month_is_the_same_whatever_the_rows_of_other_months_have_become(
    store: Path, taken: Taken, tmp_path: Path
) -> None:
    """A library may open files unseen by Python: rows that were read would be found damaged."""
    damaged, out = tmp_path / "store", tmp_path / "out"
    shutil.copytree(store, damaged)
    kept = _folder_counted(damaged)
    for path in damaged.glob("sealed/*/*.parquet"):
        if path.parent != kept:
            path.write_bytes(b"no rows")
    _lscb(*_snapshot(damaged, out))
    names = sorted(path.relative_to(out) for path in out.rglob("*") if path.is_file())
    assert Path("restricted/tables.csv") in names
    for name in names:
        assert (out / name).read_bytes() == (taken.out / name).read_bytes()
