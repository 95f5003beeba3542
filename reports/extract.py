"""A researcher's extract: one line a young person, under a pseudonym, with no local identifier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from reports.extract_columns import (
    AGENCY_TYPE,
    ANSWERED,
    AREA,
    AREA_NAME,
    FORMS,
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_KNOWN_STATE,
    NOT_PROVIDED,
    PSEUDONYM,
    REGION,
    STATE_SUFFIX,
    ExtractColumn,
    Wanted,
    extract_columns,
    question_forms,
)
from schemas.areas import Region
from schemas.codebook import SEPARATOR, Codebook, Question
from schemas.records import not_known_column

_TELLING = ("age", f"age{STATE_SUFFIX}", "gender", "ethnicity", REGION, FORMS)
"""What others can know of a young person without having read the return; the forms tell whether
several returns name them."""


@dataclass(frozen=True)
class Alone:
    """How many lines are alone with what they say of the columns `of`."""

    of: tuple[str, ...]
    lines: int

    @property
    def named(self) -> tuple[str, ...]:
        """The columns without those that say only whether there was an answer."""
        return tuple(name for name in self.of if not name.endswith(STATE_SUFFIX))


@dataclass(frozen=True)
class Extract:
    """The lines, ordered by pseudonym, their columns, and how many young people are alone: with
    their age, gender, ethnicity, region and forms (those that the extract has), with their area too
    (None without areas), and with their whole line.  `told_by_region` names the regions all of
    whose young people are of one area, where the extract is to have no areas."""

    day: date
    wanted: Wanted
    columns: tuple[ExtractColumn, ...]
    lines: pa.Table
    alone: Alone
    alone_in_area: Alone | None
    alone_in_all: Alone
    told_by_region: tuple[str, ...]


def make_extract(
    people: pa.Table,
    pseudonyms: Sequence[str],
    wanted: Wanted,
    day: date,
    regions: Sequence[Region],
    names: Mapping[str, str],
    codebook: Codebook,
) -> Extract:
    """The extract of `people` (schemas.people), each under the pseudonym of the same place in
    `pseudonyms`; `names` are those of the places."""
    columns = extract_columns(wanted, regions, codebook)
    lines = pa.table(
        {each.name: _values(each, people, pseudonyms, names) for each in columns}
    ).sort_by(PSEUDONYM)
    telling = tuple(name for name in _TELLING if name in lines.column_names)
    everything = tuple(name for name in lines.column_names if name != PSEUDONYM)
    return Extract(
        day=day,
        wanted=wanted,
        columns=columns,
        lines=lines,
        alone=_alone(lines, telling),
        alone_in_area=_alone(lines, (*telling, AREA)) if wanted.area else None,
        alone_in_all=_alone(lines, everything),
        told_by_region=() if wanted.area else _of_one_area(people, regions),
    )


def _alone(lines: pa.Table, of: tuple[str, ...]) -> Alone:
    together = lines.select(of).group_by(list(of)).aggregate([([], "count_all")])
    return Alone(of, pc.sum(pc.equal(together["count_all"], 1)).as_py() or 0)


def _of_one_area(people: pa.Table, regions: Sequence[Region]) -> tuple[str, ...]:
    places = people.group_by("region").aggregate([("place", "count_distinct")])
    counts = dict(zip(*(column.to_pylist() for column in places.columns), strict=True))
    return tuple(region.name for region in regions if counts.get(region.code) == 1)


def _values(
    column: ExtractColumn, people: pa.Table, pseudonyms: Sequence[str], names: Mapping[str, str]
) -> pa.ChunkedArray:
    question = column.question
    if question is None:
        return _of_the_line(column.name, people, pseudonyms, names)
    if column.kind == "state":
        return _states(question, people)
    values = people[question.name]
    if column.kind == "month":
        return pc.strftime(values, "%Y-%m")
    if column.kind in ("number", "date"):
        return values
    return pc.coalesce(values, _why_missing(question, people))


def _of_the_line(
    name: str, people: pa.Table, pseudonyms: Sequence[str], names: Mapping[str, str]
) -> pa.ChunkedArray:
    if name == PSEUDONYM:
        return pa.chunked_array([pa.array(pseudonyms, pa.string())])
    if name == AREA_NAME:
        return pa.chunked_array(
            [pa.array(map(names.get, people["place"].to_pylist()), pa.string())]
        )
    return people[{REGION: "region", AREA: "place", AGENCY_TYPE: "agency_type", FORMS: FORMS}[name]]


def _states(question: Question, people: pa.Table) -> pa.ChunkedArray:
    missing = _why_missing(question, people)
    if marked := not_known_column(question):
        said = pc.fill_null(people[marked], False)
        missing = pc.if_else(said, NOT_KNOWN_STATE.code, missing)
    return pc.if_else(pc.is_valid(people[question.name]), ANSWERED.code, missing)


def _why_missing(question: Question, people: pa.Table) -> pa.ChunkedArray:
    """Why each young person has no answer, if there is none."""
    missing = pa.chunked_array([pa.repeat(NOT_PROVIDED.code, people.num_rows)])
    if question.only_where is not None:
        given = people[question.only_where.question]
        met = pc.fill_null(pc.equal(given, question.only_where.is_), False)
        missing = pc.if_else(met, missing, NOT_APPLICABLE.code)
    if FORMS in people.column_names and question_forms(question):
        missing = pc.if_else(_asked(question, people), missing, NOT_ASKED.code)
    return missing


def _asked(question: Question, people: pa.Table) -> pa.ChunkedArray:
    """Whether any of a young person's records came on a form that the question can be of."""
    asked = set(question_forms(question))
    of_any = [
        text
        for text in pc.unique(people[FORMS]).to_pylist()
        if text is None or asked & set(text.split(SEPARATOR))
    ]
    return pc.is_in(people[FORMS], value_set=pa.array(of_any, pa.string()))
