"""feedback.csv: all that is to be mended, one line a defect."""

import csv
import io
from dataclasses import replace

import pytest

from reports.feedback import Defect, Feedback
from reports.feedback_csv import feedback_csv
from tests.reports.example_feedback import (
    clean_feedback,
    closed_before_start,
    no_identifier,
    not_an_option,
    refused_feedback,
    usual_feedback,
    with_defects,
    without_condition,
)

HEADER = [
    "local_id", "file", "sheet", "row", "column", "cell", "question", "what_stands_there",
    "what_is_wrong", "what_to_do", "cost", "codes", "questions", "cells", "not_run",
]  # fmt: skip


def lines_of(feedback: Feedback) -> list[dict[str, str]]:
    text = feedback_csv(feedback).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_excel_knows_it_as_utf_8_by_the_mark_in_front() -> None:
    assert feedback_csv(clean_feedback()) == "\ufeff" + ",".join(HEADER) + "\r\n"


def test_one_defect_is_one_line_with_its_place_its_cost_and_what_to_do() -> None:
    (line,) = lines_of(with_defects(Defect("SM-004", (not_an_option(5, "Femail"),))))
    assert line == {
        "local_id": "SM-004",
        "file": "york.xlsx",
        "sheet": "sheet 1",
        "row": "5",
        "column": "4",
        "cell": "sheet 1, cell D5",
        "question": "Gender",
        "what_stands_there": "Femail",
        "what_is_wrong": "The answer is none of the question's options.",
        "what_to_do": "Write one of: Female, Male, Transgender, Not known.",
        "cost": "this answer is not counted",
        "codes": "not_an_option",
        "questions": "gender",
        "cells": "sheet 1, cell D5",
        "not_run": "",
    }


def test_the_costliest_lines_stand_first_and_then_the_order_of_the_file_holds() -> None:
    found = [(line["local_id"], line["cost"]) for line in lines_of(usual_feedback())]
    assert found == [
        ("SM-007", "this young person is not counted"),
        ("", "this young person is not counted"),
        ("SM-004", "this answer is not counted"),
        ("SM-019", "this answer is not counted"),
        ("SM-001", "nothing; please check"),
    ]


def test_a_line_with_several_faults_names_all_of_them_and_where_they_are() -> None:
    defect = Defect("SM-019", (not_an_option(20, "x"), without_condition(20, "Kinship care")))
    (line,) = lines_of(with_defects(defect))
    assert line["codes"] == "not_an_option; without_condition"
    assert line["questions"] == "gender; family_setting"
    assert line["cells"] == "sheet 1, cell D20; sheet 1, cell H20"
    assert line["what_is_wrong"] == (
        "The answer is none of the question's options. "
        "Also at sheet 1, cell H20 (If with family): The answer is given although the question it "
        "depends on was answered otherwise or not at all."
    )
    assert line["what_to_do"] == (
        "Write one of: Female, Male, Transgender, Not known. "
        "Then, if it is still wrong, at sheet 1, cell H20 (If with family): "
        "Correct 'Living situation', or remove this answer."
    )


def test_two_faults_of_one_cell_are_told_one_after_the_other_each_remedy_once() -> None:
    first = closed_before_start(9, "01/02/2011")
    second = replace(first, code="closure_planned", size="warning", what="It is a planned end.")
    (line,) = lines_of(with_defects(Defect("SM-008", (first, second))))
    assert line["what_is_wrong"] == f"{first.what} It is a planned end."
    assert line["what_to_do"] == first.remedy
    assert line["codes"] == "closed_before_start; closure_planned"


def test_codes_and_questions_stay_beside_each_other_where_a_fault_has_no_question() -> None:
    of_row = replace(no_identifier(3), code="row_too_long", question=None, label=None)
    (line,) = lines_of(with_defects(Defect("SM-3", (of_row, not_an_option(3, "x")))))
    assert line["codes"].split("; ") == ["row_too_long", "not_an_option"]
    assert line["questions"].split("; ") == ["", "gender"]


def test_a_check_that_was_not_made_is_named_with_what_it_needs() -> None:
    line = lines_of(usual_feedback())[0]
    assert line["not_run"] == (
        "The first assessment is before the referral (this check needs: Date of referral)"
    )


@pytest.mark.parametrize("sent", ["=1+1", "+44", "-2", "@A1", "\t=1+1", "\r=1+1", " =1+1", "＝1+1"])
def test_a_value_that_begins_like_a_formula_is_inert(sent: str) -> None:
    (line,) = lines_of(with_defects(Defect(sent, (not_an_option(5, sent),))))
    assert line["local_id"] == f"'{sent}"
    assert line["what_stands_there"] == f"'{sent}"


@pytest.mark.parametrize("sent", ["girl\n=1+1", "girl\r=1+1", "girl\r\n=1+1", 'girl",\n=1+1,"'])
def test_a_line_break_in_a_value_begins_no_line_of_the_file(sent: str) -> None:
    lines = lines_of(with_defects(Defect("SM-5", (not_an_option(5, sent),))))
    assert [line["what_stands_there"] for line in lines] == [sent]
    raw = feedback_csv(with_defects(Defect("SM-5", (not_an_option(5, sent),))))
    assert f'"{sent.replace(chr(34), chr(34) * 2)}"' in raw


def test_a_character_that_cannot_be_saved_is_marked() -> None:
    feedback = with_defects(Defect("SM-5", (not_an_option(5, "a\x00b\ud800c"),)))
    assert lines_of(feedback)[0]["what_stands_there"] == "a\ufffdb\ufffdc"
    feedback_csv(feedback).encode("utf-8")


def test_all_lines_are_there_however_many() -> None:
    defects = (Defect(f"SM-{n}", (not_an_option(n, "x"),)) for n in range(2, 1502))
    assert len(lines_of(with_defects(*defects))) == 1500


def test_a_refused_file_is_one_line_that_costs_the_whole_file() -> None:
    (line,) = lines_of(refused_feedback())
    assert (line["local_id"], line["codes"], line["cell"], line["cost"]) == (
        "",
        "header_twice",
        "sheet 1, cell I3",
        "the whole file is not counted",
    )
