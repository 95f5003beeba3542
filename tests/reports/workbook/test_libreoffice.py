"""The published workbook in LibreOffice."""

from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from openpyxl import load_workbook

from reports.workbook import write_public_workbook
from tests.libreoffice import saved_by_libreoffice
from tests.reports.example_published import example_public_report

Cells = dict[str, dict[str, tuple[object, str]]]


def cells_of(path: Path) -> Cells:
    """The value and the format of each cell that holds something, sheet by sheet."""
    return {
        sheet.title: {
            cell.coordinate: (cell.value, cell.number_format)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in load_workbook(path)
    }


def test_opened_and_saved_anew_it_has_the_same_sheets_cells_and_tables(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.xlsx"
    write_public_workbook(path, example_public_report(local_tables=True))
    (saved,) = saved_by_libreoffice([path], tmp_path / "profile", tmp_path / "saved")
    assert cells_of(saved) == cells_of(path)
    before, after = (
        {table.name: table.ref for sheet in load_workbook(each) for table in sheet.tables.values()}
        for each in (path, saved)
    )
    assert after == before


def style_of_a1(path: Path, sheet: int) -> str:
    """The name of the style, which openpyxl can't tell of what LibreOffice saved."""
    with ZipFile(path) as parts:
        cells = etree.fromstring(parts.read(f"xl/worksheets/sheet{sheet}.xml"))
        styles = etree.fromstring(parts.read("xl/styles.xml"))
    (cell,) = cells.iterfind(".//{*}c[@r='A1']")
    look = styles.find("{*}cellXfs")[int(cell.get("s"))].get("xfId")
    (name,) = (each.get("name") for each in styles.iter("{*}cellStyle") if each.get("xfId") == look)
    return str(name)


def test_it_keeps_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.xlsx"
    write_public_workbook(path, example_public_report())
    (saved,) = saved_by_libreoffice([path], tmp_path / "profile", tmp_path / "saved")
    for sheet in range(1, 15):
        assert style_of_a1(path, sheet) == "Heading 1"
        assert style_of_a1(saved, sheet).endswith("Heading 1")
