"""What a reader knows of the published tables beside what stands in them: which question each is
about, and how its rows belong together (the contract and the codebook are public)."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.codebook import NONE, NOT_KNOWN, Codebook, Question
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError

CASES = "cases"
"""The row of a place's cases, for which the question is empty."""
BY_REGION = "table_2"
TOTAL = "total"
YEAR_END = "year_end"
"""The table of what became of the young people of a year; each of them has an answer."""
FORM = "form_version"
"""The question, as it were, of the form in which a young person was returned."""
WORKED_WITH = "worked_with"
_PART_OF: Mapping[str, str] = {
    "new": "",
    "known_before": "",
    "open_start": "known_before",
    "came_back": "known_before",
}
"""The groups of a year's young people, and which group each is part of."""
GROUPS: Mapping[str, str] = {WORKED_WITH: "", **{group: group for group in _PART_OF}}
"""The words of the column `group`, and the groups; all young people are none."""
TYPES = ("statutory", "voluntary", "mixed")
BASE, NOT_PROVIDED, OUTSIDE = "base", "not_provided", "outside_base"
ONE_ANSWER, MOST_ANSWERS = "one_answer_only", "most_answers"
MEAN, MODE, YOUNGEST, OLDEST = "mean", "mode", "youngest", "oldest"
STATISTICS = frozenset({MOST_ANSWERS, MEAN, MODE, YOUNGEST, OLDEST})
"""Rows that are no counts."""

_QUESTIONS: Mapping[str, str] = {
    "figure_1": "location_type",
    "figure_2": "age",
    "figure_3": "gender",
    "figure_4": "ethnicity",
    "table_3": "nationality",
    "figure_5": "disability",
    "figure_6": "living_situation",
    "table_4": "looked_after_placement",
    "figure_7": "education_status",
    "figure_8": "missing_episodes",
    "figure_9": "domestic_violence",
    "figure_10": "criminal_justice_issues",
    "figure_11": "initiated_by",
    "table_5": "coercion_methods",
    "table_6": "exploitation_levels",
    "table_7": "support_provided",
    "table_8": "social_care_response",
    "table_9": "court_proceedings",
}
_OTHERS = "question_"
_NOT_KNOWN_IN_BASE = frozenset({"table_5", "table_6"})
_NONE_IS_OUTSIDE = frozenset({"figure_9", "table_9"})
_OUTSIDE_BY_ANSWER = frozenset({"return_interview_offered"})
"""Questions with another answer that is outside the base."""
_BESIDE: Mapping[str, tuple[str, str]] = {
    "of_which_family_home": ("family_setting", "family_home"),
    "of_which_kinship_care": ("family_setting", "kinship_care"),
    "beside_special_educational_needs": ("special_educational_needs", "yes"),
    "beside_police_active": ("police_investigation", "yes"),
}
EXACTLY: Mapping[str, tuple[str, ...]] = {
    "exactly_asbo_victim_of_crime": ("asbo", "victim_of_crime"),
    "exactly_asbo_offending_victim_of_crime": ("asbo", "offending", "victim_of_crime"),
}
"""Rows of cases that gave these answers and no other."""


class AuditError(UserError):
    """What was published can't be read as the tables that it should be."""


@dataclass(frozen=True)
class TableFacts:
    """A table about a question.  `alone`: answers that are never given beside another; `parent`:
    the question, and those of its answers, without which this one is not asked."""

    id: str
    question: str
    several: bool
    ages: bool
    not_known_in_base: bool
    alone: frozenset[str]
    parent: tuple[str, tuple[str, ...]] | None
    merged: Mapping[str, tuple[str, ...]]

    def is_option(self, row: str) -> bool:
        """Whether a row is one of the answers that the base is made of."""
        if row == NOT_KNOWN:
            return self.not_known_in_base
        further = row in STATISTICS or row in (BASE, NOT_PROVIDED, OUTSIDE, ONE_ANSWER)
        return not further and row not in EXACTLY and not _is_beside(row)

    def has_percent(self, row: str) -> bool:
        return self.is_option(row) or row == ONE_ANSWER


def key_of(code: str, group: str) -> str:
    """Tells a group of a place's young people from the others; of all it is the place's code."""
    return f"{code}|{group}" if group else code


