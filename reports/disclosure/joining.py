"""One system out of several that share counts: the movements of months, and the tables of the years
that these months make.

A year begins with those with whom its April begins, and ends with those with whom its March ends;
its new are those of its months.  Its young people are counted once, and the months' spells each: so
those who came back in the year are at most those of its months, and so are those who were ended or
unknown in the end.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from reports.disclosure.cells import CASES, Cell
from reports.disclosure.movements_system import movement_cell, places
from reports.disclosure.relations import Sums
from reports.disclosure.system import Family, Numbers, System
from reports.figures import BASE, Group, place_key
from reports.year_tables import YEAR_END

Term = tuple[Cell, float]


@dataclass(frozen=True)
class YearSystem:
    """The system of a year's tables, and where its months stand in that of the movements.  `name`
    tells the cells of several years apart; empty where there is one."""

    system: System
    months: tuple[int, ...]
    name: str = ""

    def cells(self) -> tuple[Cell, ...]:
        """Its cells, as they are called in the joined system."""
        return tuple(cell_of_year(cell, self.name) for cell in self.system.cells)


def cell_of_year(cell: Cell, year: str) -> Cell:
    """A cell of the tables of a year, as it is called beside those of other years."""
    return replace(cell, question=f"{year} {cell.question}") if year else cell


def year_cell(place: str, row: str) -> Cell:
    """The cell of a year's tables that is open_start, new, came_back, ended, unknown or open_end of
    its young people."""
    groups: dict[str, Group] = {"open_start": "open_start", "new": "new", "came_back": "came_back"}
    if row in groups:
        return Cell(place_key(place, groups[row]), CASES, BASE.code)
    return Cell(place, YEAR_END, row)


def joined(
    movements: System,
    months: Sequence[str],
    years: Sequence[YearSystem],
    fixed: Collection[Cell] = (),
) -> System:
    """The years, then the movements of the months, as one system.  A reader has the number of the
    cells that are `fixed`, whatever is hidden."""
    parts = [*(each.system for each in years), movements]
    cells = (*(cell for each in years for cell in each.cells()), *movements.cells)
    numbers = {cell: n for n, cell in enumerate(cells)}
    values: Numbers = np.concatenate([each.values for each in parts])
    extra = Sums()
    for each in years:
        for terms, at_least in _links(each, months):
            known = [(numbers[cell], weight) for cell, weight in terms if cell in numbers]
            if len(known) == len(terms):
                extra.between(known, 0.0, np.inf if at_least else 0.0)
    sizes = [len(each.cells) for each in parts]
    held = sorted(numbers[cell] for cell in fixed)
    for n in held:
        value = float(values[n])
        extra.between([(n, 1.0)], value, value)
    row_line = _one_after_other([each.row_line for each in parts])
    split_line = _one_after_other([each.split_line for each in parts])
    in_print = [n for n in held if values[n] > 0]
    return System(
        cells=cells,
        values=values,
        cost=np.concatenate([each.cost for each in parts]),
        printed=np.concatenate([each.printed for each in parts]),
        other_of=_shifted([each.other_of for each in parts], sizes),
        base_of=_shifted([each.base_of for each in parts], sizes),
        row_line=_without_lines_of(in_print, row_line),
        split_line=_without_lines_of(in_print, split_line),
        with_tables=np.concatenate([each.with_tables for each in parts]),
        never_0=np.concatenate([each.never_0 for each in parts]),
        facts=tuple(fact for each in parts for fact in each.facts),
        families=_families(parts, sizes, extra),
    )


def _links(year: YearSystem, months: Sequence[str]) -> Iterator[tuple[list[Term], bool]]:
    """What joins a year to its months: sums that are 0 or, with True, 0 at least."""

    def of_year(place: str, row: str) -> Term:
        return cell_of_year(year_cell(place, row), year.name), -1.0

    for place in (each.code for each in places()):
        for month, row in ((year.months[0], "open_start"), (year.months[-1], "open_end")):
            yield [(movement_cell(months, month, place, row), 1.0), of_year(place, row)], False
        for row in ("new", "came_back", "ended", "unknown"):
            of_months = [(movement_cell(months, n, place, row), 1.0) for n in year.months]
            yield [*of_months, of_year(place, row)], row != "new"


def _shifted(parts: Sequence[Numbers], sizes: Sequence[int]) -> Numbers:
    """Numbers of cells, as these are numbered one part after the other."""
    before = np.cumsum([0, *sizes[:-1]])
    return np.concatenate(
        [np.where(part < 0, part, part + by) for part, by in zip(parts, before, strict=True)]
    )


def _one_after_other(parts: Sequence[Numbers]) -> Numbers:
    """Numbers of lines, those of each part after those of the parts before."""
    return _shifted(parts, [int(part.max(initial=-1)) + 1 for part in parts])


def _without_lines_of(cells: Sequence[int], line: Numbers) -> Numbers:
    """Lines in which a number above 0 stays in print are none that could be hidden."""
    return np.where(np.isin(line, np.unique(line[list(cells)])), -1, line)


def _families(parts: Sequence[System], sizes: Sequence[int], extra: Sums) -> tuple[Family, ...]:
    """Those of cases and of the year's end become one, with the movements."""
    found: list[Family] = []
    fused: list[tuple[Family, int]] = []
    for part, before in zip(parts, np.cumsum([0, *sizes[:-1]]).tolist(), strict=True):
        for each in part.families:
            if each.name in (CASES, YEAR_END):
                fused.append((each, before))
            else:
                found.append(
                    replace(each, cells=each.cells + before, place_cell=each.place_cell + before)
                )
    return _fused(fused, extra), *found


def _fused(families: Sequence[tuple[Family, int]], extra: Sums) -> Family:
    cells = np.sort(np.concatenate([each.cells + before for each, before in families]))
    relations = np.cumsum([0, *(len(each.least) for each, _ in families)])
    relation, number, weight = [], [], []
    for (each, before), first in zip(families, relations.tolist(), strict=False):
        relation += [each.relation + first, each.place_relation + first]
        number += [each.cells[each.cell] + before, each.place_cell + before]
        weight += [each.weight, each.place_weight]
    relation.append(np.array(extra.relation, dtype=np.int64) + relations[-1])
    number.append(np.array(extra.cell, dtype=np.int64))
    weight.append(np.array(extra.weight, dtype=np.float64))
    nothing = np.zeros(0, dtype=np.int64)
    return Family(
        name=CASES,
        cells=cells,
        relation=np.concatenate(relation),
        cell=np.searchsorted(cells, np.concatenate(number)),
        weight=np.concatenate(weight),
        place_relation=nothing,
        place_cell=nothing,
        place_weight=np.zeros(0),
        least=np.concatenate([*(each.least for each, _ in families), extra.least]),
        most=np.concatenate([*(each.most for each, _ in families), extra.most]),
        fact=np.concatenate(
            [*(each.fact for each, _ in families), np.array(extra.fact, dtype=np.int64)]
        ),
    )
