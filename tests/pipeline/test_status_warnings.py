"""`lscb status`: which returns of the last month are to be checked."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.pipeline.board import JULY, JUNE, MAY, PEOPLE, Board, listed


def warned(lines: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, list[str]]]:
    """Area, return date and warnings of each line that has any."""
    return [
        (each["area"], each["return_date"], each["warnings"]) for each in lines if each["warnings"]
    ]


def test_a_return_far_shorter_than_the_last_is_to_be_checked(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, *PEOPLE)
    board.sends(JUNE, *PEOPLE[:3])
    assert warned(listed(capsys, board)) == [("York", "2011-06-06", ["rows_down"])]
    board.status()
    out = capsys.readouterr().out
    assert "  received, check" in out
    assert "check: Harbour Project, York, 2011-06: The return has far fewer young people" in out
    assert "It has 3 young people; that of 6 May 2011 had 8." in out


def test_the_last_months_file_under_a_new_date_is_to_be_checked(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, *PEOPLE)
    board.sends(JUNE, *PEOPLE)
    assert warned(listed(capsys, board)) == [("York", "2011-06-06", ["same_as_last_time"])]


def test_only_the_last_month_of_a_status_is_checked(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, *PEOPLE)
    board.sends(JUNE, *PEOPLE[:3])
    board.sends(JULY, *PEOPLE)
    assert warned(listed(capsys, board)) == [("York", "2011-07-06", ["many_new_identifiers"])]
    of_june = listed(capsys, board, "--month", "2011-06")
    assert warned(of_june) == [("York", "2011-06-06", ["rows_down"])]


def test_what_came_after_the_day_warns_of_nothing_on_it(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, *PEOPLE, received="10/05/2011")
    board.sends(JUNE, *PEOPLE, {"local_id": "HP 99"}, received="10/06/2011")
    board.sends(JUNE, *PEOPLE[:3], received="20/06/2011")
    assert warned(listed(capsys, board, "--on", "2011-06-15")) == []
    assert warned(listed(capsys, board)) == [("York", "2011-06-06", ["rows_down"])]


def test_returns_of_one_file_are_each_held_against_their_own_last_ones(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    """Eight in each of two areas; of Leeds three are left, in York one is answered differently."""
    leeds = [{**each, "local_id": f"L {n}", "area": "Leeds"} for n, each in enumerate(PEOPLE)]
    board.sends(MAY, *PEOPLE, *leeds)
    board.sends(JUNE, *leeds[:3], {**PEOPLE[0], "gender": "Male"}, *PEOPLE[1:])
    assert warned(listed(capsys, board)) == [("Leeds", "2011-06-06", ["rows_down"])]
