"""Problems that come of one another are one line; what they kept from being checked is said."""

from collections.abc import Sequence
from pathlib import Path

from schemas.problems import load_problems
from tests.feedback.received import FOLDER, check, feedback_json, rows_of_csv
from tests.feedback.slips import YoungPerson
from tests.feedback.writers import write_csv


def lines_for(at: Path, **cells: str) -> list[dict[str, str]]:
    """The csv's lines for one young person of a return of one."""
    person = YoungPerson({"local_id": "HP-1", "gender": "Female", **cells})
    return rows_of_csv(check(write_csv(at, [person]).path, at) / FOLDER)


def in_step(row: dict[str, str]) -> Sequence[tuple[str, str]]:
    return list(zip(row["questions"].split("; "), row["codes"].split("; "), strict=True))


def test_an_answer_that_is_none_and_what_depends_on_it_are_one_line(tmp_path: Path) -> None:
    (row,) = lines_for(tmp_path, living_situation="hostel", family_setting="Kinship care")
    assert row["question"] == "Living situation"
    assert row["what_stands_there"] == "hostel"
    assert in_step(row) == [
        ("living_situation", "not_an_option"),
        ("family_setting", "without_condition"),
    ]


def test_a_date_that_breaks_two_rules_is_one_line(tmp_path: Path) -> None:
    """The referral is wrong: assessment and end are before it."""
    (row,) = lines_for(
        tmp_path,
        referral_date="18/04/2011",
        first_assessment_date="14/02/2011",
        closure_date="15/03/2011",
    )
    assert set(in_step(row)) == {
        ("closure_date", "closed_before_start"),
        ("first_assessment_date", "assessed_before_referral"),
    }


def test_what_could_not_be_checked_for_want_of_an_age_is_said_with_why(tmp_path: Path) -> None:
    (row,) = lines_for(tmp_path, age="teen", age_at_first_assessment="13")
    assert in_step(row) == [("age", "number_out_of_range")]
    assert load_problems()["assessed_above_age"].what.rstrip(".") in row["not_run"]
    assert "Current age" in row["not_run"]


def test_only_the_rules_that_miss_the_refused_answer_are_said_not_to_be_run(
    tmp_path: Path,
) -> None:
    """With a date of birth the age is known all the same: only the two are not compared."""
    person = YoungPerson({"local_id": "HP-1", "age": "teen", "date_of_birth": "23/01/1997"})
    (defect,) = feedback_json(check(write_csv(tmp_path, [person]).path, tmp_path) / FOLDER)[
        "defects"
    ]
    assert sorted(each["code"] for each in defect["not_run"]) == [
        "age_contradicts_birth",
        "age_off_by_one",
    ]
    assert {tuple(each["missing"]) for each in defect["not_run"]} == {("Current age",)}


def test_an_answer_that_is_simply_blank_makes_no_line(tmp_path: Path) -> None:
    assert lines_for(tmp_path, living_situation="Independent") == []
