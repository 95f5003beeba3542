"""Every problem of the catalogue has a delivery that has it, and every rule one that breaks it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pipeline.cli import run
from schemas.problems import Size, load_problems
from schemas.rules import load_rules
from tests.problems.broken_rules import RULES
from tests.problems.refused_answers import (
    ANSWERS,
    WARNINGS,
    june_of_one_area,
    may_of_two_areas,
)
from tests.problems.refused_files import FILES
from tests.problems.refused_rows import ROWS
from tests.problems.sent import Builder, rows

PROBLEMS: Mapping[str, Builder] = {
    **FILES,
    **ROWS,
    **ANSWERS,
    **WARNINGS,
    **{code: build for (code, _), build in RULES.items()},
}
TESTED_BELOW = {"reading_failed", "nil_return_wanted"}
"""What no file alone brings about: a fault of the program, and an area of which a later delivery
says nothing."""
NEEDS_A_STORE = {
    "rows_down",
    "many_new_identifiers",
    "same_as_last_time",
    "other_areas_return",
    "sent_again",
    "fewer_than_replaced",
}
"""What is odd beside an earlier return: tests/pipeline/test_changes.py has each."""

Found = tuple[str, Size, str | None]
"""Code, size and question of a problem."""


def checked(capsys: pytest.CaptureFixture[str], argv: Sequence[str]) -> tuple[int, list[Found]]:
    """The exit code of a command and the problems that it gives."""
    code = run(argv)
    (delivery,) = json.loads(capsys.readouterr().out)["deliveries"]
    found = [problem for file in delivery["files"] for problem in file["problems"]]
    return code, [(each["code"], each["size"], each["question"]) for each in found]


@pytest.mark.parametrize("code", PROBLEMS)
def test_a_delivery_with_one_problem_has_that_one_and_no_other(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    PROBLEMS[code](tmp_path)
    exit_code, found = checked(capsys, ["check", "--json", str(tmp_path)])
    size = load_problems()[code].size
    times = 2 if code == "identifier_twice" else 1  # both rows have it
    assert [(given, cost) for given, cost, _ in found] == [(code, size)] * times
    assert exit_code == (1 if size in ("file", "row") else 0)


@pytest.mark.parametrize(("code", "question"), RULES)
def test_a_return_that_breaks_one_rule_has_its_problem_at_its_question(
    code: str, question: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    RULES[code, question](tmp_path)
    _, found = checked(capsys, ["check", "--json", str(tmp_path)])
    label = {
        "date_of_birth": "Date of birth",
        "referral_date": "Date of referral",
        "first_assessment_date": "Date of first assessment",
        "closure_date": "Date work ended",
        "age": "Current age",
        "age_at_first_assessment": "Age at first assessment",
        "family_setting": "If with family",
        "looked_after_placement": "If looked after, placement",
        "court_proceedings": "Court proceedings",
        "county_lines": "County lines",
        "missing_count": "Missing episodes in the last 12 months",
        "return_interview_offered": "Return home interview offered",
        "return_interview_accepted": "Return home interview accepted",
        "return_interview_72_hours": "Return home interview held within 72 hours",
    }[question]
    assert found == [(code, load_problems()[code].size, label)]


def test_every_problem_that_is_given_has_a_test() -> None:
    given = {code for code, problem in load_problems().items() if not problem.retired}
    assert {*PROBLEMS} | TESTED_BELOW | NEEDS_A_STORE == given
    assert not {*PROBLEMS} & (TESTED_BELOW | NEEDS_A_STORE)


def test_every_rule_has_a_catalogue_entry_an_example_and_a_test() -> None:
    rules = [(rule.code, rule.question) for rule in load_rules()]
    assert sorted(rules) == sorted(RULES)
    for code, _ in rules:
        problem = load_problems()[code]
        assert problem.example
        assert not problem.retired


def test_each_registry_holds_the_problems_of_its_size() -> None:
    rules = {rule.code for rule in load_rules()}
    others = NEEDS_A_STORE | TESTED_BELOW | rules
    catalogue = load_problems()
    for registry, size in (
        (FILES, "file"),
        (ROWS, "row"),
        (ANSWERS, "answer"),
        (WARNINGS, "warning"),
    ):
        assert {*registry} == {
            code
            for code, each in catalogue.items()
            if each.size == size and not each.retired and code not in others
        }


def test_a_fault_of_the_program_refuses_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object) -> None:
        raise ValueError("a fault")

    rows(["Local identifier"], ["A1"])(tmp_path)
    monkeypatch.setattr("ingest.files.laid_out", faulty)
    assert checked(capsys, ["check", "--json", str(tmp_path)]) == (
        1,
        [("reading_failed", "file", None)],
    )


def test_an_area_of_which_the_later_delivery_says_nothing_wants_a_nil_return(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "store"), "--json"]
    may, june = tmp_path / "may", tmp_path / "june"
    for folder, build in ((may, may_of_two_areas), (june, june_of_one_area)):
        folder.mkdir()
        build(folder)
    assert run(["ingest", str(may), *store]) == 0
    capsys.readouterr()
    assert run(["ingest", str(june), *store]) == 0
    (delivery,) = json.loads(capsys.readouterr().out)["deliveries"]
    assert [(each["agency"], each["area"]) for each in delivery["nil_return_wanted"]] == [
        ("Harbour Project", "Leeds")
    ]
