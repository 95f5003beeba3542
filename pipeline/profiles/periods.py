"""The two periods of a profile: the six months up to its day, and the six before."""

import calendar
from datetime import date, timedelta

from reports.profile_tables import Span
from schemas.errors import UserError

MONTHS = 6
"""How long each period is."""


def spans_of(day: date) -> tuple[Span, Span]:
    """The last six months (after the day six months before, up to `day`) and the six before them.

    Raises UserError for a day so early that there is no such time before it.
    """
    if day.year <= date.min.year + 1:
        raise UserError("Name a later day by --date: there are no 12 months before this one.")
    middle, start = months_before(day, MONTHS), months_before(day, 2 * MONTHS)
    one = timedelta(days=1)
    return Span("last", middle + one, day), Span("before", start + one, middle)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month; where that month is shorter, its last day."""
    whole = day.year * 12 + day.month - 1 - months
    year, month = whole // 12, whole % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
