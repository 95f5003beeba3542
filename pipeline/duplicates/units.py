"""Young people as review and linkage take them: their answers, and by whom they are known."""

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.duplicates.seen import (
    record_alone_digest_sql,
    record_digest,
    records_digest_sql,
)
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

# The identifiers that an agency gives to several young people of a place: few.
_SHARED = """
create or replace temp table shared_identifiers as
select place, agency_key, identifier, true as several
from members group by all having min(person) <> max(person)
"""

# The records of young people with what tells of whom they are; `own` where the agency numbers for
# itself, `several` where it gives the identifier to several young people of the place.
_DIGESTED = """
  select person, rank, agency, agency_key, identifier, gender::varchar as gender,
    date_of_birth, age_counted, own_numbers.agency_key is not null as own,
    coalesce(several, false) as several, {digest} as digest
  from members
  left join own_numbers using (place, agency_key)
  left join shared_identifiers using (place, agency_key, identifier)
  where records {records}
"""

# Who knows a young person under which identifier, and what their records say.
_KNOWN = """{{
  'agency': agency, 'agency_key': agency_key, 'identifier': identifier, 'digest': digest,
  'gender': gender, 'born': born, 'age': age::smallint, 'several': several, 'own': own
}}"""

# Nearly all young people have one record; what groups the others would cost most of the time.
_UNITS = """
with alone as (
  select person, [agency_key] as agencies, identifier, [identifier] as identifiers,
    own as own_numbering, 1 as records, [{known}] as known_as
  from (
    select * replace (if(gender <> '{not_known}', gender, null) as gender, {digests} as digest),
      date_of_birth as born, age_counted as age
    from ({of_one})
  )
), keys as (
  select person, agency_key, identifier, arg_min(agency, rank) as agency,
    min(rank) as rank, count(*) as records, bool_or(own) as own, bool_or(several) as several,
    {digests_of_several} as digest,
    arg_min(gender, rank) filter (where gender <> '{not_known}') as gender,
    arg_min(date_of_birth, rank) filter (where date_of_birth is not null) as born,
    arg_min(age_counted, rank) filter (where age_counted is not null) as age
  from ({of_several}) group by person, agency_key, identifier
), merged as (
  select person, list_sort(list_distinct(list(agency_key))) as agencies,
    arg_min(identifier, rank) as identifier,
    list_sort(list_distinct(list(identifier))) as identifiers,
    bool_or(own) as own_numbering, sum(records)::integer as records,
    list({known} order by rank) as known_as
  from keys group by person
)
select person::bigint as unit, * exclude (person) from (from alone union all by name from merged)
"""

_ANSWERS = "select person::bigint as unit, * exclude (person) from people"


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
    connection.execute(_SHARED)
    digest = record_digest(codebook, linkage)
    query = _UNITS.format(
        known=_KNOWN.format(),
        of_one=_DIGESTED.format(digest=digest, records="= 1"),
        of_several=_DIGESTED.format(digest=digest, records="> 1"),
        digests=record_alone_digest_sql("digest"),
        digests_of_several=records_digest_sql("list(digest)"),
        not_known=NOT_KNOWN,
    )
    schema = units_schema(codebook)
    known = _in_order(connection, query, schema)
    answers = _in_order(connection, _ANSWERS, schema)
    connection.unregister("own_numbers")
    connection.execute("drop table shared_identifiers")
    if not known["unit"].equals(answers["unit"]):
        raise ValueError("the young people and their keys are not the same")
    columns = {name: known[name] for name in known.column_names}
    columns |= {name: answers[name] for name in answers.column_names}
    return pa.table([columns[name] for name in schema.names], schema)


def _in_order(connection: duckdb.DuckDBPyConnection, query: str, schema: pa.Schema) -> pa.Table:
    """What a query gives, in the types of `schema` and the order of its units.

    It comes in batches, of which the texts become codes at once, and is put in order by those: a
    million rows of text to sort would be most of what a snapshot holds in memory.
    """
    reader = connection.sql(query).to_arrow_reader()
    kept = pa.schema([schema.field(name) for name in reader.schema.names])
    chunks: dict[str, list[pa.Array]] = {name: [] for name in kept.names}
    for batch in reader:
        for field in kept:
            chunks[field.name].append(batch[field.name].cast(field.type))
    order = pc.sort_indices(pa.chunked_array(chunks["unit"], kept.field("unit").type))
    # Each column is let go of as soon as it is in order.
    columns = [_together(chunks.pop(each.name), each.type).take(order) for each in kept]
    return pa.table(columns, kept)


def _together(chunks: list[pa.Array], kind: pa.DataType) -> pa.Array:
    column = pa.chunked_array(chunks, kind)
    chunks.clear()
    if pa.types.is_dictionary(kind):
        column = column.unify_dictionaries()
    whole = column.combine_chunks()
    return whole if isinstance(whole, pa.Array) else whole.chunk(0)
