"""Files made to harm, or that no reader should be given: each function writes one."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from .by_hand import HEAD
from .cases import FIXTURES
from .raw_files import MB, RawEntry, compound_file, raw_entry, raw_zip, zeros

SECRET = "Zzqxvalue"
"""Stands in the files' cells and in no message."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COVER = (
    "Agency,Harbour Project\nType of agency,voluntary\nLSCB area,York\nReturn date,06/06/2011\n\n"
)
HEADER = "Local identifier,Gender,Notes\n"


def plain_return(identifier: str = SECRET + "1") -> bytes:
    return f"{COVER}{HEADER}{identifier},F,{SECRET}\n".encode()


def _package(like: str, changed: Mapping[str, bytes]) -> bytes:
    """A fixture's package with some of its parts changed."""
    with zipfile.ZipFile(FIXTURES / like) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return raw_zip(*(raw_entry(name, each) for name, each in {**parts, **changed}.items()))


_COVER, _SHEET = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
_STRINGS = "xl/sharedStrings.xml"
_DOCUMENT = "word/document.xml"


def workbook(
    rows: str, strings: str = "", before: str = "", extent: str = "A1", cover: bool = True
) -> bytes:
    """A workbook, its cover in order or empty, whose second sheet has these rows (XML)."""
    sheet = (
        f'{HEAD}{before}<worksheet xmlns="{_MAIN}"><dimension ref="{extent}"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    changed = {_SHEET: sheet.encode()}
    if not cover:
        changed[_COVER] = f'{HEAD}<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>'.encode()
    if strings:
        changed[_STRINGS] = strings.encode()
    return _package("one-row-by-hand.xlsx", changed)


def cell(text: str, name: str = "") -> str:
    where = f' r="{name}"' if name else ""
    return f'<c{where} t="inlineStr"><is><t>{text}</t></is></c>'


def header_cells() -> str:
    return "".join(cell(label) for label in ("Local identifier", "Gender", "Notes"))


def row(cells: str) -> str:
    return f"<row>{cells}</row>"


def laughs(root: str) -> str:
    """Entities that grow tenfold nine times."""
    steps = [f'<!ENTITY a0 "{SECRET}">']
    steps += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE {root} [{''.join(steps)}]>"


def external(root: str) -> str:
    return f'<!DOCTYPE {root} [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'


def _strings_with(doctype: str) -> bytes:
    strings = f'{HEAD}{doctype}<sst xmlns="{_MAIN}"><si><t>&a9;</t></si></sst>'
    shared = '<c t="s"><v>0</v></c>'
    return workbook(row(header_cells()) + row(shared * 3), strings)


def _sheet_with(doctype: str) -> bytes:
    return workbook(row(header_cells()) + row(cell("&a9;") * 3), before=doctype)


def document(body: str, before: str = "") -> bytes:
    """A Word document with this body (XML)."""
    xml = f'{HEAD}{before}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return _package("surrounded-by-hand.docx", {_DOCUMENT: xml.encode()})


def word_table(*rows: tuple[str, ...]) -> str:
    made = "".join(f"<w:tr>{''.join(map(_word_cell, each))}</w:tr>" for each in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl><w:p/>"


def _word_cell(text: str) -> str:
    return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def word_cover() -> str:
    lines = (line.split(",") for line in COVER.strip().splitlines())
    return word_table(*((name, value) for name, value in lines))


WORD_HEADER = ("Local identifier", "Gender", "Notes")


def _nested_tables(number: int) -> bytes:
    opened = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>"
    closed = "<w:p/></w:tc></w:tr></w:tbl>"
    return document(word_cover() + opened * number + closed * number)


def _encrypted_zip() -> bytes:
    """Two files under a password, as the flag of each says."""
    content = raw_entry("return.csv", plain_return())
    locked = RawEntry(
        content.name, b"\x91" * 12 + content.packed, content.checksum, content.size, 1
    )
    return raw_zip(locked)


def _ods(table: str) -> bytes:
    """An .ods with this table (XML)."""
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f"{HEAD}<office:document-content {names}><office:body><office:spreadsheet>{table}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return _package("one-row.ods", {"content.xml": content.encode()})


def _ods_row(*texts: str, repeated: str = "", cells_repeated: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"{cells_repeated}><text:p>{text}</text:p>'
        "</table:table-cell>"
        for text in texts
    )
    return f"<table:table-row{repeated}>{cells}</table:table-row>"


def _ods_table(rows: str) -> bytes:
    cover = "".join(_ods_row(*line.split(",")) for line in COVER.strip().splitlines())
    return _ods(f'<table:table table:name="Return">{cover}{rows}</table:table>')


def _many_columns() -> list[str]:
    return ["Local identifier", "Gender", *(f"Column {n}" for n in range(20_000))]


def _csv(*rows: list[str]) -> bytes:
    return (COVER + "\n".join(",".join(each) for each in rows) + "\n").encode()


def _bomb(name: str, size: int, claimed: int | None = None) -> bytes:
    packed, checksum = zeros(size)
    bomb = RawEntry(name, packed, checksum, size if claimed is None else claimed)
    return raw_zip(raw_entry("good.csv", plain_return()), bomb)


def _bomb_in_workbook(claimed: int | None) -> bytes:
    """A workbook whose strings are blanks without end."""
    packed, checksum = zeros(1500 * MB)
    bomb = RawEntry(_STRINGS, packed, checksum, 1500 * MB if claimed is None else claimed)
    with zipfile.ZipFile(FIXTURES / "one-row-by-hand.xlsx") as package:
        others = [
            raw_entry(name, package.read(name)) for name in package.namelist() if name != _STRINGS
        ]
    return raw_zip(*others, bomb)


def _zip_in_zips(depth: int) -> bytes:
    inner = plain_return()
    name = "return.csv"
    for n in range(depth):
        inner = raw_zip(raw_entry(name, inner))
        name = f"level{n}.zip"
    return inner


def _named_zip(*names: str) -> bytes:
    return raw_zip(*(raw_entry(name, plain_return(f"{SECRET}{n}")) for n, name in enumerate(names)))


TENMB = "y" * (10 * MB)
_FAR = f'<row r="1048576">{cell(SECRET, "XFD1048576")}</row>'

HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "bomb.zip": lambda: _bomb("return.csv", 1500 * MB),
    "bomb-that-lies.zip": lambda: _bomb("return.csv", 1500 * MB, claimed=100),
    "bomb.xlsx": lambda: _bomb_in_workbook(None),
    "bomb-that-lies.xlsx": lambda: _bomb_in_workbook(100),
    "laughs-in-strings.xlsx": lambda: _strings_with(laughs("sst")),
    "laughs-in-sheet.xlsx": lambda: _sheet_with(laughs("worksheet")),
    "laughs.docx": lambda: document(word_cover() + word_table(("&a9;",)), laughs("w:document")),
    "external-in-strings.xlsx": lambda: _strings_with(external("sst")),
    "external-in-sheet.xlsx": lambda: _sheet_with(external("worksheet")),
    "external.docx": lambda: document(
        word_cover() + word_table(WORD_HEADER, ("&a9;", "F", "")), external("w:document")
    ),
    "far-cell.xlsx": lambda: workbook(
        row(header_cells()) + row(cell(SECRET) * 3) + _FAR, extent="A1:XFD1048576"
    ),
    "claims-a-million-columns.xlsx": lambda: workbook(
        row(header_cells()) + row(cell(SECRET) * 3), extent="A1:BDWGN1048576"
    ),
    "cell-in-column-a-million.xlsx": lambda: workbook(
        row(header_cells()) + f'<row r="2">{cell(SECRET, "BDWGN2")}</row>'
    ),
    "nested-tables.docx": lambda: _nested_tables(100_000),
    "ten-megabytes.csv": lambda: _csv(["Local identifier", "Gender", "Notes"], ["A1", "F", TENMB]),
    "ten-megabytes.xlsx": lambda: workbook(
        row(header_cells()) + row(cell("A1") + cell("F") + cell(TENMB))
    ),
    "ten-megabytes.docx": lambda: document(
        word_cover() + word_table(WORD_HEADER, ("A1", "F", TENMB))
    ),
    "columns.csv": lambda: _csv(_many_columns(), [SECRET] * 20_002),
    "columns.xlsx": lambda: workbook(
        row("".join(cell(each) for each in _many_columns())) + row(cell(SECRET) * 20_002)
    ),
    "repeated-rows.ods": lambda: _ods_table(
        _ods_row(*WORD_HEADER)
        + _ods_row(SECRET, "F", SECRET, repeated=' table:number-rows-repeated="9000000"')
    ),
    "repeated-columns.ods": lambda: _ods_table(
        _ods_row(*WORD_HEADER)
        + _ods_row(SECRET, cells_repeated=' table:number-columns-repeated="90000000"')
    ),
    "repeated-both.ods": lambda: _ods_table(
        _ods_row(*WORD_HEADER)
        + _ods_row(
            SECRET,
            repeated=' table:number-rows-repeated="1048576"',
            cells_repeated=' table:number-columns-repeated="16384"',
        )
    ),
}
"""What might take all memory or time: one process each."""


def _half(fixture: str) -> bytes:
    content = (FIXTURES / fixture).read_bytes()
    return content[: len(content) // 2]


ODD: Mapping[str, Callable[[], bytes]] = {
    "nul.csv": lambda: plain_return().replace(b"F,", b"F\0,"),
    "header-only.csv": HEADER.encode,
    "nil.csv": (COVER + HEADER).encode,
    "header-only.xlsx": lambda: workbook(row(header_cells()), cover=False),
    "nil.xlsx": lambda: workbook(row(header_cells())),
    "header-only.docx": lambda: document(word_table(WORD_HEADER)),
    "locked.zip": _encrypted_zip,
    "locked.xlsx": lambda: compound_file("EncryptedPackage", "EncryptionInfo"),
    "old.doc": lambda: compound_file("WordDocument", "1Table"),
    "old-named.docx": lambda: compound_file("WordDocument", "1Table"),
    "form.pdf": f"%PDF-1.4\n1 0 obj<</Title({SECRET})>>endobj\n%%EOF\n".encode,
    "form.rtf": rf"{{\rtf1\ansi {SECRET}\par}}".encode,
    "page.xls": f"<html><table><tr><td>{SECRET}</td></tr></table></html>".encode,
    "empty.csv": lambda: b"",
    "empty.xlsx": lambda: b"",
    "empty.docx": lambda: b"",
    "empty.zip": raw_zip,
    "half.xls": lambda: _half("one-row.xls"),
    "half.xlsx": lambda: _half("one-row-by-hand.xlsx"),
    "half.ods": lambda: _half("one-row.ods"),
    "half.docx": lambda: _half("blocks-by-hand.docx"),
    "not-a-zip.zip": plain_return,
    "no-parts.xlsx": lambda: raw_zip(raw_entry("readme.txt", b"nothing")),
    "no-parts.docx": lambda: raw_zip(raw_entry("readme.txt", b"nothing")),
    "zips.zip": lambda: _zip_in_zips(5),
}
"""What is only no return, or no good one: all in one process."""

CLIMBING: Mapping[str, tuple[str, ...]] = {
    "up.zip": ("../up.csv", "a/../../up2.csv"),
    "absolute.zip": ("/tmp/absolute.csv",),
    "drive.zip": ("C:\\drive.csv", "C:/drive2.csv", "..\\back.csv"),
    "twice.zip": ("same.csv", "same.csv"),
}
"""Zips whose names lead out of the folder, or to one place twice."""


def climbing(name: str) -> bytes:
    return _named_zip(*CLIMBING[name])


def written(folder: Path, files: Mapping[str, Callable[[], bytes]]) -> Iterator[Path]:
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content())
        yield path
