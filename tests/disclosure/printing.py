"""What a reader sees of a release, without writing it: the figures that the attacker reads."""

from collections.abc import Iterator

from pipeline.attack.printed import HIDDEN, PrintedFigure
from reports.disclosure.cells import Cell, shown_figures
from reports.disclosure.protection import Pattern
from reports.disclosure.published import PublishedTables
from reports.figures import BASE, Geography, TrueTables
from reports.tables import Row
from schemas.areas import ENGLAND


def printed(tables: PublishedTables) -> list[PrintedFigure]:
    """The figures as they are published."""
    return [
        _figure(each.table.id, each.geography, figure.row, figure.column, *shown)
        for each in tables.tables
        for figure in each.figures
        for shown in [(figure.cases, figure.percent)]
    ]


def printed_with(tables: TrueTables, pattern: Pattern, local_tables: bool) -> list[PrintedFigure]:
    """The figures as a rule of somebody else hides them; a percentage is hidden with its count and
    with its base."""
    return list(_with(tables, pattern, local_tables))


def _with(tables: TrueTables, pattern: Pattern, local_tables: bool) -> Iterator[PrintedFigure]:
    for each in tables.tables:
        for shown in shown_figures(each, local_tables):
            cell, figure = shown.cell, shown.figure
            base = Cell(cell.place if cell.question else ENGLAND, cell.question, BASE.code)
            hidden = cell in pattern.hidden
            no_percent = shown.has_percent and (hidden or base in pattern.hidden)
            yield _figure(
                each.table.id,
                each.geography,
                figure.row,
                figure.column,
                HIDDEN if hidden else figure.cases,
                HIDDEN if no_percent else figure.percent,
            )


def _figure(
    table_id: str, place: Geography, row: Row, column: str, cases: str, percent: str
) -> PrintedFigure:
    return PrintedFigure(
        *(table_id, place.level, place.code, place.name, row.code, row.label, column),
        *(cases, percent),
        group=place.group,
    )
