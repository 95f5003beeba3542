"""The snapshot of a day: from the store to young people, each counted once, and the flow of
rows."""

from dataclasses import dataclass
from datetime import date, datetime

import duckdb
import pyarrow as pa

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.cover import Cover
from pipeline.flow import STEPS, Flow
from pipeline.merging import Conflict, merge_records
from pipeline.quality import agency_quality
from pipeline.returns import (
    MAX_AGE_DAYS,
    Chosen,
    Returns,
    StoredReturn,
    chosen_returns,
    stored_returns,
)
from pipeline.selection import select_candidates
from pipeline.store import Store
from pipeline.young_people import same_young_people
from reports.quality import Quality
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.errors import UserError


class NoReturns(UserError):
    """No return in the store is of the day or of the days before it that count."""


@dataclass(frozen=True)
class Snapshot:
    """Young people on `day` (schemas.people.people_schema), how each row of the store ended, the
    returns counted, the conflicts between merged records, the sealed files that these number, how
    each agency answered, and the identity of agencies.csv (blank without one)."""

    day: date
    max_age: int
    people: pa.Table
    flow: Flow
    counted_returns: tuple[StoredReturn, ...]
    conflicts: tuple[Conflict, ...]
    files: tuple[Cover, ...]
    quality: Quality
    agencies: str = ""


def take_snapshot(
    store: Store,
    day: date,
    areas: Areas,
    codebook: Codebook,
    max_age: int = MAX_AGE_DAYS,
    as_of: datetime | None = None,
    agencies: Agencies = NO_AGENCIES,
) -> Snapshot:
    """Counts the young people being worked with on `day`.

    Raises NoReturns if no return is dated from `max_age` days before `day` to `day`, StoreError if
    the store is damaged, FlowBroken or QualityBroken if rows or answers don't add up.
    """
    returns = stored_returns(store.covers(), areas, as_of, agencies)
    chosen = chosen_returns(returns.standing, day, max_age, areas)
    if not chosen.current:
        raise NoReturns(
            f"The store has no return dated {day} or at most {max_age} days before it. "
            "Ingest returns of these days, or choose another date; "
            "`lscb status` lists what is stored."
        )
    with duckdb.connect() as connection:
        selected = select_candidates(connection, store, chosen, day, areas, codebook, agencies)
        merged = merge_records(connection, same_young_people(connection), codebook)
        quality = agency_quality(connection, store, selected.files, areas, codebook, day)
    flow = _flow(returns, chosen, dict(selected.ended), merged.duplicates, merged.people.num_rows)
    flow.check()
    current = tuple(sorted(chosen.current, key=lambda each: (each.id.agency, each.id.area)))
    return Snapshot(
        day,
        max_age,
        merged.people,
        flow,
        current,
        merged.conflicts,
        selected.files,
        quality,
        agencies.identity,
    )


def _flow(
    returns: Returns, chosen: Chosen, ended: dict[str, int], duplicates: int, counted: int
) -> Flow:
    ended |= {
        "replaced": sum(each.rows for each in returns.replaced),
        "not_current": sum(each.rows for each in chosen.not_current),
        "duplicate": duplicates,
        "counted": counted,
    }
    received = sum(each.rows for each in (*returns.standing, *returns.replaced))
    return Flow(received, {step: ended.get(step, 0) for step in STEPS})
