"""The profile of random worlds, held against the recount figure by figure.

LSCB_PROFILE_WORLDS says how many worlds are tried, as in `make soak`, from
LSCB_PROFILE_FIRST on.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

from ingest.agencies import Agencies
from ingest.agencies_reading import read_agencies
from ingest.delivery import open_delivery
from pipeline.intake import take_in
from pipeline.profiles.take_profile import take_profile
from pipeline.store import Store
from pipeline.years.over_time import NoReturnsInTime
from reports.profile_tables import MissingCounts, ProfileReport
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.acceptance.test_recount import differences
from tests.oracle.profiles.declared import declared_tables
from tests.oracle.profiles.profile import TOGETHER, Found, recount_profile
from tests.oracle.profiles.world import ProfileWorld, asked_for, write_profile_world
from tests.oracle.years.history import Received

FIRST = int(os.environ.get("LSCB_PROFILE_FIRST", "0"))
WORLDS = int(os.environ.get("LSCB_PROFILE_WORLDS", "2"))
SHOWN = 25


def agencies_of(world: ProfileWorld) -> Agencies:
    content = world.agencies_file.read_bytes()
    return read_agencies(content, "agencies.csv", load_codebook(), load_areas())


def taken_in(store: Path, world: ProfileWorld) -> list[Received]:
    """The deliveries in the store, each with the moment when it was received."""
    received = []
    agencies = agencies_of(world)
    for folder in world.folders:
        take_in(open_delivery(folder), Store(store), agencies=agencies)
        received.append(Received(folder, Store(store).covers()[-1].delivery.received_at))
    return received


def _missing(counts: MissingCounts) -> tuple[int, ...]:
    return (
        *(counts.episodes, counts.young_people, counts.highest),
        *(counts.counted, counts.not_stated),
    )


def counted_figures(report: ProfileReport) -> Iterator[tuple[tuple[str, ...], object]]:
    """The true tables of all places of England, without what stands in them beside."""
    recounted = {each.id for each in declared_tables()}
    for period, counts in report.counted.items():
        for each in counts.referrals.tables:
            if each.table.id in recounted:
                rows = {figure.row.code: figure for figure in each.figures}
                rows.pop("one_answer_only", None)
                rows.pop("most_answers", None)
                key = ("counted", period, each.table.id, each.geography.code)
                for row, figure in rows.items():
                    yield (*key, row), (figure.cases, figure.percent)
                if "outside_base" not in rows:
                    yield (*key, "outside_base"), ("0", "")


def figures(report: ProfileReport) -> Iterator[tuple[tuple[str, ...], object]]:
    """All that the recount has, as the program says it."""
    yield ("places",), tuple(each.key for each in report.places)
    yield ("forms",), report.forms
    for span in report.spans:
        yield ("span", span.name), (span.first, span.last)
    yield from counted_figures(report)
    for of in report.referrals:
        for name, value in vars(of).items():
            if name not in ("place", "period"):
                yield ("referrals", of.place, of.period, name), str(value)
    for table in report.tables:
        for each in table.figures:
            yield (
                ("row", table.id, each.row, each.place, each.period),
                (each.cases, each.base, each.percent, each.of_all),
            )
        for known in table.completeness:
            yield (
                ("known", table.id, known.place, known.period),
                (
                    *(known.counted, known.base, known.not_known, known.not_provided),
                    *(known.not_asked, known.outside, known.forms),
                ),
            )
    for row in report.missing.rows if report.missing else ():
        district = "whole" if row.district is None else f"district {row.district}"
        before = None if row.before is None else _missing(row.before)
        counts = (_missing(row.last), before, row.change_percent)
        yield ("missing", row.area or TOGETHER, district), counts


def profiled(
    store: Path, world: ProfileWorld, areas: Sequence[str], day: date, as_of: datetime | None
) -> Found:
    report = take_profile(
        Store(store),
        areas,
        day,
        load_areas(),
        load_codebook(),
        as_of=as_of,
        agencies=agencies_of(world),
    ).report
    found = dict(figures(report))
    assert len(found) == len(list(figures(report))), "a figure stands twice"
    return found


def compared(tmp_path: Path, seed: int) -> list[str]:
    """Every figure of a world that differs from the recount."""
    world = write_profile_world(tmp_path / "world", seed)
    received = taken_in(tmp_path / "store", world)
    rng = Random(seed)
    found = []
    for day, names in zip(world.days, (world.names, world.names[:1]), strict=True):
        moment = rng.choice((None, received[len(received) * 2 // 3].at))
        areas, regions = asked_for(names, day)
        if names != world.names and seed % 2:
            areas, regions = [regions[0]], [regions[0]]
        expected = recount_profile(received, areas, regions, day, world.districts, moment)
        if expected is None:
            with pytest.raises(NoReturnsInTime):
                profiled(tmp_path / "store", world, areas, day, moment)
            continue
        got = profiled(tmp_path / "store", world, areas, day, moment)
        found += [f"{day} {line}" for line in differences(expected, got)]
    return found


@pytest.mark.parametrize("seed", range(FIRST, FIRST + WORLDS))
def test_no_figure_of_a_profile_differs(tmp_path: Path, seed: int) -> None:
    found = compared(tmp_path, seed)
    assert not found, "\n".join(found[:SHOWN])
