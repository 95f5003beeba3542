"""Random histories of both forms: monthly returns with corrected days, gaps and late deliveries.

world = write_profile_world(folder, seed)
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from ..areas import area_of, place_on
from ..codebook import (
    BY_NAME,
    folded,
)
from ..deliveries import Delivery, RegisterLine, ReturnForm, write_delivery
from ..years.cast import NUMBERING, Episode, World, chain, new_agency, new_child
from ..years.told import PREFIX, Told, names_used, returns_told, told_again
from .ways import LISTED, as_told, form_said

AREAS = (
    *("City and Hackney", "Leicestershire and Rutland", "Cornwall and Isles of Scilly"),
    *("Bournemouth and Poole", "Hackney", "Leeds", "Barnsley", "Hartlepool", "Birmingham"),
    *("Blackburn with Darwen", "Norfolk", "Kent", "Gateshead"),
)
COVER = ("agency", "agency_type", "area", "return_date", "form_version")
STARTS = (date(2019, 10, 1), date(2020, 1, 1), date(2020, 4, 1), date(2020, 11, 1))
CHANGING = (
    (date(2018, 9, 1), ("Bournemouth", "Poole", "Bournemouth and Poole", "Dorset")),
    (date(2022, 9, 1), ("Cumberland", "Westmorland and Furness", "Hackney")),
    (date(2024, 10, 1), ("Barnsley", "Leeds")),
)
"""First days of worlds in whose midst areas change, and their areas."""


@dataclass(frozen=True)
class ProfileWorld:
    """What was written: the deliveries in order, the days to count, and what to ask."""

    folders: tuple[Path, ...]
    agencies_file: Path
    districts: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]  # of the areas
    days: tuple[date, ...]


def new_profile_world(rng: Random, months: int) -> World:
    """Two or three areas, two agencies or more in each, and their work."""
    start, pool = rng.choice(STARTS), AREAS
    if rng.random() < 0.2:
        start, pool = rng.choice(CHANGING)
    names = tuple(rng.sample(pool, min(len(pool), rng.choice((2, 2, 3, 3)))))
    ways = tuple(rng.choice(("area", "area", "area", "prefix", *NUMBERING)) for _ in names)
    agencies = []
    for number in range(2 * len(names) + rng.choice((0, 1, 2))):
        own = number % len(names)
        served = [own, *rng.sample(range(len(names)), rng.choice((0, 0, 1)))]
        agencies.append(new_agency(rng, number, months, list(dict.fromkeys(served)), ways[own]))
    oddity = rng.choice((0.2, 0.5, 1, 2))
    world = World(start, months, oddity, names, ways, tuple(agencies), [])
    for number, area in enumerate(a for a in range(len(names)) for _ in range(rng.randint(8, 16))):
        there = [agency for agency in agencies if area in agency.areas]
        child = new_child(rng, number + 1, area, start, months)
        for agency in rng.sample(there, min(len(there), rng.choice((1, 2, 2, 2, 3)))):
            world.episodes.extend(chain(rng, world, agency, child, area))
        _with_one_day(rng, [each for each in world.episodes if each.child == child])
    return world


def _with_one_day(rng: Random, episodes: Sequence[Episode]) -> None:
    """Agencies often give one day, that on which the first of them began."""
    first = episodes[0]
    first.referral = first.referral or first.begins
    for other in episodes[1:]:
        if other.agency is not first.agency and rng.random() < 0.5:
            other.referral = first.referral
            other.begins = first.begins


def _cover(world: World, seed: int, told: Told) -> dict[str, str]:
    """The cover of a return."""
    return {
        "agency": told.agency.name,
        "agency_type": told.agency.kind,
        "area": world.areas[told.area],
        "return_date": told.day.isoformat(),
        "form_version": form_said(told.agency, seed, told.month),
    }


def _register(world: World, told: Told) -> RegisterLine:
    prefixes = PREFIX if world.numbering[told.area] == "prefix" else ""
    return RegisterLine(id_prefixes=prefixes, numbering=told.agency.says)


def _file(world: World, seed: int, told: Told, path: str) -> ReturnForm:
    """A file of one return, whose cover stands above its rows."""
    names = names_used(told.rows)
    return ReturnForm(
        path,
        tuple((BY_NAME[name].label, said) for name, said in _cover(world, seed, told).items()),
        tuple(BY_NAME[name].label for name in names),
        tuple(tuple(cells.get(name, "") for name in names) for cells in told.rows),
        register=_register(world, told),
    )


def _one_file(world: World, seed: int, together: Sequence[Told], path: str) -> ReturnForm:
    """A file of several returns, whose covers stand in columns."""
    used = [*COVER, *names_used([cells for told in together for cells in told.rows])]
    names = list(dict.fromkeys(used))
    rows = [_cover(world, seed, told) | cells for told in together for cells in told.rows]
    return ReturnForm(
        path,
        (),
        tuple(BY_NAME[name].label for name in names),
        tuple(tuple(row.get(name, "") for name in names) for row in rows),
        register=_register(world, together[0]),
    )


def _files(rng: Random, world: World, seed: int, delivered: Sequence[Told]) -> list[ReturnForm]:
    """The files of a delivery: an agency's returns in one or, some and the nil ones, alone."""
    together: dict[tuple[str, bool], list[Told]] = {}
    alone = []
    for told in delivered:
        if not told.rows or rng.random() < 0.05:
            alone.append(told)
        else:
            prefixed = world.numbering[told.area] == "prefix"
            together.setdefault((told.agency.name, prefixed), []).append(told)
    files = [_file(world, seed, each, f"returns/{n:03}.csv") for n, each in enumerate(alone)]
    return files + [
        _one_file(world, seed, each, f"agencies/{n:03}.csv")
        for n, each in enumerate(together.values())
    ]


