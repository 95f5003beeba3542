"""Same bytes with one core and two: what is sealed, fed back and counted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.returns import DAY, write_returns
from ingest.csv_reader import read_csv

_FILES, _ROWS = 4, 3_000
_ON_CORES = (
    "import os, sys; os.sched_setaffinity(0, {0} if sys.argv.pop(1) == '1' else {0, 1}); "
    "from pipeline.cli import entry; entry()"
)


def run(cores: int, *arguments: object) -> None:
    command = [sys.executable, "-c", _ON_CORES, str(cores), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr


def contents(folder: Path, pattern: str) -> list[tuple[str, bytes]]:
    return sorted(
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in folder.rglob(pattern)
        if path.is_file()
    )


@pytest.mark.skipif(
    "LSCB_CI" not in os.environ and (os.cpu_count() or 1) < 2, reason="needs a second core"
)
def test_same_bytes_with_one_core_and_two(tmp_path: Path) -> None:
    returns = tmp_path / "returns"
    write_returns(returns, _ROWS, _FILES, slips=0.02, any_month=True)
    first = (returns / "return-00000.csv").read_bytes()
    assert not isinstance(read_csv(first), list), "it is to be read by column"
    for cores in (1, 2):
        store, out = tmp_path / f"store-{cores}", tmp_path / f"out-{cores}"
        run(cores, "ingest", returns, "--store", store, "--feedback", tmp_path / f"back-{cores}")
        run(cores, "snapshot", "--store", store, "--date", DAY, "--out", out, "--no-publish")
    one, two = (contents(tmp_path / f"out-{cores}", "*") for cores in (1, 2))
    assert one == two
    one, two = (contents(tmp_path / f"back-{cores}", "*") for cores in (1, 2))
    assert one == two
    # A sealed folder is named after the moment of its delivery.
    one, two = (
        sorted((name.rpartition("/")[2], content) for name, content in sealed)
        for sealed in (contents(tmp_path / f"store-{cores}", "*.parquet") for cores in (1, 2))
    )
    assert len(one) == 2 * _FILES
    assert one == two
