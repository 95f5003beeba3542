"""Zip packages that are damaged, locked or made to do harm."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from ingest.document import UnreadableFile
from ingest.package import Archive, Package, repacked
from tests.ingest.made_files import claiming, docx, ods, refusal, xlsx, xlsx_parts, zipped

DOCTYPE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


def why(content: bytes, name: str = "a") -> tuple[str, str]:
    """The code and the message with which reading a member is refused."""
    with pytest.raises(UnreadableFile) as error:
        Package(content).read(name)
    return error.value.code, str(error.value)


def test_members_are_read_packed_or_stored() -> None:
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        assert Package(zipped({"a": "text"}, method)).read("a") == b"text"


def test_an_archive_on_disk_is_opened_again_for_each_member(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a": "one", "b": "two"}))
    archive = Archive(tmp_path / "a.zip")
    assert [archive.read(name) for name in archive] == [b"one", b"two"]


def test_folders_are_no_members() -> None:
    assert list(Package(zipped({"a/": "", "a/b": "x"}))) == ["a/b"]


def test_repacked_parts_are_the_same_parts() -> None:
    package = Package(repacked({"a": b"one", "b/c": b"two"}))
    assert {name: package.read(name) for name in package} == {"a": b"one", "b/c": b"two"}


def test_a_member_larger_than_the_limit_is_not_unpacked() -> None:
    code, message = why(zipped({"a": bytes(97 * 2**20)}))
    assert code == "too_large"
    assert message == "unpacked it has more than 96 MB"


def test_the_limit_holds_for_all_parts_together() -> None:
    package = Package(zipped({"a": bytes(60 * 2**20), "b": bytes(60 * 2**20)}))
    package.read("a")
    with pytest.raises(UnreadableFile, match="96 MB"):
        package.read("b")


@pytest.mark.parametrize("size", [0, 3, 5, 2**20])
def test_a_member_that_lies_about_its_size_is_damaged(size: int) -> None:
    assert why(claiming(zipped({"a": "text"}), size)) == (
        "unreadable_file",
        "the file is damaged or was not sent completely",
    )


def test_a_bomb_that_claims_to_be_small_is_unpacked_no_further_than_that() -> None:
    assert why(claiming(zipped({"a": bytes(100 * 2**20)}), 10))[0] == "unreadable_file"


def test_overlapping_members_count_as_often_as_they_are_named() -> None:
    content = zipped({"a": bytes(60 * 2**20)})
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[start:end]
    other = entry[:46] + b"b"
    directory = entry + other
    closing = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(directory), start, 0)
    package = Package(content[:start] + directory + closing)
    package.read("a")
    with pytest.raises(UnreadableFile, match="96 MB"):
        package.read("b")


def test_a_changed_byte_is_found() -> None:
    content = zipped({"a": "text"}, zipfile.ZIP_STORED)
    assert why(content.replace(b"text", b"tent"))[0] == "unreadable_file"


def test_packing_that_office_programs_do_not_use_is_refused() -> None:
    assert why(zipped({"a": "text"}, zipfile.ZIP_LZMA))[0] == "unreadable_file"


def test_an_encrypted_member_is_protected() -> None:
    content = bytearray(zipped({"a": "text"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert why(bytes(content)) == ("password_protected", "")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a", "one")
        file.writestr("a", "two")
    assert why(packed.getvalue())[1] == "it has two members of one name"


def test_too_many_members_are_refused() -> None:
    content = zipped({str(number): "" for number in range(10_001)})
    assert why(content) == ("too_large", "it holds more than 10,000 members")


@pytest.mark.parametrize("content", [xlsx(""), ods(""), docx("")], ids=["xlsx", "ods", "docx"])
def test_a_file_that_was_cut_off_is_damaged_wherever_it_was_cut(content: bytes) -> None:
    for length in range(4, len(content), 7):
        assert refusal(content[:length])[0] == "unreadable_file"


@pytest.mark.parametrize("doctype", [DOCTYPE, LAUGHS], ids=["external", "laughs"])
@pytest.mark.parametrize(
    "part",
    ["_rels/.rels", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"],
)
def test_a_document_type_in_a_workbook_is_refused(part: str, doctype: str) -> None:
    parts = xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    code, message = refusal(zipped({**parts, part: doctype + str(parts[part])}))
    assert code == "unreadable_file"
    assert message == "a part of it declares a document type, which office programs do not"


@pytest.mark.parametrize("start", ["", "<!-- <a> -->", '<?xml version="1.0"?>\n'])
def test_a_document_type_in_a_word_file_is_refused(start: str) -> None:
    content = zipped({"word/document.xml": f"{start}{LAUGHS}<a>&c;</a>"})
    assert "document type" in refusal(content)[1]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_a_part_in_which_a_document_type_could_hide_is_refused(encoding: str) -> None:
    content = zipped({"word/document.xml": f"{LAUGHS}<a>&c;</a>".encode(encoding)})
    assert refusal(content) == ("unreadable_file", "a part of it is no XML in UTF-8")


def test_a_document_type_in_an_encoding_of_its_own_is_refused() -> None:
    hidden = f'<?xml version="1.0" encoding="UTF-7"?>{LAUGHS}<a>&c;</a>'.replace("<!", "+ADwAIQ-")
    assert refusal(zipped({"word/document.xml": hidden}))[0] == "unreadable_file"


def test_a_null_byte_in_a_part_is_refused() -> None:
    assert refusal(docx("<w:p>\0</w:p>"))[0] == "unreadable_file"


def test_a_packed_part_that_does_not_end_is_damaged() -> None:
    unended = zlib.compressobj(wbits=-15)
    packed = unended.compress(b"text") + unended.flush(zlib.Z_SYNC_FLUSH)
    facts = (8, 0, 0, zlib.crc32(b"text"), len(packed), 4, 1, 0)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, *facts)
    central = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, *facts, 0, 0, 0, 0, 0)
    body = local + b"a" + packed
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central) + 1, len(body), 0)
    assert why(body + central + b"a" + end)[0] == "unreadable_file"
