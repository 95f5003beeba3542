"""All rows of the returns that are held against each other, in one table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ingest.places import Numbers
from pipeline.returns import ReturnId, StoredReturn
from pipeline.store import Store, order_received
from schemas.codebook import Codebook, Question
from schemas.records import kept_questions, not_known_column
from schemas.sql_connection import connected

NO_RETURN = -1
_OWN = ("local_id", "identifier", "numbering", "quarantined")
_PART = ("agency", "return_area", "return_date")

# Which rows of the sealed files belong to one of the returns: a file may hold several.
_OF_RETURNS = """
select records.row, parts.number
from records
join parts on parts.file = records.file and parts.agency = records.agency::varchar
     and parts.return_area = records.return_area::varchar
     and parts.return_date = records.return_date
order by records.row
"""


@dataclass(frozen=True)
class ReturnRows:
    """`table` has the columns local_id, identifier, numbering, quarantined and those of
    `questions`, each in one chunk; `number` is that of each row's return in `numbers`, or
    NO_RETURN."""

    table: pa.Table
    number: Numbers
    numbers: Mapping[ReturnId, int]
    questions: tuple[Question, ...]


def return_rows(
    new: Mapping[ReturnId, pa.Table],
    stored: Sequence[StoredReturn],
    store: Store,
    codebook: Codebook,
) -> ReturnRows:
    """The rows of the returns just validated and of the stored ones (each sealed file is read
    once), those of a return in the order of its files and of their records.

    Questions that a file sealed under another codebook does not have, or has in another way, are
    left out for all.  Raises StoreError if a sealed file is damaged.
    """
    by_id = {cover.id: cover for each in stored for cover, _ in each.parts}
    covers = sorted(by_id.values(), key=order_received)
    sealed = [store.records(cover) for cover in covers]
    tables = [*new.values(), *sealed]
    if not tables:
        raise ValueError("no returns to hold against each other")
    questions = tuple(
        each for each in kept_questions(codebook) if _all_hold(columns_of(each), tables)
    )
    names = [*_OWN, *(name for each in questions for name in columns_of(each))]
    table = pa.concat_tables([each.select(names) for each in tables])
    numbers = {id_: n for n, id_ in enumerate([*new, *(each.id for each in stored)])}
    files = {cover.id: n for n, cover in enumerate(covers)}
    parts = [
        (files[cover.id], part.agency, part.area, part.return_date, numbers[each.id])
        for each in stored
        for cover, part in each.parts
    ]
    of_new = np.repeat(np.arange(len(new)), [each.num_rows for each in new.values()])
    number = np.concatenate([of_new, _sealed_numbers(sealed, parts)])
    return ReturnRows(table.unify_dictionaries().combine_chunks(), number, numbers, questions)


def columns_of(question: Question) -> tuple[str, ...]:
    """The columns of a record that hold the answer to a question."""
    marked = not_known_column(question)
    return (question.name, marked) if marked else (question.name,)


def _all_hold(names: Iterable[str], tables: Sequence[pa.Table]) -> bool:
    """Whether all tables have the columns, each of one type."""
    schemas = [pa.schema(each) for each in {tuple(table.schema) for table in tables}]
    kinds = [
        {each.field(name).type if name in each.names else None for each in schemas}
        for name in names
    ]
    return all(len(each) == 1 and None not in each for each in kinds)


def _sealed_numbers(sealed: Sequence[pa.Table], parts: Sequence[tuple[object, ...]]) -> Numbers:
    """The number of the return of each row of the sealed files; `parts` names a file's share of a
    return, and the return's number."""
    rows = sum(each.num_rows for each in sealed)
    number = np.full(rows, NO_RETURN, np.int64)
    if not rows:
        return number
    keys = pa.concat_tables([each.select(_PART) for each in sealed])
    file = np.repeat(np.arange(len(sealed)), [each.num_rows for each in sealed])
    keys = keys.append_column("file", pa.array(file))
    keys = keys.append_column("row", pa.array(np.arange(rows)))
    types = (pa.int64(), pa.string(), pa.string(), pa.date32(), pa.int64())
    columns = [
        pa.array(values, kind) for values, kind in zip(zip(*parts, strict=True), types, strict=True)
    ]
    with connected() as connection:
        connection.register("records", keys)
        connection.register("parts", pa.table(columns, ["file", *_PART, "number"]))
        found = connection.sql(_OF_RETURNS).to_arrow_table()
    number[found["row"].to_numpy()] = found["number"].to_numpy()
    return number
