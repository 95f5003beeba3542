"""`--as-of` any earlier moment gives what was given then; what lies between is named.

LSCB_HISTORIES says how many random histories are tried (20 in `make soak`).
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from ingest.delivery import open_delivery
from pipeline.cli import run
from pipeline.intake import take_in
from pipeline.returns import ReturnId, stored_returns
from pipeline.snapshot import Snapshot, take_snapshot
from pipeline.store import Store
from pipeline.years.over_time import Asked
from pipeline.years.period import months_between, year_of
from pipeline.years.trend import take_trend
from pipeline.years.year import take_year
from reports.trend import TrendReport
from reports.year import YearReport
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.oracle.years.world import write_world

HISTORIES = int(os.environ.get("LSCB_HISTORIES", "1"))
YEAR = year_of("2010-11")
MONTHS = months_between("2010-04", "2010-05")
DAY = MONTHS[-1].last


@dataclass(frozen=True)
class Given:
    """All that was given at a moment."""

    moment: datetime
    year: YearReport
    trend: TrendReport
    snapshot: Snapshot

    def is_like(self, other: "Given") -> bool:
        mine, its = self.snapshot, other.snapshot
        return (
            (self.year, self.trend) == (other.year, other.trend)
            and (mine.flow, mine.conflicts) == (its.flow, its.conflicts)
            and mine.people.equals(its.people)
            and mine.counted_returns == its.counted_returns
        )


def given(store: Store, moment: datetime, as_of: datetime | None) -> Given:
    areas, codebook = load_areas(), load_codebook()
    return Given(
        moment,
        take_year(Asked(store, YEAR.first, YEAR.last, as_of), YEAR, areas, codebook).report,
        take_trend(Asked(store, MONTHS[0].first, DAY, as_of), MONTHS, areas, codebook).report,
        take_snapshot(store, DAY, areas, codebook, max_age=3000, as_of=as_of),
    )


def last_moment(store: Store) -> datetime:
    return max(each.delivery.received_at for each in store.covers())


def world(folder: Path, seed: int) -> Sequence[Path]:
    return write_world(folder, seed, months=4, areas=2, agencies=3)


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_as_of_any_earlier_moment_all_is_as_it_was_given_then(tmp_path: Path, seed: int) -> None:
    store = Store(tmp_path / "store")
    then: list[Given] = []
    for folder in world(tmp_path / "world", seed):
        take_in(open_delivery(folder), store)
        then.append(given(store, last_moment(store), None))
    for each in then:
        assert each.is_like(given(store, each.moment, each.moment))


def standing(store: Store, as_of: datetime | None = None) -> dict[ReturnId, str]:
    """The delivery of each return that stands."""
    returns = stored_returns(store.covers(), load_areas(), as_of).standing
    return {
        each.id: each.delivery
        for each in returns
        if each.id.return_date <= YEAR.last and load_areas().knows(each.area)
    }


def annual(store: Store, out: Path, *options: str) -> None:
    where = ["--store", str(store.root), "--out", str(out), "--no-publish"]
    assert run(["annual", "--year", YEAR.name, *where, *options]) == 0


def written(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }


def test_the_files_are_the_same_bytes_and_diff_names_the_returns_between(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(tmp_path / "store")
    *first, last = world(tmp_path / "world", 1)
    for folder in first:
        take_in(open_delivery(folder), store)
    moment = last_moment(store)
    annual(store, tmp_path / "then")
    take_in(open_delivery(last), store)
    annual(store, tmp_path / "as of", "--as-of", moment.isoformat())
    annual(store, tmp_path / "now")

    one, other = written(tmp_path / "then"), written(tmp_path / "as of")
    manifests = [json.loads(each.pop("manifest.json")) for each in (one, other)]
    assert one == other
    assert [each["parameters"].pop("as_of") for each in manifests] == [None, moment.isoformat()]
    assert manifests[0] == manifests[1]

    capsys.readouterr()
    assert run(["diff", str(tmp_path / "then"), str(tmp_path / "now"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)["returns"]
    before, after = standing(store, moment), standing(store)
    new = sorted(str(each.return_date) for each in after.keys() - before.keys())
    again = [each for each in before if after[each] != before[each]]
    assert said["only_first"] == []
    assert sorted(each["return_date"] for each in said["only_second"]) == new
    days = sorted(str(each.return_date) for each in again)
    assert sorted(each["second"]["return_date"] for each in said["sent_again"]) == days
    assert new or again
