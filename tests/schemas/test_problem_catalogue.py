"""The catalogue of problems, held against the design and against the programs that use it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.codebook_reading import load_codebook
from schemas.declarations import HERE
from schemas.problems import load_problems
from schemas.rules import load_rules

ROOT = HERE.parent
ROOMS = ("schemas", "ingest", "pipeline", "reports")
RETIRED = {"mapping_not_read", "questions_down"}
NOT_ECHOED = {
    "identifier_nhs_number", "identifier_postcode", "identifier_email", "identifier_phone",
    "identifier_name", "identifier_note", "remark_for_identifier",
}  # fmt: skip

# What the codebook says each wrong answer costs.
COSTS = {
    "file": {
        "no_agency", "no_agency_type", "unknown_agency_type", "no_return_date",
        "unreadable_return_date", "future_return_date", "unknown_form_version", "no_area",
        "no_identifier_column", "header_twice", "no_cover",
    },
    "row": {
        "identifier_missing", "identifier_placeholder", "identifier_spoilt",
        "identifier_nhs_number", "identifier_postcode", "identifier_email", "identifier_phone",
        "identifier_name", "unknown_area", "unreadable_closure_date", "closed_before_start",
    },
    "answer": {
        "not_an_option", "not_a_tick", "number_out_of_range", "unreadable_date",
        "after_return_date", "none_with_other", "without_condition", "assessed_above_age",
        "age_contradicts_birth",
    },
    "warning": {
        "age_off_by_one", "assessed_before_referral", "closure_planned", "closure_not_a_date",
        "not_known_dropped", "court_without_police", "adult_without_first_age",
        "nil_return_wanted", "rows_down", "many_new_identifiers", "same_as_last_time",
        "other_areas_return", "sent_again",
    },
}  # fmt: skip

RAISED_BY = {"CoverError", "LayoutError", "FileProblem"}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def texts_in(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def codes_given_to(call: ast.Call) -> set[str]:
    """The texts that stand where a call expects the code of a problem."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    given = {word.arg: word.value for word in call.keywords}
    if name in RAISED_BY and call.args:
        return texts_in(call.args[0])
    if name == "Reading" and "problems" in given:
        return texts_in(given["problems"])
    if name == "add" and len(call.args) == 3:
        return texts_in(call.args[0])
    return set()


def remedy(code: str, name: str) -> str:
    """What an agency is told to do about a problem with a question or field of the cover."""
    return load_problems()[code].remedy_for(name, load_codebook())


@pytest.mark.parametrize("size", COSTS)
def test_a_problem_costs_what_the_codebook_says(size: str) -> None:
    catalogue = load_problems()
    assert {code: catalogue[code].size for code in COSTS[size]} == dict.fromkeys(COSTS[size], size)


def test_every_code_that_the_programs_raise_is_in_the_catalogue() -> None:
    for path, tree in sources():
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        for code in (code for call in calls for code in codes_given_to(call)):
            assert code in load_problems(), f"{path.name}: {code}"


def test_every_code_of_an_identifiers_problem_is_in_the_catalogue() -> None:
    path = ROOT / "ingest" / "identifiers.py"
    texts = texts_in(ast.parse(path.read_text(encoding="utf-8")))
    named = {text for text in texts if text.startswith("identifier_")}
    of_one = {code for code in load_problems() if code.startswith("identifier_")}
    assert named == of_one - {"identifier_twice"}


def test_every_code_of_the_catalogue_is_used_in_the_programs_or_retired() -> None:
    used = {rule.code for rule in load_rules()}.union(*(texts_in(tree) for _, tree in sources()))
    assert set(load_problems()) - used == RETIRED
    assert {code for code, each in load_problems().items() if each.retired} == RETIRED


def test_every_code_of_a_rule_is_in_the_catalogue_and_costs_no_whole_file() -> None:
    for rule in load_rules():
        assert load_problems()[rule.code].size == rule.size
        assert rule.size in ("row", "answer", "warning")


def test_every_problem_says_what_is_wrong_and_what_to_do_in_sentences() -> None:
    for problem in load_problems().values():
        for sentence in (problem.what, problem.remedy, problem.example):
            assert sentence[0].isupper() or sentence[0] == "'", problem.code
            assert sentence.endswith((".", ".)")), problem.code


def test_the_remedy_of_a_wrong_choice_names_the_labels_of_the_choices() -> None:
    said = remedy("not_an_option", "location_type")
    assert said == "Write one of: City, Town, Rural, Not known."


def test_the_remedy_of_a_wrong_type_of_agency_names_the_three_types() -> None:
    said = remedy("unknown_agency_type", "agency_type")
    assert all(label in said for label in ("Statutory", "Voluntary", "Mixed"))


def test_the_remedy_of_a_date_names_the_question() -> None:
    said = remedy("after_return_date", "referral_date")
    assert "Date of referral can't be after the day" in said


def test_no_remedy_leaves_a_place_unfilled() -> None:
    codebook = load_codebook()
    for problem in load_problems().values():
        said = problem.remedy_for("gender", codebook)
        assert "{" not in said, problem.code


def test_every_example_says_what_stands_there_and_what_should() -> None:
    for problem in load_problems().values():
        assert " should " in problem.example, problem.code
        assert "{" not in problem.example, problem.code


def test_what_may_name_a_person_is_not_repeated() -> None:
    assert {code for code, each in load_problems().items() if not each.echo} == NOT_ECHOED


def test_the_remedy_of_any_question_is_in_words() -> None:
    assert load_problems()["not_an_option"].remedy_of_any == (
        "Write one of: the question's answers."
    )
    for problem in load_problems().values():
        assert "{" not in problem.remedy_of_any, problem.code


def test_a_released_code_stays_with_its_size_and_a_new_one_is_listed() -> None:
    """A line once in problem_codes.txt is neither changed nor removed; a code that is not given any
    more is retired."""
    released = (HERE / "problem_codes.txt").read_text(encoding="utf-8").splitlines()
    assert released == [f"{code} {each.size}" for code, each in load_problems().items()]
