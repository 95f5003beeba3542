"""Families that sums join, as one family each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from reports.disclosure.cells import CASES
from reports.disclosure.system import Family

Terms = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Joining:
    """`terms` (cells of the system, weighted) come to `number`."""

    terms: Terms
    number: float = 0.0


def fused(families: Sequence[Family], sums: Sequence[Joining]) -> Iterator[Family]:
    """The families, those that a sum joins being one; that of the cases first."""
    family_of = {n: f for f, each in enumerate(families) for n in each.cells.tolist()}
    over = list(range(len(families)))

    def root(family: int) -> int:
        while over[family] != family:
            family = over[family]
        return family

    for each in sums:
        first, *others = {root(family_of[n]) for n, _ in each.terms}
        for other in others:
            over[other] = first
    together: dict[int, list[Family]] = {}
    for f, family in enumerate(families):
        together.setdefault(root(f), []).append(family)
    of_root: dict[int, list[Joining]] = {}
    for each in sums:
        of_root.setdefault(root(family_of[each.terms[0][0]]), []).append(each)
    for number, members in together.items():
        yield _one(members, of_root.get(number, ()))


def _one(members: Sequence[Family], sums: Sequence[Joining]) -> Family:
    names = [each.name for each in members]
    name = CASES if CASES in names else names[0]
    cells = np.sort(np.concatenate([each.cells for each in members]))
    first = np.cumsum([0, *(len(each.least) for each in members)])
    pairs = list(zip(members, first.tolist(), strict=False))
    relation = [each.relation + before for each, before in pairs]
    number = [each.cells[each.cell] for each in members]
    weight = [each.weight for each in members]
    place_relation = np.concatenate([each.place_relation + before for each, before in pairs])
    place_cell = np.concatenate([each.place_cell for each in members])
    place_weight = np.concatenate([each.place_weight for each in members])
    if name == CASES:
        relation.append(place_relation)
        number.append(place_cell)
        weight.append(place_weight)
        place_relation, place_cell, place_weight = (
            place_relation[:0],
            place_cell[:0],
            place_weight[:0],
        )
    entries = [(n, cell, by) for n, each in enumerate(sums) for cell, by in each.terms]
    relation.append(np.array([n for n, _, _ in entries], dtype=np.int64) + first[-1])
    number.append(np.array([cell for _, cell, _ in entries], dtype=np.int64))
    weight.append(np.array([by for _, _, by in entries], dtype=np.float64))
    ends = np.array([each.number for each in sums], dtype=np.float64)
    return Family(
        name=name,
        cells=cells,
        relation=np.concatenate(relation),
        cell=np.searchsorted(cells, np.concatenate(number)),
        weight=np.concatenate(weight),
        place_relation=place_relation,
        place_cell=place_cell,
        place_weight=place_weight,
        least=np.concatenate([*(each.least for each in members), ends]),
        most=np.concatenate([*(each.most for each in members), ends]),
        fact=np.concatenate(
            [*(each.fact for each in members), np.full(len(sums), -1, dtype=np.int64)]
        ),
    )
