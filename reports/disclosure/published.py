"""What leaves the building: the tables after disclosure control, of types of their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.disclosure.cells import OTHER_SIDE, Cell, Shown, england_of, shown_figures
from reports.disclosure.hiding import Reason
from reports.disclosure.merging import merged
from reports.disclosure.protection import THRESHOLD, Pattern, protect
from reports.disclosure.system import System, build_system
from reports.figures import (
    BASE,
    HIDDEN,
    MEAN,
    MODE,
    Column,
    Figure,
    Geography,
    PlaceTable,
    Tables,
    TrueTable,
    TrueTables,
)
from reports.tables import Row, Table


class PublishedFigure(Figure):
    """A figure fit to be shown: `cases` and `percent` are `c` where they are hidden."""


@dataclass(frozen=True)
class PublishedTable(PlaceTable):
    """A published table for one place."""

    figures: tuple[PublishedFigure, ...]


@dataclass(frozen=True)
class PublishedTables(Tables):
    """All published tables.  `threshold`: counts from 1 to this are never shown; `local_tables`:
    authorities and boards have their tables too, not only their number of cases."""

    tables: tuple[PublishedTable, ...]
    threshold: int
    local_tables: bool

    @property
    def shown(self) -> int:
        """How many figures there are, hidden ones among them."""
        return sum(len(each.figures) for each in self.tables)

    @property
    def hidden(self) -> int:
        """How many figures are hidden, percentages apart."""
        return sum(figure.cases == HIDDEN for each in self.tables for figure in each.figures)

    @property
    def hidden_percentages(self) -> int:
        return sum(figure.percent == HIDDEN for each in self.tables for figure in each.figures)


@dataclass(frozen=True)
class DisclosureLine:
    """A figure that was hidden, with its true cases, for those who hold the data."""

    table: Table
    geography: Geography
    row: Row
    column: Column
    cases: str
    reason: Reason


@dataclass(frozen=True)
class Publication:
    """What is published, the reason for everything that is not shown, and the pattern, which later
    releases must keep to."""

    tables: PublishedTables
    lines: tuple[DisclosureLine, ...]
    pattern: Pattern


def publish(
    tables: TrueTables,
    local_tables: bool = False,
    threshold: int = THRESHOLD,
    keep: frozenset[Cell] = frozenset(),
    joined: Callable[[System], System] = lambda alone: alone,
) -> Publication:
    """The tables after disclosure control.

    `local_tables`: authorities and boards have their tables too, not only their number of cases.
    `keep`: cells that an earlier release hid, which stay hidden.  `joined` puts what else a reader
    knows into the system of the tables.
    """
    tables = merged(tables, threshold)
    alone = build_system(tables, local_tables)
    pattern = protect(joined(alone), threshold, keep)
    own = frozenset((*alone.cells, *alone.facts))
    return published_with(tables, local_tables, threshold, pattern.only(own))


def published_with(
    tables: TrueTables, local_tables: bool, threshold: int, pattern: Pattern
) -> Publication:
    """The tables with what the pattern hides hidden."""
    published: list[PublishedTable] = []
    lines: list[DisclosureLine] = []
    for each in tables.tables:
        shown = tuple(shown_figures(each, local_tables))
        if shown:
            published.append(_published(each, shown, pattern))
            lines += _lines(each, shown, pattern)
    return Publication(
        PublishedTables(tables.day, tuple(published), threshold, local_tables),
        tuple(lines),
        pattern,
    )


def _published(each: TrueTable, shown: tuple[Shown, ...], pattern: Pattern) -> PublishedTable:
    return PublishedTable(
        each.table,
        each.geography,
        tuple(
            PublishedFigure(
                one.figure.row,
                one.figure.column,
                HIDDEN if _reason(one.cell, pattern) else one.figure.cases,
                _percent(one, pattern),
            )
            for one in shown
        ),
    )


def _reason(cell: Cell, pattern: Pattern) -> Reason | None:
    """Why a figure is hidden; a mean and a mode are hidden with their base too."""
    reason = pattern.hidden.get(cell)
    if reason is None and cell.row in (MEAN.code, MODE.code):
        return pattern.hidden.get(_base_of(cell))
    return reason


def _base_of(cell: Cell) -> Cell:
    """What a percentage is of: in the table of regions England's cases."""
    place = cell.place if cell.question else england_of(cell.place)
    return Cell(place, cell.question, BASE.code)


def _percent(one: Shown, pattern: Pattern) -> str:
    """A share is hidden with its count, with its base and with those who are not in it."""
    if not one.has_percent:
        return ""
    hidden = (
        one.cell,
        _base_of(one.cell),
        Cell(one.cell.place, one.cell.question, one.cell.row, OTHER_SIDE),
    )
    return HIDDEN if any(cell in pattern.hidden for cell in hidden) else one.figure.percent


def _lines(each: TrueTable, shown: tuple[Shown, ...], pattern: Pattern) -> Iterator[DisclosureLine]:
    for one in shown:
        reason = _reason(one.cell, pattern)
        if reason is not None:
            figure = one.figure
            yield DisclosureLine(
                each.table, each.geography, figure.row, figure.column, figure.cases, reason
            )
