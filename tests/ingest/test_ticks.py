"""Columns of ticks: one column an answer of a several-answer question."""

import pytest

from ingest.laid_out import CellProblem, LaidOut
from tests.ingest.given import CODEBOOK, HEADERS, cells, laid

GROOMING = "Methods of coercion: Grooming"
GANG = "Methods of coercion: Gang-related activity"
NOT_KNOWN = "Methods of coercion: Not known to the agency"
SEVERAL = CODEBOOK.of_kind("several")


def ticked(*marks: str) -> LaidOut:
    """Young people with these marks for grooming, and nothing for gang."""
    rows = [[f"YP {n}", mark, ""] for n, mark in enumerate(marks, start=1)]
    return laid(["Local identifier", GROOMING, GANG], *rows)


@pytest.mark.parametrize(
    "mark", ["x", "X", "y", "Y", "yes", "YES", "1", "true", "TRUE", "✓", "✔", "☑", "☒", " x "]
)
def test_a_tick_chooses_the_answer(mark: str) -> None:
    found = ticked(mark)
    assert cells(found, "coercion_methods") == ["grooming"]
    assert found.problems == ()


@pytest.mark.parametrize("mark", ["✔\ufe0f", "☑\ufe0f", "✅", "❎"])
def test_a_check_mark_or_crossed_box_as_a_picture_is_a_tick(mark: str) -> None:
    assert cells(ticked(mark), "coercion_methods") == ["grooming"]


@pytest.mark.parametrize("mark", ["", " ", "n", "N", "no", "No", "0", "false", "FALSE", "☐", "□"])
def test_no_tick_leaves_the_answer_out(mark: str) -> None:
    found = ticked(mark, "x")
    assert cells(found, "coercion_methods") == [None, "grooming"]
    assert found.problems == ()


@pytest.mark.parametrize("mark", ["maybe", "?", "n/k", "2", "-", "xx"])
def test_anything_else_refuses_that_choice(mark: str) -> None:
    found = laid(["Local identifier", GROOMING, GANG], ["YP 1", "x", ""], ["YP 2", mark, "x"])
    assert cells(found, "coercion_methods") == ["grooming", "gang"]
    assert found.problems == (CellProblem("not_a_tick", "coercion_methods", 1, column=2),)


def test_every_bad_tick_of_a_row_is_a_problem() -> None:
    found = laid(["Local identifier", GROOMING, GANG], ["YP 1", "maybe", "perhaps"])
    assert found.problems == tuple(
        CellProblem("not_a_tick", "coercion_methods", 0, column=column) for column in (2, 3)
    )


def test_ticks_with_none_set_are_not_provided() -> None:
    found = laid(["Local identifier", GROOMING, GANG], ["YP 1", "no", "0"], ["YP 2", "", ""])
    assert cells(found, "coercion_methods") == [None, None]


def test_the_ticks_of_a_row_stand_together() -> None:
    found = laid(["Local identifier", GROOMING, GANG, NOT_KNOWN], ["YP 1", "x", "x", ""])
    assert cells(found, "coercion_methods") == ["grooming;gang"]


def test_not_known_may_be_ticked() -> None:
    found = laid(["Local identifier", GROOMING, NOT_KNOWN], ["YP 1", "", "x"])
    assert cells(found, "coercion_methods") == ["not_known"]


def test_both_ways_together_are_joined() -> None:
    found = laid(
        ["Local identifier", "Methods of coercion", GROOMING, GANG],
        ["YP 1", "Mobile phone", "x", ""],
        ["YP 2", "Mobile phone; Other: a text", "", ""],
        ["YP 3", "", "", "x"],
        ["YP 4", "", "", ""],
    )
    assert cells(found, "coercion_methods") == [
        "Mobile phone;grooming",
        "Mobile phone; Other: a text",
        "gang",
        None,
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Methods of coercion: Gang-related activity",
        "methods of coercion:gang-related activity",
        "Methods of coercion : Gang",
        "coercion_methods: gang",
        "Method of coercion: Gang related activity",
        "METHODS OF COERCION:  GANG‑RELATED  ACTIVITY",
    ],
)
def test_a_column_of_ticks_goes_by_label_name_code_or_spelling(header: str) -> None:
    found = laid(["Local identifier", header], ["YP 1", "x"])
    assert cells(found, "coercion_methods") == ["gang"]


def test_a_column_of_ticks_of_an_answer_that_is_none_is_not_used() -> None:
    found = laid(["Local identifier", GROOMING, "Methods of coercion: Letters"], ["YP 1", "", "x"])
    assert [place.column for place in found.unused] == [3]


def test_every_answer_of_every_such_question_has_a_column_of_its_own() -> None:
    for question in SEVERAL:
        for option in question.options:
            meaning = HEADERS.meaning(f"{question.label}: {option.label}")
            assert meaning is not None
            assert (meaning.name, meaning.option) == (question.name, option.code)


def test_every_question_and_cover_field_is_known_by_label_and_name() -> None:
    for field in (*CODEBOOK.cover, *CODEBOOK.questions):
        for text in (field.label, field.name, field.label.upper()):
            meaning = HEADERS.meaning(text)
            assert meaning is not None
            assert (meaning.name, meaning.option) == (field.name, None)


def test_a_bad_tick_is_at_its_place_among_the_rows_that_are_kept() -> None:
    found = laid(["Local identifier", GROOMING], [], ["YP 1", "x"], [], ["YP 2", "maybe"])
    assert found.problems == (CellProblem("not_a_tick", "coercion_methods", 1, column=2),)
    assert cells(found, "row") == [3, 5]
