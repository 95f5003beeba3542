"""The words that only a published year has: what is not shown and why, and whom to ask."""

from collections.abc import Iterator

from reports.disclosure_wording import merged_sentences
from reports.wording import SHOWN_HIDDEN
from reports.year_published import PublishedYear
from reports.year_wording import year_heading


def asked(year: PublishedYear) -> str:
    """Whom readers may ask."""
    if year.contact:
        return f"Questions about these figures: {year.contact}"
    return (
        "For questions about these figures ask those who published them, at the address given "
        "where you found them."
    )


def how_many_hidden(year: PublishedYear) -> str:
    """How many of the figures of tables.csv, in which all are, are not shown."""
    shown, hidden = year.tables.shown, year.tables.hidden
    if hidden == 0:
        return f"All {shown:,} numbers of the tables are shown: none had to be hidden."
    not_shown, place = (
        ("is not shown", "its place") if hidden == 1 else ("are not shown", "their place")
    )
    return (
        f"{hidden:,} of the {shown:,} numbers of the tables {not_shown}. {SHOWN_HIDDEN} stands in "
        f"{place}, whatever the reason."
    )


def hidden_sentences(year: PublishedYear) -> tuple[str, ...]:
    """How many figures are not shown, and in general why; what is not published at all; and which
    answers are published together with another."""
    up_to = year.tables.threshold
    small = "The number 1 is" if up_to == 1 else f"Numbers from 1 to {up_to} are"
    return (
        how_many_hidden(year),
        f"{small} never shown, because a young person could be recognised.",
        "Other numbers are hidden with them where a hidden one could otherwise be worked out: from "
        "a total, from another table, from England and its regions, or from those worked with and "
        "those new. So a hidden number may be small, large or 0. Of a local authority or a joint "
        "board it is at least 1: a group that nobody is in is printed as 0.",
        "Where everybody in a small group gave the same answer, that is hidden too.",
        "A percentage or a rate is hidden where its number is, or could be worked out from it.",
        "No number is rounded or changed: what is shown is exact.",
        "Of local authorities and joint boards only the young people worked with are published, "
        "and how many of them were open at the start, new or came back; what became of the work "
        "and what is known of them are not.",
        "The average age, the most frequent age and the most answers in one case are published for "
        "England alone; the youngest and the oldest age are not published, nor are the names of "
        "agencies and which of them sent.",
        *_merged(year),
    )


def _merged(year: PublishedYear) -> Iterator[str]:
    for each in year.worked_with.tables:
        if each.geography.level == "national":
            for sentence in merged_sentences(each.table):
                yield f"{year_heading(each.table)}. {sentence}"
