"""What the words of a trend mean, and how the counting is done."""

from reports.trend_shown import ShownTrend
from reports.trend_wording import long_day, long_month
from reports.wording import Explained

_WORDS = (
    Explained(
        "Open",
        "An agency of the area is working with the young person on that day: the work has begun "
        "and, by what the returns up to {end} tell, has neither ended by then nor become unknown.",
    ),
    Explained(
        "New",
        "Work with the young person in that area began in the month, for the first time that any "
        "return tells of: on the referral date (without one, the date of the first assessment), "
        "also where the first return that tells of it came later. Where neither date is given, the "
        "young person is new on the date of the first return that has them, though the work may be "
        "older.",
    ),
    Explained(
        "Came back",
        "Work with the young person in that area began again in the month, after it had ended or "
        "become unknown.",
    ),
    Explained(
        "Ended",
        "The last agency of the area that worked with the young person gave a closure date in the "
        "month, or a return of the month shows them over the age limit. A closure date that was "
        "told in advance (a planned end) is believed.",
    ),
    Explained(
        "Unknown",
        "Who is not in the agency's next return, without a closure date, is unknown from the date "
        "of that return. Nobody can tell from the returns whether the work goes on. This is not an "
        "end, and is counted by itself. If a later return has them again and gives no newer "
        "referral, they were there all along, and nothing was unknown.",
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
        "All returns dated up to {end} count, for every month: a closure date that came later ends "
        "the work in the month in which it ended. So the months add up, and a later trend may have "
        "other figures for the same month. Refused rows count for nothing.",
    ),
    Explained(
        "Early months",
        "A month's count holds those who, by what later returns tell, were worked with then. So "
        "the early months grow when an agency that begins to send gives referral dates, and a "
        "longer trend may count more for the same month than a shorter one.",
    ),
    Explained(
        "Several agencies",
        "Their times with a young person that overlap or touch are one: it ends when the last of "
        "them ends it. Who moves from one agency to another is not ended and not new.",
    ),
    Explained(
        "Once each",
        "A young person known to several agencies of an area counts once there, where it is sure, "
        "or was decided, who is the same. A young person known in two areas counts in both, and so "
        "twice for England. Who comes back in a month in which they also went counts each time.",
    ),
    Explained(
        "Where",
        "Places are those of {end}, in every month. Local authorities and joint boards add "
        "up to their region, and regions add up to England.",
    ),
    Explained(
        "Answers",
        "Those of the young people open on the month's last day, from the latest record by then of "
        "each agency that works with them (without one, its first after). What several agencies "
        "say is merged as in a snapshot.",
    ),
)


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
