"""`lscb diff` between two years and two trends."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import run
from tests.years.history import Return, store_of, yp

MAY = Return("Harbour Project", "2010-05-31", [yp("A", referral_date="2010-04-10"), yp("B")])
JUNE = Return("Harbour Project", "2010-06-30", [yp("A", referral_date="2010-04-10")])
CLOSED = Return(
    "Harbour Project",
    "2010-06-30",
    [yp("A", referral_date="2010-04-10", closure_date="2010-06-15")],
)
COMMANDS = (
    ("annual", "--year", "2010-11"),
    ("trend", "--from", "2010-06", "--to", "2010-06"),
)


def written(tmp_path: Path, name: str, command: Sequence[str], *returns: Return) -> Path:
    store = store_of(tmp_path / name, *returns)
    out = tmp_path / name / "out"
    where = ["--no-publish", "--store", str(store.root), "--out", str(out)]
    assert run([*command, *where]) == 0
    return out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_returns_between_are_named_and_nothing_else(
    command: Sequence[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = written(tmp_path, "one", command, MAY, JUNE)
    other = written(tmp_path, "other", command, MAY, JUNE, CLOSED)
    found = differing(one, other, capsys)
    returns = found["returns"]
    assert (returns["only_first"], returns["only_second"]) == ([], [])
    (again,) = returns["sent_again"]
    assert again["first"]["return_date"] == again["second"]["return_date"] == "2010-06-30"
    england = [
        (each["row"], each["first"]["cases"], each["second"]["cases"])
        for each in found["figures"]
        if each["file"] == "restricted/movements.csv"
        and each["geography_code"] == "E92000001"
        and each["row"] == "ended"
        and each.get("series", "all") == "all"
    ]
    assert england == [("ended", "0", "1")]


def test_the_same_has_no_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = written(tmp_path, "one", COMMANDS[0], MAY, JUNE)
    capsys.readouterr()
    assert run(["diff", str(out), str(out)]) == 0
    assert "No figure differs" in capsys.readouterr().out


def differing(one: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["diff", str(one), str(other), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found
