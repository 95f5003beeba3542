"""`lscb duplicates take-back`: what no longer holds, and what is told of it."""

import json
from pathlib import Path

import pytest

from tests.duplicates.filled_in import CARE, ONE, POLICE, Office


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    made = Office(tmp_path, capsys)
    made.sends(POLICE, "YP/101")
    made.sends(CARE, "77")
    return made


def test_a_decision_is_taken_back(office: Office) -> None:
    assert office.decides(office.list(ONE)).code == 0
    told = office.run("duplicates", "take-back", "1", "--who", "B Smith", "--why", "cousins")
    assert told.code == 0
    assert told.out == (
        "Taken back: decision 1 (York: York Police and York Social Care, 'same', A Jones, "
        "20 June 2011).\n"
    )
    assert not office.stored()


def test_what_was_taken_back_is_not_stored_again_by_the_same_file(office: Office) -> None:
    """The workbook still says it; in other words it is a new decision."""
    assert office.decides(office.list(ONE)).code == 0
    assert office.run("duplicates", "take-back", "1", "--who", "B Smith").code == 0
    again = office.decides(office.list(ONE))
    assert "not stored, since it was taken back before (decision 1)" in again.out
    assert not office.stored()
    assert office.decides(office.list((*ONE[:8], "I was right"))).code == 0
    assert [each.number for each in office.stored()] == [2]


def test_taking_back_says_who_is_still_one_by_other_decisions(office: Office) -> None:
    """Health is both; so police and social care are one without the first."""
    office.sends("York Health", {"local_id": "9001", "gender": "Female", "age": "15"})
    health = ("York", "York Health", "9001")
    lines = (ONE, (*health, *ONE[1:3], *ONE[5:]), (*health, *ONE[3:]))
    assert office.decides(office.list(*lines)).code == 0
    told = office.run("duplicates", "take-back", "1", "--who", "B Smith")
    assert told.out.endswith("The two are still one young person, by what stands: decision 2, 3.\n")


def test_a_decision_that_is_not_there_or_was_taken_back_can_not_be_taken_back(
    office: Office,
) -> None:
    assert office.decides(office.list(ONE)).code == 0
    assert office.run("duplicates", "take-back", "2", "--who", "B Smith").code == 2
    assert office.run("duplicates", "take-back", "1", "--who", "B Smith").code == 0
    assert office.run("duplicates", "take-back", "1", "--who", "B Smith").code == 2


def test_somebody_must_take_it_back(office: Office) -> None:
    assert office.decides(office.list(ONE)).code == 0
    told = office.run("duplicates", "take-back", "1", "--who", " ")
    assert told.code == 2
    assert told.err == "lscb: Nobody is named. Say by --who who takes the decision back.\n"
    assert len(office.stored()) == 1


def test_taking_back_as_json_gives_the_number(office: Office) -> None:
    assert office.decides(office.list(ONE)).code == 0
    told = office.run("duplicates", "take-back", "1", "--who", "B Smith", "--json")
    said = json.loads(told.out)["taken_back"]
    assert (said["number"], said["who"], said["why"]) == (1, "B Smith", "")
