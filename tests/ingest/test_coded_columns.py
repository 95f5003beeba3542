"""A column of texts to a column of codes."""

from datetime import date

import pyarrow as pa

from ingest.columns import CodedColumn, coded_column
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook()
WORDS = CODEBOOK.words


def coded(name: str, *texts: str | None) -> CodedColumn:
    return coded_column(CODEBOOK.question(name), pa.array(texts, pa.string()), WORDS)


def problems(column: CodedColumn) -> dict[str, list[int]]:
    return {code: indices.to_pylist() for code, indices in column.problems.items()}


def test_answered_not_known_and_not_provided_stay_apart() -> None:
    column = coded("gender", "Female", "n/k", None, "f")
    assert column.values.to_pylist() == ["female", "not_known", None, "female"]
    assert column.not_known.to_pylist() == [False, True, False, False]


def test_a_problem_lies_at_every_row_that_has_it() -> None:
    column = coded("gender", "woman", "female", "man", None, "woman")
    assert column.values.to_pylist() == [None, "female", None, None, None]
    assert problems(column) == {"not_an_option": [0, 2, 4]}


def test_a_row_may_have_two_problems() -> None:
    column = coded("substance_misuse", "none; alcohol; sweets", "alcohol")
    assert column.values.to_pylist() == [None, "alcohol"]
    assert problems(column) == {"none_with_other": [0], "not_an_option": [0]}


def test_ages_are_numbers_and_not_known_is_marked() -> None:
    column = coded("age", "15", "n/k", None, "121")
    assert column.values.to_pylist() == [15, None, None, None]
    assert column.not_known.to_pylist() == [False, True, False, False]
    assert problems(column) == {"number_out_of_range": [3]}


def test_dates_are_days() -> None:
    column = coded("referral_date", "01/02/2011", None, "soon")
    assert column.values.to_pylist() == [date(2011, 2, 1), None, None]
    assert problems(column) == {"unreadable_date": [2]}


def test_dropped_texts_are_marked_row_by_row() -> None:
    column = coded("disability", "Other: a", "Other", None, "Other: b")
    assert column.values.to_pylist() == ["other", "other", None, "other"]
    assert column.free_text.to_pylist() == [True, False, False, True]


def test_no_free_text_is_left_among_the_codes() -> None:
    column = coded("coercion_methods", "Other: a secret; grooming", "a secret")
    assert set(column.values.dictionary.to_pylist()) == {"grooming;other"}


def test_a_column_without_rows_is_an_empty_column() -> None:
    column = coded("age")
    assert (len(column.values), len(column.not_known), problems(column)) == (0, 0, {})


def test_a_column_without_any_text_is_not_provided() -> None:
    column = coded("gender", None, None)
    assert column.values.to_pylist() == [None, None]
    assert column.not_known.to_pylist() == [False, False]


def test_two_answers_to_a_question_with_one_are_a_problem_of_their_row() -> None:
    column = coded("gender", "female;male", "female;female", "n/k;male")
    assert column.values.to_pylist() == [None, "female", "male"]
    assert problems(column) == {"more_than_one_answer": [0], "not_known_dropped": [2]}


def test_a_box_left_open_is_not_provided() -> None:
    column = coded("gender", "☐ Female ☐ Male", "☐ Female ☒ Male")
    assert column.values.to_pylist() == [None, "male"]
    assert problems(column) == {}
