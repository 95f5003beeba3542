"""Hostile content that is refused, cut or cleaned where it comes in, and in the names that a
command is given."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from pipeline.cli import run
from schemas.text import LONGEST_NAME
from tests.sending import COVER, write_csv, write_return
from tests.trust.hostile_texts import hostile, not_printable
from tests.trust.hostile_world import as_bytes


def test_two_agencies_that_look_the_same_are_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody's return stands beside another's under a name that only seems to be his."""
    write_return(tmp_path / "in" / "a.csv", [{"local_id": "A-1"}])
    same = {"agency": "Harbour\u202e\u200b \x1bProject\u2066"}
    write_return(tmp_path / "in" / "b.csv", [{"local_id": "A-2"}], same)
    store = str(tmp_path / "store")
    assert run(["ingest", str(tmp_path / "in"), "--store", store, "--no-feedback"]) == 0
    capsys.readouterr()
    assert run(["status", "--store", store]) == 0
    said = capsys.readouterr().out
    assert "1 return in force" in said
    assert "Harbour Project" in said


def test_the_name_of_an_agency_is_cut(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_return(tmp_path / "a.csv", [{"local_id": "A-1"}], {"agency": "Harbour " * 1000})
    store = str(tmp_path / "store")
    assert run(["ingest", str(tmp_path / "a.csv"), "--store", store, "--no-feedback"]) == 0
    capsys.readouterr()
    assert run(["status", "--store", store, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    names = {each["agency"] for each in said["returns"]}
    assert names == {"Harbour " * 24 + "Harbour\u2026"}
    assert all(len(name) <= LONGEST_NAME for name in names)


def test_an_agency_of_nothing_that_is_seen_is_no_agency(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_return(tmp_path / "a.csv", [{"local_id": "A-1"}], {"agency": "\u200b\u202e\x07"})
    assert run(["check", str(tmp_path / "a.csv")]) == 1
    assert "does not say whose return it is" in capsys.readouterr().out


def test_a_zip_with_a_name_that_no_disk_takes_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as packed:
        packed.writestr("a" * 256 + ".csv", as_bytes([["agency", "Packed"]]))
    assert run(["check", str(tmp_path / "packed.zip")]) == 1
    assert "packed.zip: refused" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["title", "of one byte", "return", "newline", "override"])
def test_a_path_that_is_not_there_is_named_without_what_steers(
    kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / hostile("named")[kind])
    for argv in (
        *(["check", missing], ["ingest", missing, "--store", str(tmp_path / "s")]),
        *(["tables", missing, "--date", "2011-06-06", "--out", "o"], ["mapping", "draft", missing]),
        *(
            ["erase", "file", missing],
            ["duplicates", "decide", missing],
            ["diff", missing, missing],
        ),
        *(["status", "--store", missing], ["problems", missing], ["annual", missing]),
    ):
        assert run(argv) == 2
        said = capfd.readouterr()
        assert not_printable(said.out + said.err) == set(), argv
        assert not re.search("^lscb: forged", said.err, re.MULTILINE), argv


@pytest.mark.parametrize("kind", ["title", "of one byte", "override", "zero width"])
def test_what_the_board_writes_for_all_to_see_is_plain_text_or_refused(
    kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The contact, the title and the note of an own table, the name of a release."""
    text = json.dumps(hostile("named")[kind])
    config = tmp_path / "lscb.toml"
    config.write_text(f"[publish]\ncontact = {text}\n", encoding="utf-8")
    of_day = ["--date", "2011-06-06", "--out", str(tmp_path / "out")]
    refused = [["status", "--config", str(config)]]
    for key, other in (("title", "note"), ("note", "title")):
        named = tmp_path / f"{key}.toml"
        lines = f'[[table]]\nid = "one"\nquestion = "gender"\n{key} = {text}\n{other} = "Plain"\n'
        named.write_text(lines, encoding="utf-8")
        refused.append(["tables", str(named), *of_day])
    refused.append(["release", str(tmp_path), "--name", json.loads(text)])
    for argv in refused:
        assert run([*argv, "--store", str(tmp_path / "none")]) == 2
        said = capfd.readouterr()
        assert not_printable(said.err) == set()
        assert "There is no store" not in said.err, "the text is refused before all else"


def test_a_newline_in_the_name_of_a_file_makes_no_line_of_its_own(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    write_csv(folder / "a\n0 files refused.csv", [["no", "return"]])
    write_csv(folder / "b.csv", [[name, text] for name, text in COVER.items()])
    assert run(["check", str(folder)]) == 1
    lines = capfd.readouterr().out.split("\n")
    assert any(line.startswith("a?0 files refused.csv: refused") for line in lines)
    assert not any(line.startswith("0 files") for line in lines)
