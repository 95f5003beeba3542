"""Who may read: the store, restricted outputs and feedback are their owner's alone from the first
byte, whatever the umask; what is published has the modes of the user's other files."""

import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest

from pipeline.cli import run
from pipeline.private import owner_only_from_now
from tests.publishing.board import young_people
from tests.sending import write_csv, write_return

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")

DAY = "2011-06-06"
STORE = ["--store", "store"]
OTHERS = 0o077
COMMANDS = (
    (["ingest", "sent", *STORE], 1),
    (["check", "sent", "--out", "checked", "--drafts", "drafts"], 1),
    (["status", *STORE, "--page", "pages/status.html", "--chase", "chase"], 0),
    (["snapshot", "--date", DAY, "--out", "out/june", *STORE], 0),
    (["release", "out/june", "--name", "June", *STORE], 0),
    (["release", "show", "June", "--out", "shown", *STORE], 0),
    (["duplicates", "find", "--date", DAY, "--out", "review", *STORE], 0),
    (["duplicates", "decide", "decisions.csv", *STORE], 0),
    (["extract", "--date", DAY, "--out", "extract", *STORE], 0),
    (["profile", "--area", "York", "--date", "2011-06-30", "--out", "profile", "--no-publish",
      *STORE], 0),
    (["erase", "agency", "Nightjar Project", "--yes", "--who", "A Jones", *STORE], 0),
)  # fmt: skip
_RUN = (
    "import sys, json; from pipeline.cli import run\n"
    "for argv, code in json.loads(sys.argv[1]):\n"
    "    assert run(argv) == code, argv\n"
)


def sent(here: Path) -> None:
    write_return(here / "sent" / "harbour.csv", young_people(40))
    nightjar = {"agency": "Nightjar Project", "agency_type": "statutory"}
    write_return(here / "sent" / "nightjar.csv", [{"local_id": "N1", "gender": "x"}], nightjar)
    write_csv(here / "sent" / "refused.csv", [["Local identifier"], ["A1"]])
    own = openpyxl.Workbook()
    header = ["Agency", "Type of agency", "Local identifier", "Gender", "Area"]
    row = ["Kestrel Project", "voluntary", "K1", "unsure", "York"]
    for cells in (["Return date", DAY], [], header, row):
        own.active.append(cells)
    own.save(here / "sent" / "own.xlsx")
    columns = ["area", "agency_1", "identifier_1", "agency_2", "identifier_2", "decision", "who"]
    pair = ["York", "Harbour Project", "A1001", "Nightjar Project", "N1", "not the same", "A Jones"]
    write_csv(here / "decisions.csv", [columns, pair])


class Watcher:
    """Looks at what lies below a folder, over and over."""

    def __init__(self, folder: Path, besides: Sequence[str]) -> None:
        self.seen: set[str] = set()
        self.open_to_others: set[str] = set()
        self._folder, self._besides = folder, besides

    @contextmanager
    def watching(self) -> Iterator[None]:
        done = threading.Event()
        thread = threading.Thread(target=self._watch, args=(done,))
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _watch(self, done: threading.Event) -> None:
        while not done.is_set():
            self.look()

    def look(self) -> None:
        for each in self._folder.iterdir():
            if each.name not in self._besides:
                self._look_at(str(each))

    def _look_at(self, path: str) -> None:
        try:
            mode = os.lstat(path).st_mode
            below = [each.path for each in os.scandir(path)] if stat.S_ISDIR(mode) else []
        except OSError:  # it is gone again
            return
        self.seen.add(path)
        if stat.S_IMODE(mode) & OTHERS:
            self.open_to_others.add(path)
        for each in below:
            self._look_at(each)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Watcher]:
    """A folder in which all commands ran under umask 000, and what was seen meanwhile."""
    here = tmp_path_factory.mktemp("desk")
    sent(here)
    watcher = Watcher(here, ["sent", "decisions.csv"])
    with watcher.watching():
        ran = subprocess.run(
            [sys.executable, "-c", _RUN, json.dumps(COMMANDS)],
            cwd=here, capture_output=True, text=True, check=False, umask=0,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    watcher.look()
    return here, watcher


def test_store_restricted_outputs_and_feedback_are_owner_only_from_the_first_byte_whatever_the_umask(  # noqa: E501
    watched: tuple[Path, Watcher],
) -> None:
    _, watcher = watched
    assert [each for each in watcher.open_to_others if "publish" not in Path(each).parts] == []
    parts = {part for each in watcher.seen for part in Path(each).parts}
    # It did look while they were written, and everywhere.
    assert any(each.startswith(".writing-") for each in parts)
    assert parts >= {
        "store", "store-feedback", "temporary", "audit.jsonl", "records.parquet", "incoming",
        "decisions", "releases", "erasures", "marked", "restricted", "checked", "status.html",
        "chase", "review.xlsx", "extract", "profile",
    }  # fmt: skip


def test_what_is_published_has_the_modes_that_the_umask_says(
    watched: tuple[Path, Watcher],
) -> None:
    here, _ = watched
    published = here / "out" / "june" / "publish"
    assert stat.S_IMODE(published.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(published.stat().st_mode) == 0o777
    assert (published / "open-data").is_dir()
    for each in published.rglob("*"):
        assert stat.S_IMODE(each.stat().st_mode) == (0o777 if each.is_dir() else 0o666)


def test_so_it_is_with_another_umask_which_is_put_back(
    watched: tuple[Path, Watcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(watched[0])
    before = os.umask(0o027)
    try:
        assert run(["release", "show", "June", "--out", "shown", *STORE]) == 0
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path("shown").stat().st_mode) == 0o700
    assert stat.S_IMODE(Path("shown/publish").stat().st_mode) == 0o750
    assert stat.S_IMODE(Path("shown/publish/tables.csv").stat().st_mode) == 0o640
    assert stat.S_IMODE(Path("shown/manifest.json").stat().st_mode) == 0o600


def test_the_umask_is_put_back_where_something_fails() -> None:
    before = os.umask(0o022)
    try:
        with pytest.raises(KeyError), owner_only_from_now():
            raise KeyError
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)
