"""Forms whose options stand in cells of their own: ticked, in boxes, or listed."""

import pytest

from ingest.document import Document, Sheet
from ingest.laid_out import LaidOut, LayoutError
from ingest.layouts import laid_out
from ingest.readings import read_answer
from tests.ingest.given import CODEBOOK, HEADERS, WORDS, cells, laid

Rows = list[list[str]]
WHO = ["Local identifier", "A1"]
AGE = ["Current age", "15"]
UNCLEAR = "whose_answer_unclear"


def form(*lines: list[str]) -> LaidOut:
    return laid(WHO, AGE, *lines)


def refused_rows(*rows: list[str]) -> tuple[str, str]:
    with pytest.raises(LayoutError) as error:
        laid(*rows)
    return error.value.code, error.value.place.text()


def refused(*lines: list[str]) -> tuple[str, str]:
    return refused_rows(WHO, AGE, *lines)


@pytest.mark.parametrize(
    "lines",
    [
        [["Gender", "Female", ""], ["", "Male", "X"]],
        [["Gender", "", "Female"], ["", "X", "Male"]],
        [["Gender", "Female", "☐"], ["", "Male", "☒"]],
        [["Gender", "Female", "[ ]"], ["", "Male", "[x]"]],
        [["Gender", "Female", "no"], ["", "Male", "yes"]],
        [["Gender", "Female", "", "tick one"], ["", "Male", "X", ""]],
        [["Gender", "Female", "", ""], [], ["", "Male", "", "X"]],
        [["Gender", "", ""], ["", "Female", ""], ["", "Male", "X"]],
        [["Gender", "", ""], ["Female", "", ""], ["Male", "X", ""]],
        [["Gender", "Male", "X"]],
    ],
)
def test_the_option_with_the_tick_in_its_line_is_the_answer(lines: Rows) -> None:
    assert cells(form(*lines), "gender") == ["male"]


def test_the_first_option_may_be_the_one_that_is_ticked() -> None:
    assert cells(form(["Gender", "X", "Female"], ["", "", "Male"]), "gender") == ["female"]


def test_several_options_may_be_ticked() -> None:
    lines = [["Methods of coercion", "Grooming", ""], ["", "Mobile phone", "X"]]
    found = form(*lines, ["", "Local businesses", "X"], ["", "Other (please specify)", ""])
    assert cells(found, "coercion_methods") == ["mobile_phone;local_business"]
    assert found.left_out == 0


def test_two_ticks_for_one_answer_are_handed_on_to_be_refused() -> None:
    found = form(["Gender", "Female", "X"], ["", "Male", "X"])
    assert cells(found, "gender") == ["female;male"]


def test_the_text_of_a_ticked_other_is_handed_on_to_be_dropped_and_counted() -> None:
    found = form(["Methods of coercion", "Grooming", "X"], ["", "Other: gifts; lifts", "X"])
    assert cells(found, "coercion_methods") == ["grooming;Other: gifts, lifts"]


def test_a_cross_in_the_cell_of_an_option_is_handed_on_to_be_refused() -> None:
    assert cells(form(["Gender", "Female"], ["", "Male X"]), "gender") == ["Female\nMale X"]


def test_the_place_of_ticks_is_that_of_the_first_tick() -> None:
    found = form(["Gender", "Female", ""], ["", "Male", "X"])
    assert found.places.rows["gender"].tolist() == [4]  # type: ignore[union-attr]
    assert found.places.columns["gender"].tolist() == [3]  # type: ignore[union-attr]


def test_an_option_that_is_another_questions_label_is_ticked() -> None:
    lines = [["Main support provided", "Education", ""], ["", "Substance misuse", "X"]]
    found = form(*lines, ["Substance misuse", "alcohol", ""])
    assert cells(found, "support_provided") == ["substance_misuse"]
    assert cells(found, "substance_misuse") == ["alcohol"]


def test_options_stand_beside_another_pair_of_question_and_answer() -> None:
    found = laid(
        [*WHO, "Gender", "Female", ""],
        [*AGE, "", "Male", "X"],
        ["Disability", "None", "Nationality", "British", ""],
        *([each, ""] for each in ("Date of birth", "Date of referral", "Location type")),
    )
    assert cells(found, "gender") == ["male"]
    assert (cells(found, "age"), cells(found, "nationality")) == (["15"], ["British"])


