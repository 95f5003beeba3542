"""Nothing hidden can be worked out, whatever the data."""

import os

import pytest

from reports.disclosure.protection import Pattern, protect
from reports.disclosure.system import System, build_system
from tests.disclosure.bounds import weak_cells
from tests.disclosure.naive import one_more, threshold_only
from tests.disclosure.worlds import counted, make_world, shuffled

WORLDS = int(os.environ.get("LSCB_WORLDS", "4"))
LOCAL = (3, 5)
"""Worlds of few boards: with local tables the others take long."""


def holds(system: System, pattern: Pattern, threshold: int = 5) -> None:
    assert pattern.declared == ()
    weak = weak_cells(system, pattern, threshold)
    assert weak.exact == []
    assert weak.narrow == []


@pytest.mark.parametrize("seed", range(WORLDS))
def test_no_hidden_cell_is_exact_or_narrow(seed: int) -> None:
    system = build_system(make_world(seed).tables, local_tables=False)
    holds(system, protect(system))


@pytest.mark.parametrize("seed", LOCAL)
def test_no_hidden_cell_is_exact_or_narrow_with_local_tables(seed: int) -> None:
    system = build_system(make_world(seed).tables, local_tables=True)
    holds(system, protect(system))


@pytest.mark.parametrize("threshold", [1, 2, 10])
def test_other_thresholds_protect_as_well(threshold: int) -> None:
    system = build_system(make_world(3).tables, local_tables=False)
    holds(system, protect(system, threshold), threshold)


def test_every_small_count_is_hidden() -> None:
    system = build_system(make_world(1).tables, local_tables=False)
    pattern = protect(system)
    shown = [
        cell
        for n, cell in enumerate(system.cells)
        if system.printed[n] and 1 <= system.values[n] <= 5 and cell not in pattern.hidden
    ]
    assert shown == []


def test_the_same_pattern_comes_twice_and_for_shuffled_rows() -> None:
    world = make_world(7)
    first = protect(build_system(world.tables, local_tables=False))
    again = protect(build_system(world.tables, local_tables=False))
    other_order = counted(shuffled(world.people, 1))
    mixed = protect(build_system(other_order, local_tables=False))
    assert list(first.hidden.items()) == list(again.hidden.items())
    assert list(first.hidden.items()) == list(mixed.hidden.items())


@pytest.mark.parametrize("seed", [0, 3])
def test_what_an_earlier_release_hid_stays_hidden(seed: int) -> None:
    world = make_world(seed)
    earlier = protect(build_system(world.tables, local_tables=False))
    system = build_system(counted(world.people.slice(3)), local_tables=False)
    pattern = protect(system, keep=earlier.cells)
    assert earlier.cells & {*system.cells, *system.facts} <= pattern.cells
    holds(system, pattern)


def test_a_zero_is_hidden_only_where_its_line_shows_nothing_above_0() -> None:
    system = build_system(make_world(1).tables, local_tables=False)
    pattern = protect(system)
    numbers = system.numbers()
    zeros = [numbers[c] for c in pattern.hidden if c in numbers and not system.values[numbers[c]]]
    assert zeros
    for n in zeros:
        lines = [
            [m for m, line in enumerate(of) if line == of[n]]
            for of in (system.split_line.tolist(), system.row_line.tolist())
            if of[n] >= 0
        ]
        assert any(
            all(system.values[m] == 0 or system.cells[m] in pattern.hidden for m in line)
            for line in lines
        )


@pytest.mark.parametrize("rule", [threshold_only, one_more])
def test_the_naive_rules_leave_exact_cells(rule: object) -> None:
    system = build_system(make_world(0).tables, local_tables=False)
    assert callable(rule)
    assert weak_cells(system, rule(system, 5), 5).exact != []
