"""From records to what the command counts, for tests of one rule at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.cli import run
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
    flow = {line["step"]: int(line["rows"]) for line in read_csv(out / "flow.csv")}
    cases = {
        (line["table_id"], line["geography_code"], line["row"], line["column"]): line["cases"]
        for line in read_csv(out / "restricted" / "tables.csv")
    }
    return Counted(flow, cases)


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
    folder = tmp_path / "delivery"
    lines = []
    for number, file in enumerate(files):
        name = f"{number}.csv"
        cover = {"agency": file.agency, **file.cover}
        write_return(folder / name, file.records, cover)
        lines.append({"file": name, **cover, **file.register})
    write_register(folder, lines)
    assert ingest(tmp_path / "store", folder) in (0, 1)
    return snapshot(tmp_path / "store", tmp_path / "out", day)
