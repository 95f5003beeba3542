"""The folders of feedback: how they are named, where they stand, which are replaced or removed."""

from pathlib import Path

import pytest

from pipeline.cli import run
from tests.feedback.received import FOLDER, check, feedback_json
from tests.feedback.sent import HEAD, line, without_identifiers
from tests.sending import write_csv, write_register, write_return

OF_THE_DAY = Path("s-feedback") / FOLDER.parent
REFUSED = Path("s-feedback") / "refused files"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder; the store is `s` in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ingest(sent: Path) -> int:
    return run(["ingest", str(sent), "--store", "s"])


@pytest.mark.parametrize(
    ("agency", "begins"), [("CON", "_CON "), ("Trailing. ", "Trailing "), ("A/B", "AB ")]
)
def test_a_folder_has_a_name_that_windows_takes(agency: str, begins: str, tmp_path: Path) -> None:
    sent = write_csv(tmp_path / "a.csv", [HEAD, line("A", "unsure", agency=agency)])
    (folder,) = (check(sent, tmp_path) / FOLDER.parent).iterdir()
    assert folder.name.startswith(begins)
    assert folder.name.endswith(" - York")


def test_an_agency_spelt_in_capitals_next_time_keeps_its_folder(here: Path) -> None:
    for agency in ("Harbour Project", "HARBOUR PROJECT"):
        lines = [HEAD, line("A", "Female", agency=agency)]
        assert ingest(write_csv(here / f"{agency}.csv", lines)) == 0
    assert [path.name for path in OF_THE_DAY.iterdir()] == ["Harbour Project - York"]


def test_two_refused_files_of_one_name_have_a_folder_each(here: Path) -> None:
    for name in "ab":
        assert ingest(write_csv(here / name / "x.csv", [("hello",), (name,)])) == 1
    assert len(list(REFUSED.iterdir())) == 2


@pytest.mark.parametrize("by_register", [False, True], ids=["own cover", "register"])
def test_a_refused_file_of_a_return_is_told_of_in_the_returns_feedback(
    here: Path, by_register: bool
) -> None:
    write_return(here / "june" / "a.csv", [{"local_id": "HP-1"}])
    without_identifiers(here / "june" / "b.csv", covered=not by_register)
    if by_register:
        write_register(here / "june", [{"file": "a.csv"}, {"file": "b.csv"}])
    assert ingest(here / "june") == 1
    said = feedback_json("s-feedback" / FOLDER)
    assert (said["verdict"], said["rows"]) == ("accepted_with_refusals", 1)
    assert [each["path"] for each in said["files"]] == ["a.csv", "b.csv"]
    (defect,) = said["defects"]
    assert [(each["code"], each["cell"]["file"]) for each in defect["faults"]] == [
        ("no_identifier_column", "b.csv")
    ]
    assert not REFUSED.exists()


def test_the_folder_of_a_refused_file_is_removed_when_it_comes_mended(here: Path) -> None:
    assert ingest(without_identifiers(here / "a.csv")) == 1
    assert len(list(REFUSED.iterdir())) == 1
    assert ingest(write_return(here / "a.csv", [{"local_id": "HP-1"}])) == 0
    assert list(REFUSED.iterdir()) == []
    assert feedback_json("s-feedback" / FOLDER)["verdict"] == "accepted"


def test_another_agencys_refused_file_keeps_its_folder(here: Path) -> None:
    assert ingest(without_identifiers(here / "a.csv")) == 1
    other = {"agency": "Lighthouse Team"}
    assert ingest(write_return(here / "b.csv", [{"local_id": "LT-1"}], other)) == 0
    assert len(list(REFUSED.iterdir())) == 1


def test_the_feedback_of_a_store_that_is_the_current_folder_stands_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = write_return(tmp_path / "a.csv", [{"local_id": "HP-1"}])
    (tmp_path / "board").mkdir()
    monkeypatch.chdir(tmp_path / "board")
    assert run(["ingest", str(sent), "--store", "."]) == 0
    assert (tmp_path / "board-feedback" / FOLDER / "feedback.json").is_file()


def test_a_snapshot_does_not_take_the_place_of_the_feedback(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ingest(write_return(here / "a.csv", [{"local_id": "HP-1"}])) == 0
    argv = ["snapshot", "--store", "s", "--date", "2011-06-06", "--out", "s-feedback"]
    assert run(argv) == 2
    assert "s-feedback holds the feedback that ingests wrote" in capsys.readouterr().err
    assert ("s-feedback" / FOLDER / "feedback.json").is_file()


def test_returns_are_stored_though_their_feedback_cannot_be_written(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    may = {"return_date": "2011-05-06"}
    assert ingest(write_return(here / "a.csv", [{"local_id": "1"}], may)) == 0
    OF_THE_DAY.write_text("in the way", encoding="utf-8")
    assert ingest(write_return(here / "b.csv", [{"local_id": "1"}])) == 1
    said = capsys.readouterr().err
    assert f"lscb: The returns were stored, but: {here / OF_THE_DAY} can't be written" in said
    assert run(["status", "--store", "s", "--month", "2011-06"]) == 0
    assert "1 return in force" in capsys.readouterr().out
    assert OF_THE_DAY.read_text(encoding="utf-8") == "in the way"


def test_what_an_interrupted_writing_left_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    feedback = tmp_path / "feedback"
    write_return(tmp_path / "june" / "a.csv", [{"local_id": "A1"}])
    command = ["ingest", str(tmp_path / "june"), "--store", str(tmp_path / "store")]
    command += ["--feedback", str(feedback)]
    assert run(command) == 0
    left = feedback / "2011-06-06" / ".writing-left"
    left.mkdir()
    (left / "feedback.csv").write_text("half", encoding="utf-8")
    assert run(command) == 0
    assert [each.name for each in (feedback / "2011-06-06").iterdir()] == ["Harbour Project - York"]
