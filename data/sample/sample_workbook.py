"""Workbooks as office programs write them, with the standard library: .xlsx, .ods and .xls."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from sample_package import compound, zipped
from sample_sheets import Sheet, Value, as_text
from sample_wording import serial

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/>'
    '</font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
    'xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" '
    'applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" '
    'applyFont="1"/></cellXfs></styleSheet>'
)
_DATE_STYLE, _HEADER_STYLE = 1, 2


def xlsx(sheets: Sequence[Sheet], shared: bool) -> bytes:
    """Return an .xlsx whose texts are shared, as Excel writes them, or stand in their cells."""
    strings: dict[str, int] | None = {} if shared else None
    parts = [_xlsx_sheet(sheet, strings) for sheet in sheets]
    count = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in [
            ("workbook", "sheet.main"),
            ("styles", "styles"),
            *[("sharedStrings", "sharedStrings")] * shared,
            *((f"worksheets/sheet{n}", "worksheet") for n in count),
        ]
    )
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, start=1)
    )
    others = [*(f"worksheets/sheet{n}" for n in count), "styles", *["sharedStrings"] * shared]
    kinds = ["worksheet"] * len(sheets) + ["styles", "sharedStrings"]
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        for n, (name, kind) in enumerate(zip(others, kinds, strict=False), start=1)
    )
    texts = "".join(f"<si>{_text(text)}</si>" for text in strings or {})
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        "</Relationships>",
        "xl/styles.xml": _STYLES.removeprefix(_XML),
        **({"xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>'} if shared else {}),
        **{f"xl/worksheets/sheet{n}.xml": part for n, part in zip(count, parts, strict=True)},
    }
    return zipped({name: (_XML + part).encode("utf-8") for name, part in members.items()})


def _xlsx_sheet(sheet: Sheet, strings: dict[str, int] | None) -> str:
    rows = "".join(
        f'<row r="{n}">{_xlsx_cells(n, cells, strings, n in sheet.headers)}</row>'
        for n, cells in enumerate(sheet.rows, start=1)
        if any(cell != "" for cell in cells)
    )
    merged = "".join(
        f'<mergeCell ref="{_letters(first)}{row}:{_letters(last)}{row}"/>'
        for row, first, last in sheet.merged
    )
    merged = f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>' if merged else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{merged}</worksheet>'


def _xlsx_cells(
    row: int, cells: Sequence[Value], strings: dict[str, int] | None, header: bool
) -> str:
    return "".join(
        _xlsx_cell(f"{_letters(n)}{row}", value, strings, header)
        for n, value in enumerate(cells, start=1)
        if value != ""
    )


def _xlsx_cell(place: str, value: Value, strings: dict[str, int] | None, header: bool) -> str:
    style = f' s="{_HEADER_STYLE}"' if header else ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{_DATE_STYLE}"><v>{serial(value)}</v></c>'
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    if strings is None:
        return f'<c r="{place}"{style} t="inlineStr"><is>{_text(value)}</is></c>'
    return f'<c r="{place}"{style} t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'


def _text(text: str) -> str:
    kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{kept}>{escape(text)}</t>"


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def ods(sheets: Sequence[Sheet]) -> bytes:
    """Return an .ods."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    tables = "".join(
        f"<table:table table:name={quoteattr(sheet.name)}>"
        + "".join(f"<table:table-row>{_ods_cells(cells)}</table:table-row>" for cells in sheet.rows)
        + "</table:table>"
        for sheet in sheets
    )
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0" '
        f'xmlns:style="{names}:style:1.0" xmlns:number="{names}:datastyle:1.0" '
        'office:version="1.2"><office:automatic-styles><number:date-style style:name="N36">'
        '<number:day number:style="long"/><number:text>/</number:text>'
        '<number:month number:style="long"/><number:text>/</number:text>'
        '<number:year number:style="long"/></number:date-style><style:style style:name="ce1" '
        'style:family="table-cell" style:data-style-name="N36"/></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return zipped(
        {
            "mimetype": kind.encode(),
            "content.xml": (_XML + content).encode("utf-8"),
            "META-INF/manifest.xml": (_XML + manifest).encode("utf-8"),
        }
    )


