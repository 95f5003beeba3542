"""A command that reads the store for a while, and somebody who writes to it meanwhile."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pipeline.snapshot
from pipeline.cli import run
from pipeline.store import Store, StoreError
from pipeline.unchanged import read_unchanged, unchanged
from tests.pipeline.counted import counted_in, ingest
from tests.sending import write_csv, write_return

JUNE = "2011-06-06"
HEADER = ("area", "agency_1", "identifier_1", "agency_2", "identifier_2", "decision", "who")
SAME = ("York", "Harbour Project", "H1", "Nightjar Project", "N1", "same", "A Jones")
NOT = ("York", "Harbour Project", "H2", "Nightjar Project", "N2", "same", "A Jones")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Of two agencies with three young people each, of whom two are one by decision."""
    for agency in ("Harbour Project", "Nightjar Project"):
        rows = [{"local_id": f"{agency[0]}{n}", "age": "15"} for n in (1, 2, 3)]
        cover = {"agency": agency, "return_date": JUNE}
        write_return(tmp_path / "sent" / f"{agency}.csv", rows, cover)
    assert ingest(tmp_path / "store", tmp_path / "sent") == 0
    _decide(tmp_path, SAME)
    return tmp_path / "store"


def _decide(folder: Path, *lines: tuple[str, ...]) -> None:
    decided = str(write_csv(folder / "decided.csv", [HEADER, *lines]))
    assert run(["duplicates", "decide", decided, "--store", str(folder / "store")]) == 0


def _erase(folder: Path) -> None:
    one = ["--area", "York", "--id", "N1", "--yes", "--who", "A Jones"]
    assert run(["erase", "identifier", *one, "--store", str(folder / "store")]) == 0


def _counted(store: Path, out: str) -> int:
    where = ["--store", str(store), "--out", str(store.parent / out)]
    assert run(["snapshot", "--date", JUNE, "--no-publish", *where]) == 0
    return counted_in(store.parent / out).flow["counted"]


@pytest.mark.parametrize(
    ("write", "before", "after"),
    [(_erase, 5, 5), (lambda folder: _decide(folder, NOT), 5, 4)],
    ids=["erased", "decided"],
)
def test_a_snapshot_is_of_before_or_after_what_was_written_while_it_read_rows(
    store: Path,
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[[Path], None],
    before: int,
    after: int,
) -> None:
    assert _counted(store, "before") == before
    select = pipeline.snapshot.select_candidates

    def write_then(*arguments: Any) -> object:
        selected = select(*arguments)
        monkeypatch.undo()
        write(store.parent)
        return selected

    monkeypatch.setattr(pipeline.snapshot, "select_candidates", write_then)
    assert _counted(store, "meanwhile") == after
    assert _counted(store, "after") == after


def test_who_is_disturbed_each_time_says_so(store: Path) -> None:
    def read() -> None:
        (store / "decisions" / f"{len(list((store / 'decisions').iterdir()))}").touch()

    with pytest.raises(StoreError, match="others decided or erased something"):
        read_unchanged(Store(store), read)


def test_what_is_damaged_is_said_as_such_where_nobody_writes(store: Path) -> None:
    def read() -> None:
        raise StoreError("damaged")

    with pytest.raises(StoreError, match="damaged"):
        read_unchanged(Store(store), read)


def test_what_is_not_read_again_stops_where_somebody_wrote(store: Path) -> None:
    with pytest.raises(StoreError, match="Run the command again"), unchanged(Store(store)):
        _erase(store.parent)
    with unchanged(Store(store)):
        pass
