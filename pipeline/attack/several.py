"""What a reader knows of a question with several answers.

Of the cases in the base, those with one answer only are of one kind for each answer, and each of
the others has between two answers and all; `none` and `not_known` stand alone.  Counts that keep to
this can always be shared out among young people, so nothing more can be known.  (Where answers were
merged, only that each is given by no more than the base.)
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from pipeline.attack.facts import BASE, EXACTLY, MOST_ANSWERS, ONE_ANSWER
from pipeline.attack.printed import HIDDEN
from pipeline.attack.release import Cell, Release, TableOfPlace
from pipeline.attack.sums import Relation, exactly, within
from schemas.areas import BOARD_JOIN

_NOT = "not:"
_MOST_BY_SET = 6
"""Answers of which all sets can be looked at."""


def several_relations(release: Release, table: TableOfPlace) -> Iterator[Relation]:
    base, one = release.cell(table, BASE), release.cell(table, ONE_ANSWER)
    for row in (*table.options, ONE_ANSWER):
        answer = release.cell(table, row)
        open_ones = (release.values.get(cell) is None for cell in (base, answer))
        if row == ONE_ANSWER or any(open_ones):
            yield exactly({base: 1, answer: -1, other_side(answer): -1}, 0)
    if table.facts.merged or ONE_ANSWER not in table.figures:
        return
    cells = [base, one, *(release.cell(table, row) for row in table.options)]
    cells += [release.cell(table, row) for row in EXACTLY if row in table.figures]
    if all(release.values.get(cell) is not None for cell in cells):
        return
    more = other_side(one)
    singles: dict[Cell, int] = {}
    further: dict[str, dict[Cell, int]] = {}
    for row in table.options:
        answer, single = release.cell(table, row), only(release.cell(table, row))
        singles[single] = -1
        if row in table.facts.alone:
            yield exactly({answer: 1, single: -1}, 0)
        else:
            further[row] = {answer: 1, single: -1}
    yield exactly({one: 1} | singles, 0)
    most = _most_answers(table)
    if most == 1:
        yield exactly({more: 1}, 0)
    elif most is not None:
        yield within({more: 1}, 1, None)
    if len(further) <= _MOST_BY_SET and any(row in table.figures for row in EXACTLY):
        yield from _by_set(release, table, further, more, most)
    else:
        yield from _by_answer(further, more, most)


def _by_answer(
    further: Mapping[str, dict[Cell, int]], more: Cell, most: int | None
) -> Iterator[Relation]:
    """`further`: for each answer, the cases that gave it beside others."""
    answers: dict[Cell, int] = {}
    for terms in further.values():
        answers |= terms
        yield within(terms, 0, None)
        yield within({more: 1} | {cell: -weight for cell, weight in terms.items()}, 0, None)
    yield within(answers | {more: -2}, most - 2 if most and most > 2 else 0, None)
    if most is not None:
        yield within(answers | {more: -most}, None, 0)


def _by_set(
    release: Release,
    table: TableOfPlace,
    further: Mapping[str, dict[Cell, int]],
    more: Cell,
    most: int | None,
) -> Iterator[Relation]:
    """The cases of every set of answers, where some sets are counted in rows of their own."""
    sets = {
        chosen: replace(more, row=f"these:{BOARD_JOIN.join(chosen)}")
        for size in range(2, 1 + min(most or _MOST_BY_SET, len(further)))
        for chosen in combinations(sorted(further), size)
    }
    yield exactly({more: 1} | dict.fromkeys(sets.values(), -1), 0)
    for row, terms in further.items():
        with_it = [cell for chosen, cell in sets.items() if row in chosen]
        yield exactly(terms | dict.fromkeys(with_it, -1), 0)
    for row, named in EXACTLY.items():
        if row in table.figures:
            cell = sets.get(tuple(sorted(named)))
            of_set = {cell: -1} if cell else {}
            yield exactly({release.cell(table, row): 1} | of_set, 0)


def other_side(answer: Cell) -> Cell:
    """The cases in the base that did not give the answer; never in print."""
    return replace(answer, row=_NOT + answer.row)


def answer_of(other: Cell) -> Cell:
    """The cell that this is the other side of."""
    return replace(other, row=other.row.removeprefix(_NOT))


def is_other_side(cell: Cell) -> bool:
    return cell.row.startswith(_NOT)


def only(answer: Cell) -> Cell:
    return replace(answer, row=f"only:{answer.row}")


def _most_answers(table: TableOfPlace) -> int | None:
    figure = table.figures.get(MOST_ANSWERS)
    return int(figure.cases) if figure and figure.cases not in ("", HIDDEN, "0") else None
