"""`lscb duplicates explain` says how records became young people, and never what they answer."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.sending import write_csv, write_register, write_return

POLICE = {"agency": "York Police", "agency_type": "statutory"}
CARE = {"agency": "York Social Care", "agency_type": "statutory"}
PROJECT = {"agency": "Harbour Project", "agency_type": "voluntary"}
GIRL = {"gender": "Female", "date_of_birth": "03/1996", "ethnicity": "White British"}

Explained = dict[str, list[dict[str, object]]]
Person = Mapping[str, str]


class Board:
    """A store to which agencies of York send, and what the command says of it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.files = 0

    def send(self, cover: Mapping[str, str], *people: Person) -> None:
        self.files += 1
        path = write_return(self.folder / f"{self.files}.csv", people, cover)
        self._done("ingest", str(path))

    def decide(self, one: str, word: str, other: str) -> None:
        """Each key as `York Police/4711`."""
        header = ["area", "agency_1", "identifier_1", "agency_2", "identifier_2", "decision"]
        row = ["York", *one.split("/"), *other.split("/"), word]
        path = write_csv(self.folder / "decisions.csv", [header, row])
        self._done("duplicates", "decide", str(path), "--who", "A Jones")

    def explain(self, identifier: str, *options: str) -> Explained:
        self.capsys.readouterr()
        self._done("duplicates", "explain", "York", identifier, "--json", *options)
        found: Explained = json.loads(self.capsys.readouterr().out)
        return found

    def text(self, identifier: str) -> str:
        self.capsys.readouterr()
        self._done("duplicates", "explain", "York", identifier)
        return self.capsys.readouterr().out

    def refusal(self, area: str, identifier: str, *options: str) -> str:
        self.capsys.readouterr()
        assert self._run("duplicates", "explain", area, identifier, *options) == 2
        return self.capsys.readouterr().err

    def _done(self, *arguments: str) -> None:
        assert self._run(*arguments) == 0, self.capsys.readouterr().err

    def _run(self, *arguments: str) -> int:
        at = 2 if arguments[0] == "duplicates" else 1
        store = ["--store", str(self.folder / "store")]
        return run([*arguments[:at], *store, *arguments[at:]])


