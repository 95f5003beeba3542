"""The figures in the source of the published page: its tables, the sentences and the bars beside
them, and what a chart says of its marks."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from pipeline.attack.facts import BASE, BY_REGION, NOT_PROVIDED
from pipeline.attack.grids import Grid, Said, as_count, as_percent, figures_in
from pipeline.attack.naming import Key, Names
from schemas.areas import ENGLAND
from schemas.codebook import NOT_KNOWN
from schemas.text import folded

_BOARDS = "boards"
_PROVIDED = re.compile(r"provided (?:for|in) ([\d,]+) (?:of|cases|young)")
_PARTS = (
    (NOT_KNOWN, re.compile(r"not known ([\d,]+)")),
    (NOT_PROVIDED, re.compile(r"not provided ([\d,]+)")),
)
_WIDTH = re.compile(r"width:\s*([\d.]+)%")


def figures_of_page(path: Path, names: Names) -> Iterator[Said]:
    """The figures below each heading whose id is that of a table."""
    page = html.fromstring(path.read_bytes())
    table_id: str | None = None
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("h1", "h2", "h3", "h4"):
            table_id = _of_heading(element, names)
        elif table_id is None:
            continue
        elif element.tag == "table":
            yield from _of_table(element, table_id, path.name, names)
        elif element.tag == "p":
            yield from _of_sentence(element.text_content(), table_id, path.name)
        elif label := element.get("aria-label"):
            yield from _of_mark(label, table_id, path.name, names)


def _of_heading(element: html.HtmlElement, names: Names) -> str | None:
    named = element.get("id") or ""
    if named == _BOARDS:
        return BY_REGION
    return named if named in names.rows else names.table(element.text_content())


def _of_table(table: html.HtmlElement, table_id: str, file: str, names: Names) -> Iterator[Said]:
    lines = table.findall(".//tr")
    rows = tuple(
        tuple(cell.text_content().strip() for cell in line if cell.tag in ("th", "td"))
        for line in lines
    )
    yield from figures_in(Grid(file, table_id, rows), names)
    for line, row in zip(lines, rows, strict=True):
        named = names.row(table_id, row[0]) if row else None
        for drawn in line.iter():
            width = _WIDTH.search(drawn.get("style") or "") if named else None
            if named and width and (share := as_percent(width[1])):
                yield Said(Key(table_id, ENGLAND, *named), None, share, file)


def _of_sentence(text: str, table_id: str, file: str) -> Iterator[Said]:
    plain = folded(text)
    provided = _PROVIDED.search(plain)
    if not provided or table_id == BY_REGION:
        return
    found = [(BASE, provided[1])]
    found += [(row, part[1]) for row, pattern in _PARTS if (part := pattern.search(plain))]
    for row, number in found:
        if (count := as_count(number)) is not None:
            yield Said(Key(table_id, ENGLAND, row), count, None, file)


def _of_mark(label: str, table_id: str, file: str, names: Names) -> Iterator[Said]:
    """A mark's description: `Answer: Female; Cases: 12`, with a place where it is not England."""
    pairs = [part.partition(":")[::2] for part in label.split(";")]
    said = {folded(name): value.strip() for name, value in pairs if value}
    place = next((code for value in said.values() if (code := names.place(value))), ENGLAND)
    named = next((row for value in said.values() if (row := names.row(table_id, value))), None)
    for name, value in said.items() if named else ():
        key = Key(table_id, place, *named) if named else None
        if key and name.startswith("cases") and (count := as_count(value)) is not None:
            yield Said(key, count, None, file)
        elif key and name.startswith("percent") and (share := as_percent(value)):
            yield Said(key, None, share, file)
