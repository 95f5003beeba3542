"""docs/profile.md shows what the command prints."""

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
    assert run(["ingest", "returns/2011-05", "returns/2011-06", "--no-feedback"]) in (0, 1)
    capsys.readouterr()
    (shown,) = commands("profile.md")
    assert run(shown.arguments) == 0
    assert is_shown(shown.output, capsys.readouterr().out)
