"""The last six months of a day and the six before."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Six:
    """A period of six months: its name, its first and its last day."""

    name: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether the day is one of the period's."""
        return self.first <= day <= self.last


def less_months(day: date, months: int) -> date:
    """The same day so many months before, or that month's last day where it is shorter."""
    count = day.year * 12 + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    after = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), after - timedelta(days=1))


def two_periods(day: date) -> tuple[Six, Six]:
    """The last six months and the six before."""
    middle, start = less_months(day, 6), less_months(day, 12)
    one = timedelta(days=1)
    return Six("last", middle + one, day), Six("before", start + one, middle)
