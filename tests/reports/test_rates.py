"""Rates per 10,000 aged 0 to 17: half up on the exact value, and never of what is hidden."""

import pytest

from reports.rates import RATE_WARNING, rate
from reports.wording import WARNING


@pytest.mark.parametrize(
    ("cases", "population", "expected"),
    [
        (1065, 11403970, "0.9"),  # 0.933..., the study's count by England at mid-2012
        ("61", 524101, "1.2"),  # 1.163..., the North East
        (1, 40000, "0.3"),  # 0.25
        (9, 40000, "2.3"),  # 2.25
        (3, 716, "41.9"),  # 41.899...
        (0, 20312, "0.0"),
        ("0", 20312, "0.0"),
        (716, 716, "10000.0"),
    ],
)
def test_a_rate_is_per_10_000_half_up(cases: str | int, population: int, expected: str) -> None:
    assert rate(cases, population) == expected


def test_the_rate_of_a_hidden_count_is_hidden() -> None:
    assert rate("c", 20312) == "c"


@pytest.mark.parametrize("cases", [12, "12", "c"])
def test_without_a_population_there_is_no_rate(cases: str | int) -> None:
    assert rate(cases, None) == ""


def test_a_figure_that_is_blank_has_no_rate() -> None:
    assert rate("", 20312) == ""


def test_the_studys_warning_stands_with_rates_too() -> None:
    assert RATE_WARNING.startswith(WARNING)
    assert "where services work with young people and record it" in RATE_WARNING
