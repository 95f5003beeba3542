"""Which records a snapshot of day D counts: the contract's steps 1 to 5.

The result are two DuckDB tables: `current_rows`, all rows of the returns chosen, and `candidates`,
those that reached step 6 with what tells young people apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.cover import Cover
from pipeline.returns import Chosen, StoredReturn
from pipeline.store import Store, StoreError, order_received
from schemas.areas import Areas
from schemas.codebook import NOT_KNOWN, SEPARATOR, Codebook, Question
from schemas.records import kept_questions, record_schema

_FILE = "file"
_READERS = 2
_ROWS_AT_ONCE = 500_000
_OTHER_CODEBOOK = (
    "The store holds other {what} than the codebook has: its returns were ingested under another "
    "codebook. Ingest them again into a new store."
)

# Rows of the sealed files that belong to a return that was chosen, with where they count on a day.
_PLACED = """
create view placed_rows as
select records.* exclude (agency), agencies.name as agency, agencies.agency_key,
       places.place, places.region
from records
join chosen on chosen.file = records.file and chosen.agency = records.agency::varchar
     and chosen.return_area = records.return_area::varchar
     and chosen.return_date = records.return_date
join agencies on agencies.agency = records.agency::varchar
left join places on places.area = records.area::varchar
"""

# The SQL condition that a record is over the age limit on its return date (contract, step 5).
OVER_18 = """coalesce(age_counted >= 18
         and not (age_counted <= 25 and coalesce(age_at_first_assessment < 18, false)), false)"""

# The first step that holds for each row, in the order of flow.csv; null for those at step 6.
_CURRENT = f"""
select *,
  case
    when quarantined then 'quarantined'
    when region is null then 'outside_england'
    when coalesce(referral_date, first_assessment_date) > $day or closure_date <= $day
      then 'not_open'
    when {OVER_18} then 'over_18'
  end as step
from placed_rows
"""

# The order of primaries: most questions answered, agency type, agency name (the one
# shown, so that spellings of one agency tie), file, place in the file.
_PRIMARIES = """
create table primaries as
select rowid as row_id from current_rows where step is null order by {primaries}
"""

# A table keeps the order in which its rows were inserted: to sort the rows' numbers alone and count
# them costs half of numbering whole rows by a window.
_CANDIDATES = """
create table candidates as
select primaries.row_id, place, agency_key, identifier, gender::varchar as gender, date_of_birth,
  age_counted, primaries.rowid + 1 as rank
