"""The tables of a year: those of a snapshot for all young people of the year, for those new in it
and for those known before, and what became of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reports.answered_by_all import table_answered_by_all
from reports.counting import percentage
from reports.disclosure.cells import is_local
from reports.disclosure.published import PublishedTables
from reports.figures import BASE, NOT_ADDED, Group, TrueFigure, TrueTable, TrueTables
from reports.movements import Movements
from reports.reconciliation import TablesBroken
from reports.tables import Table
from reports.tables_csv import figures_csv
from reports.year import PlaceMovements

YEAR_END = "year_end"
_OPTIONS = (
    ("ended", "Work ended"),
    ("unknown", "No longer in the returns, nothing said of an end"),
    ("open_end", "Still worked with at the end of the year"),
)

GROUP_WORDS: Mapping[Group, str] = {
    "": "worked_with",
    "new": "new",
    "known_before": "known_before",
    "open_start": "open_start",
    "came_back": "came_back",
}
"""The words of the column `group`."""
_WITH_TABLES: tuple[Group, ...] = ("new", "known_before")


def year_end_table() -> Table:
    """What became of the young people of a year.  It is counted from a column `year_end` of people
    that holds a code for each of them."""
    return table_answered_by_all(
        YEAR_END,
        "Cases by what was said of them last",
        YEAR_END,
        "At the end of the year",
        _OPTIONS,
    )


def combined(
    all_: TrueTables,
    new: TrueTables,
    known_before: TrueTables,
    movements: Sequence[PlaceMovements],
) -> TrueTables:
    """One set of tables over places and groups, for `publish`: within each table and place all
    young people, those new, those known before and, in the table of regions, of the last those
    worked with when the year began and those who came back.

    Of these two no types of agency are counted: their numbers always leave room for any.  An
    authority or board has a group only where somebody is in it.  Raises TablesBroken unless groups
    add up.
    """
    in_group = {
        "new": {_place_of(each): each for each in new.tables},
        "known_before": {_place_of(each): each for each in known_before.tables},
    }
    of_place = {each.geography.code: each.movements for each in movements}
    found: list[TrueTable] = []
    for each in all_.tables:
        groups = [
            replace(of, geography=replace(of.geography, group=group))
            for group in _WITH_TABLES
            if (of := in_group[group].get(_place_of(each))) is not None
        ]
        _check_sum(each, groups)
        found += [each, *groups]
        if each.table.question is None:
            found += _first_open_and_came_back(each, of_place)
    return replace(all_, tables=tuple(found))


def published_year_csv(tables: PublishedTables) -> str:
    """tables.csv of a published year: as that of a snapshot, with a column `group` after the name
    of the place (worked_with, new, known_before, open_start, came_back)."""
    return figures_csv(tables, GROUP_WORDS)


def _place_of(each: TrueTable) -> tuple[str, str]:
    return each.table.id, each.geography.code


def _check_sum(whole: TrueTable, groups: Sequence[TrueTable]) -> None:
    """Raises TablesBroken unless the counts of all are those of the groups together."""
    for figure in whole.figures:
        row, column = figure.row.code, figure.column
        if row not in NOT_ADDED:
            cases = sum(int(each.cases(row, column)) for each in groups)
            if cases != int(figure.cases):
                raise TablesBroken(
                    f"{whole.table.id}, {row}: the groups of {whole.geography.name} add up to "
                    f"{cases}, not {figure.cases}"
                )


def _first_open_and_came_back(
    all_: TrueTable, of_place: Mapping[str, Movements]
) -> Iterator[TrueTable]:
    """The cases of those worked with when the year began, and of those who came back; raises
    TablesBroken unless they and those new in the year are all."""
    geography = all_.geography
    here = of_place.get(geography.code, Movements())
    if int(all_.cases(BASE.code)) != here.first_open + here.first_came_back + here.first_new:
        raise TablesBroken(f"table_2: the movements of {geography.name} are not those of its cases")
    first_open = {code: each.first_open for code, each in of_place.items()}
    came_back = {code: each.first_came_back for code, each in of_place.items()}
    yield from _of_cases(all_, "open_start", first_open)
    yield from _of_cases(all_, "came_back", came_back)


def _of_cases(all_: TrueTable, group: Group, cases: Mapping[str, int]) -> Iterator[TrueTable]:
    """A table of regions with these cases, in all alone; none for an authority or board without."""
    geography = replace(all_.geography, group=group)
    here = cases.get(geography.code, 0)
    if here or not is_local(geography):
        regions = all_.table.rows if geography.level == "national" else ()
        figures = [
            TrueFigure(row, "total", str(n), percentage(n, here))
            for row in regions
            for n in (cases.get(row.code, 0),)
        ]
        base = TrueFigure(BASE, "total", str(here), "")
        yield TrueTable(all_.table, geography, (*figures, base))
