"""What the XML of an .xlsx says of its cells, looked at before calamine reads it."""

import posixpath
import re

from lxml import etree

from ingest.document import UnreadableFile
from ingest.package import DAMAGED, MAX_UNPACKED
from ingest.sheet_limits import MAX_TEXT, Cells, Errors, check_cells, elements, refuse_text

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedstrings.xml"
_MAX_STRINGS = 2_000_000
_MAX_SHEET_WORK = 20 * MAX_UNPACKED
"""Bytes of the largest part for each sheet: sheets may claim the same part again and again."""
_SHORTEST_CELL = len('<c t="s"><v>0</v></c>')
_UNUSUAL_CELL = re.compile(rb'<c(?! r="[A-Z]{1,2}[0-9]{1,4}")[\s/>]')
"""A cell without a place, or beyond column ZZ or row 9999; others make 7 million cells at most."""
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_ERROR = re.compile(rb"""t=["']e["']""")
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_FILLED_WHERE_EMPTY = frozenset({"str", "inlineStr"})
"""Cells of these kinds are filled for calamine also where the text is empty."""


def errors_in_xlsx(parts: dict[str, bytes]) -> dict[int, Errors]:
    """The errors in cells, by the index of the sheet.

    Ordinary sheets are not gone through.  Raises UnreadableFile for sheets that would need too
    much memory, and for XML that is damaged.
    """
    strings = next((part for name, part in parts.items() if name.casefold() == _STRINGS), b"")
    sheets = {name: part for name, part in parts.items() if b"sheetData" in part}
    claimed = parts.get(_WORKBOOK, b"").count(b"sheetId")
    if claimed * max(map(len, sheets.values()), default=0) > _MAX_SHEET_WORK:
        refuse_text()
    longest = _longest(strings)
    is_long = longest * sum(map(len, sheets.values())) // _SHORTEST_CELL > MAX_TEXT
    unusual = [name for name, part in sheets.items() if is_long or _is_unusual(part)]
    if not unusual:
        return {}
    lengths = _lengths(strings) if is_long else []
    found = {name: _cells(parts[name], lengths) for name in unusual}
    order = _sheet_parts(parts)
    known = [found[name] for name in order if name in found]
    check_cells(known + [cells for name, cells in found.items() if name not in order])
    return {
        index: found[name].errors
        for index, name in enumerate(order)
        if name in found and found[name].errors
    }


def _is_unusual(sheet: bytes) -> bool:
    return (
        _ERROR.search(sheet) is not None
        or _UNUSUAL_CELL.search(sheet) is not None
        or (b":c" in sheet and _PREFIXED_CELL.search(sheet) is not None)
    )


def _longest(strings: bytes) -> int:
    """At least the bytes of the longest shared string."""
    if strings.count(b"si>") + strings.count(b"<si") > 3 * _MAX_STRINGS:
        refuse_text()
    return max(map(len, strings.split(b"<si>")), default=0)


def _lengths(strings: bytes) -> list[int]:
    return [
        sum(len((text.text or "").encode()) for text in element.iter("{*}t"))
        for event, element in elements(strings, ("{*}si",))
        if event == "end"
    ]


def _cells(sheet: bytes, lengths: list[int]) -> Cells:
    """The filled cells of a sheet, placed as calamine places them."""
    found = Cells()
    row = column = 0
    for event, element in elements(sheet, ("{*}row", "{*}c")):
        is_row = element.tag.endswith("row")
        if event == "start":
            if is_row and (number := element.get("r", "")).isdecimal():
                row = _index(number)
            continue
        if is_row:
            row, column = row + 1, 0
            continue
        at_row, column = _place(element, row, column)
        kind = element.get("t", "n")
        value = next((child for child in element if child.tag.endswith(("}v", "}is"))), None)
        if value is not None:
            text = "".join(value.itertext())
            if text or kind in _FILLED_WHERE_EMPTY:
                found.add(at_row, column, _length(kind, text, lengths))
            if kind == "e" and text:
                found.errors[at_row, column] = text
        column += 1
    return found


def _place(cell: etree._Element, row: int, column: int) -> tuple[int, int]:
    name = cell.get("r")
    if name is None:
        return row, column
    place = _PLACE.fullmatch(name)
    if place is None:
        raise UnreadableFile(DAMAGED)
    number = 0
    for letter in place[1].upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return _index(place[2]), number - 1


def _index(number: str) -> int:
    if len(number) > 7 or int(number) == 0:
        raise UnreadableFile(DAMAGED)
    return int(number) - 1


def _length(kind: str, text: str, lengths: list[int]) -> int:
    if kind != "s" or not text.isdecimal() or len(text) > 7:
        return len(text.encode())
    number = int(text)
    return lengths[number] if number < len(lengths) else 0


def _sheet_parts(parts: dict[str, bytes]) -> list[str]:
    """The part of each sheet in the order of the workbook, "" where it is not known."""
    targets = {
        element.get("Id"): posixpath.normpath(posixpath.join("/xl", element.get("Target", "")))
        for event, element in elements(parts.get(_RELATIONS, b""), ("{*}Relationship",))
        if event == "start"
    }
    return [
        targets.get(_relation(element), "").lstrip("/")
        for event, element in elements(parts.get(_WORKBOOK, b""), ("{*}sheet",))
        if event == "start"
    ]


def _relation(sheet: etree._Element) -> str:
    return next((text for name, text in sheet.items() if name.endswith("}id")), "")
