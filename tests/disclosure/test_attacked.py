"""Random national data published, and attacked by the code that audits every release.

`LSCB_WORLDS` is the number of worlds, `LSCB_LARGE_WORLDS` that of those with the local tables of as
many boards as there happen to be, some of which take minutes.
"""

import os

import pytest

from pipeline.attack.attack import attack_figures
from reports.disclosure.published import publish
from reports.disclosure.system import build_system
from reports.figures import TrueTables
from tests.disclosure.naive import one_more, threshold_only
from tests.disclosure.printing import printed, printed_with
from tests.disclosure.worlds import make_world

WORLDS = range(int(os.environ.get("LSCB_WORLDS", "6")))
FORM_WORLDS = range(int(os.environ.get("LSCB_FORM_WORLDS", "2")))
LARGE = range(int(os.environ["LSCB_LARGE_WORLDS"])) if "LSCB_LARGE_WORLDS" in os.environ else (3, 5)


def few_boards(seed: int) -> int:
    return 3 + seed % 8


def nothing_is_found(tables: TrueTables, local_tables: bool) -> None:
    publication = publish(tables, local_tables)
    assert publication.pattern.declared == ()
    finding = attack_figures([printed(publication.tables)])
    assert finding.hidden > 0
    assert finding.found == ()


@pytest.mark.parametrize("seed", WORLDS)
def test_nothing_can_be_worked_out_of_regional_tables(seed: int) -> None:
    nothing_is_found(make_world(seed).tables, local_tables=False)


@pytest.mark.parametrize("seed", WORLDS)
def test_nothing_can_be_worked_out_of_the_local_tables_of_a_few_boards(seed: int) -> None:
    nothing_is_found(make_world(seed, boards=few_boards(seed)).tables, local_tables=True)


@pytest.mark.parametrize("seed", FORM_WORLDS)
def test_nothing_can_be_worked_out_where_two_forms_are_counted_together(seed: int) -> None:
    nothing_is_found(make_world(seed, forms=True).tables, local_tables=False)
    world = make_world(seed, boards=few_boards(seed), forms=True)
    nothing_is_found(world.tables, local_tables=True)


@pytest.mark.parametrize("seed", [71, 85])
def test_counts_of_sets_of_answers_give_nothing_away(seed: int) -> None:
    """Here figure_10 did: those who gave one answer only were what the sets of answers left."""
    nothing_is_found(make_world(seed).tables, local_tables=False)


@pytest.mark.parametrize("seed", LARGE)
def test_nothing_can_be_worked_out_of_the_local_tables_of_all_boards(seed: int) -> None:
    nothing_is_found(make_world(seed).tables, local_tables=True)


def naive_rules_are_broken(tables: TrueTables, local_tables: bool) -> None:
    """Exact cells are found; narrow ones alone where next to nothing is hidden."""
    system = build_system(tables, local_tables)
    for rule in (threshold_only, one_more):
        finding = attack_figures([printed_with(tables, rule(system, 5), local_tables)])
        assert finding.exact != () or (finding.narrow != () and finding.hidden < 100)


@pytest.mark.parametrize("seed", WORLDS)
def test_the_naive_rules_do_not_protect_regional_tables(seed: int) -> None:
    naive_rules_are_broken(make_world(seed).tables, local_tables=False)


@pytest.mark.parametrize("seed", WORLDS)
def test_the_naive_rules_do_not_protect_local_tables(seed: int) -> None:
    naive_rules_are_broken(make_world(seed, boards=few_boards(seed)).tables, local_tables=True)
