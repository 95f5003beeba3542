"""The figures in the source of the published page: its tables and the bars in them, its charts, and
whatever it says in words."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from pipeline.attack.chart_reading import figures_of_chart, figures_of_mark
from pipeline.attack.facts import BASE, BY_REGION, AuditError
from pipeline.attack.grids import Grid, Said, as_count, as_percent, figures_in
from pipeline.attack.naming import Key, Names
from pipeline.attack.page_sentences import Where, figures_of_text
from schemas.areas import ENGLAND
from schemas.text import folded

_BOARDS = "boards"
_JOINT_BOARD = " (joint board)"
_COUNTED_ROW = re.compile(r"counted\b")
_COUNTED_IN_ENGLAND = "young people counted in england"
_WIDTH = re.compile(r"width:\s*([\d.]+)%")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_IN_WORDS = (*_HEADINGS, "p", "li", "dd", "summary", "figcaption", "caption", "title", "desc")
_ATTRIBUTES = ("aria-label", "aria-description", "alt", "title")


def figures_of_page(path: Path, names: Names) -> Iterator[Said]:
    """The figures of the page, each for the table whose heading stands above it and the place that
    a heading in the same part of the page names.

    Raises AuditError if it can't be read.
    """
    try:
        page = html.fromstring(path.read_bytes())
    except OSError as error:
        raise AuditError(f"{path}: {error.strerror}.") from None
    except etree.ParserError:
        raise AuditError(f"{path} is no page.") from None
    where = Where(path.name, None, ENGLAND)
    part: html.HtmlElement | None = None
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if part is not None and part not in element.iterancestors():
            where, part = Where(path.name, where.table_id, ENGLAND), None
        if element.tag in _HEADINGS:
            text = element.text_content()
            if (place := names.place(text)) and where.table_id:
                where, part = Where(path.name, where.table_id, place), element.getparent()
            else:
                where, part = Where(path.name, _of_heading(element, names), ENGLAND), None
        yield from _of_element(element, where, names)


def _of_heading(element: html.HtmlElement, names: Names) -> str | None:
    named = element.get("id") or ""
    if named == _BOARDS:
        return BY_REGION
    return named if named in names.rows else names.table(element.text_content())


def _of_element(element: html.HtmlElement, where: Where, names: Names) -> Iterator[Said]:
    if element.tag in _IN_WORDS:
        yield from figures_of_text(element.text_content(), where, names)
    elif element.tag == "table":
        yield from _of_table(element, where, names)
    elif element.tag == "svg" and where.table_id:
        yield from figures_of_chart(element, where, names)
    elif element.tag == "dt" and folded(element.text_content()) == _COUNTED_IN_ENGLAND:
        yield from _england(where, *(each.text_content() for each in element.itersiblings("dd")))
    for name in _ATTRIBUTES:
        if label := element.get(name):
            yield from figures_of_text(label, where, names)
            if where.table_id:
                yield from figures_of_mark(label, where, names)


def _of_table(table: html.HtmlElement, where: Where, names: Names) -> Iterator[Said]:
    lines = [line for line in table.findall(".//tr") if len(line)]
    rows = tuple(
        tuple(cell.text_content().strip() for cell in line if cell.tag in ("th", "td"))
        for line in lines
    )
    if where.table_id is None:
        for row in rows:
            if _COUNTED_ROW.match(folded(row[0])):
                yield from _england(where, *row[1:])
        return
    rows = tuple((row[0].removesuffix(_JOINT_BOARD), *row[1:]) for row in rows)
    for said in figures_in(Grid(where.file, where.table_id, rows), names):
        yield _at(said, where)
    for line, row in zip(lines, rows, strict=True):
        named = names.row(where.table_id, row[0])
        for drawn in line.iter():
            width = _WIDTH.search(drawn.get("style") or "") if named else None
            if named and width and (share := as_percent(width[1])):
                yield Said(Key(where.table_id, where.place, *named), None, share, where.file)


def _at(said: Said, where: Where) -> Said:
    """What a table of one place says without naming it."""
    key = said.key
    if key.code != ENGLAND:
        return said
    return Said(
        Key(key.table_id, where.place, key.row, key.column), said.count, said.percent, said.file
    )


def _england(where: Where, *texts: str) -> Iterator[Said]:
    """The young people counted in England, where a text is a number."""
    for text in texts:
        if (count := as_count(text)) is not None:
            yield Said(Key(BY_REGION, ENGLAND, BASE), count, None, where.file)
