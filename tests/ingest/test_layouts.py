"""The choice between layouts, several sheets, and covers on other sheets."""

import pytest

from ingest.document import Document, Format, Kind, Sheet
from ingest.laid_out import LaidOut, LayoutError
from ingest.layouts import laid_out
from tests.ingest.given import CODEBOOK, COVER, HEADERS, cells

Rows = list[list[str]]
HEADER = ["Local identifier", "Current age", "Gender"]
YP_1, YP_2 = ["A1", "15", "female"], ["A2", "16", "male"]
LINES = [list(line) for line in COVER.items()]
GUIDANCE = [
    ["Agency", "The name of your agency"],
    ["Type of agency", "statutory, voluntary or mixed"],
    ["Return date", "the day that you describe"],
]
CODES = [["Gender", "Disability", "Nationality"], ["female", "none", "british"], ["male", "", ""]]


def book(
    *tables: Rows,
    kind: Kind = "sheet",
    file: Format = "xlsx",
    chosen: frozenset[int] | None = None,
) -> LaidOut:
    sheets = tuple(Sheet(rows, kind, n) for n, rows in enumerate(tables, start=1))
    return laid_out(Document(file, sheets), HEADERS, CODEBOOK, chosen)


def refused(*tables: Rows, kind: Kind = "sheet") -> tuple[str, str]:
    with pytest.raises(LayoutError) as error:
        book(*tables, kind=kind, file="docx" if kind == "table" else "xlsx")
    return error.value.code, error.value.place.text()


def test_sheets_with_different_columns_are_one_table() -> None:
    found = book([HEADER, YP_1], [["Local identifier", "Gender"], ["A2", "male"]])
    assert cells(found, "gender") == ["female", "male"]
    assert cells(found, "age") == ["15", None]
    assert cells(found, "sheet") == ["sheet 1", "sheet 2"]
    assert cells(found, "record") == [1, 2]
    assert found.places.columns["gender"].tolist() == [3, 2]  # type: ignore[union-attr]


def test_a_sheet_with_a_cover_of_its_own_has_it_for_its_rows_alone() -> None:
    other = [["Agency", "Shore"], *LINES[1:]]
    found = book([*LINES, HEADER, YP_1], [*other, HEADER, YP_2])
    assert cells(found, "agency") == ["Harbour Project", "Shore"]
    assert found.cover["return_date"] == "06/06/2011"


def test_a_cover_above_the_rows_of_one_sheet_does_not_hold_for_another() -> None:
    found = book([*LINES, HEADER, YP_1], [HEADER, YP_2])
    assert cells(found, "agency") == ["Harbour Project", None]
    assert "agency" not in found.cover


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 0, 1], [1, 2, 0]])
def test_a_cover_sheet_holds_for_all_wherever_it_stands(order: list[int]) -> None:
    tables: list[Rows] = [LINES, [HEADER, YP_1], [HEADER, YP_2]]
    found = book(*[tables[n] for n in order])
    assert found.cover["agency"] == "Harbour Project"
    assert sorted(str(each) for each in cells(found, "local_id")) == ["A1", "A2"]


def test_guidance_that_names_the_covers_fields_is_no_cover() -> None:
    found = book(LINES, GUIDANCE, [HEADER, YP_1])
    assert found.cover["agency"] == "Harbour Project"
    assert found.unused_sheets == ("sheet 2",)


@pytest.mark.parametrize(
    "other",
    [
        [["Agency", "Shore"], *LINES[1:]],
        [["Agency", "Shore"], ["Return date", "07/06/2011"]],
        [["Type of agency", "statutory"]],
    ],
)
def test_two_covers_that_differ_are_refused(other: Rows) -> None:
    assert refused(LINES, other, [HEADER, YP_1])[0] == "covers_differ"


def test_two_covers_that_say_the_same_are_one() -> None:
    assert book(LINES, LINES, [HEADER, YP_1]).cover["area"] == "York"


def test_a_list_of_codes_is_left_unused() -> None:
    found = book([HEADER, YP_1], CODES, [["Gender", "Number"], ["female", "1"]])
    assert cells(found, "local_id") == ["A1"]
    assert found.unused_sheets == ("sheet 2", "sheet 3")


def test_rows_that_go_on_in_another_sheet_without_headers_are_refused() -> None:
    assert refused([HEADER, YP_1], [YP_2]) == ("table_without_header", "sheet 2, row 1")
    assert refused([HEADER, YP_1], [YP_2], kind="table")[0] == "table_without_header"


def test_rows_under_a_header_without_the_identifier_are_refused() -> None:
    lost = [["Current age", "Gender", "Nationality"], ["16", "male", "British"]]
    assert refused([HEADER, YP_1], lost) == ("no_identifier_column", "sheet 2, row 1")


def test_rows_and_forms_in_one_file_are_refused() -> None:
    form = [[label, text] for label, text in zip(HEADER, YP_2, strict=True)]
    assert refused([HEADER, YP_1], form) == ("layouts_mixed", "sheet 2")


def test_questions_as_many_down_as_across_are_refused() -> None:
    rows = [HEADER, ["Current age", "15", "16"], ["Gender", "female", "male"]]
    assert refused(rows) == ("layout_unclear", "sheet 1, cell A1")


def test_only_the_sheets_that_a_mapping_names_are_read() -> None:
    form = [[label, text] for label, text in zip(HEADER, YP_2, strict=True)]
    assert cells(book(form, [HEADER, YP_1], chosen=frozenset({2})), "local_id") == ["A1"]
    with pytest.raises(LayoutError, match="sheet_missing"):
        book([HEADER, YP_1], chosen=frozenset({7}))


def test_two_tables_beside_each_other_are_refused() -> None:
    assert refused([[*HEADER, "", *HEADER], [*YP_1, "", *YP_2]]) == (
        "header_twice",
        "sheet 1, cell E1",
    )


def test_a_header_alone_is_no_young_person() -> None:
    assert book([HEADER]).rows.num_rows == 0


def test_a_problem_in_the_second_sheet_is_that_of_its_own_record() -> None:
    header = ["Local identifier", "Methods of coercion: Grooming", "Methods of coercion: Other"]
    first = [header, ["A1", "x", ""], ["A2", "", "x"]]
    found = book(first, [header, ["A3", "", ""], ["A4", "x", "maybe"]])
    assert [(each.code, each.index, each.column) for each in found.problems] == [
        ("not_a_tick", 3, 3)
    ]


def test_a_rows_own_column_wins_over_the_cover_of_its_sheet() -> None:
    shore = [["Agency", "Shore"], *LINES[1:]]
    own = [[*HEADER, "Agency"], [*YP_2, "Own Trust"], ["A3", "17", "male", ""]]
    found = book([*LINES, HEADER, YP_1], [*shore, *own])
    assert cells(found, "agency") == ["Harbour Project", "Own Trust", "Shore"]
