"""Rates: cases per 10,000 people aged 0 to 17, and what must be read with them."""

from decimal import Decimal

from reports.counting import one_decimal
from reports.figures import HIDDEN
from reports.wording import WARNING

PER = 10_000
RATE_WARNING = (
    f"{WARNING} A rate does not change that: a higher one may mean only that more is known and "
    "recorded there."
)
"""The study's warning (paragraphs 8.10 and 8.11), for every table and chart of rates."""
OLDER_IN_RATES = (
    "Young people of 18 and over who were under 18 when first assessed are among the cases of a "
    "rate, and not in the population."
)


def rate(cases: str | int, population: int | None) -> str:
    """`cases` per 10,000 of `population`, to one decimal, half up on the exact value.

    `c` where the cases are hidden; empty where there is no population to go by, or no count.
    """
    if not population or cases == "":
        return ""
    if cases == HIDDEN:
        return HIDDEN
    return one_decimal(Decimal(PER * int(cases)) / population)
