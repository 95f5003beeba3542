"""What is odd about the returns of a month, worked out from what the store holds."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pyarrow as pa

from pipeline.changes import changes_of
from pipeline.configuration import Configuration
from pipeline.cover import Cover
from pipeline.returns import ReturnId, StoredReturn
from pipeline.store import Store
from reports.feedback import ReturnWarning
from reports.status import Month
from schemas.areas import Areas
from schemas.codebook import Codebook

_PART = {"agency": pa.string(), "return_area": pa.string(), "return_date": pa.date32()}
_ROW = "row"


def month_warnings(
    month: Month,
    standing: Sequence[StoredReturn],
    store: Store,
    codebook: Codebook,
    areas: Areas,
    configuration: Configuration,
) -> Mapping[ReturnId, tuple[ReturnWarning, ...]]:
    """The warnings on each return of a month beside the same agency's others; `standing` are all
    returns that stand in `store`.  Raises StoreError if a sealed file is damaged."""
    number = Counter(each.id.agency for each in standing)
    of_month = [
        each
        for each in standing
        if Month.of(each.id.return_date) == month and number[each.id.agency] > 1
    ]
    changes = changes_of(
        _records(of_month, store),
        standing,
        store,
        codebook,
        areas,
        configuration.agencies,
        configuration.changes,
    )
    return {id_: each.warnings for id_, each in changes.items() if each.warnings}


def _records(returns: Sequence[StoredReturn], store: Store) -> Mapping[ReturnId, pa.Table]:
    """The records of each return, in the order of its files; each file is read once."""
    wanted: dict[str, list[tuple[ReturnId, tuple[str, str, date]]]] = defaultdict(list)
    covers: dict[str, Cover] = {}
    for each in returns:
        for cover, part in each.parts:
            covers[cover.id] = cover
            wanted[cover.id].append((each.id, (part.agency, part.area, part.return_date)))
    found: dict[ReturnId, list[pa.Table]] = {each.id: [] for each in returns}
    for file, parts in wanted.items():
        records = store.records(covers[file])
        if len(covers[file].returns) == 1:
            found[parts[0][0]].append(records)
            continue
        rows = dict(_rows_by_part(records))
        for id_, key in parts:
            found[id_].append(records.take(rows.get(key, pa.array([], pa.int64()))))
    return {id_: pa.concat_tables(tables) for id_, tables in found.items()}


def _rows_by_part(records: pa.Table) -> Iterator[tuple[tuple[str, str, date], pa.Array]]:
    """The numbers of the rows of each agency, area and return date, in their order."""
    keys = pa.table({name: records[name].cast(kind) for name, kind in _PART.items()})
    keys = keys.append_column(_ROW, pa.array(range(records.num_rows), pa.int64()))
    grouped = keys.group_by(list(_PART), use_threads=False).aggregate([(_ROW, "list")])
    rows = grouped[f"{_ROW}_list"].combine_chunks()
    values = zip(*(grouped[name].to_pylist() for name in _PART), strict=True)
    for number, key in enumerate(values):
        yield key, rows[number].values
