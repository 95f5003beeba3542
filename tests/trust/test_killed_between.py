"""Killed between two steps that a random moment seldom meets: what is then found, and what the next
run makes of it."""

import json
import os
import sys
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline import output, staging
from pipeline.cli import run
from pipeline.output import OutputError, OutputFolder, replacing, write_text
from pipeline.store import Store
from tests.erasing.world import erase_child, files_with_the_child, months
from tests.pipeline.counted import ingest
from tests.sending import write_return
from tests.trust.full_store import change_byte

_ON_DISK = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir")


class Killed(BaseException):
    """As the kill of a program, which nobody catches and after which nothing is cleared."""


def die(*_: object) -> None:
    raise Killed


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def two_files(folder: Path) -> Path:
    """A store that holds a delivery of two files."""
    for name in "ab":
        write_return(
            folder / "d" / f"{name}.csv", [{"local_id": name}], {"agency": f"House {name}"}
        )
    assert ingest(folder / "store", folder / "d") == 0
    return folder / "store"


def another(folder: Path) -> Path:
    write_return(folder / "e" / "c.csv", [{"local_id": "c"}], {"agency": "House c"})
    return folder / "e"


def test_a_delivery_that_was_whole_when_its_sealing_was_killed_stays(tmp_path: Path) -> None:
    """Between the last rename and the removal of the empty folder."""
    store = two_files(tmp_path)
    cover, _ = Store(store).covers()
    (store / "incoming" / cover.delivery.id).mkdir()
    assert len(Store(store).covers()) == 2
    assert ingest(store, another(tmp_path)) == 0
    assert len(Store(store).covers()) == 3
    assert names(store / "incoming") == []


def test_what_was_whole_stays_when_one_of_its_files_is_damaged_and_left_out(
    tmp_path: Path,
) -> None:
    store = two_files(tmp_path)
    damaged, other = Store(store).covers()
    (store / "incoming" / damaged.delivery.id).mkdir()
    change_byte(store / "sealed" / damaged.id / "cover.json")
    left_out = ["--leave-out", damaged.id, "--no-feedback"]
    assert run(["ingest", str(another(tmp_path)), "--store", str(store), *left_out]) == 0
    assert {damaged.id, other.id} < set(names(store / "sealed"))
    assert len(Store(store, frozenset({damaged.id})).covers()) == 2


def test_a_file_that_somebody_put_beside_what_is_being_sealed_does_not_matter(
    tmp_path: Path,
) -> None:
    store = two_files(tmp_path)
    (store / "incoming" / "desktop.ini").touch()
    assert len(Store(store).covers()) == 2
    assert ingest(store, another(tmp_path)) == 0
    assert len(Store(store).covers()) == 3


def test_killed_while_an_interrupted_delivery_is_cleared_the_rest_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = two_files(tmp_path)
    first, second = Store(store).covers()
    incoming = store / "incoming" / first.delivery.id
    incoming.mkdir()
    (store / "sealed" / second.id).rename(incoming / second.id)

    def half_removed(path: Path) -> None:
        (path / first.id / "cover.json").unlink()
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(staging, "_remove", half_removed)
        ingest(store, another(tmp_path))
    assert Store(store).covers() == []
    assert ingest(store, tmp_path / "d", tmp_path / "e") == 0
    assert len(Store(store).covers()) == len(names(store / "sealed")) == 3


def test_feedback_killed_before_its_first_file_is_written_by_the_next_run(tmp_path: Path) -> None:
    feedback = tmp_path / "store-feedback"
    feedback.mkdir()
    (feedback / ".lock").touch()
    (feedback / ".writing-manifest.json").touch()
    store = two_files(tmp_path)
    assert names(feedback) == [".lock", "2011-06-06", "manifest.json"]
    assert ingest(store, tmp_path / "d") == 0


def test_what_a_killed_run_left_of_a_refused_file_is_cleared(tmp_path: Path) -> None:
    store = two_files(tmp_path)
    (store / "refused").mkdir(exist_ok=True)
    (store / "refused" / "0123.new").write_text("{", encoding="utf-8")
    assert ingest(store, another(tmp_path)) == 0
    assert names(store / "refused") == []


