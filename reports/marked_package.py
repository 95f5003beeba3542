"""A sent .xlsx without what a marked copy can't keep, and how its sheets are numbered."""

import io
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zipfile import ZipFile, ZipInfo

from lxml import etree

MAX_CELLS = 300_000
"""Cells of all sheets, merged ones among them.  openpyxl needs about 4 seconds for so many."""
MAX_UNPACKED = 64 * 2**20
"""Bytes of all parts that are read; 300,000 cells have less than 30 MB."""
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_LEFT_OUT = (
    "xl/drawings/", "xl/charts/", "xl/pivot", "xl/externallinks/", "xl/ctrlprops/", "xl/activex/",
    "xl/threadedcomments/", "xl/diagrams/", "xl/queries", "xl/connections", "xl/persons/",
    "xl/calcchain", "customxml/", "customui/",
)  # fmt: skip
"""Parts that hold no cells: pictures, charts and whatever reaches outside the workbook."""
_KEPT_OF_SHEETS = ("/comments", "/table")
_OF_SHEETS = re.compile(r"(?:^|/)(?:chart|dialog|work)sheets/_rels/[^/]+\.rels$")
_HYPERLINKS = re.compile(rb"<((?:\w+:)?hyperlinks)\b[^>]*>.*?</\1\s*>", re.DOTALL)
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


class CannotMark(Exception):
    """No marked copy can be made.  The message is a sentence without any value."""


@dataclass(frozen=True)
class SentWorkbook:
    """A workbook to be marked: `content` is an .xlsx with cells, looks, notes, checks and tables,
    but without links, pictures and charts; `numbers` holds for each sheet, in the order of the
    workbook, its number as places count it, None for one without cells."""

    content: bytes
    numbers: tuple[int | None, ...]


def sent_workbook(content: bytes) -> SentWorkbook:
    """What can be marked of an .xlsx or .xlsm.

    Raises CannotMark for one that is too large, has a document type or a note in no cell; and
    whatever zipfile and lxml raise for what is no such file.
    """
    with ZipFile(io.BytesIO(content)) as sent:
        members = [member for member in sent.infolist() if _is_kept(member.filename)]
        if sum(member.file_size for member in members) > MAX_UNPACKED:
            raise CannotMark("The file is too large for a marked copy.")
        parts = {member.filename: sent.read(member) for member in members}
    if any(b"<!DOCTYPE" in part or b"\0" in part for part in parts.values()):
        raise CannotMark("The file is not as a spreadsheet program writes it.")
    for name in filter(_OF_SHEETS.search, parts):
        parts[name] = _relations_kept(parts[name])
    left = MAX_CELLS
    for name, part in parts.items():
        if b"sheetData" in part or b"tableColumns" in part:
            left -= _cells(part, left)
            parts[name] = _HYPERLINKS.sub(b"", part)
        elif b"commentList" in part:
            _check_notes(part)
    return SentWorkbook(_packed(parts), tuple(_numbers(parts)))


def _is_kept(name: str) -> bool:
    lower = name.casefold()
    return lower.endswith((".xml", ".rels")) and not lower.startswith(_LEFT_OUT)


def _relations_kept(part: bytes) -> bytes:
    """Only a sheet's notes and tables: openpyxl goes after all else, and may stumble on it."""
    relations = etree.fromstring(part, _parser())
    for relation in list(relations):
        if not relation.get("Type", "").endswith(_KEPT_OF_SHEETS):
            relations.remove(relation)
    return bytes(etree.tostring(relations))


def _cells(part: bytes, limit: int) -> int:
    """How many cells and rows openpyxl makes of a sheet or a table.  Raises CannotMark beyond
    `limit`.

    What a sheet claims as its dimension may be wrong, so all are counted.
    """
    found = 0
    for element in _elements(part, ("{*}c", "{*}row", "{*}mergeCell", "{*}table")):
        is_area = element.tag.endswith(("mergeCell", "table"))
        found += _area(element.get("ref", "")) if is_area else 1
        if found > limit:
            raise CannotMark(f"The file has more than {MAX_CELLS:,} cells: no marked copy is made.")
    return found


def _area(cells: str) -> int:
    first, _, last = cells.partition(":")
    (left, top), (right, bottom) = _corner(first), _corner(last or first)
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _corner(name: str) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    if _CELL.fullmatch(name) is None:
        raise CannotMark("The file is not as a spreadsheet program writes it.")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(name[len(letters) :])


def _check_notes(notes: bytes) -> None:
    """Raises CannotMark for a note in anything but one cell: openpyxl would make them all."""
    for element in _elements(notes, ("{*}comment",)):
        if _CELL.fullmatch(element.get("ref", "")) is None:
            raise CannotMark("A note in the file stands in no cell.")


def _numbers(parts: Mapping[str, bytes]) -> Iterator[int | None]:
    """Worksheets are numbered as their tabs stand, the hidden ones after them."""
    kinds = {
        element.get("Id"): posixpath.basename(element.get("Type", ""))
        for element in _elements(parts[_RELATIONS], ("{*}Relationship",))
    }
    sheets = [
        (kinds.get(_relation(element)) == "worksheet", element.get("state", "visible") == "visible")
        for element in _elements(parts[_WORKBOOK], ("{*}sheet",))
    ]
    shown = sum(has_cells and is_shown for has_cells, is_shown in sheets)
    of_shown, of_hidden = iter(range(1, shown + 1)), iter(range(shown + 1, len(sheets) + 1))
    for has_cells, is_shown in sheets:
        yield next(of_shown if is_shown else of_hidden) if has_cells else None


def _relation(sheet: etree._Element) -> str:
    return next((text for name, text in sheet.items() if name.endswith("}id")), "")


def _elements(part: bytes, names: Iterable[str]) -> Iterator[etree._Element]:
    """The starts of the elements so named; what was passed is let go."""
    walk = etree.iterparse(
        io.BytesIO(part),
        events=("start", "end"),
        tag=tuple(names),
        resolve_entities=False,
        no_network=True,
    )
    for event, element in walk:
        if event == "start":
            yield element
        else:
            element.clear()


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        for name, part in parts.items():
            file.writestr(ZipInfo(name), part)
    return packed.getvalue()
