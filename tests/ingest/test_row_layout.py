"""The rows of a file to a column for each question, with the row that a spreadsheet shows."""

import pytest

from ingest.document import Document
from ingest.laid_out import PLACE_COLUMNS, LayoutError
from ingest.layouts import laid_out
from tests.ingest.given import CODEBOOK, COVER, HEADERS, cells, laid, with_cover

HEADER = ["Local identifier", "Current age", "Gender"]


def refusal(*rows: list[str]) -> LayoutError:
    with pytest.raises(LayoutError) as error:
        laid(*rows)
    return error.value


def test_a_header_and_its_rows_are_columns_of_text() -> None:
    found = laid(HEADER, ["YP 1", "15", "female"], ["YP 2", "", "male"])
    assert cells(found, "local_id") == ["YP 1", "YP 2"]
    assert cells(found, "age") == ["15", None]
    assert cells(found, "gender") == ["female", "male"]
    assert found.cover == {}


@pytest.mark.parametrize(
    "header",
    [
        ["local_id", "age", "gender"],
        ["LOCAL  IDENTIFIER", " current age ", "Gender:"],
        ["Local\nidentifier", "Current\u00a0age", "GENDER"],
        ["Local ID", "Age", "gender"],
    ],
)
def test_a_header_is_a_label_a_name_or_a_spelling_without_case_and_spaces(
    header: list[str],
) -> None:
    found = laid(header, ["YP 1", "15", "female"])
    assert [cells(found, name) for name in ("local_id", "age", "gender")] == [
        ["YP 1"],
        ["15"],
        ["female"],
    ]


def test_cells_are_trimmed_and_what_is_left_blank_is_not_provided() -> None:
    found = laid(HEADER, ["  YP 1\u00a0", " \u00a0 ", "\tfemale "])
    assert cells(found, "local_id") == ["YP 1"]
    assert cells(found, "age") == [None]
    assert cells(found, "gender") == ["female"]


def test_the_header_is_found_below_the_lines_of_the_cover() -> None:
    found = with_cover(COVER, [], HEADER, ["YP 1", "15", "female"])
    assert cells(found, "local_id") == ["YP 1"]
    assert found.cover == {
        "agency": "Harbour Project",
        "agency_type": "voluntary",
        "area": "York",
        "return_date": "06/06/2011",
    }


@pytest.mark.parametrize(
    "line",
    [
        ["Agency", "Harbour Project"],
        ["Agency:", "", "Harbour Project"],
        ["Agency: Harbour Project"],
        ["AGENCY :Harbour Project", "for office use"],
        ["", "Name of agency", "Harbour Project"],
        ["Monitoring return", "Agency", "Harbour Project"],
    ],
)
def test_a_line_of_the_cover_is_a_label_and_the_text_beside_it(line: list[str]) -> None:
    assert laid(line, HEADER, ["YP 1", "15"]).cover == {"agency": "Harbour Project"}


def test_a_line_of_the_cover_may_hold_several_fields() -> None:
    found = laid(["Agency", "Harbour", "Type of agency", "mixed"], HEADER, ["YP 1", "15"])
    assert found.cover == {"agency": "Harbour", "agency_type": "mixed"}


def test_a_field_of_the_cover_that_is_left_blank_is_not_filled_with_the_next_label() -> None:
    found = laid(["Agency", "", "LSCB area", "York"], HEADER, ["YP 1", "15"])
    assert found.cover == {"area": "York"}


def test_a_field_of_the_cover_that_is_said_twice_and_alike_counts() -> None:
    found = laid(["Agency", ""], ["Agency", "Shore"], ["Agency:", "SHORE"], HEADER, ["YP 1", "1"])
    assert found.cover == {"agency": "Shore"}


def test_a_field_of_the_cover_that_is_said_twice_and_differently_is_refused() -> None:
    error = refusal(["Agency", "First"], ["Agency", "Second"], HEADER, ["YP 1", "1"])
    assert (error.code, error.place.row) == ("covers_differ", 2)


def test_two_fields_of_the_cover_may_stand_in_one_cell() -> None:
    line = ["Agency: Ravensbeck Trust.   Type of agency: Voluntary; LSCB area: York"]
    assert laid(line, HEADER, ["YP 1", "15"]).cover == {
        "agency": "Ravensbeck Trust",
        "agency_type": "Voluntary",
        "area": "York",
    }


def test_a_colon_in_the_value_of_a_field_of_the_cover_stays() -> None:
    assert laid(["Agency: Team: North"], HEADER, ["YP 1", "15"]).cover == {"agency": "Team: North"}


def test_a_question_above_the_header_is_no_field_of_the_cover() -> None:
    assert laid(["Gender", "female"], HEADER, ["YP 1", "15"]).cover == {}


