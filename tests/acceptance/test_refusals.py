"""What can't be done ends with one clear sentence and the right exit code, never a traceback."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.sending import write_csv, write_register, write_return


@pytest.fixture
def say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[Sequence[str]], tuple[int, str]]:
    """Runs the command; gives its exit code and the one sentence it said."""

    def said(argv: Sequence[str]) -> tuple[int, str]:
        code = run(argv)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        return code, captured.err.strip()

    return said


Say = Callable[[Sequence[str]], tuple[int, str]]


def test_an_empty_folder_holds_no_returns(tmp_path: Path, say: Say) -> None:
    code, sentence = say(["ingest", "--store", str(tmp_path / "s"), str(tmp_path)])
    assert (code, sentence) == (2, f"lscb: {tmp_path}: the folder holds no returns.")
    assert not (tmp_path / "s").exists()


def test_a_missing_file_is_named(tmp_path: Path, say: Say) -> None:
    path = tmp_path / "nothing.csv"
    code, sentence = say(["check", str(path)])
    assert (code, sentence) == (2, f"lscb: {path}: there is no such file or folder.")


def test_a_missing_path_stores_nothing_of_the_others(tmp_path: Path, say: Say) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1"}])
    store = tmp_path / "s"
    code, _ = say(["ingest", "--store", str(store), str(tmp_path / "d"), str(tmp_path / "no")])
    assert code == 2
    assert not store.exists()


def test_a_file_without_cover_and_register_is_refused_and_the_others_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_csv(tmp_path / "d" / "bare.csv", [["Local identifier", "Gender"], ["A1", "F"]])
    write_return(tmp_path / "d" / "good.csv", [{"local_id": "A1"}])
    assert run(["ingest", "--store", str(tmp_path / "s"), str(tmp_path / "d")]) == 1
    said = capsys.readouterr().out
    assert "bare.csv: The file does not say whose return it is" in said
    assert "1 stored, 1 refused" in said


def test_a_register_that_names_a_missing_file_refuses_the_delivery(
    tmp_path: Path, say: Say
) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1"}])
    write_register(tmp_path / "d", [{"file": "a.csv"}, {"file": "gone.csv"}])
    code, sentence = say(["ingest", "--store", str(tmp_path / "s"), str(tmp_path / "d")])
    assert code == 2
    assert "register.csv, line 3: the file that it names is not in the folder" in sentence
    assert not (tmp_path / "s").exists()


def test_a_register_with_two_lines_for_one_file_refuses_the_delivery(
    tmp_path: Path, say: Say
) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1"}])
    write_register(tmp_path / "d", [{"file": "a.csv"}, {"file": "./a.csv"}])
    code, sentence = say(["ingest", "--store", str(tmp_path / "s"), str(tmp_path / "d")])
    assert code == 2
    assert "register.csv, line 3: a second line for the same file" in sentence


def test_an_unknown_option_is_named(say: Say) -> None:
    code, sentence = say(["snapshot", "--dat", "2011-06-06"])
    assert code == 2
    assert "No such option" in sentence
    assert "\n" not in sentence


def test_an_unknown_command_and_a_bad_date_are_named(tmp_path: Path, say: Say) -> None:
    assert say(["snapshots"])[0] == 2
    code, sentence = say(["snapshot", "--date", "6/6/2011", "--out", str(tmp_path / "o")])
    assert code == 2
    assert "2011-06-06" in sentence


def test_a_snapshot_day_without_returns_writes_nothing(tmp_path: Path, say: Say) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1"}])
    run(["ingest", "--store", str(tmp_path / "s"), str(tmp_path / "d")])
    out = tmp_path / "out"
    code, sentence = say(
        ["snapshot", "--store", str(tmp_path / "s"), "--date", "2012-01-01", "--out", str(out)]
    )
    assert code == 2
    assert "no return dated 2012-01-01 or at most 31 days before it" in sentence
    assert not out.exists()


def test_a_store_that_is_not_there_is_named(tmp_path: Path, say: Say) -> None:
    store = str(tmp_path / "s")
    out = str(tmp_path / "o")
    for argv in (["status"], ["snapshot", "--date", "2011-06-06", "--out", out]):
        code, sentence = say([*argv, "--store", store])
        assert code == 2
        assert sentence.startswith(f"lscb: There is no store at {store}.")


def test_a_folder_that_lscb_did_not_make_is_never_replaced(tmp_path: Path, say: Say) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1"}])
    run(["ingest", "--store", str(tmp_path / "s"), str(tmp_path / "d")])
    out = tmp_path / "out"
    write_csv(out / "thesis.csv", [["mine"]])
    argv = ["snapshot", "--store", str(tmp_path / "s"), "--date", "2011-06-06", "--out", str(out)]
    code, sentence = say(argv)
    assert code == 2
    assert "not made by lscb" in sentence
    assert [path.name for path in out.iterdir()] == ["thesis.csv"]


def test_an_output_folder_that_lscb_made_is_replaced_whole(tmp_path: Path, say: Say) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1"}])
    run(["ingest", "--store", str(tmp_path / "s"), str(tmp_path / "d")])
    out = tmp_path / "out"
    argv = ["snapshot", "--store", str(tmp_path / "s"), "--date", "2011-06-06", "--out", str(out)]
    assert say(argv)[0] == 0
    (out / "restricted" / "old.txt").write_text("old", encoding="utf-8")
    assert say(argv)[0] == 0
    assert not (out / "restricted" / "old.txt").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


# All is imported, by checking the return first, before the rights are given up: an unprivileged
# user may not be able to read the superuser's Python.
AS_NOBODY = """
import os, sys
from pipeline.cli import run
root, delivery, store = sys.argv[1:]
run(["ingest", "--store", root + "/warm", delivery])
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
sys.exit(run(["ingest", "--store", store, delivery]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions work otherwise on Windows")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    """As an unprivileged user: the superuser may write anywhere."""
    locked, readable = tmp_path / "locked", tmp_path / "d"
    write_return(readable / "a.csv", [{"local_id": "A1"}])
    locked.mkdir(mode=0o555)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder.is_relative_to(tempfile.gettempdir()):
            folder.chmod(folder.stat().st_mode | 0o055)
    store = str(locked / "store")
    ran = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(tmp_path), str(readable), store],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr.strip() == f"lscb: The store {store} can't be written: Permission denied."


def test_of_a_delivery_of_which_every_file_is_refused_only_the_refusals_are_kept(
    tmp_path: Path,
) -> None:
    write_csv(tmp_path / "d" / "bare.csv", [["Local identifier", "Gender"], ["A1", "F"]])
    assert run(["ingest", "--store", str(tmp_path / "s"), str(tmp_path / "d")]) == 1
    assert list((tmp_path / "s" / "sealed").iterdir()) == []
    assert len(list((tmp_path / "s" / "refused").iterdir())) == 1


def test_a_snapshot_of_returns_of_no_known_area_is_written_all_the_same(tmp_path: Path) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1"}], {"area": "Nowhere"})
    store, out = str(tmp_path / "s"), tmp_path / "out"
    assert run(["ingest", "--store", store, str(tmp_path / "d")]) == 1
    assert run(["snapshot", "--store", store, "--date", "2011-06-06", "--out", str(out)]) == 0
    assert "quarantined,1" in (out / "flow.csv").read_text(encoding="utf-8")
