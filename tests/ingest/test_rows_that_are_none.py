"""Blank rows, and rows that only hold a total or a note, are no rows; every other row is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.given import cells, laid

HEADER = ["Local identifier", "Current age", "Gender", "Notes"]
YP_1 = ["YP 1", "15", "female", ""]
FILLED = st.sampled_from(["", "15", "female", "note", "x"])


def kept(*rows: list[str]) -> list[str | None]:
    """The identifiers of the rows below a header that stand for young people."""
    return cells(laid(HEADER, *rows), "local_id")


@pytest.mark.parametrize("row", [[], [""], ["", "", "", ""], [" ", "\u00a0", "", "\t"]])
def test_a_blank_row_is_no_row(row: list[str]) -> None:
    assert kept(row, YP_1, row) == ["YP 1"]


@pytest.mark.parametrize(
    "row",
    [
        ["Total", "12"],
        ["TOTAL:", "12", "7"],
        ["Totals", "12", "58%"],
        ["Grand total", "12"],
        ["Sub-total", "3"],
        ["", "Total", "12"],
        ["Total"],
        ["Total number of young people: 12"],
        ["Total young people", "12"],
    ],
)
def test_a_row_with_a_total_is_no_row(row: list[str]) -> None:
    assert kept(YP_1, row) == ["YP 1"]


@pytest.mark.parametrize(
    "row",
    [
        ["Note: two young people are away"],
        ["Notes: see the covering letter"],
        ["NB: two are away"],
        ["* not counted in May"],
        ["End of return"],
        ["Source: case files of the project"],
        ["This return was put together from the case files of the team."],
    ],
)
def test_a_row_with_a_note_is_no_row(row: list[str]) -> None:
    assert kept(YP_1, row) == ["YP 1"]


def test_a_row_with_nothing_but_notes_is_no_row() -> None:
    assert kept(YP_1, ["", "", "", "a remark that stands in the notes alone"]) == ["YP 1"]


@pytest.mark.parametrize(
    "row", [["Printed 06/06/2011 by the team"], ["3 cases were closed in May"]]
)
def test_a_short_remark_below_the_table_is_no_young_person(row: list[str]) -> None:
    assert kept(YP_1, row) == ["YP 1"]


@pytest.mark.parametrize(
    "row",
    [
        ["YP 2"],
        ["2"],
        ["Total", "15", "female"],
        ["TOT-12", "15"],
        ["SUM12", "15"],
        ["Summer", "", "female"],
        ["NB12"],
        ["Key 7", "15", "female"],
        ["Note: 7", "15", "female"],
        ["*12", "15"],
    ],
)
def test_a_row_that_may_be_a_young_person_is_kept(row: list[str]) -> None:
    assert kept(YP_1, row) == ["YP 1", row[0]]


@pytest.mark.parametrize("row", [["", "15", "female"], ["", "", "male"], ["", "16"]])
def test_a_row_with_answers_and_no_identifier_is_kept_to_be_refused(row: list[str]) -> None:
    assert kept(YP_1, row) == ["YP 1", None]


def test_a_row_that_holds_cells_only_beyond_the_header_is_kept_to_be_refused() -> None:
    found = laid(HEADER, YP_1, ["", "", "", "", "15"])
    assert cells(found, "too_long") == [False, True]


def test_what_is_left_out_is_counted() -> None:
    assert laid(HEADER, [], YP_1, ["Total", "1"], ["Note: none"]).left_out == 2


@given(st.lists(st.tuples(FILLED, FILLED, FILLED), max_size=6))
def test_every_row_with_a_number_for_an_identifier_is_kept(
    answers: list[tuple[str, str, str]],
) -> None:
    rows = [[f"YP {n}", *answer] for n, answer in enumerate(answers)]
    assert kept(*rows) == [row[0] for row in rows]


@given(st.lists(st.sampled_from([[], ["", ""], YP_1, ["Total", "9"], ["", "15"]]), max_size=8))
def test_every_row_that_is_not_blank_is_kept_or_counted_as_left_out(rows: list[list[str]]) -> None:
    found = laid(HEADER, *rows)
    assert found.rows.num_rows + found.left_out == sum(any(row) for row in rows)


CLOSING = ["Manager", "Signed", "Key", "Nil", "Page 2", "Date:"]


@pytest.mark.parametrize("word", CLOSING)
@pytest.mark.parametrize("own", ["", "YP 2"])
def test_a_word_that_closes_a_list_is_kept_beside_an_answer(word: str, own: str) -> None:
    found = laid(["Worker", *HEADER], ["Ann", *YP_1], [word, own, "15", "male", ""])
    assert cells(found, "local_id") == ["YP 1", own or None]
    assert found.left_out == 0


@pytest.mark.parametrize("word", CLOSING)
def test_a_word_that_closes_a_list_is_kept_as_an_identifier_beside_an_answer(word: str) -> None:
    assert kept(YP_1, [word, "", "male"]) == ["YP 1", word]


@pytest.mark.parametrize("word", CLOSING)
@pytest.mark.parametrize("beside", ["", "Ann"])
def test_a_word_that_closes_a_list_is_no_row_without_an_answer(word: str, beside: str) -> None:
    found = laid(HEADER, YP_1, [word, "", beside])
    assert cells(found, "local_id") == ["YP 1"]
    assert found.left_out == 1


def test_an_answer_of_nobody_is_no_nil_return() -> None:
    assert kept(["Nil", "", "male"]) == ["Nil"]
    assert kept(["Nil", "", ""]) == []


def test_not_known_is_no_answer_that_makes_a_closing_word_a_row() -> None:
    assert kept(YP_1, ["Signed", "", "not known"]) == ["YP 1"]


@pytest.mark.parametrize("own", ["YP 2010/14", "RB 2011-06-06"])
def test_an_identifier_alone_that_looks_like_a_date_is_kept(own: str) -> None:
    assert kept(YP_1, [own]) == ["YP 1", own]


def test_an_identifier_alone_like_the_others_is_a_young_person() -> None:
    found = laid(HEADER, ["YP 2010/13", "15", "female"], ["YP 2010/14"])
    assert cells(found, "local_id") == ["YP 2010/13", "YP 2010/14"]
    assert found.problems == ()


@pytest.mark.parametrize(
    "remark", [["3 cases were closed in May"], ["Printed 06/06/2011 by the team"]]
)
def test_a_remark_above_the_last_young_person_is_kept_to_be_refused(remark: list[str]) -> None:
    assert kept(YP_1, remark, ["YP 2", "16"]) == ["YP 1", remark[0], "YP 2"]


def test_a_row_with_only_an_agency_and_an_area_is_kept_to_be_refused() -> None:
    header = ["Agency", "Local identifier", "LSCB area", "Gender"]
    found = laid(header, ["Harbour", "YP 1", "York", "f"], ["Harbour", "", "York", ""])
    assert cells(found, "local_id") == ["YP 1", None]


def test_an_area_filled_in_beside_an_answer_is_a_row() -> None:
    found = laid(["Local identifier", "LSCB area", "Gender"], ["", "York", "f"])
    assert cells(found, "local_id") == [None]
