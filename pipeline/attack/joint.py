"""What a reader takes two releases to have in common."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.attack.facts import BASE, CASES, NOT_PROVIDED, ONE_ANSWER, OUTSIDE, TOTAL, tier_of
from pipeline.attack.release import Cell, Release
from pipeline.attack.sums import Range, Relation
from schemas.areas import BOARD_JOIN
from schemas.codebook import NOT_KNOWN

SAME, FEW = 1, 2
"""Assumptions: the counts are the same; at most so many young people came, went or changed."""


def same_counts(releases: Sequence[Release], known: Mapping[Cell, Range]) -> Iterator[Relation]:
    """Releases of one day: a count is the same in all, but where the print shows that the answers
    to a question changed at a place.  `known` are all counts, those that are not in print too."""
    for n, first in enumerate(releases):
        for second in releases[n + 1 :]:
            changed = _changed(first, second)
            for cell in known:
                if cell.release != first.number or (cell.place, cell.question) in changed:
                    continue
                for parts in _counterparts(cell, second.number, known):
                    terms = {cell: 1} | dict.fromkeys(parts, -1)
                    yield Relation(terms, 0, 0, SAME)
            for cell in known:
                if cell.release == second.number and (cell.place, cell.question) not in changed:
                    for parts in _counterparts(cell, first.number, known):
                        if len(parts) > 1:
                            yield Relation({cell: 1} | dict.fromkeys(parts, -1), 0, 0, SAME)


def _changed(first: Release, second: Release) -> set[tuple[str, str]]:
    """Places and questions for which two releases print different numbers."""
    changed: set[tuple[str, str]] = set()
    for cell, number in first.values.items():
        other = second.values.get(replace(cell, release=second.number))
        if number is not None and other is not None and number != other:
            changed.add((cell.place, cell.question))
    return changed


def _counterparts(
    cell: Cell, release: int, known: Mapping[Cell, Range]
) -> Iterator[tuple[Cell, ...]]:
    """The cells of another release that are together the same count."""
    same = replace(cell, release=release)
    if same in known:
        yield (same,)
    elif BOARD_JOIN in cell.row and ":" not in cell.row:
        parts = tuple(replace(same, row=row) for row in cell.row.split(BOARD_JOIN))
        several = replace(same, row=ONE_ANSWER) in known
        if not several and all(part in known for part in parts):
            yield parts


@dataclass(frozen=True)
class _Change:
    """How a count changed: by a known number, or by the difference of two unknown ones (of which
    at least one is known to be more than 0 only where it is not the other)."""

    number: int
    more: Cell | None = None
    fewer: Cell | None = None


def few_changes(
    first: Release, second: Release, known: Mapping[Cell, Range], changed: int
) -> Iterator[Relation]:
    """Two days between which at most `changed` young people came, went or had an answer changed.

    Each of them makes at most one count more and one fewer among counts that part all cases.  Names
    new cells for the changes: see `change_range`.
    """
    changes: dict[Cell, _Change] = {}
    for cell in _printed_in_either(first, second):
        before = replace(cell, release=first.number)
        after = replace(cell, release=second.number)
        then, now = _range(first, before, known), _range(second, after, known)
        if then is None or now is None:
            continue
        if then.numbers == now.numbers == 1:
            changes[after] = _Change(now.least - then.least)
            continue
        more, fewer = (replace(after, row=f"{way}:{cell.row}") for way in ("more", "fewer"))
        terms = {more: 1, fewer: -1}
        offset = 0
        for each, weight, of in ((before, 1, then), (after, -1, now)):
            if each in known:
                terms[each] = weight
            else:
                offset += weight * of.least
        yield Relation(terms, -offset, -offset, FEW)
        changes[after] = _Change(0, more, fewer)
    for part in _partings(second, changes):
        yield from _at_most(part, changed)


def is_change(cell: Cell) -> bool:
    return cell.row.startswith(("more:", "fewer:"))


def change_range(changed: int) -> Range:
    return Range(0, 2 * changed)


def _printed_in_either(first: Release, second: Release) -> list[Cell]:
    cells = dict.fromkeys(replace(cell, release=0) for cell in second.values)
    return list(cells | dict.fromkeys(replace(cell, release=0) for cell in first.values))


def _range(release: Release, cell: Cell, known: Mapping[Cell, Range]) -> Range | None:
    """None where nothing is known: the row is not in this release.  A place that is left out has no
    case."""
    if cell in known:
        return known[cell]
    return Range(0, 0) if cell.place not in release.places else None


def _partings(release: Release, changes: Mapping[Cell, _Change]) -> Iterator[list[_Change]]:
    """Changes of counts of which each young person is in at most one, at all places of a level."""
    several = {table.facts.question for table in release.tables if table.facts.several}
    found: dict[tuple[int, int, str, str], list[_Change]] = defaultdict(list)
    for cell, change in changes.items():
        place = release.places.get(cell.place)
        level = 2 if place is None or place.is_local else 1 if place.parent else 0
        for group in _groups(cell, cell.question in several):
            found[level, tier_of(cell.place), cell.question, group].append(change)
    yield from found.values()


def _groups(cell: Cell, several: bool) -> Iterable[str]:
    """The partings that a count is in."""
    if cell.row == CASES:
        return ("all",) if cell.column == TOTAL else ("types",)
    if cell.row in (NOT_PROVIDED, OUTSIDE):
        return ("base", "answers")
    if cell.row == BASE:
        return ("base",)
    if several:
        return (cell.row, "base") if cell.row == NOT_KNOWN else (cell.row,)
    return ("answers",)


def _at_most(changes: Sequence[_Change], changed: int) -> Iterator[Relation]:
    up = sum(max(each.number, 0) for each in changes)
    down = sum(max(-each.number, 0) for each in changes)
    more = {each.more: 1 for each in changes if each.more is not None}
    fewer = {each.fewer: 1 for each in changes if each.fewer is not None}
    if more and up <= changed and down <= changed:
        yield Relation(more, None, changed - up, FEW)
        yield Relation(fewer, None, changed - down, FEW)
