"""All rows of a delivery at once: text to codes, the rules across answers, the contract."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.columns import coded_column
from ingest.covers import ID_PREFIXES, LISTED_DISTRICT, NUMBERING
from ingest.identifiers import normalised_all, problems_of
from ingest.laid_out import PLACE_COLUMNS, SHEET
from ingest.places import Numbers
from ingest.read_file import Answers
from pipeline.form_answers import of_forms, refuse_of_other_forms, work_out_from_numbers
from pipeline.found_problems import FILE, FoundProblems, Hit, problem_table
from pipeline.rule_breaks import rule_breaks
from schemas.codebook import Codebook, Question
from schemas.errors import ProgramFault
from schemas.problems import load_problems
from schemas.records import (
    AGE_COUNTED,
    kept_questions,
    not_known_column,
    record_contract,
    record_schema,
)
from schemas.rules import load_rules

_RULE_CONTEXT = ("return_date",)
_OWN = "local_id"


class ContractBroken(ProgramFault):
    """Coded records do not keep to the contract: a fault of the program, not of a return."""


@dataclass(frozen=True)
class Validated:
    """`records` (records.record_schema) and `problems` (records.PROBLEM_SCHEMA) of all files, each
    with a first column `file`, the file's index; `not_run` has a column for each rule, in their
    order, true for the records for which it could not be run; `dropped_texts` counts free text by
    the file's index."""

    records: pa.Table
    problems: pa.Table
    not_run: pa.Table
    dropped_texts: tuple[int, ...]


def validate(files: Sequence[Answers], codebook: Codebook, *, guarded: bool = True) -> Validated:
    """The rows of `files`, coded and held against the codebook; `guarded`: also against the
    contract of what is sealed, as they must be before they are.

    A refused answer is null; a row refused is `quarantined`.  Raises ContractBroken if what comes
    out breaks the contract all the same.
    """
    rows = _all_rows(files)
    found = FoundProblems()
    columns: dict[str, pa.Array] = {name: rows[name] for name in (FILE, *PLACE_COLUMNS)}
    columns[SHEET] = rows[SHEET].combine_chunks().dictionary_encode()
    for name in ("agency", "agency_type", "area", "return_area", "form_version", NUMBERING):
        columns[name] = rows[name].combine_chunks().dictionary_encode()
    columns["return_date"] = rows["return_date"]
    dropped = _code_answers(rows, codebook, columns, found)
    refuse_of_other_forms(columns, codebook, found)
    work_out_from_numbers(columns, codebook)
    _code_identifiers(rows, codebook, columns, found)
    _add_cell_problems(files, found)
    _drop_refused_identifiers(rows.num_rows, columns, found)
    not_run = _hold_rules(columns, codebook, found)
    found.add("unknown_area", "area", pc.indices_nonzero(pc.is_null(rows["area"])))
    found.add("row_too_long", None, pc.indices_nonzero(rows["too_long"]))
    _quarantine(rows.num_rows, columns, found)
    records = _records(columns, codebook)
    if guarded:
        _guard(records, codebook)
    counts = (
        pa.table({FILE: rows[FILE], "texts": dropped}).group_by(FILE).aggregate([("texts", "sum")])
    )
    by_file = {each[FILE]: each["texts_sum"] for each in counts.to_pylist()}
    return Validated(
        records,
        problem_table(rows, found, files),
        not_run,
        tuple(by_file.get(n, 0) for n in range(len(files))),
    )


def _all_rows(files: Sequence[Answers]) -> pa.Table:
    tables = [
        each.rows.append_column(FILE, pa.array([n] * each.rows.num_rows, pa.int32()))
        for n, each in enumerate(files)
    ]
    if not tables:
        raise ValueError("no files to validate")
    return pa.concat_tables(tables, promote_options="default").combine_chunks()


def _text(rows: pa.Table, name: str) -> pa.Array:
    if name not in rows.column_names:
        return pa.nulls(rows.num_rows, pa.string())
    column = rows[name].combine_chunks()
    return column if pa.types.is_string(column.type) else column.cast(pa.string())


def _code_answers(
    rows: pa.Table, codebook: Codebook, columns: dict[str, pa.Array], found: FoundProblems
) -> pa.Array:
    """Adds a column for each question; gives how many texts each row had that are dropped."""
    dropped = pc.is_valid(_text(rows, "notes")).cast(pa.int32())
    for question in kept_questions(codebook):
        if question.kind == "district":
            _code_districts(question, rows, columns, found)
            continue
        coded = coded_column(question, _text(rows, question.name), codebook.words)
        columns[question.name] = coded.values
        if marked := not_known_column(question):
            columns[marked] = coded.not_known
        for code, indices in coded.problems.items():
            found.add(code, question.name, indices)
        dropped = pc.add(dropped, coded.free_text.cast(pa.int32()))
    return dropped


