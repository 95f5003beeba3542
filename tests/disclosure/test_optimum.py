"""Little more is hidden than must be."""

import os

import pytest

from reports.disclosure.protection import protect
from reports.disclosure.system import build_system
from tests.disclosure.optimum import compared
from tests.disclosure.worlds import make_world

SEEDS = [int(seed) for seed in os.environ.get("LSCB_OPTIMUM_SEEDS", "0,7").split(",")]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_hidden_beyond_need_is_at_most_a_tenth(seed: int) -> None:
    system = build_system(make_world(seed).tables, local_tables=False)
    found = compared(system, protect(system))
    assert found.least > 0
    assert found.ours <= 1.10 * found.least
