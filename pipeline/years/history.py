"""All rows of all returns up to a day, and which of them are about one young person.

The tables that this makes in a connection: `current_rows`, records' columns with `agency` as
shown, `agency_key`, `place` and `region` (of the last day), `until` (when a later return speaks),
`begins` (referral or first assessment) and `over` (the age limit); and `row_ranks`, with `row_id`
of current_rows, its `rank` and `person`, a number of the young person.
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

# Rows in the order of return dates, then of primaries.  What an agency says of an identifier counts
# once: `said` is the rank of the row that says it first.  Ages are held against each other as the
# return's year less the age.
_RANKED = """
create table ranked_rows as
select *, min(rank) over (
    partition by place, agency_key, identifier, gender, date_of_birth, age_counted
  ) as said
from (
  select current_rows.rowid as row_id, place, agency_key, identifier, gender::varchar as gender,
    date_of_birth, age_counted - year(return_date) as age_counted,
    row_number() over (order by return_date, {primaries}) as rank
  from current_rows
)
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
  and count(distinct gender) filter (where gender <> $not_known) <= 1
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
    connection.execute(_RANKED.format(primaries=order_of_primaries(codebook)))
    connection.execute(_CANDIDATES)
    of_any_day = [_of_any_day(each) for each in decisions]
    ruling = ruling_of(connection, of_any_day, end, areas, codebook, load_linkage(), agencies)
    numbering = numbering_of(connection)
    settled = {"not_known": NOT_KNOWN, "decided": sorted(ruling.ranks)}
    connection.execute(_SETTLED, settled)
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
