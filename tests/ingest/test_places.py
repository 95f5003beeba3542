"""Where an answer stands, in the words of the program it was made with."""

import numpy as np
import pytest

from ingest.places import WHOLE, AnswerPlaces, Place, column_letters


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")],
)
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (WHOLE, ""),
        (Place(row=12), "row 12"),
        (Place(column=3), "column C"),
        (Place(None, 12, 6), "cell F12"),
        (Place("sheet 2", 12, 6), "sheet 2, cell F12"),
        (Place("sheet 2"), "sheet 2"),
        (Place("table 3", 4, 2), "table 3, row 4, column 2"),
        (Place("table 3", None, 2), "table 3, column 2"),
        (Place("text 1", 4), "text 1, row 4"),
    ],
)
def test_a_place_is_named_as_its_users_name_it(place: Place, text: str) -> None:
    assert place.text() == text


def test_one_place_is_every_records_and_an_array_is_each_ones() -> None:
    places = AnswerPlaces(rows={"age": np.array([4, 9, 0])}, columns={"age": 2})
    records = np.array([1, 2])
    assert places.row_of("age", records).tolist() == [9, 0]
    assert places.column_of("age", records).tolist() == [2, 2]
    assert places.row_of("gender", records).tolist() == [0, 0]
    assert places.column_of(None, records).tolist() == [0, 0]
