"""Random countries in which young people come, go and come back, month by month: the report of the
year, and that of the trend of its months, from the same spells."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pyarrow as pa

from reports.counting import count_tables
from reports.disclosure.movements_system import places
from reports.figures import Geography, TrueTables
from reports.movements import Movements
from reports.tables_reading import load_tables
from reports.trend import TrendReport, YearOfTrend
from reports.year import MonthOfYear, PlaceMovements, YearReport
from reports.year_tables import YEAR_END, year_end_table
from schemas.areas import ENGLAND, load_areas
from schemas.codebook_reading import load_codebook
from tests.disclosure.trends import last_day, month_names, trend
from tests.disclosure.worlds import make_country
from tests.reports.example_year import example_year

MONTHS = 12
_TABLES = ("table_2", "figure_3", "figure_7")
"""Enough of them for the year and the months; all would take long."""


@dataclass(frozen=True)
class Spell:
    """From the beginning of a month (-1: before the first) to the end of one (12: it goes on)."""

    begins: int
    ends: int
    unknown: bool
    first_ever: bool


@dataclass(frozen=True)
class YoungPerson:
    place: str
    region: str
    spells: tuple[Spell, ...]


def year_and_trend(seed: int, size: int = 900, boards: int = 40) -> tuple[YearReport, TrendReport]:
    """Both reports of a country, from its seed."""
    draws = np.random.default_rng(seed)
    people = make_country(seed, boards, size).people
    lives = [
        YoungPerson(place, region, tuple(_spells(draws)))
        for place, region in zip(
            people["place"].to_pylist(), people["region"].to_pylist(), strict=True
        )
    ]
    months = [_by_place(lives, (n, n)) for n in range(MONTHS)]
    year = _by_place(lives, (0, MONTHS - 1))
    return _year(people, lives, year, months), _trend(people, lives, year, months, draws)


def _spells(draws: np.random.Generator) -> Iterator[Spell]:
    drawn = draws.random()
    begins = -1 if drawn < 0.4 else int(draws.integers(MONTHS))
    first_ever = drawn < 0.94
    while begins < MONTHS:
        ends = min(max(begins, 0) + int(draws.geometric(0.08)) - 1, MONTHS)
        yield Spell(begins, ends, bool(draws.random() < 0.3), first_ever)
        begins, first_ever = ends + int(draws.geometric(0.04)), False


def _by_place(lives: Iterable[YoungPerson], span: tuple[int, int]) -> dict[str, Movements]:
    """The movements of boards in the months from one to the other."""
    found: dict[str, Movements] = defaultdict(Movements)
    for each in lives:
        here = [one for one in each.spells if one.begins <= span[1] and one.ends >= span[0]]
        if here:
            came = [_came(one, span[0]) for one in here]
            went = [_went(one, span[1]) for one in here]
            counts: dict[str, int] = defaultdict(int)
            for row in (*came, *went, f"first_{came[0]}", f"last_{went[-1]}", "individuals"):
                counts[_NAMES.get(row, row)] += 1
            found[each.place] += Movements(**counts)
    return found


_NAMES = {"first_open_start": "first_open", "last_open_end": "last_open"}


def _came(spell: Spell, first: int) -> str:
    if spell.begins < first:
        return "open_start"
    return "new" if spell.first_ever else "came_back"


def _went(spell: Spell, last: int) -> str:
    if spell.ends > last:
        return "open_end"
    return "unknown" if spell.unknown else "ended"


def _with_regions(
    boards: Mapping[str, Movements], lives: Iterable[YoungPerson]
) -> tuple[PlaceMovements, ...]:
    region_of = {each.place: each.region for each in lives}
    areas = load_areas()
    of_region: dict[str, Movements] = defaultdict(Movements)
    for board, movements in boards.items():
        of_region[region_of[board]] += movements
    of_region[ENGLAND] = sum(boards.values(), Movements())
    above = [PlaceMovements(place, of_region[place.code]) for place in places()]
    local = [
        PlaceMovements(
            Geography("local_authority", code, areas.name_of(code), region_of[code]), boards[code]
        )
        for code in sorted(boards)
    ]
    return (*above, *local)


def _year(
    people: pa.Table,
    lives: Sequence[YoungPerson],
    year: Mapping[str, Movements],
    months: Sequence[Mapping[str, Movements]],
) -> YearReport:
    last = [_went(each.spells[-1], MONTHS - 1) for each in lives]
    people = people.append_column(YEAR_END, pa.array(last))
    is_new = np.array([_came(each.spells[0], 0) == "new" for each in lives])
    all_, new, known_before = (
        _counted(people.filter(pa.array(which)), date(2011, 3, 31), of_year=True)
        for which in (np.ones(len(lives), dtype=np.bool_), is_new, ~is_new)
    )
    return replace(
        example_year(),
        movements=_with_regions(year, lives),
        worked_with=all_,
        new=new,
        known_before=known_before,
        months=tuple(
            MonthOfYear(name, _with_regions(each, lives))
            for name, each in zip(month_names(MONTHS), months, strict=True)
        ),
    )


def _trend(
    people: pa.Table,
    lives: Sequence[YoungPerson],
    year: Mapping[str, Movements],
    months: Sequence[Mapping[str, Movements]],
    draws: np.random.Generator,
) -> TrendReport:
    regions = [
        {each.geography.code: each.movements for each in _with_regions(month, lives)[1:10]}
        for month in months
    ]
    sent = [
        {code: int(draws.binomial(each.open_end, 0.7)) for code, each in month.items()}
        for month in regions
    ]
    tables = [
        _counted(people.filter(pa.array([_is_open(each, n) for each in lives])), last_day(name))
        for n, name in enumerate(month_names(MONTHS))
    ]
    of_year = YearOfTrend("2010-11", tuple(month_names(MONTHS)), _with_regions(year, lives))
    return replace(trend(regions, sent, tables), years=(of_year,))


def _is_open(young_person: YoungPerson, month: int) -> bool:
    return any(each.begins <= month < each.ends for each in young_person.spells)


def _counted(people: pa.Table, day: date, *, of_year: bool = False) -> TrueTables:
    areas = load_areas()
    names = {code: areas.name_of(code) for code in people["place"].unique().to_pylist()}
    tables = tuple(each for each in load_tables() if each.id in _TABLES)
    if of_year:
        tables = (*tables, year_end_table())
    return count_tables(people, tables, areas.regions, names, load_codebook(), day)
