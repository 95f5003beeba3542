"""Figures: what a table holds.

True counts and published figures (reports.disclosure.published) are of different types, so that a
writer for the public cannot be handed a true count.  What both have in common is for what shows
either.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.tables import Row, Table
from schemas.areas import ENGLAND, Level

Column = Literal["total", "statutory", "voluntary", "mixed"]
Group = str
"""Which of a place's young people: all (empty), in the tables of a year those who came first so, in
own tables those who gave an answer to a question."""
BASE = Row("base", "Cases with information")
NOT_KNOWN_ROW = Row("not_known", "Recorded as not known")
NOT_PROVIDED = Row("not_provided", "Not provided")
OUTSIDE_BASE = Row("outside_base", "Outside the base")
ONE_ANSWER_ONLY = Row("one_answer_only", "One answer only")
MOST_ANSWERS = Row("most_answers", "Most answers in one case")
MEAN = Row("mean", "Average age")
MODE = Row("mode", "Most frequent age")
YOUNGEST = Row("youngest", "Youngest")
OLDEST = Row("oldest", "Oldest")
HIDDEN = "c"
"""Stands for every published figure that is not shown, whatever the reason."""
OF_GROUP = "|"
"""What parts a place's code from the group in a key."""
OF_ANSWER = "="
"""What parts, in a group of those who gave an answer, the question from the answer."""
NOT_ADDED = frozenset(row.code for row in (MOST_ANSWERS, MEAN, MODE, YOUNGEST, OLDEST))
"""Rows whose figures of areas do not add up to those of the region."""


def place_key(code: str, group: Group) -> str:
    """The key of a group of a place's young people; of all of them it is the code."""
    return f"{code}{OF_GROUP}{group}" if group else code


@dataclass(frozen=True)
class Geography:
    """A place of the tables: England, a region, an authority or a joint board; or a group of its
    young people."""

    level: Level
    code: str
    name: str
    region: str | None = None
    group: Group = ""

    @property
    def key(self) -> str:
        """Tells it from all others: the code, with the group if it is of one."""
        return place_key(self.code, self.group)


@dataclass(frozen=True)
class Figure:
    """A figure of either kind, as it is shown.

    `cases` is text because a mean has a decimal; it is empty where there is nothing to say.
    `percent` is of the base, to one decimal, empty on rows that have none.
    """

    row: Row
    column: Column
    cases: str
    percent: str


@dataclass(frozen=True)
class PlaceTable:
    """A table for one place: its figures in their order."""

    table: Table
    geography: Geography
    figures: tuple[Figure, ...]

    def cases(self, row: str, column: Column = "total") -> str:
        """The cases of one row; raises KeyError if the table has no such row."""
        for figure in self.figures:
            if figure.row.code == row and figure.column == column:
                return figure.cases
        raise KeyError(row)


@dataclass(frozen=True)
class Tables:
    """All tables of a snapshot for all its places: tables, then levels, then codes in order."""

    day: date
    tables: tuple[PlaceTable, ...]

    def of(self, table_id: str) -> Iterator[PlaceTable]:
        return (each for each in self.tables if each.table.id == table_id)

    def find(self, table_id: str, key: str) -> PlaceTable | None:
        """The table of one place (its code, or the key of a group), None if it has none."""
        return next((each for each in self.of(table_id) if each.geography.key == key), None)


class TrueFigure(Figure):
    """A true figure, for those who hold the data."""


@dataclass(frozen=True)
class TrueTable(PlaceTable):
    """A table of true figures."""

    figures: tuple[TrueFigure, ...]


@dataclass(frozen=True)
class TrueTables(Tables):
    """The tables with true figures."""

    tables: tuple[TrueTable, ...]

    @property
    def counted(self) -> int:
        """The young people counted in England."""
        england = next(each for each in self.tables if each.geography.key == ENGLAND)
        return int(england.cases(BASE.code))
