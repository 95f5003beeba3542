"""From the bytes of a file to its tables of cells.  What the bytes are decides, not the name."""

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from ingest.compound_file import MAGIC as OLE
from ingest.compound_file import stream_names
from ingest.document import Document, Sheet, UnreadableFile
from ingest.package import Package

# Each reader is imported for the first file of its kind: a CSV needs no library for Word.
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TEXT = frozenset({".csv", ".txt", ".tsv"})
_TEXT_TOO = frozenset({".xls", ".xlsx"})
"""Many systems export separated text under these names, since a double click opens it."""
_PACKAGES = frozenset({".xls", ".xlsx", ".xlsm", ".ods", ".docx", ".docm", ".zip"})
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_HEAD = 1024


def read_document(
    content: bytes, name: str, is_header: Callable[[Sequence[str]], bool]
) -> Document:
    """The document that a file is.

    `name` decides only whether text is separated cells; `is_header` tells the delimiter of those.
    Raises UnreadableFile with the code unreadable_file, unsupported_file_type,
    password_protected, old_word_file, pdf_file, rtf_file or too_large.
    """
    try:
        if content.startswith(_ZIP):
            return _read_package(Package(content))
        if content.startswith(OLE):
            return _read_compound(content)
        return _read_text(content, PurePosixPath(name).suffix.casefold(), is_header)
    except MemoryError:
        raise UnreadableFile("it needs more memory than there is", "too_large") from None


def _read_package(package: Package) -> Document:
    from ingest.word_reader import main_part, read_word
    from ingest.workbook_reader import read_ods, read_xlsx

    if "xl/workbook.xml" in package:
        return read_xlsx(package)
    if (part := main_part(package)) is not None:
        return read_word(package, part)
    if "mimetype" in package:
        kind = package.read("mimetype").strip()
        if kind.startswith(_OPEN_DOCUMENT + b"spreadsheet"):
            return read_ods(package)
        if kind.startswith(_OPEN_DOCUMENT):
            raise UnreadableFile("", "unsupported_file_type")
    if "[Content_Types].xml" in package:
        raise UnreadableFile("", "unsupported_file_type")
    raise UnreadableFile(
        "it is a zip and neither a workbook nor a Word document; unpack a zip that lies in a zip"
    )


def _read_compound(content: bytes) -> Document:
    names = stream_names(content)
    if "EncryptedPackage" in names:
        raise UnreadableFile("", "password_protected")
    if "WordDocument" in names:
        raise UnreadableFile("", "old_word_file")
    if {"Workbook", "Book"} & names:
        from ingest.workbook_reader import read_xls

        return read_xls(content)
    if "PowerPoint Document" in names or any("Msg" in name or "__" in name for name in names):
        raise UnreadableFile("", "unsupported_file_type")
    raise UnreadableFile("the file is damaged or was not sent completely")


def _read_text(
    content: bytes, extension: str, is_header: Callable[[Sequence[str]], bool]
) -> Document:
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF"):
        raise UnreadableFile("", "pdf_file")
    if head.startswith(b"{\\rtf"):
        raise UnreadableFile("", "rtf_file")
    if extension in _TEXT or (extension in _TEXT_TOO and content):
        if extension in _TEXT_TOO and head.startswith((b"<", b"MIME-Version:")):
            raise UnreadableFile(
                "it is a web page under the name of a workbook", "unsupported_file_type"
            )
        from ingest.csv_reader import read_csv

        return Document("csv", (Sheet(read_csv(content, is_header)),))
    if extension in _PACKAGES:
        raise UnreadableFile("the file is damaged, or not of the kind that its name says")
    raise UnreadableFile("", "unsupported_file_type")
