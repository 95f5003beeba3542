"""`lscb duplicates decided`: what people decided, and how it stands on a day."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.duplicates.decision_store import add_decisions
from pipeline.duplicates.decisions import Decision, SeenProfile
from pipeline.store import Store
from tests.duplicates.filled_in import CARE, ONE, POLICE, Office, fill, seen, workbook

OTHER = ("York", POLICE, "YP/102", CARE, "78", "not the same", "B Smith", "21/06/2011", "")
UNSURE = ("York", POLICE, "YP/103", CARE, "79", "unsure", "B Smith", "21/06/2011", "")
GONE = ("York", POLICE, "YP/999", CARE, "80", "same", "B Smith", "21/06/2011", "")


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    made = Office(tmp_path, capsys)
    made.sends(POLICE, "YP/101", "YP/102", "YP/103")
    made.sends(CARE, "77", "78", "79", "80")
    return made


def test_decisions_stand_in_columns_those_taken_back_among_them(office: Office) -> None:
    assert office.decides(office.list(ONE, OTHER)).code == 0
    assert office.run("duplicates", "take-back", "2", "--who", "C Brown", "--why", "slip").code == 0
    header, one, other, count = office.run("duplicates", "decided").out.splitlines()
    assert header.split() == [
        "number", "area", "known", "as", "decision", "who", "when", "taken", "back", "why",
    ]  # fmt: skip
    assert one.split("  ")[0].strip() == ""
    assert [cell.strip() for cell in one.split("  ") if cell.strip()] == [
        "1", "York", "York Police YP-101 / York Social Care 77", "same", "A Jones", "2011-06-20",
        "the same mother",
    ]  # fmt: skip
    today = datetime.now().astimezone().date().isoformat()
    assert f"2011-06-21  C Brown, {today}: slip" in other
    assert count == "2 decisions, 1 taken back."


def test_on_a_day_each_decision_has_its_state_and_each_state_a_sentence(office: Office) -> None:
    assert office.decides(office.list(ONE, OTHER, UNSURE, GONE)).code == 0
    told = office.run("duplicates", "decided", "--date", "2011-06-06")
    assert told.code == 0
    assert [each["state"] for each in office.decided("--date", "2011-06-06")] == [
        "applied", "applied", "unsure", "unused",
    ]  # fmt: skip
    assert told.out.splitlines()[5:] == [
        "4 decisions, 0 taken back.",
        "On 6 June 2011:",
        "  applied (2): it holds.",
        "  unused (1): one of the two, or both, are not among the young people counted that day.",
        "  unsure (1): whoever looked could not tell; unless it was decided later, the two count "
        "as two and stay on the list.",
    ]


def test_a_decision_whose_records_have_changed_is_stale(office: Office, tmp_path: Path) -> None:
    assert office.decides(office.list(ONE)).code == 0
    office.sends(CARE, {"local_id": "77", "gender": "Female"}, day="2011-06-20")
    told = office.run("duplicates", "decided", "--date", "2011-06-20")
    assert "  stale (1): it holds, but the records have changed since" in told.out
    told = office.run("snapshot", "--date", "2011-06-20", "--out", str(tmp_path / "out"))
    assert (
        "Decisions to look at again: number 1 (stale). "
        "`lscb duplicates decided --date 2011-06-20` says what that means.\n"
    ) in told.out


def test_a_decision_of_which_it_cannot_be_told_whom_it_means_is_unclear(
    office: Office, tmp_path: Path
) -> None:
    twins = [
        {"local_id": "H-1", "gender": "Female", "age": "15"},
        {"local_id": "H-1", "gender": "Male", "age": "15"},
    ]
    office.sends("York Health", *twins)
    nobody_known = SeenProfile(gender=None, born=None, age=None)
    review = workbook(tmp_path, (seen("York Health H-1", profile=nobody_known), seen(f"{CARE} 77")))
    fill(review, 1, "same", "A Jones")
    assert office.decides(review).code == 0
    told = office.run("duplicates", "decided", "--date", "2011-06-06")
    assert "  unclear (1): it holds for nobody" in told.out


def test_a_decision_taken_back_has_no_state(office: Office) -> None:
    assert office.decides(office.list(ONE)).code == 0
    assert office.run("duplicates", "take-back", "1", "--who", "C Brown").code == 0
    (decided,) = office.decided("--date", "2011-06-06")
    assert decided["state"] is None
    assert decided["taken_back"]["who"] == "C Brown"


def test_of_one_area_only_its_decisions_are_listed(office: Office) -> None:
    office.sends(POLICE, "YP/101", area="Leeds")
    office.sends(CARE, "77", area="Leeds")
    assert office.decides(office.list(ONE, ("Leeds", *ONE[1:]))).code == 0
    for area in ("Leeds", "E08000035", "leeds city council"):
        assert [each["number"] for each in office.decided("--area", area)] == [2]


def test_an_area_that_is_none_is_told(office: Office) -> None:
    told = office.run("duplicates", "decided", "--area", "Yrok")
    assert told.code == 2
    assert told.err == (
        "lscb: The area is not recognised. Write the name or code of a local authority for "
        "--area.\n"
    )


def test_as_of_a_moment_what_was_decided_later_is_not_there(office: Office) -> None:
    before = datetime.now(UTC).isoformat()
    assert office.decides(office.list(ONE)).code == 0
    assert office.decided("--as-of", before) == []
    assert len(office.decided("--as-of", datetime.now(UTC).isoformat())) == 1


def test_where_nothing_was_decided_it_says_so(office: Office) -> None:
    for options in ((), ("--date", "2011-06-06")):
        told = office.run("duplicates", "decided", *options)
        assert (told.code, told.out) == (0, "No decision is stored.\n")


def test_a_day_without_returns_is_told(office: Office) -> None:
    assert office.decides(office.list(ONE)).code == 0
    told = office.run("duplicates", "decided", "--date", "2012-06-06")
    assert told.code == 2
    assert "The store has no return dated 2012-06-06" in told.err


def test_without_a_store_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Office(tmp_path, capsys).run("duplicates", "decided").code == 2


def test_names_in_the_store_can_steer_no_terminal(office: Office) -> None:
    """However they came there."""
    add_decisions(
        Store(office.store),
        [
            Decision(
                number=0,
                area="E06000014",
                one=seen(f"{POLICE} YP-101"),
                other=seen(f"{CARE} 77"),
                verdict="same",
                who="A\x1b[2JJones",
                day=datetime(2011, 6, 6, tzinfo=UTC).date(),
                why="one\nline",
            )
        ],
    )
    told = office.run("duplicates", "decided")
    assert "A?[2JJones" in told.out
    assert "one?line" in told.out


def test_as_json_all_is_said_and_whom_it_is_about(office: Office) -> None:
    assert office.decides(office.list(ONE)).code == 0
    told = office.run("duplicates", "decided", "--json", "--date", "2011-06-06")
    assert json.loads(told.out) == {
        "date": "2011-06-06",
        "decisions": [
            {
                "number": 1,
                "area_code": "E06000014",
                "area": "York",
                "known_as_1": [f"{POLICE} YP-101"],
                "known_as_2": [f"{CARE} 77"],
                "decision": "same",
                "who": "A Jones",
                "when": "2011-06-20",
                "why": "the same mother",
                "state": "applied",
                "taken_back": None,
            }
        ],
    }
