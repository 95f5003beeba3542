"""What the XML of an .ods says of its cells, looked at before calamine reads it."""

import re
from itertools import product

from lxml import etree

from ingest.document import UnreadableFile
from ingest.package import DAMAGED
from ingest.sheet_limits import (
    MAX_CELLS,
    MAX_TEXT,
    Cells,
    Errors,
    check_cells,
    elements,
    refuse_cells,
)

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_VALUE_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELL, _COVERED = _TABLE + "table-cell", _TABLE + "covered-table-cell"
_ROW = _TABLE + "table-row"
_PARAGRAPH, _SPACES, _COUNT = _TEXT + "p", _TEXT + "s", _TEXT + "c"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ERROR = b'calcext:value-type="error"'
_LARGE = re.compile(rb'-repeated(?!="[0-9]{1,2}")')
"""What is repeated a hundred times or more, or said in an unusual way."""
_COLUMNS = re.compile(rb'columns-repeated="([0-9]{1,2})"')
_ROWS = re.compile(rb'rows-repeated="([0-9]{1,2})"')
_PLAIN = re.compile(rb'-repeated="[0-9]{3,7}"[^<>]*>')
_MANY_SPACES = re.compile(rb'text:c(?!="[0-9]{1,2}")[\s=]')
_MAX_ERRORS = 500_000
_SHORTEST_CELL = len("<table:table-cell/>")
_SPACES_FACTOR = 5
"""By which the shortest element for up to 99 spaces is shorter than they are."""
_BLANK_ROW = rb"<table:table-row[^<>]*><table:table-cell[^<>]*/></table:table-row>"
_BLANK_TO_THE_END = re.compile(rb"(?:%b)+</table:table>" % _BLANK_ROW)


def errors_in_ods(content: bytes) -> dict[int, Errors]:
    """The errors in cells, by the index of the sheet.

    Ordinary sheets are not gone through.  Raises UnreadableFile for sheets that would need too
    much memory, and for XML that is damaged.
    """
    if _ERROR not in content and _is_ordinary(content):
        return {}
    sheets = _sheets(content)
    check_cells(sheets)
    return {index: sheet.errors for index, sheet in enumerate(sheets) if sheet.errors}


def _is_ordinary(content: bytes) -> bool:
    """Whether the sheets can't be too large, whatever stands in them."""
    if any(not _is_harmless(content, found.start()) for found in _LARGE.finditer(content)):
        return False
    row_repeats = [1, *map(int, _ROWS.findall(content))]
    column_repeats = [1, *map(int, _COLUMNS.findall(content))]
    by_row = content.split(b"</table:table-row>")
    rows = len(by_row) + sum(row_repeats)
    columns = max(map(len, by_row)) // _SHORTEST_CELL + sum(column_repeats)
    copies = max(row_repeats) * max(column_repeats)
    if rows * columns > MAX_CELLS or len(content) * copies > MAX_TEXT:
        return False
    if b"text:c" not in content:
        return True
    text = len(content) * copies * _SPACES_FACTOR
    return text <= MAX_TEXT and _MANY_SPACES.search(content) is None


def _is_harmless(content: bytes, at: int) -> bool:
    """Whether what is repeated there are columns' widths, or blank cells at the end of a row or
    of a sheet."""
    plain = _PLAIN.match(content, at)
    if plain is None:
        return False
    start = content.rfind(b"<", 0, at)
    if content.startswith(b"<table:table-column", start):
        return True
    if content.startswith(b"<table:table-row", start):
        return _BLANK_TO_THE_END.match(content, start) is not None
    return plain[0].endswith(b"/>") and content.startswith(b"</table:table-row>", plain.end())


def _sheets(content: bytes) -> list[Cells]:
    sheets: list[Cells] = []
    row = column = depth = 0
    text = is_filled = 0
    errors: list[tuple[int, int, str]] = []
    names = (_TABLE + "table", _ROW, _CELL, _COVERED)
    for event, element in elements(content, names):
        if element.tag == names[0]:
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                sheets.append(Cells())
                row = 0
        elif event == "start" or not sheets:
            continue
        elif element.tag == _ROW:
            count = _repeats(element, "number-rows-repeated")
            if is_filled:
                sheets[-1].rows = row + count
                sheets[-1].text += text * count
                _repeat_errors(sheets[-1], row, count, errors)
            row, column, text, is_filled, errors = row + count, 0, 0, 0, []
        else:
            count = _repeats(element, "number-columns-repeated")
            if _is_filled(element):
                is_filled = 1
                sheets[-1].columns = max(sheets[-1].columns, column + count)
                text += _length(element) * count
                if element.get(_VALUE_TYPE) == "error":
                    errors.append((column, count, "".join(element.itertext())))
            column += count
    return sheets


def _repeat_errors(sheet: Cells, row: int, count: int, errors: list[tuple[int, int, str]]) -> None:
    """Adds the errors of a row, by column and number of columns, for each time it stands there."""
    if len(sheet.errors) + count * sum(width for _, width, _ in errors) > _MAX_ERRORS:
        refuse_cells()
    for column, width, text in errors:
        places = product(range(row, row + count), range(column, column + width))
        sheet.errors.update(dict.fromkeys(places, text))


def _is_filled(cell: etree._Element) -> bool:
    return len(cell) > 0 or any(name.startswith(_OFFICE) for name in cell.attrib)


def _length(cell: etree._Element) -> int:
    spaces = sum(_number(element.get(_COUNT, "1")) for element in cell.iter(_SPACES))
    return sum(len(text.encode()) for text in cell.itertext()) + spaces


def _repeats(element: etree._Element, name: str) -> int:
    return _number(element.get(_TABLE + name, "1"))


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise UnreadableFile(DAMAGED)
    return int(text)
