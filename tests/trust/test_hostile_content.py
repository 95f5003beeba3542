"""Hostile content in every output: what others put in a file's cells and names, and what stands in
the board's own files, comes out where it may, and there does nothing."""

import csv
import io
import json
import os
import re
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path, PureWindowsPath

import openpyxl
import pytest
from lxml import etree
from playwright.sync_api import Browser

from tests.chromium import open_browser
from tests.feedback.inert import live_cells
from tests.trust.hostile_texts import HOST, RAN, hostile, not_printable, steering
from tests.trust.hostile_world import MARKS, World, book_in, made_world

SENT_BY = ("agency", "agency of a file", "agency of the register")
COUNTED = {"snapshot", "own", "annual", "trend", "lscb status", "lscb status --json"}
COUNTED |= {"feedback", "status.html", "chase", "store"}
REACH: dict[str, set[str]] = {
    **dict.fromkeys(SENT_BY, COUNTED),
    "agency": COUNTED | {"review"},
    "agency that is listed": {"lscb status", "lscb status --json", "status.html", "chase"},
    "file": {"lscb check", "lscb check --json", "feedback", "lscb draft"},
    "refused file": {"lscb check", "lscb check --json", "lscb ingest", "feedback", "drafts"},
    "member of a zip": {"lscb check", "lscb check --json", "feedback", "lscb erase"},
    "identifier": {"feedback", "store", "review", "lscb decided", "lscb explain"},
    "refused answer": {"feedback"},
    "free text": set(),
    "header": {"drafted.toml", "feedback"},
    "sheet": {"feedback"},
    "answer of a form": {"drafted.toml", "feedback"},
    "reason of a decision": {"store", "lscb decided"},
    "name of who decides": {"store", "lscb decided"},
    "contact": {"own"},
    "title of an own table": {"own"},
    "note of an own table": {"own"},
    "file of own tables": {"own"},
}
"""What text can reach which output: a file or folder, or what a command said.  Headers and sheets
are in the marked copy, which goes back to those who sent them."""
WRITTEN = (
    "feedback", "drafts", "status.html", "chase", "review", "snapshot", "own", "annual", "trend",
    "drafted.toml", "store",
)  # fmt: skip
PAGES = (
    "status.html", "snapshot/restricted/snapshot.html", "own/restricted/own-tables.html",
    "own/publish/own-tables.html", "annual/restricted/annual.html", "trend/restricted/trend.html",
)  # fmt: skip
IN_SOAK = ("extract", "profile") if "LSCB_HOSTILE" in os.environ else ()
MOST_IN_A_CELL = 32_767
UNFIT_FOR_WINDOWS = re.compile(r'[<>:"|?*\\\x00-\x1f]|[ .]$')


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return made_world(tmp_path_factory.mktemp("hostile"))


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """The name and text of a file, or of each part of a workbook, as its reader sees it; a parquet
    file's bytes as they stand."""
    if path.suffix != ".xlsx":
        text = path.read_bytes().decode(
            "utf-8", "replace" if path.suffix == ".parquet" else "strict"
        )
        yield path.name, unescape(text) if path.suffix == ".html" else text
        return
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            text = unescape(parts.read(name).decode())
            yield name, re.sub(r"_x(00[01]\w)_", lambda found: chr(int(found[1], 16)), text)


def is_marked_copy(path: Path) -> bool:
    return path.parent.name == "marked"


def everything(world: World, output: str) -> str:
    """All text of an output, with the names of its files, without case."""
    if output in world.said:
        return world.said[output].casefold()
    texts = [text for path in world.files(output) for _, text in texts_of(path)]
    names = [str(path.relative_to(world.folder)) for path in world.files(output)]
    return "\n".join([*names, *texts]).casefold()


def test_each_command_ran(world: World) -> None:
    some_refused = {"lscb check", "lscb check --json", "lscb ingest"}
    names_no_file = {"lscb erase"}
    for name, code in world.codes.items():
        assert code == (1 if name in some_refused else 2 if name in names_no_file else 0), name


def test_what_text_reaches_which_output_is_as_the_table_says(world: World) -> None:
    """Else nothing would be tested where a text is thought to come out, or it came out unseen."""
    found: dict[str, set[str]] = {place: set() for place in MARKS}
    for output in (*WRITTEN, *world.said):
        text = everything(world, output)
        for place, mark in MARKS.items():
            if mark in text:
                found[place].add(output)
    assert {place: found[place] ^ REACH[place] for place in MARKS} == {
        place: set() for place in MARKS
    }


def test_free_text_reaches_no_output_but_the_copy_that_goes_back(world: World) -> None:
    for path in world.folder.rglob("*"):
        if path.is_file() and path.parent.name != "sent" and not is_marked_copy(path):
            assert MARKS["free text"].encode() not in path.read_bytes().lower(), path


