"""Workbooks by hand, with what Excel and other programs leave in them and openpyxl never writes.

Text stands in shared strings (in runs of different fonts, with phonetic readings that are no text),
in the cell itself or as a formula's result; rows and cells come with and without their names;
dates are serial numbers under built-in, own and local formats, or ISO dates; there are a stray
styled cell in the last column, defined names, merged, hidden and empty things.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .by_hand import text_of, write_package
from .layouts import Laid, Merge
from .wording import Cell

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORKBOOK = f"{_TYPE}.sheet.main+xml"
MACRO_WORKBOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_DATE_STYLES = (1, 2, 3)
_BOLD = 4
_AS_TEXT = 5


@dataclass
class _Strings:
    """The shared strings as XML, by text."""

    items: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def place(self, text: str) -> int:
        if text not in self.places:
            self.places[text] = len(self.items)
            self.items.append(_string(text, len(self.items)))
        return self.places[text]


def _string(text: str, turn: int) -> str:
    """One of three forms: plain, in two runs, in two runs with a phonetic reading."""
    if turn % 3 == 0 or len(text) < 4:
        return f'<si><t xml:space="preserve">{text_of(text)}</t></si>'
    half = len(text) // 2
    first, second = text_of(text[:half]), text_of(text[half:])
    runs = (
        f'<r><t xml:space="preserve">{first}</t></r>'
        f'<r><rPr><b/><sz val="11"/><color theme="1"/><rFont val="Calibri"/></rPr>'
        f'<t xml:space="preserve">{second}</t></r>'
    )
    if turn % 3 == 1:
        return f"<si>{runs}</si>"
    reading = f'<rPh sb="0" eb="{half}"><t>READING</t></rPh><phoneticPr fontId="1"/>'
    return f"<si>{runs}{reading}</si>"


TextCell = Callable[[str, str, int], str]
"""XML of a text cell, from its `r` attribute (with the space before it), the text and a turn."""


def _shared(strings: _Strings) -> TextCell:
    def cell(name: str, text: str, turn: int) -> str:
        style = f' s="{_AS_TEXT}"' if turn % 4 == 0 else ""
        return f'<c{name}{style} t="s"><v>{strings.place(text)}</v></c>'

    return cell


def _inline(name: str, text: str, turn: int) -> str:
    """The text in the cell: as it is, in runs, or as the result of a formula."""
    plain = text_of(text)
    if turn % 3 == 0:
        return f'<c{name} t="inlineStr"><is><t xml:space="preserve">{plain}</t></is></c>'
    if turn % 3 == 1:
        return (
            f'<c{name} t="inlineStr"><is><r><rPr><i/></rPr><t xml:space="preserve">'
            f'{text_of(text[:1])}</t></r><r><t xml:space="preserve">{text_of(text[1:])}</t></r>'
            "</is></c>"
        )
    formula = text_of('"' + text.replace('"', '""') + '"')
    return f'<c{name} t="str"><f>{formula}</f><v>{plain}</v></c>'


def letters(column: int) -> str:
    """The name of a column, counted from 0."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _cell(text_cell: TextCell, value: Cell, name: str, turn: int) -> str:
    if value is None:
        return f'<c{name} s="{_BOLD}"/>'
    if isinstance(value, bool):
        return f'<c{name} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        if turn % 5 == 4:
            return f'<c{name} s="1" t="d"><v>{value.isoformat()}T00:00:00</v></c>'
        serial = (value - date(1899, 12, 30)).days
        return f'<c{name} s="{_DATE_STYLES[turn % 3]}"><v>{serial}</v></c>'
    if isinstance(value, int):
        shown = f"{value}" if turn % 2 else f"{value}.0"
        return f"<c{name}><v>{shown}</v></c>"
    return text_cell(name, value, turn)


