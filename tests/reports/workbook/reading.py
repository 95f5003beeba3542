"""What the tests of the checklist read of a workbook."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from tests.reports.example_report import FORMULA, LINK, MARKED_UP, NOTE_MARK, SIGNS

PUBLISHED, LOCAL, RESTRICTED = "published", "published with local tables", "restricted"
AGENCIES = {FORMULA, LINK, MARKED_UP, NOTE_MARK, SIGNS}
"""Names that agencies gave themselves: they stand as they were given."""
TITLE = "Children at risk of sexual exploitation: national snapshot, 6 June 2011"
WHITE = (255, 255, 255)


def tables(workbook: Workbook) -> Iterator[tuple[Worksheet, Table]]:
    return ((sheet, table) for sheet in workbook for table in sheet.tables.values())


def rows_of(sheet: Worksheet, table: Table) -> list[tuple[Cell, ...]]:
    return list(sheet[table.ref])


def filled(workbook: Workbook) -> Iterator[Cell]:
    return (
        cell
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def parts_of(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def rgb(cell: Cell) -> tuple[int, int, int]:
    """The colour of a text: black where it is 'automatic'."""
    colour = cell.font.color
    if colour is None or colour.type != "rgb":
        return (0, 0, 0)
    return tuple(int(colour.rgb[n : n + 2], 16) for n in (2, 4, 6))  # type: ignore[return-value]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """As WCAG has it, from 1 to 21."""

    def luminance(colour: tuple[int, int, int]) -> float:
        parts = [n / 255 for n in colour]
        red, green, blue = (
            n / 12.92 if n <= 0.04045 else ((n + 0.055) / 1.055) ** 2.4 for n in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
