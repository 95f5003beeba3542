"""`lscb month`: what it prints."""

import json
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.sending import write_return


def test_a_nil_return_that_is_wanted_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of Leeds, for which May had a row, June says nothing."""
    of_may = [{"local_id": "A1"}, {"local_id": "A2", "area": "Leeds"}]
    write_return(tmp_path / "may" / "a.csv", of_may, {"return_date": "2011-05-06"})
    write_return(tmp_path / "june" / "a.csv", [{"local_id": "A1"}], {"return_date": "2011-06-06"})
    own = ("--store", str(tmp_path / "store"), "--out", str(tmp_path / "out"))
    assert run(["month", str(tmp_path / "may"), *own]) == 0
    capsys.readouterr()
    assert run(["month", str(tmp_path / "june"), *own]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.count("nil return") == 1
    assert "To check: 1 warning" in said


def test_with_no_publish_a_month_writes_what_is_restricted_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"local_id": f"A{n}"} for n in range(12)]
    write_return(tmp_path / "june" / "a.csv", rows, {"return_date": "2011-06-06"})
    own = ("--store", str(tmp_path / "store"), "--out", str(tmp_path / "out"))
    assert run(["month", str(tmp_path / "june"), *own, "--no-publish"]) == 0
    assert "Nothing to publish was written: --no-publish was given." in capsys.readouterr().out
    made = {each.name for each in tmp_path.glob("out/*/*")}
    assert "restricted" in made
    assert "publish" not in made


def test_where_the_output_can_not_be_written_json_tells_of_the_returns_that_were_stored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_return(tmp_path / "june" / "a.csv", [{"local_id": "A1"}], {"return_date": "2011-06-06"})
    (tmp_path / "letter").touch()
    own = ("--store", str(tmp_path / "store"), "--out", str(tmp_path / "letter" / "out"))
    assert run(["month", str(tmp_path / "june"), *own, "--no-publish", "--json"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("lscb: The returns were stored, but: ")
    found = json.loads(said.out)
    assert found["delivery"]["files"][0]["outcome"] == "stored"
    assert (found["summary"], found["files"]) == (None, [])
    assert list(tmp_path.glob("store-feedback/*/*/feedback.json")) != []