def _sheet(laid: Laid, text_cell: TextCell, stray: bool, named: bool) -> str:
    """A worksheet; `named`: rows and cells say where they are; else only by their order, and then
    an empty cell stands for each that is blank."""
    rows = []
    for n, row in enumerate(laid.rows):
        cells = []
        for m, value in enumerate(row):
            if value is None and named and (n + m) % 3:
                continue
            name = f' r="{letters(m)}{n + 1}"' if named else ""
            cells.append(_cell(text_cell, value, name, n + m))
        if stray and n == 0:
            cells.append(f'<c r="XFD1" s="{_BOLD}"/>')
        name = f' r="{n + 1}" spans="1:{max(len(row), 1)}" ht="15" customHeight="1"'
        rows.append(f"<row{name if named else ''}>{''.join(cells)}</row>")
    if stray:
        rows.append(f'<row r="1048576"><c r="A1048576" s="{_BOLD}"/></row>')
    extent = "A1:XFD1048576" if stray else "A1"
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheetPr><pageSetUpPr fitToPage="1"/>'
        f'</sheetPr><dimension ref="{extent}"/><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        '</sheetViews><cols><col min="3" max="4" width="0" hidden="1" customWidth="1"/></cols>'
        f"<sheetData>{''.join(rows)}</sheetData>{_merges(laid.merges)}"
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="F2:F100">'
        "<formula1>genders</formula1></dataValidation></dataValidations>"
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        "</worksheet>"
    )


def _merges(merges: Sequence[Merge]) -> str:
    if not merges:
        return ""
    named = "".join(
        f'<mergeCell ref="{letters(each.column)}{each.row + 1}'
        f':{letters(each.last_column)}{each.last_row + 1}"/>'
        for each in merges
    )
    return f'<mergeCells count="{len(merges)}">{named}</mergeCells>'


_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="[$-809]dd\\ mmmm\\ yyyy;@"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="1" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


@dataclass(frozen=True)
class Oddities:
    """What a workbook is to have: text in shared strings or in the cells; a stray cell in the last
    column and in the last row; rows and cells that do not say where they are; a prefix before every
    element, as programs other than Excel write it."""

    shared: bool = True
    stray: bool = False
    unnamed: bool = False
    prefixed: bool = False
    content_type: str = WORKBOOK


def write_xlsx_by_hand(path: Path, sheets: Sequence[tuple[str, Laid]], oddities: Oddities) -> Path:
    """The sheets, and behind them a hidden one of lists and an empty one."""
    strings = _Strings()
    text_cell = _shared(strings) if oddities.shared else _inline
    pages = [
        (title, "", _sheet(laid, text_cell, oddities.stray, not oddities.unnamed))
        for title, laid in sheets
    ]
    lists = Laid([["f"], ["m"]])
    pages.append(("Lists", ' state="veryHidden"', _sheet(lists, text_cell, False, True)))
    pages.append(("Sheet3", "", f'<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>'))
    parts = _frame([(title, state) for title, state, _ in pages], oddities.content_type)
    for n, (_, _, xml) in enumerate(pages, start=1):
        parts[f"xl/worksheets/sheet{n}.xml"] = _prefixed(xml) if oddities.prefixed else xml
    shared = f'<sst xmlns="{_MAIN}" count="99999" uniqueCount="{len(strings.items)}">'
    shared += "".join(strings.items) + "</sst>"
    parts["xl/sharedStrings.xml"] = _prefixed(shared) if oddities.prefixed else shared
    return write_package(path, parts)


def _prefixed(xml: str) -> str:
    """Every element under `x:`."""
    named = xml.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
    return named.replace(f'xmlns="{_MAIN}"', f'xmlns:x="{_MAIN}"')


def _frame(sheets: Sequence[tuple[str, str]], content_type: str) -> dict[str, str]:
    """All parts but sheets and strings.  The sheets' relations are numbered backwards."""
    last = len(sheets)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in range(1, last + 1)
    )
    named = "".join(
        f'<sheet name="{title}" sheetId="{n + 10}"{state} r:id="rId{last - n + 1}"/>'
        for n, (title, state) in enumerate(sheets, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{last - n + 1}" Type="{_RELS}/worksheet"'
        f' Target="{"/xl/" if n % 2 else ""}worksheets/sheet{n}.xml"/>'
        for n in range(1, last + 1)
    )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}"/>{overrides}'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}">'
            '<workbookPr defaultThemeVersion="124226"/>'
            f'<bookViews><workbookView activeTab="1"/></bookViews><sheets>{named}</sheets>'
            '<definedNames><definedName name="genders">Lists!$A$1:$A$2</definedName>'
            '<definedName name="_xlnm.Print_Area" localSheetId="0">#REF!</definedName>'
            '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Lists!$A$1'
            "</definedName></definedNames></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            f'<Relationship Id="rId{last + 1}" Type="{_RELS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId{last + 2}" Type="{_RELS}/sharedStrings"'
            ' Target="sharedStrings.xml"/></Relationships>'
        ),
        "xl/styles.xml": _STYLES,
    }
