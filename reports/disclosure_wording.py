"""The words for what is not published: how much of it there is, and why."""

from collections.abc import Iterable, Iterator

from reports.disclosure.published import PublishedTables
from reports.tables import Table
from reports.tables_reading import load_tables
from reports.wording import SHOWN_HIDDEN, SHOWN_NOT_APPLICABLE, Explained, heading
from schemas.text import plural

SHORTHAND = (
    Explained(
        SHOWN_HIDDEN,
        "Confidential: the figure is not shown, so that nobody can be recognised. It must not be "
        "read as 0.",
    ),
    Explained(
        SHOWN_NOT_APPLICABLE,
        "Not applicable: there is no such figure. For example, a row that is not part of the base "
        "has no percentage of it.",
    ),
)
"""The signs that stand in place of a figure, and what they mean."""


def shorthand_sentences(signs: Iterable[str]) -> tuple[str, ...]:
    """What those of the `signs` mean that are shorthand, each in a sentence or two."""
    there = frozenset(signs)
    return tuple(
        f"{each.word} means {each.meaning[0].lower()}{each.meaning[1:]}"
        for each in SHORTHAND
        if each.word in there
    )


def hidden_sentences(tables: PublishedTables) -> tuple[str, ...]:
    """How many figures are not shown, and in general why; what is not published at all; and which
    answers are published together with another."""
    return (
        *_hidden(tables),
        *_never_published(tables),
        *(sentence for table in _tables(tables) for sentence in _of_table(table, named=True)),
    )


def merged_sentences(table: Table) -> tuple[str, ...]:
    """Which answers of a published table are counted in with another, so few gave them."""
    return tuple(_of_table(table, named=False))


def _hidden(tables: PublishedTables) -> Iterator[str]:
    if tables.hidden == 0:
        yield f"All {tables.shown:,} numbers of the tables are shown: none had to be hidden."
        return
    not_shown, place = (
        ("is not shown", "its place") if tables.hidden == 1 else ("are not shown", "their place")
    )
    yield (
        f"{tables.hidden:,} of the {tables.shown:,} numbers of the tables {not_shown}. "
        f"{SHOWN_HIDDEN} stands in {place}, whatever the reason."
    )
    up_to = tables.threshold
    small = "The number 1 is" if up_to == 1 else f"Numbers from 1 to {up_to} are"
    yield f"{small} never shown, because a young person could be recognised."
    yield (
        "Other numbers are hidden with them where a hidden one could otherwise be worked out: from "
        "a total, from another table, or from England and its regions. So a hidden number may be "
        "small, large or 0."
    )
    yield "Where everybody in a small group gave the same answer, that is hidden too."
    if tables.hidden_percentages:
        yield (
            f"Hidden are also {plural(tables.hidden_percentages, 'percentage')} that would give a "
            "hidden number away."
        )
    yield "No number is rounded or changed: what is shown is exact."


def _never_published(tables: PublishedTables) -> Iterator[str]:
    if not tables.local_tables:
        yield "Of local authorities and joint boards only the number of cases is published."
    yield (
        "How far the number of young people may be off for possible duplicates is published for "
        "England alone."
    )
    yield (
        "The average age, the most frequent age and the most answers in one case are published for "
        "England alone; the youngest and the oldest age are not published."
    )


def _tables(tables: PublishedTables) -> Iterator[Table]:
    return (each.table for each in tables.tables if each.geography.level == "national")


def _of_table(table: Table, named: bool) -> Iterator[str]:
    """A sentence for each answer that the declared table has and the published one has not."""
    question = table.question
    if question is None:
        return
    declared = next((each for each in load_tables() if each.id == table.id), table)
    published = {row.code for row in table.rows}
    for row in declared.rows:
        into = question.option(row.code).merge_into if row.code not in published else None
        if into is not None:
            place = f"{heading(table)}. " if named else ""
            yield (
                f"{place}Very few gave the answer '{row.label}', so it is counted in "
                f"'{question.option(into).label}'."
            )