@pytest.mark.parametrize(
    "lines",
    [
        [["Gender", "Female", "X", ""], ["", "Male", "", "X"]],
        [["Gender", "Female", ""], ["", "Woman", "X"]],
        [["Gender", "Female"], ["", "Woman", "X"]],
        [["Gender", ""], ["", "Woman", "X"]],
        [["Gender", ""], ["", "Female"], ["", "Woman", "X"]],
        [["Gender", ""], ["Female", ""], ["Male", ""], ["Woman", "X"]],
        [["Methods of coercion", "Grooming", "Presents", "X"]],
        [["Methods of coercion", "Presents", ""], ["", "Grooming", "X"]],
        [["Methods of coercion", "Grooming", "", ""], ["", "Gang", "", "X"], ["", "", "X", ""]],
        [["Methods of coercion", "Grooming", "n"], ["", "Gang", ""]],
        [["Methods of coercion", ""], ["", "Yes", "No"], ["Grooming", "", "x"]],
        [["Methods of coercion", ""], ["Grooming", "x", ""], ["Gang", "", "x"]],
        [["Gender", "Female"], ["", "Female", "X"]],
        [["Gender: Female", ""], ["", "Male", "X"]],
        [["Gender", ""], ["Female", "Male", "X"]],
        [["Gender", "Female", "No"]],
    ],
)
def test_ticks_of_which_it_is_not_sure_what_they_tick_are_refused(lines: Rows) -> None:
    assert refused(*lines)[0] == UNCLEAR


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        ([["Gender", "Female"], ["", "Male"], ["", "Transgender"]], None),
        ([["Gender", "Female", "Male", "Transgender", "Not known"]], None),
        ([["Gender", ""], ["Female", ""], ["Male", ""]], None),
        ([["Gang association", "Yes", "No"]], None),
        ([["Gang association", "Yes", "☐"], ["", "No", "☐"]], None),
        ([["Gender", "Female"], ["", "Male"]], "Female\nMale"),
    ],
)
def test_a_list_of_nearly_all_options_without_a_tick_is_blank(
    lines: Rows, answer: str | None
) -> None:
    name = "gender" if lines[0][0] == "Gender" else "gang_association"
    assert cells(form(*lines), name) == [answer]


def test_answers_listed_below_each_other_are_answers() -> None:
    found = form(["Methods of coercion", "Grooming"], ["", "Gang"], ["", "Presents"])
    assert cells(found, "coercion_methods") == ["Grooming\nGang\nPresents"]


def test_options_that_another_form_ticks_are_blank_where_none_is_ticked() -> None:
    def lines(tick: str) -> Rows:
        return [["Methods of coercion", "Grooming", ""], ["", "Gang", tick]]

    found = laid(WHO, AGE, *lines("X"), ["Local identifier", "A2"], AGE, *lines(""))
    assert cells(found, "coercion_methods") == ["gang", None]
    fewer = [["Methods of coercion", "Grooming"], ["", "Other"]]
    with pytest.raises(LayoutError, match=UNCLEAR):
        laid(WHO, AGE, *lines("X"), ["Local identifier", "A2"], AGE, *fewer)


@pytest.mark.parametrize(
    "lines",
    [
        [["Methods of coercion", "", "Grooming"], ["", "", "Gang"]],
        [["Methods of coercion", "Grooming", "", "Gang"]],
        [["Methods of coercion", "Grooming", "please tick"], ["", "Gang", ""]],
        [
            ["Methods of coercion", "Grooming"],
            ["", "Gang"],
            ["Gender", "Female", ""],
            ["", "Male", "x"],
        ],
    ],
)
def test_a_list_where_ticks_have_room_or_stand_in_the_form_is_refused(lines: Rows) -> None:
    assert refused(*lines)[0] == UNCLEAR


def test_a_list_that_is_the_same_in_all_forms_is_refused() -> None:
    lines = [["Methods of coercion", "Grooming"], ["", "Gang"]]
    assert refused_rows(WHO, *lines, ["Local identifier", "A2"], *lines)[0] == UNCLEAR


@pytest.mark.parametrize("tick", ["xx", "P", "\ufffd"])
def test_a_sign_beside_or_under_an_option_that_may_be_a_tick_is_refused(tick: str) -> None:
    assert refused(["Gender", ""], ["", "Female"], [tick, "Male"])[0] == UNCLEAR
    assert refused(["Gender", "Female", "Male"], ["", tick, ""])[0] == UNCLEAR
    assert refused(["Gender", "Female", ""], ["", "Male", tick])[0] == UNCLEAR
    assert refused(["Gender", "Female", tick])[0] == UNCLEAR


@pytest.mark.parametrize(
    "lines",
    [[["Gender", ""], ["Female", ""]], [["Gender", ""], ["", "Female"]],
     [["Methods of coercion", ""], ["Grooming", ""], ["Gang", ""]]],
)  # fmt: skip
def test_options_below_a_blank_question_that_may_be_its_answers_are_refused(lines: Rows) -> None:
    assert refused(*lines)[0] == UNCLEAR


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (["Gang association", "Yes", "", "No", "X"], "no"),
        (["Gang association", "Yes", "X", "No", ""], "yes"),
        (["Gang association", "Yes", "X", "No"], "yes"),
        (["Gang association", "X", "Yes", "", "No"], "yes"),
        (["Gang association", "☐", "Yes", "☒", "No"], "no"),
        (["Gang association", "Yes", "☐", "No", "☐"], None),
    ],
)
def test_each_option_may_be_followed_by_its_tick(line: list[str], answer: str | None) -> None:
    assert cells(form(line), "gang_association") == [answer]


def test_options_and_their_ticks_may_go_on_in_the_next_line() -> None:
    lines = [
        ["Methods of coercion", "Grooming", "X", "Gang", ""],
        ["", "Other", "", "Mobile phone", "X"],
    ]
    assert cells(form(*lines), "coercion_methods") == ["grooming;mobile_phone"]


