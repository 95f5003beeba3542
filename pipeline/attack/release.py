"""A release put together from its figures: cells known by their conditions, so that a count that
stands in two tables is one cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.attack.facts import (
    BASE,
    BY_REGION,
    CASES,
    EXACTLY,
    STATISTICS,
    TOTAL,
    AuditError,
    TableFacts,
    beside,
    key_of,
    table_facts,
    whole_of,
)
from pipeline.attack.printed import HIDDEN, PrintedFigure
from schemas.areas import BOARD_JOIN, ENGLAND, load_areas

NATIONAL, REGIONAL = "national", "regional"


@dataclass(frozen=True, order=True)
class Cell:
    """A count: of which place, which answer to which question.  The cases of a place have no
    question.  `release` tells apart releases that are looked at together."""

    place: str
    question: str
    row: str
    column: str = TOTAL
    release: int = 0


@dataclass(frozen=True)
class Place:
    """A place, or a group of its young people; `code` is its key.  `parent` is the key of the place
    above for the same group, `whole` that of those in the place whom the group is part of."""

    code: str
    name: str
    level: str
    parent: str | None
    whole: str | None

    @property
    def is_local(self) -> bool:
        return self.level not in (NATIONAL, REGIONAL)


@dataclass(frozen=True)
class TableOfPlace:
    """A table of one place: its answers in their order and its other rows, as they stand in
    print."""

    facts: TableFacts
    place: str
    options: tuple[str, ...]
    figures: Mapping[str, PrintedFigure]


@dataclass(frozen=True)
class Release:
    """`values`: the cells in print, None where hidden everywhere; `shown`: the figures that show
    each; `blank_means_none`: an empty percentage says that nobody is in the base."""

    number: int
    values: Mapping[Cell, int | None]
    shown: Mapping[Cell, tuple[PrintedFigure, ...]]
    places: Mapping[str, Place]
    tables: tuple[TableOfPlace, ...]
    by_region: tuple[PrintedFigure, ...]
    blank_means_none: bool
    places_of: Mapping[str, tuple[str, ...]]
    groups_of: Mapping[str, tuple[str, ...]]

    def children(self, place: str) -> Iterator[tuple[str, ...]]:
        """All that together is the place and has a figure: the places of the next level, and the
        groups."""
        for parts in (self.places_of, self.groups_of):
            if place in parts:
                yield parts[place]

    def further_lines(self) -> Iterator[list[Cell]]:
        """Lines in which a zero may be hidden, beside those that every release has."""
        yield from ()

    def cases(self, place: str, column: str = TOTAL) -> Cell:
        return Cell(place, "", CASES, column, self.number)

    def cell(self, table: TableOfPlace, row: str) -> Cell:
        """The cell of a row of a table."""
        return Cell(table.place, table.facts.question, _own(table.facts, row), TOTAL, self.number)

    def hidden(self) -> list[Cell]:
        """The cells that are hidden in at least one figure, in order."""
        return sorted(
            cell
            for cell, figures in self.shown.items()
            if any(figure.cases == HIDDEN for figure in figures)
        )


def read_release(figures: Iterable[PrintedFigure], number: int = 0) -> Release:
    """The release of these figures.

    Raises AuditError for places or tables that are not known, for a figure that stands twice, and
    where one cell has two numbers.
    """
    by_table: dict[tuple[str, str], dict[tuple[str, str], PrintedFigure]] = {}
    places: dict[str, Place] = {}
    elsewhere: list[PrintedFigure] = []
    for figure in figures:
        places.setdefault(figure.key, _place(figure))
        of_table = by_table.setdefault((figure.table_id, figure.key), {})
        if of_table.setdefault((figure.row, figure.column), figure) is not figure:
            elsewhere.append(figure)
    rows: dict[str, set[str]] = defaultdict(set)
    for (table_id, _), of_table in by_table.items():
        rows[table_id] |= {row for row, _ in of_table}
    facts = {each: table_facts(each, frozenset(rows[each])) for each in rows if each != BY_REGION}
    tables = tuple(
        _table(facts[table_id], code, of_table)
        for (table_id, code), of_table in by_table.items()
        if table_id != BY_REGION
    )
    by_region = tuple(
        figure
        for (table_id, _), of_table in by_table.items()
        if table_id == BY_REGION
        for figure in of_table.values()
    )
    shown: dict[Cell, list[PrintedFigure]] = defaultdict(list)
    for of_table in by_table.values():
        for figure in of_table.values():
            _show(shown, figure, facts, number)
    for figure in elsewhere:
        _show(shown, figure, facts, number)
    return Release(
        number=number,
        values={cell: _value(figures) for cell, figures in shown.items()},
        shown={cell: tuple(figures) for cell, figures in shown.items()},
        places=places,
        tables=tables,
        by_region=by_region,
        blank_means_none=any(
            figure.percent == HIDDEN for of in by_table.values() for figure in of.values()
        ),
        places_of=_parts((each.parent, each.code) for each in places.values()),
        groups_of=_parts((each.whole, each.code) for each in places.values()),
    )


def _parts(above: Iterable[tuple[str | None, str]]) -> Mapping[str, tuple[str, ...]]:
    parts: dict[str, tuple[str, ...]] = {}
    for whole, part in above:
        if whole is not None:
            parts[whole] = (*parts.get(whole, ()), part)
    return parts


def _show(
    shown: dict[Cell, list[PrintedFigure]],
    figure: PrintedFigure,
    facts: Mapping[str, TableFacts],
    number: int,
) -> None:
    cell = _cell_of(figure, facts, number)
    if cell is not None:
        shown[cell].append(figure)


def _cell_of(figure: PrintedFigure, facts: Mapping[str, TableFacts], number: int) -> Cell | None:
    """The cell that a figure shows; None for what is no count."""
    if figure.row in STATISTICS:
        return None
    if figure.table_id == BY_REGION:
        place = figure.key if figure.row == BASE else key_of(figure.row, figure.group)
        return Cell(place, "", CASES, figure.column, number)
    if found := beside(figure.row):
        question, row = found
        own = next((each for each in facts.values() if each.question == question), None)
        return Cell(figure.key, question, _own(own, row) if own else row, TOTAL, number)
    of_table = facts[figure.table_id]
    row = figure.row if figure.row in EXACTLY else _own(of_table, figure.row)
    return Cell(figure.key, of_table.question, row, TOTAL, number)


def _own(facts: TableFacts, row: str) -> str:
    """A row that others were merged into is no longer the answer that it is named for."""
    return BOARD_JOIN.join((row, *facts.merged[row])) if row in facts.merged else row


def _table(
    facts: TableFacts, code: str, figures: Mapping[tuple[str, str], PrintedFigure]
) -> TableOfPlace:
    return TableOfPlace(
        facts,
        code,
        tuple(row for row, _ in figures if facts.is_option(row)),
        {row: figure for (row, _), figure in figures.items()},
    )


def _value(figures: Iterable[PrintedFigure]) -> int | None:
    numbers = {figure.number for figure in figures} - {None}
    if len(numbers) > 1:
        first = next(iter(figures))
        raise AuditError(
            f"{first.table_id}, {first.name}, {first.label}: one count is printed with two "
            "numbers, so the folder was not written by one run of lscb. Write the snapshot again."
        )
    return next(iter(numbers), None)


def _place(figure: PrintedFigure) -> Place:
    if figure.level == NATIONAL:
        return _place_below(None, figure)
    if figure.level == REGIONAL:
        return _place_below(ENGLAND, figure)
    authority = load_areas().authorities.get(figure.code.split(BOARD_JOIN)[0])
    if authority is None:
        raise AuditError(
            f"{figure.table_id}: '{figure.code}' is no area that the reference tables know."
        )
    return _place_below(authority.region, figure)


def _place_below(above: str | None, figure: PrintedFigure) -> Place:
    return Place(
        figure.key,
        figure.name,
        figure.level,
        None if above is None else key_of(above, figure.group),
        whole_of(figure.code, figure.group),
    )
