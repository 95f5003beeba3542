"""Sent workbooks made for a test, and what stands in their marked copies."""

import io
import zipfile
from collections.abc import Callable, Collection, Mapping

import openpyxl
import pytest
from openpyxl.cell import Cell

from ingest.document import Sheet
from ingest.readers import read_document
from reports.feedback import Defect, Fault, SentCell
from reports.marked_copy import CannotMark, marked_copy
from schemas.problems import Size

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET_1 = "xl/worksheets/sheet1.xml"
EVERY_SHEET = tuple(f"sheet {n}" for n in range(1, 10))


def saved(workbook: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def book(*rows: tuple[object, ...]) -> bytes:
    """A workbook of one sheet with these rows."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    return saved(workbook)


def repacked(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as sent:
        parts = {name: sent.read(name) for name in sent.namelist()}
    change(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return packed.getvalue()


def by_hand(rows: str, after: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """A workbook of one sheet with these `<row>`s, and what stands after them."""

    def change(parts: dict[str, bytes]) -> None:
        sheet = f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"
        parts[SHEET_1] = sheet.encode()
        parts.update({name: part.encode() for name, part in (more or {}).items()})

    return repacked(book(("x",)), change)


def at(
    row: int | None,
    column: int | None,
    *,
    sheet: str | None = "sheet 1",
    size: Size = "answer",
    label: str | None = "Current age",
    what: str = "The age is no whole number.",
    remedy: str = "Write the age in years.",
) -> Defect:
    place = SentCell("york.xlsx", sheet, row, column, f"{sheet}, row {row}")
    return Defect("YP 1", (Fault("code", size, label, label, place, None, what, remedy),))


def copied(content: bytes, *defects: Defect, read: Collection[str] = EVERY_SHEET) -> bytes:
    """The marked copy of a workbook from whose sheets `read` young people were read."""
    return marked_copy(content, defects, read)


def opened(
    content: bytes, *defects: Defect, read: Collection[str] = EVERY_SHEET
) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(copied(content, *defects, read=read)))


def notes(workbook: openpyxl.Workbook) -> dict[str, str]:
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def colour(cell: Cell) -> str | None:
    return str(cell.fill.fgColor.rgb)[2:] if cell.fill.fill_type == "solid" else None


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name).decode()


def refusal(content: bytes, *defects: Defect) -> str:
    with pytest.raises(CannotMark) as refused:
        copied(content, *(defects or (at(1, 1),)))
    return str(refused.value)


def cells_of(content: bytes) -> tuple[Sheet, ...]:
    return read_document(content, "a.xlsx", lambda _: False).sheets
