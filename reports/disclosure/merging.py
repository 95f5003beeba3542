"""Answers that very few gave are published with another, where the codebook says with which.

A count of 1 to the threshold for all of England can only be hidden together with others; merged,
nothing has to be.
"""

from collections.abc import Mapping
from dataclasses import replace

from reports.counting import percentage
from reports.figures import BASE, TrueFigure, TrueTable, TrueTables
from reports.tables import Table


def merged(tables: TrueTables, threshold: int) -> TrueTables:
    """The tables with such answers counted in the others; they have no row any more.

    An answer that another table or question hangs on stays.  In the tables of a year an answer is
    merged for all groups alike, where few gave it among all young people or in one of the groups.
    """
    needed = _needed(tables)
    into: dict[str, dict[str, str]] = {}
    for each in tables.tables:
        if each.geography.level == "national" and (found := _merges(each, threshold, needed)):
            into.setdefault(each.table.id, {}).update(found)
    return replace(
        tables,
        tables=tuple(
            _merge(each, into[each.table.id]) if each.table.id in into else each
            for each in tables.tables
        ),
    )


def _needed(tables: TrueTables) -> frozenset[tuple[str, str]]:
    """Question and answer of the rows beside other tables, and of the conditions of questions."""
    found: set[tuple[str, str]] = set()
    for table in {each.table.id: each.table for each in tables.tables}.values():
        found |= {(beside.question, beside.holds or "") for beside in table.beside}
        if table.asked_where is not None:
            question, answers = table.asked_where
            found |= {(question, answer) for answer in answers}
    return frozenset(found)


def _merges(
    england: TrueTable, threshold: int, needed: frozenset[tuple[str, str]]
) -> Mapping[str, str]:
    table = england.table
    if table.kind != "options" or table.question is None:
        return {}
    rows = {row.code for row in table.rows}
    return {
        option.code: option.merge_into
        for option in table.question.options
        if option.merge_into in rows
        and option.merge_into is not None
        and option.code in rows
        and (table.question.name, option.code) not in needed
        and (table.question.name, option.merge_into) not in needed
        and 1 <= int(england.cases(option.code)) <= threshold
    }


def _merge(each: TrueTable, into: Mapping[str, str]) -> TrueTable:
    base = int(each.cases(BASE.code))
    more: dict[str, int] = {}
    for code, other in into.items():
        more[other] = more.get(other, 0) + int(each.cases(code))
    return TrueTable(
        _without(each.table, into),
        each.geography,
        tuple(
            _with_more(figure, more[figure.row.code], base) if figure.row.code in more else figure
            for figure in each.figures
            if figure.row.code not in into
        ),
    )


def _without(table: Table, into: Mapping[str, str]) -> Table:
    return replace(table, rows=tuple(row for row in table.rows if row.code not in into))


def _with_more(figure: TrueFigure, more: int, base: int) -> TrueFigure:
    cases = int(figure.cases) + more
    return replace(figure, cases=str(cases), percent=percentage(cases, base))
