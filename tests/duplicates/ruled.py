"""Records of one place and what people's decisions mean for them, in as few words as possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from pipeline.duplicates.decisions import Decision, Key, Seen, SeenProfile, Verdict
from pipeline.duplicates.ruling import Ruling, ruling_of
from pipeline.numbering import numbering_of
from pipeline.young_people import SamePeople, same_young_people
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.linkage import load_linkage
from schemas.records import record_schema

PLACE = "E06000008"
"""Blackburn with Darwen."""
OTHER_PLACE = "E06000009"
"""Blackpool."""
DAY = date(2011, 6, 6)
POLICE, CARE, PROJECT = "Police", "Care", "Project"
GIRL = SeenProfile("female", None, None)
BOY = SeenProfile("male", None, None)
VERDICTS: tuple[Verdict, ...] = ("same", "not_same", "unsure")


@dataclass(frozen=True)
class Record:
    """The records of a test stand in the order of primaries."""

    agency: str
    identifier: str
    gender: str | None = None
    born: date | None = None
    age: int | None = None
    ethnicity: str | None = None
    numbering: str | None = "shared"
    place: str = PLACE


def connected(records: Sequence[Record]) -> duckdb.DuckDBPyConnection:
    """With the tables `current_rows` and `candidates` that selection makes."""
    columns: dict[str, pa.Array] = {}
    for field in record_schema(load_codebook()):
        plain = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        columns[field.name] = pa.nulls(len(records), plain)
    told: dict[str, tuple[pa.DataType, Sequence[object]]] = {
        "identifier": (pa.string(), [each.identifier for each in records]),
        "gender": (pa.string(), [each.gender for each in records]),
        "ethnicity": (pa.string(), [each.ethnicity for each in records]),
        "numbering": (pa.string(), [each.numbering for each in records]),
        "agency": (pa.string(), [each.agency for each in records]),
        "date_of_birth": (pa.date32(), [each.born for each in records]),
        "age_counted": (pa.int16(), [each.age for each in records]),
        "place": (pa.string(), [each.place for each in records]),
        "agency_key": (pa.string(), [each.agency.lower() for each in records]),
    }
    columns |= {name: pa.array(values, kind) for name, (kind, values) in told.items()}
    connection = duckdb.connect()
    connection.register("given", pa.table(columns))
    connection.execute("create table current_rows as from given")
    connection.execute(
        "create table candidates as select rowid as row_id, place, agency_key, identifier, gender,"
        " date_of_birth, age_counted, rowid::bigint as rank from current_rows"
    )
    return connection


def side(*keys: str, digest: str = "", profile: SeenProfile | None = None) -> tuple[Seen, ...]:
    """Each key as `Police 12`."""
    parts = [each.rpartition(" ") for each in keys]
    return tuple(Seen(Key(agency, number), digest, profile) for agency, _, number in parts)


def decided(
    number: int,
    one: str | tuple[Seen, ...],
    verdict: Verdict,
    other: str | tuple[Seen, ...],
    area: str = PLACE,
) -> Decision:
    return Decision(
        number=number,
        area=area,
        one=side(one) if isinstance(one, str) else one,
        other=side(other) if isinstance(other, str) else other,
        verdict=verdict,
        who="A Jones",
        day=DAY,
    )


def ruled(records: Sequence[Record], *decisions: Decision) -> tuple[Ruling, SamePeople]:
    """What the decisions mean for the records, and who is one young person then."""
    with connected(records) as connection:
        codebook, linkage = load_codebook(), load_linkage()
        ruling = ruling_of(connection, decisions, DAY, load_areas(), codebook, linkage)
        return ruling, same_young_people(connection, numbering_of(connection), ruling)


def people(records: Sequence[Record], *decisions: Decision) -> list[list[int]]:
    """The young people as lists of the records' numbers."""
    _, same = ruled(records, *decisions)
    found: dict[int, list[int]] = {}
    for rank in range(len(records)):
        found.setdefault(same.unit_of(rank), []).append(rank)
    return sorted(found.values())


def states(records: Sequence[Record], *decisions: Decision) -> list[str]:
    """How each decision stands."""
    ruling, _ = ruled(records, *decisions)
    return [each.state for each in ruling.uses]
