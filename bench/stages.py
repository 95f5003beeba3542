"""`make bench`: ingest and snapshot of many records, against DuckDB's bare read of the same files.

Each command runs in a process of its own, as an analyst runs it, so that its time and its peak of
memory are its own.  Every figure is a ratio within one run, so that it holds from machine to
machine.  What each stage costs is measured in one more process (`--stage`).
"""

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
import duckdb

from bench.chart import Point, write_cost_chart
from bench.returns import DAY, write_returns

_MOST_TIMES = 10.0
_MOST_TIMES_FOR_TEN = 11.0
_MOST_MEGABYTES = {1_000_000: 3_000.0, 10_000_000: 8_000.0}
_SIZES = (100_000, 1_000_000, 10_000_000)
_FILES = 450
_FEEDBACK, _POSSIBLE = "ingest: feedback to agencies", "snapshot: possible duplicates"
_BESIDE = (_FEEDBACK, _POSSIBLE)
"""Stages that make something else than tables."""
_SLIPS = 0.01
_MOST_IN_STAGES = 1_000_000
_BARE = "DuckDB's bare read"


@dataclass(frozen=True)
class Run:
    """The seconds of a command and the most memory that it took."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Measured:
    """What was measured for a number of records; `stages` are seconds by name."""

    records: int
    bare: float
    ingest: Run
    snapshot: Run
    stages: dict[str, float]

    @property
    def seconds(self) -> float:
        return self.ingest.seconds + self.snapshot.seconds

    @property
    def times(self) -> float:
        return self.seconds / self.bare

    @property
    def megabytes(self) -> float:
        return max(self.ingest.megabytes, self.snapshot.megabytes)


def bare_read(folder: Path) -> None:
    """Every column of every file, counted by DuckDB as text."""
    source = f"read_csv('{folder.as_posix()}/return-*.csv', all_varchar=true)"
    with duckdb.connect() as connection:
        columns = connection.sql(f"select * from {source} limit 0").columns
        counts = ", ".join(f'count("{column}")' for column in columns)
        connection.sql(f"select {counts} from {source}").fetchall()


@click.command()
@click.option("--records", "sizes", multiple=True, type=int, default=_SIZES, show_default=True)
@click.option("--chart", type=click.Path(path_type=Path), help="A file to draw the costs to (SVG).")
@click.option("--stage", "staged", hidden=True, type=click.Path(path_type=Path))
def main(sizes: Sequence[int], chart: Path | None, staged: Path | None) -> None:
    """Print the times of the commands and stages, and their ratio to DuckDB's bare read; exit 1
    where a million records take more than three times what they may."""
    if staged is not None:
        click.echo(json.dumps(_stages(staged)))
        return
    measured = [_measured(records) for records in sizes]
    for each in measured:
        _say(each)
    for smaller, larger in itertools.pairwise(measured):
        if larger.records == 10 * smaller.records:
            _say_limit(
                f"{larger.records:,} records take as many times {smaller.records:,}",
                larger.seconds / smaller.seconds,
                _MOST_TIMES_FOR_TEN,
            )
    if chart is not None:
        points = [Point(each.records, each.bare, each.seconds) for each in measured]
        write_cost_chart(points, chart)
    if any(each.records == 1_000_000 and each.times > 3 * _MOST_TIMES for each in measured):
        sys.exit(1)


def _measured(records: int) -> Measured:
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as name:
        folder = Path(name)
        returns, store, out = folder / "returns", folder / "store", folder / "out"
        write_returns(returns, records, _FILES, any_month=True, slips=_SLIPS)
        bare = min(_seconds_of_bare_read(returns) for _ in range(3))
        ingest = _run("pipeline", "ingest", str(returns), "--store", str(store))
        snapshot = _run(
            "pipeline", "snapshot", "--store", str(store), "--date", DAY, "--no-publish",
            "--out", str(out),
        )  # fmt: skip
        stages = _stages_of(folder) if records <= _MOST_IN_STAGES else {}
    return Measured(records, bare, ingest, snapshot, stages)


def _stages_of(folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.stages", "--stage", str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    stages: dict[str, float] = json.loads(said)
    return stages


def _seconds_of_bare_read(returns: Path) -> float:
    begin = time.perf_counter()
    bare_read(returns)
    return time.perf_counter() - begin


def _run(module: str, *arguments: str) -> Run:
    """Exit 1, that some answers were refused, is as good as 0."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise click.ClickException(f"lscb {arguments[0]} ended with {process.returncode}")
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss / scale)


