"""From young people to the figures of every table, for England, regions, authorities and boards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pyarrow as pa

from reports.figures import (
    BASE,
    MEAN,
    MODE,
    MOST_ANSWERS,
    NOT_KNOWN_ROW,
    NOT_PROVIDED,
    OLDEST,
    ONE_ANSWER_ONLY,
    OUTSIDE_BASE,
    YOUNGEST,
    Column,
    Geography,
    TrueFigure,
    TrueTable,
    TrueTables,
)
from reports.tables import FORM_VERSION, Beside, Row, Table
from schemas.areas import BOARD_JOIN, ENGLAND, Region
from schemas.codebook import NOT_KNOWN, SEPARATOR, Codebook, Question
from schemas.people import FORMS, asked_condition, of_forms_condition
from schemas.records import not_known_column
from schemas.sql_connection import connected

COLUMNS: tuple[Column, ...] = ("total", "statutory", "voluntary", "mixed")
_OUTSIDE = "(outside)"
"""Stands for the answer of a case that the question is not asked of."""

# How many young people gave each answer to each question, for England (place and region null), each
# region (place null) and each place.
_ANSWERS = """
select question, region, place, answer, count(*) as cases
from (select region, place, {answers} from people)
  unpivot include nulls (answer for question in ({questions}))
group by grouping sets (
  (question, answer), (question, region, answer), (question, region, place, answer)
)
having grouping(region) = 1 or region is not null
"""
_TYPE = "agency_type"


@dataclass(frozen=True)
class _Place:
    """Where counts stand: (None, None) is England, (region, None) a region."""

    region: str | None
    place: str | None


AnswerCounts = Mapping[str | None, int]
"""Cases by answer as it stands in people: a code, codes parted by `;`, or None for not provided."""


@dataclass(frozen=True)
class Counted:
    """The answers to each question (and the agency types) for each place."""

    by_question: Mapping[str, Mapping[_Place, AnswerCounts]]

    def answers(self, question: str, place: _Place) -> AnswerCounts:
        return self.by_question[question].get(place, {})


def count_tables(
    people: pa.Table,
    tables: Sequence[Table],
    regions: Sequence[Region],
    names: Mapping[str, str],
    codebook: Codebook,
    day: date,
    *,
    local: bool = True,
) -> TrueTables:
    """The figures of `tables`; without `local` those of England and the regions alone.

    `people` is as in schemas.people.people_schema; `names` gives the name of each place in it.
    England and all regions are always there, places only where they have a case.
    """
    counted = _count(people, tables, codebook)
    geographies = [
        each
        for each in _geographies(people, regions, names)
        if local or each.level in ("national", "regional")
    ]
    return TrueTables(
        day,
        tuple(
            TrueTable(table, geography, tuple(_figures(table, geography, counted)))
            for table in tables
            for geography in geographies
        ),
    )


def _geographies(
    people: pa.Table, regions: Sequence[Region], names: Mapping[str, str]
) -> list[Geography]:
    """England, the regions by code, then authorities and boards with a case by code."""
    found = people.select(["place", "region"]).group_by(["place", "region"]).aggregate([])
    places = sorted((row["place"], row["region"]) for row in found.to_pylist())
    local = [
        Geography("local_authority", code, names[code], region)
        for code, region in places
        if BOARD_JOIN not in code
    ]
    boards = [
        Geography("joint_board", code, names[code], region)
        for code, region in places
        if BOARD_JOIN in code
    ]
    regional = [
        Geography("regional", region.code, region.name, region.code)
        for region in sorted(regions, key=lambda region: region.code)
    ]
    return [Geography("national", ENGLAND, "England"), *regional, *local, *boards]


def _count(people: pa.Table, tables: Sequence[Table], codebook: Codebook) -> Counted:
    questions = {
        beside.question: codebook.question(beside.question)
        for table in tables
        for beside in table.beside
    }
    answers = {name: _answer(question, codebook) for name, question in questions.items()}
    # A table's own question need not be one of the codebook.
    answers |= {
        each.question.name: counted_answer(each) for each in tables if each.question is not None
    }
    answers = dict(sorted(answers.items()))
    answers[_TYPE] = _TYPE
    query = _ANSWERS.format(
        answers=", ".join(f"{answer} as {name}" for name, answer in answers.items()),
        questions=", ".join(answers),
    )
    by_question: dict[str, dict[_Place, dict[str | None, int]]] = {name: {} for name in answers}
    with connected() as connection:
        connection.register("people", people)
        for name, region, place, code, cases in connection.execute(query).fetchall():
            by_question[name].setdefault(_Place(region, place), {})[code] = cases
    return Counted(by_question)


def counted_answer(table: Table) -> str:
    """The SQL of a case's answer as a table counts it, as text."""
    assert table.question is not None
    if table.question.name == FORM_VERSION:
        return f"split_part({FORMS}, '{SEPARATOR}', -1)"
    answer = _given(table.question, table.column or table.question.name)
    if table.versions:
        held = of_forms_condition(table.versions)
        answer = f"case when {held} then {answer} else '{_OUTSIDE}' end"
    return answer


