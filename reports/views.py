"""A snapshot's tables as they are read: England first, then the places, answers before the rest."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.figures import Column, TrueFigure, TrueTable, TrueTables
from reports.tables import Table

TYPES: tuple[Column, ...] = ("statutory", "voluntary", "mixed")


@dataclass(frozen=True)
class TableView:
    """One table of a snapshot: England's figures, then those of the places in their order."""

    england: TrueTable
    regions: tuple[TrueTable, ...]
    boards: tuple[TrueTable, ...]

    @property
    def table(self) -> Table:
        return self.england.table

    @property
    def places(self) -> tuple[TrueTable, ...]:
        """England, the regions, the authorities and joint boards."""
        return (self.england, *self.regions, *self.boards)


def table_views(tables: TrueTables) -> tuple[TableView, ...]:
    """The tables in their order.  Raises ValueError for a table without England, or with two."""
    by_id: dict[str, list[TrueTable]] = {}
    for each in tables.tables:
        by_id.setdefault(each.table.id, []).append(each)
    return tuple(_view(places) for places in by_id.values())


def _view(places: Iterable[TrueTable]) -> TableView:
    by_level: dict[str, list[TrueTable]] = {}
    for each in places:
        by_level.setdefault(each.geography.level, []).append(each)
    (england,) = by_level["national"]
    return TableView(
        england=england,
        regions=tuple(by_level.get("regional", ())),
        boards=(*by_level.get("local_authority", ()), *by_level.get("joint_board", ())),
    )


def answers(table: TrueTable) -> tuple[TrueFigure, ...]:
    """The figures of the breakdown (of table 2 the totals)."""
    codes = {row.code for row in table.table.rows}
    return tuple(
        each for each in table.figures if each.row.code in codes and each.column == "total"
    )


def further(table: TrueTable) -> tuple[TrueFigure, ...]:
    """The figures below the breakdown: base, not known and so on."""
    codes = {row.code for row in table.table.rows}
    return tuple(
        each for each in table.figures if each.row.code not in codes and each.column == "total"
    )


def by_type(table: TrueTable, row: str) -> tuple[str, ...]:
    """Of one row of table 2 the cases of each agency type, in the order of TYPES."""
    return tuple(table.cases(row, column) for column in TYPES)
