"""A year as it is shown: figures as text, so that what shows true counts can show published figures
too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from reports.figures import (
    BASE,
    MEAN,
    MODE,
    OLDEST,
    YOUNGEST,
    Figure,
    Geography,
    PlaceTable,
    Tables,
    TrueTables,
)
from reports.movements import Movements
from reports.rates import rate
from reports.tables import Table
from reports.wording import Explained
from reports.year import PlaceMovements, SendingOfYear, YearReport
from reports.year_notes import spell_notes
from reports.year_tables import YEAR_END
from schemas.areas import BOARD_JOIN, ENGLAND, Level, load_areas

RATED = ("individuals", "new", "open_end")
"""The counts of a restricted year that have a rate."""
_WIDE: tuple[Level, ...] = ("national", "regional")
_BLANK_WITHOUT_CASES = frozenset(row.code for row in (MEAN, MODE, YOUNGEST, OLDEST))


@dataclass(frozen=True)
class ShownCount:
    """A count of a place by its name in Movements: `c` where it is hidden.  `rate` is per 10,000
    aged 0 to 17, empty where there is none."""

    name: str
    cases: str
    rate: str = ""


@dataclass(frozen=True)
class ShownPlace:
    """The counts of a place, and those aged 0 to 17 by which the rates go (None: not known)."""

    geography: Geography
    population: int | None
    counts: tuple[ShownCount, ...]

    def count(self, name: str) -> ShownCount:
        """Raises KeyError if the place has no such count."""
        for each in self.counts:
            if each.name == name:
                return each
        raise KeyError(name)

    def cases(self, *names: str) -> tuple[str, ...]:
        return tuple(self.count(name).cases for name in names)

    def rates(self, *names: str) -> tuple[str, ...]:
        return tuple(self.count(name).rate for name in names)


@dataclass(frozen=True)
class Equation:
    """The counts that add up to the same: those at the start and who came, those who went and at
    the end; `of` is what they count."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    of: str


SPELLS = Equation(("open_start", "new", "came_back"), ("ended", "unknown", "open_end"), "spells")
PEOPLE = Equation(
    ("first_open", "first_new", "first_came_back"),
    ("last_ended", "last_unknown", "last_open"),
    "young people",
)


@dataclass(frozen=True)
class ShownYear:
    """What a restricted and a published year have in common.

    `places` are England, the regions, the authorities and boards (of a board's return that board
    alone); the tables are of the young people of the year, of those new in it, and of the others;
    `notes` say what the words mean.  `equation` names counts that add up, `rated` those that have
    rates, `of_boards` those of the equation that authorities and boards have too.
    """

    restricted: ClassVar[bool]
    equation: ClassVar[Equation]
    rated: ClassVar[tuple[str, ...]]
    of_boards: ClassVar[tuple[str, ...]]

    name: str
    first: date
    last: date
    board: Geography | None
    places: tuple[ShownPlace, ...]
    worked_with: Tables
    new: Tables
    known_before: Tables
    notes: tuple[Explained, ...]
    returns_used: int
    agencies: int
    codebook_version: str
    program_version: str
    population_note: str

    @property
    def lead(self) -> ShownPlace:
        """England or, in a board's return, the board."""
        return self.places[0]

    @property
    def regions(self) -> tuple[ShownPlace, ...]:
        return tuple(each for each in self.places if each.geography.level == "regional")

    @property
    def boards(self) -> tuple[ShownPlace, ...]:
        """The authorities and joint boards; none in a board's return."""
        return tuple(
            each
            for each in self.places[1:]
            if each.geography.level in ("local_authority", "joint_board")
        )

    @cached_property
    def region_names(self) -> Mapping[str, str]:
        return {each.geography.code: each.geography.name for each in self.regions}


@dataclass(frozen=True)
class RestrictedYear(ShownYear):
    """A year with true counts, who sent what, the boards without any return, and how many rows of
    the year's returns were refused."""

    restricted = True
    equation = SPELLS
    rated = RATED
    of_boards = (*SPELLS.came, *SPELLS.went)

    worked_with: TrueTables
    new: TrueTables
    known_before: TrueTables
    sending: tuple[SendingOfYear, ...]
    missing: tuple[str, ...]
    refused_rows: int