def _answer(question: Question, codebook: Codebook) -> str:
    """The SQL of a case's answer to a question that is counted beside a table, as text."""
    asked = asked_condition(question, codebook)
    return f"case when {asked} then {_given(question, question.name)} else '{_OUTSIDE}' end"


def _given(question: Question, column: str) -> str:
    answer = f"{column}::varchar"
    if marked := not_known_column(question):
        answer = f"coalesce({answer}, case when {marked} then '{NOT_KNOWN}' end)"
    if question.only_where is not None:
        parent, is_ = question.only_where.question, question.only_where.is_
        answer = f"case when {parent} is distinct from '{is_}' then '{_OUTSIDE}' else {answer} end"
    return answer


@dataclass(frozen=True)
class Tally:
    """A table's counts for one place: cases a row, and the further rows."""

    rows: Mapping[str, int]
    base: int
    not_known: int
    not_provided: int
    outside_base: int
    one_answer: int
    most_answers: int


def _figures(table: Table, geography: Geography, counted: Counted) -> Iterable[TrueFigure]:
    place = _place_of(geography)
    if table.question is None:
        here = counted.answers("agency_type", place)
        if geography.level != "national":
            return region_figures(here)
        regions = [counted.answers("agency_type", _Place(row.code, None)) for row in table.rows]
        return region_figures(here, list(zip(table.rows, regions, strict=True)))
    beside = {each.row: _beside(each, counted, place) for each in table.beside}
    tally = tally_of(table, counted.answers(table.question.name, place))
    return tally_figures(table, tally, beside)


def _beside(beside: Beside, counted: Counted, place: _Place) -> int:
    exactly = set(beside.exactly.split(SEPARATOR)) if beside.exactly else None
    return sum(
        cases
        for answer, cases in counted.answers(beside.question, place).items()
        if answer
        for codes in (_counted_codes(answer, beside.counts_as),)
        if set(codes) == exactly or beside.holds in codes
    )


def _counted_codes(answer: str, counts_as: Mapping[str, str]) -> list[str]:
    """The codes of an answer as they are counted, each once; none where they count as nothing."""
    codes = (counts_as.get(code, code) for code in answer.split(SEPARATOR))
    return list(dict.fromkeys(filter(None, codes)))


def tally_figures(table: Table, tally: Tally, beside: Mapping[Row, int]) -> list[TrueFigure]:
    """All figures of a table for one place; `beside` are its counts beside the breakdown."""
    figures = [_share(row, tally.rows[row.code], tally.base) for row in table.rows]
    figures.append(_further(BASE, tally.base))
    if not table.not_known_in_base and not table.all_answered:
        figures.append(_further(NOT_KNOWN_ROW, tally.not_known))
    if not table.all_answered:
        figures.append(_further(NOT_PROVIDED, tally.not_provided))
    if table.has_outside_base:
        figures.append(_further(OUTSIDE_BASE, tally.outside_base))
    if table.several:
        figures.append(_share(ONE_ANSWER_ONLY, tally.one_answer, tally.base))
        figures.append(_further(MOST_ANSWERS, tally.most_answers))
    if table.kind == "ages":
        figures.extend(_age_figures(table, tally))
    return figures + [_further(row, cases) for row, cases in beside.items()]


