"""What of a profile's counts is hidden.

The pattern must not depend on which areas a profile is of: the profiles of two boards are read
beside each other, and by those who know the region.  Where there are few authorities and boards,
all are protected at once.  Where there are many, which would take long, England and all its regions
are protected first; then, for each region in which an area was asked for, all its authorities and
boards beneath them.  What the second would have to hide of England or a region beyond the first,
another board's profile would print: then areas do not have that table.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reports.disclosure.cells import CASES, FACTS, Cell, is_local
from reports.disclosure.published import DisclosureLine, Publication, PublishedTable, publish
from reports.disclosure.system import System
from reports.figures import BASE, NOT_KNOWN_ROW, NOT_PROVIDED, TrueFigure, TrueTable, TrueTables
from reports.profile_counting import (
    MORE_THAN_ONCE,
    OF_MORE_THAN_ONCE,
    REFERRALS,
    REFERRED_MORE_THAN_ONCE,
)
from reports.profile_tables import PeriodCounts
from reports.tables import Row, Table
from schemas.codebook import Option, Question
from schemas.codebook_reading import load_codebook

HOW_OFTEN = "how_often"
"""A table made for publishing, of referrals: those of young people referred once, the first of each
who was referred more than once (as many as these are), and the further ones of these."""
ONCE, FURTHER = "once", "further"
_ROWS = (
    Row(ONCE, "Referrals of young people referred once"),
    Row(MORE_THAN_ONCE, "First referrals of young people referred more than once"),
    Row(FURTHER, "Further referrals of these"),
)
_ROUNDS = 5
_FEW = 40
"""Of up to so many authorities and boards with referrals all are protected at once."""
_DEAR = 1000.0
"""How much dearer it is to hide a figure of England or a region than one of an area."""


@dataclass(frozen=True)
class ProtectedPeriod:
    """The tables of a period after disclosure control, of England, the regions, and the authorities
    and boards of the regions asked for; `lines` say why figures are hidden, `not_of_areas` are the
    tables that the areas of a region do not have, by region and table."""

    tables: Mapping[tuple[str, str], PublishedTable]
    lines: tuple[DisclosureLine, ...]
    hidden: frozenset[Cell]
    not_of_areas: frozenset[tuple[str, str]]

    def find(self, table_id: str, code: str) -> PublishedTable | None:
        """The table of a place by its code, None if nothing of it is published."""
        return self.tables.get((table_id, code))


def protected_period(
    counts: PeriodCounts, regions: Collection[str], threshold: int, keep: frozenset[Cell]
) -> ProtectedPeriod:
    """The counts of a period after disclosure control, `keep` hidden with them; `regions` are those
    of whose authorities and boards figures are published."""
    tables = to_protect(counts)
    if len({each.geography.code for each in tables.tables if is_local(each.geography)}) <= _FEW:
        all_ = _published(tables, True, threshold, keep)
        found = _by_key(all_, local=False) | _by_key(all_, local=True)
        return ProtectedPeriod(found, all_.lines, all_.pattern.cells, frozenset())
    first = _published(_of(tables, ()), False, threshold, keep)
    found = _by_key(first, local=False)
    lines, hidden = list(first.lines), first.pattern.cells
    not_of_areas: set[tuple[str, str]] = set()
    for region in sorted(regions):
        below = _published(_of(tables, (region,)), True, threshold, keep | first.pattern.cells)
        left_out = _left_out(_hidden_above(below, first, tables), tables)
        not_of_areas |= {(region, table_id) for table_id in left_out}
        found |= {
            key: each for key, each in _by_key(below, local=True).items() if key[0] not in left_out
        }
        lines += [
            line
            for line in below.lines
            if is_local(line.geography) and line.table.id not in left_out
        ]
        hidden |= below.pattern.cells
    return ProtectedPeriod(found, tuple(lines), hidden, frozenset(not_of_areas))


def to_protect(counts: PeriodCounts) -> TrueTables:
    """The counts as they are protected: without types of agency, without answers that a snapshot
    would merge (a row of one period and not of the other could not be read), without bands beside
    their number, not known and not provided as one row, and with how often young people were
    referred as one table of referrals, so that what their numbers tell of each other is in it."""
    of_people = {
        each.geography.code: each
        for each in counts.young_people.tables
        if each.table.id == REFERRED_MORE_THAN_ONCE
    }
    found: list[TrueTable] = []
    in_bands = _told_by_a_number(counts.referrals)
    for each in counts.referrals.tables:
        if each.table.id in in_bands:
            continue
        if each.table.id == OF_MORE_THAN_ONCE:
            found.append(_how_often(each, of_people[each.geography.code]))
        else:
            found.append(_plain(each))
    return replace(counts.referrals, tables=tuple(found))


def _told_by_a_number(tables: TrueTables) -> frozenset[str]:
    """The tables of bands beside a table of the number that they follow from: what one shows, the
    other may hide.  The number says more, so its table is the one that is published."""
    labels = {each.table.question.label for each in tables.tables if each.table.question}
    codebook = load_codebook()
    told = {
        question.label
        for question in codebook.questions
        if question.number is not None and codebook.label_of(question.number) in labels
    }
    return frozenset(
        each.table.id
        for each in tables.tables
        if each.table.question is not None and each.table.question.label in told
    )


def _plain(each: TrueTable) -> TrueTable:
    question = each.table.question
    table = each.table
    if question is not None:
        options = tuple(replace(option, merge_into=None) for option in question.options)
        table = replace(table, question=replace(question, options=options))
    total = (figure for figure in each.figures if figure.column == "total")
    return TrueTable(table, each.geography, tuple(_not_known_together(tuple(total))))


def _not_known_together(figures: Collection[TrueFigure]) -> Iterator[TrueFigure]:
    """Who is recorded as not known counts as not provided; that row is never shown."""
    not_known = sum(int(each.cases) for each in figures if each.row == NOT_KNOWN_ROW)
    for each in figures:
        if each.row == NOT_KNOWN_ROW:
            yield replace(each, cases="0")
        elif each.row == NOT_PROVIDED:
            yield replace(each, cases=str(int(each.cases) + not_known))
        else:
            yield each


def _how_often(of_referrals: TrueTable, of_people: TrueTable) -> TrueTable:
    theirs, people = (int(each.cases(MORE_THAN_ONCE)) for each in (of_referrals, of_people))
    once = int(of_referrals.cases(ONCE))
    cases = (once, people, theirs - people)
    figures = [TrueFigure(row, "total", str(n), "") for row, n in zip(_ROWS, cases, strict=True)]
    base = TrueFigure(BASE, "total", of_referrals.cases(BASE.code), "")
    return TrueTable(_how_often_table(of_referrals.table), of_referrals.geography, (*figures, base))


def _how_often_table(like: Table) -> Table:
    assert like.question is not None
    question: Question = replace(
        like.question,
        name=HOW_OFTEN,
        label="How often the young person was referred",
        options=tuple(Option(row.code, row.label, group=row.code) for row in _ROWS),
    )
    return replace(
        like, id=HOW_OFTEN, title="Referrals by how often", rows=_ROWS, question=question
    )


def _of(tables: TrueTables, regions: Collection[str]) -> TrueTables:
    """The tables of England and the regions, and of the authorities and boards of some."""
    return replace(
        tables,
        tables=tuple(
            each
            for each in tables.tables
            if not is_local(each.geography) or each.geography.region in regions
        ),
    )


def _published(
    tables: TrueTables, local: bool, threshold: int, keep: frozenset[Cell]
) -> Publication:
    """After disclosure control; where one row of HOW_OFTEN is hidden at a place, all are: who is
    referred more than once has at least one further referral, so that two tell of the third."""
    for _ in range(_ROUNDS):
        found = publish(tables, local, threshold, keep, _dear_above)
        more = _all_of_how_often(found.pattern.cells) - found.pattern.cells
        if not more:
            break
        keep |= more
    return found


def _all_of_how_often(hidden: Iterable[Cell]) -> frozenset[Cell]:
    places = {cell.place for cell in hidden if cell.question == HOW_OFTEN}
    return frozenset(Cell(place, HOW_OFTEN, row.code) for place in places for row in _ROWS)


def _dear_above(system: System) -> System:
    """The system in which figures of England and the regions are the last to be hidden."""
    below = {cell.place for cell, local in zip(system.cells, system.never_0, strict=True) if local}
    cost = system.cost.copy()
    for n, cell in enumerate(system.cells):
        if cell.place not in below:
            cost[n] *= _DEAR
    return replace(system, cost=cost)


def _hidden_above(below: Publication, first: Publication, tables: TrueTables) -> frozenset[Cell]:
    """The figures of England or a region that would be hidden beyond the first pattern."""
    local = {each.geography.code for each in tables.tables if is_local(each.geography)}
    return frozenset(
        cell
        for cell in below.pattern.cells - first.pattern.cells
        if cell.place not in local and cell.row not in FACTS
    )


def _left_out(above: Collection[Cell], tables: TrueTables) -> frozenset[str]:
    """The tables that these cells are of, and those that hang together with them; all where one is
    a number of referrals."""
    questions = {cell.question for cell in above}
    ids = {each.table.id: each.table for each in tables.tables}
    if CASES in questions:
        return frozenset(ids)
    roots = {table_id: _root(table, ids) for table_id, table in ids.items()}
    hit = {
        roots[table_id]
        for table_id, table in ids.items()
        if table.question is not None and table.question.name in questions
    }
    return frozenset(table_id for table_id, root in roots.items() if root in hit)


def _root(table: Table, ids: Mapping[str, Table]) -> str:
    """The question that a table's hangs on, in the end."""
    by_question = {each.question.name: each for each in ids.values() if each.question is not None}
    name = table.question.name if table.question is not None else CASES
    while table.asked_where is not None and table.asked_where[0] in by_question:
        name = table.asked_where[0]
        table = by_question[name]
    return name


def _by_key(publication: Publication, local: bool) -> dict[tuple[str, str], PublishedTable]:
    return {
        (each.table.id, each.geography.code): each
        for each in publication.tables.tables
        if is_local(each.geography) == local
    }


def referrals_of(period: ProtectedPeriod, code: str) -> str:
    """The referrals of a place as published, `c` where hidden; empty where nothing is."""
    table = period.find(REFERRALS, code)
    return table.cases(BASE.code) if table is not None else ""
