"""Own tables counted: the table of one question for each group of young people who gave the same
answer to another, and for all; held to add up before anything is written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from reports.counting import count_tables, counted_answer, tally_figures, tally_of
from reports.figures import (
    BASE,
    NOT_ADDED,
    Geography,
    TrueFigure,
    TrueTable,
    TrueTables,
)
from reports.own_tables import OwnTable, Side, crossed_with, group_of, held, sides_of
from reports.reconciliation import TablesBroken, check_tables
from reports.tables import Row
from reports.tables_reading import load_tables
from schemas.areas import Region
from schemas.codebook import NOT_KNOWN, Codebook
from schemas.people import FORMS
from schemas.records import not_known_column
from schemas.sql_connection import connected


@dataclass(frozen=True)
class Crosses:
    """`tables`: of each own table and place that of all young people, then those of the groups
    across.  `sides`: each side alone, of all young people.  `cases`: the regions and how many
    young people there are, by place."""

    own: tuple[OwnTable, ...]
    tables: TrueTables
    sides: TrueTables
    cases: TrueTables

    @property
    def counted(self) -> int:
        return self.cases.counted

    def fit_to_publish(self, local_tables: bool) -> "Crosses":
        """Without the tables that are never published and, without `local_tables`, those that have
        figures of authorities and boards alone."""
        own = tuple(
            each
            for each in self.own
            if not each.restricted_only and (local_tables or set(each.places) != {"local"})
        )
        ids = {each.id for each in own}
        sides = {side.table.id for side in sides_of(own)}
        return replace(
            self,
            own=own,
            tables=_only(self.tables, ids),
            sides=_only(self.sides, sides),
        )


def _only(tables: TrueTables, ids: Collection[str]) -> TrueTables:
    return replace(tables, tables=tuple(t for t in tables.tables if t.table.id in ids))


@dataclass(frozen=True)
class _World:
    """What is counted, and where."""

    people: pa.Table
    regions: Sequence[Region]
    names: Mapping[str, str]
    codebook: Codebook
    day: date

    def count(self, tables: Sequence[Side] | Sequence[OwnTable], people: pa.Table) -> TrueTables:
        return count_tables(
            people,
            [each.table for each in tables],
            self.regions,
            self.names,
            self.codebook,
            self.day,
        )


def count_crosses(
    people: pa.Table,
    own: Sequence[OwnTable],
    regions: Sequence[Region],
    names: Mapping[str, str],
    codebook: Codebook,
    day: date,
) -> Crosses:
    """The own tables of these young people (as in schemas.people.people_schema).

    Raises TablesBroken unless the groups across add up to all, and places to those above them.
    """
    own = held(own, [each for each in people[FORMS].unique().to_pylist() if each])
    sides = sides_of(own)
    world = _World(with_made_columns(people, sides), regions, names, codebook, day)
    by_region = next(each for each in load_tables() if each.question is None)
    cases = count_tables(world.people, [by_region], regions, names, codebook, day)
    alone = world.count(sides, world.people)
    check_tables(replace(alone, tables=(*cases.tables, *alone.tables)), people.num_rows)
    groups = {side.name: _of_groups(side, own, alone, world) for side in crossed_with(own)}
    tables: list[TrueTable] = []
    for each in own:
        for whole in alone.tables:
            if whole.table.id != each.down.table.id or not each.is_for(whole.geography):
                continue
            tables.append(replace(whole, table=each.table))
            if each.across is not None:
                parts = groups[each.across.name][each.id, whole.geography.code]
                _check_groups(tables[-1], parts)
                _check_columns(each, parts, alone)
                tables += parts
    return Crosses(tuple(own), TrueTables(day, tuple(tables)), alone, cases)


def columns_across(side: Side, alone: TrueTables) -> tuple[Row, ...]:
    """The groups into which a side parts all young people: its answers, then those who gave
    none that counts."""
    some = next(alone.of(side.table.id))
    rows = (figure.row for figure in some.figures)
    return tuple(row for row in rows if row.code != BASE.code and row.code not in NOT_ADDED)


def _of_groups(
    side: Side, own: Sequence[OwnTable], alone: TrueTables, world: _World
) -> Mapping[tuple[str, str], list[TrueTable]]:
    """The tables of the groups across, by own table and place, in the order of the columns."""
    tables = [each for each in own if each.across is not None and each.across.name == side.name]
    places = [each.geography for each in alone.of(side.table.id)]
    columns = columns_across(side, alone)
    in_group = _groups(side, columns, world.people)
    found: dict[tuple[str, str], list[TrueTable]] = defaultdict(list)
    for column in columns:
        people = world.people.filter(pc.equal(in_group, column.code))
        counted = {
            (each.table.id, each.geography.code): each
            for each in world.count(tables, people).tables
        }
        for table in tables:
            for place in places:
                of_group = replace(place, group=group_of(side, column.code))
                here = counted.get((table.id, place.code))
                figures = here.figures if here else nobody(table)
                found[table.id, place.code].append(TrueTable(table.table, of_group, figures))
    return found


def nobody(table: OwnTable) -> tuple[TrueFigure, ...]:
    """The figures of a place in which the group has nobody."""
    return tuple(tally_figures(table.table, tally_of(table.table, {}), {}))


def _groups(side: Side, columns: Sequence[Row], people: pa.Table) -> pa.ChunkedArray:
    """For each young person the column across in which they stand."""
    with connected() as connection:
        connection.register("people", people)
        query = f"select {counted_answer(side.table)} as answer from people"
        answers = connection.sql(query).to_arrow_table()["answer"]
    different = answers.unique().to_pylist()
    codes = {column.code for column in columns}
    column_of = {answer: _column_of(side, answer, codes) for answer in different}
    numbers = pc.index_in(answers, value_set=pa.array(different, pa.string()))
    return pc.take(pa.array([column_of[each] for each in different], pa.string()), numbers)


def _column_of(side: Side, answer: str | None, codes: set[str]) -> str:
    """The row of the side's own table that a case with this answer counts in."""
    figures = tally_figures(side.table, tally_of(side.table, {answer: 1}), {})
    (found,) = {each.row.code for each in figures if each.cases == "1" and each.row.code in codes}
    return found