def shown_year(report: YearReport) -> RestrictedYear:
    """The year as those see it who hold the data.  A board without a young person has zeros."""
    board = _board(report)
    places = tuple(_place(each, report) for each in report.movements)
    if board is not None:
        places = tuple(each for each in places if each.geography.code == board.code) or (
            _place(PlaceMovements(board, Movements()), report),
        )
    return RestrictedYear(
        name=report.name,
        first=report.first,
        last=report.last,
        board=board,
        places=places,
        worked_with=report.worked_with,
        new=report.new,
        known_before=report.known_before,
        notes=spell_notes(report.first, report.last),
        returns_used=report.returns_used,
        agencies=report.agencies,
        codebook_version=report.codebook_version,
        program_version=report.program_version,
        population_note=report.population_note,
        sending=report.sending,
        missing=report.missing,
        refused_rows=report.refused_rows,
    )


def _board(report: YearReport) -> Geography | None:
    """The board whose return it is; one without a young person is known by its code alone."""
    if report.board is None:
        return None
    for each in report.movements:
        if each.geography.code == report.board:
            return each.geography
    level: Level = "joint_board" if BOARD_JOIN in report.board else "local_authority"
    return Geography(level, report.board, load_areas().name_of(report.board))


def _place(place: PlaceMovements, report: YearReport) -> ShownPlace:
    population = report.populations.get(place.geography.code)
    return ShownPlace(
        place.geography,
        population,
        tuple(
            ShownCount(name, str(cases), rate(cases, population) if name in RATED else "")
            for name, cases in place.movements.lines()
        ),
    )


@dataclass(frozen=True)
class Both:
    """A table of one place for those worked with in the year, and for those new in it."""

    worked_with: PlaceTable
    new: PlaceTable

    @property
    def geography(self) -> Geography:
        return self.worked_with.geography


@dataclass(frozen=True)
class YearTable:
    """A table of a year: that of England or the board, then those of the places in their order."""

    lead: Both
    regions: tuple[Both, ...]
    boards: tuple[Both, ...]

    @property
    def table(self) -> Table:
        return self.lead.worked_with.table


def year_tables(year: ShownYear) -> tuple[YearTable, ...]:
    """What became of the young people, then the tables in their order; places are as in
    `worked_with`, and who is not in `new` has zeros there.  Of a published year authorities and
    boards have no tables, but their counts alone.  Raises KeyError for a table without England."""
    by_place = {(each.table.id, each.geography.code): each for each in year.worked_with.tables}
    new = {(each.table.id, each.geography.code): each for each in year.new.tables}
    ids = list(dict.fromkeys(each.table.id for each in year.worked_with.tables))

    def both(worked_with: PlaceTable) -> Both:
        key = (worked_with.table.id, worked_with.geography.code)
        return Both(worked_with, new.get(key) or without_cases(worked_with, worked_with.geography))

    def table(table_id: str) -> YearTable:
        england = by_place[table_id, ENGLAND]
        if year.board is not None:
            found = by_place.get((table_id, year.board.code))
            return YearTable(both(found or without_cases(england, year.board)), (), ())
        regions = [each for each in year.worked_with.of(table_id) if _is(each, *_WIDE[1:])]
        boards = [
            each
            for each in year.worked_with.of(table_id)
            if year.restricted and not _is(each, *_WIDE)
        ]
        return YearTable(
            both(england),
            tuple(both(each) for each in regions),
            tuple(both(each) for each in boards),
        )

    return tuple(table(each) for each in sorted(ids, key=lambda each: each != YEAR_END))


def _is(table: PlaceTable, *levels: Level) -> bool:
    return table.geography.level in levels


def without_cases(like: PlaceTable, geography: Geography) -> PlaceTable:
    """The table of a place without a case.  Regions are rows of England's table 2 alone."""
    rows = {row.code for row in like.table.rows}
    kept = [
        each
        for each in like.figures
        if like.table.question is not None
        or geography.level == "national"
        or each.row.code == BASE.code
        or each.row.code not in rows
    ]
    return PlaceTable(
        like.table,
        geography,
        tuple(
            Figure(
                each.row,
                each.column,
                "" if each.row.code in _BLANK_WITHOUT_CASES else "0",
                "",
            )
            for each in kept
        ),
    )