def _delivered(rng: Random, seed: int, world: World) -> Iterator[list[Told]]:
    """The returns of each delivery, several months in one: some late, some sent again otherwise."""
    at: dict[float, list[Told]] = {}
    for each in returns_told(rng, world):
        told = as_told(rng, seed, each)
        late = rng.choice((0, 0, 0, 0, 0, 0, 0, 1, 2.5))
        at.setdefault(told.month + late, []).append(told)
        if rng.random() < 0.08:
            again = as_told(rng, seed, told_again(rng, each))
            at.setdefault(told.month + late + rng.choice((0.5, 1, 3.5)), []).append(again)
    batch: dict[tuple[str, int, date], Told] = {}
    months = 0
    for when in sorted(at):
        keys = {(told.agency.name, told.area, told.day): told for told in at[when]}
        if batch and (months >= 8 or batch.keys() & keys.keys()):
            yield list(batch.values())
            batch, months = {}, 0
        batch |= keys
        months += 1
    yield list(batch.values())


def _days(rng: Random, start: date, months: int) -> tuple[date, ...]:
    """Two days to count: one near the end, one anywhere from the sixth month on."""
    last = start + timedelta(days=months * 30)
    middle = start + timedelta(days=rng.randrange(180, months * 30))
    ends = [d for n in range(31) if (d := last - timedelta(days=n)) and (d + timedelta(1)).day == 1]
    return rng.choice((ends[0], ends[0], last)), middle


def write_agencies(path: Path, world: World, rng: Random) -> Mapping[str, tuple[str, ...]]:
    """agencies.csv with the districts of most agencies; the same by the agency as compared."""
    listed = {a.name: LISTED if rng.random() < 0.8 else () for a in world.agencies}
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["agency", "districts"])
        writer.writerows([name, "; ".join(names)] for name, names in listed.items())
    return {folded(name): names for name, names in listed.items()}


def write_profile_world(folder: Path, seed: int, months: int = 14) -> ProfileWorld:
    """Write the deliveries of a world and its agencies.csv into a folder."""
    rng = Random(seed)
    world = new_profile_world(rng, months)
    folders = []
    for number, delivered in enumerate(_delivered(rng, seed, world)):
        target = folder / f"delivery-{number:02}"
        write_delivery(Delivery("", tuple(_files(rng, world, seed, delivered))), target)
        folders.append(target)
    agencies_file = folder / "agencies.csv"
    return ProfileWorld(
        folders=tuple(folders),
        agencies_file=agencies_file,
        districts=write_agencies(agencies_file, world, rng),
        names=world.areas,
        days=_days(rng, world.start, months),
    )


def asked_for(names: Sequence[str], day: date) -> tuple[list[str], list[str]]:
    """The codes of areas on a day, and those of their regions in order."""
    places = [place_on(area_of(name, day), day) for name in names]
    codes = list(dict.fromkeys(each.code for each in places))
    return codes, sorted({each.region for each in places})
