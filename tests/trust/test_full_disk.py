"""A full disk half-way: on a file system of a few megabytes in memory there is room for a part of
what a command writes.  It says so and ends with 2; nothing half stays; with room it goes well.
LSCB_KILLS above 20: with more or less room."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.erasing.world import files_with_the_child
from tests.trust.board import contents, held
from tests.trust.processes import Ended, Programs, programs
from tests.trust.undisturbed import (
    Undisturbed,
    copied,
    erasure_of_the_child,
    ingest_of_june,
    outside,
    release_of_june,
    snapshot_of_june,
    with_june,
    with_may,
)

_MEGABYTES = 16
_MOUNT = f'mount -t tmpfs -o size={_MEGABYTES}m none "$0" && exec "$@"'
_NO_ROOM = "No space left on device; make room there"
_LONG = int(os.environ.get("LSCB_KILLS", "20")) > 20


@dataclass(frozen=True)
class SmallDisk:
    """A small file system, and the program whose runs see it."""

    programs: Programs
    root: Path

    def leave(self, kilobytes: int) -> Path:
        """Fills it up to so much; gives the file that fills it."""
        full = self.root / "full"
        free = shutil.disk_usage(self.root).free
        full.write_bytes(bytes(free - kilobytes * 1024))
        return full


def _works(within: tuple[str, ...]) -> bool:
    """Whether a file system can be mounted for one program: by any user, or by root alone."""
    try:
        subprocess.run([*within, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallDisk]:
    """The file system is there for the program and its runs alone, and gone with them."""
    where = tmp_path_factory.mktemp("disk")
    ways = (("unshare", option, "sh", "-c", _MOUNT, str(where)) for option in ("-rm", "-m"))
    within = next(filter(_works, ways), None)
    if within is None:
        pytest.skip("no small file system can be made here (unshare -rm, mount -t tmpfs)")
    with programs(tmp_path_factory.mktemp("programs"), within) as running:
        yield SmallDisk(running, Path(f"/proc/{running.pid}/root") / where.relative_to("/"))


@pytest.fixture(scope="module")
def may(disk: SmallDisk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_may(disk.programs, tmp_path_factory.mktemp("may"))


@pytest.fixture(scope="module")
def june(disk: SmallDisk, may: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_june(disk.programs, may, tmp_path_factory.mktemp("june"))


@dataclass(frozen=True)
class Filled:
    """What a command did on a disk with little room, and where; `full` is what fills the disk."""

    work: Path
    ended: Ended
    full: Path

    def make_room(self) -> None:
        self.full.unlink()


@pytest.fixture
def work(disk: SmallDisk) -> Iterator[Path]:
    yield disk.root / "work"
    shutil.rmtree(disk.root / "work")


def on_a_full_disk(command: Undisturbed, disk: SmallDisk, work: Path, kilobytes: int) -> Filled:
    copied(command.start, work)
    full = disk.leave(kilobytes)
    ended = disk.programs.run(*command.argv(work))
    assert "Traceback" not in ended.err
    assert _NO_ROOM in ended.err
    assert list(work.rglob(".writing-*")) == []
    return Filled(work, ended, full)


@pytest.fixture(scope="module")
def ingest(disk: SmallDisk, may: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return ingest_of_june(disk.programs, may, tmp_path_factory.mktemp("sent"))


@pytest.mark.parametrize("kilobytes", [0, 8, 24, 48, 80] if _LONG else [0, 48])
def test_on_a_full_disk_an_ingest_stores_nothing_and_says_so(
    ingest: Undisturbed, disk: SmallDisk, work: Path, kilobytes: int
) -> None:
    filled = on_a_full_disk(ingest, disk, work, kilobytes)
    assert filled.ended.code == 2
    assert held(work / "store").files == ingest.before.files
    assert outside(work) == outside(ingest.start)
    filled.make_room()
    ingest.check_run_again(work)


def test_where_there_is_room_for_the_returns_but_not_for_the_feedback_that_is_said(
    ingest: Undisturbed, disk: SmallDisk, work: Path
) -> None:
    filled = on_a_full_disk(ingest, disk, work, 200)
    assert filled.ended.code == 1
    assert "The returns were stored, but:" in filled.ended.err
    assert held(work / "store") == ingest.after
    written = outside(work)
    assert written == {name: ingest.files[name] for name in written}
    filled.make_room()
    ingest.check_run_again(work)


@pytest.mark.parametrize("kilobytes", [0, 60, 200, 300] if _LONG else [60])
def test_on_a_full_disk_a_snapshot_leaves_the_old_output_and_says_so(
    disk: SmallDisk,
    snapshot: Undisturbed,
    work: Path,
    kilobytes: int,
) -> None:
    filled = on_a_full_disk(snapshot, disk, work, kilobytes)
    assert filled.ended.code == 2
    assert contents(work / "out") == contents(snapshot.start / "out")
    filled.make_room()
    snapshot.check_run_again(work)


@pytest.fixture(scope="module")
def snapshot(disk: SmallDisk, june: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return snapshot_of_june(disk.programs, june, tmp_path_factory.mktemp("snapshot"))


@pytest.fixture(scope="module")
def release(disk: SmallDisk, june: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return release_of_june(disk.programs, june, tmp_path_factory.mktemp("release"))


@pytest.mark.parametrize("kilobytes", [0, 100, 200, 400] if _LONG else [100])
def test_on_a_full_disk_a_release_is_not_sealed_and_that_is_said(
    release: Undisturbed, disk: SmallDisk, work: Path, kilobytes: int
) -> None:
    filled = on_a_full_disk(release, disk, work, kilobytes)
    assert filled.ended.code == 2
    assert held(work / "store") == release.before
    filled.make_room()
    release.check_run_again(work)


@pytest.fixture(scope="module")
def erase(disk: SmallDisk, june: Path) -> Undisturbed:
    return erasure_of_the_child(disk.programs, june)


@pytest.mark.parametrize("kilobytes", [0, 12, 24, 40] if _LONG else [12])
def test_on_a_full_disk_nothing_is_erased_and_that_is_said(
    erase: Undisturbed, disk: SmallDisk, work: Path, kilobytes: int
) -> None:
    filled = on_a_full_disk(erase, disk, work, kilobytes)
    assert filled.ended.code == 2
    assert held(work / "store") == erase.before
    filled.make_room()
    erase.check_run_again(work)
    assert files_with_the_child(work) == []
