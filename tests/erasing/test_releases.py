"""A release that counted whom is erased stays as it is."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.erasing.world import erase, told
from tests.publishing.board import files_in, ingested, snapshot


def test_a_release_made_before_is_named_and_can_still_be_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ingested(tmp_path)
    assert snapshot(store, tmp_path / "out") == 0
    where = ["--store", str(store)]
    assert run(["release", str(tmp_path / "out"), "--name", "June 2011", *where]) == 0
    published = files_in(tmp_path / "out" / "publish")
    shutil.rmtree(tmp_path / "out")
    show = ["erase", "identifier", "--area", "York", "--id", "A1005", *where]
    said = told(capsys, show)
    assert "Counted in the sealed release 'June 2011': they stay as they are" in said
    assert (
        "Publish no new tables of 6 June 2011: whoever holds them against what was released reads "
        "this young person from the difference." in said
    )
    assert json.loads(told(capsys, [*show, "--json"]))["releases"] == ["June 2011"]
    assert erase(store, *show[1:]) == 0
    assert run(["release", "show", "June 2011", "--out", str(tmp_path / "again"), *where]) == 0
    assert files_in(tmp_path / "again" / "publish") == published
    assert snapshot(store, tmp_path / "out") == 0
