"""Word files (.docx, .docm) as tables and texts.

Read from the XML, since libraries hide content controls.  Headers, footers, footnotes and comments
are not read: an answer stands in none of them.
"""

import re
from itertools import groupby

from lxml import etree

from ingest.content_controls import settle_controls
from ingest.document import Document, Sheet, UnreadableFile
from ingest.package import DAMAGED, MAX_CELL_LENGTH, Package
from ingest.word_names import STRICT_MAIN, TRANSITIONAL_MAIN, W
from ingest.word_text import block_text, children, paragraph_text

MAX_NODES = 2_500_000
"""Tags and attributes: lxml needs 100 to 150 bytes for each, and reading must stay in 1 GB.  A
form of one child, saved by LibreOffice, has 7,000."""
MAX_CELLS = 1_000_000
"""Cells of all tables; a cell is a tag at least, but a merged one may claim any width."""
_USUAL_PART = "word/document.xml"
_RELATIONS = "_rels/.rels"
_MAIN_TARGET = re.compile(
    rb'<Relationship\b(?=[^>]*\bType="[^"]*/officeDocument")[^>]*\bTarget="/?(word/[^"]+)"'
)


def main_part(package: Package) -> str | None:
    """The name of a Word file's text, None for another package; some programs number it."""
    if _USUAL_PART in package:
        return _USUAL_PART
    if _RELATIONS in package:
        found = _MAIN_TARGET.search(package.xml(_RELATIONS))
        name = found[1].decode("utf-8", "replace") if found else ""
        return name if name in package else None
    return None


def read_word(package: Package, part: str = _USUAL_PART) -> Document:
    """The tables of a Word file, and the texts before and between them.

    Raises UnreadableFile for a damaged file, and with the code too_large for one that would need
    too much memory or has a cell longer than MAX_CELL_LENGTH.
    """
    body = _body(package.xml(part))
    sheets: list[Sheet] = []
    texts = tables = cells = 0
    for is_table, blocks in groupby(
        (child for child in children(body) if child.tag in {W.P, W.TBL}),
        key=lambda block: block.tag == W.TBL,
    ):
        if not is_table:
            rows = [[text] for block in blocks if (text := paragraph_text(block).strip())]
            if rows:
                texts += 1
                sheets.append(_checked(Sheet(rows, "text", texts)))
            continue
        for block in blocks:
            tables += 1
            table = Sheet(_Table(MAX_CELLS - cells).rows(block), "table", tables)
            cells += sum(map(len, table.rows))
            sheets.append(_checked(table))
    return Document("docx", tuple(sheets))


def _body(content: bytes) -> etree._Element:
    if content.count(b"<") + content.count(b"=") > MAX_NODES:
        raise UnreadableFile(f"it has more than {MAX_NODES:,} elements", "too_large")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content.replace(STRICT_MAIN, TRANSITIONAL_MAIN), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableFile(DAMAGED) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile("it declares a document type, which office programs do not")
    body = root.find(W.BODY) if root.tag == W.DOCUMENT else None
    if body is None:
        raise UnreadableFile(DAMAGED)
    settle_controls(body)
    return body


class _Table:
    """Reads one table; `left` is how many cells it may have."""

    def __init__(self, left: int) -> None:
        self._left = left

    def rows(self, table: etree._Element) -> list[list[str]]:
        rows = (row for row in children(table) if row.tag == W.TR)
        return [self._row(row) for row in rows if not _is_deleted(row)]

    def _row(self, row: etree._Element) -> list[str]:
        cells = self._empty(_number(row, W.TR_PR, W.GRID_BEFORE, 0))
        for cell in children(row):
            if cell.tag == W.TC:
                cells.append("" if _continues(cell) else block_text(cell))
                cells.extend(self._empty(_number(cell, W.TC_PR, W.GRID_SPAN, 1) - 1))
        self._left -= len(cells)
        return cells

    def _empty(self, count: int) -> list[str]:
        if count > self._left:
            raise UnreadableFile(f"its tables have more than {MAX_CELLS:,} cells", "too_large")
        return [""] * count


def _is_deleted(row: etree._Element) -> bool:
    properties = row.find(W.TR_PR)
    return properties is not None and properties.find(W.DEL) is not None


def _continues(cell: etree._Element) -> bool:
    """Whether it is part of the cell above it, or before it."""
    properties = cell.find(W.TC_PR)
    if properties is None:
        return False
    merges = (properties.find(W.V_MERGE), properties.find(W.H_MERGE))
    return any(merge is not None and merge.get(W.VAL) != "restart" for merge in merges)


def _number(element: etree._Element, properties: str, name: str, default: int) -> int:
    found = element.find(f"{properties}/{name}")
    text = found.get(W.VAL, "") if found is not None else ""
    return int(text) if text.isdecimal() and len(text) < 10 else default


def _checked(sheet: Sheet) -> Sheet:
    for number, cells in enumerate(sheet.rows, start=1):
        if any(len(cell) > MAX_CELL_LENGTH for cell in cells):
            raise UnreadableFile(
                f"{sheet.kind} {sheet.number}, row {number}: a cell is longer than "
                f"{MAX_CELL_LENGTH:,} characters",
                "too_large",
            )
    return sheet
