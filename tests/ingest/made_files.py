"""Small office files for tests, written part by part, so that each oddity stands in the test."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from ingest.document import Document, Sheet, UnreadableFile
from ingest.readers import read_document

FIXTURES = Path(__file__).parent.parent / "fixtures" / "readers"
_SHEET_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_NS = (
    'xmlns:w="{word}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_ODS_NS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return packed.getvalue()


def claiming(content: bytes, size: int) -> bytes:
    """The zip with another size of its one member."""
    changed = bytearray(content)
    struct.pack_into("<L", changed, 22, size)
    struct.pack_into("<L", changed, content.index(b"PK\x01\x02") + 24, size)
    return bytes(changed)


def xlsx_parts(rows: str, strings: str = "") -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet of these `<row>`s and these `<si>`s."""
    sheet = f'<sheet name="A" sheetId="1" r:id="rId1" xmlns:r="{_OFFICE}"/>'
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")), 1
        )
    )
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _main_part("xl/workbook.xml"),
        "xl/workbook.xml": f"<workbook {_SHEET_NS}><sheets>{sheet}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'
        ),
        "xl/sharedStrings.xml": f"<sst {_SHEET_NS}>{strings}</sst>",
        "xl/worksheets/sheet1.xml": (
            f"<worksheet {_SHEET_NS}><sheetData>{rows}</sheetData></worksheet>"
        ),
    }


def _main_part(part: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="/{part}"/></Relationships>'
    )


def xlsx(rows: str, strings: str = "") -> bytes:
    return zipped(xlsx_parts(rows, strings))


def ods(rows: str, manifest: str = "") -> bytes:
    """A spreadsheet of one table with these `<table:table-row>`s."""
    return zipped(
        {
            "mimetype": _ODS,
            "content.xml": (
                f"<office:document-content {_ODS_NS}><office:body><office:spreadsheet>"
                f'<table:table table:name="A">{rows}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>"
            ),
            "META-INF/manifest.xml": (
                '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                f'<m:file-entry m:full-path="/" m:media-type="{_ODS}"/>{manifest}</m:manifest>'
            ),
        }
    )


def docx(body: str, word: str = _WORD, part: str = "word/document.xml") -> bytes:
    """A Word file with this in its body."""
    names = _WORD_NS.format(word=word)
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _main_part(part),
            part: f"<w:document {names}><w:body>{body}</w:body></w:document>",
        }
    )


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(properties: str, content: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def cell(*content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content) or '<w:p/>'}</w:tc>"


def table(*rows: Iterable[str] | str) -> str:
    """A table; a row is its cells, or its XML."""
    texts = (row if isinstance(row, str) else f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl>{''.join(texts)}</w:tbl>"


def text_cell(text: str) -> str:
    return cell(paragraph(run(text)))


def read(content: bytes, name: str = "a") -> Document:
    return read_document(content, name, lambda _: False)


def sheets(content: bytes) -> tuple[Sheet, ...]:
    return read(content).sheets


def rows(content: bytes) -> list[list[str]]:
    """The rows of a file with one sheet."""
    (sheet,) = sheets(content)
    return sheet.rows


def refusal(content: bytes, name: str = "a") -> tuple[str, str]:
    """The code and the message with which a file is refused."""
    try:
        read(content, name)
    except UnreadableFile as error:
        return error.code, str(error)
    raise AssertionError("the file was read")
