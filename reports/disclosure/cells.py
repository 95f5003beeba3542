"""Cells: a count is known by its conditions, so the same count in two tables is one cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.figures import (
    BASE,
    MEAN,
    MODE,
    MOST_ANSWERS,
    OF_GROUP,
    OLDEST,
    ONE_ANSWER_ONLY,
    YOUNGEST,
    Column,
    Geography,
    TrueFigure,
    TrueTable,
    place_key,
)
from reports.tables import Table
from schemas.areas import ENGLAND

FLOW = "flow of rows"
"""Stands for the question of a cell that is a step of the flow of rows; its place is England."""
CASES = ""
"""Stands for the question of a cell that counts all cases of a place."""
OTHER_SIDE = "other side"
"""Stands for the column of a cell that is never printed: the base without those of the row."""
ONLY_THIS = "only this"
"""Stands for the column of a cell that is never printed nor counted: those of the row who gave no
other answer."""
THESE_ALONE = "these alone"
"""Likewise: those who gave just the answers that the row names, two or more."""
UNPRINTED = (OTHER_SIDE, ONLY_THIS, THESE_ALONE)
FACTS = frozenset(row.code for row in (MEAN, MODE, MOST_ANSWERS))
"""Rows that are no counts, but tell something of the counts; published for England alone."""
_NEVER = frozenset(row.code for row in (YOUNGEST, OLDEST))


@dataclass(frozen=True, order=True, slots=True)
class Cell:
    """The cases of `place` (its key) whose answer to `question` is `row`, or what the further row
    says."""

    place: str
    question: str
    row: str
    column: str = "total"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that is published, and the cell (or the fact) that it shows; `has_percent`: where
    its base is not 0 a percentage stands beside it."""

    figure: TrueFigure
    cell: Cell
    has_percent: bool


def england_of(place: str) -> str:
    """The key of England for the group that `place` is of."""
    _, parted, group = place.partition(OF_GROUP)
    return ENGLAND + parted + group


def is_local(geography: Geography) -> bool:
    return geography.level in ("local_authority", "joint_board")


def is_published(table: Table, geography: Geography, local_tables: bool) -> bool:
    """Whether a table of a place is published at all."""
    if table.restricted_only:
        return False
    return local_tables or not is_local(geography) or table.question is None


def shown_figures(each: TrueTable, local_tables: bool) -> Iterator[Shown]:
    """The figures of a table that may be published, each with its cell, in the table's order."""
    table, geography = each.table, each.geography
    if not is_published(table, geography, local_tables):
        return
    base_alone = is_local(geography) and not local_tables
    answers = {row.code for row in table.rows} | {ONE_ANSWER_ONLY.code}
    besides = {beside.row.code: beside for beside in table.beside}
    for figure in each.figures:
        row, column = figure.row.code, figure.column
        if row in _NEVER or (row in FACTS and geography.level != "national"):
            continue
        if base_alone and column != "total":
            continue
        if table.question is None:
            has_percent = row != BASE.code and column == "total"
            yield Shown(figure, _cases_cell(geography, row, column), has_percent)
        elif row in besides and besides[row].holds is not None:
            holds = besides[row].holds or ""
            yield Shown(figure, Cell(geography.key, besides[row].question, holds), False)
        else:
            yield Shown(figure, Cell(geography.key, table.question.name, row), row in answers)


def _cases_cell(geography: Geography, row: str, column: Column) -> Cell:
    """A region's row in England's table is that region's own base."""
    place = geography.key if row == BASE.code else place_key(row, geography.group)
    return Cell(place, CASES, BASE.code, column)