def _killed_in_place(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writes an output; killed when the old one is aside and the new one not yet in."""
    replace = os.replace

    def die_second(source: Path, to: Path) -> None:
        if Path(to) == folder:
            raise Killed
        replace(source, to)

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(staging.Staging, "clear", lambda self: self._lock.release())
        patched.setattr(staging.os, "replace", die_second)
        _write(folder, text)


def _write(folder: Path, text: str) -> None:
    with OutputFolder(folder) as staged:
        write_text(staged / "manifest.json", json.dumps({"program": output.PROGRAM}))
        write_text(staged / "text", text)


def test_killed_between_the_old_output_and_the_new_the_next_run_ends_the_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path / "out", "old")
    _killed_in_place(tmp_path / "out", "new", monkeypatch)
    assert len(names(tmp_path)) == 1
    output.check_replaceable(tmp_path / "out")
    assert (tmp_path / "out" / "text").read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["out"]


class KilledAt:
    """Kills what runs meanwhile before the n-th thing that it does on the disk."""

    def __init__(self, number: int) -> None:
        self._left = number
        self._is_on = False
        sys.addaudithook(self._count)  # it can't be taken away again

    def __enter__(self) -> None:
        self._is_on = True

    def __exit__(self, *_: object) -> None:
        self._is_on = False

    def _count(self, event: str, _: tuple[object, ...]) -> None:
        if self._is_on and event in _ON_DISK:
            self._left -= 1
            if not self._left:
                raise Killed


def _is_killed_at(number: int, out: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    with monkeypatch.context() as patched:
        patched.setattr(staging.Staging, "clear", lambda self: self._lock.release())
        try:
            with KilledAt(number):
                _write(out, "new")
        except Killed:
            return True
    return False


def test_killed_before_anything_it_does_an_output_is_the_old_one_or_the_new_one_or_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[tuple[str, ...]] = []
    for number in count(1):
        out = tmp_path / str(number) / "out"
        _write(out, "old")
        is_killed = _is_killed_at(number, out, monkeypatch)
        found.append((*names(out), (out / "text").read_text("utf-8")) if out.exists() else ())
        if not is_killed:
            break
    old, new = (("manifest.json", "text", which) for which in ("old", "new"))
    assert set(found) == {old, (), new}
    assert (found[0], found[-1]) == (old, new)


def test_what_was_killed_before_the_change_is_not_taken_for_an_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(staging.Staging, "clear", lambda self: self._lock.release())
        patched.setattr(output, "owner_only", die)
        _write(tmp_path / "out", "half")
    _write(tmp_path / "other", "whole")
    assert names(tmp_path) == ["other"]


def test_what_another_run_still_writes_is_not_cleared_away(tmp_path: Path) -> None:
    with OutputFolder(tmp_path / "one") as staged:
        write_text(staged / "manifest.json", json.dumps({"program": output.PROGRAM}))
        _write(tmp_path / "two", "whole")
    assert names(tmp_path) == ["one", "two"]


def test_a_folder_of_such_a_name_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".writing-novel").mkdir()
    (tmp_path / ".writing-novel" / "chapter 1").touch()
    _write(tmp_path / "out", "whole")
    assert names(tmp_path) == [".writing-novel", "out"]


def test_of_two_that_write_the_same_output_the_later_one_stays(tmp_path: Path) -> None:
    with OutputFolder(tmp_path / "out") as staged:
        write_text(staged / "manifest.json", json.dumps({"program": output.PROGRAM}))
        _write(tmp_path / "out", "earlier")
        write_text(staged / "text", "later")
    assert (tmp_path / "out" / "text").read_text(encoding="utf-8") == "later"
    assert names(tmp_path) == ["out"]


def test_feedback_killed_between_the_old_and_the_new_is_there_after_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = two_files(tmp_path)
    day = tmp_path / "store-feedback" / "2011-06-06"
    (before, _) = names(day)
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(staging.Staging, "put_in_place", _old_aside)
        patched.setattr(staging.Staging, "clear", _nothing)
        with replacing(day / before) as staged:
            write_text(staged / "feedback.csv", "new")
    assert before not in names(day)
    assert ingest(store, another(tmp_path)) == 0
    assert names(day)[0] == before
    assert (day / before / "feedback.csv").read_text(encoding="utf-8") == "new"
    assert not [name for name in names(day) if name.startswith(".")]


def _nothing(_: staging.Staging) -> None:
    """A run that was killed clears nothing."""


def _old_aside(self: staging.Staging, place: Path) -> None:
    """The first half of the change."""
    os.replace(place, self.new.with_name(f"old.{place.name}"))
    raise Killed


def test_an_output_that_can_not_be_put_in_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path / "out", "old")
    replace = os.replace

    def full(source: Path, to: Path) -> None:
        if Path(source).name == "new":
            raise OSError(28, "No space left on device")
        replace(source, to)

    with (
        monkeypatch.context() as patched,
        pytest.raises(OutputError, match="No space left on device"),
    ):
        patched.setattr(staging.os, "replace", full)
        _write(tmp_path / "out", "new")
    assert (tmp_path / "out" / "text").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["out"]


def test_an_erasure_killed_while_it_removes_feedback_leaves_none_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = months(tmp_path)

    def half_removed(path: Path) -> None:
        for each in path.rglob("feedback.json"):
            each.unlink()
            raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(staging.shutil, "rmtree", half_removed)
        erase_child(store)
    assert erase_child(store) == 0
    assert files_with_the_child(tmp_path / "store-feedback") == []
    assert list(tmp_path.rglob(".writing-*")) == []


def test_feedback_that_was_being_written_when_an_ingest_was_killed_is_erased_too(
    tmp_path: Path,
) -> None:
    store = months(tmp_path)
    left = tmp_path / "store-feedback" / "2011-06-06" / ".writing-left"
    left.mkdir()
    (left / "feedback.csv").write_text("ZQX/0777", encoding="utf-8")
    assert erase_child(store) == 0
    assert files_with_the_child(tmp_path / "store-feedback") == []


def test_a_lock_that_nobody_holds_stops_nobody(tmp_path: Path) -> None:
    store = two_files(tmp_path)
    assert (store / "lock").exists()
    with FileLock(store / "lock"):
        assert run(["status", "--store", str(store)]) == 0
    assert ingest(store, another(tmp_path)) == 0
