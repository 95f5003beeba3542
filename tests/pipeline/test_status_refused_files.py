"""`lscb status`: which refused files are open, and whose they are."""

import pytest

from tests.pipeline.board import JUNE, MAY, PEOPLE, ROW, Board, listed, states


def test_a_refused_file_without_a_return_is_a_line_of_its_own(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends_a_refused_file(JUNE, received="10/06/2011")
    (line,) = listed(capsys, board)
    expected = {
        "agency": "Harbour Project",
        "area": "York",
        "month": "2011-06",
        "state": "refused",
        "received_on": "2011-06-10",
        "rows": None,
        "refused_files": 1,
    }
    assert {name: line[name] for name in expected} == expected


def test_a_refused_file_that_was_mended_is_no_line_any_more(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends_a_refused_file(JUNE)
    board.sends(JUNE, ROW)
    (line,) = listed(capsys, board)
    assert (line["state"], line["refused_files"]) == ("received", 0)


def test_a_file_refused_after_the_return_came_is_said_beside_it(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, ROW)
    board.sends_a_refused_file(JUNE)
    (line,) = listed(capsys, board)
    assert (line["state"], line["refused_files"]) == ("received", 1)
    board.status()
    assert "Harbour Project, York, 2011-06: 1 file refused." in capsys.readouterr().out


def test_a_refused_file_without_area_is_that_of_the_agencys_only_area(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, ROW)
    board.sends_a_refused_file(JUNE, area="")
    assert states(capsys, board, "--month", "2011-06") == [
        ("Harbour Project", "York", "2011-06", "refused")
    ]


def test_a_refused_file_without_area_of_an_agency_with_several_has_none(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, ROW, area="York")
    board.sends(JUNE, ROW, area="Leeds")
    board.sends_a_refused_file(JUNE, area="")
    assert states(capsys, board) == [
        ("Harbour Project", None, "2011-06", "refused"),
        ("Harbour Project", "Leeds", "2011-06", "received"),
        ("Harbour Project", "York", "2011-06", "received"),
    ]


def test_a_refused_file_with_a_day_in_the_future_makes_no_month(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, ROW)
    board.sends_a_refused_file("2111-06-06")
    assert states(capsys, board) == [("Harbour Project", "York", "2011-06", "received")]
    board.status()
    assert "1 refused file does not say whose return of what day." in capsys.readouterr().out


def test_a_return_all_of_whose_rows_were_refused_is_refused(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(MAY, *PEOPLE, received="10/05/2011")
    board.sends(JUNE, {"local_id": "tbc"}, {"local_id": "n/a"}, received="20/06/2011")
    line = listed(capsys, board)[-1]
    said = {name: line[name] for name in ("state", "rows", "refused_rows", "late", "warnings")}
    assert said == {
        "state": "refused", "rows": 2, "refused_rows": 2, "late": False, "warnings": [],
    }  # fmt: skip


def test_a_file_refused_in_the_delivery_of_the_return_is_said_beside_it(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends_beside_a_refused_file(JUNE, ROW)
    (line,) = listed(capsys, board)
    assert (line["state"], line["refused_files"]) == ("received", 1)


def test_a_refused_file_that_the_agency_took_back_is_not_open_any_more(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends_beside_a_refused_file(JUNE, ROW)
    assert board.sends(JUNE, ROW) == 0
    (line,) = listed(capsys, board)
    assert (line["state"], line["refused_files"]) == ("received", 0)


def test_of_two_returns_of_a_month_the_one_of_the_day_has_the_refused_file(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends("2011-06-06", ROW)
    board.sends("2011-06-20", ROW)
    board.sends_a_refused_file("2011-06-20")
    said = [(each["return_date"], each["refused_files"]) for each in listed(capsys, board)]
    assert said == [("2011-06-06", 0), ("2011-06-20", 1)]


def test_a_refused_file_without_area_is_that_of_the_only_area_sent_for_before(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(10, [("Lighthouse Team", "", "Leeds", "")])
    board.sends(MAY, ROW)
    board.sends_a_refused_file(JUNE, area="")
    assert ("Harbour Project", "York", "2011-06", "refused") in states(capsys, board)


def test_a_refused_file_without_area_is_mended_by_the_return_that_came_later(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, ROW, area="York")
    board.sends(MAY, ROW, area="Leeds")
    board.sends_a_refused_file(JUNE, area="")
    board.sends(JUNE, ROW, area="York")
    board.sends(JUNE, ROW, area="Leeds")
    assert states(capsys, board, "--month", "2011-06") == [
        ("Harbour Project", "Leeds", "2011-06", "received"),
        ("Harbour Project", "York", "2011-06", "received"),
    ]
