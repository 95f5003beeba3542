"""Two rows of headers: themes over questions, questions over their choices."""

from ingest.laid_out import CellProblem
from tests.ingest.given import cells, laid


def test_a_merged_theme_row_is_no_header() -> None:
    found = laid(
        ["", "Substance misuse", "", "Health"],
        ["Local identifier", "Substance misuse", "Missing episodes", "Gang association"],
        ["A1", "alcohol", "3", "yes"],
    )
    assert cells(found, "substance_misuse") == ["alcohol"]
    assert cells(found, "missing_episodes") == ["3"]
    assert found.problems == ()


def test_a_question_spans_its_choices_and_no_other_question() -> None:
    found = laid(
        ["Local identifier", "Methods of coercion", "", "Notes", ""],
        ["", "Grooming", "Mobile phone", "", "Gender"],
        ["A1", "x", "", "a text", "female"],
    )
    assert found.layouts == ("rows", "ticks", "two_headers")
    assert cells(found, "coercion_methods") == ["grooming"]
    assert cells(found, "gender") == ["female"]
    assert cells(found, "row") == [3]


def test_the_same_choice_under_two_questions_is_each_ones_own() -> None:
    found = laid(
        ["Local identifier", "Sexual health concern", "", "Mental health concern", ""],
        ["", "Yes", "No", "Yes", "No"],
        ["A1", "x", "", "", "x"],
    )
    assert cells(found, "sexual_health_concern") == ["yes"]
    assert cells(found, "mental_health_concern") == ["no"]


def test_a_choice_under_an_unknown_question_is_nobodys() -> None:
    found = laid(
        ["Local identifier", "Main support provided", "", "Support by others", "", ""],
        ["", "Education", "Other", "Education", "Other", "Family support"],
        ["A1", "x", "", "", "x", "x"],
    )
    assert cells(found, "support_provided") == ["education"]
    assert [place.column for place in found.unused] == [4, 5, 6]


def test_a_first_young_person_without_an_identifier_is_no_row_of_headers() -> None:
    found = laid(
        ["Local identifier", "Methods of coercion", "Disability", "Gender"],
        ["", "Grooming", "Physical", "female"],
        ["A2", "Mobile phone", "None", "male"],
    )
    assert cells(found, "local_id") == [None, "A2"]
    assert cells(found, "coercion_methods") == ["Grooming", "Mobile phone"]


def test_a_text_in_a_column_of_ticks_is_a_problem_at_its_cell() -> None:
    found = laid(
        ["Local identifier", "Main support provided", "", ""],
        ["", "Managing risk", "Education", "Substance misuse"],
        ["A1", "x", "", "alcohol"],
    )
    assert found.problems == (CellProblem("not_a_tick", "support_provided", 0, column=4),)


def test_three_rows_of_headers_are_a_theme_and_two() -> None:
    found = laid(
        ["", "Nature of exploitation", "", "", ""],
        ["Local identifier", "Methods of coercion", "", "Gender", "Age"],
        ["", "Grooming", "Mobile phone", "", ""],
        ["A1", "x", "x", "female", "15"],
    )
    assert cells(found, "coercion_methods") == ["grooming;mobile_phone"]
    assert cells(found, "age") == ["15"]


def test_two_rows_of_headers_may_differ_in_length() -> None:
    found = laid(
        ["", "", "", "Local identifier"], ["Current age", "Gender"], ["12", "male", "", "A1"]
    )
    assert cells(found, "local_id") == ["A1"]
    assert cells(found, "gender") == ["male"]


def test_a_theme_row_shorter_than_the_questions_below_is_a_header() -> None:
    found = laid(
        ["Local identifier", "Personal information"],
        ["", "Current age", "Gender"],
        ["A1", "12", "male"],
    )
    assert cells(found, "gender") == ["male"]
    assert cells(found, "row") == [3]
