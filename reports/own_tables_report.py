"""What the page and the workbook of own tables show, and the words for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reports.disclosure.published import PublishedTables
from reports.figures import BASE
from reports.own_tables import OwnTable, Side
from reports.own_tables_view import ALL, CASES_ROW, CrossOfPlace, of_table
from reports.range_wording import LEFT_OUT
from reports.sentences import table_sentences
from reports.wording import SHOWN_HIDDEN, WORDS, Explained, long_date
from schemas.codebook_reading import load_codebook
from schemas.text import plural

_WORDS_USED = ("Case", BASE.label, "Recorded as not known", "Not provided", "Outside the base",
               "Percentage", "Joint board")  # fmt: skip


@dataclass(frozen=True)
class OwnReport:
    """Own tables with what is to be known of them.  `published` are the figures after disclosure
    control, None where the counts are true; `source` is the name of the file that declares them;
    `left_out`: possible duplicates are not counted; `contact` is whom readers may ask."""

    own: tuple[OwnTable, ...]
    view: tuple[CrossOfPlace, ...]
    day: date
    counted: int
    returns_used: int
    max_age: int
    left_out: bool
    source: str
    codebook_version: str
    program_version: str
    published: PublishedTables | None = None
    local_tables: bool = False
    contact: str = ""

    @property
    def restricted(self) -> bool:
        return self.published is None

    def places(self, own: OwnTable) -> tuple[CrossOfPlace, ...]:
        """One table's places: England first, then as in the standard tables."""
        return of_table(self.view, own)

    def region_names(self) -> dict[str, str]:
        """The name of each region that has a table, by its code."""
        regions = (each.geography for each in self.view if each.geography.level == "regional")
        return {each.code: each.name for each in regions}


def own_title(report: OwnReport) -> str:
    return f"Children at risk of sexual exploitation: own tables, {long_date(report.day)}"


def own_lead(report: OwnReport) -> str:
    tables = plural(len(report.own), "table")
    return (
        f"{tables[0].upper()}{tables[1:]} of young people in England with whom agencies were "
        f"working on {long_date(report.day)} because they were at risk of sexual exploitation, or "
        "had suffered it: one question by the answers to another. The bases are those of the "
        "standard tables."
    )


def own_notes(report: OwnReport) -> tuple[str, ...]:
    """What holds for all tables."""
    of = f"dated {long_date(report.day)} or up to {report.max_age} days before"
    left_out = (LEFT_OUT,) if report.left_out else ()
    return (
        f"Counted from {plural(report.returns_used, 'return')}, {of}.",
        "A column holds the young people who gave the answer at its head to the question across. "
        "Those who gave none that counts have columns of their own, so that the columns add up to "
        f"'{ALL.label.lower()}'.",
        "Percentages are of the cases with information in the same column, not of all its cases. "
        "Look at that base before comparing.",
        *left_out,
    )


def table_notes(own: OwnTable) -> tuple[str, ...]:
    """What must be known to read one table."""
    return tuple(_table_notes(own))


def _table_notes(own: OwnTable) -> Iterator[str]:
    yield from _of_side(own.down, "down the table")
    if own.across is not None:
        yield from _of_side(own.across, "across")
    if own.note:
        yield own.note


def _of_side(side: Side, where: str) -> Iterator[str]:
    """Who is outside the base, whether not known is an answer, and from which forms it is."""
    question = side.question
    yield from table_sentences(replace(side.table, question=side.asked))
    if side.table.versions:
        yield (
            f"'{question.label}' ({where}) is not asked on every form: those returned on a form "
            f"without it are outside the base. It is asked on {_forms(side.table.versions)}."
        )
    if question.only_where is not None:
        parent = load_codebook().question(question.only_where.question)
        answer = parent.option(question.only_where.is_).label
        yield (
            f"'{question.label}' ({where}) is asked only of those whose answer to "
            f"'{parent.label}' is '{answer}': all others are outside the base."
        )
    if side.table.outside_base:
        codes = sorted(side.table.outside_base)
        answers = " or ".join(f"'{question.option(code).label}'" for code in codes)
        yield f"'{question.label}' ({where}): those who answered {answers} are outside the base."
    if side.table.not_known_in_base:
        yield f"'{question.label}' ({where}): not known is counted as an answer."


def _forms(versions: Sequence[str]) -> str:
    return (
        f"the form of {versions[0]}"
        if len(versions) == 1
        else (f"the forms of {', '.join(versions[:-1])} and {versions[-1]}")
    )


def heading_of(own: OwnTable) -> str:
    """`Gender by ethnicity`, as its declaration says."""
    return own.title


def side_sentence(own: OwnTable) -> str:
    """Which question stands down, and which across."""
    if own.across is None:
        return f"Question: {own.down.question.label}."
    return f"Down: {own.down.question.label}. Across: {own.across.question.label}."


def own_hidden(report: OwnReport) -> tuple[str, ...]:
    """How many figures are not shown, and why."""
    tables = report.published
    if tables is None:
        return ()
    if tables.hidden == 0:
        how_many = f"All {tables.shown:,} numbers of the tables are shown: none had to be hidden."
    else:
        how_many = (
            f"{tables.hidden:,} of the {tables.shown:,} numbers of the tables are not shown. "
            f"{SHOWN_HIDDEN} stands in their place, whatever the reason."
        )
    of_places = (
        ()
        if report.local_tables
        else ("Tables of local authorities and joint boards are not published.",)
    )
    return (
        how_many,
        f"Numbers from 1 to {tables.threshold} are never shown, because a young person could be "
        "recognised.",
        "Other numbers are hidden with them where a hidden one could otherwise be worked out: from "
        "a total, from another of these tables, from the standard tables of the same day, or from "
        "England and its regions. So a hidden number may be small, large or 0.",
        "Where everybody in a small group gave the same answer, that is hidden too.",
        "Averages, and the most answers in one case, are published with the standard tables alone.",
        *of_places,
        "No number is rounded or changed: what is shown is exact.",
    )


def own_words() -> tuple[Explained, ...]:
    """What the words in the tables mean."""
    return (
        *(each for each in WORDS if each.word in _WORDS_USED),
        Explained(CASES_ROW.label, "All young people of a column, whatever they answered."),
    )
