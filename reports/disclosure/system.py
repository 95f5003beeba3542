"""What a reader of the published tables can reckon with: the cells, and how they are related.

The relations that hold within a question stand apart by family (a question with those that depend
on it); families meet only in the cases of a place.

What a reader knows of a hidden count: it is at least 1; but it may be 0 in a line that prints no
number above 0.  A line is all places of one level within one parent for one row, or all rows of
the breakdown of one table at one place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reports.disclosure.cells import (
    CASES,
    FACTS,
    ONLY_THIS,
    OTHER_SIDE,
    THESE_ALONE,
    UNPRINTED,
    Cell,
    is_local,
    shown_figures,
)
from reports.disclosure.costs import hiding_costs
from reports.disclosure.parents import Parent, parents_of, place_above
from reports.disclosure.relations import Relations, Sums, relate_place, relate_types
from reports.disclosure.several import relate_several, sets_of_answers
from reports.figures import BASE, NOT_ADDED, ONE_ANSWER_ONLY, Geography, TrueTable, TrueTables
from reports.tables import Table
from schemas.errors import ProgramFault

Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Family:
    """The relations of one family.

    `cells` are the system's numbers of its cells.  A relation n says that the sum of `weight` times
    cell, over the entries whose `relation` is n, lies between `least` and `most`; `cell` is the
    place in `cells`; `place_*` are the entries whose cell is the cases of a place, given by its
    number in the system.  `fact` is the number of the printed fact that a relation comes from, -1
    if none.
    """

    name: str
    cells: Numbers
    relation: Numbers
    cell: Numbers
    weight: Reals
    place_relation: Numbers
    place_cell: Numbers
    place_weight: Reals
    least: Reals
    most: Reals
    fact: Numbers


@dataclass(frozen=True)
class System:
    """All cells in their order, with their true values.

    `cost` is what hiding one costs; cells that are not `printed` are the other sides of
    several-answer rows (and how many of a row gave that answer alone, which is not known here and
    stands as 0), `other_of` is the printed cell that each belongs to (-1 for all others) and
    `base_of` the base of a cell of the breakdown or of an other side (-1 for all others).
    `row_line` and `split_line` number the lines that a cell stands in, -1 for none.  `with_tables`
    are places' cases beside which tables of the place are published, `never_0` those of boards,
    which are left out if they are 0.
    """

    cells: tuple[Cell, ...]
    values: Numbers
    cost: Reals
    printed: Flags
    other_of: Numbers
    base_of: Numbers
    row_line: Numbers
    split_line: Numbers
    with_tables: Flags
    never_0: Flags
    facts: tuple[Cell, ...]
    families: tuple[Family, ...]

    def numbers(self) -> Mapping[Cell, int]:
        return {cell: n for n, cell in enumerate(self.cells)}


class CellsDisagree(ProgramFault):
    """One count stands in two tables with different values: a fault of the program."""


class _Cells:
    """The cells as they are found."""

    def __init__(self) -> None:
        self.number: dict[Cell, int] = {}
        self.values: list[int] = []
        self.facts: dict[Cell, str] = {}

    def add(self, cell: Cell, value: int) -> int:
        n = self.number.setdefault(cell, len(self.values))
        if n == len(self.values):
            self.values.append(value)
        elif self.values[n] != value:
            raise CellsDisagree(f"{cell.question or 'table_2'}, {cell.row}: two different counts")
        return n


def build_system(tables: TrueTables, local_tables: bool) -> System:
    """The system of what is published of `tables`.  Raises CellsDisagree if two tables show one
    count differently."""
    found = _Cells()
    places = _places(tables)
    published: list[TrueTable] = []
    for each in tables.tables:
        shown = list(shown_figures(each, local_tables))
        for one in shown:
            if one.cell.row in FACTS:
                found.facts[one.cell] = one.figure.cases
            else:
                found.add(one.cell, int(one.figure.cases))
        if shown and each.table.question is not None:
            published.append(each)
    split, other_of, base_of = _breakdowns(published, found)
    facts = tuple(cell for cell, said in found.facts.items() if said)
    families = _families(published, found, places, facts)
    cells = tuple(found.number)
    printed = np.array([cell.column not in UNPRINTED for cell in cells])
    values = np.array(found.values, dtype=np.int64)
    having = {each.geography.key for each in published}
    cases = [cell == Cell(cell.place, CASES, BASE.code) for cell in cells]
    return System(
        cells=cells,
        values=values,
        cost=hiding_costs(cells) * np.maximum(values, 1),
        printed=printed,
        other_of=other_of,
        base_of=base_of,
        row_line=_row_lines(cells, places),
        split_line=split,
        with_tables=np.array(cases) & [cell.place in having for cell in cells],
        never_0=np.array(cases) & [is_local(places[cell.place]) for cell in cells],
        facts=facts,
        families=families,
    )


def _places(tables: TrueTables) -> dict[str, Geography]:
    return {each.geography.key: each.geography for each in tables.tables}


def _breakdowns(published: Sequence[TrueTable], found: _Cells) -> tuple[Numbers, Numbers, Numbers]:
    """The split line, the printed cell of an other side, and the base, of each cell; adds the other
    sides to the cells."""
    split: dict[int, int] = {}
    base_of: dict[int, int] = {}
    other_of: dict[int, int] = {}
    for line, each in enumerate(published):
        assert each.table.question is not None
        place, name = each.geography.key, each.table.question.name
        base = found.number[Cell(place, name, BASE.code)]
        for row in each.table.rows:
            n = found.number[Cell(place, name, row.code)]
            split.setdefault(n, line)
            base_of[n] = base
        if each.table.several:
            for row_code in (*(row.code for row in each.table.rows), ONE_ANSWER_ONLY.code):
                n = found.number[Cell(place, name, row_code)]
                value = found.values[base] - found.values[n]
                other = found.add(Cell(place, name, row_code, OTHER_SIDE), value)
                other_of[other] = n
                base_of[n] = base_of[other] = base
            for row in each.table.rows:
                found.add(Cell(place, name, row.code, ONLY_THIS), 0)
            for cell in sets_of_answers(each.table, place).values():
                if cell.column == THESE_ALONE:
                    found.add(cell, 0)
    size = len(found.values)
    return _filled(split, size), _filled(other_of, size), _filled(base_of, size)


def _filled(known: Mapping[int, int], size: int) -> Numbers:
    filled = np.full(size, -1, dtype=np.int64)
    filled[list(known)] = list(known.values())
    return filled


def _row_lines(cells: Sequence[Cell], places: Mapping[str, Geography]) -> Numbers:
    """A line is a row at all places of one level within one parent; England alone is none."""
    lines: dict[tuple[str, str, str, str], int] = {}
    found = np.full(len(cells), -1, dtype=np.int64)
    for n, cell in enumerate(cells):
        above = place_above(places[cell.place])
        if cell.column not in UNPRINTED and above:
            key = (cell.question, cell.row, cell.column, above)
            found[n] = lines.setdefault(key, len(lines))
    return found


def _roots(published: Sequence[TrueTable]) -> dict[str, str]:
    """The family of each question: the question that it hangs on, in the end."""
    tables: dict[str, Table] = {}
    for each in published:
        assert each.table.question is not None
        tables[each.table.question.name] = each.table
    roots: dict[str, str] = {}
    for name, first in tables.items():
        root, table = name, first
        while table.asked_where is not None:
            root, _ = table.asked_where
            if root not in tables:
                break
            table = tables[root]
        roots[name] = root
    return roots


def _families(
    published: Sequence[TrueTable],
    found: _Cells,
    places: Mapping[str, Geography],
    facts: Sequence[Cell],
) -> tuple[Family, ...]:
    roots = _roots(published)
    sums: dict[str, Sums] = {}

    def of_family(question: str) -> Sums:
        return sums.setdefault(roots.get(question, question), Sums())

    of_family(CASES)
    relations = Relations(found.number, found.facts, {cell: n for n, cell in enumerate(facts)})
    relate_types(relations, of_family(CASES), places)
    for each in published:
        assert each.table.question is not None
        relate_place(relations, of_family(each.table.question.name), each)
        if each.table.several:
            relate_several(relations, of_family(each.table.question.name), each)
    by_row: dict[tuple[str, str, str, Parent], list[int]] = {}
    for cell, n in found.number.items():
        if cell.column not in UNPRINTED and cell.row not in NOT_ADDED:
            for parent in parents_of(places[cell.place]):
                key = (cell.question, cell.row, cell.column, parent)
                by_row.setdefault(key, []).append(n)
    for (question, row, column, parent), children in by_row.items():
        above = found.number.get(Cell(parent.key, question, row, column))
        if above is not None:
            of_family(question).equal([(above, 1.0), *((n, -1.0) for n in children)])
    members: dict[str, list[int]] = {name: [] for name in sums}
    for cell, n in found.number.items():
        members.setdefault(roots.get(cell.question, cell.question), []).append(n)
    cases = set(members[CASES])
    return tuple(
        _family(name, cells, sums.get(name, Sums()), cases) for name, cells in members.items()
    )


def _family(name: str, members: Sequence[int], sums: Sums, cases: set[int]) -> Family:
    cells = np.array(sorted(members), dtype=np.int64)
    relation = np.array(sums.relation, dtype=np.int64)
    number = np.array(sums.cell, dtype=np.int64)
    weight = np.array(sums.weight, dtype=np.float64)
    outside = np.array([name != CASES and n in cases for n in sums.cell], dtype=np.bool_)
    return Family(
        name=name,
        cells=cells,
        relation=relation[~outside],
        cell=np.searchsorted(cells, number[~outside]),
        weight=weight[~outside],
        place_relation=relation[outside],
        place_cell=number[outside],
        place_weight=weight[outside],
        least=np.array(sums.least, dtype=np.float64),
        most=np.array(sums.most, dtype=np.float64),
        fact=np.array(sums.fact, dtype=np.int64),
    )