@pytest.fixture
def board(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Board:
    return Board(tmp_path, capsys)


def called(identifier: str, **answers: str) -> Person:
    return {"local_id": identifier} | answers


def agencies(explained: Explained) -> list[list[object]]:
    """Of each young person the agencies of its records, the primary's first."""
    return [
        [record["agency"] for record in records]
        for person in explained["young_people"]
        if isinstance(records := person["records"], list)
    ]


def why(explained: Explained) -> list[object]:
    return [(pair["records"], pair["one"], pair["why"]) for pair in explained["pairs"]]


def test_one_identifier_of_two_agencies_is_surely_one(board: Board) -> None:
    board.send(POLICE, called("4711", **GIRL))
    board.send(CARE, called("004711", gender="Female"))
    found = board.explain("04711")
    assert agencies(found) == [["York Police", "York Social Care"]]
    sentence = (
        "Surely: the same identifier, both agencies number with the area, and nothing contradicts."
    )
    assert why(found) == [([1, 2], True, [sentence])]
    (person,) = found["young_people"]
    assert person["why_primary"] == (
        "the primary, as 3 questions are answered in it, 1 in the next"
    )


def test_the_place_of_each_record_is_told_and_no_answer(board: Board) -> None:
    board.send(POLICE, called("9999"), called("4711", **GIRL))
    board.send(CARE, called("4711", gender="Male", date_of_birth="04/1995"))
    said = board.text("4711")
    assert "York Police 4711, return of 6 June 2011, row 8" in said
    assert "the genders differ and the months of birth differ" in said
    for answer in ("Male", "male", "White", "WBRI", "1996", "1995", "03/", "March"):
        assert answer not in said


def test_ages_over_a_year_apart_keep_two_apart(board: Board) -> None:
    board.send(POLICE, called("4711", age="12"))
    board.send(CARE, called("4711", age="14"))
    found = board.explain("4711")
    sentence = "They contradict each other: the ages are over a year apart."
    assert why(found) == [([1, 2], False, [sentence])]


def test_an_agency_that_numbers_from_1_on_is_named_with_the_test(board: Board) -> None:
    board.send(POLICE, called("3"), called("4711"))
    board.send(PROJECT, *(called(str(number)) for number in range(1, 6)))
    found = board.explain("3")
    sentence = (
        "Harbour Project numbers for itself: its identifiers are all bare numbers, at least five, "
        "the largest at most twice how many there are."
    )
    assert why(found) == [([1, 2], False, [sentence])]


def test_own_numbering_that_the_register_says_is_told(board: Board) -> None:
    folder = board.folder / "delivery"
    write_return(folder / "police.csv", [called("4711")], POLICE)
    write_return(folder / "project.csv", [called("4711")], {"agency": "", "agency_type": ""})
    write_register(
        folder,
        [{"file": "police.csv"} | POLICE, {"file": "project.csv", "numbering": "own"} | PROJECT],
    )
    assert run(["ingest", "--store", str(board.folder / "store"), str(folder)]) == 0
    found = board.explain("4711")
    sentence = "Harbour Project numbers for itself: the register or agencies.csv says 'own'."
    assert why(found) == [([1, 2], False, [sentence])]


def test_two_agencies_whose_common_identifiers_contradict_are_named(board: Board) -> None:
    numbers = ("4711", "5822", "6933")
    board.send(POLICE, *(called(each, gender="Female") for each in numbers))
    board.send(CARE, *(called(each, gender="Male") for each in numbers[:2]), called("6933"))
    found = board.explain("6933")
    assert why(found) == [
        (
            [1, 2],
            False,
            [
                "York Police numbers for itself: more than a third of those that are also "
                "identifiers of York Social Care contradict.",
                "York Social Care numbers for itself: more than a third of those that are also "
                "identifiers of York Police contradict.",
            ],
        )
    ]


def test_a_small_number_that_is_not_registered_as_shared_is_told(board: Board) -> None:
    board.send(POLICE, called("77"))
    board.send(CARE, called("77"))
    sentence = (
        "A bare number under 1000 counts as the area's only where the register says 'shared' of "
        "both; it does not of York Police and York Social Care."
    )
    assert why(board.explain("77")) == [([1, 2], False, [sentence])]


def test_a_prefix_that_the_register_drops_may_be_typed(board: Board) -> None:
    folder = board.folder / "delivery"
    write_return(folder / "police.csv", [called("YK/4711")], {**POLICE, "agency": ""})
    write_register(folder, [{"file": "police.csv", "id_prefixes": "YK"} | POLICE])
    assert run(["ingest", "--store", str(board.folder / "store"), str(folder)]) == 0
    board.send(CARE, called("4711"))
    assert agencies(board.explain("yk 04711")) == [["York Police", "York Social Care"]]


def test_a_prefix_of_agencies_csv_may_be_typed_where_the_record_has_none(board: Board) -> None:
    write_csv(
        board.folder / "agencies.csv",
        [["agency", "areas", "id_prefixes"], ["York Police", "York", "YK"]],
    )
    configuration = board.folder / "lscb.toml"
    configuration.write_text('agencies = "agencies.csv"\n', encoding="utf-8")
    board.send(POLICE, called("4711"))
    found = board.explain("YK-4711", "--config", str(configuration))
    assert agencies(found) == [["York Police"]]


def test_a_decision_that_made_two_one_is_named(board: Board) -> None:
    board.send(POLICE, called("4711", **GIRL))
    board.send(CARE, called("9876"))
    board.decide("York Police/4711", "same", "York Social Care/9876")
    found = board.explain("9876")
    assert agencies(found) == [["York Police", "York Social Care"]]
    ((records, are_one, (sentence,)),) = why(found)  # type: ignore[misc]
    assert (records, are_one) == ([1, 2], True)
    assert sentence.startswith("By decision 1 ('same', A Jones, ")
    assert [(each["number"], each["state"]) for each in found["decisions"]] == [(1, "applied")]


def test_a_decision_that_keeps_two_apart_is_named(board: Board) -> None:
    board.send(POLICE, called("4711", **GIRL))
    board.send(CARE, called("4711"))
    board.decide("York Police/4711", "not the same", "York Social Care/4711")
    found = board.explain("4711")
    assert agencies(found) == [["York Police"], ["York Social Care"]]
    ((_, are_one, (sentence,)),) = why(found)  # type: ignore[misc]
    assert not are_one
    assert sentence.startswith("By decision 1 ('not the same', A Jones, ")


def test_a_third_that_keeps_two_apart_is_named(board: Board) -> None:
    """The project's record fits either; it joins the police's, which comes first."""
    board.send(POLICE, called("4711", gender="Female", ethnicity="White British"))
    board.send(CARE, called("4711", gender="Male"))
    board.send(PROJECT, called("4711"))
    found = board.explain("4711")
    assert agencies(found) == [["York Police", "Harbour Project"], ["York Social Care"]]
    assert why(found)[2] == (
        [2, 3],
        False,
        ["Record 2 is one with record 1, and records 1 and 3 are kept apart (see there)."],
    )


def test_two_identifiers_of_one_agency_keep_two_apart(board: Board) -> None:
    """The police's 4711 would make one of the project's 4711 and 9876."""
    board.send(POLICE, called("4711", **GIRL))
    board.send(CARE, called("8500"))
    board.send(PROJECT, called("4711"), called("9876"))
    board.decide("York Police/4711", "same", "York Social Care/8500")
    board.decide("York Social Care/8500", "same", "Harbour Project/9876")
    found = board.explain("4711")
    apart = [each for each in why(found) if not each[1]]  # type: ignore[index]
    assert apart == [
        (
            [1, 4],
            False,
            [
                "One young person would have two identifiers of Harbour Project (9876 and 4711), "
                "and nobody decided that these are the same."
            ],
        )
    ]


def test_a_possible_duplicate_is_told_with_its_reasons(board: Board) -> None:
    board.send(POLICE, called("4711", **GIRL, referral_date="04/01/2011"))
    board.send(CARE, called("4711", gender="Male", referral_date="04/01/2011"))
    one, other = board.explain("4711")["young_people"]
    ((mine,), (its,)) = one["possible_duplicates"], other["possible_duplicates"]  # type: ignore[misc]
    assert mine["known_as"] == ["York Social Care 4711"]
    assert its["known_as"] == ["York Police 4711"]
    assert "same identifier" in mine["reasons"]
    assert "gender differs" in mine["reasons"]


def test_who_may_be_known_in_another_area_is_told(board: Board) -> None:
    elsewhere = PROJECT | {"area": "Leeds"}
    crowd = [
        called(
            str(8000 + number),
            gender="Male",
            date_of_birth=f"{1 + number % 12:02}/1994",
            ethnicity="Pakistani",
            referral_date=f"{1 + number % 12:02}/03/2010",
        )
        for number in range(40)
    ]
    girl = called("4711", **GIRL, referral_date="04/01/2011")
    board.send(PROJECT, girl, *crowd[:20])
    board.send(elsewhere, girl, *crowd[20:])
    (person,) = board.explain("4711")["young_people"]
    (other,) = person["other_areas"]  # type: ignore[misc]
    assert (other["area"], other["known_as"]) == ("Leeds", ["Harbour Project 4711"])


def test_a_row_that_was_not_counted_is_told_with_its_step(board: Board) -> None:
    board.send(POLICE, called("4711", closure_date="01/02/2011"))
    said = board.refusal("York", "4711")
    assert "No record counted in York on 6 June 2011 has this identifier." in said
    assert "York Police, return of 6 June 2011, row 7" in said
    assert "(not_open)" in said


def test_a_row_that_was_not_counted_stands_beside_those_that_are(board: Board) -> None:
    board.send(POLICE, called("4711"))
    board.send(CARE, called("4711", age="19"))
    (row,) = board.explain("4711")["not_counted"]
    assert (row["agency"], row["step"]) == ("York Social Care", "over_18")


def test_an_identifier_that_nobody_sent_is_no_traceback(board: Board) -> None:
    board.send(POLICE, called("4711"))
    assert "Nor has any row of the returns chosen for that day." in board.refusal("York", "9876")


def test_an_identifier_of_signs_only_is_refused(board: Board) -> None:
    board.send(POLICE, called("4711"))
    assert "Write an identifier." in board.refusal("York", "/-/")


def test_an_unknown_area_is_refused(board: Board) -> None:
    board.send(POLICE, called("4711"))
    assert "AREA names no area in England." in board.refusal("Atlantis", "4711")


def test_an_area_that_sent_nothing_is_refused(board: Board) -> None:
    board.send(POLICE, called("4711"))
    assert "The store has no return for Leeds." in board.refusal("Leeds", "4711")


def test_without_a_date_the_areas_latest_return_date_is_the_day(board: Board) -> None:
    board.send(POLICE | {"return_date": "2011-04-30"}, called("4711"))
    assert board.explain("4711")["date"] == "2011-04-30"


def test_a_decision_about_others_is_not_told(board: Board) -> None:
    board.send(POLICE, called("4711"), called("5822"))
    board.send(CARE, called("9876"))
    board.decide("York Police/5822", "not the same", "York Social Care/9876")
    assert board.explain("4711")["decisions"] == []
