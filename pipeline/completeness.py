"""How the questions that rows were asked were answered, each in exactly one of four states.

- answered: there is an answer that counts.  An age that is worked out from the date of birth is
  one: the agency did provide it.  A several-answer question that lost one choice and kept another
  is answered.
- not known: the agency says so.
- refused: there is no answer because what stood there was refused (a problem of size `answer`).
- not provided: none of these; it was left blank.

A question is asked only of rows of a form that has it, and one that depends on another
(`only_where`) only of rows with that answer to it; one that may stay blank (`optional`) is left
out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from pipeline.cover import ThemeCount
from pipeline.found_problems import FILE
from pipeline.selection import answered_condition
from schemas.codebook import NOT_KNOWN, Codebook, Question
from schemas.people import of_forms_condition
from schemas.records import AGE_COUNTED, kept_questions, not_known_column
from schemas.sql_connection import connected

_STATES = """
select {by}, {counts} from {rows} group by {by}
"""

# Answers refused: one for each record and question, however many problems name it.
_REFUSED = """
select {by}, question, count(*) from (
  select distinct file, record, question::varchar as question
  from answer_problems where size::varchar = 'answer'
) as refused join (from {rows}) as given using (file, record)
where case question {conditions} else false end
group by {by}, question
"""


class PartKey(NamedTuple):
    """A file's share of a return: the file's index, the agency as written, the area's code."""

    file: int
    agency: str
    area: str
    return_date: date


Themes = Mapping[PartKey, tuple[ThemeCount, ...]]
"""The completeness of parts by theme; a part without a row that stands is not there."""


@dataclass(frozen=True)
class StateConditions:
    """SQL conditions over a row, never null: whether a question is asked of it and, then, whether
    its answer counts or is not known.  At most one of the latter two holds."""

    asked: str
    answered: str
    not_known: str


@dataclass(frozen=True)
class AnswerStates:
    """How the rows of a group, named by `key`, answered a question."""

    key: tuple[Any, ...]
    question: Question
    answered: int
    not_known: int
    not_provided: int
    refused: int


def counted_questions(codebook: Codebook) -> tuple[Question, ...]:
    """The questions whose answers are missed where they are blank, in the order of the form."""
    return tuple(each for each in kept_questions(codebook) if not each.optional)


def state_conditions(question: Question, asked: str, age: str = AGE_COUNTED) -> StateConditions:
    """The conditions for a question; `asked` is the SQL condition that the row's form asks it,
    `age` the column that holds the age that counts."""
    answered = f"{age} is not null" if question.name == "age" else answered_condition(question)
    if question.is_coded:
        not_known = f"coalesce({question.name} = '{NOT_KNOWN}', false)"
    elif marked := not_known_column(question):
        not_known = f"(coalesce({marked}, false) and not ({answered}))"
    else:
        not_known = "false"
    if question.only_where is not None:
        parent, is_ = question.only_where.question, question.only_where.is_
        asked = f"{asked} and coalesce({parent} = '{is_}', false)"
    return StateConditions(asked, answered, not_known)


def _on_its_form(question: Question, codebook: Codebook) -> str:
    """The SQL condition that the form of a record asks the question."""
    if question.asked_in == codebook.form_versions:
        return "true"
    return of_forms_condition(question.asked_in, "form_version")


def state_counts(conditions: Iterable[StateConditions]) -> str:
    """The SQL of three counts for each question: rows asked, answered and not known."""
    return ", ".join(
        f"count_if({each.asked}), count_if({each.asked} and {each.answered}),"
        f" count_if({each.asked} and {each.not_known})"
        for each in conditions
    )


def answer_states(
    connection: duckdb.DuckDBPyConnection, rows: str, by: Sequence[str], codebook: Codebook
) -> list[AnswerStates]:
    """The states of all questions for each group of `rows`, in no particular order.

    `rows` is a table or view of `connection` with the columns of records and `file`; `by` are the
    columns that make a group.  The table `answer_problems` holds the problems of these rows, with
    the same `file`.
    """
    questions = counted_questions(codebook)
    conditions = [state_conditions(each, _on_its_form(each, codebook)) for each in questions]
    refused = _refused(connection, rows, by, questions, conditions)
    query = _STATES.format(by=", ".join(by), counts=state_counts(conditions), rows=rows)
    states: list[AnswerStates] = []
    for line in connection.execute(query).fetchall():
        key = tuple(line[: len(by)])
        for n, question in enumerate(questions):
            begin = len(by) + 3 * n
            asked, answered, not_known = line[begin : begin + 3]
            of_refused = refused.get((*key, question.name), 0)
            blank = asked - answered - not_known - of_refused
            states.append(AnswerStates(key, question, answered, not_known, blank, of_refused))
    return states


def _refused(
    connection: duckdb.DuckDBPyConnection,
    rows: str,
    by: Sequence[str],
    questions: Sequence[Question],
    conditions: Sequence[StateConditions],
) -> dict[tuple[Any, ...], int]:
    """Answers refused, by group and question's name."""
    cases = " ".join(
        f"when '{question.name}' then {each.asked} and not ({each.answered} or {each.not_known})"
        for question, each in zip(questions, conditions, strict=True)
    )
    query = _REFUSED.format(by=", ".join(by), rows=rows, conditions=cases)
    return {tuple(line[:-1]): line[-1] for line in connection.execute(query).fetchall()}


def part_themes(records: pa.Table, problems: pa.Table, codebook: Codebook) -> Themes:
    """How the rows that are not refused were answered; `records` and `problems` are as in
    validation.Validated."""
    with connected() as connection:
        connection.register("records", records)
        connection.register("answer_problems", problems)
        connection.execute("create view given as from records where not quarantined")
        by = (FILE, "agency", "return_area", "return_date")
        states = answer_states(connection, "given", by, codebook)
    return {PartKey(*key): theme_counts(of_part) for key, of_part in by_key(states).items()}


def by_key(states: Sequence[AnswerStates]) -> dict[tuple[Any, ...], list[AnswerStates]]:
    """The states of each group."""
    grouped: dict[tuple[Any, ...], list[AnswerStates]] = defaultdict(list)
    for each in states:
        grouped[each.key].append(each)
    return dict(grouped)


def theme_counts(states: Sequence[AnswerStates]) -> tuple[ThemeCount, ...]:
    """The states of one group by theme, in the order of the themes."""
    by_theme: dict[int, list[AnswerStates]] = defaultdict(list)
    for each in states:
        by_theme[each.question.theme].append(each)
    return tuple(
        ThemeCount(
            theme=theme,
            answered=sum(each.answered for each in of_theme),
            not_known=sum(each.not_known for each in of_theme),
            not_provided=sum(each.not_provided for each in of_theme),
            refused=sum(each.refused for each in of_theme),
        )
        for theme, of_theme in sorted(by_theme.items())
    )
