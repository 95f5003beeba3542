"""`make bench`: a snapshot from a store of 120 months, beside one from a store of that month alone.

Both give the same bytes.  Of the other months a snapshot reads the covers, which say what is in the
store, and no rows (tests/trust/test_reads_only_what_it_counts.py); what a cover costs is told, and
so is the taking in of one more month.
"""

import csv
import filecmp
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from bench.ratios import Taken, Target, as_installed, in_turn, run_once
from bench.returns import DAY, write_returns

_MONTHS, _FILES, _RECORDS = 120, 20, 600
_AT_MOST = Target("at most", 1.5)
_LAST = date.fromisoformat(DAY)


@click.command()
@click.option("--months", default=_MONTHS, show_default=True)
@click.option("--files", default=_FILES, show_default=True, help="Files of each month.")
@click.option("--records", default=_RECORDS, show_default=True, help="Records of each month.")
@click.option("--runs", default=3, show_default=True)
def main(months: int, files: int, records: int, runs: int) -> None:
    """Print the ratio; exit 1 where it is far above the target or the bytes are not the same."""
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as name, as_installed() as environment:
        folder = Path(name)
        write_returns(folder / "month", records, files)
        _taken_in(folder / "month", folder / "one", environment)
        _write_months(folder, months, files, records)
        _taken_in(folder / "before", folder / "many", environment)
        another = _taken_in(folder / "month", folder / "many", environment)
        stores = ("one", "many")
        one, many = in_turn(runs, [_snapshot(folder, each) for each in stores], environment)
        ours, theirs = (folder / f"out-{each}" / "restricted" / "tables.csv" for each in stores)
        sealed = sum(1 for _ in (folder / "many" / "sealed").iterdir())
        is_same = filecmp.cmp(ours, theirs, shallow=False)
    told = f"{months} months of {files} files and {records:,} records each"
    click.echo(f"{told}, {sealed:,} sealed files")
    for what, taken in (
        ("snapshot, the month alone", one),
        (f"snapshot, {months} months", many),
        ("ingest of the last month", another),
    ):
        click.echo(f"  {what:26}{taken.elapsed:7.2f} s   processor {taken.processor:7.2f} s")
    each = 1000 * (many.processor - one.processor) / (sealed - files)
    click.echo(f"  a file of another month costs {each:.2f} ms of the processor")
    elapsed, processor = many.elapsed / one.elapsed, many.processor / one.processor
    click.echo(f"  elapsed    {_AT_MOST.sentence(elapsed)}")
    click.echo(f"  processor  {_AT_MOST.sentence(processor)}")
    is_whole = is_same and sealed == months * files
    if not is_whole:
        click.echo("  the snapshots are not the same, or files are missing")
    sys.exit(not is_whole or _AT_MOST.is_missed_by_much(elapsed, processor))


def _write_months(folder: Path, months: int, files: int, records: int) -> None:
    """All months but the last as one delivery, each with a folder and a register of its own."""
    for back in range(1, months):
        before = _LAST.year * 12 + _LAST.month - 1 - back
        day = _LAST.replace(year=before // 12, month=before % 12 + 1)
        month = folder / "before" / day.isoformat()
        write_returns(month, records, files, seed=back)
        with (month / "register.csv").open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        with (month / "register.csv").open("w", encoding="utf-8", newline="") as file:
            dated = ([*line[:-1], day.isoformat()] for line in lines)
            csv.writer(file).writerows([header, *dated])


def _taken_in(delivery: Path, store: Path, environment: Mapping[str, str]) -> Taken:
    lscb = [sys.executable, "-m", "pipeline", "ingest"]
    return run_once([*lscb, delivery, "--store", store, "--no-feedback"], environment)


def _snapshot(folder: Path, store: str) -> list[str]:
    lscb = [sys.executable, "-m", "pipeline", "snapshot", "--no-publish", "--date", DAY]
    return [*lscb, "--store", str(folder / store), "--out", str(folder / f"out-{store}")]


if __name__ == "__main__":
    main()
