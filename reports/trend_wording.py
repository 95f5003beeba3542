"""The words that the page and the workbook of a trend share, each declared once."""

from collections.abc import Sequence
from datetime import date

from reports.movements import Series
from reports.rates import OLDER_IN_RATES, RATE_WARNING
from reports.trend_shown import Kind, PublishedTrend, ShownMonth, ShownTrend
from reports.wording import SHOWN_HIDDEN, SHOWN_NOT_APPLICABLE
from schemas.text import plural

SERIES_LABELS: dict[Series, str] = {
    "all": "All agencies",
    "sent_every_month": "Agencies that sent every month",
    "statutory": "Statutory agencies",
    "voluntary": "Voluntary agencies",
    "mixed": "Mixed returns",
}
SHORT: dict[Kind, str] = {
    "open_start": "Open at the start",
    "new": "New",
    "came_back": "Came back",
    "ended": "Ended",
    "unknown": "Unknown",
    "open_end": "Open at the end",
    "open_sent_every_month": "By agencies that sent every month",
    "open_others": "By other agencies only",
}
"""What the columns of small tables are headed."""
WHAT_IT_IS = (
    "This is a count, month by month, of the young people in England with whom agencies were "
    "working because they were at risk of sexual exploitation, or had suffered it: how many were "
    "worked with, how many came and went, and how what is known of them changed."
)
ADDS_UP = (
    "In every month, open at the start, new and came back together make as many as ended, unknown "
    "and open at the end."
)
WHY_EVERY_MONTH = (
    "An agency that begins to send returns, or stops, changes the count, though nothing has "
    "changed for the young people. So the second line counts only the young people of agencies "
    "that sent a return in every month. Where the first line moves and the second does not, that "
    "may mean that agencies began or stopped sending. It need not: an agency that missed a single "
    "month is in the first line alone, and its young people change too."
)
NOBODY_EVERY_MONTH = (
    "No agency sent a return in every month, so no line shows how far a change comes from agencies "
    "that began to send returns or stopped."
)
GAP = f"{SHOWN_HIDDEN} stands for a figure that is not shown: the line has a gap in that month."
BOX = (
    f"A dashed box: the figure is not shown ({SHOWN_HIDDEN}). The box is of one size, whatever it "
    "stands for."
)
ENGLAND_ALONE = (
    "What is known of them is published month by month for England alone: of the regions' small "
    "groups little would be left, and beside who came and went that little could tell of a child."
)
NO_RETURN = "no return"
"""What stands beside a month in which no return is dated."""
SHARES = (
    "Percentages are of those with information in that month (the base). How many they are "
    "changes from month to month: a share may move because more agencies answered.",
    "The change is that of the two percentages as they are shown, in percentage points.",
)
TYPES = (
    "Each line counts the young people of agencies of one type alone. A young person who is "
    "worked with by agencies of two types is in both, so the lines do not add up to all."
)

NO_POPULATION = (
    f"{SHOWN_NOT_APPLICABLE} stands where no population is known, and so there is no rate."
)
NO_SHARE = (
    f"{SHOWN_NOT_APPLICABLE} stands where there is no such figure: nobody's answer is known in "
    "that month, or the answer is counted in another."
)


def title(trend: ShownTrend) -> str:
    return f"Children at risk of sexual exploitation: month by month, {span(trend)}"


def span(trend: ShownTrend) -> str:
    """`April 2010 to June 2011`, or the one month."""
    first, last = long_month(trend.months[0]), long_month(trend.months[-1])
    return first if first == last else f"{first} to {last}"


def long_month(month: ShownMonth) -> str:
    return f"{month.last:%B %Y}"


def short_month(month: ShownMonth) -> str:
    return f"{month.last:%b %Y}"


def month_row(month: ShownMonth, trend: ShownTrend) -> str:
    """The month as it heads a row of a table; one in which no return is dated is marked."""
    return f"{long_month(month)}{_mark(month, trend)}"


