"""Killed anywhere: ingest, snapshot, release and erase are killed (SIGKILL) at random moments, and
run again.  LSCB_KILLS: how many times in all."""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from tests.erasing.world import files_with_the_child
from tests.trust.board import contents, held
from tests.trust.processes import KILLED, Programs, programs
from tests.trust.undisturbed import (
    Undisturbed,
    copied,
    erasure_of_the_child,
    ingest_of_june,
    release_of_june,
    snapshot_of_june,
    with_june,
    with_may,
)

KILLS = int(os.environ.get("LSCB_KILLS", "20"))
_SHARES = {"ingest": 0.35, "snapshot": 0.15, "release": 0.25, "erase": 0.25}


@dataclass(frozen=True)
class Moment:
    """When a run is killed: after a share of the time that it takes, or before one of its writes
    (one that opens, makes, moves or removes a file or a folder)."""

    of_its: Literal["time", "writes"]
    share: float

    def __str__(self) -> str:
        return f"{self.share:.4f} of its {self.of_its}"


def moments(command: str) -> list[Moment]:
    number = round(KILLS * _SHARES[command])
    drawn = random.Random(f"{command} {KILLS}")
    return [Moment("writes" if n % 3 else "time", drawn.random()) for n in range(number)]


def each_moment(command: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("moment", moments(command), ids=str)


def killed(command: Undisturbed, folder: Path, moment: Moment) -> Path:
    """A folder in which the command was killed."""
    work = copied(command.start, folder / "work")
    argv, run = command.argv(work), command.run
    if moment.of_its == "time":
        ended = command.programs.run(*argv, kill_after=moment.share * run.seconds)
    else:
        ended = command.programs.run(*argv, kill_at=1 + int(moment.share * run.writes))
    assert ended.code in (KILLED, run.code), ended.err
    return work


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programs]:
    with programs(tmp_path_factory.mktemp("programs")) as running:
        yield running


@pytest.fixture(scope="module")
def may(at: Programs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_may(at, tmp_path_factory.mktemp("may"))


@pytest.fixture(scope="module")
def june(at: Programs, may: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_june(at, may, tmp_path_factory.mktemp("june"))


@pytest.fixture(scope="module")
def ingest(at: Programs, may: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return ingest_of_june(at, may, tmp_path_factory.mktemp("sent"))


@pytest.fixture(scope="module")
def snapshot(at: Programs, june: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return snapshot_of_june(at, june, tmp_path_factory.mktemp("snapshot"))


@pytest.fixture(scope="module")
def release(at: Programs, june: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return release_of_june(at, june, tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="module")
def erase(at: Programs, june: Path) -> Undisturbed:
    return erasure_of_the_child(at, june)


@each_moment("ingest")
def test_killed_anywhere_an_ingest_is_taken_in_whole_or_not_at_all_and_once(
    ingest: Undisturbed, moment: Moment, tmp_path: Path
) -> None:
    work = killed(ingest, tmp_path, moment)
    assert held(work / "store").files in (ingest.before.files, ingest.after.files)
    ingest.check_run_again(work)


@each_moment("snapshot")
def test_killed_anywhere_a_snapshot_leaves_the_old_output_or_the_new_one(
    snapshot: Undisturbed, moment: Moment, tmp_path: Path
) -> None:
    work = killed(snapshot, tmp_path, moment)
    new = {name: got for name, got in snapshot.files.items() if name.startswith("out/")}
    found = {f"out/{name}": got for name, got in contents(work / "out").items()}
    old = {f"out/{name}": got for name, got in contents(snapshot.start / "out").items()}
    assert found in ({}, old, new)
    snapshot.check_run_again(work)


@each_moment("release")
def test_killed_anywhere_a_release_is_sealed_whole_or_not_at_all(
    release: Undisturbed, moment: Moment, tmp_path: Path
) -> None:
    work = killed(release, tmp_path, moment)
    assert held(work / "store") in (release.before, release.after)
    release.check_run_again(work)


@each_moment("erase")
def test_killed_anywhere_an_erasure_holds_or_not_and_the_next_run_leaves_nothing(
    erase: Undisturbed, moment: Moment, tmp_path: Path
) -> None:
    work = killed(erase, tmp_path, moment)
    assert held(work / "store") in (erase.before, erase.after)
    # Where it was killed after its work, there is nobody to erase any more.
    erase.check_run_again(work, 2)
    assert files_with_the_child(work) == []
