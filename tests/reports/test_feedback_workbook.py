"""The feedback workbook, opened as an administrator would open it."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from reports.feedback import Changes, Defect, Feedback, SentFile
from reports.feedback_workbook import feedback_workbook, write_feedback_workbook
from tests.reports.example_feedback import (
    DAY,
    clean_feedback,
    nil_feedback,
    no_identifier,
    not_an_option,
    off_by_one,
    refused_feedback,
    usual_feedback,
    with_defects,
)

SHEETS = ["Verdict", "What to mend", "By problem", "By question", "Checks"]


def opened(feedback: Feedback, lines_shown: int = 1000) -> Workbook:
    return load_workbook(io.BytesIO(feedback_workbook(feedback, lines_shown)))


def texts(sheet: Worksheet) -> list[str]:
    return [
        str(value)
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None
    ]


def listed(sheet: Worksheet, first_heading: str) -> list[tuple[object, ...]]:
    """The rows below the header that begins with this heading; blank cells as empty texts."""
    rows = [tuple(v if v is not None else "" for v in r) for r in sheet.iter_rows(values_only=True)]
    head = next(n for n, row in enumerate(rows) if row[0] == first_heading)
    return rows[head + 1 :]


def said_in_verdict(workbook: Workbook, label: str) -> object:
    return next(row[1].value for row in workbook["Verdict"].iter_rows() if row[0].value == label)


def cell_that_says(sheet: Worksheet, value: str) -> Cell:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == value)


def test_its_sheets_are_the_verdict_what_to_mend_the_counts_and_the_checks() -> None:
    assert opened(clean_feedback()).sheetnames == SHEETS
    assert opened(usual_feedback()).sheetnames == [*SHEETS, "Since last time"]


@pytest.mark.parametrize(
    ("feedback", "verdict"),
    [
        (clean_feedback(), "ACCEPTED"),
        (with_defects(Defect("SM-1", (off_by_one(2, "15"),))), "ACCEPTED"),
        (
            with_defects(Defect("SM-1", (not_an_option(2, "x"),))),
            "ACCEPTED, BUT SOME ANSWERS WERE REFUSED",
        ),
        (
            with_defects(Defect("", (no_identifier(2),))),
            "ACCEPTED, BUT SOME YOUNG PEOPLE WERE REFUSED",
        ),
        (usual_feedback(), "ACCEPTED, BUT SOME YOUNG PEOPLE AND ANSWERS WERE REFUSED"),
        (refused_feedback(), "REFUSED: nothing in it is counted"),
    ],
)
def test_the_verdict_stands_in_words_at_the_top(feedback: Feedback, verdict: str) -> None:
    sheet = opened(feedback)["Verdict"]
    assert sheet["A2"].value == verdict
    assert sheet["A2"].font.sz == 20


def test_the_verdict_says_whose_return_it_is_and_how_many() -> None:
    workbook = opened(usual_feedback())
    assert said_in_verdict(workbook, "Agency") == "Saltmarbles Trust"
    assert said_in_verdict(workbook, "Area") == "York"
    assert said_in_verdict(workbook, "Return date") == "6 June 2011"
    assert said_in_verdict(workbook, "File") == "york.xlsx"
    assert said_in_verdict(workbook, "Young people received") == 60
    assert said_in_verdict(workbook, "Young people refused") == 2
    # The date of referral, two genders, and with whom one lives.
    assert said_in_verdict(workbook, "Answers refused") == 4
    assert said_in_verdict(workbook, "Things to check") == 1
    assert said_in_verdict(workbook, "Free texts dropped, never kept") == 4
    assert said_in_verdict(workbook, "Things to mend or check") == 5


def test_what_to_do_next_stands_on_the_first_screen_and_confidential_above_all() -> None:
    sheet = opened(usual_feedback())["Verdict"]
    assert str(sheet["A1"].value).startswith("CONFIDENTIAL")
    steps = cell_that_says(sheet, "What to do next").row
    assert steps < 6
    assert str(sheet.cell(steps + 3, 1).value).startswith("3. Send the whole return again")


def test_notices_warnings_and_questions_not_asked_stand_with_the_verdict() -> None:
    told = texts(opened(usual_feedback())["Verdict"])
    assert "The column 'Worker' is not read." in told
    assert "Questions that it does not ask: Nationality; Gang association." in told
    assert (
        "The return has less than half as many young people as the one before. "
        "Check that no sheet and no rows are missing."
    ) in told


def test_a_refused_file_names_problem_place_and_remedy_with_the_verdict() -> None:
    workbook = opened(refused_feedback())
    assert said_in_verdict(workbook, "Where") == "york.xlsx: sheet 1, cell I3 (Gender)"
    assert str(said_in_verdict(workbook, "What is wrong")).startswith("Two headers are the same")
    assert str(said_in_verdict(workbook, "What to do")).startswith("Remove one of the two")
    assert said_in_verdict(workbook, "Agency") == "not told by the file"
    assert "Young people received" not in texts(workbook["Verdict"])


def test_a_nil_return_is_said_to_be_one() -> None:
    told = texts(opened(nil_feedback())["Verdict"])
    assert (
        "This is a nil return: it has no young people in it, and so says that you were working "
        "with nobody in York on 6 June 2011."
    ) in told
    assert "1. If this is right, there is nothing to do." in told


def test_a_warning_about_the_whole_return_is_to_be_checked_though_nothing_is_to_be_mended() -> None:
    feedback = replace(clean_feedback(), warnings=usual_feedback().warnings)
    assert (
        "1. There is nothing to mend. Please check what is said below about the return as a whole."
    ) in texts(opened(feedback)["Verdict"])


def test_what_to_mend_has_a_line_a_defect_the_costliest_first() -> None:
    lines = listed(opened(usual_feedback())["What to mend"], "Young person")
    assert [line[:4] for line in lines] == [
        ("SM-007", "sheet 1, cell E8", "Date of referral", "07/06/2011"),
        ("", "sheet 1, cell A12", "Local identifier", ""),
        ("SM-004", "sheet 1, cell D5", "Gender", "Femail"),
        ("SM-019", "sheet 1, cell D20", "Gender", "=1+1"),
        ("SM-001", "sheet 1, cell B2", "Current age", "15"),
    ]
    assert lines[0][4:] == (
        "The date is after the return date.\n"
        "Also at sheet 1, cell F8 (Date work ended): Work ended before the referral (or, without "
        "one, before the first assessment).\n"
        "Until this is mended it can't be checked whether:\n"
        "- the first assessment is before the referral",
        "Correct the date: Date of referral can't be after the day that the return describes.\n"
        "Then, if it is still wrong, at sheet 1, cell F8 (Date work ended): Correct the date work "
        "ended, or the date of referral or first assessment.",
        "this young person is not counted",
        "after_return_date\nclosed_before_start (Date work ended)",
    )


def test_the_file_is_named_where_a_return_has_several() -> None:
    feedback = replace(
        with_defects(Defect("SM-4", (not_an_option(5, "x"),))),
        files=(SentFile("york.xlsx", ""), SentFile("selby.docx", "")),
    )
    line = listed(opened(feedback)["What to mend"], "Young person")[0]
    assert line[1] == "york.xlsx: sheet 1, cell D5"


def test_a_capped_sheet_says_how_many_lines_are_not_shown() -> None:
    defects = (Defect(f"SM-{n}", (not_an_option(n, "x"),)) for n in range(2, 7))
    sheet = opened(with_defects(*defects), lines_shown=3)["What to mend"]
    assert [line[0] for line in listed(sheet, "Young person")] == ["SM-2", "SM-3", "SM-4"]
    assert "Not shown here: 2 of the 5 lines. feedback.csv holds all." in texts(sheet)


def test_a_cap_that_is_just_reached_says_nothing() -> None:
    defects = (Defect(f"SM-{n}", (not_an_option(n, "x"),)) for n in range(2, 5))
    sheet = opened(with_defects(*defects), lines_shown=3)["What to mend"]
    assert not any("Not shown" in text for text in texts(sheet))


def test_the_list_can_be_filtered_and_its_header_stays_in_view_and_on_each_page() -> None:
    sheet = opened(usual_feedback())["What to mend"]
    assert sheet.auto_filter.ref == "A4:H9"
    assert sheet.freeze_panes == "B5"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")


def test_by_problem_counts_each_fault_with_its_cost_and_remedy() -> None:
    ethnicity = replace(
        not_an_option(9, "x"),
        question="ethnicity",
        label="Ethnicity",
        remedy="Write one of: White, Mixed.",
    )
    workbook = opened(
        with_defects(
            Defect("SM-1", (off_by_one(2, "15"),)),
            Defect("SM-4", (not_an_option(5, "x"),)),
            Defect("SM-5", (not_an_option(6, "x"), ethnicity)),
        )
    )
    wrong = "The answer is none of the question's options."
    cost = "this answer is not counted"
    assert listed(workbook["By problem"], "What is wrong") == [
        (
            wrong,
            3,
            cost,
            "This depends on the question: see the sheet 'By question'.",
            "not_an_option",
        ),
        (
            "The current age is one year off the date of birth's.",
            1,
            "nothing; please check",
            "Check the age on the return date.",
            "age_off_by_one",
        ),
    ]
    assert [line[:5] for line in listed(workbook["By question"], "Question")] == [
        ("Gender", wrong, 2, cost, "Write one of: Female, Male, Transgender, Not known."),
        (
            "Current age",
            "The current age is one year off the date of birth's.",
            1,
            "nothing; please check",
            "Check the age on the return date.",
        ),
        ("Ethnicity", wrong, 1, cost, "Write one of: White, Mixed."),
    ]


def test_each_check_says_for_how_many_it_was_not_made_and_why() -> None:
    lines = listed(opened(usual_feedback())["Checks"], "Question")
    assert lines[0] == (
        "Current age",
        "The current age is one year off the date of birth's.",
        41,
        1,
        19,
        0,
        "Date of birth: 15\nCurrent age: 6",
    )
    assert lines[1][2:] == (60, 1, 0, 0, "")


def test_since_last_time_lists_who_is_new_or_gone_and_what_has_changed() -> None:
    sheet = opened(usual_feedback())["Since last time"]
    assert any(text.startswith("Young people then: 140. Now: 58.") for text in texts(sheet))
    assert listed(sheet, "What has changed") == [
        ("New: was not there before", "SM-071", "", "", ""),
        ("New: was not there before", "+44", "", "", ""),
        ("Gone: is not there any more", "SM-002", "", "", ""),
        ("Answer changed", "SM-004", "Living situation", "With family", "(not provided)"),
    ]


def test_since_last_time_is_capped_likewise() -> None:
    changes = Changes(DAY, 1, 4, ("A-1", "A-2", "A-3", "A-4"), ("B-1",), ())
    sheet = opened(replace(clean_feedback(), changes=changes), lines_shown=3)["Since last time"]
    found = [line[1] for line in listed(sheet, "What has changed")]
    assert found == ["A-1", "A-2", "A-3", "B-1"]
    assert "Not shown here: 1 of the 4 new identifiers. feedback.json holds all." in texts(sheet)


@pytest.mark.parametrize(
    "sent", ["=1+1", "+44", "-2", "@A1", "\t=1+1", "{=1+1}", "http://a.example", "00123"]
)
def test_a_sent_value_is_text_and_stays_text_when_it_is_edited(sent: str) -> None:
    defect = Defect(sent, (not_an_option(5, sent),))
    changes = Changes(DAY, 1, 1, (sent,), (), ())
    workbook = opened(replace(with_defects(defect), agency=sent, notices=(sent,), changes=changes))
    for name in ("Verdict", "What to mend", "Since last time"):
        found = [c for row in workbook[name].iter_rows() for c in row if c.value == sent]
        assert found, name
        assert all(c.data_type == "s" and c.quotePrefix and not c.hyperlink for c in found), name


def test_a_value_behind_a_carriage_return_is_text() -> None:
    sheet = opened(with_defects(Defect("SM-1", (not_an_option(5, "\r=1+1"),))))["What to mend"]
    assert sheet["D5"].data_type == "s"
    assert sheet["D5"].value == "\n=1+1"


@pytest.mark.parametrize(
    "sent", ["a\x00\x01\x0b\x1f", "a\ud800", "a\ufffe", "<r><b></r>", "</t>&amp;<", "_x0041_", "€"]
)
def test_no_value_breaks_the_file(sent: str) -> None:
    sheet = opened(with_defects(Defect("SM-1", (not_an_option(5, sent),))))["What to mend"]
    assert sheet["A5"].value == "SM-1"
    assert sheet["D5"].data_type == "s"


def test_a_very_long_value_is_cut_and_it_is_said_where_the_whole_stands() -> None:
    sheet = opened(with_defects(Defect("SM-1", (not_an_option(5, "long " * 9000),))))[
        "What to mend"
    ]
    assert str(sheet["D5"].value).endswith("... (cut: feedback.csv has the whole)")
    assert len(str(sheet["D5"].value)) < 400


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    sheet = opened(usual_feedback())["What to mend"]
    assert sheet.row_dimensions[5].height > 6 * 14
    assert sheet.row_dimensions[9].height < 4 * 14


def test_the_same_feedback_makes_the_same_bytes(tmp_path: Path) -> None:
    write_feedback_workbook(tmp_path / "one.xlsx", usual_feedback())
    write_feedback_workbook(tmp_path / "two.xlsx", usual_feedback())
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    created = load_workbook(tmp_path / "one.xlsx").properties.created
    assert created is not None
    assert created.date() == DAY


def test_a_place_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_feedback_workbook(tmp_path / "no folder" / "one.xlsx", clean_feedback())
