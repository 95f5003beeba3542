"""Which problems are one defect, which is mended first, and which rules it keeps from being run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.defects import grouped
from tests.feedback.received import FOLDER, check, feedback_json, rows_of_csv
from tests.feedback.sent import COVER
from tests.feedback.slips import YoungPerson
from tests.feedback.writers import write_csv as write_people
from tests.sending import write_csv


@pytest.fixture
def two_bad_ticks(tmp_path: Path) -> Path:
    """The feedback on a return with two bad ticks of one question."""
    header = ("Local identifier", "Gender: Female", "Gender: Male")
    lines = [*COVER, header, ("A-1", "unsure", "maybe"), ("A-2", "x", "")]
    return check(write_csv(tmp_path / "ticks.csv", lines), tmp_path) / FOLDER


def only_defect(at: Path, **cells: str) -> Mapping[str, Any]:
    """That of a return of one young person."""
    person = YoungPerson({"local_id": "HP-1", **cells})
    folder = check(write_people(at, [person]).path, at) / FOLDER
    (defect,) = feedback_json(folder)["defects"]
    found: Mapping[str, Any] = defect
    return found


def codes(listed: list[Mapping[str, Any]]) -> list[str]:
    return [each["code"] for each in listed]


def test_two_bad_ticks_of_one_question_are_one_line(two_bad_ticks: Path) -> None:
    (row,) = rows_of_csv(two_bad_ticks)
    assert row["codes"] == "not_a_tick; not_a_tick"


def test_what_stands_in_each_bad_tick_is_its_own(two_bad_ticks: Path) -> None:
    (defect,) = feedback_json(two_bad_ticks)["defects"]
    assert [(each["cell"]["text"], each["said"]) for each in defect["faults"]] == [
        ("cell B7", "unsure"),
        ("cell C7", "maybe"),
    ]


def test_a_rule_that_has_an_answer_in_place_of_the_refused_one_is_a_defect_of_its_own() -> None:
    kinds = (("age", "number_out_of_range"), ("age_at_first_assessment", "assessed_above_age"))
    assert grouped(kinds) == ((0,), (1,))


def test_of_rules_that_cost_the_same_the_one_held_first_is_mended_first() -> None:
    kinds = (
        ("looked_after_placement", "without_condition"),
        ("family_setting", "without_condition"),
    )
    assert grouped(kinds) == ((1, 0),)


def test_a_cell_that_cannot_be_read_is_mended_before_a_costlier_rule() -> None:
    kinds = (("closure_date", "closed_before_start"), ("closure_date", "closure_not_a_date"))
    assert grouped(kinds) == ((1, 0),)


def test_a_rule_that_would_not_run_after_the_mending_either_is_not_named(tmp_path: Path) -> None:
    """There is no date of birth: to mend the age does not bring the comparison about."""
    not_run = codes(only_defect(tmp_path, age="teen")["not_run"])
    assert {"age_contradicts_birth", "age_off_by_one"}.isdisjoint(not_run)


def test_a_broken_rule_is_not_said_not_to_be_run_as_well(tmp_path: Path) -> None:
    """The closure is refused by the rule itself."""
    defect = only_defect(tmp_path, referral_date="18/04/2011", closure_date="15/03/2011")
    assert codes(defect["faults"]) == ["closed_before_start"]
    assert "closed_before_start" not in codes(defect["not_run"])


def test_an_end_that_is_taken_as_open_keeps_no_rule_from_being_run(tmp_path: Path) -> None:
    defect = only_defect(tmp_path, referral_date="18/04/2011", closure_date="n/a")
    assert codes(defect["faults"]) == ["closure_not_a_date"]
    assert defect["not_run"] == []