def test_ticks_before_the_options_in_the_whole_form_are_read() -> None:
    unsure = ["Gang association", "", "Yes", "X", "No"]
    sure = ["Police investigation active", "X", "Yes", "", "No"]
    assert cells(form(unsure, sure), "gang_association") == ["no"]
    behind = ["Police investigation active", "", "Yes", "", "No", "X"]
    assert cells(form(unsure, behind), "gang_association") == ["yes"]
    assert refused(unsure) == (UNCLEAR, "cell A3")
    assert refused(unsure, sure, behind)[0] == UNCLEAR


@pytest.mark.parametrize(
    "line",
    [
        ["Gender", "Female", "Male", "X"],
        ["Gender", "X", "Female", "Male"],
        ["Gender", "Female", "X", "X", "Male"],
        ["Gender", "Female", "", "", "X", "Male"],
        ["Gang association", "Yes", "Y", "No", "N"],
    ],
)  # fmt: skip
def test_a_tick_between_options_that_can_not_be_told_is_refused(line: list[str]) -> None:
    assert refused(line) == (UNCLEAR, "cell A3")


@pytest.mark.parametrize(
    "lines",
    [
        [["Gender", "☐ Female"], ["", "☒ Male"]],
        [["Gender", "Female ☐"], ["", "Male ☒"]],
        [["Gender", ""], ["", "☐ Female"], ["", "☒ Male"]],
        [["Gender", ""], ["☐ Female", ""], ["☒ Male", ""]],
        [["Gender", "☐ Female", "☒ Male"], ["", "☐ Transgender", "☐ Not known"]],
        [["Gender", "☐ Female", "☒ Male"]],
    ],
)
def test_boxes_one_a_line_are_one_answer(lines: Rows) -> None:
    found = form(*lines)
    boxes = "\n".join(cell for line in lines for cell in line if "☐" in cell or "☒" in cell)
    assert cells(found, "gender") == [boxes]
    assert found.left_out == 0


def test_boxes_one_a_line_are_several_answers() -> None:
    lines = [["Methods of coercion", "☐ Grooming"], ["", "☒ Gang"], ["", "☒ Presents"]]
    assert cells(form(*lines), "coercion_methods") == ["☐ Grooming\n☒ Gang\n☒ Presents"]


def test_a_box_below_an_option_without_one_is_refused() -> None:
    assert refused(["Gender", "☐ Female"], ["", "Male"])[0] == UNCLEAR


def test_a_box_below_that_asks_for_something_else_is_no_answer() -> None:
    found = form(["Gang association", ""], ["☒ I agree to share", ""])
    assert cells(found, "gang_association") == [None]


@pytest.mark.parametrize(
    "line",
    [["Current age", "15", "16"], ["Current age", "15", "X"], ["Gender", "fem.", "X"],
     ["Date of birth", "1/2/1995", "1/3/1996"], ["Current age", "15", "n/k"]],
)  # fmt: skip
def test_an_answer_beside_an_answer_is_refused(line: list[str]) -> None:
    assert refused_rows(WHO, line)[0] == UNCLEAR


def test_an_answer_in_a_column_of_hints_is_refused() -> None:
    assert refused(["Disability", "None", "as told"], ["Gender", "", "male"]) == (
        UNCLEAR,
        "cell C4",
    )


def test_a_list_of_the_options_beside_the_answer_is_a_hint() -> None:
    listed = "; ".join(each.label for each in CODEBOOK.question("coercion_methods").options)
    found = form(["Methods of coercion", "Grooming", listed], ["Gender", "male", "male or female"])
    assert cells(found, "coercion_methods") == ["Grooming"]


def test_a_column_of_examples_that_is_the_same_in_all_forms_is_no_answer() -> None:
    def lines(who: str, age: str) -> Rows:
        return [["Local identifier", who, "YP 77"], ["Current age", age, "14"], ["Gender", "male"]]

    found = laid(*lines("A1", "15"), *lines("A2", ""))
    assert cells(found, "age") == ["15", None]


def test_the_tables_of_word_and_the_sheets_of_excel_are_read_alike() -> None:
    rows = [WHO, AGE, ["Gender", "Female", ""], ["", "Male", "X"]]
    word = laid_out(Document("docx", (Sheet(rows, "table", 1),)), HEADERS, CODEBOOK)
    excel = laid_out(Document("xlsx", (Sheet(rows, "sheet", 1),)), HEADERS, CODEBOOK)
    assert cells(word, "gender") == cells(excel, "gender") == ["male"]


@pytest.mark.parametrize("nested", ["Grooming X\nMobile phone", "X Grooming\n Mobile phone"])
def test_a_table_of_ticks_within_a_cell_is_handed_on_whole_and_refused(nested: str) -> None:
    (text,) = cells(form(["Methods of coercion", nested]), "coercion_methods")
    reading = read_answer(CODEBOOK.question("coercion_methods"), text or "", WORDS)
    assert (text, reading.value, reading.problems) == (nested, None, ("not_an_option",))
