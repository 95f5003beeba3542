"""Tables of cells as files: CSV by the standard library, xlsx by openpyxl, docx by python-docx."""

import codecs
import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx
import openpyxl
from docx.document import Document
from docx.table import Table
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from .layouts import GUIDANCE, Laid, Row, notes_below
from .people import COVER, RETURN_DAY
from .wording import Cell

REGISTER_HEADER = "file,agency,agency_type,area,return_date,mapping,id_prefixes,numbering"


@dataclass(frozen=True)
class CsvForm:
    """How a CSV file is encoded and parted."""

    delimiter: str
    encoding: str
    mark: bytes = b""


COMMA_UTF8 = CsvForm(",", "utf-8", codecs.BOM_UTF8)
SEMICOLON_CP1252 = CsvForm(";", "cp1252")
TAB_UTF16 = CsvForm("\t", "utf-16-le", codecs.BOM_UTF16_LE)


def as_text(cell: Cell) -> str:
    """A cell as a program shows it that knows only text."""
    if cell is None or cell is False:
        return ""
    if cell is True:
        return "TRUE"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def write_csv(path: Path, rows: Sequence[Row], form: CsvForm) -> Path:
    text = io.StringIO(newline="")
    lines = ([as_text(cell) for cell in row] for row in rows)
    csv.writer(text, delimiter=form.delimiter).writerows(lines)
    path.write_bytes(form.mark + text.getvalue().encode(form.encoding))
    return path


def write_register(folder: Path, files: Sequence[str]) -> Path:
    """`register.csv` that gives every file the cover of the sixty."""
    cover = [COVER["agency"], COVER["agency_type"], COVER["area"], RETURN_DAY.isoformat()]
    path = folder / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(REGISTER_HEADER.split(","))
        writer.writerows([name, *cover, "", "", ""] for name in files)
    return path


DAY_FIRST, BRITISH = "dd/mm/yyyy", "[$-809]dd/mm/yyyy;@"
"""Formats of date cells: LibreOffice shows the first in the order of its user's country."""


def write_xlsx(
    path: Path, sheets: Sequence[tuple[str, Laid]], date_format: str = DAY_FIRST
) -> Path:
    """A workbook whose last sheet is guidance, with bold first rows, real dates and merged cells.

    Text is never taken for a formula or a number.
    """
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, laid in sheets:
        _fill(workbook.create_sheet(title), laid, date_format)
    guidance = workbook.create_sheet("Guidance")
    guidance["A1"] = GUIDANCE
    guidance["A3"] = "Dates: day first."
    workbook.save(path)
    return path


def _fill(sheet: Worksheet, laid: Laid, date_format: str) -> None:
    for n, row in enumerate(laid.rows, start=1):
        for m, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = sheet.cell(n, m, value)
            if isinstance(value, date):
                cell.number_format = date_format
            elif isinstance(value, str):
                cell.data_type = "s"
            if n == 1:
                cell.font = Font(bold=True)
    for each in laid.merges:
        sheet.merge_cells(
            start_row=each.row + 1,
            start_column=each.column + 1,
            end_row=each.last_row + 1,
            end_column=each.last_column + 1,
        )


def write_docx(path: Path, fill: Callable[[Document], None]) -> Path:
    document = docx.Document()
    fill(document)
    document.save(str(path))
    return path


def add_table(document: Document, laid: Laid) -> None:
    """The rows as a Word table; merged cells are merged there too."""
    width = max(map(len, laid.rows))
    table = document.add_table(len(laid.rows), width)
    for row, cells in zip(table.rows, laid.rows, strict=True):
        for cell, value in zip(row.cells, cells, strict=False):
            if value is not None:
                cell.text = as_text(value)
    for each in laid.merges:
        _merge(table, each.row, each.column, each.last_row, each.last_column)


def _merge(table: Table, row: int, column: int, last_row: int, last_column: int) -> None:
    """python-docx joins the texts of merged cells: of the empty ones nothing may stay."""
    first = table.cell(row, column)
    text = first.text
    first.merge(table.cell(last_row, last_column)).text = text


def cover_table(document: Document, cover: Sequence[Row]) -> None:
    add_table(document, Laid(list(cover)))
    document.add_paragraph("")


def add_notes(document: Document) -> None:
    for row in notes_below():
        document.add_paragraph(as_text(row[0]) if row else "")


def write_zip(path: Path, files: Sequence[Path], folder: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for file in files:
            package.write(file, folder + file.name)
    return path
