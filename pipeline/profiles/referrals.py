"""Referrals: the days on which work with young people began, from all returns up to a day.

What each word means stands in docs/profile.md, "What is counted", exactly enough to count again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.merging import merge_people
from pipeline.selection import order_of_primaries
from reports.profile_tables import PERIODS, PeriodName, Span
from schemas.codebook import Codebook
from schemas.people import people_schema

TIMES_REFERRED = "times_referred"
ONCE, MORE_THAN_ONCE = "once", "more_than_once"

# The rows that can tell of a referral, with the day that they give (null: none).
_ROWS = """
create table referral_rows as
select current_rows.rowid as row_id, row_ranks.person, current_rows.agency_key,
  current_rows.return_date, current_rows.begins, current_rows.closure_date
from current_rows join row_ranks on row_ranks.row_id = current_rows.rowid
where not current_rows.over
  and (closure_date is null or begins is null or closure_date >= begins)
"""

# Of each agency, young person and day: the last return that tells of a referral on that day, when
# the work ended by it (null: it goes on), and the agency's next return that has the young person.
_LAST_TOLD = """
create table last_told as
with shown as (
  select person, agency_key, return_date,
    lead(return_date) over (partition by person, agency_key order by return_date) as next_shown
  from (select distinct person, agency_key, return_date from referral_rows)
), told as (
  select person, agency_key, begins, return_date,
    case when bool_and(closure_date is not null) then max(closure_date) end as ends
  from referral_rows where begins is not null
  group by all
)
select told.person, told.agency_key, told.begins, told.return_date as told_on, told.ends,
  shown.next_shown
from told join shown using (person, agency_key, return_date)
qualify row_number() over (
  partition by told.person, told.agency_key, told.begins order by told.return_date desc
) = 1
"""

# A referral is corrected if that next return no longer tells of it, but of another that the last
# one did not have, though work on it had begun by then and goes over the same time.
_CORRECTED = """
create table corrected_referrals as
select distinct last_told.person, last_told.agency_key, last_told.begins
from last_told join referral_rows as other
  on other.person = last_told.person and other.agency_key = last_told.agency_key
  and other.return_date = last_told.next_shown
where other.begins <= last_told.told_on
  and (last_told.ends is null or other.begins < last_told.ends)
  and (other.closure_date is null or other.closure_date > last_told.begins)
  and not exists (
    from referral_rows as same
    where same.person = last_told.person and same.agency_key = last_told.agency_key
      and same.return_date = last_told.told_on and same.begins = other.begins
  )
"""

# The rows that speak for each referral of the periods: of each agency those of the last return that
# tells of it.
_CANDIDATES = """
create or replace table candidates as
with periods as (
  select unnest($names::varchar[]) as period, unnest($firsts::date[]) as first,
    unnest($lasts::date[]) as last
), speaking as (
  select told.row_id, told.person, told.begins, periods.period
  from last_told
  anti join corrected_referrals using (person, agency_key, begins)
  join periods on last_told.begins between periods.first and periods.last
  join referral_rows as told
    on told.person = last_told.person and told.agency_key = last_told.agency_key
    and told.begins = last_told.begins and told.return_date = last_told.told_on
)
select row_id, person as young_person, speaking.begins as referred_on, period,
  row_number() over (order by person, speaking.begins, {primaries}) as rank
from speaking join current_rows on current_rows.rowid = speaking.row_id
"""

_SAME = """
select rank, first from (
  select rank, min(rank) over (partition by young_person, referred_on) as first from candidates
) where rank <> first
"""

_REFERRALS = f"""
select people.*, candidates.young_person, candidates.referred_on, candidates.period,
  case when count(*) over (partition by candidates.young_person, candidates.period) = 1
       then '{ONCE}' else '{MORE_THAN_ONCE}' end as {TIMES_REFERRED}
from people join candidates on candidates.rank = people.person
order by candidates.young_person, candidates.referred_on
"""

# Young people of whom no row of any return gives a day, by the day of the first.
_UNDATED = """
with undated as (
  select person, min(return_date) as first_shown from referral_rows
  group by person having bool_and(begins is null)
), periods as (
  select unnest($names::varchar[]) as period, unnest($firsts::date[]) as first,
    unnest($lasts::date[]) as last
)
select period, place, region, count(*) as young_people
from undated
join periods on first_shown between periods.first and periods.last
join (select row_ranks.person, any_value(place) as place, any_value(region) as region
      from current_rows join row_ranks on row_ranks.row_id = current_rows.rowid
      group by all) using (person)
group by all order by all
"""

YOUNG_PERSON, REFERRED_ON = "young_person", "referred_on"
_PERIOD = "period"


@dataclass(frozen=True)
class Undated:
    """How many young people of a place came into returns of the period without any day on which
    work with them began."""

    place: str
    region: str
    young_people: int


@dataclass(frozen=True)
class ReferralsOf:
    """The referrals of a period: one row each as in schemas.people, with the number `young_person`,
    the day `referred_on`, and `times_referred` (once, more_than_once: the young person in the
    period); and those who could not be counted."""

    people: pa.Table
    undated: tuple[Undated, ...]


def referrals_of(
    connection: duckdb.DuckDBPyConnection, spans: tuple[Span, Span], codebook: Codebook
) -> Mapping[PeriodName, ReferralsOf]:
    """The referrals of both periods, from the tables of pipeline.years.history."""
    periods: dict[str, Any] = {
        "names": [each.name for each in spans],
        "firsts": [each.first for each in spans],
        "lasts": [each.last for each in spans],
    }
    connection.execute(_ROWS)
    connection.execute(_LAST_TOLD)
    connection.execute(_CORRECTED)
    connection.execute(_CANDIDATES.format(primaries=order_of_primaries(codebook)), periods)
    merge_people(connection, dict(connection.execute(_SAME).fetchall()), codebook)
    found = connection.sql(_REFERRALS).to_arrow_table()
    undated = connection.execute(_UNDATED, periods).fetchall()
    schema = people_schema(codebook)
    schema = schema.append(pa.field(YOUNG_PERSON, pa.int64()))
    schema = schema.append(pa.field(REFERRED_ON, pa.date32()))
    schema = schema.append(pa.field(TIMES_REFERRED, pa.string()))
    return {
        period: ReferralsOf(
            found.filter(pc.equal(found[_PERIOD], period)).select(schema.names).cast(schema),
            tuple(Undated(*where) for name, *where in undated if name == period),
        )
        for period in PERIODS
    }
