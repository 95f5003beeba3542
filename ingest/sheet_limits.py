"""How large a workbook's sheets may be, since calamine holds all of a sheet's rectangle at once.

It takes memory for every cell from the first filled one to the last, before it says how many those
are, and ends the process where there is none: so the cells are looked at before it is called.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias

from lxml import etree

from ingest.document import UnreadableFile
from ingest.package import DAMAGED

Errors: TypeAlias = dict[tuple[int, int], str]
"""What the cells in error show, such as #REF!, by row and column from 0: calamine leaves them
blank."""

MAX_CELLS = 5_000_000
"""Rows by columns of all sheets: calamine and Python need 50 to 100 bytes a cell, filled or not."""
MAX_TEXT = 64 * 2**20
"""Bytes of text of all cells: a text that many cells share is copied for each of them."""


@dataclass
class Cells:
    """A sheet's filled cells: the rows and columns that they reach to, and the bytes of text."""

    rows: int = 0
    columns: int = 0
    text: int = 0
    errors: Errors = field(default_factory=dict)

    def add(self, row: int, column: int, text: int = 0) -> None:
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)
        self.text += text


def check_cells(sheets: list[Cells]) -> None:
    """Raises UnreadableFile (too_large) where the sheets of a workbook are too large together."""
    if sum(sheet.rows * sheet.columns for sheet in sheets) > MAX_CELLS:
        refuse_cells()
    if sum(sheet.text for sheet in sheets) > MAX_TEXT:
        refuse_text()


def refuse_cells() -> NoReturn:
    raise UnreadableFile(
        f"its sheets reach over more than {MAX_CELLS:,} cells: delete what stands far below or "
        "to the right",
        "too_large",
    )


def refuse_text() -> NoReturn:
    raise UnreadableFile(f"its cells hold more than {MAX_TEXT >> 20} MB of text", "too_large")


def elements(content: bytes, names: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    """The starts and ends of the elements so named; what was passed is let go.

    Raises UnreadableFile for XML that is damaged.
    """
    walk = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        tag=names,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for event, element in walk:
            yield event, element
            if event == "end":
                parent = element.getparent()
                element.clear()
                while parent is not None and parent[0] is not element:
                    del parent[0]
    except etree.XMLSyntaxError:
        raise UnreadableFile(DAMAGED) from None
