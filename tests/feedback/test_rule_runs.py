"""For how many young people each rule across answers was run, and why not for the others."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schemas.rules import load_rules
from tests.feedback.received import FOLDER, check, feedback_json
from tests.feedback.slips import YoungPerson
from tests.feedback.writers import write_csv


def first_age_rule(at: Path, *people: Mapping[str, str]) -> tuple[int, int, list[Any]]:
    """Of the rule on the age at first assessment: for how many it was run, to how many it does not
    apply, and which answers were missing for it."""
    young_people = [
        YoungPerson({"local_id": str(n), **cells}) for n, cells in enumerate(people, start=1)
    ]
    said = feedback_json(check(write_csv(at, young_people).path, at) / FOLDER)
    (rule,) = (each for each in said["rules"] if each["code"] == "assessed_above_age")
    return rule["run"], rule["does_not_apply"], rule["not_run"]


def test_a_rule_is_run_for_the_rows_that_have_what_it_needs(tmp_path: Path) -> None:
    """It does not apply to who was not asked, or did not answer, what it checks."""
    both, without = {"age": "15", "age_at_first_assessment": "14"}, {"age": "15"}
    assert first_age_rule(tmp_path, both, without) == (1, 1, [])


def test_a_rule_on_a_question_that_is_not_asked_applies_to_nobody(tmp_path: Path) -> None:
    assert first_age_rule(tmp_path, {"age": "15"}) == (0, 1, [])


def test_an_answer_that_another_takes_the_place_of_is_not_missing(tmp_path: Path) -> None:
    """The age counted comes of the age or the date of birth: with one of them it is there."""
    person = {"date_of_birth": "23/01/1996", "age_at_first_assessment": "14"}
    assert first_age_rule(tmp_path, person) == (1, 0, [])


def test_of_answers_of_which_one_is_enough_both_are_missing_together(tmp_path: Path) -> None:
    missing = {"label": "Current age or Date of birth", "rows": 1}
    assert first_age_rule(tmp_path, {"age_at_first_assessment": "14"}) == (0, 0, [missing])


def test_where_what_a_rule_checks_was_refused_it_is_said_not_to_be_run(tmp_path: Path) -> None:
    person = {"age": "15", "age_at_first_assessment": "thirteen or so"}
    missing = {"label": "Age at first assessment", "rows": 1}
    assert first_age_rule(tmp_path, person) == (0, 0, [missing])


def test_a_rule_needs_no_answer_that_it_asks_only_whether_it_is_there() -> None:
    needs = {(each.question, each.code): each.needs for each in load_rules()}
    assert needs["family_setting", "without_condition"] == (("family_setting",),)
    first_age = needs["age_at_first_assessment", "adult_without_first_age"]
    assert first_age == (("age", "date_of_birth"),)
