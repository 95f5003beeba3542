"""The system of own tables beside the standard ones: what joins its parts, and what is in print
already."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from reports.crosses import Crosses, columns_across
from reports.disclosure.cells import CASES, Cell
from reports.disclosure.fusing import Joining, fused
from reports.disclosure.system import Family, Flags, Numbers, System
from reports.figures import BASE, OF_ANSWER, OF_GROUP, ONE_ANSWER_ONLY, place_key
from reports.own_tables import Side, crossed_with, group_of, sides_of
from schemas.codebook import Option

_TOTAL = "total"


def crossed(
    alone: System, crosses: Crosses, known: Collection[Cell], hidden: Collection[Cell]
) -> System:
    """The system with what joins its parts, the `known` numbers being held.

    How many stand in a column is printed as the answer across alone, so it is no cell in print.
    Facts that are in print stay, whatever is hidden.
    """
    numbers = alone.numbers()
    held = np.array([cell in known for cell in alone.cells])
    in_column = np.array([_is_in_column(cell) for cell in alone.cells])
    sums = [*_sums(crosses, numbers), *_held(alone, held)]
    facts = np.array([fact in hidden for fact in alone.facts], dtype=np.bool_)
    in_print = held & (alone.values > 0)
    return replace(
        alone,
        printed=alone.printed & ~in_column,
        never_0=alone.never_0 & ~in_column,
        row_line=_without_lines_of(in_print | in_column, alone.row_line),
        split_line=_without_lines_of(in_print, _with_lines_across(alone)),
        families=tuple(fused([_with_facts(each, facts) for each in alone.families], sums)),
    )


def _is_in_column(cell: Cell) -> bool:
    return cell.question == CASES and OF_ANSWER in cell.place.partition(OF_GROUP)[2]


def _with_lines_across(alone: System) -> Numbers:
    """The lines of answers and, of what stands below these in a column, the row across all
    columns."""
    found = alone.split_line.copy()
    lines: dict[tuple[str, ...], int] = {}
    first = int(found.max(initial=-1)) + 1
    for n, cell in enumerate(alone.cells):
        code, _, group = cell.place.partition(OF_GROUP)
        across, of_answer, _ = group.partition(OF_ANSWER)
        below = found[n] < 0 and cell.question != CASES and cell.column == _TOTAL
        if of_answer and below and cell.row != ONE_ANSWER_ONLY.code:
            key = (code, across, cell.question, cell.row)
            found[n] = first + lines.setdefault(key, len(lines))
    return found


def _without_lines_of(cells: Flags, line: Numbers) -> Numbers:
    """Lines in which a number above 0 stays in print are none that could be hidden."""
    return np.where(np.isin(line, np.unique(line[cells])), -1, line)


def _with_facts(family: Family, hidden: Flags) -> Family:
    """What a printed fact says holds like any sum."""
    may_go = (family.fact >= 0) & hidden[family.fact] if len(hidden) else family.fact >= 0
    return replace(family, fact=np.where(may_go, family.fact, -1))


def _held(alone: System, held: Flags) -> Iterator[Joining]:
    for n in np.flatnonzero(held).tolist():
        yield Joining(((n, 1.0),), float(alone.values[n]))


def _sums(crosses: Crosses, numbers: Mapping[Cell, int]) -> Iterator[Joining]:
    places = dict.fromkeys(each.geography.code for each in crosses.sides.tables)
    for side in crossed_with(crosses.own):
        for column in columns_across(side, crosses.sides):
            for place in places:
                key = place_key(place, group_of(side, column.code))
                yield from _sum(
                    numbers, Cell(key, CASES, BASE.code), [Cell(place, side.name, column.code)]
                )
    for side in sides_of(crosses.own):
        if side.is_made:
            for place in places:
                yield from _made_sums(crosses, side, place, numbers)


def _made_sums(
    crosses: Crosses, side: Side, place: str, numbers: Mapping[Cell, int]
) -> Iterator[Joining]:
    """The rows of a made-up question, and those of the standard table."""

    def standard(row: str) -> Cell:
        return Cell(place, side.question.name, row)

    def made(row: str) -> Cell:
        return Cell(place, side.name, row)

    answers = {row.code for row in side.table.rows}
    for row in (BASE, *columns_across(side, crosses.sides)):
        if row.code not in answers:
            yield from _sum(numbers, made(row.code), [standard(row.code)])
    for band in side.bands:
        ages = [
            cell
            for cell in numbers
            if cell.place == place and cell.question == side.question.name and cell.row.isdigit()
        ]
        yield from _sum(numbers, made(band.code), [a for a in ages if band.holds(int(a.row))])
    if not side.bands:
        for group, options in _by_group(side.asked.options).items():
            own = [made(each.code) for each in options if each.code in answers]
            if own:
                yield from _sum(numbers, standard(group), own)


def _by_group(options: Sequence[Option]) -> Mapping[str, list[Option]]:
    found: dict[str, list[Option]] = {}
    for each in options:
        found.setdefault(each.group, []).append(each)
    return found


def _sum(numbers: Mapping[Cell, int], whole: Cell, parts: Sequence[Cell]) -> Iterator[Joining]:
    """That the parts are the whole, where all of them are there."""
    if whole in numbers and parts and all(part in numbers for part in parts):
        yield Joining(((numbers[whole], 1.0), *((numbers[part], -1.0) for part in parts)))