def tier_of(key: str) -> int:
    """0 for all young people of a place; groups of one tier have nobody in common."""
    group = key.partition("|")[2]
    return 0 if not group else 1 if not _PART_OF[group] else 2


def whole_of(code: str, group: str) -> str | None:
    """The key of those whom a group of a place is part of; None for all young people."""
    return key_of(code, _PART_OF[group]) if group else None


def _is_beside(row: str) -> bool:
    return row in _BESIDE or row.startswith(("of_which_", "beside_"))


def beside(row: str) -> tuple[str, str] | None:
    """The question and the answer that a row beside a breakdown counts; None for other rows."""
    return _BESIDE.get(row)


def question_of(table_id: str) -> str:
    """The name of the question that a table is about."""
    return _QUESTIONS.get(table_id, table_id.removeprefix(_OTHERS))


def table_of(question: str) -> str:
    """The standard table of a question."""
    named = (table_id for table_id, name in _QUESTIONS.items() if name == question)
    return next(named, f"{_OTHERS}{question}")


def standard_rows(question: str) -> frozenset[str]:
    """The answers of which the standard table of a question can have rows; of a number, single
    ones, none."""
    asked = load_codebook().question(question)
    grouped = any(option.group != option.code for option in asked.answers)
    options = load_codebook().main_groups if grouped else asked.options
    return frozenset(option.code for option in options)


def forms_asking(question: str) -> frozenset[str]:
    """The forms that ask a question; empty where all do."""
    codebook = load_codebook()
    asked = codebook.question(question)
    if codebook.is_of_every_form(asked):
        return frozenset()
    return frozenset(asked.versions)


def outside_by_form_alone(question: str) -> bool:
    """Whether nobody is outside the base of a question for what they answered."""
    asked = load_codebook().question(question)
    by_answer = table_of(question) in _NONE_IS_OUTSIDE or asked.name in _OUTSIDE_BY_ANSWER
    return asked.only_where is None and not by_answer


def table_facts(table_id: str, rows: frozenset[str]) -> TableFacts:
    """What is known of a table; `rows` are the rows that it has in print.

    Raises AuditError for a table that is not one of the contract's.
    """
    name = question_of(table_id)
    if table_id == YEAR_END:
        return TableFacts(table_id, name, False, False, False, frozenset(), None, {})
    if name == FORM:
        return TableFacts(table_id, name, False, False, False, frozenset(), None, {})
    codebook = load_codebook()
    try:
        question = codebook.question(name)
    except KeyError:
        raise AuditError(
            f"The audit does not know the table '{table_id}', so it can't say what its figures "
            "give away. Audit the folder with the program that wrote it."
        ) from None
    in_base = table_id in _NOT_KNOWN_IN_BASE
    alone = {NOT_KNOWN} if in_base else set()
    if question.has(NONE):
        alone.add(NONE)
    where = question.only_where
    return TableFacts(
        id=table_id,
        question=name,
        several=question.kind == "several",
        ages=question.kind == "number",
        not_known_in_base=in_base,
        alone=frozenset(alone),
        parent=(where.question, (where.is_,)) if where else _forms_of(question, codebook),
        merged=_merged(table_id, question, rows, codebook),
    )


def _forms_of(question: Question, codebook: Codebook) -> tuple[str, tuple[str, ...]] | None:
    """The table of forms and the forms that ask the question, where they are the latest: the table
    has each young person under the latest form in which they were returned."""
    if codebook.is_of_every_form(question):
        return None
    latest = codebook.form_versions[-len(question.versions) :]
    return (FORM, question.versions) if question.versions == latest else None


def _merged(
    table_id: str, question: Question, rows: frozenset[str], codebook: Codebook
) -> Mapping[str, tuple[str, ...]]:
    """For each row that holds more than its own answer, the answers that were merged into it: those
    that have no row of their own, as the codebook says for each where it may go."""
    grouped = any(option.group != option.code for option in question.answers)
    options = codebook.main_groups if grouped else question.answers
    outside = {NONE} if table_id in _NONE_IS_OUTSIDE else set()
    absent = [each for each in options if each.code not in rows | outside]
    merged: dict[str, tuple[str, ...]] = {}
    for option in absent:
        into = getattr(option, "merge_into", None)
        if isinstance(into, str) and into in rows:
            merged[into] = (*merged.get(into, ()), option.code)
    return merged
