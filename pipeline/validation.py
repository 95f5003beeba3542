"""All rows of a delivery at once: text to codes, the rules across answers, the contract."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.columns import coded_column
from ingest.files import Answers
from ingest.identifiers import normalised_all, problems_of
from pipeline.rule_breaks import rule_breaks
from schemas.codebook import Codebook
from schemas.errors import ProgramFault
from schemas.problems import load_problems
from schemas.records import (
    AGE_COUNTED,
    PROBLEM_SCHEMA,
    kept_questions,
    not_known_column,
    record_contract,
    record_schema,
)
from schemas.rules import load_rules

FILE = "file"
_RULE_CONTEXT = ("return_date",)


class ContractBroken(ProgramFault):
    """Coded records do not keep to the contract: a fault of the program, not of a return."""


@dataclass(frozen=True)
class Validated:
    """`records` (records.record_schema) and `problems` (records.PROBLEM_SCHEMA) of all files, each
    with a first column `file`, the file's index; `dropped_texts` counts free text by that index."""

    records: pa.Table
    problems: pa.Table
    dropped_texts: tuple[int, ...]


@dataclass
class _Found:
    """Problems as they are found: (code, question, indices of rows)."""

    hits: list[tuple[str, str | None, pa.Array]]

    def add(self, code: str, question: str | None, indices: pa.Array) -> None:
        if len(indices):
            self.hits.append((code, question, indices.cast(pa.int64())))


def validate(files: Sequence[Answers], codebook: Codebook) -> Validated:
    """The rows of `files`, coded and held against the codebook.

    A refused answer is null; a row refused is `quarantined`.  Raises ContractBroken if what
    comes out
    breaks the contract all the same.
    """
    rows = _all_rows(files)
    found = _Found([])
    columns: dict[str, pa.Array] = {FILE: rows[FILE], "row": rows["row"]}
    for name in ("agency", "agency_type", "area", "return_area", "form_version"):
        columns[name] = rows[name].dictionary_encode()
    columns["return_date"] = rows["return_date"]
    columns["numbering"] = _by_file(rows, [each.numbering for each in files])
    dropped = _code_answers(rows, codebook, columns, found)
    _code_identifiers(files, rows, codebook, columns, found)
    _add_tick_problems(files, found)
    _hold_rules(columns, found)
    found.add("unknown_area", "area", pc.indices_nonzero(pc.is_null(rows["area"])))
    found.add("row_too_long", None, pc.indices_nonzero(rows["too_long"]))
    _quarantine(rows.num_rows, columns, found)
    records = _records(columns, codebook)
    _guard(records, codebook)
    counts = (
        pa.table({FILE: rows[FILE], "texts": dropped}).group_by(FILE).aggregate([("texts", "sum")])
    )
    by_file = {each[FILE]: each["texts_sum"] for each in counts.to_pylist()}
    return Validated(
        records, _problems(rows, found), tuple(by_file.get(n, 0) for n in range(len(files)))
    )


def _all_rows(files: Sequence[Answers]) -> pa.Table:
    tables = [
        each.rows.append_column(FILE, pa.array([n] * each.rows.num_rows, pa.int32()))
        for n, each in enumerate(files)
    ]
    if not tables:
        raise ValueError("no files to validate")
    return pa.concat_tables(tables, promote_options="default").combine_chunks()


def _by_file(rows: pa.Table, values: Sequence[str | None]) -> pa.Array:
    return pa.array(values, pa.string()).take(rows[FILE].combine_chunks()).dictionary_encode()


def _text(rows: pa.Table, name: str) -> pa.Array:
    if name not in rows.column_names:
        return pa.nulls(rows.num_rows, pa.string())
    column = rows[name].combine_chunks()
    return column if pa.types.is_string(column.type) else column.cast(pa.string())


def _code_answers(
    rows: pa.Table, codebook: Codebook, columns: dict[str, pa.Array], found: _Found
) -> pa.Array:
    """Adds a column for each question; gives how many texts each row had that are dropped."""
    dropped = pc.is_valid(_text(rows, "notes")).cast(pa.int32())
    for question in kept_questions(codebook):
        coded = coded_column(question, _text(rows, question.name), codebook.words)
        columns[question.name] = coded.values
        if marked := not_known_column(question):
            columns[marked] = coded.not_known
        for code, indices in coded.problems.items():
            found.add(code, question.name, indices)
        dropped = pc.add(dropped, coded.free_text.cast(pa.int32()))
    return dropped


