"""A snapshot's tables as they are read: England first, then the places, answers before the rest."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.figures import Column, Figure, PlaceTable, Tables
from reports.tables import Table

TYPES: tuple[Column, ...] = ("statutory", "voluntary", "mixed")


@dataclass(frozen=True)
class TableView:
    """One table of a snapshot: England's figures, then those of the places in their order."""

    england: PlaceTable
    regions: tuple[PlaceTable, ...]
    boards: tuple[PlaceTable, ...]

    @property
    def table(self) -> Table:
        return self.england.table

    @property
    def places(self) -> tuple[PlaceTable, ...]:
        """England, the regions, the authorities and joint boards."""
        return (self.england, *self.regions, *self.boards)


def table_views(tables: Tables) -> tuple[TableView, ...]:
    """The tables in their order.  Raises ValueError for a table without England, or with two."""
    by_id: dict[str, list[PlaceTable]] = {}
    for each in tables.tables:
        by_id.setdefault(each.table.id, []).append(each)
    return tuple(_view(places) for places in by_id.values())


def _view(places: Iterable[PlaceTable]) -> TableView:
    by_level: dict[str, list[PlaceTable]] = {}
    for each in places:
        by_level.setdefault(each.geography.level, []).append(each)
    (england,) = by_level["national"]
    return TableView(
        england=england,
        regions=tuple(by_level.get("regional", ())),
        boards=(*by_level.get("local_authority", ()), *by_level.get("joint_board", ())),
    )


def answers(table: PlaceTable) -> tuple[Figure, ...]:
    """The figures of the breakdown (of table 2 the totals)."""
    codes = {row.code for row in table.table.rows}
    return tuple(
        each for each in table.figures if each.row.code in codes and each.column == "total"
    )


def further(table: PlaceTable) -> tuple[Figure, ...]:
    """The figures below the breakdown: base, not known and so on."""
    codes = {row.code for row in table.table.rows}
    return tuple(
        each for each in table.figures if each.row.code not in codes and each.column == "total"
    )


def by_type(table: PlaceTable, row: str) -> tuple[str, ...]:
    """Of one row of table 2 the cases of each agency type, in the order of TYPES."""
    return tuple(table.cases(row, column) for column in TYPES)
