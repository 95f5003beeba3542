"""Sentences that must be read with a table, made from its declaration and its figures."""

from collections.abc import Iterable

from reports.figures import BASE, HIDDEN, NOT_KNOWN_ROW, NOT_PROVIDED, OUTSIDE_BASE, PlaceTable
from reports.tables import Table
from reports.wording import SHOWN_HIDDEN, number
from schemas.codebook import NOT_KNOWN
from schemas.codebook_reading import load_codebook


def base_sentences(place: PlaceTable, cases: str) -> tuple[str, ...]:
    """In how many of the `cases` of a place data was provided; of what is hidden nothing is said,
    nor of a sum that it is part of."""
    table = place.table
    if table.question is None:
        counted = place.cases(BASE.code)
        people = "young person was" if counted == "1" else "young people were"
        return (f"{number(counted)} {people} counted.",)
    if table.all_answered:
        return ("Every case is in the table.",)
    base, not_provided = _count(place, BASE.code), _count(place, NOT_PROVIDED.code)
    outside = _count(place, OUTSIDE_BASE.code) if table.has_outside_base else 0
    not_known = 0 if table.not_known_in_base else _count(place, NOT_KNOWN_ROW.code)
    everyone = None if cases == HIDDEN else int(cases)
    asked = _sum(base, not_known, not_provided)
    if asked is None and everyone is not None and outside is not None:
        asked = everyone - outside
    missing = f"not provided {_shown(not_provided)}"
    if not table.not_known_in_base:
        missing = f"not known {_shown(not_known)}, {missing}"
    if table.question.only_where is not None:
        return (
            f"The question is for {_dependent_on(table)}: {_of(asked, everyone)}. Outside the base "
            f"are the other {_shown(outside)}, those of whom that is not known among them.",
            f"Data was provided in {_of(base, asked)} ({missing}).",
        )
    if table.versions:
        return (
            f"The question is on the form '{_listed(table.versions)}': {_of(asked, everyone)}. "
            f"Outside the base are the other {_shown(outside)}{_outside_too(table)}.",
            f"Data was provided in {_of(base, asked)} ({missing}).",
        )
    given = _sum(base, outside)
    first = f"Data was provided in {_of(given, everyone)} ({missing})."
    if base is None:
        first += " Where that number is not shown, no percentages are."
    if table.outside_base:
        return (
            first,
            f"The table is about {_shown(base)} of them: for the other {_shown(outside)} the "
            f"answer was {_listed_outside(table)}.",
        )
    if table.not_known_in_base:
        return (first, f"In this table {_option(table, NOT_KNOWN)} is counted as an answer.")
    return (first,)


def _outside_too(table: Table) -> str:
    """Who else is outside the base of a table that not every form asks."""
    if not table.outside_base:
        return ", returned on other forms"
    return f", returned on other forms or with the answer {_listed_outside(table)}"


def _listed_outside(table: Table) -> str:
    return _listed(_option(table, code) for code in sorted(table.outside_base))


def _count(place: PlaceTable, row: str) -> int | None:
    cases = place.cases(row)
    return None if cases == HIDDEN else int(cases)


def _sum(*counts: int | None) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _shown(count: int | None) -> str:
    return SHOWN_HIDDEN if count is None else f"{count:,}"


def _of(count: int | None, everyone: int | None) -> str:
    """`95 of 103 cases`, or `95 cases` where it is not shown of how many."""
    of = "" if everyone is None else f" of {everyone:,}"
    cases = "case" if (count if everyone is None else everyone) == 1 else "cases"
    return f"{_shown(count)}{of} {cases}"


def table_sentences(table: Table) -> tuple[str, ...]:
    """What must be known to read a table, whatever its figures."""
    sentences = []
    if len(table.held) > 1:
        sentences.append(f"Counted from the forms of {_listed(table.held)}.")
    elif table.held:
        sentences.append(f"Counted from the form of {table.held[0]}.")
    if table.question is not None:
        sentences.extend(
            f"{_option(table, code)} is counted as {_option(table, as_)}, which is the answer on "
            "the other form."
            for code, as_ in table.counts_as.items()
            if not table.restricted_only
        )
    if table.question is None:
        sentences.append(
            "Statutory, voluntary and mixed are the types of agency that sent returns. A young "
            "person whom several agencies know counts once, under the type of the agency that "
            "answered most."
        )
    if table.several:
        sentences.append(
            "A young person may have several answers, so the percentages may add up to more than "
            "100."
        )
    if table.beside:
        rows = _listed(f"'{beside.row.label}'" for beside in table.beside)
        sentences.append(f"Counted among all young people, not only the base: {rows}.")
    if table.note:
        sentences.append(table.note)
    return tuple(sentences)


def _dependent_on(table: Table) -> str:
    assert table.question is not None and table.question.only_where is not None
    parent = load_codebook().question(table.question.only_where.question)
    answer = parent.option(table.question.only_where.is_).label
    return f"those whose answer to '{parent.label}' is '{answer}'"


def _option(table: Table, code: str) -> str:
    assert table.question is not None
    return f"'{table.question.option(code).label}'"


def _listed(texts: Iterable[str]) -> str:
    *first, last = texts
    return f"{', '.join(first)} and {last}" if first else last
