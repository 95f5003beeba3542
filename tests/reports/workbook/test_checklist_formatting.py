"""The checklist of test_checklist.py: formatting."""

import re
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.reports.workbook.reading import (
    AGENCIES,
    LOCAL,
    PUBLISHED,
    RESTRICTED,
    WHITE,
    contrast,
    filled,
    parts_of,
    rgb,
    rows_of,
    tables,
    texts,
)


def test_no_sentence_is_in_capitals_or_italics_or_underlined(workbook: Workbook) -> None:
    for cell in filled(workbook):
        assert not cell.font.i
        assert not cell.font.strike
        assert cell.font.u is None or cell.hyperlink is not None
        if cell.value not in AGENCIES:
            assert not re.search(r"\b[A-Z]{2,} [A-Z]{2,}\b", str(cell.value)), cell.value


def test_links_say_where_they_lead_and_lead_there(workbook: Workbook) -> None:
    links = [cell for cell in filled(workbook) if cell.hyperlink is not None]
    for cell in links:
        sheet = cell.hyperlink.location.partition("!")[0].strip("'")
        assert sheet in workbook.sheetnames
        assert sheet.casefold() in str(cell.value).casefold(), f"'{cell.value}' leads to {sheet}"
        assert cell.font.u is not None
    assert {cell.hyperlink.location for cell in links if cell.parent.title == "Contents"} == {
        f"'{name}'!A1" for name in workbook.sheetnames[2:]
    }
    assert all(
        any(cell.hyperlink is not None for cell in sheet["A"]) for sheet in workbook.worksheets
    )


def test_text_is_sans_serif_and_large_enough(workbook: Workbook) -> None:
    for cell in filled(workbook):
        assert cell.font.name == "Arial"
        assert cell.font.sz >= 12
        assert cell.alignment.textRotation in (None, 0)


def test_figures_are_numbers_to_the_right_as_is_the_shorthand_among_them(
    workbook: Workbook,
) -> None:
    for sheet, table in tables(workbook):
        for column in list(zip(*rows_of(sheet, table), strict=True))[1:]:
            values = [cell.value for cell in column[1:]]
            if any(isinstance(value, int | float) for value in values):
                assert {cell.alignment.horizontal for cell in column} == {"right"}, table.name
                assert {v for v in values if isinstance(v, str)} <= {"[c]", "[z]"}, table.name
            assert not any(re.fullmatch(r"[\d,.]+%?", str(v)) for v in values if isinstance(v, str))


def test_every_sheet_has_a_descriptive_title_in_a1_that_is_tagged(workbook: Workbook) -> None:
    titles = [sheet["A1"].value for sheet in workbook]
    assert all(isinstance(each, str) and each for each in titles)
    assert len(set(titles)) == len(titles)
    assert {sheet["A1"].style for sheet in workbook} == {"Heading 1"}
    assert {sheet["A1"].font.sz for sheet in workbook} == {16}
    for sheet in workbook:
        below = [cell.style for row in sheet.iter_rows(min_row=2) for cell in row]
        assert "Heading 1" not in below, sheet.title


def test_titles_of_sections_are_tagged_below_that_of_the_sheet(workbook: Workbook) -> None:
    tagged = [cell.value for cell in workbook["Cover"]["A"] if cell.style == "Heading 2"]
    assert tagged[:2] == ["Introductory information", "About these data"]
    for sheet in workbook:
        further = [cell for cell in sheet["A"] if cell.style == "Heading 2"]
        if sheet.title != "Cover":
            assert len(further) == len(sheet.tables) - 1


def test_a_table_s_title_has_its_subject_its_geography_and_its_day(published: Workbook) -> None:
    for sheet in published.worksheets[4:]:
        where = "local authorities and joint boards" if " areas" in sheet.title else "England"
        title = str(sheet["A1"].value)
        assert where in title
        assert title.endswith(", 6 June 2011")


def test_there_are_no_symbols(workbook: Workbook) -> None:
    """'<10' and '>10' are the study's own names of its bands, which a note quotes."""
    symbols = re.compile(r"[~#@^_{}\\|&*…•→✓]|[<>](?!10')")
    said = [str(cell.value) for cell in filled(workbook) if cell.value not in AGENCIES]
    assert [text for text in said if symbols.search(text)] == []


def test_there_are_no_headers_footers_or_floating_boxes(
    published: Workbook, paths: dict[str, Path]
) -> None:
    for sheet in published:
        for part in (sheet.oddHeader, sheet.oddFooter, sheet.evenHeader, sheet.firstHeader):
            assert not (part.left.text or part.center.text or part.right.text), sheet.title
    for name in (PUBLISHED, LOCAL):
        assert not [part for part in parts_of(paths[name]) if "drawing" in part.casefold()]


def test_what_the_head_of_a_printed_page_says_stands_on_the_sheet_too(
    paths: dict[str, Path],
) -> None:
    for sheet in load_workbook(paths[RESTRICTED]):
        assert "RESTRICTED" in sheet.oddHeader.left.text
        assert any(text.startswith("RESTRICTED") for text in texts(sheet)), sheet.title


def test_nothing_visual_divides_the_data(published: Workbook) -> None:
    for sheet, table in tables(published):
        for row in rows_of(sheet, table)[1:]:
            for cell in row:
                sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
                assert all(side.style is None for side in sides), cell.coordinate


def test_there_is_no_background_fill(workbook: Workbook) -> None:
    assert [
        c.coordinate for c in filled(workbook) if c.fill.patternType not in (None, "none")
    ] == []
    for _, table in tables(workbook):
        assert table.tableStyleInfo is None or table.tableStyleInfo.name is None


def test_colour_is_never_the_only_way(workbook: Workbook) -> None:
    """Coloured are only links, which are underlined, and the word RESTRICTED, which is bold."""
    for cell in filled(workbook):
        if rgb(cell) != (0, 0, 0):
            bold = cell.font.b and str(cell.value).startswith("RESTRICTED")
            assert bold or cell.hyperlink is not None, cell.value


def test_colours_have_contrast(workbook: Workbook, path: Path) -> None:
    assert all(contrast(rgb(cell), WHITE) >= 4.5 for cell in filled(workbook))
    runs = re.findall(rb'<rPr>.*?<color rgb="FF(\w{6})"', parts_of(path)["xl/sharedStrings.xml"])
    for run in runs:
        colour = tuple(int(run[n : n + 2], 16) for n in (0, 2, 4))
        assert contrast(colour, WHITE) >= 4.5  # type: ignore[arg-type]


def test_there_are_no_images(path: Path) -> None:
    assert [name for name in parts_of(path) if "media" in name or "chart" in name] == []


def test_there_are_no_macros_and_no_formulas(path: Path, workbook: Workbook) -> None:
    assert [name for name in parts_of(path) if "vba" in name.casefold()] == []
    assert [cell.coordinate for cell in filled(workbook) if cell.data_type == "f"] == []
