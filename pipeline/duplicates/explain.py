"""How the records with one identifier became young people of an area."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime

import duckdb
import pyarrow as pa

from ingest.agencies import Agencies
from ingest.identifiers import normalised_all, prefixes_of
from pipeline.duplicates.decision_store import standing_decisions
from pipeline.duplicates.decisions import DecisionUse
from pipeline.duplicates.explain_links import LinkedRecord, Links, PairOfRecords
from pipeline.duplicates.explain_others import MayBeOne, who_they_may_be
from pipeline.duplicates.ruling import ruling_of
from pipeline.numbering import numbering_of
from pipeline.profile import Profile
from pipeline.returns import chosen_returns, stored_returns
from pipeline.selection import questions_answered, select_candidates
from pipeline.snapshot import take_snapshot
from pipeline.store import Store
from pipeline.young_people import SamePeople, same_young_people
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.linkage import Linkage
from schemas.sql_connection import connected
from schemas.text import printable

_PLACE_IN_FILE = "concat_ws(', ', sheet::varchar, 'row ' || \"row\", 'column ' || \"column\")"

# Identifiers of the area as they are counted, and as they were written.
_IDENTIFIERS = """
select distinct identifier, local_id from current_rows where place = $place and local_id is not null
"""

_CANDIDATES_SO_CALLED = """
select rank from candidates where place = $place and list_contains($identifiers, identifier)
"""

_RECORDS = f"""
select candidates.rank, agency, candidates.agency_key, agency_type::varchar,
  candidates.identifier, return_date, {_PLACE_IN_FILE}, {{answered}},
  candidates.gender, candidates.date_of_birth, candidates.age_counted
from candidates join current_rows on current_rows.rowid = candidates.row_id
where list_contains($ranks::bigint[], candidates.rank)
order by candidates.rank
"""

_NOT_COUNTED = f"""
select agency, return_date, {_PLACE_IN_FILE}, step
from current_rows
where place = $place and step is not null
  and (list_contains($identifiers, identifier) or list_contains($written, local_id))
order by agency, return_date, file, record
"""


@dataclass(frozen=True)
class Asked:
    """About whom somebody asks: the place and the identifier as it was typed, on which day, with
    returns of up to `max_age` days before, as the store was at `as_of` (None: now)."""

    place: str
    identifier: str
    day: date
    max_age: int
    as_of: datetime | None


@dataclass(frozen=True)
class Record:
    """A record by its number in the explanation; `place` as `row 12`, `answered` how many questions
    it answers, `type` its agency's."""

    number: int
    agency: str
    type: str
    identifier: str
    return_date: date
    place: str
    answered: int


@dataclass(frozen=True)
class Person:
    """A young person's records, the primary first; whom it may be in its area, and in others."""

    records: tuple[Record, ...]
    possible: tuple[MayBeOne, ...]
    across: tuple[MayBeOne, ...]


@dataclass(frozen=True)
class NotCounted:
    """A row that has the identifier and ended at an earlier step."""

    agency: str
    return_date: date
    place: str
    step: str


@dataclass(frozen=True)
class Explanation:
    """The young people one of whose records has one of the `identifiers`, why their records are one
    or not, the decisions about them, and rows that are not counted."""

    area: str
    day: date
    identifiers: tuple[str, ...]
    people: tuple[Person, ...]
    pairs: tuple[PairOfRecords, ...]
    decisions: tuple[DecisionUse, ...]
    not_counted: tuple[NotCounted, ...]


