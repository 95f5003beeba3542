"""What the words of the annual return mean, in plain words."""

from datetime import date

from reports.movement_words import MOVEMENT_ROWS
from reports.rates import OLDER_IN_RATES
from reports.wording import Explained, long_date

_LABELS = {row.code: row.label for row in MOVEMENT_ROWS}
_AT_THE_START = ("open_start", "first_open")
_AT_THE_END = ("open_end", "last_open")
_SHORT = {"unknown": "Unknown", "individuals": "Young people worked with"}
"""Where the label says what is explained beside it."""


def count_label(name: str) -> str:
    """The label of a count of Movements as it heads a row or a column."""
    return _SHORT.get(name, _LABELS[name])


def dated_label(name: str, first: date, last: date) -> str:
    """The label of a count of the equation, the start and the end named by their days."""
    if name in _AT_THE_START:
        return f"Open on {long_date(first)}"
    if name in _AT_THE_END:
        return f"Open on {long_date(last)}"
    return count_label(name).removeprefix("First: ").removeprefix("Last: ").capitalize()


def meanings(first: date, last: date) -> tuple[tuple[str, str], ...]:
    """What each count of Movements means, by its name, in the order of Movements."""
    start, end = long_date(first), long_date(last)
    return (
        (
            "open_start",
            f"Spells that began before {start} and did not end before it. What began on the day "
            "itself is new; what ended on it was open, and ended in the year.",
        ),
        (
            "seen_again",
            f"No return showed the young person on the day before {start}. A later one tells that "
            "the spell had begun by then: they are first told of in it, or are in it again.",
        ),
        ("new", "The young person's first spell in the place began in the year."),
        ("came_back", "A later spell began in the year, after an earlier one had ended."),
        (
            "ended",
            "The last agency's work ended in the year: on the closure date, or with the return "
            "that shows the young person over the age limit.",
        ),
        ("ended_age", "A return shows the young person over the age limit."),
        (
            "unknown",
            "The agency's next return no longer has the young person, and gives no closure date. "
            "This is not an end: nobody knows. The day is that of the return.",
        ),
        ("open_end", f"Spells that began by {end} and did not end by it."),
        (
            "not_confirmed",
            f"Open on {end} for all that is known, but no return of the 31 days before shows it: "
            "the agency had not sent lately.",
        ),
        ("individuals", "Young people with a spell in the year, each once."),
        ("first_open", f"Their first spell of the year was open on {start}."),
        ("first_new", "Their first spell of the year was their first in the place."),
        ("first_came_back", "Their first spell of the year was a later one: they came back."),
        ("last_ended", "Their last spell of the year ended in it."),
        ("last_unknown", "What became of their last spell of the year is unknown."),
        ("last_open", f"Their last spell of the year was open on {end}."),
    )


def spell_notes(first: date, last: date) -> tuple[Explained, ...]:
    """The definitions of a year's counts of spells and of young people."""
    start, end = long_date(first), long_date(last)
    return (
        _SPELL,
        _NEW,
        Explained(
            "Came back",
            "A spell after an earlier one in the same place began in the year: a referral after a "
            "closure, or after the young person had become unknown. One may come back more than "
            "once.",
        ),
        Explained("Ended", f"{_ENDED[0].upper()}{_ENDED[1:]}"),
        _UNKNOWN,
        _CLOSURES,
        Explained(
            _SILENT.word,
            f"{_SILENT.meaning} How many of those open on {end} no return of the last 31 days "
            "shows stands beside them.",
        ),
        Explained(
            "How spells add up",
            f"Open on {start} + new + came back = ended + unknown + open on {end}. A young person "
            "with two spells in the year counts twice there, and once among the young people "
            "worked with.",
        ),
        *_of_young_people(end),
    )


