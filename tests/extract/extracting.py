"""Extracts as the tests make and read them."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.cli import run
from tests.sending import write_return

DAY = "2011-06-06"
CSV, PARQUET = "RESTRICTED-extract.csv", "RESTRICTED-extract.parquet"
COVER = {"area": "Leeds", "agency": "Saltmarbles Trust"}


def stored(
    folder: Path, records: Sequence[Mapping[str, str]], cover: Mapping[str, str] = COVER
) -> Path:
    """A store that holds one return with the records."""
    write_return(folder / "returns" / "a.csv", records, cover)
    arguments = ["ingest", "--no-feedback", "--store", str(folder / "store")]
    assert run([*arguments, str(folder / "returns")]) == 0
    return folder / "store"


def extracted(store: Path, out: Path, *options: str) -> Path:
    """The folder of an extract."""
    assert extract(store, out, *options) == 0
    return out


def extract(store: Path, out: Path, *options: str) -> int:
    return run(["extract", "--store", str(store), "--date", DAY, "--out", str(out), *options])


def lines(folder: Path) -> list[dict[str, str]]:
    with (folder / CSV).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parquet_lines(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(folder / PARQUET).to_pylist()
    return found


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def of_one(tmp_path: Path, record: Mapping[str, str], *options: str) -> dict[str, str]:
    """The line of a young person who is alone in the store."""
    store = stored(tmp_path, [{"local_id": "HPX-7", **record}])
    (line,) = lines(extracted(store, tmp_path / "out", *options))
    return line
