"""Spells: a young person's time in a place, from the stretches of all agencies; and who came, went
and stayed in a period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import duckdb
import pyarrow as pa

from pipeline.returns import MAX_AGE_DAYS
from pipeline.years.period import Period
from reports.movements import Movements, Series

AgencyAtPlace = tuple[str, str]
"""Agency key and place."""

# The stretches that a series counts, and the rows of its agencies that show somebody open.
_CHOSEN = """
create or replace temp view chosen_stretches as
select * from stretches
where {condition}
"""
_SHOWN = """
create or replace temp view shown as
select person, return_date, until, begins, closure_date
from current_rows join row_ranks on row_ranks.row_id = current_rows.rowid
where not over and {condition}
"""
_ALL = "true"
_EVERY_MONTH = "(agency_key, place) in (select (agency_key, place) from every_month)"
_OF_TYPE = """(agency_key, place) in (
  select (agency_key, place) from agency_types where agency_type = '{type}'
)"""

# Stretches of one young person that overlap or touch are one spell; what ends it is the latest end,
# of several on that day the first of closure, age, unknown.
_SPELLS = """
create or replace table spells as
with dated as (
  select person, place, region, begins, coalesce(ends, date '9999-12-31') as ends, reason,
    row_number() over (partition by person order by begins, ends, agency_key, nth) as in_turn
  from chosen_stretches
), beside as (
  select *, max(ends) over (
      partition by person order by in_turn rows between unbounded preceding and 1 preceding
    ) as ends_before
  from dated
), numbered as (
  select *, sum(case when begins <= ends_before then 0 else 1 end)
      over (partition by person order by in_turn rows unbounded preceding) as nth
  from beside
)
select person, nth, any_value(place) as place, any_value(region) as region,
  min(begins) as begins, max(ends) as ends,
  first(reason order by ends desc, list_position(['closure', 'age', 'unknown'], reason)) as reason
from numbered group by person, nth
"""

_HERE = """
create or replace table here as
with within as (
  select *, begins < $first as at_start, ends > $last as at_end
  from spells where begins <= $last and ends >= $first
)
select *,
  case when at_start then 'open' when nth = 1 then 'new' else 'came_back' end as came,
  case when at_end then 'open' when reason = 'unknown' then 'unknown' else 'ended' end as went,
  row_number() over (partition by person order by begins) = 1 as is_first,
  row_number() over (partition by person order by begins desc) = 1 as is_last
from within
"""

# Whom a return shows open on a day: one that speaks on it, or any of the days before.
_SHOWN_ON = """
select person from shown
where return_date between $earliest and $day and ($lately or until is null or until > $day)
  and (begins is null or begins <= $day) and (closure_date is null or closure_date > $day)
"""

# By the names of Movements.
_MOVEMENTS = """
select place, any_value(region) as region, {
  'open_start': count(*) filter (where came = 'open'),
  'seen_again': count(*) filter (where came = 'open' and person not in (from shown_before)),
  'new': count(*) filter (where came = 'new'),
  'came_back': count(*) filter (where came = 'came_back'),
  'ended': count(*) filter (where went = 'ended'),
  'ended_age': count(*) filter (where went = 'ended' and reason = 'age'),
  'unknown': count(*) filter (where went = 'unknown'),
  'open_end': count(*) filter (where went = 'open'),
  'not_confirmed': count(*) filter (where went = 'open' and person not in (from shown_lately)),
  'individuals': count(*) filter (where is_first),
  'first_open': count(*) filter (where is_first and came = 'open'),
  'first_new': count(*) filter (where is_first and came = 'new'),
  'first_came_back': count(*) filter (where is_first and came = 'came_back'),
  'last_ended': count(*) filter (where is_last and went = 'ended'),
  'last_unknown': count(*) filter (where is_last and went = 'unknown'),
  'last_open': count(*) filter (where is_last and went = 'open')
} as counts
from here group by place order by place
"""


@dataclass(frozen=True)
class MovementsAt:
    """The movements of a place, by its code, and the region that it is in."""

    place: str
    region: str
    movements: Movements


def make_spells(
    connection: duckdb.DuckDBPyConnection,
    series: Series = "all",
    every_month: Iterable[AgencyAtPlace] = (),
) -> None:
    """Makes the table `spells` of a series (`person`, `nth` of that young person, `place`,
    `region`, `begins`, `ends` (9999-12-31 where it goes on) and `reason`), and the views
    `chosen_stretches` and `shown`; reads the tables of history and stretches.

    `every_month`: the agencies and places of the series `sent_every_month`.
    """
    pairs = sorted(every_month)
    connection.register(
        "every_month",
        pa.table(
            {
                "agency_key": pa.array([agency for agency, _ in pairs], pa.string()),
                "place": pa.array([place for _, place in pairs], pa.string()),
            }
        ),
    )
    condition = {"all": _ALL, "sent_every_month": _EVERY_MONTH}.get(
        series, _OF_TYPE.format(type=series)
    )
    connection.execute(_CHOSEN.format(condition=condition))
    connection.execute(_SHOWN.format(condition=condition))
    connection.execute(_SPELLS)


def movements_of(connection: duckdb.DuckDBPyConnection, period: Period) -> tuple[MovementsAt, ...]:
    """The movements of each place with a spell in the period, by the place's code.

    Reads `spells` and makes the table `here`: its spells of the period, with how each `came` and
    `went`, and whether it is the young person's first or last of the period.
    """
    connection.execute(_HERE, {"first": period.first, "last": period.last})
    before, lately = period.day_before, period.last
    shown: Mapping[str, Mapping[str, object]] = {
        "shown_before": {"earliest": before.min, "day": before, "lately": False},
        "shown_lately": {
            "earliest": lately - timedelta(days=MAX_AGE_DAYS),
            "day": lately,
            "lately": True,
        },
    }
    for name, days in shown.items():
        connection.execute(f"create or replace temp table {name} as {_SHOWN_ON}", days)
    return tuple(
        MovementsAt(place, region, Movements(**counts))
        for place, region, counts in connection.execute(_MOVEMENTS).fetchall()
    )
