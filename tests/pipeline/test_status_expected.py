"""`lscb status`: who was to send, and by when; who is missing and who is awaited."""

import pytest

from tests.pipeline.board import JULY, JUNE, MAY, ROW, Board, listed, states


def test_who_sent_before_and_not_since_is_missing(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, ROW, agency="Gone")
    board.sends(MAY, ROW, agency="Here")
    board.sends(JUNE, ROW, agency="Here")
    board.sends(JULY, ROW, agency="Here")
    board.sends(JULY, ROW, agency="New")
    assert states(capsys, board) == [
        ("Gone", "York", "2011-05", "received"),
        ("Gone", "York", "2011-06", "missing"),
        ("Gone", "York", "2011-07", "missing"),
        ("Here", "York", "2011-05", "received"),
        ("Here", "York", "2011-06", "received"),
        ("Here", "York", "2011-07", "received"),
        ("New", "York", "2011-07", "received"),
    ]


def test_a_month_for_which_nobody_sent_is_no_month_of_the_collection(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, ROW)
    board.sends(JULY, ROW)
    assert [line[2] for line in states(capsys, board)] == ["2011-05", "2011-07"]


def test_each_area_of_an_agency_is_expected_by_itself(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, ROW, area="York")
    board.sends(MAY, ROW, area="Leeds")
    board.sends(JUNE, ROW, area="Leeds")
    assert states(capsys, board) == [
        ("Harbour Project", "Leeds", "2011-05", "received"),
        ("Harbour Project", "Leeds", "2011-06", "received"),
        ("Harbour Project", "York", "2011-05", "received"),
        ("Harbour Project", "York", "2011-06", "missing"),
    ]


def test_agencies_csv_says_who_is_expected_and_who_is_the_same(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(
        None,
        [
            ("Harbour Project", "The Harbour", "York;Leeds", ""),
            ("Silent Agency", "", "York", ""),
        ],
    )
    board.sends(JUNE, ROW, agency="The Harbour", area="York")
    board.sends(JUNE, ROW, agency="Stranger", area="York")
    lines = listed(capsys, board)
    said = [(each["agency"], each["area"], each["state"], each["expected"]) for each in lines]
    assert said == [
        ("Harbour Project", "Leeds", "missing", True),
        ("Harbour Project", "York", "received", True),
        ("Silent Agency", "York", "missing", True),
        ("Stranger", "York", "received", False),
    ]


def test_an_agency_of_which_no_area_is_named_is_expected_in_some_area(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(None, [("Harbour Project", "", "", ""), ("Silent Agency", "", "", "")])
    board.sends(JUNE, ROW)
    assert states(capsys, board) == [
        ("Harbour Project", "York", "2011-06", "received"),
        ("Silent Agency", None, "2011-06", "missing"),
    ]


@pytest.mark.parametrize(
    ("on", "state"),
    [("2011-06-12", "awaited"), ("2011-06-13", "awaited"), ("2011-06-14", "missing")],
)
def test_what_is_not_due_yet_is_awaited(
    board: Board, capsys: pytest.CaptureFixture[str], on: str, state: str
) -> None:
    board.goes_by(7)
    board.sends(MAY, ROW, agency="Slow", received="08/05/2011")
    board.sends(JUNE, ROW, agency="Quick", received="08/06/2011")
    assert states(capsys, board, "--on", on) == [
        ("Quick", "York", "2011-06", "received"),
        ("Slow", "York", "2011-05", "received"),
        ("Slow", "York", "2011-06", state),
    ]


@pytest.mark.parametrize(("on", "state"), [("2011-06-30", "awaited"), ("2011-07-01", "missing")])
def test_for_a_month_of_which_nobody_sent_a_return_is_awaited_until_it_ends(
    board: Board, capsys: pytest.CaptureFixture[str], on: str, state: str
) -> None:
    board.goes_by(7)
    board.sends(MAY, ROW, received="08/05/2011")
    (line,) = listed(capsys, board, "--month", "2011-06", "--on", on)
    assert (line["state"], line["due"]) == (state, None)


def test_no_nil_return_is_wanted_for_an_area_that_is_not_recognised(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, {"local_id": "A1"}, {"local_id": "A2", "area": "Narnia"})
    capsys.readouterr()
    board.sends(JUNE, {"local_id": "A1"})
    assert "nil return" not in capsys.readouterr().out


def test_it_is_told_whether_the_agency_the_area_or_the_month_was_not_expected(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(
        None,
        [("Harbour Project", "", "York", "", "", ""), ("Left", "", "York", "", "", "31/05/2011")],
    )
    board.sends(JUNE, ROW)
    board.sends(JUNE, ROW, area="Leeds")
    board.sends(JUNE, ROW, agency="Left")
    board.sends(JUNE, ROW, agency="Stranger")
    lines = listed(capsys, board)
    assert [(each["agency"], each["area"], each["unexpected"]) for each in lines] == [
        ("Harbour Project", "Leeds", "area"),
        ("Harbour Project", "York", None),
        ("Left", "York", "month"),
        ("Stranger", "York", "agency"),
    ]


def test_an_agency_is_missing_only_from_the_day_it_joined_to_the_day_it_left(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(
        None,
        [
            ("Here", "", "York", "", "", ""),
            ("Joined", "", "York", "", "06/06/2011", ""),
            ("Left", "", "", "", "", "06/06/2011"),
        ],
    )
    for day in (MAY, JUNE, JULY):
        board.sends(day, ROW, agency="Here")
    missing = [line[:3] for line in states(capsys, board) if line[3] == "missing"]
    assert missing == [
        ("Joined", "York", "2011-06"),
        ("Joined", "York", "2011-07"),
        ("Left", None, "2011-05"),
        ("Left", None, "2011-06"),
    ]


def test_who_sends_for_the_first_time_was_not_expected(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, ROW)
    assert [each["expected"] for each in listed(capsys, board)] == [False]


def test_a_month_taken_in_later_makes_its_sender_expected_from_then_on(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JULY, ROW)
    board.sends(MAY, ROW)
    board.sends(JUNE, ROW, agency="Other")
    assert ("Harbour Project", "York", "2011-06", "missing") in states(capsys, board)


def test_the_return_date_of_a_month_is_that_of_most_returns(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(10, [(name, "", "York", "") for name in "ABCD"])
    board.sends("2011-06-06", ROW, agency="A")
    board.sends("2011-06-06", ROW, agency="B")
    board.sends("2011-06-20", ROW, agency="C")
    (missing,) = (each for each in listed(capsys, board) if each["state"] == "missing")
    assert (missing["agency"], missing["due"]) == ("D", "2011-06-16")


def test_the_day_of_a_return_goes_before_that_of_a_refused_file(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(10, [(name, "", "York", "") for name in "ABC"])
    board.sends("2011-06-06", ROW, agency="A")
    board.sends_a_refused_file("2011-06-20", agency="B")
    (missing,) = (each for each in listed(capsys, board) if each["state"] == "missing")
    assert (missing["agency"], missing["due"]) == ("C", "2011-06-16")
