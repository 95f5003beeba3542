"""Several records of one young person to one (contract, "Which record stands for the young
person").

A one-answer question takes the primary's answer if it is answered, else the first answered among
the others, else not known if any says so; a several-answer question takes the union; a dependent
answer is taken only from records that gave the merged answer to the question it depends on.

An answer that only a later form has, and that counts as the one taken, says more: it is taken
instead (foster care for the other placement of the form before), and is no conflict.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from pipeline.selection import answered_condition
from schemas.codebook import NONE, NOT_KNOWN, SEPARATOR, Codebook, Question
from schemas.records import AGE_COUNTED, kept_questions, not_known_column

# Of every candidate: its young person (the rank of the primary) and how many records that one has.
_PERSONS = """
create or replace table persons as
select *, count(*) over (partition by person) as records
from (
  select row_id, rank, coalesce(same.primary_rank, rank) as person
  from candidates left join same using (rank)
)
"""

# The records of young people, with all their answers.
_MEMBERS = """
create or replace view members as
select persons.person, persons.rank, persons.records, current_rows.*
from persons join current_rows on current_rows.rowid = persons.row_id
"""

# Young people of one record stand as they are; the others are merged.
_PEOPLE = """
create or replace table people as
with merged as (
  select person, arg_min(place, rank) as place, arg_min(region, rank) as region,
    arg_min(agency_type::varchar, rank) as agency_type,
    array_to_string(list_sort(list(distinct form_version::varchar)), ';') as forms, {merged}
  from members where records > 1 group by person
), dependent as (
  select members.person, {dependent}
  from members join merged using (person) where members.records > 1 group by members.person
)
select person, place, region, agency_type::varchar as agency_type,
  form_version::varchar as forms, {single}
from members where records = 1
union all by name
select merged.*, dependent.* exclude (person)
from merged join dependent using (person)
"""

# Answers to a one-answer question that differ from the one taken, beside the first record that
# gave that.  Answers to a dependent question count only where the condition's answer was taken.
_CONFLICTS = """
with answers as (
  {answers}
), taken as (
  select person, question, min(rank) as rank from answers where answer = taken group by all
)
select answers.person, other.place, answers.question,
  first.agency, first.file, {taken}, answers.taken,
  other.agency, other.file, {other}, answers.answer
from answers
join taken using (person, question)
join members as first on first.rank = taken.rank
join members as other on other.rank = answers.rank
where answers.answer <> answers.taken
order by answers.person, answers.question, answers.rank
"""

# A record's place in its file: `sheet 2, row 12`.
_RECORD_PLACE = (
    """concat_ws(', ', {of}.sheet::varchar, 'row ' || {of}."row", 'column ' || {of}."column")"""
)

# The answers that may stand for a question, each beside the one that does.
_CONFLICT_ANSWERS = """
select members.person, members.rank, '{name}' as question, {value}::varchar as answer,
  people.{name}::varchar as taken
