"""An erasure that was killed half-way: each file is there once, and the next run finishes it."""

import shutil
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.erasing import anew
from pipeline.refusals import refusals_in
from pipeline.store import Store
from tests.erasing.world import (
    CHILD,
    HARBOUR,
    erase,
    erase_child,
    files,
    files_with_the_child,
    months,
    told,
)
from tests.pipeline.counted import count_of, ingest
from tests.sending import write_register, write_return


class Killed(BaseException):
    """As the kill of a program, which nobody catches."""


def killed_before(store: Path, monkeypatch: pytest.MonkeyPatch, what: str, times: int = 1) -> None:
    """Erases the child; the program dies before the step of this name in its n-th turn."""
    step, turns = getattr(anew, what), 0

    def die(*arguments: Path) -> None:
        nonlocal turns
        turns += 1
        if turns == times:
            raise Killed
        step(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(anew, what, die)
        with pytest.raises(Killed):
            erase_child(store)


def received(store: Path) -> int:
    return count_of(store).flow["received"]


def test_killed_before_it_is_in_force_nothing_is_erased_and_it_can_be_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = months(tmp_path)
    killed_before(store, monkeypatch, "put_in_force")
    assert (store / "erasing").is_dir()
    assert received(store) == 12
    assert erase_child(store) == 0
    assert received(store) == 8
    assert files_with_the_child(store) == []
    assert not (store / "erasing").exists()


def test_killed_before_it_is_in_force_a_refused_file_may_be_forgotten_and_no_row_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As docs/keeping-and-erasing.md says."""
    store = months(tmp_path)
    sent = {"file": "late.csv", "agency": HARBOUR, "return_date": "2011-07-04"}
    write_register(tmp_path / "july", [sent])
    (tmp_path / "july" / "late.csv").write_text("Dear all\n", encoding="utf-8")
    assert ingest(store, tmp_path / "july") == 1
    before = files(store / "sealed")
    assert len(refusals_in(store)) == 1

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(anew, "put_in_force", _die)
        erase(store, "agency", HARBOUR)
    assert refusals_in(store) == []
    assert files(store / "sealed") == before
    assert erase(store, "agency", HARBOUR) == 0


def _die(_: Path) -> None:
    raise Killed


@pytest.mark.parametrize("times", [1, 2, 4, 5])
def test_killed_once_it_is_in_force_nothing_counts_twice_and_the_next_run_finishes_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    times: int,
) -> None:
    """Four files take the place of others, then the record of the erasure takes its own."""
    store = months(tmp_path)
    killed_before(store, monkeypatch, "_replace", times)
    assert len(Store(store).covers()) == 6
    assert received(store) == 8
    show = ["erase", "identifier", "--area", "York", "--id", CHILD, "--store", str(store)]
    assert "An erasure was interrupted. It holds already; --yes finishes it." in told(capsys, show)
    assert "An erasure that was interrupted is finished now." in told(
        capsys, [*show, "--yes", "--who", "A Jones"]
    )
    assert received(store) == 8
    assert files_with_the_child(store) == []
    assert len(list((store / "erasures").iterdir())) == 1
    assert not (store / "anew").exists()


def test_killed_between_the_old_and_the_new_the_new_one_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old folder is half removed, the new one not yet in its place."""
    store = months(tmp_path)
    killed_before(store, monkeypatch, "_replace")
    one = next((store / "anew" / "sealed").iterdir()).name
    (store / "sealed" / one / "cover.json").unlink()
    assert received(store) == 8
    shutil.rmtree(store / "sealed" / one)
    assert received(store) == 8


def test_an_ingest_finishes_what_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = months(tmp_path)
    killed_before(store, monkeypatch, "_replace", 2)
    write_return(tmp_path / "new" / "a.csv", [{"local_id": "N1"}], {"agency": "Newcomer"})
    assert ingest(store, tmp_path / "new") == 0
    assert files_with_the_child(store) == []
    assert not (store / "anew").exists()
    assert received(store) == 9


def test_an_erasure_that_can_not_be_written_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = months(tmp_path)
    before = files(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("pipeline.erasing.erase.write_erasure", full)
        assert erase_child(store) == 2
    assert "No space left on device" in capsys.readouterr().err
    left = {name: content for name, content in files(tmp_path).items() if "/erasing/" not in name}
    assert left == before


def test_records_read_while_they_are_erased_are_said_to_be(tmp_path: Path) -> None:
    store = months(tmp_path)
    cover, *_ = Store(store).covers()
    assert erase_child(store) == 0
    with pytest.raises(Exception, match="rows were erased meanwhile"):
        Store(store).records(cover)


def test_run_twice_it_says_that_nobody_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = months(tmp_path)
    assert erase_child(store) == 0
    assert run(["erase", "identifier", "--area", "York", "--id", CHILD, "--store", str(store)]) == 2
    assert "No row and no decision" in capsys.readouterr().err
