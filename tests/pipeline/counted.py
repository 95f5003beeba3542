"""From records to what the command counts, for tests of one rule at a time."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.cli import run
from pipeline.snapshot import take_snapshot
from pipeline.snapshot_tables import snapshot_tables
from pipeline.store import Store
from reports.tables_csv import tables_csv
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.sending import read_csv, write_register, write_return

DAY = "2011-06-06"


@dataclass(frozen=True)
class Counted:
    """The flow by step and the true figures by (table, place, row, column)."""

    flow: Mapping[str, int]
    cases: Mapping[tuple[str, str, str, str], str]

    def of(self, table: str, row: str, place: str = "E92000001", column: str = "total") -> str:
        return self.cases[table, place, row, column]


def ingest(store: Path, *deliveries: Path) -> int:
    return run(["ingest", "--store", str(store), *map(str, deliveries)])


def snapshot(store: Path, out: Path, day: str = DAY, *options: str) -> Counted:
    where = ["--store", str(store), "--date", day, "--out", str(out)]
    assert run(["snapshot", "--no-publish", *where, *options]) == 0
    return counted_in(out)


def counted_in(out: Path) -> Counted:
    """What a snapshot says that was written to `out`."""
    flow = {line["step"]: int(line["rows"]) for line in read_csv(out / "flow.csv")}
    return Counted(flow, _cases(read_csv(out / "restricted" / "tables.csv")))


def count_of(store: Path, day: str = DAY) -> Counted:
    """What a snapshot of the store would say, without the time that its workbook and page take."""
    areas, codebook = load_areas(), load_codebook()
    taken = take_snapshot(Store(store), date.fromisoformat(day), areas, codebook)
    tables = tables_csv(snapshot_tables(taken, areas, codebook))
    return Counted(dict(taken.flow.lines()), _cases(csv.DictReader(io.StringIO(tables))))


def _cases(lines: Iterable[Mapping[str, str]]) -> dict[tuple[str, str, str, str], str]:
    return {
        (line["table_id"], line["geography_code"], line["row"], line["column"]): line["cases"]
        for line in lines
    }


@dataclass(frozen=True)
class Sent:
    """A file of a delivery: its agency's cover (changes to sending.COVER), its records, and what
    the register says beside the cover."""

    agency: str
    records: Sequence[Mapping[str, str]]
    cover: Mapping[str, str]
    register: Mapping[str, str]


def sent(
    agency: str,
    *records: Mapping[str, str],
    kind: str = "voluntary",
    register: Mapping[str, str] | None = None,
    **cover: str,
) -> Sent:
    return Sent(agency, records, {"agency_type": kind, **cover}, register or {})


def count(tmp_path: Path, *files: Sent, day: str = DAY) -> Counted:
    """The figures of one delivery of `files`."""
    return count_of(deliver(tmp_path, *files), day)


def deliver(tmp_path: Path, *files: Sent) -> Path:
    """The store into which one delivery of `files` was taken."""
    folder = tmp_path / "delivery"
    lines = []
    for number, file in enumerate(files):
        name = f"{number}.csv"
        cover = {"agency": file.agency, **file.cover}
        write_return(folder / name, file.records, cover)
        lines.append({"file": name, **cover, **file.register})
    write_register(folder, lines)
    assert ingest(tmp_path / "store", folder) in (0, 1)
    return tmp_path / "store"
