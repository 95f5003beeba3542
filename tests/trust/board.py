"""A board's two months, and what a store, feedback and output come to: to hold two runs together.

In York two agencies know the child CHILD (tests.erasing.world), in May and in June.  June brings
four returns of eight young people each, and a file that is refused.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pipeline.duplicates.decision_files import read_batches
from pipeline.erasing.record import erasures_of
from pipeline.refusals import refusals_in
from pipeline.releases.sealed import releases_of
from pipeline.store import Store
from tests.sending import write_return

DAY = "2011-06-06"
MAY = "2011-05-09"
_RETURNS = (
    ("Harbour Project", "York", "ZQX/0777"),
    ("Harbour Project", "Leeds", "B1"),
    ("Nightjar Project", "York", "zqx 777"),
    ("Kite", "Leeds", "C1"),
)
_ID = re.compile(r"[0-9a-f]{24}")
_NOT_COMPARED = ("audit.jsonl", "audit.lock")


def write_may(folder: Path) -> Path:
    return _write(folder, MAY, 2)


def write_june(folder: Path) -> Path:
    (folder / "june").mkdir(parents=True)
    (folder / "june" / "letter.csv").write_text("Dear all\n", encoding="utf-8")
    return _write(folder / "june", DAY, 7)


def _write(folder: Path, day: str, others: int) -> Path:
    for number, (agency, area, first) in enumerate(_RETURNS):
        records = [{"local_id": first, "age": "14"}] + [
            {
                "local_id": f"{agency[0]}{area[0]}{n}",
                "gender": "Female" if n % 3 else "purple",
                "age": str(11 + n),
            }
            for n in range(others)
        ]
        cover = {"agency": agency, "area": area, "return_date": day}
        write_return(folder / f"{number}.csv", records, cover)
    return folder


Rows = Sequence[dict[str, object]]


@dataclass(frozen=True)
class Held:
    """What a store counts: each sealed file with its rows and problems, in the order received;
    refused files; the texts of decisions; how many erasures; releases with their files."""

    files: tuple[tuple[str, object, Rows, Rows], ...]
    refused: tuple[tuple[object, ...], ...]
    decisions: int
    erasures: int
    releases: tuple[tuple[str, tuple[tuple[str, bytes], ...]], ...]


def held(root: Path) -> Held:
    """Raises StoreError if anything in the store is not whole."""
    store = Store(root)
    return Held(
        tuple(
            (each.sha256, each.returns, _rows(store.records(each)), _rows(store.problems(each)))
            for each in store.covers()
        ),
        tuple((each.code, each.agency, each.area) for each in refusals_in(root)),
        len(read_batches(store)),
        len(erasures_of(store)),
        tuple((each.name, tuple(each.files().items())) for each in releases_of(store)),
    )


def _rows(table: pa.Table) -> Rows:
    rows: list[dict[str, object]] = table.to_pylist()
    return rows


def contents(folder: Path) -> dict[str, bytes]:
    """The files below a folder by their path; none where it is not there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def paths(folder: Path) -> Counter[str]:
    """All paths below a folder, ids and hashes as `*`: two runs leave the same, or one of them
    left what is none of its results."""
    return Counter(
        _ID.sub("*", path.relative_to(folder).as_posix())
        for path in folder.rglob("*")
        if path.name not in _NOT_COMPARED
    )
