"""A file without rows says that nobody is being worked with."""

from datetime import date

import pytest

from ingest.covers import CoverError, NilReturn
from ingest.register import RegisterLine
from tests.ingest.given import COVER, COVERS, REGISTERED, laid, with_cover

HEADER = ["Local identifier", "Gender"]


def refusal(cover: dict[str, str], register: RegisterLine | None = None) -> str:
    with pytest.raises(CoverError) as error:
        COVERS.nil(with_cover(cover, HEADER), register)
    return error.value.code


def test_a_nil_return_is_of_the_agency_area_and_day_of_its_cover() -> None:
    key = COVERS.nil(with_cover(COVER, HEADER), None)
    assert key == NilReturn("Harbour Project", "E06000014", date(2011, 6, 6), "2011")


def test_a_nil_return_may_have_its_cover_in_the_register() -> None:
    key = COVERS.nil(laid(HEADER), REGISTERED)
    assert key == NilReturn("Shore Trust", "E08000035", date(2011, 5, 6), "2011")


def test_the_cover_of_a_nil_return_wins_over_the_register() -> None:
    key = COVERS.nil(with_cover({"LSCB area": "Kent"}, HEADER), REGISTERED)
    assert key == NilReturn("Shore Trust", "E10000016", date(2011, 5, 6), "2011")


def test_a_nil_return_of_a_joint_board_is_of_the_board() -> None:
    key = COVERS.nil(with_cover({**COVER, "LSCB area": "City and Hackney"}, HEADER), None)
    assert key.area == "E09000001+E09000012"


@pytest.mark.parametrize(
    ("label", "text", "code"),
    [
        ("Agency", "", "no_agency"),
        ("Type of agency", "", "no_agency_type"),
        ("Type of agency", "charity", "unknown_agency_type"),
        ("LSCB area", "", "no_area"),
        ("LSCB area", "Narnia", "unknown_cover_area"),
        ("Return date", "", "no_return_date"),
        ("Return date", "soon", "unreadable_return_date"),
        ("Return date", "01/07/2011", "future_return_date"),
        ("Form version", "2012", "unknown_form_version"),
    ],
)
def test_a_nil_return_that_does_not_say_whose_it_is_is_refused(
    label: str, text: str, code: str
) -> None:
    assert refusal({**COVER, label: text}) == code
