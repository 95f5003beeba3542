"""Own tables: any question by any other by place, as an analyst declares them in a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reports.figures import OF_ANSWER, OUTSIDE_BASE, Geography
from reports.tables import Table, held_tables
from reports.tables_reading import load_tables
from schemas.areas import Level
from schemas.codebook import Question
from schemas.codebook_reading import load_codebook

Places = Literal["national", "regional", "local"]
_PLACES_OF: dict[Level, Places] = {
    "national": "national",
    "regional": "regional",
    "local_authority": "local",
    "joint_board": "local",
}


@dataclass(frozen=True)
class Band:
    """The whole numbers from `least` to `most` (None: without end), and how they are written."""

    code: str
    least: int
    most: int | None

    def holds(self, number: int) -> bool:
        return number >= self.least and (self.most is None or number <= self.most)


@dataclass(frozen=True)
class Side:
    """A question as it stands in a table, down or across: the codebook's `question`, and the table
    that counts it alone.

    The rows are those of the standard tables, and then so is the table's own question; or others
    (`bands` of a number, the full list of ethnic groups), and then that is a question made up for
    it, with a name and a column of its own.
    """

    question: Question
    table: Table
    bands: tuple[Band, ...] = ()

    @property
    def asked(self) -> Question:
        """The question whose answers the table counts."""
        assert self.table.question is not None
        return self.table.question

    @property
    def name(self) -> str:
        return self.asked.name

    @property
    def is_made(self) -> bool:
        """Whether its rows are not those of the standard tables, and its answers stand in a column
        made up for it."""
        return not self.table.column


@dataclass(frozen=True)
class OwnTable:
    """A table of `down` by the answers of `across` (None: of `down` alone), for some levels of
    places."""

    id: str
    title: str
    down: Side
    across: Side | None
    places: tuple[Places, ...]
    note: str = ""

    @property
    def table(self) -> Table:
        """What is counted of each group of young people."""
        return replace(self.down.table, id=self.id, title=self.title)

    @property
    def sides(self) -> tuple[Side, ...]:
        return (self.down,) if self.across is None else (self.down, self.across)

    def is_for(self, geography: Geography) -> bool:
        """Whether it has figures of the place."""
        return _PLACES_OF[geography.level] in self.places

    @property
    def restricted_only(self) -> bool:
        """Whether it is never published: what the records of one form tell beside those of all
        forms is not protected, nor what a number tells beside the standard table of its bands."""
        with_bands = {question.number for question in load_codebook().questions}
        return any(
            side.table.restricted_only or side.question.name in with_bands for side in self.sides
        )


def sides_of(tables: Sequence[OwnTable]) -> tuple[Side, ...]:
    """Each side once, in the order of the tables."""
    return tuple({side.name: side for table in tables for side in table.sides}.values())


def crossed_with(tables: Sequence[OwnTable]) -> tuple[Side, ...]:
    """The sides that stand across, each once."""
    sides = (table.across for table in tables)
    return tuple({side.name: side for side in sides if side is not None}.values())


def standard_table(question: str) -> Table | None:
    """The standard table of a question; None for one that has none."""
    return next((t for t in load_tables() if t.question and t.question.name == question), None)


def held(tables: Iterable[OwnTable], forms: Sequence[str]) -> tuple[OwnTable, ...]:
    """The tables where young people were returned in `forms`, as reports.tables.held_tables."""

    def of(side: Side) -> Side:
        return replace(side, table=next(iter(held_tables([side.table], forms)), side.table))

    return tuple(
        replace(each, down=of(each.down), across=each.across and of(each.across)) for each in tables
    )


def is_empty(down: Table, across: Table, column: str, row: str) -> bool:
    """Whether nobody can stand in a column of `across` and a row of `down`, for the forms on which
    these are asked: who was asked a question of a later form was asked its others too."""
    outside = OUTSIDE_BASE.code
    if not down.versions or not across.versions:
        return False
    if row == outside and column != outside:
        return _is_outside_by_form(down) and set(across.versions) <= set(down.versions)
    if column == outside and row != outside:
        return _is_outside_by_form(across) and set(down.versions) <= set(across.versions)
    return False


def _is_outside_by_form(table: Table) -> bool:
    """Whether those outside the base are just those whose form does not ask the question."""
    question = table.question
    return not table.outside_base and question is not None and question.only_where is None


def group_of(side: Side, answer: str) -> str:
    """The name of the group of a place's young people who gave an answer."""
    return f"{side.name}{OF_ANSWER}{answer}"


def answer_of_group(group: str) -> str:
    """The answer that the young people of a group gave; empty for all of a place."""
    return group.partition(OF_ANSWER)[2]
