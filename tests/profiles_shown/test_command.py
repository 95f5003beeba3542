"""`lscb profile` as a user runs it, and its pages as a reader opens them."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from pipeline.attack.profile import attack_profiles, read_profile
from pipeline.cli import run
from tests.chromium import open_browser, violations
from tests.profiles_shown.world import DAY_2011, world

SMALL = {"Blackburn with Darwen": 60, "Lancashire": 90, "Blackpool": 48, "York": 50}
PHONE = 400
A4 = ViewportSize(width=688, height=994)
"""What lies between the margins of a printed page, in pixels."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("profile")
    world(folder, 5, DAY_2011, SMALL)
    arguments = ["profile", "--area", "Blackburn with Darwen", "--date", DAY_2011.isoformat()]
    assert run([*arguments, "--store", str(folder / "store"), "--out", str(folder / "out")]) == 0
    return folder / "out"


def test_all_files_are_there(written: Path) -> None:
    files = {path.relative_to(written).as_posix() for path in written.rglob("*") if path.is_file()}
    assert files == {
        "manifest.json",
        *(f"restricted/{name}" for name in (
            "profile.html", "profile.xlsx", "profile.csv", "missing.csv", "disclosure.csv",
        )),
        *(f"publish/{name}" for name in ("profile.html", "profile.xlsx", "profile.csv")),
    }  # fmt: skip


def test_nothing_can_be_worked_out_of_what_was_written(written: Path) -> None:
    findings = attack_profiles([read_profile(written / "publish")])
    assert [each.found for each in findings] == [(), ()]


def test_the_published_page_holds_no_missing_table_and_no_word_of_restriction(
    written: Path,
) -> None:
    page = (written / "publish" / "profile.html").read_text(encoding="utf-8")
    assert "RESTRICTED" not in page
    assert "Highest" not in page


def test_the_manifest_has_parameters_and_hashes(written: Path) -> None:
    manifest = json.loads((written / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"] == "profile"
    assert manifest["parameters"]["areas"] == ["E06000008"]
    assert manifest["parameters"]["periods"]["last"] == ["2010-12-01", "2011-05-31"]
    assert set(manifest["published"]["files"]) == {"profile.csv", "profile.html", "profile.xlsx"}


def test_an_area_that_is_none_is_said(
    tmp_path: Path, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = written.parent / "store"
    arguments = ["profile", "--area", "Atlantis", "--date", "2011-05-31", "--store", str(store)]
    assert run([*arguments, "--out", str(tmp_path / "out")]) == 2
    assert "is no local authority" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "name"), [("Blackbum", "Blackburn with Darwen"), ("Lancashir", "Lancashire")]
)
def test_an_area_that_is_misspelt_is_named_with_the_nearest(
    tmp_path: Path, written: Path, capsys: pytest.CaptureFixture[str], text: str, name: str
) -> None:
    store = written.parent / "store"
    areas = ["--area", "York", "--area", text]
    arguments = ["profile", *areas, "--date", "2011-05-31", "--store", str(store)]
    assert run([*arguments, "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert f"'{text}' is no local authority" in said
    assert f"Did you mean {name}?" in said


def test_pages_fit_a_phone_shut_nobody_out_and_begin_on_one_sheet(written: Path) -> None:
    with open_browser() as browser:
        for folder in ("restricted", "publish"):
            page = browser.new_page(viewport={"width": PHONE, "height": 800})
            page.goto((written / folder / "profile.html").as_uri())
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= PHONE
            assert violations(page) == []
            page.set_viewport_size(A4)
            page.emulate_media(media="print")
            end = page.evaluate("document.querySelector('.first').getBoundingClientRect().bottom")
            assert end < A4["height"]
            page.close()
