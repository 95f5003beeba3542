"""Random years: the young people of a world, each worked with when the year began, new in it or
come back, counted as the tables of a year are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from reports.counting import count_tables
from reports.figures import Geography, TrueTables
from reports.movements import Movements
from reports.tables import held_tables
from reports.tables_reading import load_tables
from reports.year import PlaceMovements
from reports.year_tables import combined, year_end_table
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.disclosure.worlds import make_world

FIRST, LAST = "first", "year_end"
"""The columns of people that say how they were first in the year (open_start, new, came_back) and
how they were last (ended, unknown, open_end)."""
DAY = date(2011, 3, 31)


@dataclass(frozen=True)
class Chances:
    """How likely a young person was new in the year, and came back."""

    new: float = 0.4
    came_back: float = 0.06


def year_of_world(
    seed: int, size: int, boards: int, kind: str | None = None, chances: Chances = Chances()
) -> TrueTables:
    """The year of a world, from its seed alone."""
    people = make_world(seed, size, kind, boards).people
    draws = np.random.default_rng(seed)
    others = 1 - chances.new - chances.came_back
    first = draws.choice(
        ["open_start", "new", "came_back"], size, p=[others, chances.new, chances.came_back]
    )
    last = draws.choice(["ended", "unknown", "open_end"], size, p=[0.35, 0.15, 0.5])
    people = people.append_column(FIRST, pa.array(first.tolist()))
    return tables_of_year(people.append_column(LAST, pa.array(last.tolist())))


def tables_of_year(people: pa.Table) -> TrueTables:
    """The tables of all, and of the groups; `people` as in schemas.people, and the two columns."""
    is_new = pc.equal(people[FIRST], "new")
    all_ = _counted(people)
    return combined(
        all_,
        _counted(people.filter(is_new)),
        _counted(people.filter(pc.invert(is_new))),
        [PlaceMovements(place, _movements(people, place)) for place in _places(all_)],
    )


def _counted(people: pa.Table) -> TrueTables:
    areas = load_areas()
    names = {code: areas.name_of(code) for code in people["place"].unique().to_pylist()}
    tables = (*held_tables(load_tables(), ["2011"]), year_end_table())
    return count_tables(people, tables, areas.regions, names, load_codebook(), DAY)


def _places(tables: TrueTables) -> list[Geography]:
    return list(dict.fromkeys(each.geography for each in tables.tables))


def _movements(people: pa.Table, place: Geography) -> Movements:
    if place.level != "national":
        column = "region" if place.level == "regional" else "place"
        people = people.filter(pc.equal(people[column], place.code))
    first, last = _by_value(people, FIRST), _by_value(people, LAST)
    return Movements(
        individuals=people.num_rows,
        first_open=first.get("open_start", 0),
        first_new=first.get("new", 0),
        first_came_back=first.get("came_back", 0),
        last_ended=last.get("ended", 0),
        last_unknown=last.get("unknown", 0),
        last_open=last.get("open_end", 0),
    )


def _by_value(people: pa.Table, column: str) -> Mapping[str, int]:
    counts = people[column].value_counts().to_pylist()
    return {each["values"]: each["counts"] for each in counts}