def _code_districts(
    question: Question, rows: pa.Table, columns: dict[str, pa.Array], found: FoundProblems
) -> None:
    """Adds the column of a district: as the board's list has it; other text is refused."""
    named = (
        rows[LISTED_DISTRICT].combine_chunks()
        if LISTED_DISTRICT in rows.column_names
        else pa.nulls(rows.num_rows, pa.string())
    )
    columns[question.name] = named.dictionary_encode()
    unlisted = pc.and_(pc.is_valid(_text(rows, question.name)), pc.is_null(named))
    found.add("unlisted_district", question.name, pc.indices_nonzero(unlisted))


def _code_identifiers(
    rows: pa.Table, codebook: Codebook, columns: dict[str, pa.Array], found: FoundProblems
) -> None:
    """Adds `local_id` and `identifier`, also of those that are refused."""
    texts = _text(rows, _OWN)
    normal = _normalised(texts, rows[ID_PREFIXES].combine_chunks())
    problems = problems_of(texts, normal, codebook.words)
    for code in sorted(set(problems.values())):
        indices = [index for index, problem in problems.items() if problem == code]
        found.add(code, _OWN, pa.array(indices))
    columns["local_id"], columns["identifier"] = texts, normal


def _normalised(texts: pa.Array, prefixes: pa.Array) -> pa.Array:
    """The normalised form of each identifier; `prefixes`, parted by spaces, are those of its row.

    Rows with the same prefixes are put together first: an agency may have prefixes of its own.
    """
    listed = prefixes.dictionary_encode(null_encoding="encode")
    sets = [frozenset((text or "").split()) for text in listed.dictionary.to_pylist()]
    if len(sets) < 2:
        return normalised_all(texts, *sets or [frozenset()])
    kinds = listed.indices.to_numpy()
    order = np.argsort(kinds, kind="stable")
    grouped = texts.take(pa.array(order))
    sizes = np.bincount(kinds, minlength=len(sets))
    normal = [
        normalised_all(grouped.slice(end - size, size), own)
        for own, size, end in zip(sets, sizes, np.cumsum(sizes), strict=True)
    ]
    return pa.concat_arrays(normal).take(pa.array(np.argsort(order)))


def _drop_refused_identifiers(
    rows: int, columns: dict[str, pa.Array], found: FoundProblems
) -> None:
    """Makes the identifiers null that are refused, by what they are or by their layout: they may
    hold a name."""
    indices = _refused_rows([each for each in found.hits if each.question == _OWN])
    found.without("row_unlike_others", indices)
    refused = _mask(rows, indices)
    for name in (_OWN, "identifier"):
        columns[name] = pc.if_else(refused, pa.scalar(None, pa.string()), columns[name])


def _add_cell_problems(files: Sequence[Answers], found: FoundProblems) -> None:
    """The problems that a file's layout found name records within the file: its records begin
    after those of the others."""
    problems: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    before = 0
    for each in files:
        for problem in each.cell_problems:
            place = (before + problem.index, problem.row, problem.column)
            problems.setdefault((problem.code, problem.question), []).append(place)
        before += each.rows.num_rows
    for (code, question), places in problems.items():
        indices, cell_rows, cell_columns = zip(*places, strict=True)
        found.add_cells(code, question, indices, cell_rows, cell_columns)


def _hold_rules(columns: dict[str, pa.Array], codebook: Codebook, found: FoundProblems) -> pa.Table:
    """Applies the rules across answers: adds `age_counted`, and nulls the answers they refuse.
    Gives where each could not be run (Validated.not_run): a rule about a question that the form
    does not ask has nothing to be run on."""
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
    names = [f"rule_{n}" for n in range(len(rules))]
    not_run = (
        _where_asked(each, codebook.question(rule.question), codebook, columns)
        for rule, each in zip(rules, breaks.not_run, strict=True)
    )
    return pa.table([columns[FILE], *not_run], [FILE, *names])


def _where_asked(
    marks: pa.Array, question: Question, codebook: Codebook, columns: dict[str, pa.Array]
) -> pa.Array:
    if codebook.is_of_every_form(question):
        return marks
    return pc.and_(marks, of_forms(columns, question.versions))


def _quarantine(rows: int, columns: dict[str, pa.Array], found: FoundProblems) -> None:
    columns["quarantined"] = _mask(rows, _refused_rows(found.hits))


def _refused_rows(hits: Sequence[Hit]) -> Numbers:
    """The rows with a problem that refuses the row."""
    catalogue = load_problems()
    refused = [each.records for each in hits if catalogue[each.code].size == "row"]
    return np.concatenate([*refused, np.zeros(0, np.int64)])


def _mask(length: int, indices: Numbers) -> pa.Array:
    """True at `indices`, else False."""
    mask = np.zeros(length, dtype=bool)
    mask[indices] = True
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
