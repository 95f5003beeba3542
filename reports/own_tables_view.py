"""Own tables as they are read: for each place the rows down and the columns across."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.crosses import Crosses, columns_across
from reports.disclosure.crosses import CrossPublication
from reports.figures import BASE, Figure, Geography, PlaceTable, Tables
from reports.own_tables import OwnTable, group_of
from reports.tables import Row

ALL = Row("total", "All young people")
CASES_ROW = Row("cases", "All cases")


@dataclass(frozen=True)
class CrossColumn:
    """A column: the answer across (`total`: all young people), its figures from the top, and how
    many young people stand in it.  `is_answer`: neither all nor those without an answer."""

    code: str
    label: str
    figures: tuple[Figure, ...]
    cases: str
    is_answer: bool

    def figure(self, row: str) -> Figure:
        return next(each for each in self.figures if each.row.code == row)


@dataclass(frozen=True)
class CrossOfPlace:
    """An own table of one place: its columns, all young people last."""

    own: OwnTable
    geography: Geography
    columns: tuple[CrossColumn, ...]

    @property
    def all_(self) -> CrossColumn:
        return self.columns[-1]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows from the top: the answers, then those below them."""
        return tuple(each.row for each in self.all_.figures)

    @property
    def answers(self) -> frozenset[str]:
        """The codes of the rows that are answers."""
        return frozenset(row.code for row in self.own.table.rows)


def true_view(crosses: Crosses) -> tuple[CrossOfPlace, ...]:
    """The own tables with true figures."""
    return tuple(_view(crosses, crosses.tables, crosses.sides, crosses.cases))


def published_view(crosses: Crosses, published: CrossPublication) -> tuple[CrossOfPlace, ...]:
    """The own tables as they are published."""
    return tuple(_view(crosses, published.tables, published.sides, published.cases))


def _view(crosses: Crosses, tables: Tables, sides: Tables, cases: Tables) -> Iterator[CrossOfPlace]:
    found = {(each.table.id, each.geography.key): each for each in tables.tables}
    alone = {(each.table.id, each.geography.code): each for each in sides.tables}
    of_place = {each.geography.code: each.cases(BASE.code) for each in cases.tables}
    for own in crosses.own:
        for each in tables.tables:
            place = each.geography
            if each.table.id != own.id or place.group:
                continue
            columns = list(_across(own, place, found, alone, crosses))
            columns.append(
                CrossColumn(ALL.code, ALL.label, each.figures, of_place[place.code], False)
            )
            yield CrossOfPlace(own, place, tuple(columns))


def _across(
    own: OwnTable,
    place: Geography,
    found: dict[tuple[str, str], PlaceTable],
    alone: dict[tuple[str, str], PlaceTable],
    crosses: Crosses,
) -> Iterator[CrossColumn]:
    if own.across is None:
        return
    answers = {row.code for row in own.across.table.rows}
    beside = alone[own.across.table.id, place.code]
    for column in columns_across(own.across, crosses.sides):
        group = Geography(
            place.level, place.code, place.name, place.region, group_of(own.across, column.code)
        )
        yield CrossColumn(
            column.code,
            column.label,
            found[own.id, group.key].figures,
            beside.cases(column.code),
            column.code in answers,
        )


def labels_of_groups(crosses: Crosses) -> dict[str, str]:
    """The label of each group across."""
    return {
        group_of(own.across, column.code): column.label
        for own in crosses.own
        if own.across is not None
        for column in columns_across(own.across, crosses.sides)
    }


def of_table(views: Sequence[CrossOfPlace], own: OwnTable) -> tuple[CrossOfPlace, ...]:
    """The places of one table."""
    return tuple(each for each in views if each.own.id == own.id)
