"""What else to look at before two are taken for one."""

import pytest

from pipeline.duplicates.review_hints import may_be_siblings, pairs_of_units
from tests.duplicates.example_review import CARE, POLICE, YORK, units_table
from tests.duplicates.units import JUNE_1996, MAY_1995, Answer, unit


def hint(
    identifiers: tuple[str, str],
    one: dict[str, Answer],
    other: dict[str, Answer],
    agencies: tuple[str, str] = (CARE, CARE),
    *,
    compared: bool = False,
) -> str:
    both = zip((1, 2), agencies, identifiers, (one, other), strict=True)
    units = [unit(n, YORK, agency, name, **answers) for n, agency, name, answers in both]
    left, right = units_table(units).to_pylist()
    return may_be_siblings(left, right, compared=compared)


BORN: dict[str, Answer] = {"date_of_birth": MAY_1995}
AGED: dict[str, Answer] = {"age": 15}


@pytest.mark.parametrize("identifiers", [("4711", "4712"), ("10-100", "10-99"), ("A7B", "A8B")])
def test_next_to_each_other_and_of_one_month_may_be_twins(identifiers: tuple[str, str]) -> None:
    assert hint(identifiers, BORN, BORN).startswith("Perhaps twins: their identifiers are next to")


@pytest.mark.parametrize("identifiers", [("4711", "4713"), ("10-1", "11-2"), ("AB", "AC")])
def test_identifiers_further_apart_are_no_sign(identifiers: tuple[str, str]) -> None:
    assert hint(identifiers, BORN, BORN) == ""


def test_without_a_month_the_age_will_do() -> None:
    assert hint(("4711", "4712"), AGED, BORN | AGED).startswith(
        "Perhaps twins, brothers or sisters: "
    )


def test_two_months_of_birth_are_no_twins() -> None:
    born: dict[str, Answer] = {"date_of_birth": JUNE_1996}
    assert hint(("4711", "4712"), BORN | AGED, born | AGED) == ""


def test_of_two_agencies_the_identifiers_must_be_such_as_can_be_compared() -> None:
    two = (CARE, POLICE)
    assert hint(("4711", "4712"), BORN, BORN, two) == ""
    assert hint(("4711", "4712"), BORN, BORN, two, compared=True) != ""


def test_each_unit_has_the_numbers_of_its_pairs() -> None:
    assert pairs_of_units([(8, 5), (5, 9)]) == {8: (1,), 5: (1, 2), 9: (2,)}
