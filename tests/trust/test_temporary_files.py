"""Temporary files are in the store, and gone when the run ends."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from pipeline.cli import run
from pipeline.temporary import TEMPORARY, temporary_files_in
from schemas.sql_connection import connected, moving_to
from tests.publishing.board import young_people
from tests.sending import write_return

ROOT = Path(__file__).parents[2]
DAY = "2011-06-06"
STORE = ["--store", "../store"]
COMMANDS = (
    (["ingest", "../sent", *STORE], 0),
    (["snapshot", "--date", DAY, "--out", "../out/june", *STORE], 0),
    (["release", "../out/june", "--name", "June", *STORE], 0),
    (["duplicates", "find", "--date", DAY, "--out", "../out/review", *STORE], 0),
    (["extract", "--date", DAY, "--out", "../out/extract", *STORE], 0),
    (["check", "../sent", "--out", "../out/checked"], 0),
    (["template", "--out", "../out/forms", "--form", "2011"], 0),
    (["status", "--page", "../out/status.html", *STORE], 0),
    (["status", "--store", "../none"], 2),
)  # fmt: skip
_RUN = (
    "import sys, json; from pipeline.cli import run\n"
    "for argv, code in json.loads(sys.argv[1]):\n"
    "    assert run(argv) == code, argv\n"
)
_LITTLE_MEMORY = "set memory_limit = '100MB'; set threads = 1"
_MORE_THAN_FITS = (
    "create table large as select i, repeat('x', 50) || i as s from range(3000000) t(i)"
)


def environment(temporary: Path) -> dict[str, str]:
    named = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    return {**os.environ, **named, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def test_temporary_files_are_in_the_store(tmp_path: Path) -> None:
    """The system's folder for them and the current one are not even written to: whatever is made
    there and removed again changes the moment of the folder's last change."""
    write_return(tmp_path / "sent" / "a.csv", young_people(40))
    write_return(
        tmp_path / "sent" / "b.csv", [{"local_id": "B1", "gender": "x"}], {"area": "Leeds"}
    )
    temporary, current = tmp_path / "system", tmp_path / "current"
    for each in (temporary, current):
        each.mkdir()
    before = [each.stat().st_mtime_ns for each in (temporary, current)]
    ran = subprocess.run(
        [sys.executable, "-c", _RUN, json.dumps(COMMANDS)],
        cwd=current, env=environment(temporary), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert [list(each.iterdir()) for each in (temporary, current)] == [[], []]
    assert [each.stat().st_mtime_ns for each in (temporary, current)] == before
    assert list((tmp_path / "store" / TEMPORARY).iterdir()) == []


def test_while_a_command_runs_its_temporary_files_lie_in_the_store(tmp_path: Path) -> None:
    before = tempfile.tempdir, os.environ.get("TMPDIR")
    with temporary_files_in(tmp_path / "store"):
        with tempfile.NamedTemporaryFile() as file:
            own = Path(file.name)
        assert own.is_relative_to((tmp_path / "store" / TEMPORARY).resolve())
        assert os.environ["TMPDIR"] == os.environ["TEMP"] == str(own.parent)
    assert (tempfile.tempdir, os.environ.get("TMPDIR")) == before


def test_what_does_not_fit_into_memory_is_moved_to_a_folder_that_was_named(tmp_path: Path) -> None:
    with moving_to(tmp_path):
        for _ in range(2):
            with connected() as one:
                one.execute(_LITTLE_MEMORY)
                one.execute(_MORE_THAN_FITS)
                assert [each.name.startswith("counting-") for each in tmp_path.iterdir()] == [True]
            assert list(tmp_path.iterdir()) == []


def test_where_none_was_named_nothing_is_moved_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with connected() as one:
        one.execute(_LITTLE_MEMORY)
        with pytest.raises(duckdb.OutOfMemoryException):
            one.execute(_MORE_THAN_FITS)
        assert list(tmp_path.iterdir()) == []


def test_all_connections_are_made_in_one_place() -> None:
    """And no temporary file elsewhere than where one is said to be."""
    made = re.compile(r"duckdb\.connect\(|mkstemp\(\)|mkdtemp\(\)|TemporaryFile\(\)|gettempdir")
    found = {
        path.relative_to(ROOT).as_posix()
        for room in ("schemas", "ingest", "reports", "pipeline")
        for path in (ROOT / room).rglob("*.py")
        if made.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"schemas/sql_connection.py", "pipeline/temporary.py"}


@contextmanager
def running(store: Path) -> Iterator[subprocess.Popen[str]]:
    """A run that has made a temporary file and goes on."""
    code = (
        "import sys, tempfile, time; from pathlib import Path\n"
        "from pipeline.temporary import temporary_files_in\n"
        "with temporary_files_in(Path(sys.argv[1])):\n"
        "    tempfile.mkstemp(prefix='left')\n"
        "    print('made', flush=True)\n"
        "    time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(store)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "made\n"
        try:
            yield process
        finally:
            process.kill()


def test_what_a_killed_run_left_is_removed_by_the_next_but_not_what_is_in_use(
    tmp_path: Path,
) -> None:
    store = tmp_path / "store"
    write_return(tmp_path / "sent" / "a.csv", [{"local_id": "A1"}])
    assert run(["ingest", str(tmp_path / "sent"), "--store", str(store), "--no-feedback"]) == 0
    with running(store) as alive:
        (left,) = (store / TEMPORARY).rglob("left*")
        assert run(["status", "--store", str(store)]) == 0
        assert left.exists()
        alive.kill()
        alive.wait()
        assert left.exists()
        assert run(["status", "--store", str(store)]) == 0
    assert list((store / TEMPORARY).iterdir()) == []


def test_of_a_store_that_came_to_nothing_nothing_stays(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for store in ("new/store", "there"):
        with temporary_files_in(tmp_path / store):
            assert (tmp_path / store / TEMPORARY).is_dir()
    assert not (tmp_path / "new").exists()
    assert (tmp_path / "there").is_dir()


def test_where_none_can_be_made_a_command_runs_all_the_same(tmp_path: Path) -> None:
    store = tmp_path / "store"
    write_return(tmp_path / "sent" / "a.csv", [{"local_id": "A1"}])
    assert run(["ingest", str(tmp_path / "sent"), "--store", str(store), "--no-feedback"]) == 0
    (store / TEMPORARY).rmdir()
    (store / TEMPORARY).touch()
    assert run(["status", "--store", str(store)]) == 0
