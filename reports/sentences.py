"""Sentences that must be read with a table, made from its declaration and its figures."""

from collections.abc import Iterable

from reports.figures import BASE, NOT_KNOWN_ROW, NOT_PROVIDED, OUTSIDE_BASE, TrueTable
from reports.tables import Table
from reports.wording import number
from schemas.codebook import NOT_KNOWN
from schemas.codebook_reading import load_codebook


def base_sentences(place: TrueTable) -> tuple[str, ...]:
    """For how many of the young people counted in a place the table has information."""
    table = place.table
    if table.question is None:
        counted = place.cases(BASE.code)
        people = "young person was" if counted == "1" else "young people were"
        return (f"{number(counted)} {people} counted.",)
    base = int(place.cases(BASE.code))
    not_provided = int(place.cases(NOT_PROVIDED.code))
    outside = int(place.cases(OUTSIDE_BASE.code)) if table.has_outside_base else 0
    if table.not_known_in_base:
        missing = f"not provided {not_provided:,}"
        asked = base + not_provided
    else:
        not_known = int(place.cases(NOT_KNOWN_ROW.code))
        missing = f"not known {not_known:,}, not provided {not_provided:,}"
        asked = base + not_known + not_provided
    everyone = asked + outside
    if table.question.only_where is not None:
        return (
            f"The question is for {_dependent_on(table)}: {asked:,} of {everyone:,} young people. "
            f"Outside the base are the other {outside:,}, those of whom that is not known among "
            "them.",
            f"Information was provided for {base:,} of those {asked:,} ({missing}).",
        )
    given = "An answer was given" if table.outside_base else "Information was provided"
    sentence = f"{given} for {base + outside:,} of {everyone:,} young people"
    first = f"{sentence} ({missing})."
    if table.outside_base:
        return (
            first,
            f"The table is about {base:,} of them: for the other {outside:,} the answer was "
            f"{_listed(_option(table, code) for code in sorted(table.outside_base))}.",
        )
    if table.not_known_in_base:
        return (first, f"In this table {_option(table, NOT_KNOWN)} is counted as an answer.")
    return (first,)


def table_sentences(table: Table) -> tuple[str, ...]:
    """What must be known to read a table, whatever its figures."""
    sentences = []
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
