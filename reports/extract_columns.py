"""The columns of a researcher's extract: what each holds, and every code that can stand in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.areas import Region
from schemas.codebook import NOT_KNOWN, Codebook, Option, Question
from schemas.records import not_known_column

ColumnKind = Literal["text", "code", "codes", "number", "date", "month", "state"]
PSEUDONYM, REGION, AREA, AREA_NAME = "pseudonym", "region", "area", "area_name"
AGENCY_TYPE, FORMS = "agency_type", "forms"
STATE_SUFFIX = "_state"
PSEUDONYM_SIGNS = "bcdfghjklmnpqrstvwxyz"
"""Neither digits, which identifiers, codes and dates are made of, nor vowels, which words are."""
PSEUDONYM_LENGTH = 16


@dataclass(frozen=True)
class Code:
    """A code and what it stands for; the main group it counts in where its question has such; the
    whole numbers it holds where it is a band; the form versions that have it (none said: all);
    the code of the form before as which it counts, where it was added."""

    code: str
    label: str
    group: str = ""
    least: int | None = None
    most: int | None = None
    forms: tuple[str, ...] = ()
    counts_as: str | None = None


ANSWERED = Code("answered", "Answered")
NOT_KNOWN_STATE = Code(NOT_KNOWN, "Not known: the agency says that it does not know")
NOT_PROVIDED = Code("not_provided", "Not provided: left blank, or an answer that was refused")
NOT_APPLICABLE = Code(
    "not_applicable",
    "Not applicable: asked only where another question has a certain answer, and it has not",
)
NOT_ASKED = Code("not_asked", "Not asked on the form on which the young person was reported")


@dataclass(frozen=True)
class ExtractColumn:
    """A column: `codes` are the answers of a code, or of codes parted by `;`, and `states` what
    stands in their place where there is none; `question` is the codebook's, None where it is none
    of its questions."""

    name: str
    label: str
    kind: ColumnKind
    question: Question | None = None
    codes: tuple[Code, ...] = ()
    states: tuple[Code, ...] = ()
    least: int | None = None
    most: int | None = None
    forms: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Wanted:
    """What an extract holds beside pseudonym and region: the questions in the order of the form,
    and whether the area, the type of the agency and the form versions."""

    questions: tuple[Question, ...]
    area: bool = False
    agency_type: bool = False
    forms: bool = False


def extract_columns(
    wanted: Wanted, regions: Sequence[Region], codebook: Codebook
) -> tuple[ExtractColumn, ...]:
    """The columns of an extract in their order."""
    return (
        *_of_the_line(wanted, regions, codebook),
        *(column for question in wanted.questions for column in _of_question(question, codebook)),
    )


def missing_states(question: Question, codebook: Codebook) -> tuple[Code, ...]:
    """What can stand where there is no answer and no not known: why there is none."""
    conditional = (NOT_APPLICABLE,) if question.only_where else ()
    everywhere = not question_forms(question) or set(question_forms(question)) >= set(
        codebook.form_versions
    )
    return (NOT_PROVIDED, *conditional, *(() if everywhere else (NOT_ASKED,)))


def question_forms(question: Question) -> tuple[str, ...]:
    """The form versions from which an answer can come; none where the codebook does not say."""
    return question.versions


def _of_the_line(
    wanted: Wanted, regions: Sequence[Region], codebook: Codebook
) -> Iterator[ExtractColumn]:
    """Whose line it is, from where, and from what returns."""
    yield ExtractColumn(
        PSEUDONYM, "Pseudonym, of this extract alone", "text",
        note="made by chance; nothing leads from it to a return or to another extract",
    )  # fmt: skip
    of_regions = tuple(Code(region.code, region.name) for region in regions)
    yield ExtractColumn(REGION, "Region", "code", codes=of_regions)
    if wanted.area:
        yield ExtractColumn(
            AREA, "Code of the authority, or of a joint board's authorities joined by +", "text"
        )
        yield ExtractColumn(AREA_NAME, "Name of the authority or joint board", "text")
    if wanted.agency_type:
        field = codebook.cover_field(AGENCY_TYPE)
        yield ExtractColumn(
            AGENCY_TYPE, field.label, "code", codes=tuple(map(_code, field.options)),
            note="of several agencies, that of the record which stands for the young person",
        )  # fmt: skip
    if wanted.forms:
        versions = tuple(Code(each, f"Form {each}") for each in codebook.form_versions)
        yield ExtractColumn(
            FORMS, "Form versions on which the young person was reported", "codes", codes=versions,
            note="several versions say that several returns name the young person",
        )  # fmt: skip


def _of_question(question: Question, codebook: Codebook) -> Iterator[ExtractColumn]:
    states = missing_states(question, codebook)
    common = ExtractColumn(
        question.name,
        question.label,
        "text",
        question,
        states=states,
        forms=question_forms(question),
        note=_note(question),
    )
    if question.kind == "number":
        yield _with(common, kind="number", least=question.least, most=question.most)
        yield _state_column(question, states)
    elif question.kind == "date":
        yield _with(common, kind="month" if question.month_enough else "date")
        yield _state_column(question, states)
    elif question.options:
        kind: ColumnKind = "codes" if question.kind == "several" else "code"
        grouped = any(option.group != option.code for option in question.answers)
        codes = tuple(_code(option, grouped) for option in question.options)
        yield ExtractColumn(
            question.name, question.label, kind, question, codes, states,
            forms=common.forms, note=common.note,
        )  # fmt: skip
    else:
        yield common


def _with(
    column: ExtractColumn, kind: ColumnKind, least: int | None = None, most: int | None = None
) -> ExtractColumn:
    """The column of a number or date: where there is none its cell is empty, and the column after
    it says why."""
    return ExtractColumn(
        column.name, column.label, kind, column.question,
        least=least, most=most, forms=column.forms, note=column.note,
    )  # fmt: skip


def _state_column(question: Question, states: tuple[Code, ...]) -> ExtractColumn:
    not_known = (NOT_KNOWN_STATE,) if not_known_column(question) else ()
    return ExtractColumn(
        question.name + STATE_SUFFIX,
        f"{question.label}: whether it was answered",
        "state",
        question,
        (ANSWERED, *not_known, *states),
    )


def _note(question: Question) -> str:
    notes = []
    if question.only_where is not None:
        notes.append(
            f"asked only where {question.only_where.question} is {question.only_where.is_}"
        )
    if question.optional:
        notes.append("may stay blank without anything missing")
    if question.kind == "several":
        notes.append("several answers are parted by ;")
    if question.month_enough:
        notes.append("the month alone is held")
    return "; ".join(notes)


def _code(option: Option, grouped: bool = False) -> Code:
    group = option.group if grouped and option.code != NOT_KNOWN else ""
    return Code(
        option.code,
        option.label,
        group,
        option.least,
        option.most,
        option.versions,
        option.corresponds,
    )
