"""What the sentences of the published page say of the figures: those beside a table, and what a
chart, a heading or a mark says of single answers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.attack.facts import (
    BASE,
    BY_REGION,
    FORM,
    NOT_PROVIDED,
    OUTSIDE,
    AuditError,
    question_of,
)
from pipeline.attack.grids import Said, as_count, as_percent
from pipeline.attack.naming import Key, Names
from schemas.areas import ENGLAND
from schemas.codebook import NOT_KNOWN
from schemas.codebook_reading import load_codebook
from schemas.text import folded

_N = r"(\d{1,3}(?:,\d{3})+|\d+)"
_CASES = re.compile(rf"{_N} cases?\b(?: \(([\d.]+) per cent\))?")
_EVERYBODY = re.compile(
    rf"of the {_N} young people may be|england has {_N} young people without"
    rf"|{_N} young (?:people were|person was) counted"
)
_PROVIDED = re.compile(rf"provided (?:for|in) {_N}(?: of {_N})? ")
_PROVIDED_HIDDEN = re.compile(rf"provided (?:for|in) \[c\] of {_N} ")
_ASKED = re.compile(rf"': {_N}(?: of {_N})? ")
_OUTSIDE = re.compile(rf"(?:outside the base are|for) the other {_N}\b")
_ABOUT = re.compile(rf"the table is about {_N} of them")
_NOT_KNOWN = re.compile(rf"\(not known {_N}")
_NOT_PROVIDED = re.compile(rf"not provided {_N}\)")


@dataclass(frozen=True)
class Where:
    """What a part of the page is about: a table (None: none of them) and a place."""

    file: str
    table_id: str | None
    place: str


def figures_of_text(text: str, where: Where, names: Names) -> Iterator[Said]:
    """The figures that a text says."""
    plain = folded(text)
    everybody = _EVERYBODY.search(plain)
    if everybody:
        counted = where.place if plain.endswith("counted.") else ENGLAND
        number = next(group for group in everybody.groups() if group)
        yield from _said(where, Key(BY_REGION, counted, BASE), number)
    if where.table_id is None:
        return
    yield from _of_answers(plain, where, where.table_id, names)
    if where.table_id != BY_REGION:
        yield from _of_base(plain, where, where.table_id, names)


def _of_answers(plain: str, where: Where, table_id: str, names: Names) -> Iterator[Said]:
    """`Town, 254 cases (52.5 per cent)`."""
    for found in _CASES.finditer(plain):
        before = plain[: found.start()].rstrip(" ,:")
        if table_id == BY_REGION:
            named = _ending(before, names.places)
            if named is not None:
                yield from _said(where, Key(table_id, names.places[named], BASE), found[1])
                share = Key(table_id, ENGLAND, names.places[named])
                yield from _share(where, share, found[2])
        elif (named := _ending(before, names.rows[table_id])) is not None:
            key = Key(table_id, where.place, names.rows[table_id][named])
            yield from _said(where, key, found[1])
            yield from _share(where, key, found[2])


def _ending(before: str, labels: Iterable[str]) -> str | None:
    """The longest label that the text ends with; an age is a label only where it says so."""
    found = [
        label
        for label in labels
        if before.endswith(f"aged {label}" if label.isdigit() else label)
        and not before.removesuffix(label)[-1:].isalnum()
    ]
    return max(found, key=len, default=None)


def _of_base(plain: str, where: Where, table_id: str, names: Names) -> Iterator[Said]:
    """In how many of how many cases data was provided, and what became of the others."""
    of = _Table(where, table_id, names)
    for row, pattern in (
        (OUTSIDE, _OUTSIDE),
        (BASE, _ABOUT),
        (NOT_KNOWN, _NOT_KNOWN),
        (NOT_PROVIDED, _NOT_PROVIDED),
    ):
        if found := pattern.search(plain):
            yield from of.sum((row,), found[1])
    if of.is_dependent and (found := _ASKED.search(plain)):
        yield from of.asked(found[1])
        yield from of.everybody(found[2])
    everybody = of.asked if of.is_dependent else of.everybody
    if found := _PROVIDED.search(plain):
        alone = of.is_dependent or not of.has_outside
        yield from of.sum((BASE,) if alone else (BASE, OUTSIDE), found[1])
        yield from everybody(found[2])
    elif found := _PROVIDED_HIDDEN.search(plain):
        yield from everybody(found[1])


@dataclass(frozen=True)
class _Table:
    """A table of a place, of which a sentence is."""

    where: Where
    table_id: str
    names: Names

    @property
    def is_dependent(self) -> bool:
        codebook, name = load_codebook(), question_of(self.table_id)
        if name == FORM:
            return False
        question = codebook.question(name)
        return question.only_where is not None or not codebook.is_of_every_form(question)

    @property
    def has_outside(self) -> bool:
        return OUTSIDE in self.names.rows[self.table_id].values()

    def asked(self, number: str | None) -> Iterator[Said]:
        """Of how many the question is asked: all but those outside the base, or the sum of the
        rest."""
        cases = self.names.figures.get(Key(BY_REGION, self.where.place, BASE))
        outside = Key(self.table_id, self.where.place, OUTSIDE)
        others = self.names.figures.get(outside)
        count = as_count(number or "")
        if count is not None and cases and others and None not in (cases.number, others.number):
            yield Said(outside, (cases.number or 0) - count, None, self.where.file)
        else:
            yield from self.sum((BASE, NOT_KNOWN, NOT_PROVIDED), number)

    def everybody(self, number: str | None) -> Iterator[Said]:
        yield from _said(self.where, Key(BY_REGION, self.where.place, BASE), number)

    def sum(self, rows: Sequence[str], number: str | None) -> Iterator[Said]:
        """What the sum of some rows says of one of them, the others being in print.

        Raises AuditError where two of them are not.
        """
        count = as_count(number or "")
        if count is None:
            return
        keys = [Key(self.table_id, self.where.place, row) for row in rows]
        figures = [self.names.figures.get(key) for key in keys]
        parts = [None if figure is None else figure.number for figure in figures]
        hidden = [n for n, part in enumerate(parts) if part is None] or [0]
        if len(hidden) > 1:
            raise AuditError(
                f"{self.where.file} has a sum of hidden figures in {self.table_id} for "
                f"{self.where.place}. Write the snapshot again."
            )
        others = sum(part for n, part in enumerate(parts) if n != hidden[0] and part is not None)
        yield Said(keys[hidden[0]], count - others, None, self.where.file)


def _said(where: Where, key: Key, number: str | None) -> Iterator[Said]:
    if (count := as_count(number or "")) is not None:
        yield Said(key, count, None, where.file)


def _share(where: Where, key: Key, number: str | None) -> Iterator[Said]:
    if share := as_percent(number or ""):
        yield Said(key, None, share, where.file)
