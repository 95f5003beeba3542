"""What `find` and `snapshot` write has the same bytes in whatever order an agency lists its young
people, and however many threads work."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import duckdb
import pyarrow as pa
import pytest

from pipeline.cli import run
from schemas.codebook import SEPARATOR
from schemas.codebook_reading import load_codebook
from schemas.records import kept_questions
from tests.duplicates.filled_in import csv_rows
from tests.duplicates.world import DAY, OWN, make_world
from tests.sending import write_csv, write_register, write_return

AREAS = {"E00000000": "York", "E00000001": "Leeds", "E00000002": "Bradford"}
TYPES = {"police": "statutory", "social care": "statutory", "project": "voluntary"}

CONFLICTS = "restricted/conflicts.csv"

Settings = Mapping[str, str | bool | int | float | list[str]]
Record = dict[str, str]
Returns = dict[tuple[str, str], list[Record]]
"""Of each area and agency the records.  No agency has two with one identifier: of such the one that
stands first would stand for the young person where both answer as many questions."""


@dataclass(frozen=True)
class Made:
    """The files of the review list and of the snapshot, by their paths; the decisions taken."""

    review: dict[str, bytes]
    snapshot: dict[str, bytes]
    decisions: Path


@pytest.fixture(scope="module")
def returns() -> Returns:
    """300 children in three areas, two of whose projects number for themselves.  The police have
    opened one of each area again, twice: three who answer alike, so that only the place in the file
    ranks them.  Nobody decides that these are the same: the first would stand for all."""
    world = make_world(11, OWN, children=300, areas=3)
    codebook = load_codebook()
    names = ["local_id", *(each.name for each in kept_questions(codebook))]
    found: Returns = defaultdict(list)
    for row in world.records.select(["place", "agency", *names]).to_pylist():
        record = {name: _text(row[name]) for name in names}
        found[AREAS[row["place"]], row["agency"]].append(record)
    for area in AREAS.values():
        police = found[area, "police"]
        police += [police[0] | {"local_id": f"AGAIN-{number}"} for number in (7101, 5202)]
    return dict(found)


@pytest.fixture(scope="module")
def made(returns: Returns, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """By one thread, in the order given."""
    with only(1):
        return _made(tmp_path_factory.mktemp("made"), returns)


def test_two_threads_write_the_same_bytes(made: Made, returns: Returns, tmp_path: Path) -> None:
    with only(2):
        again = _made(tmp_path, returns, made.decisions)
    assert _differing(made.review, again.review) == []
    assert _differing(made.snapshot, again.snapshot) == []


@pytest.mark.parametrize(("seed", "threads"), [(1, 1), (2, 2)])
def test_shuffled_rows_make_the_same_bytes(
    made: Made, returns: Returns, tmp_path: Path, seed: int, threads: int
) -> None:
    """All but how the manifest and the conflicts name the files and the places in them."""
    shuffled = {
        whose: Random(f"{seed} {whose}").sample(records, len(records))
        for whose, records in returns.items()
    }
    with only(threads):
        again = _made(tmp_path, shuffled, made.decisions)
    assert _differing(made.review, again.review) == []
    assert again.snapshot["manifest.json"] != made.snapshot["manifest.json"]
    assert _differing(_without_files(made.snapshot), _without_files(again.snapshot)) == []


def test_there_is_something_to_compare(made: Made) -> None:
    """Pairs within and across areas, decisions that hold, and answers that conflict."""
    manifest = json.loads(made.review["manifest.json"])
    assert manifest["counts"]["pairs"] > 10
    assert manifest["counts"]["across"] > 0
    told = json.loads(made.snapshot["manifest.json"])
    assert told["duplicates"]["decisions"] == {
        "applied": 8, "stale": 0, "unused": 0, "unclear": 0, "unsure": 1,
    }  # fmt: skip
    assert told["counts"]["conflicts"] > 0


@contextmanager
def only(threads: int) -> Iterator[None]:
    """So many threads work, whatever the machine has."""
    connect, of_arrow = duckdb.connect, pa.cpu_count()

    def limited(
        database: str = ":memory:", read_only: bool = False, config: Settings | None = None
    ) -> duckdb.DuckDBPyConnection:
        connection = connect(database, read_only, {**(config or {}), "threads": threads})
        (said,) = connection.sql("select current_setting('threads')").fetchall()
        assert said == (threads,)
        return connection

    pa.set_cpu_count(threads)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(duckdb, "connect", limited)
            yield
    finally:
        pa.set_cpu_count(of_arrow)


def _made(folder: Path, returns: Returns, decisions: Path | None = None) -> Made:
    """Takes the returns in, decides some of the pairs found (if `decisions` does not say which),
    finds again, and counts."""
    _send(folder / "delivery", returns)
    store = ("--store", str(folder / "store"))
    _run("ingest", str(folder / "delivery"), "--no-feedback", *store)
    day = ("--date", DAY.isoformat())
    if decisions is None:
        _run("duplicates", "find", *day, "--out", str(folder / "first"), *store)
        decisions = _decide(folder, csv_rows(folder / "first" / "pairs.csv"))
    _run("duplicates", "decide", str(decisions), "--who", "A Jones", *store)
    _run("duplicates", "find", *day, "--out", str(folder / "review"), *store)
    _run("snapshot", *day, "--out", str(folder / "snapshot"), *store)
    return Made(_files(folder / "review"), _files(folder / "snapshot"), decisions)


def _decide(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    """pairs.csv filled in: of the likeliest pairs of two agencies, none of whom has anybody in
    common, four are the same, four are not, and of one nobody is sure."""
    header, *lines = rows
    words = iter(("same", "not the same") * 4 + ("unsure",))
    seen: set[str] = set()
    filled = []
    for line in lines:
        pair = dict(zip(header, line, strict=True))
        ends = {pair["seen_1"], pair["seen_2"]}
        two_agencies = pair["agency_1"] != pair["agency_2"]
        if two_agencies and not ends & seen and (word := next(words, "")):
            seen |= ends
            pair |= {"decision": word, "when": "20/06/2011"}
        filled.append(list(pair.values()))
    return write_csv(folder / "decided.csv", [header, *filled])


def _send(folder: Path, returns: Returns) -> None:
    lines = []
    for number, ((area, agency), records) in enumerate(returns.items()):
        cover = {
            "agency": f"{area} {agency}", "agency_type": TYPES[agency], "area": area,
            "return_date": DAY.isoformat(),
        }  # fmt: skip
        write_return(folder / f"{number}.csv", records, cover)
        lines.append({"file": f"{number}.csv", **cover})
    write_register(folder, lines)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace(SEPARATOR, ";")


def _run(*arguments: str) -> None:
    assert run(list(arguments)) in (0, 1)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _without_files(snapshot: dict[str, bytes]) -> dict[str, bytes]:
    """A snapshot that names neither files by their hash nor places in them; the conflicts, which
    stand in the order of these, sorted."""
    manifest = json.loads(snapshot["manifest.json"])
    for each in manifest["inputs"]:
        del each["files"]
    header, *lines = csv.reader(snapshot[CONFLICTS].decode().splitlines())
    kept = [n for n, name in enumerate(header) if not name.startswith(("file_", "record_"))]
    conflicts = sorted([line[n] for n in kept] for line in lines)
    return snapshot | {
        "manifest.json": json.dumps(manifest).encode(),
        CONFLICTS: json.dumps(conflicts).encode(),
    }


def _differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that are not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
