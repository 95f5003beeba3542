"""The workbooks of a trend: what they hold, and the checklist of tests/reports/workbook."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.trend_shown import PublishedTrend, RestrictedTrend
from reports.trend_workbook import write_public_trend_workbook, write_trend_workbook
from tests.reports.workbook.reading import (
    AGENCIES,
    WHITE,
    contrast,
    filled,
    parts_of,
    rgb,
    rows_of,
    tables,
    texts,
)

PUBLISHED, RESTRICTED = "published", "restricted"
COUNTS = [
    "England", "Open by region", "New by region", "Came back by region", "Ended by region",
    "Unknown by region", "Rates by region", "Sent every month",
]  # fmt: skip
MONTHS = ["Apr 2010", "May 2010", "Jun 2010", "Jul 2010", "Aug 2010", "Sep 2010", "Oct 2010"]


@pytest.fixture(scope="module")
def paths(
    tmp_path_factory: pytest.TempPathFactory,
    restricted: RestrictedTrend,
    published: PublishedTrend,
) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("trend")
    paths = {name: folder / f"{name}.xlsx" for name in (PUBLISHED, RESTRICTED)}
    write_trend_workbook(paths[RESTRICTED], restricted)
    write_public_trend_workbook(paths[PUBLISHED], published)
    return paths


@pytest.fixture(scope="module")
def books(paths: dict[str, Path]) -> dict[str, Workbook]:
    return {name: load_workbook(path) for name, path in paths.items()}


@pytest.fixture(params=[PUBLISHED, RESTRICTED])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def workbook(books: dict[str, Workbook], name: str) -> Workbook:
    return books[name]


def values(sheet: Worksheet) -> list[list[object]]:
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in rows_of(sheet, table)]


# What they hold


def test_the_sheets_stand_in_their_order(books: dict[str, Workbook]) -> None:
    front = ["Cover", "Contents", "Notes", *COUNTS]
    assert books[PUBLISHED].sheetnames[:11] == front
    restricted = [*front, "By type of agency", "Open by board", "Who sent"]
    assert books[RESTRICTED].sheetnames[:14] == restricted
    questions = books[PUBLISHED].sheetnames[11:]
    assert questions == books[RESTRICTED].sheetnames[14:]
    assert len(questions) == 26
    assert (questions[0], questions[1], questions[-1]) == ("Figure 1", "Figure 2", "If with family")


def test_england_has_months_down_and_movements_across(
    books: dict[str, Workbook], restricted: RestrictedTrend
) -> None:
    heading, *lines = values(books[RESTRICTED]["England"])
    assert heading[:4] == [
        "Month", "Open at the start", "Of these: known only from later returns", "New",
    ]  # fmt: skip
    assert [line[0] for line in lines][:2] == ["April 2010", "May 2010"]
    assert [line[8] for line in lines] == [int(n) for n in restricted.line("open_end").cases]


def test_regions_have_months_across_and_england_last(
    books: dict[str, Workbook], restricted: RestrictedTrend
) -> None:
    heading, *lines = values(books[RESTRICTED]["New by region"])
    assert heading == ["Region", *MONTHS]
    assert lines[0] == ["North East", *map(int, restricted.line("new", "E12000001").cases)]
    assert lines[-1] == ["England", *map(int, restricted.line("new").cases)]
    assert len(lines) == 10


def test_a_rate_is_of_the_population_that_is_named(
    books: dict[str, Workbook], restricted: RestrictedTrend
) -> None:
    _, north_east, north_west, *_ = values(books[RESTRICTED]["Rates by region"])
    assert north_east[:2] == ["North East", 530_000]
    first = int(restricted.line("open_end", "E12000001").cases[0])
    assert north_east[2] == pytest.approx(first / 53, abs=0.051)
    assert north_west[:3] == ["North West", "[z]", "[z]"]
    said = " ".join(texts(books[RESTRICTED]["Rates by region"]))
    assert "[z] stands where no population is known" in said
    assert "the middle of 2012" in said


def test_a_question_has_percentages_then_cases_then_the_base(
    books: dict[str, Workbook], restricted: RestrictedTrend
) -> None:
    heading, *lines = values(books[RESTRICTED]["Figure 1"])
    assert heading == ["Answer", "Figure", *MONTHS]
    assert [line[:2] for line in lines] == [
        ["City", "Percentage of base"],
        ["Town", "Percentage of base"],
        ["Rural", "Percentage of base"],
        ["City", "Cases"],
        ["Town", "Cases"],
        ["Rural", "Cases"],
        ["Cases with information", "Cases"],
        ["Recorded as not known", "Cases"],
        ["Not provided", "Cases"],
    ]
    april = restricted.months[0].tables.find("figure_1", "E92000001")
    assert april is not None
    assert str(lines[0][2]) == april.figures[0].percent
    assert [line[2] for line in lines[3:]] == [int(each.cases) for each in april.figures]


def test_the_boards_and_who_sent_are_in_the_restricted_one_alone(
    books: dict[str, Workbook],
) -> None:
    boards = values(books[RESTRICTED]["Open by board"])
    assert ["Redcar and Cleveland", "Local authority, North East"] in [b[:2] for b in boards]
    assert ["City and Hackney", "Joint board, London"] in [b[:2] for b in boards]
    sent = values(books[RESTRICTED]["Who sent"])
    assert ["Ouse Valley Project", "York", "Yes"] in sent
    assert ["***", "Bradford", "No"] in sent
    whole = " ".join(str(cell.value) for cell in filled(books[PUBLISHED]))
    for unwanted in ("Ouse Valley", "Bradford", "Redcar", "Statutory agencies", "RESTRICTED"):
        assert unwanted not in whole


def test_a_hidden_figure_is_c_and_explained_on_its_sheet(books: dict[str, Workbook]) -> None:
    sheet = books[PUBLISHED]["Came back by region"]
    assert "[c]" in values(sheet)[-1]
    assert any(text.startswith("[c] means confidential") for text in texts(sheet))


def test_where_no_agency_sent_every_month_that_is_said_and_there_is_no_line_of_zeros(
    tmp_path: Path, restricted: RestrictedTrend
) -> None:
    write_trend_workbook(
        tmp_path / "none.xlsx", replace(restricted, every_month=0, sent_every_month=())
    )
    sheet = load_workbook(tmp_path / "none.xlsx")["Sent every month"]
    assert any(text.startswith("No agency sent a return in every month") for text in texts(sheet))
    _, *lines = values(sheet)
    assert {line[1] for line in lines} == {"All agencies"}


def test_a_month_without_a_return_is_marked_in_every_table_of_months(
    tmp_path: Path, published: PublishedTrend
) -> None:
    write_public_trend_workbook(
        tmp_path / "gap.xlsx", replace(published, without_return=("2010-06",))
    )
    book = load_workbook(tmp_path / "gap.xlsx")
    for sheet in book.worksheets[3:]:
        heading, *lines = values(sheet)
        months = heading if sheet.title != "England" else [line[0] for line in lines]
        assert [month for month in months if "(no return)" in str(month)] in (
            ["Jun 2010 (no return)"], ["June 2010 (no return)"],
        )  # fmt: skip
        assert any(text.startswith("No return is dated in June 2010.") for text in texts(sheet))
    assert any(text.startswith("No return is dated") for text in texts(book["Cover"]))


def test_the_same_trend_makes_the_same_bytes(
    paths: dict[str, Path], tmp_path: Path, restricted: RestrictedTrend
) -> None:
    write_trend_workbook(tmp_path / "again.xlsx", restricted)
    assert (tmp_path / "again.xlsx").read_bytes() == paths[RESTRICTED].read_bytes()


# The checklist


def test_tables_are_marked_up_and_named_for_what_they_hold(workbook: Workbook) -> None:
    assert all(len(sheet.tables) == 1 for sheet in workbook)
    names = [table.name for _, table in tables(workbook)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z0-9]+)+|contents|notes", name) for name in names), names


def test_no_cells_are_merged_and_none_is_empty(workbook: Workbook) -> None:
    for sheet, table in tables(workbook):
        assert not sheet.merged_cells.ranges
        cells = [cell for row in rows_of(sheet, table) for cell in row]
        assert [cell.coordinate for cell in cells if cell.value in (None, "")] == [], sheet.title
        assert all(cell.alignment.wrap_text for cell in cells)


def test_each_table_has_one_header_row_of_different_words(workbook: Workbook) -> None:
    for sheet, table in tables(workbook):
        assert table.headerRowCount == 1
        first, *_ = rows_of(sheet, table)
        labels = [str(cell.value).casefold() for cell in first]
        assert len(set(labels)) == len(labels), table.name


def test_shorthand_is_explained_where_it_stands_and_is_the_only_one(workbook: Workbook) -> None:
    for sheet, table in tables(workbook):
        cells = [cell.value for row in rows_of(sheet, table) for cell in row]
        for sign in ("[c]", "[z]"):
            if sign in cells and sheet.title not in ("Notes", "Cover"):
                assert any(text.startswith(f"{sign} means ") for text in texts(sheet)), sheet.title
    signs = {text for sheet in workbook for text in texts(sheet) if re.fullmatch(r"\[.*\]", text)}
    assert signs <= {"[c]", "[z]"}


def test_figures_are_numbers_to_the_right(workbook: Workbook) -> None:
    for sheet, table in tables(workbook):
        for column in list(zip(*rows_of(sheet, table), strict=True))[1:]:
            held = [cell.value for cell in column[1:]]
            if any(isinstance(value, int | float) for value in held):
                assert {cell.alignment.horizontal for cell in column} == {"right"}, table.name
                assert {v for v in held if isinstance(v, str)} <= {"[c]", "[z]"}, table.name
            assert not any(re.fullmatch(r"[\d,.]+%?", str(v)) for v in held if isinstance(v, str))


def test_percentages_and_rates_have_one_decimal_and_counts_none(workbook: Workbook) -> None:
    for _, table_sheet in [(n, workbook[n]) for n in ("Figure 1", "Rates by region", "England")]:
        for row in rows_of(table_sheet, next(iter(table_sheet.tables.values())))[1:]:
            for cell in row:
                if isinstance(cell.value, float):
                    assert cell.number_format == "#,##0.0"
                elif isinstance(cell.value, int):
                    assert cell.number_format in ("#,##0", "#,##0.0")


def test_every_sheet_has_a_tagged_title_with_its_subject_and_its_months(
    workbook: Workbook,
) -> None:
    titles = [sheet["A1"].value for sheet in workbook]
    assert len(set(titles)) == len(titles)
    assert {sheet["A1"].style for sheet in workbook} == {"Heading 1"}
    for sheet in workbook.worksheets[3:]:
        assert str(sheet["A1"].value).endswith(", April 2010 to October 2010"), sheet.title


def test_each_sheet_says_how_many_tables_it_has_and_leads_back(workbook: Workbook) -> None:
    for sheet in workbook:
        assert any(text.startswith("This sheet has one table") for text in texts(sheet)[:3])
        assert any(cell.hyperlink is not None for cell in sheet["A"])
    leads = [cell.hyperlink.location for cell in workbook["Contents"]["A"] if cell.hyperlink]
    assert leads == [f"'{name}'!A1" for name in workbook.sheetnames[2:]]


def test_names_of_sheets_are_short_and_plain(workbook: Workbook) -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9 ]{1,31}", name) for name in workbook.sheetnames)


def test_text_is_large_plain_and_has_contrast(workbook: Workbook) -> None:
    for cell in filled(workbook):
        assert cell.font.name == "Arial"
        assert cell.font.sz >= 12
        assert not cell.font.i
        assert contrast(rgb(cell), WHITE) >= 4.5
        assert cell.fill.patternType in (None, "none")
        if cell.value not in AGENCIES:
            assert not re.search(r"\b[A-Z]{2,} [A-Z]{2,}\b", str(cell.value)), cell.value


def test_there_are_no_formulas_images_or_hidden_rows(workbook: Workbook, path: Path) -> None:
    assert [cell.coordinate for cell in filled(workbook) if cell.data_type == "f"] == []
    assert [part for part in parts_of(path) if "media" in part or "drawing" in part] == []
    for sheet in workbook:
        assert sheet.sheet_state == "visible"
        assert not any(row.hidden for row in sheet.row_dimensions.values())


@pytest.fixture
def path(paths: dict[str, Path], name: str) -> Path:
    return paths[name]


def test_it_says_its_title_its_maker_and_its_language(workbook: Workbook) -> None:
    about = workbook.properties
    assert about.title == (
        "Children at risk of sexual exploitation: month by month, April 2010 to October 2010"
    )
    assert (about.creator, about.language) == ("lscb-monitor", "en-GB")


def test_the_published_one_has_no_filters_frozen_panes_heads_or_feet(
    books: dict[str, Workbook],
) -> None:
    for sheet in books[PUBLISHED]:
        assert sheet.freeze_panes is None
        assert all(table.autoFilter is None for table in sheet.tables.values())
        assert not (sheet.oddHeader.left.text or sheet.oddFooter.left.text)


def test_the_restricted_one_says_so_on_every_sheet_and_every_printed_page(
    books: dict[str, Workbook],
) -> None:
    for sheet in books[RESTRICTED]:
        assert any(text.startswith("RESTRICTED") for text in texts(sheet)), sheet.title
        assert "RESTRICTED" in sheet.oddHeader.left.text


def test_it_prints_on_a4_with_the_headings_on_each_page(workbook: Workbook) -> None:
    for sheet in workbook:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0
        (table,) = sheet.tables.values()
        heading = rows_of(sheet, table)[0][0].row
        assert sheet.print_title_rows == f"${heading}:${heading}"
