"""Decisions are read from the review workbook as people fill it in, and none is taken for another
pair's."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from reports.review_words import PROGRAM_SHEET, REVIEW_SHEET
from tests.duplicates.filled_in import (
    CARE,
    POLICE,
    Office,
    fill,
    opened,
    program_sheet,
    review_sheet,
    row_of,
    seen,
    workbook,
)
from tests.libreoffice import saved_by_libreoffice

FIRST = (seen(f"{POLICE} YP-101"), seen(f"{CARE} 77"))
SECOND = (seen(f"{POLICE} YP-102"), seen(f"{CARE} 78"))
# The first block begins in row 4 of the third sheet, the second in row 13; the decision stands four
# rows below, then the name, the day and the reason.


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    made = Office(tmp_path, capsys)
    made.sends(POLICE, "YP/101", "YP/102")
    made.sends(CARE, "77", "78")
    return made


@pytest.fixture
def review(tmp_path: Path, office: Office) -> Path:
    return workbook(tmp_path, FIRST, SECOND)


def test_a_decision_is_stored_with_who_when_and_why(office: Office, review: Path) -> None:
    fill(review, 2, "not the same", "A Jones", date(2011, 6, 20), "twins")
    told = office.decides(review)
    assert told.code == 0
    assert told.out.splitlines() == [
        "1 decision stored, number 1: not the same.",
        "1 pair was left blank.",
    ]
    (decided,) = office.decided()
    assert (decided["decision"], decided["who"], decided["when"], decided["why"]) == (
        "not the same", "A Jones", "2011-06-20", "twins",
    )  # fmt: skip
    assert (decided["area_code"], decided["known_as_1"], decided["known_as_2"]) == (
        "E06000014", [f"{POLICE} YP-102"], [f"{CARE} 78"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Same ", "same"),
        ("NOT THE SAME", "not the same"),
        ("not same", "not the same"),
        ("not_same", "not the same"),
        ("Not the same.", "not the same"),
        (" Unsure", "unsure"),
    ],
)
def test_a_decision_is_read_as_people_write_it(
    office: Office, review: Path, written: str, meant: str
) -> None:
    fill(review, 1, written, "A Jones")
    assert office.decides(review).code == 0
    assert [each["decision"] for each in office.decided()] == [meant]


def test_a_day_is_read_day_first(office: Office, review: Path) -> None:
    fill(review, 1, "same", "A Jones", "3/6/2011")
    assert office.decides(review).code == 0
    assert office.decided()[0]["when"] == "2011-06-03"


def test_all_that_is_wrong_is_told_at_once_by_place_and_nothing_is_stored(
    office: Office, review: Path
) -> None:
    soon = datetime.now().astimezone().date() + timedelta(days=2)
    fill(review, 1, "?", "", "some day in spring")
    fill(review, 2, "same", "A Jones", soon)
    told = office.decides(review)
    assert told.code == 2
    assert told.out == ""
    assert told.err.splitlines() == [
        f"lscb: {review}: nothing was stored. 4 things must be put right:",
        "  sheet 3, row 8 (pair 1): what stands for 'Your decision' is no decision. Write same, "
        "not the same or unsure, or leave it blank.",
        "  sheet 3, row 9 (pair 1): nobody is named for 'Decided by'. Write who decided, or "
        "name them by --who.",
        "  sheet 3, row 10 (pair 1): the date for 'On' can't be read. Write it day first, "
        "as 06/06/2011.",
        "  sheet 3, row 19 (pair 2): the date for 'On' lies in the future. Correct it.",
    ]
    assert office.decided() == []


def test_rows_put_in_between_change_nothing(office: Office, review: Path) -> None:
    with opened(review) as book:
        sheet = review_sheet(book)
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_rows(row_of(sheet, 2, "Decided by"))
        sheet.insert_rows(row_of(sheet, 2))
        sheet.insert_rows(1, amount=3)
    fill(review, 2, "same", "A Jones")
    assert office.decides(review).code == 0
    assert office.decided()[0]["known_as_1"][0].startswith(POLICE)


def test_a_block_that_was_removed_leaves_the_others_as_they_are(
    office: Office, review: Path
) -> None:
    fill(review, 2, "same", "A Jones")
    with opened(review) as book:
        sheet = review_sheet(book)
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.delete_rows(4, 9)
    told = office.decides(review)
    assert told.out.splitlines() == ["1 decision stored, number 1: same."]


def test_sheets_may_be_renamed_hidden_and_moved(office: Office, review: Path) -> None:
    fill(review, 1, "same", "A Jones")
    with opened(review) as book:
        book[REVIEW_SHEET].title = "Our review"
        book[PROGRAM_SHEET].title = "Leave this"
        book["Leave this"].sheet_state = "hidden"
        book.move_sheet("Leave this", -4)
    assert office.decides(review).code == 0
    assert len(office.decided()) == 1


def test_a_workbook_that_libreoffice_saved_is_read(
    office: Office, review: Path, tmp_path: Path
) -> None:
    fill(review, 1, "Same", "A Jones", date(2011, 6, 20), "the same mother")
    fill(review, 2, "unsure", "B Smith", "21 June 2011")
    folder = tmp_path / "saved"
    (saved,) = saved_by_libreoffice([review], tmp_path / "profile", folder)
    told = office.decides(saved)
    assert told.out.splitlines() == ["2 decisions stored, numbers 1 to 2: 1 same, 1 unsure."]
    assert [(each["who"], each["when"], each["why"]) for each in office.decided()] == [
        ("A Jones", "2011-06-20", "the same mother"),
        ("B Smith", "2011-06-21", ""),
    ]


def test_without_the_sheet_for_the_program_nothing_is_stored(office: Office, review: Path) -> None:
    fill(review, 1, "same", "A Jones")
    with opened(review) as book:
        book.remove(book[PROGRAM_SHEET])
    told = office.decides(review)
    assert told.code == 2
    assert "  the file: the sheet 'For lscb' is missing." in told.err
    assert office.decided() == []


def test_a_pair_that_the_program_does_not_know_is_told(office: Office, review: Path) -> None:
    fill(review, 2, "same", "A Jones")
    with opened(review) as book:
        sheet = review_sheet(book)
        sheet.cell(row_of(sheet, 2), 1).value = "Pair 99"
    told = office.decides(review)
    assert told.code == 2
    assert "sheet 3, row 13: pair 99 is not on the sheet 'For lscb'." in told.err


def test_a_pair_that_stands_twice_on_the_sheet_for_the_program_is_told(
    office: Office, review: Path
) -> None:
    fill(review, 2, "same", "A Jones")
    with opened(review) as book:
        sheet = program_sheet(book)
        rows = [row for row in range(1, 12) if sheet.cell(row, 1).value == 1]
        sheet.cell(rows[0], 1).value = 2
    told = office.decides(review)
    assert told.code == 2
    assert "sheet 3, row 13: pair 2 stands twice on the sheet 'For lscb'." in told.err


def test_what_the_program_wrote_must_be_as_it_was(office: Office, review: Path) -> None:
    fill(review, 1, "same", "A Jones")
    with opened(review) as book:
        sheet = program_sheet(book)
        rows = [row for row in range(1, 12) if sheet.cell(row, 1).value == 1]
        sheet.cell(rows[0], 3).value = "YP-101"
    told = office.decides(review)
    assert told.code == 2
    assert "what the program wrote of pair 1 was changed" in told.err
    assert "YP-101" not in told.err


def test_a_decision_whose_heading_was_removed_is_not_taken_for_the_pair_above(
    office: Office, review: Path
) -> None:
    fill(review, 2, "same", "A Jones")
    with opened(review) as book:
        sheet = review_sheet(book)
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.delete_rows(row_of(sheet, 2))
    told = office.decides(review)
    assert told.code == 2
    assert "sheet 3, row 16: a decision, and no row 'Pair ...' of its own above it" in told.err


def test_a_decision_above_all_pairs_is_told(office: Office, review: Path) -> None:
    fill(review, 1, "same", "A Jones")
    with opened(review) as book:
        sheet = review_sheet(book)
        sheet.cell(row_of(sheet, 1), 1).value = None
        sheet.cell(row_of(sheet, 2) - 9, 2).value = None
    told = office.decides(review)
    assert told.code == 2
    assert "sheet 3, row 8: a decision, and no row 'Pair ...' of its own above it" in told.err


def test_rows_removed_from_the_middle_of_one_block_to_that_of_the_next_are_noticed(
    office: Office, review: Path
) -> None:
    fill(review, 2, "same", "A Jones")
    with opened(review) as book:
        sheet = review_sheet(book)
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        first, last = row_of(sheet, 1, "Why"), row_of(sheet, 2, "Why")
        sheet.delete_rows(first, last - first)
    told = office.decides(review)
    assert told.code == 2
    assert "sheet 3, row 4: what stands below is not pair 1 of the sheet 'For lscb'" in told.err


def test_rows_removed_from_below_one_pair_to_below_the_next_are_noticed(
    office: Office, review: Path
) -> None:
    fill(review, 2, "same", "A Jones")
    with opened(review) as book:
        sheet = review_sheet(book)
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        first, last = row_of(sheet, 1, "Gender"), row_of(sheet, 2, "Gender")
        sheet.delete_rows(first, last - first)
    told = office.decides(review)
    assert told.code == 2
    assert "sheet 3, row 4: what stands below is not pair 1 of the sheet 'For lscb'" in told.err
    assert office.decided() == []


def test_a_block_of_another_workbook_is_noticed(
    office: Office, review: Path, tmp_path: Path
) -> None:
    fill(review, 1, "same", "A Jones")
    other = workbook(_folder(tmp_path / "other"), SECOND)
    with opened(other) as target, opened(review) as source:
        blocks = review_sheet(target)
        for row in review_sheet(source).iter_rows(min_row=4, max_row=11, max_col=2):
            for cell in row:
                blocks.cell(cell.row, cell.column).value = cell.value
    told = office.decides(other)
    assert told.code == 2
    assert "what stands below is not pair 1" in told.err
    assert "YP-10" not in told.err


def test_a_pair_decided_twice_is_told(office: Office, review: Path) -> None:
    fill(review, 1, "same", "A Jones")
    with opened(review) as book:
        sheet = review_sheet(book)
        for row in list(sheet.iter_rows(min_row=4, max_row=11, max_col=4)):
            for cell in row:
                if cell.value is not None:
                    sheet.cell(cell.row + 40, cell.column).value = cell.value
    told = office.decides(review)
    assert told.code == 2
    assert (
        "sheet 3, row 48 (pair 1): the pair of sheet 3, row 8 (pair 1) is decided here again."
        in told.err
    )


def test_a_decision_beside_its_cell_is_told_and_not_passed_over(
    office: Office, review: Path
) -> None:
    with opened(review) as book:
        sheet = review_sheet(book)
        sheet.cell(row_of(sheet, 1, "Your decision"), 3).value = "same"
    told = office.decides(review)
    assert told.code == 2
    assert (
        "sheet 3, row 8 (pair 1): the decision does not stand in the cell right of 'Your decision'"
        in told.err
    )


def test_a_name_without_a_decision_is_warned_of(office: Office, review: Path) -> None:
    fill(review, 1, "", "A Jones", "", "ask York Police")
    told = office.decides(review)
    assert told.code == 0
    assert told.out.splitlines() == [
        "No new decision was stored.",
        "2 pairs were left blank.",
        "Warning: without a decision, though something else is filled in: sheet 3, row 8 (pair 1).",
    ]


def test_a_key_that_stands_on_both_sides_is_told(office: Office, tmp_path: Path) -> None:
    review = workbook(tmp_path, (seen(f"{CARE} 77"), seen(f"{CARE} 77", f"{POLICE} YP-101")))
    fill(review, 1, "same", "A Jones")
    told = office.decides(review)
    assert told.code == 2
    assert "sheet 3, row 8 (pair 1): one agency and identifier stands on both sides" in told.err


@pytest.mark.parametrize(
    ("area", "what"),
    [
        ("E99999999", "the area is not recognised"),
        ("W06000015", "the area is not recognised"),
        ("E08000035", "the store has no return of this area"),
        ("", "no area"),
    ],
)
def test_an_area_that_the_store_does_not_have_is_told(
    office: Office, review: Path, area: str, what: str
) -> None:
    fill(review, 1, "same", "A Jones")
    with opened(review) as book:
        sheet = program_sheet(book)
        for row in range(1, 12):
            if sheet.cell(row, 1).value == 1:
                sheet.cell(row, 2).value = area or None
    told = office.decides(review)
    assert told.code == 2
    assert what in told.err


def test_nothing_filled_in_is_no_fault(office: Office, review: Path) -> None:
    told = office.decides(review)
    assert told.code == 0
    assert told.out.splitlines() == ["No new decision was stored.", "2 pairs were left blank."]


def test_a_workbook_without_its_blocks_is_told(office: Office, review: Path) -> None:
    with opened(review) as book:
        book.remove(book[REVIEW_SHEET])
    told = office.decides(review)
    assert told.code == 2
    assert "  the file: the blocks of the pairs are missing." in told.err


def _folder(path: Path) -> Path:
    path.mkdir()
    return path
