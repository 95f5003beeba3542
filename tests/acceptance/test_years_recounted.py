"""The year and the trend of random worlds, held against the recount figure by figure.

`make test` counts a few small worlds and one of 12 months, 12 areas and 30 agencies.  Where
LSCB_YEAR_WORLDS says how many small ones are tried, as in `make soak`, the large one is of 24
months, 60 areas and 200 agencies.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.delivery import open_delivery
from pipeline.intake import take_in
from pipeline.store import Store
from pipeline.years.over_time import Asked
from pipeline.years.period import Period, months_between
from pipeline.years.trend import take_trend
from pipeline.years.year import take_year
from reports.figures import TrueTables
from reports.year import PlaceMovements
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.acceptance.test_recount import differences
from tests.oracle.years.world import START, write_world
from tests.oracle.years.year import SERIES, Figures, Received, recount_months, recount_year
from tests.oracle.years.year import months_between as recounted_months

WORLDS = int(os.environ.get("LSCB_YEAR_WORLDS", "2"))
MONTHS, AREAS, AGENCIES = (24, 60, 200) if "LSCB_YEAR_WORLDS" in os.environ else (12, 6, 12)
YEAR_TABLE = "year_end"
"""The one table that the recount does not have: it says again how the young people went last."""
SHOWN = 15


def taken_in(store: Path, folders: Sequence[Path]) -> list[Received]:
    """The deliveries in the store, each with the moment when it was received."""
    received = []
    for folder in folders:
        take_in(open_delivery(folder), Store(store))
        received.append(Received(folder, Store(store).covers()[-1].delivery.received_at))
    return received


def movement_figures(found: Sequence[PlaceMovements]) -> Iterator[tuple[tuple[str, ...], str]]:
    for each in found:
        for name, count in each.movements.lines():
            yield ("movements", each.geography.level, each.geography.code, name), str(count)


def table_figures(tables: TrueTables) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    for each in tables.tables:
        if each.table.id != YEAR_TABLE:
            place = (each.table.id, each.geography.level, each.geography.code)
            for figure in each.figures:
                yield (*place, figure.row.code, figure.column), (figure.cases, figure.percent)


def year_figures(store: Path, year: Period) -> Figures:
    report = take_year(
        Asked(Store(store), year.first, year.last), year, load_areas(), load_codebook()
    ).report
    found: Figures = {key: (count, "") for key, count in movement_figures(report.movements)}
    groups = {
        "worked_with": report.worked_with,
        "new": report.new,
        "known_before": report.known_before,
    }
    for group, tables in groups.items():
        found |= {(group, *key): figure for key, figure in table_figures(tables)}
    return found


def trend_figures(store: Path, months: tuple[Period, ...]) -> Figures:
    asked = Asked(Store(store), months[0].first, months[-1].last)
    report = take_trend(asked, months, load_areas(), load_codebook()).report
    found: Figures = {}
    for series in report.series:
        for month in series.months:
            of = (series.series, month.name)
            found |= {(*of, *key): (count, "") for key, count in movement_figures(month.movements)}
            found |= {(*of, "open", *key): figure for key, figure in table_figures(month.tables)}
    return found


def differing(
    tmp_path: Path, folders: Sequence[Path], years: Sequence[Period], months: tuple[Period, ...]
) -> list[str]:
    """Every figure of these years and months that differs from the recount."""
    store = tmp_path / "store"
    received = taken_in(store, folders)
    found = []
    for year in years:
        expected = recount_year(received, year.first, year.last)
        found += [
            f"{year.name} {line}" for line in differences(expected, year_figures(store, year))
        ]
    last = months[-1].last
    recounted = recount_months(received, recounted_months(months[0].first, last), last, SERIES)
    return found + differences(recounted, trend_figures(store, months))


@pytest.mark.parametrize("seed", range(WORLDS))
def test_no_figure_of_a_small_world_differs(tmp_path: Path, seed: int) -> None:
    folders = write_world(tmp_path / "world", seed, months=8, areas=3, agencies=5)
    first, last = _span(8)
    months = months_between(first, last)
    year = Period("half a year", months[2].first, months[6].last)
    found = differing(tmp_path, folders, [year], months)
    assert not found, "\n".join(found[:SHOWN])


def test_no_figure_of_a_large_world_differs(tmp_path: Path) -> None:
    folders = write_world(tmp_path / "world", 1, MONTHS, AREAS, AGENCIES)
    months = months_between(*_span(MONTHS))
    year = Period("a year", months[MONTHS // 2].first, months[-1].last)
    found = differing(tmp_path, folders, [year], months)
    assert not found, "\n".join(found[:SHOWN])


def _span(months: int) -> tuple[str, str]:
    """The first and the last month of a world."""
    last = START.year * 12 + START.month - 1 + months - 1
    return f"{START:%Y-%m}", f"{last // 12:04}-{last % 12 + 1:02}"
