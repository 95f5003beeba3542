"""The example of docs/extract.md runs, and prints what the document shows."""

import shutil
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.docs.shown import DOCS, commands, is_shown


def test_the_command_prints_what_the_document_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(DOCS / "examples" / "board", tmp_path / "board")
    monkeypatch.chdir(tmp_path / "board")
    for name in ("LSCB_STORE", "LSCB_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    assert run(["ingest", "--no-feedback", "returns/2011-05"]) in (0, 1)
    assert run(["ingest", "--no-feedback", "returns/2011-06"]) in (0, 1)
    (shown,) = commands("extract.md")
    capsys.readouterr()
    assert run(shown.arguments) == 0
    assert is_shown(shown.output, capsys.readouterr().out)
