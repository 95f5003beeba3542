"""With agencies.csv an agency that is spelt differently is the same agency everywhere."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.pipeline.counted import Counted, snapshot
from tests.sending import read_csv, write_csv, write_return

MAY, JUNE = "2011-05-09", "2011-06-06"


class Board:
    """A store and the agencies.csv beside it."""

    def __init__(self, folder: Path, *agencies: tuple[str, ...]) -> None:
        self._folder = folder
        self._deliveries = 0
        header = ("agency", "spellings", "type", "numbering", "id_prefixes")
        write_csv(folder / "agencies.csv", [header, *agencies])
        self._config = folder / "lscb.toml"
        self._config.write_text('agencies = "agencies.csv"\n', encoding="utf-8")

    @property
    def options(self) -> tuple[str, ...]:
        return ("--store", str(self._folder / "store"), "--config", str(self._config))

    def sends(self, *records: Mapping[str, str] | str, **cover: str) -> None:
        """A delivery of one return, that has to be taken; a text is a local identifier."""
        self._deliveries += 1
        path = self._folder / f"sent-{self._deliveries}" / "return.csv"
        rows = [{"local_id": each} if isinstance(each, str) else each for each in records]
        write_return(path, rows, cover)
        assert run(["ingest", str(path.parent), "--no-feedback", *self.options]) == 0

    def counted(self) -> Counted:
        return snapshot(self._folder / "store", self.out, JUNE, "--config", str(self._config))

    @property
    def out(self) -> Path:
        return self._folder / "out"


HARBOUR = ("Harbour Project", "Harbour Proj;HP")


def test_of_an_agency_spelt_differently_last_month_only_june_counts(tmp_path: Path) -> None:
    board = Board(tmp_path, HARBOUR)
    board.sends("A1", "A2", agency="Harbour Proj", return_date=MAY)
    board.sends("A1", agency="HP", return_date=JUNE)
    flow = board.counted().flow
    assert (flow["not_current"], flow["counted"]) == (2, 1)


def test_without_agencies_two_spellings_are_two_agencies(tmp_path: Path) -> None:
    board = Board(tmp_path)
    board.sends("A1", "A2", agency="Harbour Proj", return_date=MAY)
    board.sends("A1", agency="HP", return_date=JUNE)
    flow = board.counted().flow
    assert (flow["not_current"], flow["duplicate"], flow["counted"]) == (0, 1, 2)


def test_a_later_return_under_another_spelling_replaces_the_earlier(tmp_path: Path) -> None:
    board = Board(tmp_path, HARBOUR)
    board.sends("A1", "A2", agency="Harbour Project")
    board.sends("A1", agency="harbour  proj")
    flow = board.counted().flow
    assert (flow["replaced"], flow["counted"]) == (2, 1)


def test_two_spellings_in_one_delivery_are_one_return(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    board = Board(tmp_path, HARBOUR)
    board.sends({"local_id": "A1", "agency": "HP"}, {"local_id": "A2", "agency": "Harbour Proj"})
    capsys.readouterr()
    (line,) = board_status(board, capsys)
    assert (line["agency"], line["rows"]) == ("Harbour Project", 2)


def board_status(board: Board, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """The returns that `lscb status` lists."""
    assert run(["status", "--json", *board.options]) == 0
    returns: list[dict[str, object]] = json.loads(capsys.readouterr().out)["returns"]
    return returns


def test_an_agencies_file_made_later_holds_for_what_is_stored_already(tmp_path: Path) -> None:
    Board(tmp_path).sends("A1", "A2", agency="Harbour Proj", return_date=MAY)
    board = Board(tmp_path, HARBOUR)
    board.sends("A1", agency="Harbour Project", return_date=JUNE)
    flow = board.counted().flow
    assert (flow["not_current"], flow["counted"]) == (2, 1)


def test_bare_small_numbers_of_one_agency_are_one_young_person_however_it_is_spelt(
    tmp_path: Path,
) -> None:
    """Of two agencies the number 7 would be two young people."""
    board = Board(tmp_path, HARBOUR)
    board.sends(
        {"local_id": "7", "agency": "HP"},
        {"local_id": "7", "agency": "Harbour Proj"},
    )
    flow = board.counted().flow
    assert (flow["duplicate"], flow["counted"]) == (1, 1)


def test_two_spellings_tie_and_the_place_in_the_file_decides(tmp_path: Path) -> None:
    """By code point `HP` would go before `Harbour Proj`, and its answer would be taken."""
    board = Board(tmp_path, HARBOUR)
    board.sends(
        {"local_id": "A1", "agency": "Harbour Proj", "gender": "female", "age": "15"},
        {"local_id": "A1", "agency": "HP", "gender": "female", "age": "14"},
    )
    assert board.counted().of("figure_2", "15") == "1"
    (conflict,) = read_csv(board.out / "restricted" / "conflicts.csv")
    assert conflict["agency_taken"] == conflict["agency_other"] == "Harbour Project"


def test_the_manifest_names_agencies_as_they_are_shown_and_which_agencies_file_it_was(
    tmp_path: Path,
) -> None:
    board = Board(tmp_path, HARBOUR)
    board.sends("A1", agency="HP")
    board.counted()
    manifest = json.loads((board.out / "manifest.json").read_text(encoding="utf-8"))
    assert [each["agency"] for each in manifest["inputs"]] == ["Harbour Project"]
    assert len(manifest["parameters"]["agencies"]) == 64


def test_without_agencies_the_manifest_says_nothing_of_them(tmp_path: Path) -> None:
    store = tmp_path / "store"
    write_return(tmp_path / "sent" / "a.csv", [{"local_id": "A1"}])
    assert run(["ingest", str(tmp_path / "sent"), "--store", str(store), "--no-feedback"]) == 0
    snapshot(store, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["parameters"]) == ["date", "max_age", "as_of"]


def test_the_nil_return_of_an_area_is_not_wanted_from_an_agency_spelt_differently(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    board = Board(tmp_path, HARBOUR)
    board.sends("A1", agency="HP", area="Leeds", return_date=MAY)
    capsys.readouterr()
    board.sends("A1", agency="Harbour Proj", area="Leeds", return_date=JUNE)
    assert "nil return is wanted" not in capsys.readouterr().out
    board.sends("A2", agency="Harbour Project", area="York", return_date="2011-06-07")
    assert "Harbour Project, Leeds, return of 2011-06-06" in capsys.readouterr().out


def test_the_numbering_of_agencies_holds_where_the_register_says_nothing(tmp_path: Path) -> None:
    board = Board(tmp_path, (*HARBOUR, "", "own"), ("Police", "", "", "shared"))
    board.sends("YP-5000", agency="HP")
    board.sends("YP-5000", agency="Police", agency_type="statutory")
    assert board.counted().flow["counted"] == 2


def test_shared_numbering_of_two_agencies_makes_a_small_number_one_young_person(
    tmp_path: Path,
) -> None:
    board = Board(tmp_path, (*HARBOUR, "", "shared"), ("Police", "", "", "shared"))
    board.sends("7", agency="HP")
    board.sends("7", agency="Police", agency_type="statutory")
    assert board.counted().flow["counted"] == 1


def test_each_agency_of_a_file_has_its_own_prefixes(tmp_path: Path) -> None:
    """BWD is no part of Harbour's identifiers, and is part of those of the police."""
    board = Board(tmp_path, (*HARBOUR, "", "", "BWD"), ("Police", "", "", "", "SM"))
    board.sends(
        {"local_id": "BWD 5001", "agency": "HP"},
        {"local_id": "SM 5001", "agency": "Police"},
        {"local_id": "BWD 5001", "agency": "Police"},
        {"local_id": "5001", "agency": "Social Care"},
    )
    flow = board.counted().flow
    assert (flow["duplicate"], flow["counted"]) == (2, 2)


