"""The snapshot of a day: from the store to young people, each counted once, and the flow of
rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import pyarrow as pa

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.cover import Cover
from pipeline.duplicates.decision_store import standing_decisions
from pipeline.duplicates.decisions import Decision, DecisionUse
from pipeline.duplicates.ruling import Ruling, ruling_of
from pipeline.duplicates.sides import PlacedKey
from pipeline.duplicates.units import young_people_units
from pipeline.flow import STEPS, Flow
from pipeline.left_out import LeftOut, left_out_of
from pipeline.merging import Conflict, merge_records
from pipeline.numbering import numbering_of
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
from pipeline.unchanged import read_unchanged
from pipeline.young_people import SamePeople, same_young_people
from reports.quality import Quality
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.errors import UserError
from schemas.linkage import load_linkage
from schemas.people import people_schema
from schemas.sql_connection import connected


class NoReturns(UserError):
    """No return in the store is of the day or of the days before it that count."""


@dataclass(frozen=True)
class Snapshot:
    """Young people on `day`, how each row of the store ended, the returns counted, the conflicts
    between merged records, the sealed files that these number, how each agency answered, and the
    identity of agencies.csv (blank without one), and what of the store was left out.

    `people` are as in schemas.people.people_schema, `units` the same with by whom they are known
    (pipeline.duplicates.units).  Of people's decisions: how each stands; the pairs of units
    (smaller first) that are `apart`, and those about which somebody was unsure, with the latest
    decision; and the pairs of identifiers of one agency that people joined (`said`).
    """

    day: date
    max_age: int
    people: pa.Table
    units: pa.Table
    flow: Flow
    counted_returns: tuple[StoredReturn, ...]
    conflicts: tuple[Conflict, ...]
    files: tuple[Cover, ...]
    quality: Quality
    uses: tuple[DecisionUse, ...] = ()
    apart: frozenset[tuple[int, int]] = frozenset()
    unsure: Mapping[tuple[int, int], Decision] = field(default_factory=dict)
    said: frozenset[frozenset[PlacedKey]] = frozenset()
    agencies: str = ""
    left_out: tuple[LeftOut, ...] = ()


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
    return read_unchanged(
        store, lambda: _taken(store, day, areas, codebook, max_age, as_of, agencies)
    )


def _taken(
    store: Store,
    day: date,
    areas: Areas,
    codebook: Codebook,
    max_age: int,
    as_of: datetime | None,
    agencies: Agencies,
) -> Snapshot:
    linkage = load_linkage()
    returns = stored_returns(store.covers(), areas, as_of, agencies)
    chosen = chosen_returns(returns.standing, day, max_age, areas)
    if not chosen.current:
        raise NoReturns(
            f"The store has no return dated {day} or at most {max_age} days before it. "
            "Ingest returns of these days, or choose another date; "
            "`lscb status` lists what is stored."
        )
    with connected() as connection:
        selected = select_candidates(connection, store, chosen, day, areas, codebook, agencies)
        decisions = standing_decisions(store, as_of)
        ruling = ruling_of(connection, decisions, day, areas, codebook, linkage, agencies)
        numbering = numbering_of(connection)
        same = same_young_people(connection, numbering, ruling)
        conflicts = merge_records(connection, same.primary, codebook)
        units = young_people_units(connection, numbering, codebook, linkage)
        quality = agency_quality(connection, store, selected.files, areas, codebook, day)
    flow = _flow(returns, chosen, dict(selected.ended), same, units.num_rows)
    flow.check()
    current = tuple(sorted(chosen.current, key=lambda each: (each.id.agency, each.id.area)))
    return Snapshot(
        day=day,
        max_age=max_age,
        people=units.select(people_schema(codebook).names),
        units=units,
        flow=flow,
        counted_returns=current,
        conflicts=conflicts,
        files=selected.files,
        quality=quality,
        uses=ruling.uses,
        apart=_apart(ruling, same),
        unsure=_unsure(ruling, same),
        said=ruling.said,
        agencies=agencies.identity,
        left_out=left_out_of(store),
    )


def _apart(ruling: Ruling, same: SamePeople) -> frozenset[tuple[int, int]]:
    return frozenset(
        _pair(same.unit_of(one), same.unit_of(other))
        for one, others in ruling.apart.items()
        for other in others
    )


def _unsure(ruling: Ruling, same: SamePeople) -> dict[tuple[int, int], Decision]:
    return {
        _pair(same.unit_of(one), same.unit_of(other)): decision
        for one, other, decision in ruling.unsure
    }


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _flow(
    returns: Returns, chosen: Chosen, ended: dict[str, int], same: SamePeople, counted: int
) -> Flow:
    ended |= {
        "replaced": sum(each.rows for each in returns.replaced),
        "not_current": sum(each.rows for each in chosen.not_current),
        "duplicate": len(same.primary) - same.decided,
        "duplicate_decided": same.decided,
        "counted": counted,
    }
    received = sum(each.rows for each in (*returns.standing, *returns.replaced))
    return Flow(received, {step: ended.get(step, 0) for step in STEPS})
