"""Identifiers that stand in two rows of one return, which may lie in several files."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.laid_out import COLUMN, RECORD, ROW, SHEET
from ingest.places import Numbers
from pipeline.delivery_result import FileResult
from pipeline.found_problems import FILE, FoundProblems, in_order, problem_table

_OWN = "local_id"
_OF_RETURN = ("agency", "return_area", "return_date", "identifier")


def with_said_twice(results: Sequence[FileResult]) -> list[FileResult]:
    """The results of a delivery's files, with a problem `identifier_twice` for each row, not
    refused, whose identifier stands in another row of its return."""
    validated = [n for n, each in enumerate(results) if each.records is not None]
    tables = [table for each in results if (table := each.records) is not None]
    if not tables:
        return list(results)
    columns = [*_OF_RETURN, "quarantined"]
    rows = pa.concat_tables(table.select(columns) for table in tables).combine_chunks()
    found = _said_twice(rows)
    starts = np.cumsum([0, *(table.num_rows for table in tables)])
    more = list(results)
    for n, begin, end in zip(validated, starts, starts[1:], strict=False):
        own = found[np.searchsorted(found, begin) : np.searchsorted(found, end)] - begin
        if len(own):
            more[n] = _with_problems(more[n], own)
    return more


def _said_twice(rows: pa.Table) -> Numbers:
    """The indices, in their order."""
    kept = pc.indices_nonzero(pc.invert(rows["quarantined"])).to_numpy(zero_copy_only=False)
    keys = np.zeros(len(kept), np.int64)
    for name in _OF_RETURN:
        # Made small again at each step, so that no product is too large for its type.
        codes, count = _codes(rows[name].combine_chunks(), kept)
        keys = np.unique(keys * count + codes, return_inverse=True)[1]
    times = np.bincount(keys)
    twice: Numbers = kept[times[keys] > 1].astype(np.int64)
    return twice


def _codes(column: pa.Array, kept: Numbers) -> tuple[Numbers, int]:
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False)[kept].astype(np.int64)
    return codes, len(encoded.dictionary)


def _with_problems(result: FileResult, records: Iterable[int]) -> FileResult:
    if result.records is None or result.problems is None or result.read.answers is None:
        raise ValueError("a refused file has no records")
    found = FoundProblems()
    found.add("identifier_twice", _OWN, pa.array(records, pa.int64()))
    rows = result.records.select([RECORD, SHEET, ROW, COLUMN])
    rows = rows.set_column(1, SHEET, rows[SHEET].cast(pa.string()))
    rows = rows.append_column(FILE, pa.array(np.zeros(rows.num_rows, np.int32)))
    added = problem_table(rows.combine_chunks(), found, [result.read.answers])
    together = pa.concat_tables([result.problems, added.drop_columns([FILE])])
    return replace(result, problems=in_order(together))
