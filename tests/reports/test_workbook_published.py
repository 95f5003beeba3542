"""The published workbook, opened as a reader would open it."""

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook import write_public_workbook
from tests.reports.example_published import example_public_report

MEANS_HIDDEN = (
    "[c] means confidential: the figure is not shown, so that nobody can be recognised. It must "
    "not be read as 0."
)
MEANS_NONE = "[z] means not applicable: there is no such figure."


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("published") / "snapshot.xlsx"
    write_public_workbook(path, example_public_report())
    return path


@pytest.fixture(scope="module")
def workbook(path: Path) -> Workbook:
    return load_workbook(path)


@pytest.fixture(scope="module")
def with_local_tables(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("local") / "snapshot.xlsx"
    write_public_workbook(path, example_public_report(local_tables=True))
    return load_workbook(path)


def table_of(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The heading and the rows of the sheet's one table."""
    (table,) = sheet.tables.values()
    return [tuple(cell.value for cell in row) for row in sheet[table.ref]]


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_there_is_a_sheet_a_table_and_nothing_of_single_agencies(workbook: Workbook) -> None:
    assert workbook.sheetnames == [
        "Cover", "Contents", "Notes", "Flow of rows", "Table 2", "Table 2 areas", "Figure 1",
        "Figure 2", "Table 4", "Figure 7", "Figure 8", "Figure 9", "Table 5", "If with family",
    ]  # fmt: skip


def test_nothing_in_the_file_says_restricted(path: Path) -> None:
    with ZipFile(path) as parts:
        assert [
            name for name in parts.namelist() if b"restricted" in parts.read(name).lower()
        ] == []


def test_england_its_percentages_and_the_regions_stand_side_by_side(workbook: Workbook) -> None:
    assert table_of(workbook["Figure 1"]) == [
        ("Answer", "England", "Percentage of England's base", "North East", "London"),
        ("City", 12, 60, 0, 12),
        ("Town", 7, 35, 7, 0),
        ("Rural", "[c]", "[c]", "[c]", 0),
        ("Cases with information", 20, "[z]", 8, 12),
        ("Recorded as not known", "[c]", "[z]", 4, 0),
        ("Not provided", 16, "[z]", 3, 13),
    ]


def test_what_is_published_for_england_alone_is_not_applicable_to_a_region(
    workbook: Workbook,
) -> None:
    rows = {row[0]: row[1:] for row in table_of(workbook["Figure 2"])}
    assert rows["Average age"] == ("[c]", "[z]", "[z]", "[z]")
    assert rows["Most frequent age"] == (15, "[z]", "[z]", "[z]")
    assert rows[12] == ("[c]", "[c]", 1, 0)
    assert "Youngest" not in rows
    assert "Oldest" not in rows


def test_table_2_has_the_regions_by_type_of_agency_and_no_other_end_of_the_range(
    workbook: Workbook,
) -> None:
    rows = table_of(workbook["Table 2"])
    assert rows[:2] == [
        ("Region", "Statutory", "Voluntary", "Mixed", "Total", "Percentage of England"),
        ("North East", 10, "[c]", 0, 15, 37.5),
    ]
    assert rows[-1] == ("England", 15, 23, 2, 40, "[z]")


def test_authorities_and_boards_have_their_number_of_cases_on_a_sheet_of_their_own(
    workbook: Workbook,
) -> None:
    board = ("Hammersmith and Kensington", "Joint board", "London", "E09000013+E09000020", "[c]")
    assert table_of(workbook["Table 2 areas"]) == [
        ("Place", "Level", "Region", "Code", "Cases"),
        ("County Durham", "Local authority", "North East", "E06000047", 12),
        board,
    ]


def test_with_local_tables_each_table_has_a_sheet_of_authorities_and_boards(
    with_local_tables: Workbook,
) -> None:
    assert [name for name in with_local_tables.sheetnames if name.endswith(" areas")] == [
        "Table 2 areas",
        "Figure 1 areas",
        "Figure 2 areas",
    ]
    rows = table_of(with_local_tables["Figure 1 areas"])
    assert rows[0] == (
        "Place", "Level", "Region", "Code", "City", "Town", "Rural", "Cases with information",
        "Recorded as not known", "Not provided",
    )  # fmt: skip
    durham = ("County Durham", "Local authority", "North East", "E06000047", 0, 6, "[c]", 7, 3, 2)
    assert rows[1] == durham
    assert table_of(with_local_tables["Table 2 areas"])[1][4:] == (10, "[c]", 0, 12)
    ages = table_of(with_local_tables["Figure 2 areas"])[0]
    assert "Aged 15" in ages
    assert not {"Average age", "Most frequent age", "Youngest", "Oldest"} & set(ages)


def test_a_sheet_says_what_its_shorthand_means_and_not_what_others_use(workbook: Workbook) -> None:
    figure_1, areas = (" ".join(texts(workbook[name])) for name in ("Figure 1", "Table 2 areas"))
    assert MEANS_HIDDEN in figure_1
    assert MEANS_NONE in figure_1
    assert MEANS_HIDDEN in areas
    assert MEANS_NONE not in areas


def test_a_sheet_says_in_how_many_cases_data_was_provided(workbook: Workbook) -> None:
    said = texts(workbook["Figure 8"])
    assert "Data was provided in 30 of 40 cases (not known 5, not provided 5)." in said
    hidden = texts(workbook["Figure 1"])
    assert "Data was provided in 20 of 40 cases (not known [c], not provided 16)." in hidden


def test_the_notes_say_how_much_is_hidden_and_why(workbook: Workbook) -> None:
    rows = table_of(workbook["Notes"])
    assert rows[0] == ("Part", "Subject", "Note")
    notes = [row[2] for row in rows]
    shown = example_public_report().tables.shown
    assert (
        f"12 of the {shown} numbers of the tables are not shown. [c] stands in their "
        "place, whatever the reason."
    ) in notes
    assert "Numbers from 1 to 5 are never shown, because a young person could be recognised." in (
        notes
    )
    assert "Of local authorities and joint boards only the number of cases is published." in notes


def test_the_cover_says_what_it_is_how_to_read_it_and_whom_to_ask(workbook: Workbook) -> None:
    cover = texts(workbook["Cover"])
    assert cover[0] == "Children at risk of sexual exploitation: national snapshot, 6 June 2011"
    assert {"Introductory information", "About these data", "Contact"} <= set(cover)
    assert MEANS_HIDDEN in cover
    assert any("do not show where sexual exploitation happens" in text for text in cover)
    assert any("Returns counted: 5, from 4 agencies, dated 6 June 2011" in text for text in cover)


def test_the_address_to_ask_at_is_on_the_cover(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    report = replace(example_public_report(), contact="statistics@example.org")
    write_public_workbook(path, report)
    said = texts(load_workbook(path)["Cover"])[-1]
    assert said == "Questions about these figures: statistics@example.org"


def test_the_flow_hides_its_small_steps(workbook: Workbook) -> None:
    rows = {row[0]: row[2] for row in table_of(workbook["Flow of rows"])}
    assert (rows["Rows received"], rows["Refused"], rows["Counted"]) == (1061, "[c]", 40)
    assert MEANS_HIDDEN in texts(workbook["Flow of rows"])


def test_the_same_report_makes_the_same_bytes(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    write_public_workbook(again, example_public_report())
    assert again.read_bytes() == path.read_bytes()
