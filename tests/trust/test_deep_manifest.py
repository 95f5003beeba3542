"""An output's manifest of a great many brackets, which no reader of JSON goes into."""

from pathlib import Path

import pytest

from pipeline.cli import run
from tests.pipeline.counted import ingest
from tests.sending import write_return


def test_a_folder_with_such_a_manifest_was_not_made_by_lscb(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_return(tmp_path / "sent" / "a.csv", [{"local_id": "A1"}])
    store, out = tmp_path / "store", tmp_path / "out"
    assert ingest(store, tmp_path / "sent") == 0
    out.mkdir()
    (out / "manifest.json").write_text("[" * 100_000, encoding="utf-8")
    capsys.readouterr()
    of_day = ["--date", "2011-06-06", "--no-publish", "--store", str(store)]
    assert run(["snapshot", *of_day, "--out", str(out)]) == 2
    assert capsys.readouterr().err == (
        f"lscb: {out} is not empty and was not made by lscb, so it is not replaced. Name another "
        "folder for --out.\n"
    )
