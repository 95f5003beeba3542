"""Runs that nobody disturbs, against which disturbed ones are held."""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from schemas.version import PROGRAM
from tests.erasing.world import CHILD, files_with_the_child
from tests.trust.board import DAY, Held, contents, held, paths, write_june, write_may
from tests.trust.processes import Ended, Programs

Argv = Callable[[Path], tuple[str | Path, ...]]
"""The arguments of a command that works in a folder."""


@dataclass(frozen=True)
class Undisturbed:
    """A command, the folder from which it starts, and what a run leaves in it: of the store, the
    files outside it, and all paths."""

    programs: Programs
    start: Path
    argv: Argv
    run: Ended
    before: Held
    after: Held
    files: Mapping[str, bytes]
    paths: Counter[str]

    def check_run_again(self, work: Path, *codes: int) -> None:
        """The next run comes to what an undisturbed one does, and leaves nothing else: no half
        output, no temporary file."""
        again = self.programs.run(*self.argv(work))
        assert again.code in (self.run.code, *codes), again.err
        assert held(work / "store") == self.after
        assert outside(work) == self.files
        assert paths(work) == self.paths
        assert list(self.programs.temporary.iterdir()) == []


def outside(work: Path) -> dict[str, bytes]:
    """All that is written outside the store."""
    return {name: got for name, got in contents(work).items() if not name.startswith("store/")}


def copied(start: Path, work: Path) -> Path:
    shutil.copytree(start, work)
    return work


def undisturbed(at: Programs, start: Path, argv: Argv, code: int) -> Undisturbed:
    with TemporaryDirectory() as folder:
        work = copied(start, Path(folder) / "work")
        before = held(work / "store")
        run = at.run(*argv(work))
        assert run.code == code, run.err
        after = held(work / "store")
        return Undisturbed(at, start, argv, run, before, after, outside(work), paths(work))


def with_may(at: Programs, folder: Path) -> Path:
    """A folder with a store that holds May, and its feedback."""
    store = folder / "work" / "store"
    assert at.run("ingest", write_may(folder / "sent"), "--store", store).code == 0
    return folder / "work"


def with_june(at: Programs, may: Path, folder: Path) -> Path:
    """A folder with a store that holds May and June, and its feedback."""
    work = copied(may, folder / "work")
    assert at.run("ingest", write_june(folder / "sent"), "--store", work / "store").code == 1
    return work


def ingest_of_june(at: Programs, may: Path, folder: Path) -> Undisturbed:
    sent = write_june(folder)

    def argv(work: Path) -> tuple[str | Path, ...]:
        return "ingest", sent, "--store", work / "store"

    return undisturbed(at, may, argv, code=1)


def _snapshot(work: Path, *options: str) -> tuple[str | Path, ...]:
    store, out = work / "store", work / "out"
    return "snapshot", *options, "--date", DAY, "--store", store, "--out", out


def snapshot_of_june(at: Programs, june: Path, folder: Path) -> Undisturbed:
    """In the place of the output stands an old one."""
    start = copied(june, folder / "work")
    (start / "out" / "restricted").mkdir(parents=True)
    made = json.dumps({"program": PROGRAM, "command": "snapshot"})
    (start / "out" / "manifest.json").write_text(made, encoding="utf-8")
    (start / "out" / "restricted" / "tables.csv").write_text("old\n", encoding="utf-8")

    def argv(work: Path) -> tuple[str | Path, ...]:
        return _snapshot(work, "--no-publish")

    return undisturbed(at, start, argv, code=0)


def release_of_june(at: Programs, june: Path, folder: Path) -> Undisturbed:
    start = copied(june, folder / "work")
    assert at.run(*_snapshot(start)).code == 0

    def argv(work: Path) -> tuple[str | Path, ...]:
        return "release", work / "out", "--name", "June", "--store", work / "store"

    return undisturbed(at, start, argv, code=0)


def erasure_of_the_child(at: Programs, june: Path) -> Undisturbed:
    assert files_with_the_child(june)

    def argv(work: Path) -> tuple[str | Path, ...]:
        who = ("--area", "York", "--id", CHILD, "--yes", "--who", "A Jones")
        return "erase", "identifier", *who, "--store", work / "store"

    return undisturbed(at, june, argv, code=0)