def explain(
    store: Store,
    asked: Asked,
    areas: Areas,
    codebook: Codebook,
    linkage: Linkage,
    agencies: Agencies,
) -> Explanation:
    """How the records with the identifier that is asked for were counted on the day.

    Raises what `take_snapshot` raises.
    """
    snapshot = take_snapshot(
        store, asked.day, areas, codebook, asked.max_age, asked.as_of, agencies
    )
    returns = stored_returns(store.covers(), areas, asked.as_of, agencies)
    chosen = chosen_returns(returns.standing, asked.day, asked.max_age, areas)
    with connected() as connection:
        select_candidates(connection, store, chosen, asked.day, areas, codebook, agencies)
        decisions = standing_decisions(store, asked.as_of)
        ruling = ruling_of(connection, decisions, asked.day, areas, codebook, linkage, agencies)
        numbering = numbering_of(connection)
        same = same_young_people(connection, numbering, ruling)
        names = _agency_names(connection, asked.place)
        identifiers, written = _meant(connection, asked, agencies, names)
        units = _units(connection, asked.place, identifiers, same)
        linked, records = _records(connection, units, same, codebook)
        not_counted = _not_counted(connection, asked.place, identifiers, written)
    links = Links(asked.place, asked.day, areas, agencies, names, numbering, ruling, same)
    others = who_they_may_be(snapshot, units, areas, codebook, linkage)
    return Explanation(
        area=areas.place_on(asked.place, asked.day).name,
        day=asked.day,
        identifiers=tuple(sorted(identifiers)),
        people=tuple(
            Person(
                tuple(
                    record
                    for link, record in zip(linked, records, strict=True)
                    if same.unit_of(link.rank) == unit
                ),
                others.within[unit],
                others.across[unit],
            )
            for unit in units
        ),
        pairs=links.pairs(linked, identifiers),
        decisions=tuple(use for use in ruling.uses if links.is_about(use.decision, linked)),
        not_counted=not_counted,
    )


def _agency_names(connection: duckdb.DuckDBPyConnection, place: str) -> dict[str, str]:
    """The agencies that have rows in the place, by their keys."""
    found = connection.execute(
        "select agency_key, min(agency) from current_rows where place = $place group by 1",
        {"place": place},
    )
    return {key: printable(name) for key, name in found.fetchall()}


def _meant(
    connection: duckdb.DuckDBPyConnection,
    asked: Asked,
    agencies: Agencies,
    names: Mapping[str, str],
) -> tuple[set[str], set[str]]:
    """The identifiers that may be meant, as they are counted, and as they were written in the rows
    that have what was typed: a prefix in it may be one that the agency's register drops."""
    plain = _normalised([asked.identifier])[0]
    rows = connection.execute(_IDENTIFIERS, {"place": asked.place}).fetchall()
    normal = _normalised([local for _, local in rows])
    so_written = [row for row, each in zip(rows, normal, strict=True) if each == plain]
    meant = {plain} | {identifier for identifier, _ in so_written if identifier is not None}
    for each in agencies.agencies:
        if agencies.key_of(each.name) in names:
            meant |= set(_normalised([asked.identifier], prefixes_of(each.id_prefixes)))
    return meant, {written for _, written in so_written}


def _normalised(texts: Sequence[str], prefixes: frozenset[str] = frozenset()) -> list[str]:
    found: list[str] = normalised_all(pa.array(texts, pa.string()), prefixes).to_pylist()
    return found


def _units(
    connection: duckdb.DuckDBPyConnection, place: str, identifiers: Set[str], same: SamePeople
) -> list[int]:
    """The young people one of whose records has one of the identifiers, by their primaries."""
    wanted = {"place": place, "identifiers": sorted(identifiers)}
    found = connection.execute(_CANDIDATES_SO_CALLED, wanted).fetchall()
    return sorted({same.unit_of(rank) for (rank,) in found})


def _records(
    connection: duckdb.DuckDBPyConnection,
    units: Sequence[int],
    same: SamePeople,
    codebook: Codebook,
) -> tuple[list[LinkedRecord], list[Record]]:
    """All records of the young people, numbered young person by young person."""
    ranks = [rank for rank, unit in same.primary.items() if unit in set(units)]
    query = _RECORDS.format(answered=questions_answered(codebook, "current_rows."))
    rows = connection.execute(query, {"ranks": sorted([*units, *ranks])}).fetchall()
    linked, records = [], []
    rows.sort(key=lambda row: (same.unit_of(row[0]), row[0]))
    for number, row in enumerate(rows, start=1):
        rank, agency, key, kind, identifier, returned, place, answered, *profile = row
        name = printable(agency)
        linked.append(LinkedRecord(number, rank, name, key, identifier, Profile(*profile)))
        records.append(Record(number, name, kind, identifier, returned, place, answered))
    return linked, records


def _not_counted(
    connection: duckdb.DuckDBPyConnection, place: str, identifiers: Set[str], written: Set[str]
) -> tuple[NotCounted, ...]:
    named = {"identifiers": sorted(identifiers), "written": sorted(written)}
    rows = connection.execute(_NOT_COUNTED, {"place": place} | named).fetchall()
    return tuple(NotCounted(printable(agency), *rest) for agency, *rest in rows)
