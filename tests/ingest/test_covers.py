"""Whose a row is, and of what day: its own columns, then the cover, then the register."""

from collections.abc import Mapping
from datetime import date

import pytest

from ingest.covers import COVER_COLUMNS, CoverError
from ingest.laid_out import LaidOut
from ingest.register import RegisterLine
from tests.ingest.given import COVER, COVERS, REGISTERED, TODAY, laid, with_cover

HEADER = ["Local identifier", "Gender"]
ROW = ["YP 1", "female"]
OWN = {
    "Agency": "Own Trust",
    "Type of agency": "mixed",
    "LSCB area": "Kent",
    "Return date": "01/05/2011",
    "Form version": "2011",
}
FIELDS = [
    ("Agency", "agency", "Own Trust", "Harbour Project", "Shore Trust"),
    ("Type of agency", "agency_type", "mixed", "voluntary", "statutory"),
    ("LSCB area", "area", "E10000016", "E06000014", "E08000035"),
    ("Return date", "return_date", date(2011, 5, 1), date(2011, 6, 6), date(2011, 5, 6)),
]


def columns(found: LaidOut, register: RegisterLine | None = None) -> dict[str, list[object]]:
    return {name: col.to_pylist() for name, col in COVERS.columns(found, register).items()}


def refusal(found: LaidOut, register: RegisterLine | None = None) -> CoverError:
    with pytest.raises(CoverError) as error:
        COVERS.columns(found, register)
    return error.value


def file_with(cover: Mapping[str, str], **own: str) -> LaidOut:
    """One young person, with the cover's lines above and `own` in columns of the row."""
    labels = {name.replace("_", " "): text for name, text in own.items()}
    return with_cover(cover, [*HEADER, *labels], [*ROW, *labels.values()])


def test_the_cover_above_the_header_tells_whose_the_rows_are() -> None:
    found = columns(with_cover(COVER, HEADER, ROW, ["YP 2", "male"]))
    assert found == {
        "agency": ["Harbour Project"] * 2,
        "agency_type": ["voluntary"] * 2,
        "area": ["E06000014"] * 2,
        "return_area": ["E06000014"] * 2,
        "return_date": [date(2011, 6, 6)] * 2,
        "form_version": ["2011"] * 2,
    }
    assert tuple(found) == COVER_COLUMNS


@pytest.mark.parametrize(("label", "name", "own", "of_cover", "of_register"), FIELDS)
def test_a_rows_own_column_wins_over_the_cover_and_the_cover_over_the_register(
    label: str, name: str, own: object, of_cover: object, of_register: object
) -> None:
    row = [*ROW, OWN[label]]
    assert columns(with_cover(COVER, [*HEADER, label], row), REGISTERED)[name] == [own]
    assert columns(with_cover(COVER, HEADER, ROW), REGISTERED)[name] == [of_cover]
    assert columns(laid(HEADER, ROW), REGISTERED)[name] == [of_register]


@pytest.mark.parametrize(("label", "name", "own", "of_cover", "of_register"), FIELDS)
def test_a_row_whose_own_cell_is_blank_has_the_covers(
    label: str, name: str, own: object, of_cover: object, of_register: object
) -> None:
    rows = [[*ROW, OWN[label]], [*ROW, ""]]
    assert columns(with_cover(COVER, [*HEADER, label], *rows), REGISTERED)[name] == [own, of_cover]


@pytest.mark.parametrize(("label", "name", "own", "of_cover", "of_register"), FIELDS)
def test_what_the_cover_leaves_out_the_register_says(
    label: str, name: str, own: object, of_cover: object, of_register: object
) -> None:
    cover = {key: text for key, text in COVER.items() if key != label}
    assert columns(with_cover(cover, HEADER, ROW), REGISTERED)[name] == [of_register]


def test_everything_may_stand_in_columns_of_the_rows() -> None:
    found = columns(laid([*HEADER, *OWN], [*ROW, *OWN.values()]))
    assert found["agency"] == ["Own Trust"]
    assert found["area"] == found["return_area"] == ["E10000016"]


def test_surplus_spaces_in_an_agencys_name_are_dropped() -> None:
    cover = {**COVER, "Agency": "Harbour \u00a0 Project "}
    assert columns(with_cover(cover, HEADER, ROW))["agency"] == ["Harbour Project"]


@pytest.mark.parametrize("text", ["Statutory", "STATUTORY", " statutory "])
def test_the_type_of_agency_is_read_without_case_and_spaces(text: str) -> None:
    cover = {**COVER, "Type of agency": text}
    assert columns(with_cover(cover, HEADER, ROW))["agency_type"] == ["statutory"]


@pytest.mark.parametrize("text", ["6 June 2011", "2011-06-06", "06-Jun-2011", "6/6/2011 00:00"])
def test_the_return_date_is_read_like_any_date(text: str) -> None:
    cover = {**COVER, "Return date": text}
    assert columns(with_cover(cover, HEADER, ROW))["return_date"] == [date(2011, 6, 6)]


def test_a_return_of_today_is_taken() -> None:
    cover = {**COVER, "Return date": TODAY.isoformat()}
    assert columns(with_cover(cover, HEADER, ROW))["return_date"] == [TODAY]


