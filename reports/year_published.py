"""A year as it is published: every figure is from the tables after disclosure control."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reports.disclosure.published import PublishedTables
from reports.figures import BASE, HIDDEN, Geography, Group
from reports.rates import rate
from reports.year import YearReport
from reports.year_notes import people_notes
from reports.year_shown import PEOPLE, ShownCount, ShownPlace, ShownYear
from reports.year_tables import YEAR_END

_CASES = "table_2"
"""The table whose base is how many young people a place, or a group of them, has."""
_FIRST: Mapping[str, Group] = {
    "individuals": "",
    "first_open": "open_start",
    "first_new": "new",
    "first_came_back": "came_back",
}
_LAST: Mapping[str, str] = {
    "last_ended": "ended",
    "last_unknown": "unknown",
    "last_open": "open_end",
}


class PublishedPlace(ShownPlace):
    """The counts of a place fit to be shown."""


@dataclass(frozen=True)
class PublishedYear(ShownYear):
    """A year after disclosure control.

    Its counts are of young people, each once, and not of spells; those by what came last are of
    England and the regions alone.  `tables` are all that is published, of all groups; `contact`:
    whom readers may ask, blank where nobody is named.
    """

    restricted = False
    equation = PEOPLE
    rated = ("individuals", "first_new")
    of_boards = PEOPLE.came

    places: tuple[PublishedPlace, ...]
    worked_with: PublishedTables
    new: PublishedTables
    known_before: PublishedTables
    tables: PublishedTables
    contact: str


def published_year(report: YearReport, tables: PublishedTables, contact: str) -> PublishedYear:
    """The year as it is published: figures from `tables` alone; from `report` dates, names,
    versions, populations, and the numbers of returns and agencies.

    Raises ValueError for a board's return, which is not published.
    """
    if report.board is not None:
        raise ValueError("a board's own return is not published")
    return PublishedYear(
        name=report.name,
        first=report.first,
        last=report.last,
        board=None,
        places=_places(tables, report.populations),
        worked_with=_of_group(tables, ""),
        new=_of_group(tables, "new"),
        known_before=_of_group(tables, "known_before"),
        notes=people_notes(report.first, report.last),
        returns_used=report.returns_used,
        agencies=report.agencies,
        codebook_version=report.codebook_version,
        program_version=report.program_version,
        population_note=report.population_note,
        tables=tables,
        contact=contact,
    )


def _of_group(tables: PublishedTables, group: Group) -> PublishedTables:
    """The tables of one group, as if it were all."""
    found = tuple(
        replace(each, geography=replace(each.geography, group=""))
        for each in tables.tables
        if each.geography.group == group
    )
    return replace(tables, tables=found)


def _places(tables: PublishedTables, populations: Mapping[str, int]) -> tuple[PublishedPlace, ...]:
    by_key = {(each.table.id, each.geography.key): each for each in tables.tables}

    def place(geography: Geography) -> PublishedPlace:
        population = populations.get(geography.code)

        def first(name: str, group: Group) -> ShownCount:
            """A group that a listed place does not have is one with nobody in it."""
            table = by_key.get((_CASES, replace(geography, group=group).key))
            cases = table.cases(BASE.code) if table else "0"
            rated = name in PublishedYear.rated
            return ShownCount(name, cases, rate(cases, population) if rated else "")

        ends = by_key.get((YEAR_END, geography.key))
        firsts = (first(name, group) for name, group in _FIRST.items())
        lasts = (
            ShownCount(name, ends.cases(row) if ends else HIDDEN) for name, row in _LAST.items()
        )
        return PublishedPlace(geography, population, (*firsts, *lasts))

    return tuple(place(each.geography) for each in tables.of(_CASES) if not each.geography.group)
