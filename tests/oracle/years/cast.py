"""Who is in a random world: its agencies, its young people, and the work done with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from ..areas import AUTHORITIES, BOARDS
from ..hard_cases import years_before
from .more_areas import MORE

TYPES = ("statutory", "voluntary", "mixed")
# How the young people of an area are numbered: by the area (large, small or with a prefix), by
# each agency with letters of its own, by each from 1001 on, or as 1, 2, 3.
NUMBERING = ("area", "area", "area", "prefix", "small", "letters", "1001", "1, 2, 3")


@dataclass(frozen=True)
class Child:
    """A young person as they are, whatever the agencies say."""

    number: int
    area: int
    gender: str
    born: date
    seed: int  # from which the answers follow


@dataclass
class Agency:
    """An agency and its ways."""

    name: str
    kind: str
    areas: tuple[int, ...]
    joins: int  # the first month with a return, and the first one without
    leaves: int
    day: int  # of the month, or the last one
    says: str  # the register's numbering
    misses: float
    nil: str  # what is sent where nobody is worked with: nil, nothing
    keeps: int  # for how many months a closed case is sent again
    referral: float  # how often it is given
    first_age: float
    age: str  # given, born, month, both, blank
    own_column: bool  # one file for all its areas, which stand in a column
    given: dict[int, int] = field(default_factory=dict)  # its numbers of young people


@dataclass
class Episode:
    """A time for which an agency works with a young person, and how it tells of it."""

    agency: Agency
    child: Child
    area: int
    begins: date
    ends: date | None
    referral: date | None
    assessed: date | None
    planned: bool  # the end is told ahead
    told: bool  # the end is told at all
    told_late: int  # for so many months after its end it is still sent as open
    seen_late: int  # it is left out for so many months after its beginning
    silent: frozenset[int]  # months in which it is left out


@dataclass(frozen=True)
class World:
    """Areas by name, with the numbering of each, agencies and episodes."""

    start: date
    months: int
    oddity: float
    areas: tuple[str, ...]
    numbering: tuple[str, ...]
    agencies: tuple[Agency, ...]
    episodes: list[Episode]


def month_day(start: date, month: int, day: int) -> date:
    """A day of a month of the world; the last one where the month has no such day."""
    count = start.year * 12 + start.month - 1 + month
    first = date(count // 12, count % 12 + 1, 1)
    after = date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day - 1), after - timedelta(days=1))


def area_names(rng: Random, wanted: int, start: date) -> tuple[str, ...]:
    """Names of areas, boards among them; mostly those whose codes do not change."""
    others = [a.name for a in AUTHORITIES if a.in_force(start)]
    boards = [
        name
        for name, codes in BOARDS.items()
        if all(a.in_force(start) for a in AUTHORITIES if a.gss in codes)
    ]
    moving = [a.name for a in AUTHORITIES if a.in_force(start) and a.last < date(2020, 1, 1)]
    if wanted < 10:
        pool = [rng.choice(moving), rng.choice(boards), *rng.sample(others, 3)]
        pool += [each.name for each in rng.sample(MORE, wanted)]
    else:
        pool = [*boards, *others, *(each.name for each in MORE)]
    return tuple(dict.fromkeys(pool))[:wanted]


def new_agency(rng: Random, number: int, months: int, areas: Sequence[int], way: str) -> Agency:
    """One agency; most send in every month."""
    joins, leaves = 0, months
    if rng.random() < 0.2:
        joins = rng.randrange(months)
    if rng.random() < 0.2:
        leaves = rng.randrange(joins, months) + 1
    words = ("Safe", "North", "Zest", "étoile", "Open", "Bridge"), ("Steps", "Trust", "House")
    says = {"area": ("", "", "shared"), "prefix": ("", "shared"), "small": ("shared",)}
    return Agency(
        name=f"{rng.choice(words[0])} {rng.choice(words[1])} {number}",
        kind=rng.choice(TYPES),
        areas=tuple(areas),
        joins=joins,
        leaves=leaves,
        day=rng.choice((31, 31, 31, 31, 30, 28, 15, 1)),
        says=rng.choice(says.get(way, ("", "", "", "own"))),
        misses=rng.choice((0, 0, 0, 0, 0.1, 0.3)),
        nil=rng.choice(("nil", "nil", "nothing")),
        keeps=rng.choice((0, 1, 1, 3, 24)),
        referral=rng.choice((1, 1, 0.9, 0.5, 0)),
        first_age=rng.choice((1, 0.5, 0)),
        age=rng.choice(("given", "given", "born", "month", "both", "blank")),
        own_column=len(areas) > 1 and rng.random() < 0.4,
    )


def new_child(rng: Random, number: int, area: int, start: date, months: int) -> Child:
    """One young person; many have their eighteenth birthday within the world's months."""
    middle = month_day(start, months // 2, 1)
    years = rng.choice((11, 13, 14, 15, 15, 16, 17, 17, 17, 18, 18, 20))
    born = years_before(middle, years) - timedelta(days=rng.randrange(365))
    gender = rng.choice(("Female", "Female", "female", "Male", "not known", ""))
    return Child(number, area, gender, born, rng.randrange(2**30))


def month_of(start: date, day: date) -> int:
    """The number of a day's month in a world that starts then; below 0 before it."""
    return (day.year - start.year) * 12 + day.month - start.month


def new_episode(
    rng: Random, world: World, agency: Agency, child: Child, area: int, begins: date
) -> Episode:
    """A time of work that begins on a day, and the ways in which the agency tells of it."""

    def odd(chance: float) -> bool:
        return rng.random() < chance * world.oddity

    ends = begins + timedelta(days=int(rng.expovariate(1 / 170)) + rng.choice((0, 5, 20)))
    assessed = begins + timedelta(days=rng.choice((0, 7, 14, -7)))
    referral = begins - timedelta(days=rng.randrange(60)) if odd(0.1) else begins
    silent = {month for month in range(world.months) if odd(0.03)}
    if odd(0.25):
        gap = month_of(world.start, begins) + rng.randrange(1, 8)
        silent |= set(range(gap, gap + rng.choice((1, 1, 2, 3, 30))))
    return Episode(
        agency=agency,
        child=child,
        area=area,
        begins=begins,
        ends=None if rng.random() < 0.3 else ends,
        referral=referral if rng.random() < agency.referral else None,
        assessed=assessed if rng.random() < 0.4 else None,
        planned=odd(0.15),
        told=not odd(0.25),
        told_late=rng.choice((1, 2)) if odd(0.15) else 0,
        seen_late=rng.choice((1, 2, 4)) if odd(0.15) else 0,
        silent=frozenset(silent),
    )


def chain(rng: Random, world: World, agency: Agency, child: Child, area: int) -> list[Episode]:
    """The episodes of one agency with one young person: one, or one after another."""
    last = month_day(world.start, world.months - 1, 31)
    begins = world.start + timedelta(days=rng.randint(-150, (last - world.start).days))
    told: list[Episode] = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        episode = new_episode(rng, world, agency, child, area, begins)
        if told and rng.random() < 0.2 * world.oddity:
            # the first referral still stands where the second should
            episode.referral = told[-1].referral
        told.append(episode)
        ends = episode.ends or begins + timedelta(days=rng.randrange(300))
        begins = ends + timedelta(days=rng.choice((0, 1, 10, 40, 100)))
        if begins > last:
            break
    return told


def new_world(rng: Random, start: date, months: int, areas: int, agencies: int) -> World:
    """Agencies in their areas, and the young people that they work with."""
    names = area_names(rng, areas, start)
    ways = tuple(rng.choice(NUMBERING) for _ in names)
    made = []
    for number in range(agencies):
        own = number % len(names)
        served = [own]
        if rng.random() < 0.2:
            served += rng.sample([n for n in range(len(names)) if n != own], min(2, len(names) - 1))
        made.append(new_agency(rng, number, months, served, ways[own]))
    world = World(
        start=start,
        months=months,
        oddity=rng.choice((0.3, 1, 1, 2)) if areas < 10 else 1,
        areas=names,
        numbering=ways,
        agencies=tuple(made),
        episodes=[],
    )
    number = 0
    for area in range(len(names)):
        there = [agency for agency in made if area in agency.areas]
        for _ in range(rng.randint(3, 12) if areas < 10 else rng.randint(12, 30)):
            number += 1
            child = new_child(rng, number, area, start, months)
            for agency in rng.sample(there, min(len(there), rng.choice((1, 1, 1, 2, 3)))):
                world.episodes.extend(chain(rng, world, agency, child, area))
            if rng.random() < 0.1:  # who moves, or is known elsewhere, too
                agency = rng.choice(made)
                other = rng.choice(agency.areas)
                world.episodes.extend(chain(rng, world, agency, child, other))
    return world
