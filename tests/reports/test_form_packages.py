"""The blank forms as files: their names, their bytes, and the CSV form."""

import io
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from openpyxl import Workbook

from reports.blank_forms import write_blank_forms
from reports.fixed_package import fixed_package
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook


def forms(folder: Path, version: str = "2011") -> list[Path]:
    return write_blank_forms(load_codebook().of_form(version), load_areas(), folder)


def test_there_is_a_form_of_each_format_named_by_its_version(tmp_path) -> None:
    written = [path.name for path in forms(tmp_path)]
    assert written == ["return-form-2011.xlsx", "return-form-2011.docx", "return-form-2011.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(written)


def test_the_form_of_2020_is_named_by_its_version_too(tmp_path) -> None:
    written = [path.name for path in forms(tmp_path, "2020")]
    assert written == ["return-form-2020.xlsx", "return-form-2020.docx", "return-form-2020.csv"]


def test_the_same_codebook_gives_the_same_bytes(tmp_path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = [path.read_bytes() for path in forms(tmp_path / "a")]
    assert [path.read_bytes() for path in forms(tmp_path / "b")] == first
    first = [path.read_bytes() for path in forms(tmp_path / "a", "2020")]
    assert [path.read_bytes() for path in forms(tmp_path / "b", "2020")] == first


def package(year: int, names: list[str]) -> bytes:
    """A package saved in a year, as its properties and its zip entries say."""
    properties = (
        f'<p><dcterms:created xsi:type="dcterms:W3CDTF">{year}-02-03T04:05:06Z</dcterms:created>'
        f"<dcterms:modified>{year}-02-03T04:05:07Z</dcterms:modified></p>"
    )
    saved = io.BytesIO()
    with ZipFile(saved, "w") as parts:
        for name in names:
            content = properties if name == "docProps/core.xml" else name
            parts.writestr(ZipInfo(name, (year, 2, 3, 4, 5, 6)), content)
    return saved.getvalue()


def test_packages_that_differ_by_the_clock_and_the_order_of_parts_become_the_same() -> None:
    names = ["word/document.xml", "docProps/core.xml", "[Content_Types].xml"]
    assert fixed_package(package(2012, names)) == fixed_package(package(2031, names[::-1]))


def test_a_package_has_neither_the_clock_nor_the_system_in_it() -> None:
    saved = io.BytesIO()
    Workbook().save(saved)
    with ZipFile(io.BytesIO(fixed_package(saved.getvalue()))) as fixed:
        assert {entry.date_time for entry in fixed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in fixed.infolist()} == {0}
        assert fixed.namelist()[0] == "[Content_Types].xml"
        properties = fixed.read("docProps/core.xml").decode()
    assert properties.count(">2011-01-01T00:00:00Z<") == 2


@pytest.mark.parametrize("end", ["xlsx", "docx"])
def test_the_maker_of_a_form_is_the_program(end: str, tmp_path) -> None:
    (path,) = (path for path in forms(tmp_path) if path.suffix == f".{end}")
    with ZipFile(path) as parts:
        properties = parts.read("docProps/core.xml").decode()
    assert ">lscb</dc:creator>" in properties
    assert "python" not in properties


def test_the_csv_form_has_the_cover_above_the_header(tmp_path) -> None:
    content = forms(tmp_path)[2].read_bytes()
    assert content.startswith(b"\xef\xbb\xbfAgency,\r\nType of agency,\r\n")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[2:6] == ["LSCB area,", "Return date,", "Form version,2011", ""]
    assert lines[6].startswith("Local identifier,LSCB area,Date of birth,Current age,")
    assert lines[6].endswith(",Court proceedings,Notes")
    assert '"If looked after, placement"' in lines[6]
    assert lines[7:] == [""]


def test_the_csv_form_of_2020_has_its_own_labels_and_questions(tmp_path) -> None:
    lines = forms(tmp_path, "2020")[2].read_text(encoding="utf-8-sig").split("\n")
    assert lines[2:5] == ["Safeguarding partnership area,", "Return date,", "Form version,2020"]
    header = lines[6].split(",")
    assert header[:3] == [
        "Local identifier",
        "Safeguarding partnership area",
        "District or division",
    ]
    assert "Missing episodes in the last 12 months" in header
    assert "Missing episodes" not in header
