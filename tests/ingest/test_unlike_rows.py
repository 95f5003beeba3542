"""Rows below the last young person that may be a key, a count or a remark, and may be a child."""

import pytest

from ingest.laid_out import CellProblem
from tests.ingest.given import cells, laid

HEADER = ["Local identifier", "Current age", "Gender"]
Row = list[str]
PEOPLE: list[Row] = [[f"YP {n}", "15", "female"] for n in range(1, 6)]
OWN = [f"YP {n}" for n in range(1, 6)]


def said(*rows: Row) -> list[tuple[str | None, str]]:
    """The identifiers of the rows that may be no young people, with the problem's code."""
    found = laid(HEADER, *rows)
    own = cells(found, "local_id")
    return [(own[each.index], each.code) for each in found.problems]


def test_each_colour_of_a_key_below_the_list_is_counted_with_a_warning() -> None:
    found = laid(HEADER, *PEOPLE, ["Key"], ["Red"], ["Amber"])
    assert cells(found, "local_id") == [*OWN, "Red", "Amber"]
    assert found.left_out == 1
    assert found.problems == (
        CellProblem("row_unlike_others", "local_id", 5),
        CellProblem("row_unlike_others", "local_id", 6),
    )


@pytest.mark.parametrize("line", [["2 cases"], ["Seen", "", "by"], ["Red", "at risk", ""]])
def test_words_below_the_list_are_counted_with_a_warning(line: Row) -> None:
    assert said(*PEOPLE, line) == [(line[0], "row_unlike_others")]


@pytest.mark.parametrize(
    "line", [["By: Person"], ["F = female"], ["seen by Person", "", "x"], ["closed (2)"]]
)
def test_a_remark_in_place_of_the_last_identifier_is_refused(line: Row) -> None:
    assert said(*PEOPLE, line) == [(line[0], "remark_for_identifier")]


def test_a_remark_beside_an_answer_is_counted_with_a_warning() -> None:
    assert said(*PEOPLE, ["By: Person", "", "female"]) == [("By: Person", "row_unlike_others")]


def test_one_answer_does_not_make_a_young_person_sure() -> None:
    assert said(*PEOPLE, ["Red", "", "female"]) == [("Red", "row_unlike_others")]


def test_two_answers_make_a_young_person_sure() -> None:
    assert said(*PEOPLE, ["Red", "15", "female"]) == []


def test_what_is_no_answer_does_not_count_as_one() -> None:
    assert said(*PEOPLE, ["Red", "at risk", "female"]) == [("Red", "row_unlike_others")]


@pytest.mark.parametrize("own", ["YP 9", "YP 1234", "QX 7"])
def test_an_identifier_written_as_the_others_are_is_kept(own: str) -> None:
    assert said(*PEOPLE, [own]) == []


@pytest.mark.parametrize("own", ["RB-9", "17", "HP/0012"])
def test_one_word_with_a_number_is_kept_though_the_others_are_written_otherwise(own: str) -> None:
    assert said(*PEOPLE, [own]) == []


def test_words_are_kept_where_one_of_the_others_is_a_word() -> None:
    assert said(*PEOPLE, ["Robin", "15", "female"], ["Wren"]) == []


def test_words_are_kept_where_few_others_show_how_identifiers_look() -> None:
    assert said(PEOPLE[0], ["Wren"]) == []


def test_a_file_of_identifiers_only_is_kept() -> None:
    assert said(*([own] for own in OWN), ["Red"], ["2 cases"]) == []


def test_only_the_last_rows_are_looked_at() -> None:
    assert said(*PEOPLE[:4], ["9 9"], PEOPLE[4], ["Red"]) == [("Red", "row_unlike_others")]


def test_a_row_without_an_identifier_is_unlike_none() -> None:
    assert said(*PEOPLE, ["", "", "male"]) == []
