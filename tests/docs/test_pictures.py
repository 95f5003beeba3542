"""The pictures in the documents are those of today's script, and show what is read."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from ingest.document import Document, Sheet
from ingest.headers import header_book
from ingest.layouts import laid_out
from schemas.codebook_reading import load_codebook
from tests.docs.shown import DOCS

PICTURES = DOCS / "pictures"
MEASURED = PICTURES / "performance.svg"
"""Drawn by `python -m bench.stages --chart`, from what was measured on a day."""
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PICTURES))
    return __import__("make_pictures")


def test_the_pictures_are_those_that_the_script_draws(script: ModuleType) -> None:
    """`python docs/pictures/make_pictures.py` draws them again."""
    drawn = {f"{each.name}.svg": script.svg(each) for each in script.PICTURES}
    there = {
        path.name: path.read_text(encoding="utf-8")
        for path in PICTURES.glob("*.svg")
        if path != MEASURED
    }
    assert there == drawn


def test_the_cells_of_each_picture_are_read_in_the_layout_that_it_shows(
    script: ModuleType,
) -> None:
    codebook = load_codebook()
    for each in script.PICTURES:
        laid = laid_out(_document(each), header_book(codebook), codebook)
        assert set(laid.layouts) == set(each.layouts), each.name
        people = laid.rows["local_id"].to_pylist()
        assert people == [f"SM-{number:03}" for number in range(14, 14 + len(people))], each.name
        assert len(people) > 1


def _document(picture: object) -> Document:
    """What the picture shows, as a reader gives it."""
    grids = [("", picture.grid), *picture.word]
    if not picture.word:
        return Document("xlsx", (Sheet(_rows(picture.grid), "sheet", 1),))
    return Document("docx", tuple(_word(grids)))


def _word(grids: list[tuple[str, object]]) -> Iterator[Sheet]:
    for number, (text, grid) in enumerate(grids, start=1):
        if text:
            yield Sheet([[text]], "text", number)
        yield Sheet(_rows(grid), "table", number)


def _rows(grid: object) -> list[list[str]]:
    return [list(row) for row in grid.rows]


def test_each_picture_says_in_words_what_it_shows() -> None:
    for path in PICTURES.glob("*.svg"):
        root = ElementTree.parse(path).getroot()
        title, described = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")
        assert title
        assert described
        assert "Invented data" in described


def test_each_picture_stands_in_a_document_with_a_text_for_those_who_do_not_see_it() -> None:
    shown: set[Path] = set()
    for path in DOCS.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        for words, picture in re.findall(r"!\[([^\]]*)\]\((.*?)\)", text):
            assert len(words) > 30
            shown.add(path.parent / picture)
    assert shown == set(PICTURES.glob("*.svg"))
