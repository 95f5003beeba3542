"""`lscb release`: sealed, listed, shown again, and kept to."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.publishing.board import files_in, ingested, snapshot, young_people
from tests.sending import write_return


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store and a snapshot, `out`."""
    folder = tmp_path_factory.mktemp("made")
    assert snapshot(ingested(folder), folder / "out") == 0
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    """The same, for one test."""
    shutil.copytree(made, tmp_path / "desk")
    return tmp_path / "desk"


def release(desk: Path, *argv: str) -> int:
    return run(["release", *argv, "--store", str(desk / "store")])


def seal(desk: Path, name: str = "June 2011", out: str = "out") -> int:
    return release(desk, str(desk / out), "--name", name)


def releases(desk: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert release(desk, "list", "--json") == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["releases"]
    return found


def test_a_release_is_shown_again_to_the_byte(desk: Path) -> None:
    assert seal(desk) == 0
    published = files_in(desk / "out" / "publish")
    shutil.rmtree(desk / "out")
    assert release(desk, "show", "June 2011", "--out", str(desk / "again")) == 0
    assert files_in(desk / "again" / "publish") == published


def test_what_is_shown_again_can_be_audited_and_replaced(desk: Path) -> None:
    assert seal(desk) == 0
    for _ in range(2):
        assert release(desk, "show", "june  2011", "--out", str(desk / "again")) == 0
    assert run(["audit", str(desk / "again")]) == 0


def test_no_true_count_is_sealed(desk: Path) -> None:
    assert seal(desk) == 0
    (folder,) = (desk / "store" / "releases").iterdir()
    assert {path.name for path in folder.iterdir()} == {
        "release.json", "manifest.json", "pattern.json", "publish",
    }  # fmt: skip
    assert '"small"' not in (folder / "pattern.json").read_text(encoding="utf-8")


def test_releases_are_listed_with_their_day(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert seal(desk) == 0
    (listed,) = releases(desk, capsys)
    assert (listed["name"], listed["date"], listed["command"]) == (
        "June 2011", "2011-06-06", "snapshot",
    )  # fmt: skip


def without_the_log(store: Path) -> dict[str, bytes]:
    """All but the audit log, which every command adds to."""
    return {name: of for name, of in files_in(store).items() if name != "audit.jsonl"}


def test_sealing_the_same_again_changes_nothing(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert seal(desk) == 0
    before = without_the_log(desk / "store")
    assert seal(desk, "JUNE 2011") == 0
    assert "sealed already" in capsys.readouterr().out
    assert without_the_log(desk / "store") == before


def test_a_name_is_given_once(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert seal(desk) == 0
    config = desk / "lscb.toml"
    config.write_text("[publish]\nthreshold = 6\n", encoding="utf-8")
    assert snapshot(desk / "store", desk / "other", "--config", str(config)) == 0
    assert seal(desk, out="other") == 2
    assert "Give this one another name" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "June\x1b[31m"])
def test_a_release_needs_a_name_that_can_be_printed(
    desk: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert seal(desk, name) == 2
    said = capsys.readouterr().err
    assert "printable" in said
    assert "\x1b" not in said


def test_an_output_that_was_changed_is_not_sealed(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = desk / "out" / "publish" / "snapshot.html"
    page.write_text(page.read_text(encoding="utf-8") + "<p>3 boys</p>", encoding="utf-8")
    assert seal(desk) == 2
    assert "has changed since lscb wrote it" in capsys.readouterr().err
    assert releases(desk, capsys) == []


def test_a_file_that_somebody_added_is_not_published_unseen(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "out" / "publish" / "notes.txt").write_text("3 boys", encoding="utf-8")
    assert seal(desk) == 2
    assert "was not written by lscb" in capsys.readouterr().err


@pytest.mark.parametrize("gone", ["publish/tables.csv", "restricted/pattern.json"])
def test_a_missing_file_is_named(desk: Path, gone: str, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "out" / gone).unlink()
    assert seal(desk) == 2
    assert f"{Path(gone).name} is missing" in capsys.readouterr().err


def test_a_snapshot_without_a_published_side_is_no_release(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert snapshot(desk / "store", desk / "alone", "--no-publish") == 0
    assert seal(desk, out="alone") == 2
    assert "publishes nothing" in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["returns", "nowhere"])
def test_another_folder_is_no_release(
    desk: Path, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert seal(desk, out=folder) == 2
    assert "is no folder that `lscb snapshot` wrote" in capsys.readouterr().err


def test_a_later_snapshot_of_the_day_keeps_to_the_release(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What local tables hide of England stays hidden in tables that would show it."""
    assert snapshot(desk / "store", desk / "local", "--local-tables") == 0
    assert seal(desk, "With local tables", out="local") == 0
    assert snapshot(desk / "store", desk / "later") == 0
    manifest = json.loads((desk / "later" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["published"]["kept_to"] == ["With local tables"]
    first = json.loads((desk / "local" / "restricted" / "pattern.json").read_text("utf-8"))
    later = json.loads((desk / "later" / "restricted" / "pattern.json").read_text("utf-8"))
    regional = [cell for cell in first["cells"] if cell[0].startswith(("E92", "E12"))]
    assert {tuple(cell) for cell in regional} <= {tuple(cell) for cell in later["cells"]}
    assert seal(desk, "Later", out="later") == 0
    assert [each["name"] for each in releases(desk, capsys)] == ["With local tables", "Later"]


def test_a_changed_byte_of_a_release_is_noticed(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert seal(desk) == 0
    (page,) = (desk / "store" / "releases").glob("*/publish/snapshot.html")
    content = page.read_bytes()
    page.write_bytes(content.replace(b"young", b"YOUNG", 1))
    assert release(desk, "show", "June 2011", "--out", str(desk / "again")) == 2
    assert "changed after it was sealed" in capsys.readouterr().err
    assert not (desk / "again").exists()


@pytest.mark.parametrize("file", ["publish/tables.csv", "pattern.json", "release.json"])
def test_no_snapshot_of_the_day_goes_by_a_release_that_was_changed(
    desk: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert seal(desk) == 0
    (path,) = (desk / "store" / "releases").glob(f"*/{file}")
    path.write_bytes(path.read_bytes().replace(b"2011", b"2012", 1) + b" ")
    assert snapshot(desk / "store", desk / "later") == 2
    assert "changed" in capsys.readouterr().err


def test_a_copied_release_is_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert seal(desk) == 0
    (folder,) = (desk / "store" / "releases").iterdir()
    shutil.copytree(folder, folder.with_name("copy"))
    assert release(desk, "list") == 2
    assert "If it is a copy, remove it" in capsys.readouterr().err


def test_a_release_that_is_not_there_is_said(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert release(desk, "show", "May", "--out", str(desk / "again")) == 2
    assert "`lscb release list` names all" in capsys.readouterr().err


def test_an_interrupted_sealing_is_cleared_away(desk: Path) -> None:
    left = desk / "store" / "releases" / ".writing-0123"
    left.mkdir(parents=True)
    (left / "manifest.json").write_text("{", encoding="utf-8")
    assert seal(desk) == 0
    assert not left.exists()


def corrected(desk: Path, more: int) -> None:
    """Stores the return again with so many young people more in York."""
    records = young_people() + [
        {"local_id": f"B{n}", "area": "York", "gender": "female", "age": "14"} for n in range(more)
    ]
    write_return(desk / "returns" / "a.csv", records)
    assert run(["ingest", "--store", str(desk / "store"), str(desk / "returns")]) == 0


def test_a_correction_that_shows_what_one_young_person_answered_is_refused(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert seal(desk) == 0
    corrected(desk, more=1)
    assert snapshot(desk / "store", desk / "later") == 0
    capsys.readouterr()
    assert seal(desk, "Corrected", out="later") == 2
    said = capsys.readouterr().err
    assert "differ by 1 to 5" in said
    assert "--small-changes" in said
    assert len(releases(desk, capsys)) == 1
    assert release(desk, str(desk / "later"), "--name", "Corrected", "--small-changes") == 0


def test_a_correction_by_many_is_released(desk: Path) -> None:
    assert seal(desk) == 0
    corrected(desk, more=12)
    assert snapshot(desk / "store", desk / "later") == 0
    assert seal(desk, "Corrected", out="later") == 0


def test_a_snapshot_made_before_a_release_of_its_day_was_sealed_is_refused(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The release hides more: that of a higher threshold."""
    config = desk / "lscb.toml"
    config.write_text("[publish]\nthreshold = 12\n", encoding="utf-8")
    assert snapshot(desk / "store", desk / "stricter", "--config", str(config)) == 0
    assert seal(desk, "Stricter", out="stricter") == 0
    capsys.readouterr()
    assert seal(desk, "Before it") == 2
    assert "shows figures that the release 'Stricter' of the same day hid" in (
        capsys.readouterr().err
    )


def test_an_output_that_hides_less_than_the_configuration_says_is_refused(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = desk / "lscb.toml"
    config.write_text("[publish]\nthreshold = 12\n", encoding="utf-8")
    argv = [str(desk / "out"), "--name", "June", "--config", str(config)]
    assert release(desk, *argv) == 2
    assert "hides numbers up to 5, and lscb.toml says 12" in capsys.readouterr().err


def test_a_pattern_that_was_edited_is_refused(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pattern = desk / "out" / "restricted" / "pattern.json"
    pattern.write_text('{"cells": []}\n', encoding="utf-8")
    assert seal(desk) == 2
    assert "has changed since lscb wrote it" in capsys.readouterr().err


def test_what_is_sealed_is_audited_though_the_manifest_agrees_with_it(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As if somebody had written tables and manifest by another program."""
    tables, manifest = desk / "out" / "publish" / "tables.csv", desk / "out" / "manifest.json"
    before = sha256(tables.read_bytes()).hexdigest()
    told = tables.read_text(encoding="utf-8").replace(",male,Male,total,c,", ",male,Male,total,3,")
    tables.write_text(told, encoding="utf-8", newline="\n")
    after = sha256(tables.read_bytes()).hexdigest()
    said = manifest.read_text(encoding="utf-8").replace(before, after)
    manifest.write_text(said, encoding="utf-8", newline="\n")
    assert seal(desk) == 2
    assert "not fit to publish" in capsys.readouterr().err


def test_a_manifest_that_names_a_file_outside_is_refused(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = desk / "out" / "manifest.json"
    said = json.loads(manifest.read_text(encoding="utf-8"))
    inside = (desk / "out" / "restricted" / "tables.csv").read_bytes()
    said["published"]["files"]["../restricted/tables.csv"] = sha256(inside).hexdigest()
    manifest.write_text(json.dumps(said), encoding="utf-8")
    assert seal(desk) == 2
    assert "is missing" in capsys.readouterr().err


def test_what_a_release_says_of_itself_has_no_true_count(desk: Path) -> None:
    assert seal(desk) == 0
    assert release(desk, "show", "June 2011", "--out", str(desk / "again")) == 0
    shown = json.loads((desk / "again" / "manifest.json").read_text(encoding="utf-8"))
    assert set(shown) == {"program", "command", "parameters", "published"}
    (sealed,) = (desk / "store" / "releases").glob("*/manifest.json")
    assert sealed.read_bytes() == (desk / "again" / "manifest.json").read_bytes()


def test_a_folder_with_true_counts_is_not_replaced_by_what_was_published(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert seal(desk) == 0
    assert release(desk, "show", "June 2011", "--out", str(desk / "out")) == 2
    assert "holds a snapshot with its restricted tables" in capsys.readouterr().err
    assert (desk / "out" / "restricted" / "tables.csv").is_file()


def test_what_is_shown_again_is_not_sealed_again(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert seal(desk) == 0
    assert release(desk, "show", "June 2011", "--out", str(desk / "again")) == 0
    assert seal(desk, "Again", out="again") == 2
    assert "it is sealed already" in capsys.readouterr().err


def test_the_output_of_a_month_is_released_and_audited_by_its_own_name(tmp_path: Path) -> None:
    ingested(tmp_path)
    where = ["--store", str(tmp_path / "store"), "--out", str(tmp_path / "out")]
    assert run(["month", str(tmp_path / "returns"), *where, "--date", "2011-06-06"]) == 0
    assert seal(tmp_path) == 0
    assert run(["audit", str(tmp_path / "out")]) == 0


def test_a_release_of_another_day_is_not_kept_to(desk: Path) -> None:
    assert seal(desk) == 0
    where = ["--store", str(desk / "store"), "--out", str(desk / "july")]
    assert run(["snapshot", *where, "--date", "2011-06-20"]) == 0
    manifest = json.loads((desk / "july" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["published"]["kept_to"] == []
