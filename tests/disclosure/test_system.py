"""The relations that a reader can use are those that hold."""

import numpy as np
import pytest

from reports.disclosure.cells import ONLY_THIS, THESE_ALONE, Cell
from reports.disclosure.system import System, build_system
from schemas.codebook import SEPARATOR
from tests.disclosure.worlds import KINDS, World, make_world


def values_with_alone(system: System, world: World) -> np.ndarray:
    """The true values, with those who gave one answer alone, or just the same several, counted from
    the young people."""
    values = system.values.astype(float)
    people = world.people
    places = people["place"].to_pylist()
    regions = people["region"].to_pylist()
    answers = {
        cell.question: people[cell.question].to_pylist()
        for cell in system.cells
        if cell.column == ONLY_THIS
    }
    number = system.numbers()
    for question, given in answers.items():
        for place, region, answer in zip(places, regions, given, strict=True):
            if answer is not None:
                column = THESE_ALONE if SEPARATOR in answer else ONLY_THIS
                for code in ("E92000001", region, place):
                    n = number.get(Cell(code, question, answer, column))
                    if n is not None:
                        values[n] += 1
    return values


@pytest.mark.parametrize("local_tables", [False, True])
@pytest.mark.parametrize("seed", range(len(KINDS)))
def test_every_relation_holds_for_the_true_table(seed: int, local_tables: bool) -> None:
    world = make_world(seed, size=400)
    system = build_system(world.tables, local_tables)
    values = values_with_alone(system, world)
    for family in system.families:
        rows = len(family.least)
        sums = np.bincount(family.relation, family.weight * values[family.cells][family.cell], rows)
        sums += np.bincount(
            family.place_relation, family.place_weight * values[family.place_cell], rows
        )
        broken = (sums < family.least - 1e-6) | (sums > family.most + 1e-6)
        assert not broken.any(), family.name


def test_every_cell_belongs_to_one_family() -> None:
    system = build_system(make_world(0, size=200).tables, local_tables=True)
    cells = np.concatenate([family.cells for family in system.families])
    assert sorted(cells.tolist()) == list(range(len(system.cells)))


def test_a_question_that_hangs_on_another_is_of_its_family() -> None:
    system = build_system(make_world(0, size=200).tables, local_tables=False)
    assert "living_situation" in {family.name for family in system.families}
    assert "family_setting" not in {family.name for family in system.families}
