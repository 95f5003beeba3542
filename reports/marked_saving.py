"""Workbooks loaded and saved by openpyxl in memory: numbers as they were sent, no file on the way.

openpyxl's own `save` writes each sheet to a temporary file, and its `load_workbook` turns numbers
with a date's format into dates, or into errors where no such day exists.
"""

import io
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.packaging.relationship import Relationship
from openpyxl.packaging.workbook import ChildSheet
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from reports.fixed_package import CREATOR, FIXED_TIME, fixed_package
from reports.in_memory_writer import InMemoryWriter
from reports.marked_boxes import blocks_for, boxes


def loaded(content: bytes) -> Workbook:
    """The workbook, formulas as the values that they last had.  Raises what openpyxl raises."""
    reader = _Reader(io.BytesIO(content), data_only=True, keep_links=False, rich_text=True)
    reader.read()
    return reader.wb


def saved(workbook: Workbook) -> bytes:
    """An .xlsx, in the same bytes whenever it is saved.  Raises what openpyxl raises."""
    workbook.template = False  # else a template would stay one, which opens as a new workbook
    # What is said of the file may be of another, from which it was copied, and is in no cell.
    workbook.properties = DocumentProperties(
        creator=CREATOR, created=FIXED_TIME, modified=FIXED_TIME
    )
    workbook.custom_doc_props = CustomPropertyList()
    packed = io.BytesIO()
    _Writer(workbook, ZipFile(packed, "w")).save()
    return fixed_package(packed.getvalue())


class _Reader(ExcelReader):  # type: ignore[misc]
    def read_worksheets(self) -> None:
        self.wb._date_formats = self.wb._timedelta_formats = frozenset()
        super().read_worksheets()

    def read_chartsheet(self, sheet: ChildSheet, rel: Relationship) -> None:  # noqa: ARG002
        """An empty one in its place, since names belong to sheets by number; openpyxl can't read
        all."""
        self.wb.create_chartsheet(sheet.name)


class _Writer(InMemoryWriter):
    _block = 1

    def write_worksheet(self, ws: Worksheet) -> None:
        ws.merged_cells = _InOrder(ws.merged_cells.ranges)
        super().write_worksheet(ws)

    def _write_comment(self, ws: Worksheet) -> None:
        notes = CommentSheet.from_comments(ws._comments)
        self._comments.append(notes)
        notes._id = len(self._comments)
        self._archive.writestr(notes.path[1:], tostring(notes.to_tree()))
        self.manifest.append(notes)
        ws.legacy_drawing = f"xl/drawings/commentsDrawing{notes._id}.vml"
        self._archive.writestr(ws.legacy_drawing, boxes(ws, ws._comments, self._block))
        self._block += blocks_for(len(ws._comments))
        ws._rels.append(Relationship(Id="comments", type=notes._rel_type, Target=notes.path))


class _InOrder(MultiCellRange):  # type: ignore[misc]
    """openpyxl keeps ranges as a set, whose order differs from run to run."""

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204
        return iter(self.sorted())
