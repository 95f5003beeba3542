"""The example of docs/mappings.md runs, and does what the document says."""

import shutil
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.docs.shown import CUT, DOCS, Shown, blocks, commands, is_shown

DOCUMENT = "mappings.md"
FORM, MAPPING = Path("local-form/june.csv"), Path("local-form/local-form.toml")


@pytest.fixture(autouse=True)
def _examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the examples as the current folder."""
    shutil.copytree(DOCS / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path / "examples")


@pytest.mark.parametrize("shown", commands(DOCUMENT), ids=lambda shown: shown.arguments[-1])
def test_a_command_prints_what_the_document_shows(
    shown: Shown, capsys: pytest.CaptureFixture[str]
) -> None:
    run(shown.arguments)
    assert is_shown(shown.output, capsys.readouterr().out)


def test_the_form_is_refused_without_the_mapping_and_read_without_a_problem_with_it() -> None:
    assert run(["check", str(FORM)]) == 1
    assert run(["check", str(FORM), "--mapping", str(MAPPING)]) == 0


def test_the_draft_holds_the_lines_that_the_document_shows() -> None:
    (shown,) = [block for block in blocks(DOCUMENT, "text") if "[columns]" in block]
    run(["mapping", "draft", str(FORM), "--out", "draft.toml"])
    draft = iter(Path("draft.toml").read_text(encoding="utf-8").splitlines())
    for line in filter(None, shown.splitlines()):
        begin, cut, _ = line.partition(CUT)
        assert cut == "" or line.endswith(CUT)
        found = any(each.startswith(begin) if cut else each == line for each in draft)
        assert found, f"not in the draft, or not in this order: {line}"


def test_the_mapping_is_the_one_that_the_document_shows() -> None:
    assert blocks(DOCUMENT, "toml") == [MAPPING.read_text(encoding="utf-8")]


def test_the_table_in_the_document_is_the_form() -> None:
    text = (DOCS / DOCUMENT).read_text(encoding="utf-8")
    for line in FORM.read_text(encoding="utf-8").splitlines()[3:7]:
        assert " | ".join(line.split(",")) in text


def test_a_register_as_the_document_shows_names_the_mapping_for_the_next_month() -> None:
    (register,) = [block for block in blocks(DOCUMENT, "text") if block.startswith("file,")]
    month = Path("returns/2011-07")
    (month / "mappings").mkdir(parents=True)
    shutil.copy(FORM, month / "july.csv")
    shutil.copy(MAPPING, month / "mappings" / "saltmarbles.toml")
    (month / "register.csv").write_text(register, encoding="utf-8")
    assert run(["ingest", str(month), "--store", "a-store"]) == 0


def test_the_drafted_answers_are_those_that_the_mapping_confirms() -> None:
    run(["mapping", "draft", str(FORM), "--out", "draft.toml"])
    draft = Path("draft.toml").read_text(encoding="utf-8")
    confirmed = MAPPING.read_text(encoding="utf-8").partition("[answers.coercion_methods]")[2]
    for line in confirmed.split("\n"):
        answer = line.partition(" = ")[0]
        assert answer in draft