def people_notes(first: date, last: date) -> tuple[Explained, ...]:
    """The definitions of a year's counts where all are of young people, each once."""
    start, end = long_date(first), long_date(last)
    return (
        _SPELL,
        Explained(
            f"Open on {start}",
            f"The young person's spell began before {start} and did not end before it. Who came on "
            "the day itself is new.",
        ),
        _NEW,
        Explained(
            "Came back",
            "The young person's first spell of the year began in it, and was not their first in "
            "the place: an earlier one had ended or become unknown.",
        ),
        Explained("Ended", f"The young person's last spell of the year ended in it: {_ENDED}"),
        _UNKNOWN,
        _CLOSURES,
        Explained(f"Open on {end}", f"The young person's last spell did not end by {end}."),
        _SILENT,
        Explained(
            "How young people add up",
            f"Open on {start} + new + came back = ended + unknown + open on {end}. Each young "
            "person counts once on either side: by what came first in the year, and by what came "
            "last.",
        ),
        *_of_young_people(end),
    )


_SPELL = Explained(
    "Spell",
    "A young person's time in a place. It begins with the first return that shows the work or, if "
    "that is earlier, with the referral date (without one, the first assessment). It ends on the "
    "closure date, or with the return that shows the young person over the age limit. Where "
    "several agencies work with a young person and their times overlap or touch, these are one "
    "spell, which ends when the last of them ends it: who moves from one agency to another is not "
    "ended and not new.",
)
_NEW = Explained(
    "New",
    "The young person's first spell in the place began in the year. An agency's first return may "
    "show work that began years before. Where it gives the referral date or that of the first "
    "assessment, the young person is open at the start, and not new; without such a date they "
    "count as new from that return on.",
)
_ENDED = (
    "the last agency that worked with the young person gave a closure date, or a return shows "
    "that they became too old for the count (18, or 26 for those who were under 18 when first "
    "assessed)."
)
_UNKNOWN = Explained(
    "Unknown",
    "Who is not in the agency's next return, without a closure date, is unknown from the date of "
    "that return. That is counted as unknown and not as an end: it says that the record stopped. "
    "If a later return has them again and gives no newer referral, they were there all along, and "
    "nothing was unknown.",
)
_CLOSURES = Explained(
    "Closure dates",
    "Work ends on its closure date, also where an earlier return had shown it open beyond that "
    "day. A closure date that was told in advance (a planned end) is believed. One before the "
    "beginning of the work says nothing.",
)
_SILENT = Explained(
    "Agencies that do not send",
    "An agency that does not send ends nobody: what its last return said holds until its next one "
    "for the area, however long ago that was. A return without rows (a nil return) is a return.",
)


def _of_young_people(end: str) -> tuple[Explained, ...]:
    """Whom a year counts, by which answers, and what stands beside it."""
    return (
        Explained(
            "Young people worked with",
            "Those with a spell in the year, each once in a place, whatever came and went. A young "
            "person known in two areas counts in each of them, and so twice for England.",
        ),
        Explained(
            "Known before",
            "Young people worked with in the year who were not new in it: they were open at the "
            "start or came back.",
        ),
        Explained(
            "Whose answers",
            "What is known of a young person is from the latest record, by the end of the year, of "
            "each agency that worked with them in it: one from an earlier year where the agency "
            "has sent none since. Where several agencies know a young person, their answers are "
            "merged as in a snapshot.",
        ),
        Explained(
            "Which returns",
            f"All returns dated up to {end} count, also those of earlier years; later ones do not, "
            "so a closure date that is told later is not in these figures. Who is the same young "
            "person is decided over all these returns together. Places are called as on "
            f"{end}.",
        ),
        Explained(
            "Refused rows",
            "They count for nothing: who is only in a refused row is not in the return.",
        ),
        Explained(
            "Beside a snapshot",
            "A snapshot counts those worked with on one day, by returns of the 31 days before it. "
            "The year counts all who were worked with on any day of it, by all returns up to its "
            f"end. So those open on {end} may be more than a snapshot of that day counts: it "
            "leaves out the young people of agencies that had not sent lately.",
        ),
        Explained(
            "Rate",
            "Cases per 10,000 people aged 0 to 17 who live in the place, to one decimal. Where "
            f"that number of people is not known, there is no rate. {OLDER_IN_RATES}",
        ),
    )
