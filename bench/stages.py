"""`make bench`: the time of each stage for 100,000 records, against DuckDB's bare read.

Every figure is a ratio to what DuckDB alone takes to read the same files in the same run, so that
it holds from machine to machine.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

import click
import duckdb

from bench.returns import write_returns
from ingest.delivery import open_delivery
from pipeline.duplicates.possible import possible_duplicates
from pipeline.intake import take_in
from pipeline.snapshot import take_snapshot
from pipeline.snapshot_output import write_snapshot
from pipeline.snapshot_tables import snapshot_tables
from pipeline.store import Store
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook

T = TypeVar("T")


@contextmanager
def _timed(times: dict[str, float], stage: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    times[stage] = time.perf_counter() - begin


def bare_read(folder: Path) -> None:
    """Every column of every file, counted by DuckDB as text."""
    source = f"read_csv('{folder.as_posix()}/return-*.csv', all_varchar=true)"
    with duckdb.connect() as connection:
        columns = connection.sql(f"select * from {source} limit 0").columns
        counts = ", ".join(f'count("{column}")' for column in columns)
        connection.sql(f"select {counts} from {source}").fetchall()


@click.command()
@click.option("--records", default=100_000, show_default=True)
@click.option("--files", default=450, show_default=True)
def main(records: int, files: int) -> None:
    """Print the time of each stage and its ratio to DuckDB's bare read."""
    times: dict[str, float] = {}
    areas, codebook = load_areas(), load_codebook()
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as name:
        folder = Path(name)
        write_returns(folder / "returns", records, files)
        _repeated(lambda: bare_read(folder / "returns"))
        with _timed(times, "DuckDB's bare read"):
            bare_read(folder / "returns")
        store = Store(folder / "store")
        with _timed(times, "ingest (read, validate, seal)"):
            take_in(open_delivery(folder / "returns"), store)
        with _timed(times, "snapshot: select, link, merge"):
            snapshot = take_snapshot(store, date(2011, 6, 6), areas, codebook)
        with _timed(times, "snapshot: count all tables"):
            tables = snapshot_tables(snapshot, areas, codebook)
        with _timed(times, "snapshot: possible duplicates"):
            possible = possible_duplicates(snapshot, codebook)
        with _timed(times, "snapshot: write"):
            write_snapshot(folder / "out", snapshot, tables, possible, areas, codebook)
    bare = times["DuckDB's bare read"]
    click.echo(f"{records:,} records in {files:,} files")
    for stage, seconds in times.items():
        click.echo(f"  {stage:32}{seconds:8.2f} s{seconds / bare:8.1f} x")
    whole = sum(seconds for stage, seconds in times.items() if stage != "DuckDB's bare read")
    click.echo(f"  {'all but the bare read':32}{whole:8.2f} s{whole / bare:8.1f} x")
    click.echo(f"  peak memory {_peak_megabytes():,.0f} MB")


def _repeated(work: Callable[[], T]) -> T:
    """Once to warm the file system's cache."""
    return work()


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
