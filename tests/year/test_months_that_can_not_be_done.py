"""`lscb month` where there is nothing to count, or no place to write to."""

from pathlib import Path

import pytest

from tests.year.board import new_board
from tests.year.sent import delivery_of, only


def test_where_no_file_is_accepted_a_sentence_says_so_and_feedback_is_written(
    tmp_path: Path,
) -> None:
    board = new_board(tmp_path)
    said = board.month(only(delivery_of("december"), "cyc.xlsx"))
    assert (said.code, said.out) == (2, "")
    assert said.error == (
        "lscb: None of the files was accepted, so there is no day to count. The feedback in "
        f"{board.feedback} says what is to be mended; --date names a day of returns that are "
        "stored already.\n"
    )
    (feedback,) = board.feedback.rglob("feedback.xlsx")
    assert "City of York Children's Services" in feedback.parent.name
    assert not board.out("2010-12").exists()


def test_with_a_day_given_stored_returns_are_counted_though_no_file_is_accepted(
    tmp_path: Path,
) -> None:
    board = new_board(tmp_path)
    november = only(delivery_of("november"), "cyc.xlsx")
    board.month(november)
    said = board.month(only(delivery_of("december"), "cyc.xlsx"), "--date", "2010-12-06", "--json")
    assert said.code == 1
    summary = said.json["summary"]
    assert (summary["date"], summary["before"]) == ("2010-12-06", "2010-11-06")
    assert summary["young_people"][0] == {"place": "England", "before": 13, "now": 13}
    assert summary["returns"] == []
    assert [each["return_date"] for each in summary["of_earlier_months"]] == ["2010-11-06"]


def test_the_day_given_is_counted_and_not_the_latest_return_date(tmp_path: Path) -> None:
    board = new_board(tmp_path)
    said = board.month(delivery_of("april"), "--date", "2010-04-30", "--json")
    assert said.code == 0
    summary = said.json["summary"]
    assert (summary["date"], summary["before"]) == ("2010-04-30", None)
    assert summary["of_earlier_months"] == []


def test_a_day_on_which_nothing_counts_is_named_and_nothing_written(tmp_path: Path) -> None:
    board = new_board(tmp_path)
    said = board.month(only(delivery_of("april"), "yot.csv"), "--date", "2010-03-06")
    assert (said.code, said.out) == (2, "")
    assert "2010-03-06" in said.error
    assert not board.out("2010-04").exists()


def test_without_a_month_before_the_summary_says_so(tmp_path: Path) -> None:
    board = new_board(tmp_path)
    board.month(only(delivery_of("april"), "yot.csv"))
    text = (board.out("2010-04") / "summary.txt").read_text("utf-8")
    assert "  The store holds no month before this one.\n" in text
    assert "change" not in text.split("Returns delivered")[0]


def test_output_in_the_store_is_refused_and_nothing_is_taken_in(tmp_path: Path) -> None:
    board = new_board(tmp_path)
    said = board.month(delivery_of("april"), out=board.store / "out")
    assert said.code == 2
    assert said.error == (
        f"lscb: {board.store / 'out'} lies in the store. Name another place for --out.\n"
    )
    assert not board.store.exists()


def test_a_folder_that_is_not_ours_is_kept_and_nothing_is_taken_in(tmp_path: Path) -> None:
    board = new_board(tmp_path)
    theirs = tmp_path / "minutes" / "june.txt"
    theirs.parent.mkdir()
    theirs.write_text("minutes", encoding="utf-8")
    said = board.month(delivery_of("april"), out=theirs.parent)
    assert said.code == 2
    assert "was not made by lscb, so it is not replaced" in said.error
    assert theirs.read_text("utf-8") == "minutes"
    assert not board.store.exists()


@pytest.mark.parametrize(("out", "feedback"), [("a", "a"), ("a", "a/b"), ("a/b", "a")])
def test_feedback_and_output_stay_apart(tmp_path: Path, out: str, feedback: str) -> None:
    board = new_board(tmp_path)
    given = ["--feedback", str(tmp_path / feedback)]
    said = board.month(delivery_of("april"), *given, out=tmp_path / out)
    assert said.code == 2
    assert "lie one in the other" in said.error
    assert not board.store.exists()
