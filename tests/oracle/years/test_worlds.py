"""What must hold of the recount in any world, and that a seed always makes the same one."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from .movements import COUNTS
from .world import write_world
from .year import SERIES, Received, months_between, recount_months

LAST = date(2010, 11, 30)


def small_world(folder: Path, seed: int) -> list[Received]:
    """A world of 8 months, 3 areas and 5 agencies."""
    folders = write_world(folder, seed, months=8, areas=3, agencies=5)
    begin = datetime(2012, 1, 1, tzinfo=UTC)
    return [Received(each, begin + timedelta(days=n)) for n, each in enumerate(folders)]


@pytest.mark.parametrize("seed", range(6))
def test_in_every_month_series_and_place_who_came_is_who_went_or_stays(
    tmp_path: Path, seed: int
) -> None:
    months = months_between(date(2010, 4, 1), LAST)
    trend = recount_months(small_world(tmp_path, seed), months, LAST)
    before: dict[tuple[str, ...], int] = {}
    for series in SERIES:
        for first, _ in months:
            name = first.strftime("%Y-%m")
            places = {k[3:5] for k in trend if k[:3] == (series, name, "movements")}
            for place in places:
                key = (series, name, "movements", *place)
                c = {count: int(trend[*key, count][0]) for count in COUNTS}
                came = c["open_start"] + c["new"] + c["came_back"]
                assert came == c["ended"] + c["unknown"] + c["open_end"]
                assert c["individuals"] == c["first_open"] + c["first_new"] + c["first_came_back"]
                assert c["individuals"] == c["last_ended"] + c["last_unknown"] + c["last_open"]
                if first > months[0][0]:
                    assert c["open_start"] == before.get((series, *place), 0)
            for place in {k[1:] for k in before if k[0] == series} | places:
                end = trend.get((series, name, "movements", *place, "open_end"), ("0", ""))
                before[(series, *place)] = int(end[0])


def test_the_same_seed_writes_the_same_files(tmp_path: Path) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        write_world(folder, 7, months=8, areas=3, agencies=5)
        return {
            each.relative_to(folder).as_posix(): each.read_bytes()
            for each in sorted(folder.rglob("*.csv"))
        }

    assert files(tmp_path / "one") == files(tmp_path / "two")