def test_a_return_without_a_type_is_taken_where_agencies_tell_it(tmp_path: Path) -> None:
    board = Board(tmp_path, (*HARBOUR, "voluntary"))
    board.sends("A1", agency="HP", agency_type="")
    assert board.counted().of("table_2", "base", column="voluntary") == "1"


def test_the_same_return_again_takes_nothing_in_and_with_other_prefixes_replaces(
    tmp_path: Path,
) -> None:
    board = Board(tmp_path, HARBOUR)
    board.sends("A1", agency="HP")
    board.sends("A1", agency="HP")
    assert board.counted().flow["received"] == 1
    board = Board(tmp_path, (*HARBOUR, "", "", "A"))
    board.sends("A1", agency="HP")
    flow = board.counted().flow
    assert (flow["replaced"], flow["counted"]) == (1, 1)


def test_two_spellings_in_one_delivery_have_one_feedback(tmp_path: Path) -> None:
    board = Board(tmp_path, HARBOUR)
    for name in ("Harbour Proj", "HP"):
        cover = {"agency": name, "return_date": JUNE}
        write_return(tmp_path / "june" / f"{name}.csv", [{"local_id": f"{name} 12"}], cover)
    feedback = tmp_path / "feedback"
    command = ["ingest", str(tmp_path / "june"), "--feedback", str(feedback), *board.options]
    assert run(command) == 0
    (folder,) = (feedback / JUNE).iterdir()
    assert folder.name == "Harbour Project - York"
    assert json.loads((folder / "feedback.json").read_text(encoding="utf-8"))["rows"] == 2