from members join people using (person)
where members.records > 1 and {answered} and {condition} and not {says_more}
"""


@dataclass(frozen=True)
class Conflict:
    """Two records of one young person that answer a one-answer question differently.

    `file_*` number the sealed files of the snapshot, `record_*` are places in them; answers are
    codes or numbers as text; `unit` is the young person's (pipeline.duplicates.units).
    """

    unit: int
    place: str
    question: str
    agency_taken: str
    file_taken: int
    record_taken: str
    answer_taken: str
    agency_other: str
    file_other: int
    record_other: str
    answer_other: str


def merge_records(
    connection: duckdb.DuckDBPyConnection, primary: Mapping[int, int], codebook: Codebook
) -> tuple[Conflict, ...]:
    """The conflicts between merged records; `primary` gives the primary's rank for each candidate
    that is not one.

    Makes what `merge_people` makes.
    """
    merge_people(connection, primary, codebook)
    conflicts = connection.execute(_conflicts_query(codebook)).fetchall() if primary else []
    return tuple(Conflict(*each) for each in conflicts)


def merge_people(
    connection: duckdb.DuckDBPyConnection, primary: Mapping[int, int], codebook: Codebook
) -> None:
    """Makes the table `people` (`person`, the primary's rank, and the columns of
    schemas.people.people_schema) and the view `members`, the records (columns of current_rows)
    with the `person` of each, and `records`, how many that one has.

    Reads the tables `candidates` and `current_rows` (see pipeline.selection); what an earlier call
    made is replaced.
    """
    same = pa.table(
        {
            "rank": pa.array(list(primary), pa.int64()),
            "primary_rank": pa.array(list(primary.values()), pa.int64()),
        }
    )
    connection.register("same", same)
    connection.execute(_PERSONS)
    connection.execute(_MEMBERS)
    connection.execute(_people_query(codebook))


def _people_query(codebook: Codebook) -> str:
    questions = kept_questions(codebook)
    dependent = [question for question in questions if question.only_where]
    free = [question for question in questions if not question.only_where]
    return _PEOPLE.format(
        merged=", ".join(part for question in free for part in _merged(question)),
        dependent=", ".join(part for question in dependent for part in _merged(question)),
        single=", ".join(part for question in questions for part in _single(question)),
    )


def _value(question: Question) -> str:
    """The column of a record that holds the answer; age is the one counted."""
    if question.name == "age":
        return f"members.{AGE_COUNTED}"
    if question.is_coded:
        return f"members.{question.name}::varchar"
    return f"members.{question.name}"


def _single(question: Question) -> list[str]:
    parts = [f"{_value(question)} as {question.name}"]
    if marked := not_known_column(question):
        parts.append(f"{marked} and {_value(question)} is null as {marked}")
    return parts


def _merged(question: Question) -> list[str]:
    """The SQL of a question's merged answer (and, for numbers and dates, of its 'not known')."""
    value = _value(question)
    if question.kind == "several":
        return [f"{_union(question)} as {question.name}"]
    if question.is_coded:
        condition = _condition(question, "merged")
        answered = f"{value} <> '{NOT_KNOWN}' and {condition}"
        first = _finest(
            question, f"arg_min({value}, rank) filter (where {answered})", value, condition
        )
        return [f"coalesce({first}, min({value}) filter (where {condition})) as {question.name}"]
    first = f"arg_min({value}, rank) filter (where {value} is not null)"
    parts = [f"{first} as {question.name}"]
    if marked := not_known_column(question):
        parts.append(f"bool_or(members.{marked}) and {first} is null as {marked}")
    return parts


def _finest(question: Question, first: str, value: str, condition: str) -> str:
    """The SQL of the answer taken: `first`, or the first of the answers that correspond to it."""
    cases = " ".join(
        f"when '{code}' then coalesce(arg_min({value}, rank) filter"
        f" (where {value} in ({_listed(finer)}) and {condition}), '{code}')"
        for code, finer in _corresponding(question).items()
    )
    return f"case {first} {cases} else {first} end" if cases else first


def _corresponding(question: Question) -> dict[str, list[str]]:
    """The options that later forms added, by the option as which they count."""
    found: dict[str, list[str]] = {}
    for option in question.options:
        if option.corresponds is not None:
            found.setdefault(option.corresponds, []).append(option.code)
    return found


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


def _says_more(question: Question) -> str:
    """The SQL condition, never null, that the answer taken only says more than a record's does."""
    pairs = (
        f"({_value(question)} = '{code}' and people.{question.name} in ({_listed(finer)}))"
        for code, finer in _corresponding(question).items()
    )
    return f"coalesce({' or '.join(pairs) or 'false'}, false)"


def _union(question: Question) -> str:
    """All answers in the order of the codebook; not_known gives way to any other, then none
    does."""
    order = ", ".join(f"'{option.code}'" for option in question.options)
    given = (
        f"list_distinct(flatten(list(string_split({_value(question)}, '{SEPARATOR}'))"
        f" filter (where {_value(question)} is not null)))"
    )
    union = f"list_filter([{order}], lambda code: list_contains({given}, code))"
    for exclusive in (NOT_KNOWN, NONE):
        union = (
            f"list_filter({union}, lambda code: code <> '{exclusive}' or len({union}) = 1)"
            if question.has(exclusive)
            else union
        )
    return f"nullif(array_to_string({union}, '{SEPARATOR}'), '')"


def _conflicts_query(codebook: Codebook) -> str:
    """One-answer questions and ages; dates are each agency's own and don't contradict."""
    answers = (
        _CONFLICT_ANSWERS.format(
            name=question.name,
            value=_value(question),
            answered=_answered(question),
            condition=_condition(question, "people"),
            says_more=_says_more(question),
        )
        for question in kept_questions(codebook)
        if question.kind in ("one", "number")
    )
    return _CONFLICTS.format(
        answers="union all".join(answers),
        taken=_RECORD_PLACE.format(of="first"),
        other=_RECORD_PLACE.format(of="other"),
    )


def _condition(question: Question, merged: str) -> str:
    """The SQL condition that a record gave the answer taken to the question it depends on."""
    if question.only_where is None:
        return "true"
    parent = question.only_where.question
    return f"members.{parent}::varchar = {merged}.{parent}"


def _answered(question: Question) -> str:
    if question.name == "age":
        return f"members.{AGE_COUNTED} is not null"
    return answered_condition(question, "members.")
