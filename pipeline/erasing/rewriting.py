"""A sealed file without the rows that were erased from it."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.completeness import PartKey, part_themes
from pipeline.cover import ReturnPart, ThemeCount
from pipeline.erasing.rows import Gone, rows_of
from pipeline.found_problems import FILE
from pipeline.sealed_files import write_sealed
from pipeline.store import Store
from schemas.codebook import Codebook
from schemas.records import kept_questions


def seal_without(gone: Gone, store: Store, folder: Path, codebook: Codebook) -> None:
    """Writes the sealed file anew into `folder`, by its id.  Raises StoreError, OSError."""
    cover = gone.cover
    records, problems = store.records(cover), store.problems(cover)
    kept = without_rows(records, gone.rows)
    numbers = kept["record"].combine_chunks()
    kept_problems = without_rows(problems, pc.invert(pc.is_in(problems["record"], numbers)))
    of_gone = records.filter(gone.rows)
    returns = tuple(
        _erased(part)
        if part in gone.parts
        else _without(part, of_gone, problems, kept, kept_problems, codebook)
        for part in cover.returns
    )
    dropped = 0 if all(part.is_erased for part in returns) else cover.dropped_texts
    after = msgspec.structs.replace(cover, returns=returns, dropped_texts=dropped)
    write_sealed(folder / cover.id, after, kept, kept_problems)


def without_rows(table: pa.Table, gone: pa.ChunkedArray) -> pa.Table:
    """The other rows.  Codes get a new list of the texts that they stand for: the old one still
    holds those of the rows that are gone."""
    kept = table.filter(pc.invert(gone))
    columns = [_listed_anew(kept[field.name], field.type) for field in table.schema]
    return pa.table(columns, schema=table.schema)


def _listed_anew(column: pa.ChunkedArray, kind: pa.DataType) -> pa.Array:
    plain = column.combine_chunks()
    if not pa.types.is_dictionary(kind):
        return plain
    return plain.cast(kind.value_type).dictionary_encode().cast(kind)


def _erased(part: ReturnPart) -> ReturnPart:
    return ReturnPart(part.agency, part.area, part.return_date, 0, 0, erased=True)


def _without(
    part: ReturnPart,
    gone: pa.Table,
    problems: pa.Table,
    kept: pa.Table,
    kept_problems: pa.Table,
    codebook: Codebook,
) -> ReturnPart:
    """The share of a return after rows went from its file."""
    its = gone.filter(rows_of(gone, [part]))
    if not its.num_rows:
        return part
    records = its["record"].combine_chunks()
    wrong = problems.filter(
        pc.and_(
            pc.is_in(problems["record"], records),
            pc.equal(problems["size"].cast(pa.string()), "answer"),
        )
    )
    answers = wrong.select(["record", "question"]).group_by(["record", "question"]).aggregate([])
    refused = Counter(its["quarantined"].to_pylist())[True]
    return msgspec.structs.replace(
        part,
        rows=part.rows - its.num_rows,
        refused_rows=part.refused_rows - refused,
        refused_answers=part.refused_answers - answers.num_rows,
        themes=_themes(part, kept, kept_problems, codebook),
    )


def _themes(
    part: ReturnPart, records: pa.Table, problems: pa.Table, codebook: Codebook
) -> tuple[ThemeCount, ...]:
    """The completeness of what is left.  Of a file that an earlier codebook sealed, the questions
    that it has."""
    names = set(records.column_names)
    had = {each.name for each in kept_questions(codebook) if each.name in names}
    questions = tuple(each for each in codebook.questions if each.name in had)
    rows = rows_of(records, [part])
    its = records.filter(rows)
    of_its = problems.filter(pc.is_in(problems["record"], its["record"].combine_chunks()))
    themes = part_themes(
        _of_one_file(its), _of_one_file(of_its), replace(codebook, questions=questions)
    )
    return themes.get(PartKey(0, part.agency, part.area, part.return_date), ())


def _of_one_file(table: pa.Table) -> pa.Table:
    return table.append_column(FILE, pa.array([0] * table.num_rows, pa.int32()))
