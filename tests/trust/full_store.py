"""A store with every kind of file in it, to be damaged."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.cli import run
from pipeline.store import Store
from tests.publishing.board import young_people
from tests.sending import write_csv, write_return

MAY, JUNE = "2011-05-09", "2011-06-06"
HARBOUR, NIGHTJAR = "Harbour Project", "Nightjar Project"
RELEASE = "June 2011"
_COLUMNS = ("area", "agency_1", "identifier_1", "agency_2", "identifier_2", "decision", "who")


def full_store(folder: Path) -> None:
    """Makes `store` in a folder, of returns in `may` and `june` (one delivery each), with a refused
    file, two batches of decisions, an erasure and a release of June; the snapshot that was released
    is `released`."""
    store = ["--store", str(folder / "store")]
    for month, day in (("may", MAY), ("june", JUNE)):
        _returns(folder / month, day)
    (folder / "june" / "refused.csv").write_text("Age\n14\n", encoding="utf-8")
    assert run(["ingest", *store, str(folder / "may")]) == 0
    assert run(["ingest", *store, str(folder / "june")]) == 1
    for number, name in enumerate(("one.csv", "two.csv"), start=1):
        assert run(["duplicates", "decide", *store, str(decisions(folder / name, number))]) == 0
    out = folder / "released"
    assert run(["snapshot", *store, "--date", JUNE, "--out", str(out)]) == 0
    assert run(["release", *store, str(out), "--name", RELEASE]) == 0
    who = ["--yes", "--who", "A Jones"]
    child = ["--area", "York", "--id", "N8"]
    assert run(["erase", "identifier", *child, *who, *store]) == 0


def _returns(folder: Path, day: str) -> None:
    write_return(folder / "harbour.csv", young_people(40), {"agency": HARBOUR, "return_date": day})
    write_return(
        folder / "nightjar.csv",
        [{"local_id": f"N{n}", "gender": "female", "age": "15"} for n in range(1, 9)],
        {"agency": NIGHTJAR, "agency_type": "statutory", "return_date": day},
    )


def decisions(path: Path, number: int) -> Path:
    """A file that says of one pair that the two are not the same."""
    line = ["York", HARBOUR, f"A{1000 + number}", NIGHTJAR, f"N{number}", "not the same", "A Jones"]
    return write_csv(path, [_COLUMNS, line])


@dataclass(frozen=True)
class Kind:
    """A kind of file in the store, and one of it."""

    name: str
    find: Callable[[Path], Path]

    def __str__(self) -> str:
        return self.name


def sealed_id(store: Path, day: str = JUNE, agency: str = HARBOUR) -> str:
    """The folder of the file that an agency sent for a day."""
    (found,) = (
        cover.id
        for cover in Store(store).covers()
        if (cover.returns[0].agency, cover.returns[0].return_date.isoformat()) == (agency, day)
    )
    return found


def _in_sealed(name: str) -> Kind:
    return Kind(name, lambda store: store / "sealed" / sealed_id(store) / name)


def _first(pattern: str) -> Kind:
    return Kind(pattern, lambda store: sorted(store.glob(pattern))[0])


COVER, RECORDS, PROBLEMS = map(_in_sealed, ("cover.json", "records.parquet", "problems.parquet"))
DECISIONS, ERASURE, REFUSED = map(_first, ("decisions/*.json", "erasures/*.json", "refused/*.json"))
SEAL, PATTERN, MANIFEST, PUBLISHED = map(
    _first,
    (
        "releases/*/release.json",
        "releases/*/pattern.json",
        "releases/*/manifest.json",
        "releases/*/publish/tables.csv",
    ),
)


def change_byte(path: Path, at: float = 0.5, by: int = 1) -> None:
    """Changes one byte of a file, at a share of its length."""
    content = bytearray(path.read_bytes())
    content[min(int(at * len(content)), len(content) - 1)] ^= by
    path.write_bytes(content)
