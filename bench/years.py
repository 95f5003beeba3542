"""`make bench`: the year and the trend of 24 months, beside the snapshots of the same months.

The store is the made-up world against which the counting is tested: 60 areas, 200 agencies, with
late, replaced, nil and missing returns.  Times are ratios to one snapshot's counting in the same
run; each sealed file may be read once at most.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, TypeVar

import click
import pyarrow as pa

from ingest.delivery import open_delivery
from pipeline.configuration import PublishRules
from pipeline.cover import Cover
from pipeline.intake import take_in
from pipeline.snapshot import take_snapshot
from pipeline.snapshot_tables import snapshot_tables
from pipeline.store import Store
from pipeline.years.over_time import Asked
from pipeline.years.period import Period, months_between
from pipeline.years.publish_trend import publish_trend
from pipeline.years.publish_year import publish_year
from pipeline.years.trend import take_trend
from pipeline.years.year import take_year
from reports.trend import TrendReport
from reports.year import YearReport
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.oracle.years.world import write_world

T = TypeVar("T")


class CountingStore(Store):
    """A store that notes how often each sealed file's records are read."""

    read: ClassVar[Counter[str]] = Counter()

    def records(self, cover: Cover) -> pa.Table:
        self.read[cover.id] += 1
        return super().records(cover)


@click.command()
def main() -> None:
    """Print what the year and the trend take; exit 1 if a sealed file is read twice for either."""
    with tempfile.TemporaryDirectory() as folder:
        store = _world_store(Path(folder))
        months = months_between("2010-04", "2012-03")
        counting, _ = _timed(lambda: _snapshots(store, months))
        one = counting / len(months)
        files = len(store.covers())
        print(f"{files:,} sealed files; one snapshot counted: {one:.2f} s, 24: {counting:.1f} s")
        too_often = 0
        trend = _told("trend of 24 months", one, store, lambda: _trend(store, months))
        too_often += _read_too_often(store)
        year = _told("year 2011-12", one, store, lambda: _year(store, months[12:]))
        too_often += _read_too_often(store)
        _told("trend made fit to publish", one, store, lambda: publish_trend(trend, PublishRules()))
        _told("year made fit to publish", one, store, lambda: publish_year(year, PublishRules()))
    if too_often:
        print(f"{too_often} sealed files were read more than once.")
    sys.exit(bool(too_often))


def _world_store(folder: Path) -> CountingStore:
    store = CountingStore(folder / "store")
    for delivery in write_world(folder / "world", 1):
        take_in(open_delivery(delivery), store)
    return store


def _snapshots(store: Store, months: tuple[Period, ...]) -> None:
    areas, codebook = load_areas(), load_codebook()
    for month in months:
        snapshot_tables(take_snapshot(store, month.last, areas, codebook), areas, codebook)


def _trend(store: Store, months: tuple[Period, ...]) -> TrendReport:
    asked = Asked(store, months[0].first, months[-1].last)
    return take_trend(asked, months, load_areas(), load_codebook()).report


def _year(store: Store, months: tuple[Period, ...]) -> YearReport:
    year = Period("2011-12", months[0].first, months[-1].last)
    return take_year(
        Asked(store, year.first, year.last), year, load_areas(), load_codebook()
    ).report


def _told(what: str, one: float, store: CountingStore, work: Callable[[], T]) -> T:
    store.read.clear()
    taken, made = _timed(work)
    read = f", {len(store.read):,} files read" if store.read else ""
    print(f"{what}: {taken:.1f} s, {taken / one:.1f} times one snapshot{read}")
    return made


def _read_too_often(store: CountingStore) -> int:
    return sum(times > 1 for times in store.read.values())


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    made = work()
    return time.perf_counter() - started, made


if __name__ == "__main__":
    main()
