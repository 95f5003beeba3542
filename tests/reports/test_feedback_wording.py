"""What an administrator reads is what can be found and followed in the file that was sent."""

from dataclasses import replace

from reports.feedback import Defect, Fault, NotRun, SentCell
from reports.feedback_wording import (
    how_to_find,
    next_steps,
    not_checked_until_mended,
    place,
    what_stands_there,
)
from tests.reports.example_feedback import clean_feedback, usual_feedback

CELL = SentCell("york.xlsx", "sheet 2", 12, 6, "sheet 2, cell F12")
FAULT = Fault("not_an_option", "answer", "gender", "Gender", CELL, "Femal", "Wrong.", "Mend it.")
PHONE = replace(FAULT, code="identifier_phone", question="local_id", said=None)


def at(cell: SentCell) -> Defect:
    return Defect("SM-1", (replace(FAULT, cell=cell),))


def test_a_blank_cell_and_one_that_is_not_repeated_say_so() -> None:
    assert what_stands_there(FAULT) == "Femal"
    assert what_stands_there(replace(FAULT, said="")) == "(blank)"
    assert what_stands_there(PHONE) == "(not repeated here)"
    assert what_stands_there(replace(FAULT, said=None)) == ""


def test_what_is_wrong_with_the_cover_is_found_by_its_label() -> None:
    whole = SentCell("york.xlsx")
    kind = replace(FAULT, cell=whole, label="Type of agency", said=None)
    assert place(kind, with_file=False) == "where it says 'Type of agency'"
    assert place(kind, with_file=True) == "york.xlsx: where it says 'Type of agency'"
    assert place(replace(kind, label=None), with_file=False) == "the whole file"


def test_numbers_of_tabs_and_of_word_tables_are_explained_where_there_are_any() -> None:
    table = SentCell("forms.docx", "table 3", 4, 2, "table 3, row 4, column 2")
    (tabs,) = how_to_find([at(CELL)])
    (tables,) = how_to_find([at(table)])
    assert "second tab of your workbook, counted from the left" in tabs
    assert "press Ctrl+G, choose Table and type its number" in tables
    assert how_to_find([at(SentCell("york.csv", None, 12, 6, "cell F12"))]) == []


def test_a_check_that_needs_only_the_answer_to_mend_does_not_name_it_again() -> None:
    after = NotRun("after_return_date", "The date is after the return date.", ("Gender",))
    other = NotRun("age_off_by_one", "The age is off.", ("Current age", "Date of birth"))
    assert not_checked_until_mended(Defect("SM-1", (FAULT,), (after, other))) == [
        "Until this is mended it can't be checked whether:",
        "- the date is after the return date",
        "- the age is off (needs: Current age, Date of birth)",
    ]
    assert not_checked_until_mended(Defect("SM-1", (FAULT,))) == []


def test_the_marked_copy_is_told_of_where_there_is_one() -> None:
    told = next_steps(replace(usual_feedback(), marked=("york.xlsx",)))
    assert told[1] == (
        "To find the cells, look at the copy of your file in the folder 'marked' beside this "
        "workbook: they have colours and notes."
    )
    two = next_steps(replace(usual_feedback(), marked=("york.xlsx", "leeds.xlsx")))
    assert "the copies of your files in the folder 'marked'" in two[1]
    assert not any("'marked'" in step for step in next_steps(usual_feedback()))
    assert not any("'marked'" in step for step in next_steps(clean_feedback()))
