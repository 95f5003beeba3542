"""The words that the annual return's workbook and page share."""

from dataclasses import dataclass
from datetime import date

from reports.sentences import base_sentences
from reports.tables import Table
from reports.wording import WORDS, Explained, heading, long_date, number
from reports.year_notes import dated_label
from reports.year_shown import RestrictedYear, ShownPlace, ShownYear, YearTable
from reports.year_tables import YEAR_END
from schemas.text import plural

WORKED_WITH, NEW = "Worked with in the year", "New in the year"
PER = "Rate per 10,000 aged 0 to 17"
UNKNOWN = "Unknown: no longer in the returns, and no closure date"
NOT_CONFIRMED = "Of these: not shown by any return of the last 31 days"


@dataclass(frozen=True)
class Glance:
    """A figure to know first: what it counts, and the figure."""

    label: str
    cases: str


_YEAR_END_HEADING = "At the end of the year: what became of the work"
_OF_A_DAY = frozenset({"Case"})
"""Words that mean something else in a snapshot."""


def year_words() -> tuple[Explained, ...]:
    """What the words of all tables mean."""
    case = Explained(
        "Case",
        "One young person with whom an agency was working on any day of the year. A young person "
        "known to several agencies of an area is one case there where that is sure, or where "
        "somebody compared the records and decided it.",
    )
    return (case, *(each for each in WORDS if each.word not in _OF_A_DAY))


def year_heading(table: Table) -> str:
    """The heading of a table; what became of the work is no table of the study, and has words of
    its own."""
    return _YEAR_END_HEADING if table.id == YEAR_END else heading(table)


def place_name(year: ShownYear) -> str:
    """Whose return it is."""
    return year.lead.geography.name


def year_title(year: ShownYear) -> str:
    return f"Children at risk of sexual exploitation: annual return {year.name}, {place_name(year)}"


def period(year: ShownYear) -> str:
    return f"{long_date(year.first)} to {long_date(year.last)}"


def what_the_year_is(year: ShownYear) -> str:
    return (
        f"This is a count of the young people in {place_name(year)} with whom agencies worked "
        f"between {long_date(year.first)} and {long_date(year.last)} because they were at risk of "
        "sexual exploitation, or had suffered it: how many there were, how many were new, what "
        "became of the work, and what is known about them."
    )


def equation_words(year: ShownYear) -> str:
    """`Open on 1 April 2010 + new + came back = ended + unknown + open on 31 March 2011`."""

    def side(names: tuple[str, ...]) -> str:
        first, *others = (dated_label(name, year.first, year.last) for name in names)
        return " + ".join((first, *(label[0].lower() + label[1:] for label in others)))

    came, went = side(year.equation.came), side(year.equation.went)
    return f"{came} = {went[0].lower()}{went[1:]}"


def equation_numbers(year: ShownYear, place: ShownPlace) -> str:
    """The equation in the numbers of a place."""
    came, went = (
        " + ".join(number(cases) for cases in place.cases(*names))
        for names in (year.equation.came, year.equation.went)
    )
    return f"{came} = {went}"


def equation_note(year: ShownYear) -> str:
    """What the equation counts."""
    if year.equation.of == "spells":
        return (
            "These are spells of work: a young person who came back within the year has two. An "
            "agency that does not send ends nobody."
        )
    return "Each young person counts once: by what came first in the year, and by what came last."


def group_sentences(table: YearTable, year: ShownYear) -> tuple[str, ...]:
    """Of how many cases of either group the answers are, in England or the board."""
    if table.table.id == YEAR_END:
        return (
            "Each young person counts once, by what came last in the year. Those who are no longer "
            "in the returns are counted as unknown: nobody knows whether the work has ended.",
        )
    worked_with, new = year.lead.cases("individuals", "first_new")
    return (
        _of_group(WORKED_WITH, base_sentences(table.lead.worked_with, worked_with)),
        _of_group(NEW, base_sentences(table.lead.new, new)),
    )


def _of_group(group: str, sentences: tuple[str, ...]) -> str:
    text = " ".join(sentences)
    return f"{group}: {text[0].lower()}{text[1:]}"


def glance(year: RestrictedYear) -> tuple[Glance, ...]:
    """The figures to know first, of England or the board."""
    lead = year.lead
    (worked_with, new) = lead.cases("individuals", "first_new")
    (start, unknown, end, not_confirmed) = lead.cases(
        "open_start", "unknown", "open_end", "not_confirmed"
    )
    return (
        Glance("Young people worked with in the year", worked_with),
        Glance("Young people new in the year", new),
        Glance(dated_label("open_start", year.first, year.last), start),
        Glance(UNKNOWN, unknown),
        Glance(dated_label("open_end", year.first, year.last), end),
        Glance(NOT_CONFIRMED, not_confirmed),
        Glance(f"{PER}, worked with in the year", lead.count("individuals").rate),
        *_of_boards(year),
    )


def _of_boards(year: RestrictedYear) -> tuple[Glance, ...]:
    if year.board is not None:
        return ()
    return (
        Glance("Boards with young people worked with", str(len(year.boards))),
        Glance("Boards without any return in the year", str(len(year.missing))),
    )


def returns_sentence(year: ShownYear) -> str:
    return (
        f"Counted from {plural(year.returns_used, 'return')} of "
        f"{year.agencies:,} {'agency' if year.agencies == 1 else 'agencies'}."
    )


def versions_sentence(year: ShownYear) -> str:
    return f"Codebook version {year.codebook_version}; program version {year.program_version}."


def month_label(month: str) -> str:
    """`2010-04` as `Apr 2010`."""
    return f"{date.fromisoformat(f'{month}-01'):%b %Y}"