def test_nothing_that_is_said_steers_a_terminal_or_poses_as_a_message(world: World) -> None:
    for name, text in world.said.items():
        assert not_printable(text) == set(), name
        assert not re.search(r"^\s*lscb: forged", text, re.MULTILINE), name
        assert max(map(len, text.split("\n"))) < 4_000, name


def test_what_is_said_as_json_is_ascii(world: World) -> None:
    for name in ("lscb check --json", "lscb status --json"):
        text = world.said[name]
        assert text.isascii()
        json.loads(text)


@pytest.mark.parametrize("output", [*WRITTEN, *IN_SOAK])
def test_no_written_text_steers_hides_or_turns_round(world: World, output: str) -> None:
    for path in world.files(output) if (world.folder / output).exists() else ():
        if path.suffix == ".parquet" or is_marked_copy(path):
            continue
        for name, text in texts_of(path):
            plain = text.removeprefix("\ufeff")
            # A return within a cell is kept, in quotation marks.
            plain = plain.replace("\r", "\n") if path.suffix == ".csv" else plain
            assert steering(plain) == set(), (path, name)


@pytest.mark.parametrize("output", ["feedback", "review", "snapshot", "own", "annual", "trend"])
def test_no_workbook_or_csv_holds_anything_live(world: World, output: str) -> None:
    """No formula, no link that leads out of the file, no part that is not well formed."""
    assert live_cells(world.folder / output) == []
    for path in world.files(output):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                for name in parts.namelist():
                    tree = etree.fromstring(parts.read(name))
                    links = tree.xpath("//@TargetMode[. = 'External']")
                    assert links == [], (path, name)


@pytest.mark.parametrize("output", ["feedback", "review", "snapshot", "own", "annual", "trend"])
def test_no_cell_holds_more_than_a_spreadsheet_takes(world: World, output: str) -> None:
    for path in world.files(output):
        if path.suffix == ".xlsx":
            with closing(openpyxl.load_workbook(path, read_only=True)) as book:
                cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
        elif path.suffix == ".csv":
            cells = [cell for row in cells_of_csv(path) for cell in row]
        else:
            continue
        assert max(map(len, cells), default=0) <= MOST_IN_A_CELL, path


def test_what_is_too_long_is_cut_and_not_left_out(world: World) -> None:
    """In the feedback on the rows with hostile answers, of which one has 100,000 characters."""
    (path,) = (each for each in world.files("feedback") if is_on_the_rows(each))
    cells = [cell for row in cells_of_csv(path) for cell in row]
    longest = max(cells, key=len)
    assert longest.startswith(MARKS["refused answer"])
    assert longest.endswith("\u2026")
    assert len(longest) == 32_000


def cells_of_csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), "")))


def is_on_the_rows(path: Path) -> bool:
    return path.name == "feedback.csv" and path.parent.name.startswith("Lighthouse")


@pytest.mark.parametrize("output", [*WRITTEN, *IN_SOAK])
def test_every_written_file_can_be_so_named_on_windows(world: World, output: str) -> None:
    for path in world.files(output) if (world.folder / output).exists() else ():
        if output == "drafts" and path.suffixes[-1:] != [".toml"]:
            continue
        for part in path.relative_to(world.folder).parts:
            assert not UNFIT_FOR_WINDOWS.search(part), part
            assert steering(part) == set()
            assert not PureWindowsPath(part).is_reserved()
            assert len(part) < 200


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.mark.parametrize("name", PAGES)
def test_no_page_runs_a_script_of_others_or_asks_for_anything(
    world: World, browser: Browser, name: str
) -> None:
    asked: list[str] = []
    dialogs: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    path = world.folder / name
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    assert page.title() != RAN
    assert asked == [path.as_uri()]
    assert dialogs == []
    led_out = f"a[href^='javascript:'], [href*='{HOST}'], [src*='{HOST}'], [onerror], [onload]"
    assert page.locator(led_out).count() == 0
    page.close()


def test_the_texts_stand_on_the_pages_as_they_were_written(world: World, browser: Browser) -> None:
    """Markup is text, and a template's braces stay braces."""
    page = browser.new_page()
    page.goto((world.folder / "status.html").as_uri())
    shown = page.locator("body").inner_text()
    for kind in ("script", "template", "markdown", "hyperlink", "hebrew"):
        assert hostile(MARKS["agency"])[kind] in shown


def test_a_drafted_mapping_holds_the_headers_as_they_were_sent(world: World) -> None:
    """Through escapes: the file can be looked at, and means the same."""
    text = (world.folder / "drafted.toml").read_text(encoding="utf-8")
    assert f"{MARKS['header']}\\U0000202e" in text
    tomllib.loads(text)
    confirmed = re.sub(r"^# (?=\")", "", text, flags=re.MULTILINE)
    assert hostile(MARKS["header"])["override"] in tomllib.loads(confirmed)["columns"]


def test_the_book_that_was_sent_has_a_marked_copy_under_a_plain_name(world: World) -> None:
    (copy,) = (each for each in world.files("feedback") if is_marked_copy(each))
    assert copy.name == book_in(Path()).name.replace("\u202e", "")