def test_the_form_version_may_be_given() -> None:
    cover = {**COVER, "Form version": " 2011 "}
    assert columns(with_cover(cover, HEADER, ROW))["form_version"] == ["2011"]


@pytest.mark.parametrize(
    ("label", "code", "field"),
    [
        ("Agency", "no_agency", "agency"),
        ("Type of agency", "no_agency_type", "agency_type"),
        ("LSCB area", "no_area", "area"),
        ("Return date", "no_return_date", "return_date"),
    ],
)
def test_a_file_without_a_field_of_the_cover_is_refused(label: str, code: str, field: str) -> None:
    cover = {key: text for key, text in COVER.items() if key != label}
    error = refusal(with_cover(cover, HEADER, ROW))
    assert (error.code, error.field, error.place.row) == (code, field, None)


@pytest.mark.parametrize(
    ("label", "text", "code"),
    [
        ("Type of agency", "charity", "unknown_agency_type"),
        ("Return date", "last Monday", "unreadable_return_date"),
        ("Return date", "June 2011", "unreadable_return_date"),
        ("Return date", "31/06/2011", "unreadable_return_date"),
        ("Return date", "01/07/2011", "future_return_date"),
        ("Form version", "2012", "unknown_form_version"),
    ],
)
def test_a_cover_that_cannot_be_read_refuses_the_file(label: str, text: str, code: str) -> None:
    assert refusal(with_cover({**COVER, label: text}, HEADER, ROW)).code == code


@pytest.mark.parametrize(
    ("label", "text", "code"),
    [
        ("Type of agency", "charity", "unknown_agency_type"),
        ("Return date", "soon", "unreadable_return_date"),
        ("Return date", "01/07/2011", "future_return_date"),
        ("Form version", "1999", "unknown_form_version"),
    ],
)
def test_one_cell_among_many_that_cannot_be_read_refuses_the_file_and_is_placed(
    label: str, text: str, code: str
) -> None:
    rows = [[*ROW, ""], [*ROW, OWN[label]], [*ROW, text], [*ROW, text]]
    error = refusal(with_cover(COVER, [*HEADER, label], *rows))
    assert (error.code, error.place.row) == (code, 8)


def test_an_agency_given_for_some_rows_only_refuses_the_file() -> None:
    cover = {key: text for key, text in COVER.items() if key != "Agency"}
    found = with_cover(cover, [*HEADER, "Agency"], [*ROW, "Harbour"], [*ROW, ""])
    assert (refusal(found).code, refusal(found).place.row) == ("no_agency", 6)


def test_an_area_that_is_not_recognised_leaves_its_row_in_the_covers_return() -> None:
    found = columns(with_cover(COVER, [*HEADER, "Area"], [*ROW, "Narnia"], [*ROW, "Kent"]))
    assert found["area"] == [None, "E10000016"]
    assert found["return_area"] == ["E06000014", "E10000016"]


def test_without_a_covers_area_a_row_belongs_to_the_return_of_its_own_text() -> None:
    cover = {key: text for key, text in COVER.items() if key != "LSCB area"}
    rows = [[*ROW, "Narnia"], [*ROW, " NARNIA "], [*ROW, "Utopia"], [*ROW, "Kent"]]
    found = columns(with_cover(cover, [*HEADER, "Area"], *rows))
    assert found["area"] == [None, None, None, "E10000016"]
    first, same, other, kent = found["return_area"]
    assert first == same
    assert len({first, other, kent}) == 3


def test_the_text_of_an_area_that_is_not_recognised_is_not_kept() -> None:
    cover = {key: text for key, text in COVER.items() if key != "LSCB area"}
    found = columns(with_cover(cover, [*HEADER, "Area"], [*ROW, "12 High Street"]))
    assert "high" not in str(found["return_area"][0]).casefold()


def test_a_covers_area_that_is_not_recognised_refuses_the_rows_and_not_the_file() -> None:
    found = columns(with_cover({**COVER, "LSCB area": "Narnia"}, HEADER, ROW))
    assert found["area"] == [None]


def test_an_area_is_read_as_on_the_rows_own_return_date() -> None:
    header = [*HEADER, "LSCB area", "Return date"]
    rows = [[*ROW, "Northumberland", "31/03/2009"], [*ROW, "Northumberland", "01/04/2009"]]
    found = columns(with_cover(COVER, header, *rows))
    assert found["area"] == ["E10000022", "E06000048"]


def test_the_rows_of_a_file_may_belong_to_several_returns() -> None:
    header = [*HEADER, "Agency", "LSCB area"]
    rows = [[*ROW, "B", "Kent"], [*ROW, "A", "York"], [*ROW, "B", "Kent"], [*ROW, "A", "Kent"]]
    found = columns(with_cover(COVER, header, *rows))
    assert found["agency"] == ["B", "A", "B", "A"]
    assert found["return_area"] == ["E10000016", "E06000014", "E10000016", "E10000016"]


def test_a_field_of_the_cover_is_found_beside_an_answer_of_the_same_name() -> None:
    found = columns(file_with(COVER, local_authority="Leeds"))
    assert found["area"] == ["E08000035"]