from primaries join current_rows on current_rows.rowid = primaries.row_id
"""


@dataclass(frozen=True)
class Selected:
    """Rows ended at the steps before step 6, by step (the others are the table `candidates`), and
    the sealed files read, in the order of their numbers."""

    ended: Mapping[str, int]
    files: tuple[Cover, ...]


def select_candidates(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    chosen: Chosen,
    day: date,
    areas: Areas,
    codebook: Codebook,
    agencies: Agencies = NO_AGENCIES,
) -> Selected:
    """Makes `current_rows` (records' columns, with `agency` as its name is shown, `agency_key`,
    `place`, `region`, `step`) and `candidates` (`row_id` of current_rows, `rank` in the order of
    primaries) in `connection`.

    Raises StoreError if a sealed file is damaged.
    """
    covers = _make_current_rows(connection, store, chosen, day, areas, codebook, agencies)
    connection.execute(_PRIMARIES.format(primaries=order_of_primaries(codebook)))
    connection.execute(_CANDIDATES)
    connection.execute("drop table primaries")
    ended = connection.execute(
        "select step, count(*) from current_rows where step is not null group by 1"
    )
    return Selected(dict(ended.fetchall()), covers)


def _make_current_rows(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    chosen: Chosen,
    day: date,
    areas: Areas,
    codebook: Codebook,
    agencies: Agencies,
) -> tuple[Cover, ...]:
    """Makes the table `current_rows`, of so many files at a time that their rows as they were read
    take little memory beside it; gives the sealed files in the order of their numbers."""
    covers, chosen_parts = _parts(chosen.current)
    _register_chosen(connection, chosen_parts, agencies)
    into = "create table current_rows as"
    for first, batch in _batches(covers):
        _register_records(connection, _records(store, batch, codebook, first), areas, day)
        connection.execute(f"{into} {_CURRENT}", {"day": day})
        into = "insert into current_rows"
        connection.execute("drop view placed_rows")
        connection.unregister("records")
        connection.unregister("places")
    connection.unregister("chosen")
    connection.unregister("agencies")
    return tuple(covers)


def _batches(covers: Sequence[Cover]) -> Iterator[tuple[int, Sequence[Cover]]]:
    """Sealed files one after another, each with the number of the first, as many as have enough
    rows."""
    first, rows = 0, 0
    for n, cover in enumerate(covers, start=1):
        rows += sum(part.rows for part in cover.returns)
        if rows >= _ROWS_AT_ONCE or n == len(covers):
            yield first, covers[first:n]
            first, rows = n, 0


def place_rows(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    returns: tuple[StoredReturn, ...],
    day: date,
    areas: Areas,
    codebook: Codebook,
    agencies: Agencies = NO_AGENCIES,
) -> tuple[Cover, ...]:
    """Makes the view `placed_rows` of all rows of the returns (records' columns, with `agency` as
    its name is shown, `agency_key`, and the `place` and `region` where they count on `day`), and
    gives the sealed files in the order of their numbers.  Each file is read once.

    Raises StoreError if a sealed file is damaged.
    """
    covers, chosen_parts = _parts(returns)
    _register_chosen(connection, chosen_parts, agencies)
    _register_records(connection, _records(store, covers, codebook), areas, day)
    return tuple(covers)


def _register_chosen(
    connection: duckdb.DuckDBPyConnection, chosen_parts: pa.Table, agencies: Agencies
) -> None:
    connection.register("chosen", chosen_parts)
    connection.register("agencies", _agencies(chosen_parts, agencies))


def _register_records(
    connection: duckdb.DuckDBPyConnection, records: pa.Table, areas: Areas, day: date
) -> None:
    """Makes the view `placed_rows` of them."""
    connection.register("records", records)
    connection.register("places", _places(connection, areas, day))
    connection.execute(_PLACED)


def order_of_primaries(codebook: Codebook) -> str:
    """SQL of the order in which records stand for a young person (contract, "Which record stands"),
    of rows as in `placed_rows`."""
    answered = questions_answered(codebook)
    return f"({answered}) desc, {_type_rank(codebook)}, agency, file, record"


def _parts(returns: tuple[StoredReturn, ...]) -> tuple[list[Cover], pa.Table]:
    """The sealed files of the returns in the order received, and which of their rows are chosen."""
    covers = {cover.id: cover for each in returns for cover, _ in each.parts}
    ordered = sorted(covers.values(), key=order_received)
    number = {cover.id: n for n, cover in enumerate(ordered)}
    rows = [
        (number[cover.id], part.agency, part.area, part.return_date)
        for each in returns
        for cover, part in each.parts
    ]
    names = (_FILE, "agency", "return_area", "return_date")
    types = (pa.int32(), pa.string(), pa.string(), pa.date32())
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    return ordered, pa.table(
        {
            name: pa.array(column, kind)
            for name, column, kind in zip(names, columns, types, strict=True)
        }
    )


def _records(store: Store, covers: Sequence[Cover], codebook: Codebook, first: int = 0) -> pa.Table:
    """All rows of the sealed files with their number; `first` is that of the first of them.

    Raises StoreError if they were sealed under a codebook with other questions or answers.
    """
    schema = record_schema(codebook)
    tables = [schema.empty_table().append_column(_FILE, pa.array([], pa.int32()))]
    with ThreadPoolExecutor(_READERS, "records") as readers:
        read = list(readers.map(store.records, covers))
    for n, table in enumerate(read, start=first):
        if table.schema.names != schema.names:
            raise StoreError(_OTHER_CODEBOOK.format(what="questions"))
        tables.append(table.append_column(_FILE, pa.array([n] * table.num_rows, pa.int32())))
    records = pa.concat_tables(tables).unify_dictionaries()
    for question in kept_questions(codebook):
        if question.kind in ("one", "several"):
            held = records[question.name].chunk(0).dictionary.to_pylist()
            if not all(question.has(code) for text in held for code in text.split(SEPARATOR)):
                raise StoreError(_OTHER_CODEBOOK.format(what=f"answers to '{question.label}'"))
    return records


def _agencies(chosen: pa.Table, agencies: Agencies) -> pa.Table:
    """Each agency as written, with its name as it is shown and its key."""
    names = chosen["agency"].unique().to_pylist()
    return pa.table(
        {
            "agency": pa.array(names, pa.string()),
            "name": pa.array([agencies.name_of(name) for name in names], pa.string()),
            "agency_key": pa.array([agencies.key_of(name) for name in names], pa.string()),
        }
    )


def _places(connection: duckdb.DuckDBPyConnection, areas: Areas, day: date) -> pa.Table:
    """Where each area's rows count on `day`; outside England there is no region."""
    found = connection.execute("select distinct area::varchar from records where area is not null")
    codes = sorted(code for (code,) in found.fetchall())
    places = [areas.place_on(code, day) for code in codes]
    return pa.table(
        {
            "area": pa.array(codes, pa.string()),
            "place": pa.array([place.code for place in places], pa.string()),
            "region": pa.array([place.region for place in places], pa.string()),
        }
    )


def questions_answered(codebook: Codebook, of: str = "") -> str:
    """SQL for how many questions a record (in table `of`, with a dot) answers: not known and
    worked-out answers do not count."""
    return " + ".join(
        f"({answered_condition(question, of)}{_not_worked_out(question, of)})::integer"
        for question in kept_questions(codebook)
        if question.counts_as_answered
    )


def answered_condition(question: Question, of: str = "") -> str:
    """The SQL condition that the question of a record (in table `of`) is answered; never null."""
    if question.is_coded:
        return f"coalesce({of}{question.name} <> '{NOT_KNOWN}', false)"
    return f"{of}{question.name} is not null"


def _not_worked_out(question: Question, of: str) -> str:
    """The SQL of a further condition: that the answer does not follow from a number."""
    if question.number is None:
        return ""
    asked = ", ".join(f"'{version}'" for version in question.asked_in)
    return f" and ({of}{question.number} is null or {of}form_version::varchar in ({asked}))"


def _type_rank(codebook: Codebook) -> str:
    order = ", ".join(f"'{code}'" for code in codebook.agency_types)
    return f"list_position([{order}], agency_type::varchar)"
