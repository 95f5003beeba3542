"""Percentages and means: of the exact base, to one decimal, half up on the decimal value."""

from decimal import Decimal

import pytest

from reports.counting import one_decimal, percentage


@pytest.mark.parametrize(
    ("cases", "base", "expected"),
    [
        (1, 16, "6.3"),  # 6.25
        (9, 400, "2.3"),  # 2.25, the contract's example
        (1, 400, "0.3"),  # 0.25
        (40, 1065, "3.8"),  # 3.755..., table 2
        (759, 775, "97.9"),  # 97.935..., table 3
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (0, 7, "0.0"),
        (7, 7, "100.0"),
        (0, 0, ""),
    ],
)
def test_a_percentage_is_half_up_on_the_decimal_value(cases: int, base: int, expected: str) -> None:
    assert percentage(cases, base) == expected


def test_a_mean_is_half_up_too() -> None:
    assert one_decimal(Decimal("14.25")) == "14.3"
    assert one_decimal(Decimal("14.75")) == "14.8"
    assert one_decimal(Decimal(15)) == "15.0"
