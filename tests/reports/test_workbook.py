"""The workbook, opened as an analyst would open it."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook import write_workbook
from tests.reports.example_report import (
    FORMULA,
    LINK,
    MARKED_UP,
    NOTE_MARK,
    SIGNS,
    example_report,
)

LOWEST_TOTAL = "Lowest total, possible duplicates as one"
FRONT = [
    "Cover",
    "Contents",
    "Notes",
    "Flow of rows",
    "Returns counted",
    "Quality by agency",
    "Data provided",
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "snapshot.xlsx"
    write_workbook(path, example_report())
    return path


@pytest.fixture(scope="module")
def workbook(path: Path) -> Workbook:
    return load_workbook(path)


def rows_headed(sheet: Worksheet, heading: tuple[str, ...]) -> list[tuple[object, ...]]:
    """The rows of the table with this heading, until the first empty row."""
    rows = [
        tuple(cell for cell in row[: len(heading)]) for row in sheet.iter_rows(values_only=True)
    ]
    below = rows[rows.index(heading) + 1 :]
    end = next((n for n, row in enumerate(below) if row[0] is None), len(below))
    return below[:end]


def cells(workbook: Workbook) -> Iterator[Cell]:
    return (cell for sheet in workbook for row in sheet.iter_rows() for cell in row)


def test_a_sheet_a_table_stands_behind_the_cover_notes_flow_returns_and_quality(workbook):
    tables = ["Table 2", "Figure 1", "Figure 2", "Table 4", "Figure 7", "Figure 8", "Figure 9"]
    assert workbook.sheetnames == [*FRONT, *tables, "Table 5", "If with family"]


def test_restricted_stands_at_the_head_of_every_sheet_and_on_every_printed_page(workbook):
    for sheet in workbook:
        head = [str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row]
        assert any(text.startswith("RESTRICTED") for text in head), sheet.title
        assert "RESTRICTED" in sheet.oddHeader.left.text


def test_the_cover_names_the_day_and_warns(workbook):
    texts = [row[0] for row in workbook["Cover"].iter_rows(values_only=True)]
    title = "Children at risk of sexual exploitation: national snapshot, 6 June 2011"
    assert texts[0] == title
    assert any("do not show where sexual exploitation happens" in text for text in texts)


def test_england_stands_first_with_cases_and_percentages_as_numbers(workbook):
    heading = ("Answer", "Cases", "Percentage of base")
    assert rows_headed(workbook["Figure 1"], heading) == [
        ("City", 12, 60),
        ("Town", 7, 35),
        ("Rural", 1, 5),
        ("Cases with information", 20, "[z]"),
        ("Recorded as not known", 4, "[z]"),
        ("Not provided", 16, "[z]"),
    ]


def test_a_table_of_several_answers_has_one_answer_only_with_its_percentage(workbook):
    rows = rows_headed(workbook["Table 5"], ("Answer", "Cases", "Percentage of base"))
    assert rows[-2:] == [("One answer only", 16, 80), ("Most answers in one case", 2, "[z]")]
    assert ("Not known to the agency", 2, 10) in rows


def test_the_average_age_keeps_its_decimal(workbook):
    rows = rows_headed(workbook["Figure 2"], ("Age", "Cases", "Percentage of base"))
    assert (15, 20, 51.3) in rows
    assert ("Average age", 15, "[z]") in rows
    sheet = workbook["Figure 2"]
    (average,) = (row[1] for row in sheet.iter_rows() if row[0].value == "Average age")
    assert average.number_format == "#,##0.0"


def test_table_2_parts_the_regions_by_type_of_agency(workbook):
    types = ("Statutory", "Voluntary", "Mixed", "Total")
    heading = ("Region", *types, LOWEST_TOTAL, "Percentage of England")
    rows = rows_headed(workbook["Table 2"], heading)
    assert rows[0] == ("North East", 10, 5, 0, 15, 13, 37.5)
    assert rows[-1] == ("England", 15, 23, 2, 40, 38, "[z]")


def test_all_places_stand_below_with_level_region_and_code(workbook):
    heading = ("Place", "Level", "Region", "Code", "City", "Town", "Rural")
    assert rows_headed(workbook["Figure 1"], heading) == [
        ("England", "Country", "All regions", "E92000001", 12, 7, 1),
        ("North East", "Region", "North East", "E12000001", 0, 7, 1),
        ("London", "Region", "London", "E12000007", 12, 0, 0),
        ("County Durham", "Local authority", "North East", "E06000047", 0, 6, 1),
        ("Hammersmith and Kensington", "Joint board", "London", "E09000013+E09000020", 0, 0, 0),
    ]


def test_the_places_can_be_filtered(workbook):
    for sheet in workbook.worksheets[len(FRONT) :]:
        filters = {table.name: table.autoFilter for table in sheet.tables.values()}
        assert [name for name, each in filters.items() if each is not None] == [
            name for name in filters if name.endswith("_places")
        ]


def test_no_cell_holds_a_formula(workbook):
    assert [cell.coordinate for cell in cells(workbook) if cell.data_type == "f"] == []


def test_names_of_agencies_stay_text_whatever_they_look_like(workbook):
    sheet = workbook["Returns counted"]
    agencies = rows_headed(sheet, ("Agency", "Area"))
    assert [agency for agency, _ in agencies] == [FORMULA, MARKED_UP, LINK, NOTE_MARK, SIGNS]
    assert all(
        cell.hyperlink is None or cell.hyperlink.location == "'Contents'!A1"
        for row in sheet.iter_rows()
        for cell in row
    )


def test_returns_have_dates_and_counts(workbook):
    heading = ("Agency", "Area", "Return date", "Rows", "Rows refused")
    first = rows_headed(workbook["Returns counted"], heading)[0]
    assert (first[2].date(), *first[3:]) == (example_report().day, 12, 2)


def test_the_flow_gives_each_step_in_words(workbook):
    rows = rows_headed(workbook["Flow of rows"], ("Step", "What it means", "Rows"))
    assert (rows[0][0], rows[0][2]) == ("Rows received", 1061)
    assert (rows[-1][0], rows[-1][2]) == ("Counted", 40)
    assert all(len(meaning) > 20 for _, meaning, _ in rows)


def test_every_link_leads_to_a_sheet_of_the_workbook(workbook):
    places = {cell.hyperlink.location for cell in cells(workbook) if cell.hyperlink is not None}
    assert places == {f"'{name}'!A1" for name in workbook.sheetnames[1:]}


def test_the_note_of_a_table_stands_on_its_sheet_and_among_the_notes(workbook):
    for name in ("Figure 8", "Notes"):
        texts = [str(cell.value) for row in workbook[name].iter_rows() for cell in row]
        assert any("exactly 10 is counted in the lower band" in text for text in texts)


def test_the_same_report_makes_the_same_bytes(path, tmp_path):
    again = tmp_path / "again.xlsx"
    write_workbook(again, example_report())
    assert again.read_bytes() == path.read_bytes()


def test_nothing_in_the_file_leads_outside(path):
    with ZipFile(path) as parts:
        rels = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels")]
    assert not any('TargetMode="External"' in text for text in rels)
