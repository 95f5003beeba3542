"""The relations within one table at one place, as sums of cells between two bounds."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reports.disclosure.cells import CASES, Cell
from reports.figures import (
    BASE,
    MEAN,
    MODE,
    NOT_KNOWN_ROW,
    NOT_PROVIDED,
    OUTSIDE_BASE,
    Geography,
    TrueTable,
)

Terms = Iterable[tuple[int, float]]
_MEAN_ROUNDED = 0.05


@dataclass
class Sums:
    """Relations as they are found: `relation`, `cell` and `weight` run along the entries."""

    relation: list[int] = field(default_factory=list)
    cell: list[int] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    fact: list[int] = field(default_factory=list)

    def equal(self, terms: Terms) -> None:
        self.between(terms, 0, 0)

    def between(
        self, terms: Terms, least: float = -math.inf, most: float = math.inf, fact: int = -1
    ) -> None:
        for cell, weight in terms:
            self.relation.append(len(self.least))
            self.cell.append(cell)
            self.weight.append(weight)
        self.least.append(least)
        self.most.append(most)
        self.fact.append(fact)


@dataclass(frozen=True)
class Relations:
    """What the relations are built from: the numbers of the cells, what the facts say, and their
    numbers."""

    number: Mapping[Cell, int]
    said: Mapping[Cell, str]
    fact_number: Mapping[Cell, int]

    def fact(self, cell: Cell) -> tuple[str, int]:
        """What a fact says, empty if it is not published or says nothing, and its number."""
        return self.said.get(cell, ""), self.fact_number.get(cell, -1)


def relate_types(relations: Relations, sums: Sums, places: Mapping[str, Geography]) -> None:
    """The cases of a place are those of the types of agency together."""
    for place in places:
        total = relations.number.get(Cell(place, CASES, BASE.code))
        types = [
            n
            for column in ("statutory", "voluntary", "mixed")
            if (n := relations.number.get(Cell(place, CASES, BASE.code, column))) is not None
        ]
        if total is not None and types:
            sums.equal([(total, 1.0), *((n, -1.0) for n in types)])


def relate_place(relations: Relations, sums: Sums, each: TrueTable) -> None:
    """All relations of one table at one place; beside `several.relate_several`, where several
    answers may be given."""
    question = each.table.question
    assert question is not None
    place = each.geography.key

    def number(row: str, of: str = question.name) -> int:
        return relations.number[Cell(place, of, row)]

    base = number(BASE.code)
    cases = relations.number[Cell(place, CASES, BASE.code)]
    parts = [base]
    if not each.table.all_answered:
        parts.append(number(NOT_PROVIDED.code))
        if not each.table.not_known_in_base:
            parts.append(number(NOT_KNOWN_ROW.code))
    if each.table.has_outside_base:
        parts.append(number(OUTSIDE_BASE.code))
    sums.equal([(cases, 1.0), *((part, -1.0) for part in parts)])
    if each.table.asked_where is not None:
        of, answers = each.table.asked_where
        asked = [relations.number.get(Cell(place, of, answer)) for answer in answers]
        known = [n for n in asked if n is not None]
        if len(known) == len(asked):
            outside = number(OUTSIDE_BASE.code)
            sums.equal([(cases, 1.0), (outside, -1.0), *((n, -1.0) for n in known)])
    if not each.table.several:
        sums.equal([(base, 1.0), *((number(row.code), -1.0) for row in each.table.rows)])
    if each.table.kind == "ages":
        _ages(relations, sums, each, place)


def _ages(relations: Relations, sums: Sums, each: TrueTable, place: str) -> None:
    """What the printed mean and mode say of the ages."""
    assert each.table.question is not None
    name = each.table.question.name
    base = relations.number[Cell(place, name, BASE.code)]
    ages = {int(row.code): relations.number[Cell(place, name, row.code)] for row in each.table.rows}
    mean, fact = relations.fact(Cell(place, name, MEAN.code))
    if mean:
        years = [(n, float(age)) for age, n in ages.items()]
        sums.between([*years, (base, _MEAN_ROUNDED - float(mean))], least=0, fact=fact)
        sums.between([*years, (base, -_MEAN_ROUNDED - float(mean))], most=-_MEAN_ROUNDED, fact=fact)
    mode, fact = relations.fact(Cell(place, name, MODE.code))
    if mode:
        for age, n in ages.items():
            if age != int(mode):
                least = 1 if age < int(mode) else 0
                sums.between([(ages[int(mode)], 1.0), (n, -1.0)], least=least, fact=fact)
