"""A mistake in rules.toml, problems.toml or tables.toml names the file and the line."""

from pathlib import Path

import pytest

from pipeline.rule_breaks import rule_breaks
from reports import tables_reading as tables
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.declarations import HERE, DeclarationError
from schemas.problems import read_problems
from schemas.records import record_schema
from schemas.rules import load_rules, read_rules
from tests.schemas.broken import changed, file_copy, says

RULES = HERE / "rules.toml"
PROBLEMS = HERE / "problems.toml"
TABLES = tables.HERE / "tables.toml"
CLOSED = 'when = "closure_date < started"'
PLANNED = 'when = "closure_date > return_date"'


def rules_error(path: Path) -> pytest.ExceptionInfo[DeclarationError]:
    with pytest.raises(DeclarationError) as error:
        read_rules(path, load_codebook())
    return error


def tables_error(path: Path) -> pytest.ExceptionInfo[DeclarationError]:
    with pytest.raises(DeclarationError) as error:
        tables.read_tables(path, load_codebook(), load_areas().regions)
    return error


def test_a_problem_declared_twice_is_found_at_the_second(tmp_path: Path) -> None:
    path = file_copy(PROBLEMS, tmp_path)
    line = changed(path, 'code = "no_header"', 'code = "unreadable_file"')
    with pytest.raises(DeclarationError) as error:
        read_problems(path)
    assert says(error, "problems.toml", line, "'unreadable_file'", "twice")


def test_a_problem_of_a_size_that_does_not_exist_is_found(tmp_path: Path) -> None:
    path = file_copy(PROBLEMS, tmp_path)
    line = changed(path, 'size = "row"', 'size = "line"', occurrence=2)
    with pytest.raises(DeclarationError) as error:
        read_problems(path)
    assert says(error, "problems.toml", line, "'line'")


def test_a_problem_without_a_remedy_is_found_where_it_begins(tmp_path: Path) -> None:
    path = file_copy(PROBLEMS, tmp_path)
    line = changed(path, 'remedy = "Check the two dates."')
    with pytest.raises(DeclarationError) as error:
        read_problems(path)
    assert says(error, "problems.toml", line - 4, "`remedy`")


def test_an_unknown_key_of_a_rule_is_found(tmp_path: Path) -> None:
    path = file_copy(RULES, tmp_path)
    line = changed(path, CLOSED, CLOSED, 'size = "row"')
    assert says(rules_error(path), "rules.toml", line + 1, "unknown key 'size'")


def test_a_rule_with_a_problem_that_is_not_in_the_catalogue_is_found(tmp_path: Path) -> None:
    path = file_copy(RULES, tmp_path)
    line = changed(path, 'code = "closure_planned"', 'code = "closure_to_come"')
    assert says(rules_error(path), "rules.toml", line, "'closure_to_come'")


def test_a_rule_about_a_question_that_is_none_is_found(tmp_path: Path) -> None:
    path = file_copy(RULES, tmp_path)
    line = changed(path, 'question = "court_proceedings"', 'question = "court"')
    assert says(rules_error(path), "rules.toml", line, "'court'")


def test_a_rule_whose_predicate_names_no_question_is_found(tmp_path: Path) -> None:
    path = file_copy(RULES, tmp_path)
    line = changed(path, PLANNED, 'when = "end_date > return_date"')
    assert says(rules_error(path), "rules.toml", line, "'end_date'")


def test_a_rule_whose_predicate_names_no_option_is_found(tmp_path: Path) -> None:
    path = file_copy(RULES, tmp_path)
    old = (
        "when = \"court_proceedings not in ('none', 'not_known') and police_investigation = 'no'\""
    )
    line = changed(path, old, old.replace("'no'", "'never'"))
    assert says(rules_error(path), "rules.toml", line, "'never'")


@pytest.mark.parametrize(
    "predicate",
    ["closure_date2 < started", "CLOSED < started", "closure_date < < started", "closure_date <"],
)
def test_a_rule_whose_predicate_cannot_be_run_is_found_before_any_record_is_judged(
    tmp_path: Path, predicate: str
) -> None:
    path = file_copy(RULES, tmp_path)
    line = changed(path, CLOSED, f'when = "{predicate}"')
    no_records = record_schema(load_codebook()).empty_table()
    with pytest.raises(DeclarationError) as error:
        rule_breaks(no_records, read_rules(path, load_codebook()))
    assert says(error, "rules.toml", line)


@pytest.mark.parametrize(
    ("old", "new"),
    [(CLOSED, 'when = "notes is null"'), ('question = "court_proceedings"', 'question = "notes"')],
)
def test_a_rule_about_free_text_which_no_record_holds_is_found(
    tmp_path: Path, old: str, new: str
) -> None:
    path = file_copy(RULES, tmp_path)
    line = changed(path, old, new)
    assert says(rules_error(path), "rules.toml", line, "'notes'")


def test_the_rules_stand_in_the_order_in_which_they_are_held() -> None:
    codes = [rule.code for rule in load_rules()]
    assert codes.index("after_return_date") < codes.index("age_contradicts_birth")
    assert codes.index("age_contradicts_birth") < codes.index("assessed_above_age")


def test_a_rule_lists_the_questions_that_its_predicate_reads() -> None:
    court = next(rule for rule in load_rules() if rule.code == "court_without_police")
    assert court.columns == ("court_proceedings", "police_investigation")
    assert court.size == "warning"


def test_a_table_declared_twice_is_found_at_the_second(tmp_path: Path) -> None:
    path = file_copy(TABLES, tmp_path)
    line = changed(path, 'id = "figure_3"', 'id = "figure_1"')
    assert says(tables_error(path), "tables.toml", line, "'figure_1'", "twice")


def test_a_table_of_a_question_that_is_none_is_found(tmp_path: Path) -> None:
    path = file_copy(TABLES, tmp_path)
    line = changed(path, 'question = "gender"', 'question = "sex"')
    assert says(tables_error(path), "tables.toml", line, "'sex'")


def test_a_table_that_leaves_out_an_option_that_is_none_is_found(tmp_path: Path) -> None:
    path = file_copy(TABLES, tmp_path)
    line = changed(path, 'outside_base = ["none"]', 'outside_base = ["nothing"]', occurrence=2)
    assert says(tables_error(path), "tables.toml", line, "'nothing'")


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ('question = "family", is = "kinship_care"', "'family'"),
        ('question = "family_setting", is = "kin"', "'kin'"),
    ],
)
def test_a_count_beside_a_table_of_no_such_question_or_option_is_found(
    tmp_path: Path, answer: str, wrong: str
) -> None:
    path = file_copy(TABLES, tmp_path)
    beside = '{ row = "of_which_kinship_care", label = "Of which kinship care", '
    line = changed(
        path,
        beside + 'question = "family_setting", is = "kinship_care" },',
        beside + answer + " },",
    )
    assert says(tables_error(path), "tables.toml", line, wrong)


def test_a_table_whose_rows_do_not_fit_its_question_is_found(tmp_path: Path) -> None:
    path = file_copy(TABLES, tmp_path)
    line = changed(path, 'rows = "main_groups"', 'rows = "ages"')
    assert says(tables_error(path), "tables.toml", line, "'ethnicity'")


def test_an_unknown_key_of_a_table_is_found(tmp_path: Path) -> None:
    path = file_copy(TABLES, tmp_path)
    line = changed(path, 'id = "figure_3"', 'id = "figure_3"', 'colour = "red"')
    assert says(tables_error(path), "tables.toml", line + 1, "unknown key 'colour'")
