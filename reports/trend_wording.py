"""The words that the page and the workbook of a trend share, each declared once."""

from datetime import date

from reports.movements import Series
from reports.rates import OLDER_IN_RATES, RATE_WARNING
from reports.trend_shown import Kind, PublishedTrend, ShownMonth, ShownTrend
from reports.wording import SHOWN_HIDDEN, SHOWN_NOT_APPLICABLE, Explained
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
    "that sent a return in every month. Where the first line moves and the second does not, the "
    "returns have changed, and not the young people."
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

_WORDS = (
    Explained(
        "Open",
        "An agency of the area is working with the young person on that day: the work has begun, "
        "and no closure date up to that day is known from any return up to {end}.",
    ),
    Explained(
        "New",
        "Work with the young person in that area began in the month, for the first time that any "
        "return tells of.",
    ),
    Explained(
        "Came back",
        "Work with the young person in that area began again in the month, after it had ended or "
        "become unknown.",
    ),
    Explained(
        "Ended",
        "The last agency of the area that worked with the young person gave a closure date in the "
        "month, or the young person reached the age limit.",
    ),
    Explained(
        "Unknown",
        "The young person is not in the agency's next return, and no return gives a closure date. "
        "Nobody can tell from the returns whether the work goes on. This is not an end, and is "
        "counted by itself.",
    ),
    Explained(
        "An agency that sends no more",
        "Its last return goes on counting: nobody's work ends because an agency falls silent.",
    ),
    Explained(
        "Agencies that sent every month",
        "Those with a return dated in each month from {first} to {last}, for that area.",
    ),
)
_METHOD = (
    Explained(
        "Which returns",
        "All returns dated up to {end} count, for every month: a closure date that came "
        "later ends the work in the month in which it ended. So the months add up, and a later "
        "trend may have other figures for the same month.",
    ),
    Explained(
        "Once each",
        "A young person known to several agencies of an area counts once there, where it is sure, "
        "or was decided, who is the same. A young person known in two areas counts in both, and so "
        "twice for England.",
    ),
    Explained(
        "Where",
        "Places are those of {end}, in every month. Local authorities and joint boards add "
        "up to their region, and regions add up to England.",
    ),
    Explained(
        "Answers",
        "Those of the agencies' latest returns up to the month's last day, of the young people "
        "open on it.",
    ),
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


def long_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def words(trend: ShownTrend) -> tuple[Explained, ...]:
    """What the words of the trend mean."""
    return tuple(_filled(each, trend) for each in _WORDS)


def method(trend: ShownTrend) -> tuple[Explained, ...]:
    """How the counting is done, in short."""
    return tuple(_filled(each, trend) for each in _METHOD)


def _filled(each: Explained, trend: ShownTrend) -> Explained:
    first, last = trend.months[0], trend.months[-1]
    meaning = each.meaning.format(
        end=long_day(last.last), first=long_month(first), last=long_month(last)
    )
    return Explained(each.word, meaning)


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
        "Rates are of young people open at the end of the month, per 10,000 people aged 0 to 17. "
        f"{trend.population_note}",
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
        *months_without_tables(trend),
        "Of a trend the figures of England and its regions are published, and for all agencies "
        "together; those of single boards, of types of agency and the names of agencies are not.",
    )


def months_without_tables(trend: ShownTrend) -> tuple[str, ...]:
    """Of which months nothing is shown but how many were open, came and went."""
    months = [long_month(each) for each in trend.months if not each.tables.tables]
    if not months:
        return ()
    if len(months) == len(trend.months):
        return ("Of no month is anything published of what is known of the young people.",)
    return (
        f"Of {', '.join(months)} nothing is published of what is known of the young people "
        f"({SHOWN_HIDDEN}): beside the other months it would tell too much.",
    )


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
