"""What a store holds after an ingest, without the places: to compare one format with another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.cli import run
from pipeline.sealed_files import PROBLEMS, RECORDS
from pipeline.store import Store

from .cases import Case
from .expected import Stored

PLACES = ("record", "sheet", "row", "column")
Slip = tuple[int, str | None, str]
"""The young person's place in the return from 1, the question, the code."""


@dataclass(frozen=True)
class Sealed:
    """`said` is all that was printed; `records` has no columns of places."""

    exit_code: int
    said: str
    records: pa.Table
    problems: tuple[Slip, ...]
    dropped_texts: int

    def people(self) -> list[dict[str, Stored]]:
        people: list[dict[str, Stored]] = self.records.to_pylist()
        return people


def sealed_case(case: Case) -> Sealed:
    """The case written and ingested into a new store."""
    return _sealed(case)


@lru_cache(maxsize=4)
def _sealed(case: Case) -> Sealed:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        delivery = root / "delivery"
        delivery.mkdir()
        return ingested(case.build(delivery), root / "store")


def ingested(path: Path, store: Path) -> Sealed:
    """The delivery at `path` in the new store `store`: its sealed files in their order."""
    import contextlib
    import io

    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(["ingest", "--store", str(store), str(path)])
    covers = Store(store).covers()
    records: list[pa.Table] = []
    slips: list[Slip] = []
    before = 0
    for cover in covers:
        folder = store / "sealed" / cover.id
        table = pq.read_table(folder / RECORDS)
        slips += _slips(table, pq.read_table(folder / PROBLEMS), before)
        before += table.num_rows
        records.append(table.drop_columns([name for name in PLACES if name in table.column_names]))
    return Sealed(
        code,
        said.getvalue(),
        _as_one(records),
        tuple(sorted(slips, key=str)),
        sum(cover.dropped_texts for cover in covers),
    )


def _slips(records: pa.Table, problems: pa.Table, before: int) -> list[Slip]:
    """Problems by the young person's place: `record` if the tables have it, else sheet and row."""
    shared = set(records.column_names) & set(problems.column_names)
    keys = ["record"] if "record" in shared else [key for key in PLACES[1:3] if key in shared]
    places = {
        tuple(row[key] for key in keys): before + n
        for n, row in enumerate(records.select(keys).to_pylist(), start=1)
    }
    return [
        (places[tuple(each[key] for key in keys)], each["question"], each["code"])
        for each in problems.to_pylist()
    ]


def _as_one(tables: Sequence[pa.Table]) -> pa.Table:
    """One table with plain texts in place of codes, whose dictionaries may differ."""
    if not tables:
        return pa.table({})
    return pa.concat_tables([_plain(table) for table in tables]).combine_chunks()


def _plain(table: pa.Table) -> pa.Table:
    columns = {
        name: table[name].cast(pa.string())
        if pa.types.is_dictionary(table[name].type)
        else table[name]
        for name in table.column_names
    }
    return pa.table(columns)