# -- sides with rows of their own ------------------------------------------------------------


def with_made_columns(people: pa.Table, sides: Iterable[Side]) -> pa.Table:
    """The young people with a column for each question that was made up for a side."""
    for side in sides:
        if side.is_made:
            people = people.append_column(side.name, _made_column(people, side))
    return people


def _made_column(people: pa.Table, side: Side) -> pa.ChunkedArray:
    answers = people[side.question.name]
    if not side.bands:
        return answers
    different = answers.unique()
    bands = [
        None if number is None else next(each.code for each in side.bands if each.holds(number))
        for number in different.to_pylist()
    ]
    found = pc.take(pa.array(bands, pa.string()), pc.index_in(answers, value_set=different))
    if marked := not_known_column(side.question):
        not_known = pc.and_(pc.is_null(answers), pc.fill_null(people[marked], False))
        found = pc.if_else(not_known, NOT_KNOWN, found)
    return found


# -- they add up -----------------------------------------------------------------------------


def _check_groups(whole: TrueTable, groups: Sequence[TrueTable]) -> None:
    """Raises TablesBroken unless the counts of all are those of the groups together."""
    for figure in whole.figures:
        if figure.row.code not in NOT_ADDED:
            cases = sum(int(each.cases(figure.row.code)) for each in groups)
            if cases != int(figure.cases):
                raise TablesBroken(
                    f"{whole.table.id}, {figure.row.code}: the columns of {whole.geography.name} "
                    f"add up to {cases}, not {figure.cases}"
                )


def _check_columns(table: OwnTable, groups: Sequence[TrueTable], alone: TrueTables) -> None:
    """Raises TablesBroken unless each column has the cases that its question counts alone."""
    assert table.across is not None
    geography = groups[0].geography
    counted = alone.find(table.across.table.id, geography.code)
    assert counted is not None
    for column, group in zip(columns_across(table.across, alone), groups, strict=True):
        cases = sum(_parts(group))
        if cases != int(counted.cases(column.code)):
            raise TablesBroken(
                f"{table.id}, {column.code}: the rows of {geography.name} add up to {cases} "
                f"cases, not {counted.cases(column.code)}"
            )


def _parts(each: TrueTable) -> Iterator[int]:
    """The base, and those who are not in it."""
    answers = {row.code for row in each.table.rows}
    several = each.table.several
    for figure in each.figures:
        row = figure.row.code
        if (
            row not in answers
            and row not in NOT_ADDED
            and not (several and row == "one_answer_only")
        ):
            yield int(figure.cases)


def only_counts(each: TrueTable) -> TrueTable:
    """Without what is no count (a mean, the most answers): published with the standard tables."""
    figures = tuple(figure for figure in each.figures if figure.row.code not in NOT_ADDED)
    return replace(each, figures=figures)


def cases_of_groups(tables: Iterable[TrueTable], cases: TrueTables) -> Iterator[TrueTable]:
    """For each group of a place a table that has its number of young people alone."""
    by_region = cases.tables[0].table
    seen: set[str] = set()
    for each in tables:
        here: Geography = each.geography
        if here.group and here.key not in seen:
            seen.add(here.key)
            base = TrueFigure(BASE, "total", str(sum(_parts(each))), "")
            yield TrueTable(by_region, here, (base,))