def month_column(month: ShownMonth, trend: ShownTrend) -> str:
    """The month as it heads a column."""
    return f"{short_month(month)}{_mark(month, trend)}"


def _mark(month: ShownMonth, trend: ShownTrend) -> str:
    return f" ({NO_RETURN})" if month.name in trend.without_return else ""


def long_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def who_sent(trend: ShownTrend) -> str:
    """How many agencies sent in every month."""
    of = trend.every_month + trend.others
    sent = "sent a return in every month"
    if trend.others == 0:
        return f"All {plural(of, 'agency')} {sent}." if of > 1 else f"The one agency {sent}."
    return f"{trend.every_month:,} of {plural(of, 'agency')} {sent}, each counted once an area."


def rate_sentences(trend: ShownTrend) -> tuple[str, ...]:
    """What must be read with every rate."""
    return (
        f"Every rate is of the young people open at the end of the month. {trend.population_note}",
        OLDER_IN_RATES,
        RATE_WARNING,
    )


def hidden_sentences(trend: PublishedTrend) -> tuple[str, ...]:
    """What is not shown of a published trend, and in general why."""
    up_to = trend.threshold
    small = "The number 1 is" if up_to == 1 else f"Numbers from 1 to {up_to} are"
    return (
        f"{small} never shown, because a young person could be recognised. {SHOWN_HIDDEN} stands "
        "in their place.",
        "Other numbers are hidden with them where a hidden one could otherwise be worked out: from "
        "a total, from another table, from England and its regions, or from the months before and "
        "after. So a hidden number may be small, large or 0.",
        "A percentage or a rate is hidden where its number is, or could be worked out from it.",
        "No number is rounded or changed: what is shown is exact.",
        *_why_without_tables(trend),
        "How many young people were open, came and went is published of England and its regions, "
        f"for all agencies together. {ENGLAND_ALONE}",
        "Figures of single boards and of types of agency, and the names of agencies, are not "
        "published.",
    )


def months_without_tables(trend: ShownTrend) -> tuple[str, ...]:
    """Of which months nothing is published but how many were open, came and went."""
    months = _without_tables(trend)
    if not months:
        return ()
    if len(months) == len(trend.months):
        return ("Of no month is anything published of what is known of the young people.",)
    return (
        f"The tables of {in_a_row(months)} are not published: {SHOWN_HIDDEN} stands in the place "
        "of their figures. See what is said of figures not shown.",
    )


def _why_without_tables(trend: PublishedTrend) -> tuple[str, ...]:
    months = _without_tables(trend)
    if not months:
        return ()
    return (
        f"The tables of {in_a_row(months)} are not published: beside the other months, or other "
        "figures that are published, a hidden number could be worked out from them.",
    )


def _without_tables(trend: ShownTrend) -> list[str]:
    return [long_month(each) for each in trend.months if not each.tables.tables]


def months_without_return(trend: ShownTrend) -> tuple[str, ...]:
    """In which months no return is dated, and what that means."""
    months = [long_month(each) for each in trend.months if each.name in trend.without_return]
    if not months:
        return ()
    that = "that month" if len(months) == 1 else "those months"
    return (
        f"No return is dated in {in_a_row(months)}. What agencies had said before still stands in "
        f"{that}, and of who came or went is known only what later returns tell.",
    )


def in_a_row(texts: Sequence[str]) -> str:
    """`May 2010, June 2010 and July 2010`."""
    *others, last = texts
    return f"{', '.join(others)} and {last}" if others else last


def versions(trend: ShownTrend) -> str:
    return f"Codebook version {trend.codebook_version}; program version {trend.program_version}."


def asked(trend: PublishedTrend) -> str:
    """Whom readers may ask."""
    if trend.contact:
        return f"Questions about these figures: {trend.contact}"
    return (
        "For questions about these figures ask those who published them, at the address given "
        "where you found them."
    )
