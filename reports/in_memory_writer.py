"""openpyxl's writer of workbooks, but without a temporary file for each sheet."""

import io
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter


class InMemoryWriter(ExcelWriter):  # type: ignore[misc]
    """Writes sheets without charts and pictures."""

    def write_worksheet(self, ws: Worksheet) -> None:
        ws._drawing = SpreadsheetDrawing()
        written = io.BytesIO()
        writer = WorksheetWriter(ws, out=written)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], written.getvalue())
        self.manifest.append(ws)


def saved_in_memory(workbook: Workbook) -> bytes:
    """An .xlsx of a workbook without charts and pictures.  Raises what openpyxl raises."""
    packed = io.BytesIO()
    InMemoryWriter(workbook, ZipFile(packed, "w")).save()
    return packed.getvalue()