def _stages(folder: Path) -> dict[str, float]:
    """The seconds of each stage, one after another in this process, into another store."""
    from ingest.delivery import open_delivery
    from pipeline.checked import check_delivery
    from pipeline.configuration import NO_CONFIGURATION
    from pipeline.duplicates.possible import possible_duplicates
    from pipeline.feedback_command import changes_in, feedback_after_ingest
    from pipeline.intake import take_in
    from pipeline.snapshot import take_snapshot
    from pipeline.snapshot_output import write_snapshot
    from pipeline.snapshot_tables import snapshot_tables
    from pipeline.store import Store
    from schemas.areas import load_areas
    from schemas.codebook_reading import load_codebook

    times: dict[str, float] = {}
    areas, codebook = load_areas(), load_codebook()
    store, delivery = Store(folder / "store-2"), open_delivery(folder / "returns")
    with _timed(times, "ingest: read and validate"):
        check_delivery(delivery)
    with _timed(times, "ingest: seal"):
        result = take_in(delivery, store)
    times["ingest: seal"] = max(times["ingest: seal"] - times["ingest: read and validate"], 0.0)
    with _timed(times, _FEEDBACK):
        changes = changes_in(result, store, NO_CONFIGURATION)
        feedback_after_ingest(folder / "feedback", delivery, result, changes, NO_CONFIGURATION)
    del result, changes
    with _timed(times, "snapshot: select, link, merge"):
        snapshot = take_snapshot(store, date.fromisoformat(DAY), areas, codebook)
    with _timed(times, _POSSIBLE):
        possible = possible_duplicates(snapshot, codebook)
    with _timed(times, "snapshot: count all tables"):
        tables = snapshot_tables(snapshot, areas, codebook)
    with _timed(times, "snapshot: write"):
        write_snapshot(folder / "out-2", snapshot, tables, possible, areas, codebook)
    return times


@contextmanager
def _timed(times: dict[str, float], stage: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    times[stage] = time.perf_counter() - begin


def _say(measured: Measured) -> None:
    click.echo(f"{measured.records:,} records in {_FILES} files")
    for name, seconds in (
        (_BARE, measured.bare),
        ("lscb ingest", measured.ingest.seconds),
        ("lscb snapshot", measured.snapshot.seconds),
        *((f"  {stage}", seconds) for stage, seconds in measured.stages.items()),
    ):
        click.echo(f"  {name:36}{seconds:9.2f} s{seconds / measured.bare:9.1f} x")
    click.echo(f"  peak memory of ingest {measured.ingest.megabytes:,.0f} MB")
    click.echo(f"  peak memory of snapshot {measured.snapshot.megabytes:,.0f} MB")
    if measured.records == 1_000_000:
        beside = sum(measured.stages[stage] for stage in _BESIDE)
        without = (measured.seconds - beside) / measured.bare
        _say_limit("ingest and snapshot over the bare read", measured.times, _MOST_TIMES)
        _say_limit("without feedback and possible duplicates", without, _MOST_TIMES)
    if most := _MOST_MEGABYTES.get(measured.records):
        _say_limit("peak memory in MB", measured.megabytes, most)


def _say_limit(what: str, found: float, most: float) -> None:
    judged = "met" if found <= most else f"missed by {found - most:,.1f}"
    click.echo(f"  {what}: {found:,.1f}, at most {most:,.0f}: {judged}")


if __name__ == "__main__":
    main()