def test_a_title_above_the_header_is_passed_over() -> None:
    found = laid(["CSE monitoring return, June 2011"], [], HEADER, ["YP 1", "15", "female"])
    assert cells(found, "row") == [4]


def test_a_row_has_the_number_that_a_spreadsheet_shows() -> None:
    found = laid(["A title"], HEADER, ["YP 1", "15"], [], ["YP 2", "16"], ["", "", ""], ["YP 3"])
    assert cells(found, "row") == [3, 5, 7]
    assert found.left_out == 0


def test_a_line_end_in_a_cell_does_not_move_the_row_numbers() -> None:
    found = laid(HEADER, ["YP 1", "15\nor 16", ""], ["YP 2", "16", ""])
    assert cells(found, "row") == [2, 3]


def test_an_identifier_alone_is_header_enough() -> None:
    assert cells(laid(["Local identifier"], ["YP 1"], ["YP 2"]), "local_id") == ["YP 1", "YP 2"]


def test_a_header_that_is_repeated_below_is_no_young_person() -> None:
    found = laid(HEADER, ["YP 1", "15", "female"], HEADER, ["YP 2", "16", "male"])
    assert cells(found, "row") == [2, 4]
    assert found.left_out == 1


def test_a_file_without_a_row_of_headers_is_refused() -> None:
    assert refusal(["YP 1", "15", "female"]).code == "no_header"
    assert refusal(["Gender", "Current age"], ["female", "15"]).code == "no_header"


def test_a_file_without_any_row_is_refused() -> None:
    with pytest.raises(LayoutError, match="no_header"):
        laid_out(Document("csv", ()), HEADERS, CODEBOOK)


def test_a_header_without_an_identifier_is_refused_with_its_row() -> None:
    error = refusal(["Title"], ["Current age", "Gender", "Nationality"], ["15", "female", ""])
    assert (error.code, error.place.row) == ("no_identifier_column", 2)


@pytest.mark.parametrize(
    "header",
    [
        ["Local identifier", "Gender", "gender "],
        ["Local identifier", "Current age", "Age"],
        ["Local identifier", "Local ID", "Gender"],
        ["Local identifier", "Office use", "OFFICE  USE"],
        [
            "Local identifier",
            "Methods of coercion: Gang-related activity",
            "coercion_methods: gang",
        ],
    ],
)
def test_a_header_that_stands_twice_is_refused_with_its_row(header: list[str]) -> None:
    error = refusal(["Title"], header, ["YP 1", "a", "b"])
    assert (error.code, error.place.row) == ("header_twice", 2)


def test_two_blank_headers_are_not_the_same_header_twice() -> None:
    assert cells(laid(["Local identifier", "", ""], ["YP 1", "a", "b"]), "row") == [2]


def test_headers_that_name_no_question_are_listed_and_not_read() -> None:
    found = laid(["Local identifier", "Key worker", "Gender"], ["YP 1", "A name", "female"])
    assert [place.column for place in found.unused] == [2]
    assert found.rows.column_names == [*PLACE_COLUMNS, "too_long", "local_id", "gender"]


def test_a_short_row_lacks_its_last_answers() -> None:
    found = laid(HEADER, ["YP 1"], ["YP 2", "16"])
    assert cells(found, "age") == [None, "16"]
    assert cells(found, "too_long") == [False, False]


def test_a_row_with_more_cells_than_the_header_is_marked() -> None:
    found = laid(HEADER, ["YP 1", "15", "female", "x"], ["YP 2", "16", "male"])
    assert cells(found, "too_long") == [True, False]


def test_blank_cells_beyond_the_header_are_no_matter() -> None:
    assert cells(laid(HEADER, ["YP 1", "15", "female", "", " "]), "too_long") == [False]


def test_a_file_with_a_header_alone_has_no_rows() -> None:
    found = with_cover(COVER, HEADER)
    assert found.rows.num_rows == 0
    assert found.cover["agency"] == "Harbour Project"


def test_a_field_of_the_cover_may_stand_in_a_column() -> None:
    found = laid([*HEADER, "Agency", "Return date"], ["YP 1", "15", "", "Harbour", "06/06/2011"])
    assert cells(found, "agency") == ["Harbour"]
    assert cells(found, "return_date") == ["06/06/2011"]


def test_a_column_of_help_beside_a_blank_field_of_the_cover_is_not_taken_for_it() -> None:
    found = laid(
        ["Agency", "Harbour", "its full name"],
        ["LSCB area", "", "a local authority"],
        ["Return date", "6 June 2011", "the day described"],
        HEADER,
        ["YP 1", "15"],
    )
    assert found.cover == {"agency": "Harbour", "return_date": "6 June 2011"}
