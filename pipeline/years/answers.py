"""The young people of a period with their answers: what the tables are counted from."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.merging import merge_people
from pipeline.selection import order_of_primaries
from pipeline.years.period import Period
from schemas.codebook import Codebook
from schemas.people import people_schema

# For each period, of each agency with a stretch that ends on `least_end` or later and begins by the
# last day, the rows of its latest return about it by then, or else of the first one after.
_SPEAKING = """
create or replace table candidates as
with periods as (
  select unnest($lasts::date[]) as last, unnest($least_ends::date[]) as least_end
), speaking as (
  select told.*, last,
    row_number() over (
      partition by last, person, agency_key
      order by return_date > last, case when return_date > last then return_date end,
        return_date desc
    ) as in_turn
  from chosen_stretches as chosen join told using (person, agency_key, nth)
  join periods on chosen.begins <= last and (chosen.ends is null or chosen.ends >= least_end)
)
select current_rows.rowid as row_id, row_ranks.person as young_person, speaking.last as day,
  row_number() over (order by speaking.last, {primaries}) as rank
from speaking
join row_ranks on row_ranks.person = speaking.person
join current_rows on current_rows.rowid = row_ranks.row_id
     and current_rows.agency_key = speaking.agency_key
     and current_rows.return_date = speaking.return_date
where speaking.in_turn = 1 and not current_rows.over
  and (speaking.state = 'open') = (current_rows.closure_date is null)
"""

_SAME = """
select rank, first from (
  select rank, min(rank) over (partition by day, young_person) as first from candidates
) where rank <> first
"""

_PEOPLE = """
select people.*, candidates.young_person, candidates.day
from people join candidates on candidates.rank = people.person
order by candidates.day, candidates.young_person
"""

YOUNG_PERSON = "young_person"
_DAY = "day"


def people_of(
    connection: duckdb.DuckDBPyConnection, period: Period, codebook: Codebook
) -> pa.Table:
    """Those with a spell in the period: as in schemas.people, with the number `young_person`.

    Reads the tables of pipeline.years.stretches and spells.  What several agencies say is merged by
    the contract's rules.
    """
    return _people(connection, {period.last: period.first}, codebook).drop_columns([_DAY])


def people_open_on(
    connection: duckdb.DuckDBPyConnection, days: Sequence[date], codebook: Codebook
) -> Mapping[date, pa.Table]:
    """For each of `days` those who are open on it; otherwise as `people_of`."""
    people = _people(connection, {day: day + timedelta(days=1) for day in days}, codebook)
    of_day = people[_DAY]
    return {
        day: people.filter(pc.equal(of_day, pa.scalar(day, pa.date32()))).drop_columns([_DAY])
        for day in days
    }


def _people(
    connection: duckdb.DuckDBPyConnection, least_ends: Mapping[date, date], codebook: Codebook
) -> pa.Table:
    """By the last day of each period, and the day on which a stretch of it ends at the earliest;
    with the last `day`."""
    speaking = _SPEAKING.format(primaries=order_of_primaries(codebook))
    periods = {"lasts": list(least_ends), "least_ends": list(least_ends.values())}
    connection.execute(speaking, periods)
    same = dict(connection.execute(_SAME).fetchall())
    merge_people(connection, same, codebook)
    people = connection.sql(_PEOPLE).to_arrow_table()
    schema = people_schema(codebook)
    schema = schema.append(pa.field(YOUNG_PERSON, pa.int64())).append(pa.field(_DAY, pa.date32()))
    return people.select(schema.names).cast(schema)
