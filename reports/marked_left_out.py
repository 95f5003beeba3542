"""What stays out of a marked copy: the sheets that hold no young people who were read, and whatever
else in the workbook might repeat them.  They may be another agency's."""

import re
from collections.abc import Collection, Iterator, Mapping

from openpyxl import Workbook
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE
from openpyxl.workbook.defined_name import DefinedName, DefinedNameDict
from openpyxl.worksheet.worksheet import Worksheet

LEFT_OUT = "No young people were read from this sheet: it is left out of this copy."
_WIDTH = 80
_AREA = re.compile(r"(?:'((?:[^']|'')+)'|([^'\"!(),\s]+))![$A-Z0-9:]+")
"""A cell or a range of one sheet: quoted or plain."""


def leave_out(
    workbook: Workbook, sheets: Mapping[str, Worksheet], read: Collection[str]
) -> tuple[dict[str, Worksheet], frozenset[str]]:
    """Puts a sheet of one sentence in place of each that is not in `read`.

    `sheets` are all sheets by the names that places give them.  Gives them as they now are, and the
    names by which formulas may still speak of what is gone: of sheets, tables and ranges.
    """
    kept = {each.title.casefold() for name, each in sheets.items() if name in read}
    gone: set[str] = set()
    left: dict[str, Worksheet] = {}
    for name, sheet in sheets.items():
        if name in read:
            left[name] = sheet
        else:
            gone |= {sheet.title, *sheet.tables}
            left[name] = _in_place_of(sheet, f"Left out {name.rpartition(' ')[2]}", kept)
    for holder in (workbook, *left.values()):
        names = _of_sheets(holder.defined_names, kept)
        gone |= holder.defined_names.keys() - names.keys()
        holder.defined_names = names
    _forget_formats(workbook, [sheet for name, sheet in left.items() if name in read])
    return left, frozenset(gone)


def _in_place_of(sheet: Worksheet, title: str, taken: Collection[str]) -> Worksheet:
    """A new sheet rather than the same one emptied: nothing of it can be forgotten.  Its title goes
    too, which may be a name."""
    workbook = sheet.parent
    place = workbook.index(sheet)
    workbook.remove(sheet)
    while title.casefold() in taken:
        title += "_"
    blank = workbook.create_sheet(title, place)
    blank.sheet_state = sheet.sheet_state  # hidden sheets are numbered apart
    if any(cell.value is not None or cell.comment for cell in sheet._cells.values()):
        blank["A1"] = LEFT_OUT
        blank.column_dimensions["A"].width = _WIDTH
    return blank


def _of_sheets(names: DefinedNameDict, titles: Collection[str]) -> DefinedNameDict:
    """The names of ranges on these sheets, without what is said about them."""
    kept = DefinedNameDict()
    for name, each in names.items():
        area = _AREA.fullmatch(each.value or "")
        if area is None:
            continue
        title = area[2] if area[1] is None else area[1].replace("''", "'")
        if title.casefold() in titles:
            kept[name] = DefinedName(name, attr_text=each.value, hidden=each.hidden)
    return kept


def _forget_formats(workbook: Workbook, sheets: Collection[Worksheet]) -> None:
    """Formats of numbers may hold words, and styles have names: only those in use are told."""
    used = list(_styles_in(sheets))
    named = {style.xfId for style in used}
    for n, each in enumerate(workbook._named_styles):
        if n in named or each.builtinId is not None:
            used.append(each._style)
        else:
            each.name = f"Left out {n}"
    formats = workbook._number_formats
    numbers = {style.numFmtId - BUILTIN_FORMATS_MAX_SIZE for style in used}
    for n in set(range(len(formats))) - numbers:
        formats[n] = "General"
    for each in workbook._differential_styles.styles:
        each.numFmt = None


def _styles_in(sheets: Collection[Worksheet]) -> Iterator[StyleArray]:
    for sheet in sheets:
        for styled in (
            *sheet._cells.values(),
            *sheet.row_dimensions.values(),
            *sheet.column_dimensions.values(),
        ):
            if styled._style is not None:  # the further cells of a merged one have none
                yield styled._style