def _place_of(geography: Geography) -> _Place:
    if geography.level == "national":
        return _Place(None, None)
    if geography.level == "regional":
        return _Place(geography.code, None)
    return _Place(geography.region, geography.code)


def tally_of(table: Table, answers: AnswerCounts) -> Tally:
    """Every case is in the base, outside it, not known or not provided."""
    assert table.question is not None
    rows = dict.fromkeys((row.code for row in table.rows), 0)
    further = {"base": 0, "not_known": 0, "not_provided": 0, "outside_base": 0}
    one_answer = most_answers = 0
    for answer, cases in answers.items():
        if answer is None:
            further["not_provided"] += cases
        elif answer == _OUTSIDE or answer in table.outside_base:
            further["outside_base"] += cases
        elif answer == NOT_KNOWN and not table.not_known_in_base:
            further["not_known"] += cases
        elif not (codes := _row_codes(table, answer)):
            further["not_provided"] += cases
        else:
            further["base"] += cases
            for code in codes:
                rows[code] += cases
            one_answer += cases if len(codes) == 1 else 0
            most_answers = max(most_answers, len(codes))
    return Tally(rows=rows, one_answer=one_answer, most_answers=most_answers, **further)


def _row_codes(table: Table, answer: str) -> list[str]:
    """The rows of the table that an answer counts in."""
    assert table.question is not None
    if table.kind == "main_groups":
        return [table.question.option(answer).group]
    return _counted_codes(answer, table.counts_as)


def region_figures(
    here: AnswerCounts, regions: Sequence[tuple[Row, AnswerCounts]] = ()
) -> Iterable[TrueFigure]:
    """Agency types across: the rows of England's `regions`, each with its cases by type, then the
    base of a place whose cases by type are `here`."""
    for row, types in regions:
        for column in COLUMNS:
            cases = _of_type(types, column)
            percent = percentage(cases, _of_type(here, column)) if column == "total" else ""
            yield TrueFigure(row, column, str(cases), percent)
    for column in COLUMNS:
        yield TrueFigure(BASE, column, str(_of_type(here, column)), "")


def _of_type(types: AnswerCounts, column: Column) -> int:
    return sum(types.values()) if column == "total" else types.get(column, 0)


def _age_figures(table: Table, tally: Tally) -> Iterable[TrueFigure]:
    ages = {int(row.code): tally.rows[row.code] for row in table.rows}
    present = [age for age, cases in ages.items() if cases]
    if not present:
        return [TrueFigure(row, "total", "", "") for row in (MEAN, MODE, YOUNGEST, OLDEST)]
    mean = Decimal(sum(age * cases for age, cases in ages.items())) / tally.base
    mode = max(present, key=lambda age: (ages[age], -age))
    return [
        TrueFigure(MEAN, "total", one_decimal(mean), ""),
        _further(MODE, mode),
        _further(YOUNGEST, min(present)),
        _further(OLDEST, max(present)),
    ]


def _share(row: Row, cases: int, base: int) -> TrueFigure:
    return TrueFigure(row, "total", str(cases), percentage(cases, base))


def _further(row: Row, cases: int) -> TrueFigure:
    return TrueFigure(row, "total", str(cases), "")


def percentage(cases: int, base: int) -> str:
    """Of the exact base, to one decimal, half up on the decimal value; empty where the base is
    0."""
    return one_decimal(Decimal(100 * cases) / base) if base else ""


def one_decimal(value: Decimal) -> str:
    """Rounded half up."""
    return str(value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
