"""The words that a snapshot's workbook and page share, each declared once."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reports.figures import (
    BASE,
    HIDDEN,
    MOST_ANSWERS,
    NOT_KNOWN_ROW,
    NOT_PROVIDED,
    ONE_ANSWER_ONLY,
    OUTSIDE_BASE,
    Column,
)
from reports.tables import Table
from schemas.areas import Level

if TYPE_CHECKING:
    # With it comes all of disclosure control, which the words alone do not need.
    from reports.report import PublicReport, Report

SHOWN_HIDDEN = f"[{HIDDEN}]"
"""How a hidden figure is shown on a sheet and on a page."""
SHOWN_NOT_APPLICABLE = "[z]"
"""How a sheet shows that there is no such figure: a blank cell might be an oversight."""
RESTRICTED = "RESTRICTED"
RESTRICTED_LINE = "RESTRICTED: true counts, not for publication"
RESTRICTED_WHY = (
    "Small counts have not been hidden, so a young person could be recognised. Keep this file "
    "where the returns are kept, and share it only with those who may see the returns."
)
WARNING = (
    "The counts show where services work with young people and record it. They do not show where "
    "sexual exploitation happens. A place with few cases, or none, may be a place where nobody is "
    "looking for them."
)
COLUMN_LABELS: dict[Column, str] = {
    "total": "Total",
    "statutory": "Statutory",
    "voluntary": "Voluntary",
    "mixed": "Mixed",
}
LEVEL_LABELS: dict[Level, str] = {
    "national": "Country",
    "regional": "Region",
    "local_authority": "Local authority",
    "joint_board": "Joint board",
}


@dataclass(frozen=True)
class Explained:
    """A word and what it means."""

    word: str
    meaning: str


_STEPS = {
    "received": Explained(
        "Rows received",
        "All rows of all returns that were sent in, one row for each young person in a return.",
    ),
    "replaced": Explained(
        "Replaced by a later delivery",
        "The agency has since sent the same return again. Only the later one counts.",
    ),
    "not_current": Explained(
        "Not in the return that counts",
        "Of each agency and area only the latest return counts, and only if its date is {day} or "
        "one of the {max_age} days before.",
    ),
    "quarantined": Explained(
        "Refused",
        "It cannot be told from the row who the young person is, where, or whether the agency "
        "still works with them: for example, there is no identifier, or no such area.",
    ),
    "outside_england": Explained(
        "Outside England",
        "The area is in Wales, Scotland or Northern Ireland. All tables are about England.",
    ),
    "not_open": Explained(
        "Not being worked with on the day",
        "The work with the young person began after {day}, or had ended by then.",
    ),
    "over_18": Explained(
        "Aged 18 or over",
        "The young person is too old for the count. Those aged 18 to 25 who were under 18 when "
        "they were first assessed do count.",
    ),
    "duplicate": Explained(
        "The same young person again",
        "Another row of the same area is surely about the same young person. The rows are merged "
        "and the young person counts once.",
    ),
    "duplicate_decided": Explained(
        "The same young person, as people decided",
        "Somebody compared two young people of the area and decided that they are the same. Their "
        "rows are merged and the young person counts once.",
    ),
    "duplicate_possible": Explained(
        "Possible duplicate, left out",
        "The young person may be the same as another of the area, and nobody has decided it. Only "
        "the one about whom most is known is counted.",
    ),
    "counted": Explained(
        "Counted",
        "The young people in the tables: each of them once in an area, where it is sure, or was "
        "decided, who is the same.",
    ),
}

WORDS = (
    Explained(
        "Case",
        "One young person with whom an agency was working on the day of the snapshot. A young "
        "person known to several agencies of an area is one case there where that is sure, or "
        "where somebody compared the records and decided it.",
    ),
    Explained(
        BASE.label,
        "The base: the cases where an agency gave an answer that belongs in the table. Percentages "
        "are of the base, not of all cases counted.",
    ),
    Explained(
        NOT_KNOWN_ROW.label,
        "The agency says that it does not know. This is in the base only where a table says so.",
    ),
    Explained(
        NOT_PROVIDED.label,
        "The agency left the answer blank, or gave one that could not be accepted. A blank is "
        "never taken for a 'no', and never filled in.",
    ),
    Explained(
        OUTSIDE_BASE.label,
        "Young people who are not counted in the table: the sheet or section says who they are.",
    ),
    Explained(
        ONE_ANSWER_ONLY.label,
        "Where several answers may be given: the cases with exactly one answer.",
    ),
    Explained(
        MOST_ANSWERS.label,
        "Where several answers may be given: the largest number of answers in any one case.",
    ),
    Explained(
        "Percentage",
        "To one decimal, worked out from the exact counts. Rounded percentages may not add up to "
        "exactly 100; where several answers may be given, they may add up to more.",
    ),
    Explained(
        "Agency type",
        "Statutory (such as a council or the police), voluntary (such as a charity), or mixed: a "
        "return put together for several partners.",
    ),
    Explained(
        "Joint board",
        "A safeguarding board that covers several local authorities. Cases that agencies return "
        "under the board's name count under the board, not under its authorities; a young person "
        "returned under both counts twice. Its code is theirs, joined by +.",
    ),
)

DATA_PROVIDED = (
    "Data was provided where an agency gave an answer that could be accepted, 'None' among them. "
    "'Not known' is no such answer.",
    "Percentages are of the cases of which the question is asked: some questions are only for "
    "those with a certain answer to another.",
    "Where a table counts 'Not known to the agency' as an answer, or leaves 'None' out, its base "
    "differs by those cases, and the table says so.",
)
"""What to know for reading how many cases data was provided in."""


def contact(report: "PublicReport") -> str:
    """Whom readers may ask."""
    if report.contact:
        return f"Questions about these figures: {report.contact}"
    return (
        "For questions about these figures ask those who published them, at the address given "
        "where you found them."
    )


def long_date(day: date) -> str:
    """A day as `6 June 2011`."""
    return f"{day.day} {day:%B %Y}"


def number(text: str) -> str:
    """A count with commas, `[c]` where it is hidden; a decimal or an empty text as it is."""
    if text == HIDDEN:
        return SHOWN_HIDDEN
    return f"{int(text):,}" if text.isdigit() else text


def title(report: "Report") -> str:
    return f"Children at risk of sexual exploitation: national snapshot, {long_date(report.day)}"


def what_it_is(report: "Report") -> str:
    return (
        "This is a count of the young people in England with whom agencies were working on "
        f"{long_date(report.day)} because they were at risk of sexual exploitation, or had "
        "suffered it, and of what is known about them."
    )


def method(report: "Report") -> tuple[Explained, ...]:
    """How the counting is done, in short."""
    day = long_date(report.day)
    return (
        Explained(
            "Whom we count",
            f"Young people with whom an agency was working on {day}: under 18, or aged 18 to 25 "
            "and under 18 when they were first assessed. If an agency gave neither age nor date of "
            "birth, we take the young person to be under 18.",
        ),
        Explained(
            "From which returns",
            "The latest return of each agency for each area, if its date is "
            f"{day} or one of the {report.max_age} days before. All other returns are left out.",
        ),
        Explained(
            "Once each",
            "A young person in several returns for one area is counted once there. Rows are merged "
            "only if there is no doubt (their identifiers are the same and nothing in them "
            "contradicts it), or if somebody compared them and decided that they are about one "
            f"young person. {_undecided(report)} A young person known in two areas counts in each "
            "of them, and so twice for England.",
        ),
        Explained(
            "When rows disagree",
            f"{_conflicts(report.conflicts)} We then take the answer of the row in which most "
            "questions are answered or, if that has none, of the first other row that has one. "
            "Where a question may have several answers we take all that any row gives.",
        ),
        Explained(
            "Where",
            "In the area that the agency gave. Local authorities and joint boards add up to their "
            "region, and regions add up to England. Authorities and boards without a case are not "
            "listed.",
        ),
    )


def _undecided(report: "Report") -> str:
    if report.possible.left_out:
        return (
            "Of young people who may be the same, and of whom nobody has decided it, only the one "
            "about whom most is known is counted."
        )
    return "Young people who may be the same are counted apart until somebody decides."


def _conflicts(conflicts: int | None) -> str:
    if conflicts is None:
        return "Rows of one young person may give different answers to the same question."
    if conflicts == 0:
        return "No two rows of one young person gave different answers to a question this time."
    times = "Once" if conflicts == 1 else f"{conflicts:,} times"
    return f"{times}, rows of one young person gave different answers to the same question."


def step(code: str, report: "Report") -> Explained:
    """A step of the flow of rows.  Raises KeyError for a step that has no words."""
    words = _STEPS[code]
    meaning = words.meaning.format(day=long_date(report.day), max_age=report.max_age)
    return Explained(words.word, meaning)


def table_label(table: Table) -> str:
    """`Table 2` or `Figure 1` as numbered in the study; without a number the question's label."""
    if table.id.startswith(("table_", "figure_")) or table.question is None:
        return table.id.replace("_", " ").capitalize()
    return table.question.label


def heading(table: Table) -> str:
    """`Figure 1: Nature of location`; the title alone where the study has no number for it."""
    if table.id.startswith(("table_", "figure_")):
        return f"{table_label(table)}: {table.title}"
    return table.title
