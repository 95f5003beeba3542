"""The example of docs/guide.md runs, and does what the document says."""

import shutil
from pathlib import Path

import pytest

from pipeline.cli import run
from schemas.problems import load_problems
from tests.docs.shown import DOCS, commands, is_shown

DOCUMENT = "guide.md"
MAY = ("month", "returns/2011-05", "--out", "out/2011-05")


@pytest.fixture(autouse=True)
def _board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the example as the current folder, with May done."""
    shutil.copytree(DOCS / "examples" / "board", tmp_path / "board")
    monkeypatch.chdir(tmp_path / "board")
    for name in ("LSCB_STORE", "LSCB_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    assert run(MAY) == 0


def test_the_commands_print_what_the_guide_shows(capsys: pytest.CaptureFixture[str]) -> None:
    shown = commands(DOCUMENT)
    assert [each.arguments[0] for each in shown] == ["month", "status"]
    capsys.readouterr()
    for each in shown:
        assert run(each.arguments) == 0
        assert is_shown(each.output, capsys.readouterr().out)


def test_june_has_the_files_and_folders_that_the_guide_names() -> None:
    assert run(commands(DOCUMENT)[0].arguments) == 0
    june = Path("out/2011-06")
    assert {path.name for path in june.iterdir()} == {
        "summary.txt",
        "status.html",
        "chase",
        "snapshot",
        "manifest.json",
    }
    assert {path.name for path in (june / "chase").iterdir()} == {
        "harbour-project.txt",
        "nightjarrow-project.txt",
        "saltmarbles-trust.txt",
    }
    feedback = Path("lscb-store-feedback/2011-06-06/Saltmarbles Trust - York")
    assert {path.name for path in feedback.iterdir()} == {
        "feedback.xlsx",
        "feedback.csv",
        "feedback.json",
    }


def test_the_guide_lists_the_files_of_a_snapshot() -> None:
    text = (DOCS / DOCUMENT).read_text(encoding="utf-8")
    _, _, listed = text.partition("## What the snapshot holds\n\n")
    named = {line.split()[0] for line in listed.split("\n\n")[0].splitlines() if line[4] != " "}
    snapshot = Path("out/2011-05/snapshot")
    there = {path.relative_to(snapshot).as_posix() for path in snapshot.rglob("*.*")}
    # Fewer than 20 young people: nothing is published.
    of_publishing = {"publish/", "restricted/disclosure.csv", "restricted/pattern.json"}
    assert named - of_publishing == there
    assert of_publishing <= named


def test_the_guide_names_only_problems_of_the_catalogue() -> None:
    text = (DOCS / DOCUMENT).read_text(encoding="utf-8")
    _, _, section = text.partition("## What is odd about a return")
    rows = [line for line in section.split("\n## ")[0].splitlines() if "(`" in line]
    codes = {line.split("(`")[1].split("`)")[0] for line in rows}
    assert len(codes) == 7
    assert codes <= set(load_problems())
