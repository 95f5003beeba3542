"""What a file is, by its content and not by its name."""

import pytest

from ingest.compound_file import with_one_stream
from ingest.readers import read_document
from tests.ingest.made_files import (
    FIXTURES,
    docx,
    ods,
    read,
    refusal,
    table,
    text_cell,
    xlsx,
    zipped,
)

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
ODS_ONE = (
    '<table:table-row><table:table-cell office:value-type="float" office:value="1"/>'
    "</table:table-row>"
)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm", "a.csv", "a.docx", "a.XLS", "a"])
@pytest.mark.parametrize(
    ("content", "form"),
    [
        (xlsx(ONE), "xlsx"),
        (ods(ODS_ONE), "ods"),
        (docx(table([text_cell("1")])), "docx"),
        ((FIXTURES / "kinds.xls").read_bytes(), "xls"),
    ],
    ids=["xlsx", "ods", "docx", "xls"],
)
def test_the_content_decides_and_not_the_extension(content: bytes, form: str, name: str) -> None:
    assert read(content, name).format == form


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.tsv", "A.CSV", "a.xls", "a.xlsx"])
def test_separated_text_is_read_also_under_the_name_of_a_workbook(name: str) -> None:
    document = read(b"a\tb\n1\t2\n", name)
    assert document.format == "csv"
    assert document.sheets[0].rows == [["a", "b"], ["1", "2"]]


def test_the_header_tells_the_delimiter() -> None:
    content = b"Local identifier;Notes\nYP 1;a, b, c, d\n"
    document = read_document(content, "a.csv", lambda cells: "Local identifier" in cells)
    assert document.sheets[0].rows[1] == ["YP 1", "a, b, c, d"]


@pytest.mark.parametrize(
    "content", [b"<html><table>", b"\xef\xbb\xbf <!DOCTYPE html>", b"<?xml version='1.0'?>"]
)
@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
def test_a_web_page_under_the_name_of_a_workbook_is_not_read(content: bytes, name: str) -> None:
    assert refusal(content, name)[0] == "unsupported_file_type"


@pytest.mark.parametrize("name", ["a.jpg", "a.html", "a", "a.doc", "a.msg", "a.toml"])
def test_text_under_any_other_name_is_not_read(name: str) -> None:
    assert refusal(b"a,b\n1,2\n", name)[0] == "unsupported_file_type"


@pytest.mark.parametrize("name", ["a.docx", "a.xlsm", "a.ods", "a.zip"])
@pytest.mark.parametrize("content", [b"", b"text", b"\0\1\2"])
def test_what_is_no_package_under_the_name_of_one_is_damaged(content: bytes, name: str) -> None:
    assert refusal(content, name)[0] == "unreadable_file"


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
@pytest.mark.parametrize("content", [b"", b"a\0b,c"])
def test_an_empty_or_binary_file_under_the_name_of_a_workbook_is_damaged(
    content: bytes, name: str
) -> None:
    assert refusal(content, name)[0] == "unreadable_file"


@pytest.mark.parametrize("name", ["a.pdf", "a.csv", "a.docx"])
def test_a_pdf_is_refused_as_such(name: str) -> None:
    assert refusal(b"%PDF-1.4\n", name) == ("pdf_file", "")


@pytest.mark.parametrize("name", ["a.rtf", "a.doc", "a.csv"])
def test_rich_text_is_refused_as_such(name: str) -> None:
    assert refusal(b"{\\rtf1 text}", name) == ("rtf_file", "")


@pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.xls"])
def test_an_old_word_file_is_refused_as_such(name: str) -> None:
    assert refusal((FIXTURES / "old.doc").read_bytes(), name) == ("old_word_file", "")


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_an_office_file_with_a_password_is_refused_as_such(name: str) -> None:
    assert refusal(with_one_stream("EncryptedPackage", b"x"), name) == ("password_protected", "")


def test_another_compound_file_is_not_read() -> None:
    assert refusal(with_one_stream("__properties_version1.0", b"x"), "a.msg") == (
        "unsupported_file_type",
        "",
    )


def test_a_compound_file_that_was_cut_off_is_damaged() -> None:
    content = (FIXTURES / "kinds.xls").read_bytes()
    for length in (8, 100, 511, 512, 1000):
        assert refusal(content[:length], "a.xls")[0] == "unreadable_file"


@pytest.mark.parametrize(
    "parts",
    [
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"},
        {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<a/>"},
        {"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"},
    ],
    ids=["odt", "pptx", "xlsb"],
)
def test_office_files_of_other_kinds_are_not_read(parts: dict[str, str]) -> None:
    assert refusal(zipped(parts))[0] == "unsupported_file_type"


def test_a_zip_of_returns_is_no_return_itself() -> None:
    assert refusal(zipped({"a.csv": "a,b"}), "inner.zip") == (
        "unreadable_file",
        "it is a zip and neither a workbook nor a Word document; unpack a zip that lies in a zip",
    )


def test_an_empty_zip_is_refused() -> None:
    assert refusal(zipped({}))[0] == "unreadable_file"
