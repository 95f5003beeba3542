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


def test_a_row_with_only_an_area_filled_in_beforehand_is_no_row() -> None:
    found = laid(
        ["Local identifier", "LSCB area", "Gender"], ["YP 1", "York", "f"], ["", "York", ""]
    )
    assert cells(found, "local_id") == ["YP 1"]
    assert found.left_out == 1
