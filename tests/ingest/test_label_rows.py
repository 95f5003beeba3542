"""Rows below the header that hold labels: headers again, a cover; and young people above it."""

import pytest

from ingest.laid_out import LayoutError
from tests.ingest.given import COVER, cells, laid

HEADER = ["Local identifier", "Current age", "Gender"]
YP_1, YP_2 = ["A1", "15", "female"], ["A2", "16", "male"]
LINES = [list(line) for line in COVER.items()]


def refused(*rows: list[str]) -> tuple[str, str]:
    with pytest.raises(LayoutError) as error:
        laid(*rows)
    return error.value.code, error.value.place.text()


@pytest.mark.parametrize(
    "again",
    [
        HEADER,
        ["LOCAL IDENTIFIER", "current age", "Gender:"],
        ["local_id", "age", "gender"],
        ["Local identifier", "", "Gender"],
    ],
)
def test_a_header_again_in_other_words_is_no_young_person(again: list[str]) -> None:
    found = laid(HEADER, YP_1, again, YP_2)
    assert cells(found, "local_id") == ["A1", "A2"]
    assert found.left_out == 1


def test_titles_and_themes_that_stand_again_are_no_young_people() -> None:
    above = [["Return of June"], ["", "Theme A", "Theme B"], HEADER]
    found = laid(*above, YP_1, *above, YP_2)
    assert cells(found, "row") == [4, 8]
    assert found.left_out == 3


@pytest.mark.parametrize(
    "other",
    [
        ["Local identifier", "Gender", "Current age"],
        ["Local identifier", "Nationality", "Current age"],
        ["Current age", "Local identifier", "Gender"],
    ],
)
def test_other_headers_below_are_refused_with_their_row(other: list[str]) -> None:
    assert refused(HEADER, YP_1, [], other, YP_2) == ("second_header", "row 4")


def test_a_form_of_labels_over_answers_is_refused() -> None:
    rows = [HEADER[:2], ["A1", "15"], ["Gender", "Nationality"], ["female", "British"]]
    assert refused(*rows) == ("second_header", "row 3")


def test_a_list_of_answers_below_is_refused() -> None:
    assert refused(HEADER, YP_1, ["Gender", "F = female"]) == ("second_header", "row 3")


def test_an_identifier_like_a_label_among_answers_is_a_young_person() -> None:
    assert cells(laid(HEADER, YP_1, ["SEN", "15", "female"]), "local_id") == ["A1", "SEN"]


def test_a_cover_below_the_young_people_is_the_files() -> None:
    found = laid(HEADER, YP_1, [], *LINES)
    assert cells(found, "local_id") == ["A1"]
    assert found.cover == laid(*LINES, HEADER, YP_1).cover
    assert found.left_out == 4


def test_a_cover_below_beside_a_column_of_numbers_is_the_files() -> None:
    found = laid(["No.", *HEADER], ["1", *YP_1], *LINES)
    assert cells(found, "local_id") == ["A1"]
    assert found.cover["agency"] == "Harbour Project"


def test_an_agency_with_a_labels_name_is_no_cover() -> None:
    found = laid(["Agency", *HEADER], ["LSCB", "A1", "", ""], ["LSCB", *YP_2])
    assert cells(found, "agency") == ["LSCB", "LSCB"]
    assert found.cover == {}


def test_a_cover_below_that_says_another_thing_than_the_one_above_is_refused() -> None:
    rows = [*LINES, HEADER, YP_1, ["Agency", "Shore"]]
    assert refused(*rows) == ("covers_differ", "row 7")


def test_a_cover_between_young_people_is_refused() -> None:
    assert refused(HEADER, YP_1, ["Agency", "Shore"], YP_2) == ("second_header", "row 3")


@pytest.mark.parametrize("numbers", [["1", "2", "3"], ["(1)", "(2)", "(3)"]])
def test_numbers_of_columns_are_no_young_person(numbers: list[str]) -> None:
    for rows in ([numbers, HEADER, YP_1], [HEADER, numbers, YP_1]):
        assert cells(laid(*rows), "local_id") == ["A1"]


def test_numbered_rows_of_a_blank_form_are_no_young_people() -> None:
    found = laid(["No.", *HEADER], ["1", *YP_1], ["2", "", "", ""], ["3.", "", "", ""])
    assert cells(found, "local_id") == ["A1"]
    assert found.left_out == 2


@pytest.mark.parametrize("note", [["Key", "x = yes"], ["Note", "two are away"], ["Source:", "us"]])
def test_a_note_beside_its_word_is_no_young_person(note: list[str]) -> None:
    assert cells(laid(HEADER, YP_1, note), "local_id") == ["A1"]


@pytest.mark.parametrize(
    "line", [["Signed", "J. Smith"], ["Date", "6/6/2011"], ["Average", "15"], ["Page 2"], ["Date:"]]
)
def test_a_signature_or_an_average_is_no_young_person(line: list[str]) -> None:
    assert cells(laid(HEADER, YP_1, line), "local_id") == ["A1"]


@pytest.mark.parametrize("rows", [[YP_1, HEADER, YP_2], [YP_1, YP_2, HEADER]])
def test_young_people_above_the_header_are_refused(rows: list[list[str]]) -> None:
    assert refused(*rows) == ("whose_answer_unclear", "row 1")


def test_lines_above_the_header_with_a_number_are_no_young_people() -> None:
    assert cells(laid(["Number of cases:", "12"], HEADER, YP_1), "local_id") == ["A1"]


def test_numbers_of_columns_below_a_young_person_are_one_more() -> None:
    found = laid(["1", "of two lists"], HEADER, YP_1, ["1", "2", "3"])
    assert cells(found, "local_id") == ["A1", "1"]


def test_a_single_line_of_a_cover_beside_the_columns_is_refused() -> None:
    rows = [["No.", *HEADER], ["1", *YP_1], ["Agency", "Shore"]]
    assert refused(*rows) == ("second_header", "row 3")


def test_a_single_line_of_a_cover_under_the_identifier_is_the_files() -> None:
    found = laid(HEADER, YP_1, ["Agency", "Shore"])
    assert (cells(found, "local_id"), found.cover) == (["A1"], {"agency": "Shore"})