def _ods_cells(cells: Sequence[Value]) -> str:
    found: list[str] = []
    blank = 0
    for value in [*cells, None]:
        if value == "":
            blank += 1
            continue
        if blank and value is not None:
            found.append(f'<table:table-cell table:number-columns-repeated="{blank}"/>')
        blank = 0
        if value is not None:
            found.append(_ods_cell(value))
    return "".join(found) or "<table:table-cell/>"


def _ods_cell(value: Value) -> str:
    if isinstance(value, bool):
        typed = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        shown = as_text(value)
    elif isinstance(value, date):
        typed = f'table:style-name="ce1" office:value-type="date" office:date-value="{value}"'
        shown = f"{value:%d/%m/%Y}"
    elif isinstance(value, int):
        typed, shown = f'office:value-type="float" office:value="{value}"', str(value)
    else:
        typed, shown = 'office:value-type="string"', value
    lines = "".join(f"<text:p>{_ods_text(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell {typed}>{lines}</table:table-cell>"


def _ods_text(line: str) -> str:
    """Spaces at an end, or several together, are elements of their own."""
    inner = line.strip(" ")
    before, after = len(line) - len(line.lstrip(" ")), len(line) - len(line.rstrip(" "))
    spaces = [f'<text:s text:c="{n}"/>' if n else "" for n in (before, after)]
    return f"{spaces[0]}{escape(inner)}{spaces[1]}"


def xls(sheet: Sheet) -> bytes:
    """Return an .xls (BIFF8) of one sheet: texts, numbers and dates."""
    width = max(map(len, sheet.rows))
    cells = b"".join(
        _xls_cell(row, column, value)
        for row, values in enumerate(sheet.rows)
        for column, value in enumerate(values)
        if value != ""
    )
    dimensions = _biff(0x0200, "<LLHHH", 0, len(sheet.rows), 0, width, 0)
    window = _biff(0x023E, "<HHHLHHL", 0x06B6, 0, 0, 0x40, 0, 0, 0)
    body = _begin(0x10) + dimensions + cells + window + _biff(0x000A, "")
    font = _biff(0x0031, "<HHHHHBBBBBB5s", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0, b"Arial")
    formats = [_format(0, 0xFFF5)] * 15 + [_format(0, 0x0001), _format(14, 0x0001)]
    before = b"".join(
        [
            _begin(0x05),
            _biff(0x0042, "<H", 0x04B0),
            _biff(0x003D, "<9H", 0, 0, 0x3000, 0x1E00, 0x38, 0, 0, 1, 0x0258),
            _biff(0x0022, "<H", 0),
            font * 4,
            *formats,
            _biff(0x0293, "<HBB", 0x8000, 0, 0xFF),
        ]
    )
    name = sheet.name.encode("utf-16-le")
    start = len(before) + 4 + 8 + len(name) + 4  # behind the list of sheets and the end's mark
    listed = _biff_bytes(0x0085, struct.pack("<LHBB", start, 0, len(sheet.name), 1) + name)
    return compound([("Workbook", before + listed + _biff(0x000A, "") + body)])


def _xls_cell(row: int, column: int, value: Value) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _biff_bytes(
            0x0204, struct.pack("<HHHHB", row, column, 15, len(text) // 2, 1) + text
        )  # fmt: skip
    is_day = isinstance(value, date)
    number = serial(value) if isinstance(value, date) else int(value)
    return _biff(0x0203, "<HHHd", row, column, 16 if is_day else 15, float(number))


def _format(number_format: int, kind: int) -> bytes:
    return _biff(0x00E0, "<HHHBBBBLLH", 0, number_format, kind, 0x20, 0, 0, 0, 0, 0, 0x20C0)


def _begin(kind: int) -> bytes:
    return _biff(0x0809, "<HHHHLL", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6)


def _biff(kind: int, form: str, *values: int | float | bytes) -> bytes:
    return _biff_bytes(kind, struct.pack(form, *values))


def _biff_bytes(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data
