"""Years and months: the periods in which young people come and go."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.errors import UserError

_YEAR = re.compile(r"([0-9]{4})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
MOST_MONTHS = 120
"""The longest trend."""


class NoPeriod(UserError):
    """What was to be a year, a month or a span of months is none."""


@dataclass(frozen=True)
class Period:
    """A year (`2010-11`) or a month (`2010-04`) by its name, its first and its last day."""

    name: str
    first: date
    last: date

    @property
    def day_before(self) -> date:
        return self.first - timedelta(days=1)

    @property
    def middle(self) -> date:
        return self.first + (self.last - self.first) // 2


def year_of(name: str) -> Period:
    """The year from 1 April to 31 March that is called so, as `2010-11`.  Raises NoPeriod."""
    found = _YEAR.fullmatch(name.strip())
    if found is not None and (int(found[1]) + 1) % 100 == int(found[2]):
        year = int(found[1])
        if date.min.year <= year < date.max.year:
            return Period(name.strip(), date(year, 4, 1), date(year + 1, 3, 31))
    raise NoPeriod("Write the year as 2010-11, for 1 April 2010 to 31 March 2011 (--year 2010-11).")


def month_of(name: str) -> Period:
    """The month that is called so, as `2010-04`.  Raises NoPeriod."""
    found = _MONTH.fullmatch(name.strip())
    if found is None or not date.min.year < int(found[1]) < date.max.year:
        raise NoPeriod("Write a month as 2010-04.")
    return _month(int(found[1]), int(found[2]))


def months_between(first: str, last: str) -> tuple[Period, ...]:
    """All months from one to the other.  Raises NoPeriod if there is none, or there are too
    many."""
    one, other = month_of(first), month_of(last)
    if one.first > other.first:
        raise NoPeriod(f"--from {first} is after --to {last}. Name the earlier month by --from.")
    months = [one]
    while months[-1].last < other.last:
        following = months[-1].last + timedelta(days=1)
        months.append(_month(following.year, following.month))
    if len(months) > MOST_MONTHS:
        raise NoPeriod(
            f"From {first} to {last} are {len(months)} months. Name at most {MOST_MONTHS}."
        )
    return tuple(months)


def months_within(period: Period) -> tuple[Period, ...]:
    """The months of a year."""
    return months_between(period.first.strftime("%Y-%m"), period.last.strftime("%Y-%m"))


def years_within(months: Sequence[Period]) -> tuple[Period, ...]:
    """The years from 1 April to 31 March all months of which are among these, which follow each
    other."""
    named = (year_of(f"{each.first.year:04}-{(each.first.year + 1) % 100:02}") for each in months)
    return tuple(
        year
        for year in dict.fromkeys(named)
        if months[0].first <= year.first and year.last <= months[-1].last
    )


def _month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return Period(f"{year:04}-{month:02}", first, following - timedelta(days=1))
