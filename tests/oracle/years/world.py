"""Random worlds: agencies that send returns through the months, written as deliveries.

    folders = write_world(folder, seed)                                       # 24 months, 60 areas
    folders = write_world(folder, seed, months=8, areas=3, agencies=5)        # for random tests

The folders come in the order in which they are to be ingested: a delivery for each month, and
between them some with late and replaced returns. In a small world, nearly everything is odd.
`start` is the first day of the first month: from 2012-12-01 on the codes of Gateshead and
Northumberland change in its midst.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from random import Random

from ..areas import AUTHORITIES
from ..codebook import BY_NAME
from ..deliveries import Delivery, RegisterLine, ReturnForm, write_delivery
from .cast import World, new_world
from .more_areas import MORE
from .told import PREFIX, Told, names_used, returns_told, told_again

START = date(2010, 4, 1)
COVER = ("agency", "agency_type", "area", "return_date")
COLLATED = ("area", "prefix", "letters")  # numberings of areas whose board may send one file
LATE = 0.5  # between the delivery of one month and that of the next


def area_text(rng: Random, world: World, told: Told) -> str:
    """One of the ways of writing an area: its name or, at times, a code."""
    name = world.areas[told.area]
    codes = [
        code
        for each in (*AUTHORITIES, *MORE)
        if each.name == name and each.in_force(told.day)
        for code in (each.dfe, each.gss)
    ]
    return rng.choice([name] * 8 + codes)


def cover(rng: Random, world: World, told: Told) -> dict[str, str]:
    """The cover of one return."""
    return {
        "agency": told.agency.name.upper() if rng.random() < 0.02 else told.agency.name,
        "agency_type": told.agency.kind,
        "area": area_text(rng, world, told),
        "return_date": told.day.isoformat(),
    }


def prefixes(world: World, told: Told) -> str:
    """The register's prefixes for an area."""
    return PREFIX if world.numbering[told.area] == "prefix" else ""


def form(
    path: str, header: Iterable[str], rows: Iterable[Sequence[str]], line: RegisterLine
) -> ReturnForm:
    """A file with its line in the register."""
    labels = tuple(BY_NAME[name].label for name in header)
    return ReturnForm(path, (), labels, tuple(map(tuple, rows)), register=line)


def one_return(rng: Random, world: World, told: Told, path: str) -> ReturnForm:
    """A file of one return, of which the register says everything."""
    names = names_used(told.rows)
    rows = [[cells.get(name, "") for name in names] for cells in told.rows]
    line = RegisterLine(
        **cover(rng, world, told),
        id_prefixes=prefixes(world, told),
        numbering=told.agency.says,
    )
    return form(path, names, rows, line)


def several_returns(
    rng: Random, world: World, together: Sequence[Told], path: str, says: str
) -> ReturnForm:
    """A file with the rows of several returns, whose covers stand in columns."""
    names = names_used([cells for told in together for cells in told.rows])
    names = [name for name in names if name != "area"]
    rows = []
    for told in together:
        above = cover(rng, world, told)
        rows += [
            [(above | cells).get(name, "") for name in (*COVER, *names)] for cells in told.rows
        ]
    line = RegisterLine(id_prefixes=prefixes(world, together[0]), numbering=says)
    return form(path, (*COVER, *names), rows, line)


def files_of(rng: Random, world: World, delivered: Sequence[Told]) -> tuple[ReturnForm, ...]:
    """The files of one delivery: one a return, one an agency or one a board."""
    alone: list[Told] = []
    together: dict[tuple[str, str], list[Told]] = {}
    for told in delivered:
        if not told.rows:
            alone.append(told)
        elif told.area % 3 and world.numbering[told.area] in COLLATED:
            together.setdefault((f"board-{told.area}", ""), []).append(told)
        elif told.agency.own_column and not prefixes(world, told):
            number = world.agencies.index(told.agency)
            together.setdefault((f"agency-{number}", told.agency.says), []).append(told)
        else:
            alone.append(told)
    files = [
        one_return(rng, world, told, f"returns/{number:03}.csv")
        for number, told in enumerate(alone)
    ]
    files += [
        several_returns(rng, world, rows, f"{name}.csv", says)
        for (name, says), rows in together.items()
    ]
    return tuple(files)


def deliveries_of(rng: Random, world: World) -> list[list[Told]]:
    """The returns of each delivery: on time, late, sent again, sent otherwise."""
    at: dict[float, list[Told]] = {}
    for told in returns_told(rng, world):
        chance = rng.random()
        when: float = told.month
        if chance < 0.04:
            when += rng.choice((1, 1, 2, 3, LATE, 2 + LATE))
        at.setdefault(when, []).append(told)
        if chance > 0.94:
            later = told if chance > 0.985 else told_again(rng, told)
            at.setdefault(when + rng.choice((1, LATE, LATE, 3 + LATE)), []).append(later)
    return [at[when] for when in sorted(at)]


def write_world(
    folder: Path,
    seed: int,
    months: int = 24,
    areas: int = 60,
    agencies: int = 200,
    start: date = START,
) -> list[Path]:
    """Write the deliveries of a world into a folder; theirs, in the order received."""
    rng = Random(seed)
    world = new_world(rng, start, months, areas, agencies)
    folders = []
    for number, delivered in enumerate(deliveries_of(rng, world)):
        target = folder / f"delivery-{number:02}"
        write_delivery(Delivery("", files_of(rng, world, delivered)), target)
        folders.append(target)
    return folders
