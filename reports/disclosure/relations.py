"""The relations within one table at one place, as sums of cells between two bounds."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reports.disclosure.cells import CASES, ONLY_THIS, OTHER_SIDE, Cell
from reports.figures import (
    BASE,
    MEAN,
    MODE,
    MOST_ANSWERS,
    NOT_KNOWN_ROW,
    NOT_PROVIDED,
    ONE_ANSWER_ONLY,
    OUTSIDE_BASE,
    Geography,
    TrueTable,
)
from schemas.areas import ENGLAND
from schemas.codebook import NONE, NOT_KNOWN, SEPARATOR

Terms = Iterable[tuple[int, float]]
_ALONE = (NONE, NOT_KNOWN)
"""Answers that stand alone in a several-answer question."""
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
    """All relations of one table at one place."""
    question = each.table.question
    assert question is not None
    place = each.geography.code

    def number(row: str, of: str = question.name) -> int:
        return relations.number[Cell(place, of, row)]

    base = number(BASE.code)
    cases = relations.number[Cell(place, CASES, BASE.code)]
    parts = [base, number(NOT_PROVIDED.code)]
    if not each.table.not_known_in_base:
        parts.append(number(NOT_KNOWN_ROW.code))
    if each.table.has_outside_base:
        parts.append(number(OUTSIDE_BASE.code))
    sums.equal([(cases, 1.0), *((part, -1.0) for part in parts)])
    if question.only_where is not None:
        asked = Cell(place, question.only_where.question, question.only_where.is_)
        if asked in relations.number:
            outside = number(OUTSIDE_BASE.code)
            sums.equal([(cases, 1.0), (outside, -1.0), (relations.number[asked], -1.0)])
    if each.table.several:
        _several(relations, sums, each, place)
    else:
        sums.equal([(base, 1.0), *((number(row.code), -1.0) for row in each.table.rows)])
    if each.table.kind == "ages":
        _ages(relations, sums, each, place)


def _several(relations: Relations, sums: Sums, each: TrueTable, place: str) -> None:
    """Of the cases in the base some gave this answer alone; all others gave two or more."""
    assert each.table.question is not None
    name = each.table.question.name
    base = relations.number[Cell(place, name, BASE.code)]
    one = relations.number[Cell(place, name, ONE_ANSWER_ONLY.code)]
    rows = {row.code: relations.number[Cell(place, name, row.code)] for row in each.table.rows}
    exactly = {
        relations.number[Cell(place, name, beside.row.code)]: beside.exactly.split(SEPARATOR)
        for beside in each.table.beside
        if beside.exactly is not None
    }
    more = relations.number[Cell(place, name, ONE_ANSWER_ONLY.code, OTHER_SIDE)]
    only = {code: relations.number[Cell(place, name, code, ONLY_THIS)] for code in rows}
    for code, n in (*rows.items(), (ONE_ANSWER_ONLY.code, one)):
        other = relations.number[Cell(place, name, code, OTHER_SIDE)]
        sums.equal([(other, 1.0), (n, 1.0), (base, -1.0)])
    sums.equal([(one, 1.0), *((n, -1.0) for n in only.values())])
    beside_another: list[tuple[int, float]] = []
    for code, n in rows.items():
        if code in _ALONE:
            sums.equal([(n, 1.0), (only[code], -1.0)])
            continue
        another = [(n, 1.0), (only[code], -1.0)]
        beside_another += another
        within = [(e, -1.0) for e, named in exactly.items() if code in named]
        without = [(e, -1.0) for e, named in exactly.items() if code not in named]
        sums.between([*another, *within], least=0)
        sums.between([(more, 1.0), (n, -1.0), (only[code], 1.0), *without], least=0)
    answers = [(e, 2.0 - len(named)) for e, named in exactly.items()]
    sums.between([*beside_another, (more, -2.0), *answers], least=0)
    sums.between([(more, 1.0), *((e, -1.0) for e in exactly)], least=0)
    said, fact = relations.fact(Cell(ENGLAND, name, MOST_ANSWERS.code))
    if said and int(said) >= 1:
        sums.between([*beside_another, (more, -float(said))], most=0, fact=fact)
    if said and int(said) >= 2 and place == ENGLAND:
        sums.between([*beside_another, (more, -2.0)], least=int(said) - 2, fact=fact)
        sums.between([(more, 1.0)], least=1, fact=fact)


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
