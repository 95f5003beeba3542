"""Problems as validation finds them, and the table of them with the place of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.laid_out import COLUMN, RECORD, ROW, SHEET
from ingest.places import Numbers
from ingest.read_file import Answers
from schemas.problems import load_problems
from schemas.records import PROBLEM_SCHEMA

FILE = "file"
_ORDER = (FILE, RECORD, "question", "code", ROW, COLUMN)


@dataclass(frozen=True)
class Hit:
    """Records (indices in all rows) that have a problem with a question; `rows` and `columns` are
    the cells', 0 where they are those of the answer."""

    code: str
    question: str | None
    records: Numbers
    rows: Numbers
    columns: Numbers


@dataclass
class FoundProblems:
    """What was found, in the order of finding."""

    hits: list[Hit] = field(default_factory=list)

    def add(self, code: str, question: str | None, indices: pa.Array) -> None:
        """The problem of the records at `indices`, at the place of their answers."""
        if len(indices):
            records = indices.cast(pa.int64()).to_numpy(zero_copy_only=False)
            none = np.zeros(len(records), np.int32)
            self.hits.append(Hit(code, question, records, none, none))

    def add_cells(
        self,
        code: str,
        question: str,
        indices: Sequence[int],
        rows: Sequence[int],
        columns: Sequence[int],
    ) -> None:
        """The same where the cells' own rows and columns are known."""
        self.hits.append(
            Hit(
                code,
                question,
                np.asarray(indices, np.int64),
                np.asarray(rows, np.int32),
                np.asarray(columns, np.int32),
            )
        )

    def without(self, code: str, refused: Numbers) -> None:
        """Takes a problem back from the records at these indices: another says more."""
        for n, hit in enumerate(self.hits):
            if hit.code == code:
                kept = ~np.isin(hit.records, refused)
                self.hits[n] = Hit(
                    code, hit.question, hit.records[kept], hit.rows[kept], hit.columns[kept]
                )
        self.hits = [hit for hit in self.hits if len(hit.records)]


def problem_table(rows: pa.Table, found: FoundProblems, files: Sequence[Answers]) -> pa.Table:
    """One line a problem (PROBLEM_SCHEMA after the column `file`), in the order of files, records,
    questions and codes."""
    starts = np.cumsum([0, *(each.rows.num_rows for each in files)])
    of_file = rows[FILE].to_numpy()
    hits = found.hits
    records = np.concatenate([each.records for each in hits] or [np.zeros(0, np.int64)])
    lengths = [len(each.records) for each in hits]

    def repeated(texts: list[str | None]) -> pa.Array:
        places = pa.array(np.repeat(np.arange(len(hits), dtype=np.int32), lengths))
        return pa.array(texts, pa.string()).take(places).dictionary_encode()

    catalogue = load_problems()
    places = [_places(each, of_file, starts, files) for each in hits]
    indices = pa.array(records)
    table = pa.table(
        {
            FILE: rows[FILE].take(indices),
            RECORD: rows[RECORD].take(indices),
            SHEET: _sheets(
                rows[SHEET].take(indices).combine_chunks(), hits, of_file, starts, files
            ),
            ROW: _or_else([each[0] for each in places], rows[ROW].take(indices)),
            COLUMN: _or_else([each[1] for each in places], rows[COLUMN].take(indices)),
            "question": repeated([each.question for each in hits]),
            "code": repeated([each.code for each in hits]),
            "size": repeated([catalogue[each.code].size for each in hits]),
        }
    )
    table = table.cast(PROBLEM_SCHEMA.insert(0, pa.field(FILE, pa.int32())))
    return in_order(table)


def in_order(problems: pa.Table) -> pa.Table:
    """Lines of problems in the order of files (where they are named), records, questions and
    codes."""
    names = [name for name in _ORDER if name in problems.column_names]
    plain = pa.table({name: _undictionaried(problems[name]) for name in names})
    return problems.take(pc.sort_indices(plain, sort_keys=[(name, "ascending") for name in names]))


def _places(
    hit: Hit, of_file: Numbers, starts: Numbers, files: Sequence[Answers]
) -> tuple[Numbers, Numbers]:
    """The row and the column of each problem of a hit, 0 where they are the record's own."""
    if hit.question is None:
        return hit.rows, hit.columns
    rows, columns = hit.rows.copy(), hit.columns.copy()
    for n, mask, records in _by_file(hit, of_file, starts):
        places = files[n].places
        rows[mask] = np.where(rows[mask], rows[mask], places.row_of(hit.question, records))
        columns[mask] = np.where(
            columns[mask], columns[mask], places.column_of(hit.question, records)
        )
    return rows, columns


def _by_file(hit: Hit, of_file: Numbers, starts: Numbers) -> list[tuple[int, slice, Numbers]]:
    """The files with records of a hit: index, the slice of the hit, and the records' indices in the
    file.  Records are in the order of files."""
    order = of_file[hit.records]
    firsts = np.flatnonzero(np.diff(order, prepend=-1))
    ends = [*firsts[1:], len(order)]
    return [
        (int(order[first]), slice(first, end), hit.records[first:end] - starts[order[first]])
        for first, end in zip(firsts, ends, strict=True)
    ]


def _sheets(
    own: pa.Array, hits: Sequence[Hit], of_file: Numbers, starts: Numbers, files: Sequence[Answers]
) -> pa.Array:
    """The sheet of each problem: the record's own, but in a form that spans several."""
    if not any(each.places.sheets for each in files):
        return own
    sheets = own.to_pylist()
    begin = 0
    for hit in hits:
        for n, part, records in _by_file(hit, of_file, starts):
            of_answers = files[n].places.sheets.get(hit.question or "")
            for k, record in enumerate(records if of_answers else ()):
                sheets[begin + part.start + k] = of_answers[record] if of_answers else None
        begin += len(hit.records)
    return pa.array(sheets, pa.string())


def _or_else(numbers: Sequence[Numbers], own: pa.ChunkedArray) -> pa.Array:
    """The numbers, null where they are 0; then the record's own."""
    whole = np.concatenate([*numbers, np.zeros(0, np.int32)])
    return pc.coalesce(pa.array(whole, pa.int32(), mask=whole == 0), own.combine_chunks())


def _undictionaried(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column that can be sorted."""
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
