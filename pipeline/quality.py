"""The quality of what a snapshot counts: how each agency answered, by theme, and for how many of
the young people there is an answer.

An agency answers for all of its rows that reach step 6, duplicates too; the young people are those
counted after merging.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.completeness import (
    answer_states,
    by_key,
    counted_questions,
    state_conditions,
    state_counts,
    theme_counts,
)
from pipeline.cover import Cover
from pipeline.found_problems import FILE
from pipeline.store import Store
from reports.figures import Geography
from reports.quality import (
    Answers,
    DataProvided,
    Provided,
    ProvidedIn,
    Quality,
    QualityOf,
    quality_of,
)
from schemas.areas import BOARD_JOIN, Areas, Level
from schemas.codebook import Codebook, Theme
from schemas.errors import ProgramFault
from schemas.people import asked_condition
from schemas.sql_connection import connected

# Names as first written, as in the list of returns counted.
_AGENCIES = """
select place, agency_key, count(*), first.agency
from rows_counted
join (
  select agency_key, arg_min(agency, (file, record)) as agency from rows_counted group by agency_key
) as first using (agency_key)
group by place, agency_key, first.agency
"""
_PROVIDED = """
select region, place, count(*), {counts} from people group by region, place
"""


class QualityBroken(ProgramFault):
    """States that do not add up: a fault of the program.  Nothing may be written."""


def agency_quality(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    files: Sequence[Cover],
    areas: Areas,
    codebook: Codebook,
    day: date,
) -> Quality:
    """How the rows of `current_rows` that reach step 6 were answered; `files` are the sealed files
    that its column `file` numbers.

    Raises StoreError if a sealed file is damaged, QualityBroken if the states don't add up.
    """
    connection.execute("create view rows_counted as from current_rows where step is null")
    connection.register("answer_problems", _answer_problems(store, files))
    by = ("place", "agency_key")
    states = by_key(answer_states(connection, "rows_counted", by, codebook))
    themes = counted_themes(codebook)
    agencies: list[QualityOf] = []
    for place, key, rows, agency in connection.execute(_AGENCIES).fetchall():
        counts = theme_counts(states[place, key])
        answers = (
            Answers(each.answered, each.not_known, each.not_provided, each.refused)
            for each in counts
        )
        agencies.append(QualityOf(_geography(place, areas, day), agency, rows, tuple(answers)))
    quality = quality_of(agencies, areas.regions, themes)
    _check(quality, connection)
    return quality


def counted_themes(codebook: Codebook) -> tuple[Theme, ...]:
    """The themes of the questions whose answers are missed where they are blank."""
    numbers = {question.theme for question in counted_questions(codebook)}
    themes = sorted(codebook.themes, key=lambda theme: theme.number)
    return tuple(theme for theme in themes if theme.number in numbers)


def data_provided(
    people: pa.Table, geographies: Iterable[Geography], codebook: Codebook
) -> DataProvided:
    """For how many of the young people (schemas.people.people_schema) each question was answered,
    at each of `geographies`, of which England is the first."""
    questions = counted_questions(codebook)
    conditions = [
        state_conditions(each, asked_condition(each, codebook), age="age") for each in questions
    ]
    query = _PROVIDED.format(counts=state_counts(conditions))
    with connected() as connection:
        connection.register("people", people)
        lines = connection.execute(query).fetchall()
    places: list[ProvidedIn] = []
    for geography in geographies:
        here = [line[2:] for line in lines if _lies_in(line[0], line[1], geography)]
        cases, *sums = [sum(column) for column in zip(*here, strict=True)] or [
            0 for _ in range(1 + 3 * len(questions))
        ]
        triples = zip(questions, sums[::3], sums[1::3], sums[2::3], strict=True)
        answers = tuple(
            Provided(question, asked, provided, not_known, asked - provided - not_known)
            for question, asked, provided, not_known in triples
        )
        places.append(ProvidedIn(geography, cases, answers))
    return DataProvided(tuple(places))


def _lies_in(region: str, place: str, geography: Geography) -> bool:
    if geography.level == "national":
        return True
    return geography.code == (region if geography.level == "regional" else place)


def _answer_problems(store: Store, files: Iterable[Cover]) -> pa.Table:
    """The problems of the sealed files that cost an answer: file, record, question, size."""
    names = ("record", "question", "size")
    types = (pa.int32(), pa.string(), pa.string())
    schema = pa.schema([*zip(names, types, strict=True), (FILE, pa.int32())])
    tables = [schema.empty_table()]
    for n, cover in enumerate(files):
        problems = store.problems(cover).select(names).cast(pa.schema(list(schema)[:-1]))
        costly = problems.filter(pc.equal(problems["size"], "answer"))
        tables.append(costly.append_column(FILE, pa.array([n] * costly.num_rows, pa.int32())))
    return pa.concat_tables(tables)


def _geography(place: str, areas: Areas, day: date) -> Geography:
    found = areas.place_on(place, day)
    level: Level = "joint_board" if BOARD_JOIN in place else "local_authority"
    return Geography(level, place, found.name, found.region)


def _check(quality: Quality, connection: duckdb.DuckDBPyConnection) -> None:
    """Raises QualityBroken unless every row is in a region and no state is negative."""
    (rows,) = connection.execute("select count(*) from rows_counted").fetchall()[0]
    if quality.england.rows != rows:
        raise QualityBroken(f"the quality table holds {quality.england.rows} rows of {rows}")
    if any(count < 0 for line in quality.lines for each in line.themes for count in each.counts):
        raise QualityBroken("an answer is in two states in the quality table")