def _code_identifiers(
    files: Sequence[Answers],
    rows: pa.Table,
    codebook: Codebook,
    columns: dict[str, pa.Array],
    found: _Found,
) -> None:
    """Adds `local_id` and `identifier`, both null where the identifier is refused."""
    texts = _text(rows, "local_id")
    normal = normalised_all(texts, frozenset())
    for prefixes in {each.id_prefixes for each in files if each.id_prefixes}:
        of_file = pa.array([each.id_prefixes == prefixes for each in files])
        mine = of_file.take(rows[FILE].combine_chunks())
        normal = pc.if_else(mine, normalised_all(texts, prefixes), normal)
    problems = problems_of(texts, normal, codebook.words)
    for code in sorted(set(problems.values())):
        indices = [index for index, problem in problems.items() if problem == code]
        found.add(code, "local_id", pa.array(indices))
    refused = _mask(rows.num_rows, pa.array(sorted(problems), pa.int64()))
    columns["local_id"] = pc.if_else(refused, pa.scalar(None, pa.string()), texts)
    columns["identifier"] = pc.if_else(refused, pa.scalar(None, pa.string()), normal)


def _add_tick_problems(files: Sequence[Answers], found: _Found) -> None:
    """A file's tick problems name rows within the file: its rows begin after those of the
    others."""
    by_question: dict[str, list[int]] = {}
    before = 0
    for each in files:
        for problem in each.tick_problems:
            by_question.setdefault(problem.question, []).append(before + problem.index)
        before += each.rows.num_rows
    for question, indices in by_question.items():
        found.add("not_a_tick", question, pa.array(indices))


def _hold_rules(columns: dict[str, pa.Array], found: _Found) -> None:
    """Applies the rules across answers: adds `age_counted`, and nulls the answers they refuse."""
    rules = load_rules()
    needed = dict.fromkeys(name for rule in rules for name in (*rule.columns, rule.question))
    given = pa.table({name: columns[name] for name in (*needed, "date_of_birth", *_RULE_CONTEXT)})
    breaks = rule_breaks(given, rules)
    for rule, broken in zip(rules, breaks.broken, strict=True):
        found.add(rule.code, rule.question, pc.indices_nonzero(broken))
        if rule.size == "answer":
            column = columns[rule.question]
            columns[rule.question] = pc.if_else(broken, pa.scalar(None, column.type), column)
    columns[AGE_COUNTED] = breaks.age_counted


def _quarantine(rows: int, columns: dict[str, pa.Array], found: _Found) -> None:
    catalogue = load_problems()
    refused = [indices for code, _, indices in found.hits if catalogue[code].size == "row"]
    none = pa.array([], pa.int64())
    columns["quarantined"] = _mask(rows, pa.concat_arrays(refused) if refused else none)


def _mask(length: int, indices: pa.Array) -> pa.Array:
    """True at `indices`, else False."""
    mask = np.zeros(length, dtype=bool)
    mask[indices.cast(pa.int64()).to_numpy()] = True
    return pa.array(mask)


def _records(columns: Mapping[str, pa.Array], codebook: Codebook) -> pa.Table:
    schema = record_schema(codebook).insert(0, pa.field(FILE, pa.int32()))
    month = pc.floor_temporal(columns["date_of_birth"], unit="month")
    held = {**columns, "date_of_birth": month}
    return pa.table({name: held[name] for name in schema.names}).cast(schema)


def _guard(records: pa.Table, codebook: Codebook) -> None:
    import pandas as pd
    import pandera.errors

    frame = records.drop_columns([FILE]).to_pandas(
        types_mapper=lambda kind: None if pa.types.is_dictionary(kind) else pd.ArrowDtype(kind)
    )
    try:
        record_contract(codebook).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases[["column", "check"]].drop_duplicates()
        named = ", ".join(f"{row.column}: {row.check}" for row in cases.itertuples())
        raise ContractBroken(f"coded records break the contract ({named})") from None


def _problems(rows: pa.Table, found: _Found) -> pa.Table:
    """One line a problem, in the order of files, rows and codes."""
    catalogue = load_problems()
    hits = [each for each in found.hits if len(each[2])]
    indices = pa.concat_arrays([each[2] for each in hits]) if hits else pa.array([], pa.int64())
    lengths = [len(each[2]) for each in hits]

    def repeated(texts: list[str | None]) -> pa.Array:
        places = [n for n, length in enumerate(lengths) for _ in range(length)]
        return pa.array(texts, pa.string()).take(pa.array(places, pa.int32())).dictionary_encode()

    table = pa.table(
        {
            FILE: rows[FILE].take(indices),
            "row": rows["row"].take(indices),
            "question": repeated([each[1] for each in hits]),
            "code": repeated([each[0] for each in hits]),
            "size": repeated([catalogue[each[0]].size for each in hits]),
        }
    )
    table = table.cast(PROBLEM_SCHEMA.insert(0, pa.field(FILE, pa.int32())))
    by = (FILE, "row", "question", "code")
    plain = pa.table({name: _undictionaried(table[name]) for name in by})
    return table.take(pc.sort_indices(plain, sort_keys=[(name, "ascending") for name in by]))


def _undictionaried(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column that can be sorted."""
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
