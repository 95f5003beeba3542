"""`lscb status`: the table, the page and the texts to those who are to be written to."""

import stat
import sys
from pathlib import Path

import pytest

from tests.pipeline.board import JUNE, MAY, ROW, Board


def test_the_table_has_a_line_for_each_and_says_how_many(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(MAY, ROW, received="08/05/2011")
    board.sends(JUNE, ROW, agency="Quick", received="20/06/2011")
    capsys.readouterr()
    assert board.status() == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].split() == [
        "agency", "area", "month", "return", "date", "received", "rows", "refused", "rows", "state",
        "complete", "%",
    ]  # fmt: skip
    assert out[2].split() == ["Harbour", "Project", "York", "2011-06", "missing"]
    assert out[1].split()[:7] == [
        "Harbour", "Project", "York", "2011-05", "2011-05-06", "2011-05-08", "1",
    ]  # fmt: skip
    assert out[3].split()[:8] == [
        "Quick", "York", "2011-06", "2011-06-06", "2011-06-20", "1", "0", "late",
    ]  # fmt: skip
    assert out[4:] == ["2 returns in force, 0 replaced.", "1 late, 1 missing."]


def test_the_page_is_the_same_whenever_it_is_written_and_its_owners_alone(
    board: Board, tmp_path: Path
) -> None:
    board.goes_by(7)
    board.sends(JUNE, ROW, received="08/06/2011")
    page = tmp_path / "out" / "status.html"
    assert board.status("--on", "2011-06-20", "--page", str(page)) == 0
    first = page.read_bytes()
    assert board.status("--on", "2011-06-20", "--page", str(page)) == 0
    assert page.read_bytes() == first
    assert [path.name for path in page.parent.iterdir()] == ["status.html"]
    if sys.platform != "win32":
        assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_a_file_that_is_no_page_of_ours_is_not_written_over(
    board: Board, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, ROW)
    other = tmp_path / "other.html"
    other.write_text("<p>Mine</p>", encoding="utf-8")
    assert board.status("--page", str(other)) == 2
    assert "was not made by lscb" in capsys.readouterr().err
    assert other.read_text(encoding="utf-8") == "<p>Mine</p>"


@pytest.mark.parametrize("option", ["--page", "--chase"])
def test_nothing_is_written_into_the_store(
    board: Board, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    board.sends(JUNE, ROW)
    assert board.status(option, str(board.store / "sealed")) == 2
    assert "lies in the store" in capsys.readouterr().err


def test_each_agency_to_be_written_to_has_one_text_with_its_own_facts(
    board: Board, tmp_path: Path
) -> None:
    board.goes_by(7)
    board.sends(MAY, ROW, agency="Silent Agency")
    board.sends(JUNE, ROW, {"local_id": "tbc"}, agency="Slips & Co", received="08/06/2011")
    board.sends(JUNE, ROW, agency="Faultless", received="08/06/2011")
    folder = tmp_path / "chase"
    assert board.status("--on", "2011-06-20", "--month", "2011-06", "--chase", str(folder)) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.json", "slips-co.txt"]
    text = (folder / "slips-co.txt").read_text(encoding="utf-8")
    assert "1 young person is not counted" in text
    assert "Silent" not in text
    assert "Faultless" not in text
    assert "tbc" not in text


def test_a_second_chase_takes_the_place_of_the_first(board: Board, tmp_path: Path) -> None:
    board.sends(MAY, ROW, agency="Silent Agency")
    board.sends(JUNE, ROW, agency="Here")
    folder = tmp_path / "chase"
    assert board.status("--chase", str(folder)) == 0
    assert (folder / "silent-agency.txt").exists()
    board.sends(JUNE, ROW, agency="Silent Agency")
    assert board.status("--chase", str(folder)) == 0
    assert [path.name for path in folder.iterdir()] == ["manifest.json"]
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_who_has_only_refused_answers_is_written_to(board: Board, tmp_path: Path) -> None:
    board.sends(JUNE, {"local_id": "A1", "gender": "unsure"})
    assert board.status("--chase", str(tmp_path / "chase")) == 0
    text = (tmp_path / "chase" / "harbour-project.txt").read_text(encoding="utf-8")
    assert "1 answer was refused" in text
