"""Tables added up from the figures of boards, where the answers of young people are not at hand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reports.counting import AnswerCounts, Tally, region_figures, tally_figures
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
    Geography,
    TrueFigure,
    TrueTable,
    TrueTables,
)
from reports.tables import FORM_VERSION_TABLE, Row, Table

_BY_AGE = frozenset(row.code for row in (MEAN, MODE, YOUNGEST, OLDEST))
"""Worked out from the rows of the ages."""
_TYPES = ("statutory", "voluntary", "mixed")


class FigureKey(NamedTuple):
    """Which figure of a place it is."""

    table_id: str
    row: str
    column: str


Cases = Mapping[FigureKey, int]
"""The cases of a place: all that `keys_of` names for each table."""


def keys_of(table: Table) -> tuple[FigureKey, ...]:
    """The figures of a board's table from which all its others can be worked out, in their order:
    without percentages and what follows from the ages."""
    return tuple(
        FigureKey(table.id, figure.row.code, figure.column)
        for figure in _figures(table, {})
        if figure.row.code not in _BY_AGE
    )


def cases_of(tables: TrueTables, code: str, of: Sequence[Table]) -> Cases:
    """What the tables `of` say of an authority or board; all 0 where they leave it out because
    nobody is in it.  In a table that is not held, since nobody was returned in its forms, all are
    outside the base, or of the first form."""
    found = dict.fromkeys((key for table in of for key in keys_of(table)), 0)
    held: set[str] = set()
    for each in tables.tables:
        held.add(each.table.id)
        if each.geography.code == code:
            for figure in each.figures:
                key = FigureKey(each.table.id, figure.row.code, figure.column)
                if key in found:
                    found[key] = int(figure.cases)
    everybody = next((found[key] for key in found if key[1:] == (BASE.code, "total")), 0)
    for table in of:
        if table.id not in held:
            rows = (OUTSIDE_BASE,) if table.versions else (BASE, *table.rows[:1])
            found |= {FigureKey(table.id, row.code, "total"): everybody for row in rows}
    return found


def forms_of(of_board: Iterable[Cases]) -> frozenset[str]:
    """The forms in which the young people of boards were returned."""
    return frozenset(
        key.row
        for cases in of_board
        for key, number in cases.items()
        if key.table_id == FORM_VERSION_TABLE and key.row != BASE.code and number
    )


def counted_in(table: Table, cases: Cases) -> int:
    """The young people of whom a table tells: those in its base and all others."""
    parts = [BASE, NOT_PROVIDED, OUTSIDE_BASE]
    if not table.not_known_in_base:
        parts.append(NOT_KNOWN_ROW)
    return sum(_of(cases, table, row) for row in parts)


def added_tables(
    of_board: Mapping[str, Cases],
    geographies: Sequence[Geography],
    tables: Sequence[Table],
    day: date,
) -> TrueTables:
    """The tables of England, the regions and the boards with a case, as if they were counted.

    `of_board` are the boards' cases by code, `geographies` all places in the order of the tables.
    """
    region_of = {each.code: each.region for each in geographies if each.code in of_board}
    cases = {
        each.code: added(
            here
            for code, here in of_board.items()
            if each.level == "national" or each.code in (code, region_of[code])
        )
        for each in geographies
    }
    return TrueTables(
        day,
        tuple(
            TrueTable(table, each, tuple(_figures(table, cases[each.code], _regions(each, cases))))
            for table in tables
            for each in geographies
            if each.code not in of_board or counted_in(table, cases[each.code])
        ),
    )


def added(of_boards: Iterable[Cases]) -> Cases:
    """The cases of several boards together; the most answers of one case are the most of any."""
    found: dict[FigureKey, int] = {}
    for cases in of_boards:
        for key, number in cases.items():
            before = found.get(key, 0)
            found[key] = max(before, number) if key.row == MOST_ANSWERS.code else before + number
    return found


def _regions(geography: Geography, cases: Mapping[str, Cases]) -> Mapping[str, Cases]:
    """Those that stand below England in the table of regions."""
    return cases if geography.level == "national" else {}


def _figures(
    table: Table, cases: Cases, regions: Mapping[str, Cases] | None = None
) -> Iterable[TrueFigure]:
    if table.question is None:
        rows = [(row, _types(table, regions[row.code])) for row in table.rows] if regions else []
        return region_figures(_types(table, cases), rows)
    tally = Tally(
        rows={row.code: _of(cases, table, row) for row in table.rows},
        base=_of(cases, table, BASE),
        not_known=_of(cases, table, NOT_KNOWN_ROW),
        not_provided=_of(cases, table, NOT_PROVIDED),
        outside_base=_of(cases, table, OUTSIDE_BASE),
        one_answer=_of(cases, table, ONE_ANSWER_ONLY),
        most_answers=_of(cases, table, MOST_ANSWERS),
    )
    return tally_figures(
        table, tally, {each.row: _of(cases, table, each.row) for each in table.beside}
    )


def _types(table: Table, cases: Cases) -> AnswerCounts:
    return {each: cases.get(FigureKey(table.id, BASE.code, each), 0) for each in _TYPES}


def _of(cases: Cases, table: Table, row: Row) -> int:
    return cases.get(FigureKey(table.id, row.code, "total"), 0)
