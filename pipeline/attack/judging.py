"""Which of the counts can be worked out, given what fits each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.attack.facts import BASE, ONE_ANSWER
from pipeline.attack.finding import Finding, Found, Kind
from pipeline.attack.printed import HIDDEN
from pipeline.attack.release import Cell, Release, TableOfPlace
from pipeline.attack.several import answer_of, is_other_side
from pipeline.attack.sums import Range
from schemas.codebook import NOT_KNOWN

_SMALL_GROUP = 20


def judged(
    releases: Sequence[Release],
    fits: Mapping[Cell, Range],
    threshold: int,
    given_up: int,
    *,
    of_one_day: bool,
) -> Finding:
    """What was found in all the releases; the intervals are those of the last.  `fits` has the
    range of every cell, and of the other sides that are not in print."""
    found: set[Found] = set()
    for release in releases:
        for cell in release.hidden():
            kind = _kind(fits[cell], threshold)
            if kind and not (of_one_day and _was_printed(releases, cell, fits[cell])):
                found.add(_found(kind, cell, release))
        found.update(_small_in_print(release, threshold))
        found.update(_whole_groups(release, threshold))
    for cell, of in fits.items():
        if is_other_side(cell) and of.least <= threshold and of.most >= 1:
            release = releases[cell.release]
            kind = _kind(of, threshold)
            if kind and not _is_difference_in_print(release, cell):
                found.add(_found(kind, cell, release))
    hidden = releases[-1].hidden()
    return Finding(
        exact=_of_kind(found, "exact"),
        narrow=_of_kind(found, "narrow"),
        printed=_of_kind(found, "printed"),
        whole_groups=_of_kind(found, "whole group"),
        intervals={cell: fits[cell] for cell in hidden},
        hidden=len(hidden),
        given_up=given_up,
    )


def _was_printed(releases: Sequence[Release], cell: Cell, of: Range) -> bool:
    """Whether the number that fits a cell is what an earlier release of the day printed of it.  If
    it is the same count, nothing new is told; a corrected count is hidden for being another one,
    and then the number is wrong."""
    return of.numbers == 1 and any(
        earlier.values.get(replace(cell, release=earlier.number)) == of.least
        for earlier in releases[: cell.release]
    )


def _is_difference_in_print(release: Release, other: Cell) -> bool:
    """Whether both counts of which it is the difference are in print: `_small_in_print` has it."""
    answer = answer_of(other)
    base = replace(answer, row=BASE)
    return release.values.get(answer) is not None and release.values.get(base) is not None


def _kind(of: Range, threshold: int) -> Kind | None:
    if of.numbers <= 1:
        return "exact"
    meets_small = of.least <= threshold and of.most >= 1
    return "narrow" if of.numbers < threshold and meets_small else None


def _of_kind(found: set[Found], kind: Kind) -> tuple[Found, ...]:
    return tuple(sorted(each for each in found if each.kind == kind))


def _found(kind: Kind, cell: Cell, release: Release) -> Found:
    """Named by the figure that hides it, or else by the first that shows it."""
    figures = release.shown[answer_of(cell) if is_other_side(cell) else cell]
    figure = next((each for each in figures if each.cases == HIDDEN), figures[0])
    open_one = next((each for each in figures if each.cases != HIDDEN), figure)
    return Found(
        kind, cell, figure.table_id, figure.name, figure.label, figure.column, open_one.file
    )


def _small_in_print(release: Release, threshold: int) -> Iterator[Found]:
    for cell, number in release.values.items():
        if number is not None and 1 <= number <= threshold:
            yield _found("printed", cell, release)
    for table in release.tables:
        base = release.values.get(release.cell(table, BASE))
        if not table.facts.several or base is None:
            continue
        for row in (*table.options, ONE_ANSWER):
            cell = release.cell(table, row)
            number = release.values.get(cell)
            if number is not None and 1 <= base - number <= threshold:
                yield _found("printed", cell, release)


def _whole_groups(release: Release, threshold: int) -> Iterator[Found]:
    """Small groups of whom everybody gave one answer, so that it is known of each.  Not known says
    nothing of anybody."""
    for table in release.tables:
        base = release.values.get(release.cell(table, BASE))
        if base is not None and threshold < base < _SMALL_GROUP:
            yield from _all_alike(release, table, base)
        cases = release.values.get(release.cases(table.place)) or 0
        if base is None and 0 < cases < _SMALL_GROUP:
            yield from _no_other_answer(release, table)


def _no_other_answer(release: Release, table: TableOfPlace) -> Iterator[Found]:
    """The one answer that is hidden where all others are in print as 0."""
    left = [row for row in table.options if release.values.get(release.cell(table, row)) != 0]
    if len(left) == 1 and left[0] != NOT_KNOWN:
        yield _found("whole group", release.cell(table, left[0]), release)


def _all_alike(release: Release, table: TableOfPlace, base: int) -> Iterator[Found]:
    for row in table.options:
        cell = release.cell(table, row)
        if row != NOT_KNOWN and release.values.get(cell) == base:
            yield _found("whole group", cell, release)
