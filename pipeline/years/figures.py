"""Movements by place, and the tables of a period's young people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import pyarrow as pa

from pipeline.years.spells import MovementsAt
from reports.counting import count_tables
from reports.figures import Geography, TrueTables
from reports.movements import Movements
from reports.reconciliation import check_tables
from reports.tables import Table
from reports.year import PlaceMovements
from schemas.areas import ENGLAND, Areas
from schemas.codebook import Codebook
from schemas.errors import ProgramFault
from schemas.populations import MidYear, Populations


class MovementsBroken(ProgramFault):
    """Who came and who went do not add up: a fault of the program."""


def movements_by_place(
    found: Sequence[MovementsAt], areas: Areas, end: date
) -> tuple[PlaceMovements, ...]:
    """England, all regions, then the places that have a spell; England and regions are sums.

    Raises MovementsBroken if a place's do not add up.
    """
    for each in found:
        if not each.movements.adds_up:
            raise MovementsBroken(f"the movements of {each.place} do not add up")
    of_region: dict[str, Movements] = defaultdict(Movements)
    for each in found:
        of_region[each.region] += each.movements
    england = sum(of_region.values(), Movements())
    places = [
        (areas.place_on(each.place, end), each.movements)
        for each in sorted(found, key=lambda each: each.place)
    ]
    local = [
        PlaceMovements(Geography(level, place.code, place.name, place.region), movements)
        for level in ("local_authority", "joint_board")
        for place, movements in places
        if place.level == level
    ]
    regions = [
        PlaceMovements(Geography("regional", each.code, each.name, each.code), of_region[each.code])
        for each in sorted(areas.regions, key=lambda region: region.code)
    ]
    return (PlaceMovements(Geography("national", ENGLAND, "England"), england), *regions, *local)


def tables_of(
    people: pa.Table,
    tables: Sequence[Table],
    day: date,
    end: date,
    areas: Areas,
    codebook: Codebook,
    *,
    local: bool = True,
) -> TrueTables:
    """The tables of young people on `day`, with those of authorities and boards, called as they are
    on `end`, or without.

    Raises TablesBroken if they don't add up.
    """
    codes = people["place"].unique().to_pylist()
    names = {code: areas.place_on(code, end).name for code in codes}
    counted = count_tables(people, tables, areas.regions, names, codebook, day, local=local)
    check_tables(counted, people.num_rows, local=local)
    return counted


def populations_of(
    geographies: Iterable[Geography], populations: Populations, mid_year: MidYear, areas: Areas
) -> dict[str, int]:
    """Those aged 0 to 17 of each place of which the number is known, by its code."""
    found = ((each.code, populations.of(each.code, mid_year, areas)) for each in geographies)
    return {code: number for code, number in found if number is not None}
