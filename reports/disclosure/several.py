"""The relations within a table of a question with several answers.

Of the cases in the base some gave one answer alone; all others gave two or more, each of them one
set of answers.  Few of these counts are in print, but those that are must leave room for the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from reports.disclosure.cells import ONLY_THIS, OTHER_SIDE, THESE_ALONE, Cell, england_of
from reports.disclosure.relations import Relations, Sums
from reports.figures import BASE, MOST_ANSWERS, ONE_ANSWER_ONLY, TrueTable
from reports.tables import Table
from schemas.codebook import NONE, NOT_KNOWN, SEPARATOR

_ALONE = (NONE, NOT_KNOWN)
"""Answers that no other stands beside."""

Answers = tuple[str, ...]


@dataclass(frozen=True)
class _Several:
    """Those who gave several answers: how many (`more`), and for each answer the numbers of those
    who gave it and of those who gave it alone.  `most` is the most answers of one of them, 0 if
    that is not in print, and `fact` its number."""

    more: int
    answers: Mapping[str, tuple[int, int]]
    most: int
    fact: int
    in_england: bool

    def beside_others(self, code: str) -> list[tuple[int, float]]:
        answer, alone = self.answers[code]
        return [(answer, 1.0), (alone, -1.0)]


def sets_of_answers(table: Table, place: str) -> Mapping[Answers, Cell]:
    """Where a table counts those who gave certain answers and no other: the cell of every set of
    two answers or more, whether it is in print or not."""
    assert table.question is not None
    name = table.question.name
    counted = {
        tuple(beside.exactly.split(SEPARATOR)): Cell(place, name, beside.row.code)
        for beside in table.beside
        if beside.exactly is not None
    }
    answers = [row.code for row in table.rows if row.code not in _ALONE]
    return {
        named: counted.get(named, Cell(place, name, SEPARATOR.join(named), THESE_ALONE))
        for size in range(2, 1 + len(answers))
        for named in combinations(answers, size)
        if counted
    }


def relate_several(relations: Relations, sums: Sums, each: TrueTable) -> None:
    """All that holds in one table at one place because several answers may be given."""
    assert each.table.question is not None
    place, name = each.geography.key, each.table.question.name

    def number(row: str, column: str = "total") -> int:
        return relations.number[Cell(place, name, row, column)]

    base, one = number(BASE.code), number(ONE_ANSWER_ONLY.code)
    rows = {row.code: number(row.code) for row in each.table.rows}
    only = {code: number(code, ONLY_THIS) for code in rows}
    for code, n in (*rows.items(), (ONE_ANSWER_ONLY.code, one)):
        sums.equal([(number(code, OTHER_SIDE), 1.0), (n, 1.0), (base, -1.0)])
    sums.equal([(one, 1.0), *((n, -1.0) for n in only.values())])
    for code in _ALONE:
        if code in rows:
            sums.equal([(rows[code], 1.0), (only[code], -1.0)])
    said, fact = relations.fact(Cell(england_of(place), name, MOST_ANSWERS.code))
    several = _Several(
        more=number(ONE_ANSWER_ONLY.code, OTHER_SIDE),
        answers={code: (n, only[code]) for code, n in rows.items() if code not in _ALONE},
        most=int(said or 0),
        fact=fact,
        in_england=each.geography.level == "national",
    )
    _by_answer(sums, several)
    sets = {of: relations.number[cell] for of, cell in sets_of_answers(each.table, place).items()}
    if sets:
        _by_set(sums, several, sets)


def _by_answer(sums: Sums, several: _Several) -> None:
    """Whoever gave several answers gave each at most once, and two at least."""
    given: list[tuple[int, float]] = []
    for code in several.answers:
        beside_others = several.beside_others(code)
        given += beside_others
        sums.between(beside_others, least=0)
        without = [(several.more, 1.0), *((n, -weight) for n, weight in beside_others)]
        sums.between(without, least=0)
    sums.between([*given, (several.more, -2.0)], least=0)
    most, fact = several.most, several.fact
    if most:
        sums.between([*given, (several.more, -float(most))], most=0, fact=fact)
    if most >= 2 and several.in_england:
        sums.between([*given, (several.more, -2.0)], least=most - 2, fact=fact)
        sums.between([(several.more, 1.0)], least=1, fact=fact)


def _by_set(sums: Sums, several: _Several, sets: Mapping[Answers, int]) -> None:
    """Whoever gave several answers gave one of the sets."""
    sums.equal([(several.more, 1.0), *((n, -1.0) for n in sets.values())])
    for code in several.answers:
        with_it = [(n, -1.0) for of, n in sets.items() if code in of]
        sums.equal([*several.beside_others(code), *with_it])
    too_long = [(n, 1.0) for of, n in sets.items() if len(of) > several.most]
    if several.most and too_long:
        sums.between(too_long, most=0, fact=several.fact)
