"""What came in for a year: who sent in which months, and when last; what a count rests on."""

from datetime import date

from reports.wording import long_date
from reports.year_csv import months_between
from reports.year_shown import RestrictedYear

_FEW = 6
"""So many agencies are named one by one."""


def months_with_a_return(year: RestrictedYear) -> tuple[int, int]:
    """In how many months of the year any return came, and how many months it has."""
    months = months_between(year.first, year.last)
    sent = {month for each in year.sending for month in each.sent}
    return len(sent.intersection(months)), len(months)


def sent_in_every_month(year: RestrictedYear) -> tuple[int, int]:
    """How many agencies, each counted once an area, sent in every month, and of how many."""
    months = len(months_between(year.first, year.last))
    return sum(len(each.sent) == months for each in year.sending), len(year.sending)


def latest_return(year: RestrictedYear) -> str:
    """The latest return date up to the end of the year, which may be before the year."""
    dates: list[date] = [each.last for each in year.sending if each.last is not None]
    return long_date(max(dates)) if dates else "none"


def by_agency(year: RestrictedYear) -> tuple[tuple[str, str], ...]:
    """Of a board with few agencies, each and what it sent: `sent in 5 of 12 months`; else nothing.
    An agency of several areas (one that the board has been before) has its area beside it."""
    if year.board is None or len(year.sending) > _FEW:
        return ()
    _, months = months_with_a_return(year)
    several = len({each.area for each in year.sending}) > 1
    return tuple(
        (
            f"{each.agency} ({each.area})" if several else each.agency,
            f"sent in {len(each.sent)} of {months} months",
        )
        for each in year.sending
    )


def in_every_month(year: RestrictedYear) -> str:
    """How many agencies sent in every month, and how many nothing."""
    every, of = sent_in_every_month(year)
    if of == 0:
        return "No agency is known."
    nothing = sum(not each.sent for each in year.sending)
    silent = f" {nothing:,} sent nothing in the year." if nothing else ""
    agencies = "agency" if of == 1 else "agencies"
    return f"{every:,} of {of:,} {agencies} sent in every month, each counted once an area.{silent}"


def what_is_missing(year: RestrictedYear) -> str:
    """That counts may be too low; empty where every agency sent in every month for every board."""
    every, of = sent_in_every_month(year)
    if every == of and of and not year.missing:
        return ""
    return (
        "Returns are missing, so the counts may be too low, and a count of 0 does not say that "
        "there is nobody."
    )


def refused(year: RestrictedYear) -> str:
    """The refused rows of the year's returns."""
    return f"{REFUSED}: {year.refused_rows:,}."


REFUSED = "Rows refused, which count for nothing"


def confirmation(year: RestrictedYear) -> str:
    """What those who sign the return sign."""
    if year.board is not None:
        return (
            f"I confirm that these are the counts of {year.board.name} for the year, that the "
            "agencies named under 'Who sent' were asked, and that what is missing is said there."
        )
    return (
        "I confirm that these are the counts of all boards of England for the year, that the "
        "boards and agencies named under 'Who sent' and 'Missing boards' were asked, and that what "
        "is missing is said there."
    )
