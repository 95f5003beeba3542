"""`lscb status`: what was received, when, and what is late, by agency, area and month."""

import pytest

from tests.pipeline.board import JULY, JUNE, MAY, PEOPLE, ROW, Board, listed, states


def test_a_return_that_stands_is_received_with_its_rows(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, ROW, {"local_id": "tbc"}, received="10/06/2011")
    (line,) = listed(capsys, board)
    expected = {
        "agency": "Harbour Project",
        "area": "York",
        "return_date": "2011-06-06",
        "month": "2011-06",
        "rows": 2,
        "refused_rows": 1,
        "state": "received",
        "received_on": "2011-06-10",
        "due": None,
        "late": False,
        "refused_files": 0,
    }
    assert {name: line[name] for name in expected} == expected


def test_the_day_that_the_register_says_decides_what_is_late(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(JUNE, ROW, agency="In Time", received="13/06/2011")
    board.sends(JUNE, ROW, agency="Too Late", received="14/06/2011")
    lines = listed(capsys, board)
    said = [(each["agency"], each["state"], each["late"], each["due"]) for each in lines]
    assert said == [
        ("In Time", "received", False, "2011-06-13"),
        ("Too Late", "late", True, "2011-06-13"),
    ]


def test_without_a_day_in_the_register_it_is_the_day_of_the_ingest(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(JUNE, ROW)
    (line,) = listed(capsys, board)
    assert (line["state"], line["received_on"]) == ("late", line["received"][:10])


def test_without_a_due_day_nothing_is_late(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, ROW)
    assert states(capsys, board) == [("Harbour Project", "York", "2011-06", "received")]


def test_an_agencys_own_due_days_go_before_those_of_all(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7, [("Harbour Project", "", "York", "14")])
    board.sends(JUNE, ROW, received="20/06/2011")
    assert states(capsys, board) == [("Harbour Project", "York", "2011-06", "received")]


def test_a_return_in_several_files_came_with_the_last_of_them(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends_in_parts(JUNE, {"10/06/2011": {"local_id": "A1"}, "20/06/2011": {"local_id": "A2"}})
    (line,) = listed(capsys, board)
    assert (line["state"], line["rows"], line["received_on"]) == ("late", 2, "2011-06-20")


def test_a_resubmission_after_the_due_day_leaves_a_return_in_time(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(JUNE, ROW, received="10/06/2011")
    board.sends(JUNE, ROW, {"local_id": "A2"}, received="30/06/2011")
    lines = listed(capsys, board)
    said = [(each["state"], each["rows"], each["late"]) for each in lines]
    assert said == [("replaced", 1, False), ("received", 2, False)]


def test_a_resubmission_does_not_make_a_late_return_one_in_time(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(JUNE, ROW, received="20/06/2011")
    board.sends(JUNE, ROW, {"local_id": "A2"}, received="10/06/2011")
    assert [each["state"] for each in listed(capsys, board)] == ["replaced", "late"]


def test_a_nil_return_may_be_late_as_well(board: Board, capsys: pytest.CaptureFixture[str]) -> None:
    board.goes_by(7)
    board.sends(JUNE, received="20/06/2011")
    (line,) = listed(capsys, board)
    assert (line["state"], line["late"], line["rows"]) == ("nil", True, 0)
    board.status()
    assert "nil, late" in capsys.readouterr().out


def test_what_came_after_the_day_was_not_there_on_it(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(JUNE, ROW, agency="Quick", received="08/06/2011")
    board.sends(JUNE, ROW, agency="Slow", received="20/06/2011")
    on_the_19th = states(capsys, board, "--on", "2011-06-19")
    on_the_20th = states(capsys, board, "--on", "2011-06-20")
    assert on_the_19th == [("Quick", "York", "2011-06", "received")]
    assert on_the_20th == [*on_the_19th, ("Slow", "York", "2011-06", "late")]


def test_months_can_be_chosen(board: Board, capsys: pytest.CaptureFixture[str]) -> None:
    for day in (MAY, JUNE, JULY):
        board.sends(day, ROW)
    of_june = states(capsys, board, "--month", "2011-06")
    since_june = states(capsys, board, "--from", "2011-06")
    until_june = states(capsys, board, "--to", "2011-06")
    assert [line[2] for line in of_june] == ["2011-06"]
    assert [line[2] for line in since_june] == ["2011-06", "2011-07"]
    assert [line[2] for line in until_june] == ["2011-05", "2011-06"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--month", "June"], "Write the month as 2011-06."),
        (["--month", "2011-13"], "Write the month as 2011-06."),
        (["--month", "2011-06", "--from", "2011-05"], "Name either --month, or --from and --to."),
        (["--from", "2011-06", "--to", "2011-05"], "The month of --to is before that of --from."),
    ],
)
def test_months_that_make_no_sense_are_said(
    board: Board, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    board.sends(JUNE, ROW)
    assert board.status(*options) == 2
    assert said in capsys.readouterr().err


def test_completeness_is_the_share_answered_of_what_was_asked(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    """Theme 5 asks two questions: of two young people one answer, one not known, one blank and one
    refused."""
    board.sends(
        JUNE,
        {
            "local_id": "A1",
            "education_status": "full_time",
            "special_educational_needs": "not known",
        },
        {"local_id": "A2", "education_status": "", "special_educational_needs": "perhaps"},
    )
    (line,) = listed(capsys, board)
    (theme,) = (each for each in line["themes"] if each["theme"] == 5)
    assert theme == {
        "theme": 5,
        "title": "Education, employment and training",
        "answered": 1,
        "not_known": 1,
        "not_provided": 1,
        "refused": 1,
        "complete": "25.0",
    }


def test_of_two_returns_of_a_month_the_earlier_tells_by_which_it_was_followed(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, *PEOPLE)
    board.sends("2011-06-10", *PEOPLE, ROW)
    lines = listed(capsys, board)
    assert [(each["return_date"], each["state"], each["followed_by"]) for each in lines] == [
        ("2011-06-06", "received", "2011-06-10"),
        ("2011-06-10", "received", None),
    ]
