"""Possible duplicates in a snapshot: counted apart with the range beside the count, or left out."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.counted import DAY, Counted, Sent, deliver, sent, snapshot
from tests.sending import read_csv

YORK, YORKSHIRE, ENGLAND = "E06000014", "E12000003", "E92000001"
BORN = {"date_of_birth": "May 1995"}

# One identifier of two agencies, kept apart by the gender; the police know most.
FILES: tuple[Sent, ...] = (
    sent(
        "Police",
        {"local_id": "X-1234", "gender": "female", "location_type": "City", **BORN},
        {"local_id": "X-77", "gender": "female", "date_of_birth": "June 1997"},
        kind="statutory",
    ),
    sent("Harbour", {"local_id": "X-1234", "gender": "male", **BORN}),
)


def test_a_possible_duplicate_counts_and_the_range_stands_beside(tmp_path: Path) -> None:
    counted = snapshot(deliver(tmp_path, *FILES), tmp_path / "out")
    assert counted.flow["counted"] == 3
    assert "duplicate_possible" not in counted.flow
    ranges = {
        line["geography_code"]: (line["counted"], line["least"], line["most"])
        for line in read_csv(tmp_path / "out" / "restricted" / "range.csv")
    }
    assert ranges[ENGLAND] == ranges[YORKSHIRE] == ranges[YORK] == ("3", "2", "3")
    assert ranges["E12000001"] == ("0", "0", "0")
    told = _duplicates(tmp_path / "out")
    assert told["potential"] == "include"
    assert told["pairs"] == 1
    assert told["range"]["national"] == {"least": 2, "most": 3}
    assert told["range"]["regional"][YORKSHIRE] == {"least": 2, "most": 3}
    assert "label" not in told


def test_left_out_a_possible_duplicate_has_a_step_of_its_own(tmp_path: Path) -> None:
    left = _left_out(deliver(tmp_path, *FILES))
    assert (left.flow["duplicate_possible"], left.flow["counted"]) == (1, 2)
    assert left.flow["received"] == 3
    assert left.of("table_2", "base", column="voluntary") == "0"
    assert left.of("figure_3", "male") == "0"
    assert left.of("figure_3", "female") == "2"
    (england, *_) = read_csv(tmp_path / "left" / "restricted" / "range.csv")
    assert (england["counted"], england["least"], england["most"]) == ("2", "2", "3")


def test_where_possible_duplicates_are_left_out_all_say_so(tmp_path: Path) -> None:
    _left_out(deliver(tmp_path, *FILES))
    said = "as in the 2011 study (paragraph 3.10)"
    assert said in (tmp_path / "left" / "restricted" / "snapshot.html").read_text(encoding="utf-8")
    told = _duplicates(tmp_path / "left")
    assert told["potential"] == "exclude"
    assert told["label"].startswith(f"Possible duplicates are left out, {said}")


def test_the_command_prints_how_far_the_count_may_be_off(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = deliver(tmp_path, *FILES)
    snapshot(store, tmp_path / "out")
    printed = capsys.readouterr().out.splitlines()
    assert (
        "at least                     2  if all possible duplicates are the same young people"
        in (printed)
    )
    _left_out(store)
    printed = capsys.readouterr().out.splitlines()
    assert "at most                      3  with the possible duplicates, which are left out" in (
        printed
    )


def _left_out(store: Path) -> Counted:
    return snapshot(store, store.parent / "left", DAY, "--potential", "exclude")


def _duplicates(out: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((out / "manifest.json").read_text("utf-8"))["duplicates"]
    return told
