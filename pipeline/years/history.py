"""All rows of all returns up to a day, and which of them are about one young person.

The tables that this makes in a connection: `current_rows`, records' columns with `agency` as
shown, `agency_key`, `place` and `region` (of the last day), `until` (when a later return speaks),
`begins` (referral or first assessment) and `over` (the age limit); and `row_ranks`, with `row_id`
of current_rows, its `rank` and `person`, a number of the young person; and `agency_types`, of an
agency (`agency_key`) in a `place`.
"""

from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa
from msgspec import structs

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.cover import Cover
from pipeline.duplicates.decisions import Decision, DecisionUse, Seen
from pipeline.duplicates.ruling import ruling_of
from pipeline.numbering import numbering_of
from pipeline.selection import OVER_18, order_of_primaries, place_rows
from pipeline.store import Store
from pipeline.years.speaking import Speaking
from pipeline.young_people import same_young_people
from schemas.areas import Areas
from schemas.codebook import NOT_KNOWN, Codebook
from schemas.linkage import load_linkage

_CURRENT = f"""
create table current_rows as
select placed_rows.*, speaking.until,
  coalesce(referral_date, first_assessment_date) as begins, {OVER_18} as over
from placed_rows
join speaking on speaking.agency_key = placed_rows.agency_key
     and speaking.return_area = placed_rows.return_area::varchar
     and speaking.return_date = placed_rows.return_date
where not quarantined and region is not null
"""

# Rows in the order of return dates, then of primaries.  Ages are held against each other as the
# return's year less the age.  What an agency says last of an identifier's referral holds for all
# its rows (a gender may have been corrected), unless a return has the identifier twice.  What it
# says of an identifier counts once: `said` is the rank of the row that says it first.
_RANKED = """
create table ranked_rows as
with ranked as (
  select current_rows.rowid as row_id, place, agency_key, identifier, begins,
    nullif(gender::varchar, '{not_known}') as gender, date_of_birth,
    age_counted - year(return_date) as age_counted,
    row_number() over (order by return_date, {primaries}) as rank,
    count(*) over (partition by place, agency_key, identifier, return_date) as in_return
  from current_rows
), of_referral as (
  select *, begins is not null and max(in_return) over referral = 1 as is_one
  from ranked
  window referral as (partition by place, agency_key, identifier, begins)
), corrected as (
  select row_id, place, agency_key, identifier, rank,
    case when is_one then last_value(gender ignore nulls) over referral else gender end as gender,
    case when is_one then last_value(date_of_birth ignore nulls) over referral
         else date_of_birth end as date_of_birth,
    case when is_one then last_value(age_counted ignore nulls) over referral
         else age_counted end as age_counted
  from of_referral
  window referral as (
    partition by place, agency_key, identifier, begins order by rank
    rows between unbounded preceding and unbounded following
  )
)
select *, min(rank) over (
    partition by place, agency_key, identifier, gender, date_of_birth, age_counted
  ) as said
from corrected
"""

# An agency's type in a place: that of its latest row.
_AGENCY_TYPES = """
create table agency_types as
select current_rows.place, current_rows.agency_key,
  arg_max(agency_type::varchar, rank) as agency_type
from current_rows join ranked_rows on ranked_rows.row_id = current_rows.rowid
group by all
"""

_CANDIDATES = """
create or replace table candidates as
select row_id, place, agency_key, identifier, gender, date_of_birth, age_counted, rank
from ranked_rows where rank = said
"""

# Identifiers of which one agency alone says several things that do not contradict each other, and
# about which nobody decided: one young person each.
_SETTLED = """
create table settled as
select place, identifier, min(rank) as first
from candidates
group by place, identifier
having count(*) > 1 and count(distinct agency_key) = 1
  and count(distinct gender) <= 1
  and count(distinct date_of_birth) <= 1
  and coalesce(max(age_counted) - min(age_counted) <= 1, true)
  and not bool_or(list_contains($decided::bigint[], rank))
"""

_LEAVE_OUT_SETTLED = """
delete from candidates using settled
where settled.place = candidates.place and settled.identifier = candidates.identifier
  and candidates.rank <> settled.first
"""

_ROW_RANKS = """
create table row_ranks as
select ranked_rows.row_id, ranked_rows.rank,
  coalesce(settled.first, same_over_time.primary_rank, ranked_rows.said) as person
from ranked_rows
left join settled using (place, identifier)
left join same_over_time on same_over_time.rank = ranked_rows.said
"""


@dataclass(frozen=True)
class History:
    """The sealed files that were read, and how each of people's decisions stands."""

    files: tuple[Cover, ...]
    uses: tuple[DecisionUse, ...]


def read_history(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    speaking: tuple[Speaking, ...],
    end: date,
    areas: Areas,
    codebook: Codebook,
    decisions: tuple[Decision, ...] = (),
    agencies: Agencies = NO_AGENCIES,
) -> History:
    """Makes the tables named above of the returns in `speaking`; each sealed file is read once.

    Who is one young person is told as on a day (contract, step 6; pipeline.young_people), from all
    rows together.  Raises StoreError if a sealed file is damaged.
    """
    returns = tuple(each.returned for each in speaking)
    files = place_rows(connection, store, returns, end, areas, codebook, agencies)
    connection.register("speaking", _speaking(speaking))
    connection.execute(_CURRENT)
    primaries = order_of_primaries(codebook)
    connection.execute(_RANKED.format(primaries=primaries, not_known=NOT_KNOWN))
    connection.execute(_AGENCY_TYPES)
    connection.execute(_CANDIDATES)
    of_any_day = [_of_any_day(each) for each in decisions]
    ruling = ruling_of(connection, of_any_day, end, areas, codebook, load_linkage(), agencies)
    numbering = numbering_of(connection)
    connection.execute(_SETTLED, {"decided": sorted(ruling.ranks)})
    connection.execute(_LEAVE_OUT_SETTLED)
    same = same_young_people(connection, numbering, ruling)
    connection.register(
        "same_over_time",
        pa.table(
            {
                "rank": pa.array(list(same.primary), pa.int64()),
                "primary_rank": pa.array(list(same.primary.values()), pa.int64()),
            }
        ),
    )
    connection.execute(_ROW_RANKS)
    given = {each.number: each for each in decisions}
    uses = tuple(DecisionUse(given[use.decision.number], use.state) for use in ruling.uses)
    return History(files, uses)


def _of_any_day(decision: Decision) -> Decision:
    """A decision without what was true on its day alone: ages, and the records as they were."""

    def side(seen: tuple[Seen, ...]) -> tuple[Seen, ...]:
        return tuple(
            Seen(
                each.key, profile=structs.replace(each.profile, age=None) if each.profile else None
            )
            for each in seen
        )

    return structs.replace(decision, one=side(decision.one), other=side(decision.other))


def _speaking(speaking: tuple[Speaking, ...]) -> pa.Table:
    """A line a part: how long the rows of an agency's return for an area speak."""
    lines = {
        (each.returned.id.agency, part.area, part.return_date): each.until
        for each in speaking
        for _, part in each.returned.parts
    }
    keys = list(lines)
    return pa.table(
        {
            "agency_key": pa.array([agency for agency, _, _ in keys], pa.string()),
            "return_area": pa.array([area for _, area, _ in keys], pa.string()),
            "return_date": pa.array([day for _, _, day in keys], pa.date32()),
            "until": pa.array(list(lines.values()), pa.date32()),
        }
    )
