"""Young people as review and linkage take them: their answers, and by whom they are known."""

import duckdb
import pyarrow as pa

from pipeline.duplicates.seen import record_digest, records_digest_sql
from pipeline.numbering import Numbering
from schemas.codebook import NOT_KNOWN, Codebook
from schemas.linkage import Linkage
from schemas.people import people_schema

KNOWN_AS = pa.list_(
    pa.struct(
        [
            ("agency", pa.string()),
            ("agency_key", pa.string()),
            ("identifier", pa.string()),
            ("digest", pa.string()),
            ("gender", pa.string()),
            ("born", pa.date32()),
            ("age", pa.int16()),
            ("several", pa.bool_()),
            ("own", pa.bool_()),
        ]
    )
)

_OF_A_UNIT = (
    ("unit", pa.int64()),
    ("agencies", pa.list_(pa.string())),
    ("identifier", pa.string()),
    ("identifiers", pa.list_(pa.string())),
    ("own_numbering", pa.bool_()),
    ("records", pa.int32()),
    ("known_as", KNOWN_AS),
)

# Who knows a young person under which identifier, and what their records say; `several` where the
# agency gives it to several young people of the place, `own` where the agency numbers for itself.
_KEYS = """
with digested as (
  select person, rank, place, agency, agency_key, identifier, gender::varchar as gender,
    date_of_birth, age_counted, own.agency_key is not null as own, {digest} as digest
  from members left join own_numbers as own using (place, agency_key)
), keys as (
  select person, place, agency_key, identifier, arg_min(agency, rank) as agency,
    min(rank) as rank, count(*) as records, bool_or(own) as own, {digests} as digest,
    arg_min(gender, rank) filter (where gender <> '{not_known}') as gender,
    arg_min(date_of_birth, rank) filter (where date_of_birth is not null) as born,
    arg_min(age_counted, rank) filter (where age_counted is not null) as age
  from digested group by person, place, agency_key, identifier
)
select *, count(*) over (partition by place, agency_key, identifier) > 1 as several from keys
"""

_UNITS = """
with known as ({keys}), collected as (
  select person, list_sort(list_distinct(list(agency_key))) as agencies,
    arg_min(identifier, rank) as identifier,
    list_sort(list_distinct(list(identifier))) as identifiers,
    bool_or(own) as own_numbering, sum(records)::integer as records,
    list({{
      'agency': agency, 'agency_key': agency_key, 'identifier': identifier, 'digest': digest,
      'gender': gender, 'born': born, 'age': age::smallint, 'several': several, 'own': own
    }} order by rank) as known_as
  from known group by person
)
select collected.person::bigint as unit, collected.* exclude (person), people.* exclude (person)
from collected join people using (person)
order by unit
"""


def units_schema(codebook: Codebook) -> pa.Schema:
    """One row a young person: `unit` (the rank of the primary record), what is known by whom (see
    `KNOWN_AS`: the primary's agency first; gender, born and age are those of its records), and the
    merged answers as in schemas.people."""
    return pa.schema([*(pa.field(*each) for each in _OF_A_UNIT), *people_schema(codebook)])


def young_people_units(
    connection: duckdb.DuckDBPyConnection,
    numbering: Numbering,
    codebook: Codebook,
    linkage: Linkage,
) -> pa.Table:
    """The young people of the tables `people` and `members` (see pipeline.merging), as
    `units_schema`, in the order of their units."""
    own = sorted(numbering.own)
    connection.register(
        "own_numbers",
        pa.table(
            {
                "place": pa.array([place for place, _ in own], pa.string()),
                "agency_key": pa.array([agency for _, agency in own], pa.string()),
            }
        ),
    )
    keys = _KEYS.format(
        digest=record_digest(codebook, linkage),
        digests=records_digest_sql("digest"),
        not_known=NOT_KNOWN,
    )
    table = connection.sql(_UNITS.format(keys=keys)).to_arrow_table()
    connection.unregister("own_numbers")
    schema = units_schema(codebook)
    return table.select(schema.names).cast(schema)
