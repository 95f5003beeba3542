"""A workbook that others wrote, without what would do something when it is opened or mended."""

import re
from collections.abc import Collection, Iterator

from openpyxl import Workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.workbook.defined_name import DefinedName, DefinedNameDict
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from reports.marked_package import CannotMark
from reports.spreadsheet_text import inert

MAX_TEXT = 64 * 2**20
"""Characters of all cells: a text that many cells share is written in each of them."""
_FUNCTIONS = """
ABS AND CHOOSE CODE COLUMN COLUMNS CONCATENATE COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS DATE DATEDIF
DATEVALUE DAY EDATE EXACT FALSE FIND IF IFERROR INDEX INDIRECT INT ISBLANK ISERROR ISNA ISNUMBER
ISTEXT LEFT LEN LOOKUP LOWER MATCH MAX MID MIN MOD MONTH N NOT NOW OFFSET OR PROPER REPT RIGHT ROUND
ROW ROWS SEARCH SUBSTITUTE SUM SUMPRODUCT T TEXT TODAY TRIM TRUE UPPER VALUE VLOOKUP WEEKDAY YEAR
"""
"""What a form's checks are made of.  None of them reaches outside the workbook."""
_HARMLESS = frozenset(_FUNCTIONS.split())
_REACHES_OUT = ("[", "|", "://", "\\\\")
"""Another workbook, a program (DDE), an address, a network folder."""
_LITERAL = re.compile(r'"(?:[^"]|"")*"')
_QUOTED_SHEET = re.compile(r"'(?:[^']|'')*'")
_FUNCTION = re.compile(r"([\w.]+)\s*\(")


def make_inert(workbook: Workbook, gone: Collection[str] = ()) -> None:
    """Takes out names, checks and rules that might reach outside the workbook, and those that speak
    of what is `gone` from it, by these names.

    A text that a spreadsheet would take for a formula, once the agency goes into the cell, is
    marked as text.  Raises CannotMark for more text than a copy can hold.
    """
    workbook.defined_names = _harmless_names(workbook.defined_names)
    folded = {name.replace("'", "''").casefold() for name in gone}
    left = MAX_TEXT
    for sheet in workbook.worksheets:
        left -= _keep_texts(sheet)
        if left < 0:
            raise CannotMark("The file has too much text for a marked copy.")
        sheet.defined_names = _harmless_names(sheet.defined_names)
        checks = sheet.data_validations.dataValidation
        checks[:] = [each for each in checks if _may_stay(folded, each.formula1, each.formula2)]
        sheet.conditional_formatting = _rules_to_keep(sheet, folded)
        for table in sheet.tables.values():
            _cut_off(table)


def is_harmless(*formulas: str | None) -> bool:
    """Whether formulas of a form's checks reach nothing outside the workbook."""
    return all(formula is None or _stays_inside(str(formula)) for formula in formulas)


def _may_stay(gone: Collection[str], *formulas: str | None) -> bool:
    """A name that stands within another word is taken for one too: what is looked at only needs
    few checks."""
    said = [str(each).casefold() for each in formulas if each is not None]
    return is_harmless(*formulas) and not any(name in each for each in said for name in gone)


def _stays_inside(formula: str) -> bool:
    if _LITERAL.fullmatch(formula):
        return True
    if any(sign in formula for sign in _REACHES_OUT):
        return False
    bare = _QUOTED_SHEET.sub("", _LITERAL.sub("", formula))
    return all(name.upper() in _HARMLESS for name in _FUNCTION.findall(bare))


def _keep_texts(sheet: Worksheet) -> int:
    """Gives the number of characters of a sheet's texts."""
    characters = 0
    for cell in sheet._cells.values():
        if cell.data_type == "s" and cell.value is not None:
            text = str(cell.value)
            characters += len(text)
            if inert(text) != text:
                cell.quotePrefix = True
    return characters


def _harmless_names(names: DefinedNameDict) -> DefinedNameDict:
    kept = DefinedNameDict()
    for name, each in names.items():
        if not _is_macro(each) and is_harmless(each.value):
            kept[name] = each
    return kept


def _is_macro(name: DefinedName) -> bool:
    return bool(name.function or name.vbProcedure or name.xlm)


def _rules_to_keep(sheet: Worksheet, gone: Collection[str]) -> ConditionalFormattingList:
    kept = ConditionalFormattingList()
    for ranges in sheet.conditional_formatting:
        for rule in ranges.rules:
            if _may_stay(gone, *_formulas(rule)):
                kept.add(str(ranges.sqref), rule)
    return kept


def _formulas(rule: Rule) -> Iterator[str]:
    yield from rule.formula
    for scale in (rule.colorScale, rule.dataBar, rule.iconSet):
        yield from (str(each.val) for each in (scale.cfvo if scale else ()) if each.val is not None)


def _cut_off(table: Table) -> None:
    """Leaves a table its look and its filter, without a query behind it or formulas in it."""
    table.tableType = table.connectionId = None
    for column in table.tableColumns:
        column.calculatedColumnFormula = column.totalsRowFormula = None
        column.totalsRowFunction = column.queryTableFieldId = column.xmlColumnPr = None
