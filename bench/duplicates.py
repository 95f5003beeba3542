"""`make bench`: the time in which possible duplicates are found among 1,000,000 records.

The ratio is to what DuckDB alone takes to read the same files in the same run.  The linkage has a
process of its own, so that its peak of memory is not that of the ingest.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import click
import pyarrow.parquet as pq

from bench.returns import write_returns
from bench.stages import bare_read
from ingest.delivery import open_delivery
from pipeline.duplicates.possible import possible_duplicates
from pipeline.duplicates.scoring import score_across
from pipeline.intake import take_in
from pipeline.snapshot import Snapshot, take_snapshot
from pipeline.store import Store
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.linkage import load_linkage

_DAY = date(2011, 6, 6)
_RECORDS = 1_000_000
_MOST_TIMES = 15.0
_MOST_MEGABYTES = 3_000.0


_UNITS, _LINKED = "units", "linked"


@dataclass(frozen=True)
class Written:
    """How many seconds the snapshot took."""

    seconds: float


@dataclass(frozen=True)
class Linked:
    """What was found in the units of a file, in how many seconds, and the peak of memory."""

    seconds_within: float
    seconds_across: float
    megabytes: float
    pairs: int
    clusters: int
    across: int

    @property
    def seconds(self) -> float:
        return self.seconds_within + self.seconds_across


@click.command()
@click.option("--records", default=_RECORDS, show_default=True)
@click.option("--files", default=450, show_default=True)
@click.option("--stage", hidden=True, help="What a process of its own does in --folder.")
@click.option("--folder", "given", hidden=True, type=click.Path(path_type=Path))
def main(records: int, files: int, stage: str | None, given: Path | None) -> None:
    """Print how long the linkage takes, as a ratio to DuckDB's bare read; exit 1 above the limit
    of time or memory, which is that of a million records (fewer take as long to begin)."""
    if stage is not None and given is not None:
        done = _written_units(given) if stage == _UNITS else _linked(given)
        click.echo(json.dumps(asdict(done)))
        return
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as name:
        folder = Path(name)
        write_returns(folder / "returns", records, files, any_month=True)
        bare_read(folder / "returns")
        begin = time.perf_counter()
        bare_read(folder / "returns")
        bare = time.perf_counter() - begin
        written = Written(**_in_own_process(_UNITS, folder))
        linked = Linked(**_in_own_process(_LINKED, folder))
    times = linked.seconds / bare
    click.echo(f"{records:,} records in {files:,} files")
    for what, seconds in (
        ("DuckDB's bare read", bare),
        ("snapshot (not in the ratio)", written.seconds),
        ("pairs of one area, and clusters", linked.seconds_within),
        ("pairs of two areas", linked.seconds_across),
        ("possible duplicates in all", linked.seconds),
    ):
        click.echo(f"  {what:32}{seconds:8.2f} s{seconds / bare:8.1f} x")
    click.echo(f"  limit {_MOST_TIMES:.0f} x, {_MOST_MEGABYTES:,.0f} MB")
    click.echo(f"  peak memory {linked.megabytes:,.0f} MB")
    found = f"{linked.pairs:,} pairs, {linked.clusters:,} clusters, {linked.across:,} across areas"
    click.echo(f"  found {found}")
    above = times > _MOST_TIMES or linked.megabytes > _MOST_MEGABYTES
    if above and records >= _RECORDS:
        click.echo("  above the limit")
        sys.exit(1)


def _in_own_process(stage: str, folder: Path) -> dict[str, Any]:
    """What a stage found.  A module is run, as DuckDB takes any other process for a session of
    somebody typing, and draws its own bars."""
    command = [sys.executable, "-m", "bench.duplicates", "--stage", stage, "--folder", str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, Any] = json.loads(said)
    return found


def _written_units(folder: Path) -> Written:
    """Ingests the returns and writes the young people of the day."""
    store = Store(folder / "store")
    take_in(open_delivery(folder / "returns"), store)
    begin = time.perf_counter()
    units = take_snapshot(store, _DAY, load_areas(), load_codebook()).units
    seconds = time.perf_counter() - begin
    pq.write_table(units, folder / "units.parquet")
    return Written(seconds)


def _linked(folder: Path) -> Linked:
    codebook, linkage = load_codebook(), load_linkage()
    units = pq.read_table(folder / "units.parquet")
    # All of a snapshot that possible_duplicates reads.
    snapshot = cast(Snapshot, SimpleNamespace(units=units, apart=frozenset(), said=frozenset()))
    begin = time.perf_counter()
    possible = possible_duplicates(snapshot, codebook, linkage)
    within = time.perf_counter()
    across = score_across(units, codebook, linkage)
    end = time.perf_counter()
    return Linked(
        seconds_within=within - begin,
        seconds_across=end - within,
        megabytes=_peak_megabytes(),
        pairs=possible.pairs.num_rows,
        clusters=len(possible.clusters),
        across=across.num_rows,
    )


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
