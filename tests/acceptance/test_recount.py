"""Random deliveries through the command, held against the recount figure by figure.

LSCB_EXAMPLES says how many scenarios are tried, LSCB_REDUCE for how many seconds a failing one
is made smaller before it is shown.
"""

import csv
import os
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings

from pipeline.cli import run
from tests.oracle.deliveries import Scenario, write_scenario
from tests.oracle.recount import recount, store
from tests.oracle.reducing import reduced
from tests.oracle.strategies import scenario_of, seeds

Key = tuple[str, str, str, str, str]
Figure = tuple[str, str]
K = TypeVar("K")
V = TypeVar("V")
KEY_COLUMNS = ("table_id", "geographic_level", "geography_code", "row", "column")
SHOWN = 20
SOAK = "LSCB_EXAMPLES" in os.environ
EXAMPLES = int(os.environ.get("LSCB_EXAMPLES", "10"))
REDUCE_FOR = float(os.environ.get("LSCB_REDUCE", "60"))


def written_flow(out: Path) -> dict[str, int]:
    """The steps of flow.csv, each of which stands there once."""
    with (out / "flow.csv").open(encoding="utf-8", newline="") as handle:
        lines = [(line["step"], int(line["rows"])) for line in csv.DictReader(handle)]
    assert len(dict(lines)) == len(lines), "a step stands twice in flow.csv"
    return dict(lines)


def written_figures(out: Path) -> dict[Key, Figure]:
    """The figures of the restricted tables.csv, each of which stands there once."""
    figures: dict[Key, Figure] = {}
    with (out / "restricted" / "tables.csv").open(encoding="utf-8", newline="") as handle:
        for line in csv.DictReader(handle):
            table, level, code, row, column = (line[name] for name in KEY_COLUMNS)
            key = (table, level, code, row, column)
            assert key not in figures, f"{key} stands twice in tables.csv"
            figures[key] = (line["cases"], line["percent"])
    return figures


def differences(expected: Mapping[K, V], got: Mapping[K, V]) -> list[str]:
    """Every figure that differs, is wanting or is too many."""
    found = []
    for key in [*expected, *(key for key in got if key not in expected)]:
        if key not in got:
            found.append(f"{key}: {expected[key]} is missing")
        elif key not in expected:
            found.append(f"{key}: {got[key]} should not be there")
        elif expected[key] != got[key]:
            found.append(f"{key}: {got[key]} should be {expected[key]}")
    return found


def compare(scenario: Scenario, root: Path) -> list[str]:
    """Ingest a scenario, take its snapshot and say where it differs from the recount."""
    folders = write_scenario(scenario, root)
    held, out = root / "store", root / "out"
    expected = recount(folders, scenario.day)

    code = run(["ingest", "--store", str(held), *map(str, folders)])
    nothing_taken = not store(folders)[0]
    if code not in ((0, 1, 2) if nothing_taken else (0, 1)):
        return [f"ingest ended with {code}"]

    day = scenario.day.isoformat()
    where = ["--store", str(held), "--date", day, "--out", str(out)]
    code = run(["snapshot", "--no-publish", *where])
    if expected is None:
        found = [] if code == 2 else [f"no return for that day, but snapshot ended with {code}"]
        return [*found, "something was written"] if out.exists() else found
    if code != 0:
        return [f"snapshot ended with {code}"]
    found = differences(expected.flow, written_flow(out))
    return found + differences(expected.figures, written_figures(out))


def what_is_wrong(scenario: Scenario) -> list[str]:
    """The differences of a scenario, in a throw-away folder."""
    with tempfile.TemporaryDirectory() as folder:
        return compare(scenario, Path(folder))


def is_wrong(scenario: Scenario) -> bool:
    """Whether there is a difference; what the program cannot take at all counts as one."""
    try:
        return bool(what_is_wrong(scenario))
    except Exception:  # noqa: BLE001 - a crash, too, is worth seeing in a small scenario
        return True


@lru_cache(maxsize=8)
def small(scenario: Scenario) -> Scenario:
    """A small scenario that is still wrong (kept, as Hypothesis runs a failure more than once)."""
    return reduced(scenario, is_wrong, REDUCE_FOR)


@settings(
    deadline=None,
    max_examples=EXAMPLES,
    derandomize=not SOAK,  # the same scenarios on the same code; `make soak` draws new ones
    print_blob=True,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a seed has no smaller seeds
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(seeds())
def test_every_figure_of_a_snapshot_is_what_the_recount_finds(seed: int) -> None:
    scenario = scenario_of(seed)
    if is_wrong(scenario):
        smallest = small(scenario)
        found = what_is_wrong(smallest)
        shown = "\n".join(found[:SHOWN])
        raise AssertionError(
            f"{len(found)} figures differ, the first of them:\n{shown}\nin {smallest}"
        )
