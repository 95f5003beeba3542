"""The year of a board, or of all: from the store to its report."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.duplicates.decisions import DecisionUse
from pipeline.returns import StoredReturn
from pipeline.years.answers import YOUNG_PERSON, people_of
from pipeline.years.figures import movements_by_place, populations_of, tables_of
from pipeline.years.over_time import Asked, read_over_time
from pipeline.years.period import Period, months_within
from pipeline.years.sending import missing_boards, sending_of
from pipeline.years.spells import make_spells, movements_of
from reports.tables import held_tables
from reports.tables_reading import load_tables
from reports.year import MonthOfYear, YearReport
from reports.year_tables import year_end_table
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.errors import ProgramFault
from schemas.people import FORMS, people_schema
from schemas.populations import load_populations, note
from schemas.sql_connection import connected
from schemas.version import program_version

# How each young person of the year came first and went last.
_HOW = """
select person as young_person,
  max(came) filter (where is_first) as came,
  max(case when went = 'open' then 'open_end' else went end) filter (where is_last) as year_end
from here group by person
"""


@dataclass(frozen=True)
class Year:
    """A year's report, the returns up to its end that it counts, and how each decision stands."""

    report: YearReport
    returns: tuple[StoredReturn, ...]
    uses: tuple[DecisionUse, ...]


def take_year(
    asked: Asked,
    year: Period,
    areas: Areas,
    codebook: Codebook,
    progress: Callable[[str], None] = lambda _: None,
) -> Year:
    """Counts the young people of a year; `asked.end` is its last day.

    Raises NoReturnsInTime if no return is of the year or before it, StoreError if the store is
    damaged, MovementsBroken or TablesBroken if figures don't add up.
    """
    with connected() as connection:
        over_time = read_over_time(connection, asked, areas, codebook, progress)
        make_spells(connection)
        found = movements_of(connection, year)
        movements = movements_by_place(found, areas, year.last)
        people = _with_how(connection, people_of(connection, year, codebook), codebook)
        months = tuple(
            MonthOfYear(
                month.name, movements_by_place(movements_of(connection, month), areas, year.last)
            )
            for month in months_within(year)
        )
        progress("spells")
    individuals = sum(each.movements.individuals for each in found)
    if people.num_rows != individuals:
        raise ProgramFault(f"{people.num_rows} young people have answers, {individuals} spells")
    held = held_tables(load_tables(), people[FORMS].unique().to_pylist())
    tables = (*held, year_end_table())
    is_new = pc.equal(people["came"], "new")
    groups = (people, people.filter(is_new), people.filter(pc.invert(is_new)))
    all_, new, known_before = (
        tables_of(each, tables, year.last, year.last, areas, codebook) for each in groups
    )
    progress("tables")
    populations, middle = load_populations(), year.middle
    mid_year = populations.nearest(middle)
    report = YearReport(
        name=year.name,
        first=year.first,
        last=year.last,
        board=asked.board,
        movements=movements,
        worked_with=all_,
        new=new,
        known_before=known_before,
        sending=sending_of(over_time, months_within(year)),
        missing=() if asked.board else missing_boards(over_time, year),
        returns_used=len(over_time.returns),
        refused_rows=sum(each.refused_rows for each in over_time.returns_in(year)),
        agencies=len({each.id.agency for each in over_time.returns}),
        codebook_version=codebook.version,
        program_version=program_version(),
        populations=populations_of(
            (each.geography for each in movements), populations, mid_year, areas
        ),
        population_note=note(mid_year, middle),
        months=months,
    )
    return Year(report, over_time.returns, over_time.uses)


def _with_how(
    connection: duckdb.DuckDBPyConnection, people: pa.Table, codebook: Codebook
) -> pa.Table:
    """With `came` and `year_end`, how each came first and went last."""
    connection.register("people_of_year", people)
    query = f"select * from people_of_year join ({_HOW}) using ({YOUNG_PERSON})"
    found = connection.sql(query).to_arrow_table()
    connection.unregister("people_of_year")
    return found.select([*people_schema(codebook).names, "came", "year_end"])
