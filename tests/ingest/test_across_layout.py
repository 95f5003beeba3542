"""Questions down, young people across."""

import pytest

from ingest.laid_out import CellProblem, LayoutError
from tests.ingest.given import COVER, cells, laid

PEOPLE = [
    ["Local identifier", "A1", "A2"],
    ["Current age", "15", "16"],
    ["Gender", "female", "male"],
    ["Disability", "None", "Physical"],
]
LINES = [list(line) for line in COVER.items()]


def refused(*rows: list[str]) -> tuple[str, str]:
    with pytest.raises(LayoutError) as error:
        laid(*rows)
    return error.value.code, error.value.place.text()


@pytest.mark.parametrize(
    "rows",
    [
        PEOPLE,
        [*LINES, *PEOPLE],
        [*PEOPLE, [], *LINES],
        [["Question", "Child 1", "Child 2"], *PEOPLE],
        [[*row, total] for row, total in zip(PEOPLE, ["Total", "2", "", ""], strict=True)],
    ],
)
def test_each_column_is_a_young_person(rows: list[list[str]]) -> None:
    found = laid(*rows)
    assert cells(found, "local_id") == ["A1", "A2"]
    assert cells(found, "age") == ["15", "16"]
    assert cells(found, "column") == [2, 3]
    assert found.layouts[0] == "across"


@pytest.mark.parametrize("rows", [[*LINES, *PEOPLE], [*PEOPLE, *LINES]])
def test_a_cover_above_or_below_holds_for_all(rows: list[list[str]]) -> None:
    found = laid(*rows)
    assert found.cover["agency"] == "Harbour Project"
    assert found.cover["area"] == "York"
    assert "agency" not in found.rows.column_names


def test_an_area_below_the_identifiers_is_each_young_persons_own() -> None:
    found = laid(*PEOPLE, ["LSCB area", "York", "Leeds"])
    assert cells(found, "area") == ["York", "Leeds"]
    assert laid(*PEOPLE, ["LSCB area", "", "Leeds"]).cover == {}


def test_one_value_in_the_second_young_persons_column_is_refused() -> None:
    assert refused(["LSCB area", "", "Leeds"], *PEOPLE) == ("whose_answer_unclear", "cell A1")


def test_a_line_of_the_cover_between_the_answers_of_several_is_refused() -> None:
    rows = [PEOPLE[0], ["Return date", "06/06/2011", ""], *PEOPLE[1:]]
    assert refused(*rows) == ("whose_answer_unclear", "cell A2")


def test_two_tables_across_one_below_the_other_are_refused() -> None:
    more = [["Local identifier", "A3", "A4"], ["Current age", "12", "13"], ["Gender", "male", ""]]
    assert refused(*PEOPLE, [], *more) == ("whose_answer_unclear", "cell B1")


def test_a_part_under_the_same_identifiers_again_is_refused() -> None:
    rows = [*PEOPLE, ["Local identifier", "A1", "A2"], ["Nationality", "British", "European"]]
    assert refused(*rows)[0] == "whose_answer_unclear"


def test_a_young_person_without_an_identifier_is_kept_to_be_refused() -> None:
    rows = [[*row, text] for row, text in zip(PEOPLE, ["", "17", "male", ""], strict=True)]
    assert cells(laid(*rows), "local_id") == ["A1", "A2", None]


def test_answers_beside_each_other_under_one_identifier_are_refused() -> None:
    rows = [["Local identifier", "A1", ""], *PEOPLE[1:]]
    assert refused(*rows) == ("whose_answer_unclear", "cell C2")
    ticks = [["Local identifier", "A1"], ["Gender", "Female", "Male", "X"], ["Disability", "None"]]
    assert refused(*ticks) == ("whose_answer_unclear", "cell A2")


@pytest.mark.parametrize("hints", [["Guidance: your own number", "years", "", ""],
                                   ["Required", "Required", "Optional", ""]])  # fmt: skip
def test_a_column_of_hints_beside_several_young_people_is_refused(hints: list[str]) -> None:
    rows = [[*row, text] for row, text in zip(PEOPLE, hints, strict=True)]
    assert refused(*rows) == ("whose_answer_unclear", "cell D1")


@pytest.mark.parametrize("hints", [["Guidance: your own number", "in years", "F or M", ""],
                                   ["Required", "Required", "Optional", "Optional"]])  # fmt: skip
def test_a_column_of_hints_beside_one_young_person_is_left_out(hints: list[str]) -> None:
    found = laid(*[[*row[:2], text] for row, text in zip(PEOPLE, hints, strict=True)])
    assert (cells(found, "local_id"), cells(found, "gender")) == (["A1"], ["female"])


@pytest.mark.parametrize(
    "lines",
    [
        [["Methods of coercion", "Grooming", "Gang"], ["", "Mobile phone", ""]],
        [["Methods of coercion", "", "☐ Gang"], ["", "", "☒ Other"]],
        [["Nationality", "British", ""], ["", "European", ""]],
        [["Nationality", "British", "", "x"], ["", "European", "x", ""]],
    ],
)
def test_a_line_without_a_label_that_goes_on_with_answers_is_refused(
    lines: list[list[str]],
) -> None:
    assert refused(*PEOPLE, *lines)[0] == "whose_answer_unclear"


def test_a_pair_beside_one_identifier_is_no_young_person() -> None:
    found = laid(["Local identifier", "A1", "Date", "06/06/2011"], *[row[:2] for row in PEOPLE[1:]])
    assert cells(found, "local_id") == ["A1"]


def test_choices_stand_ticked_below_their_question() -> None:
    found = laid(
        *PEOPLE,
        ["Main support provided", "", ""],
        ["Education", "x", ""],
        ["Substance misuse", "x", "x"],
        ["Family support", "", "maybe"],
        ["Substance misuse", "alcohol", ""],
    )
    assert cells(found, "support_provided") == ["education;substance_misuse", "substance_misuse"]
    assert cells(found, "substance_misuse") == ["alcohol", None]
    assert found.problems == (CellProblem("not_a_tick", "support_provided", 1, row=8),)


def test_a_question_left_blank_does_not_take_the_next_ones_answers() -> None:
    found = laid(
        *PEOPLE, ["Main support provided", "", ""], ["Substance misuse", "alcohol", "drugs"]
    )
    assert cells(found, "substance_misuse") == ["alcohol", "drugs"]
    assert found.problems == ()


def test_a_theme_with_a_questions_label_is_a_heading() -> None:
    rows = [*PEOPLE, ["Living situation"], ["Living situation", "with family", "independent"]]
    assert cells(laid(*rows), "living_situation") == ["with family", "independent"]


def test_a_young_person_before_the_questions_is_refused() -> None:
    first = ["A0", "14", "male", "None"]
    rows = [[answer, *row] for answer, row in zip(first, PEOPLE, strict=True)]
    assert refused(*rows) == ("whose_answer_unclear", "column A")


def test_numbers_before_the_questions_are_no_young_person() -> None:
    found = laid(*[[f"{n}.", *row] for n, row in enumerate(PEOPLE)])
    assert cells(found, "local_id") == ["A1", "A2"]
