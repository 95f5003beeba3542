"""The attack on a trend and the years of its months, read together.

What a reader knows beside what each says: a year begins with those with whom its April begins and
ends with those with whom its March ends; its new are those of its months; and its young people are
counted once, the months' spells each, so that those who came back are at most those of its months,
and so are those ended and those unknown in the end.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.attack.blocks import Block, blocks
from pipeline.attack.bounds import block_ranges
from pipeline.attack.facts import BY_REGION, YEAR_END, AuditError, key_of
from pipeline.attack.finding import Finding, Found
from pipeline.attack.movements import (
    MOVEMENTS,
    OPEN_END,
    OPEN_START,
    TABLE,
    PrintedCount,
    kind_of,
    movement_ranges,
    movement_relations,
)
from pipeline.attack.printed import PrintedFigure
from pipeline.attack.programme import Infeasible
from pipeline.attack.relations import latent_range, ranges, relations
from pipeline.attack.release import NATIONAL, REGIONAL, Cell, Release, read_release
from pipeline.attack.sums import Range, Relation, exactly, within
from pipeline.attack.tightening import tightened


def cases_of(figures: Iterable[PrintedFigure]) -> tuple[PrintedFigure, ...]:
    """Of the figures of a year those that the trend tells of: the cases of all groups and places,
    and what became of them."""
    return tuple(each for each in figures if each.table_id in (BY_REGION, YEAR_END))


def attack_together(
    counts: Sequence[PrintedCount],
    years: Mapping[str, Iterable[PrintedFigure]],
    threshold: int,
    *,
    every_bound: bool = False,
) -> Finding:
    """What can be worked out of the hidden counts of a trend and of `years` (as 2010-11), all
    months of which it has: those that only one number fits, and those of which fewer fit than the
    threshold though they may be small.  The intervals are those of all of them.

    Raises AuditError where they contradict each other, or a month is missing.
    """
    read = {
        name: read_release(figures, number)
        for number, (name, figures) in enumerate(sorted(years.items()), start=1)
    }
    known, held = movement_ranges(counts), list(movement_relations(counts))
    for name, release in read.items():
        known |= ranges(release)
        held += [*relations(release), *_links(name, release, counts)]
        for relation in held:
            for cell in relation.terms:
                if cell not in known:
                    known[cell] = latent_range(release, cell)
    parted = blocks(held, known)
    if parted.broken:
        raise _broken(parted.broken[0].terms)
    found = dict(known)
    for block in parted.blocks:
        try:
            found |= _bounded(block, threshold, every_bound=every_bound)
        except Infeasible:
            raise _broken(block.cells) from None
    hidden = dict(_hidden(counts, read.values()))
    judged = [
        Found(kind, cell, *where)
        for cell, where in hidden.items()
        if (kind := kind_of(found[cell], threshold)) is not None
    ]
    return Finding(
        exact=tuple(sorted(each for each in judged if each.kind == "exact")),
        narrow=tuple(sorted(each for each in judged if each.kind == "narrow")),
        printed=(),
        whole_groups=(),
        intervals={cell: found[cell] for cell in hidden},
        hidden=len(hidden),
    )


def _bounded(block: Block, threshold: int, *, every_bound: bool) -> dict[Cell, Range]:
    narrowed = tightened(block)
    found = dict(zip(block.cells, narrowed, strict=True))
    for part in block.parted(narrowed):
        of_part = block_ranges(part, range(len(part.cells)), threshold, every_bound=every_bound)
        found |= {part.cells[n]: of for n, of in of_part.items()}
    return found


def _links(name: str, year: Release, counts: Sequence[PrintedCount]) -> Iterator[Relation]:
    months = months_of(name)
    if missing := set(months) - {each.month for each in counts}:
        raise AuditError(f"The trend has no {min(missing)}, which is a month of {name}.")
    for code, place in year.places.items():
        if place.level not in (NATIONAL, REGIONAL) or place.whole is not None:
            continue
        for row, month in ((OPEN_START, months[0]), (OPEN_END, months[-1])):
            same = exactly({_of_year(year, code, row): 1, Cell(code, month, row): -1}, 0)
            yield from _if_there(year, same)
        for row in ("new", "came_back", "ended", "unknown"):
            of_months = {Cell(code, month, row): 1 for month in months}
            most = 0 if row == "new" else None
            terms = {_of_year(year, code, row): -1, **of_months}
            yield from _if_there(year, within(terms, 0, most))


def _if_there(year: Release, relation: Relation) -> Iterator[Relation]:
    if all(cell in year.shown for cell in relation.terms if cell.release == year.number):
        yield relation


def _of_year(year: Release, code: str, row: str) -> Cell:
    if row in (OPEN_START, "new", "came_back"):
        return year.cases(key_of(code, row))
    return Cell(code, YEAR_END, row, release=year.number)


def months_of(year: str) -> tuple[str, ...]:
    """The months of a year, as 2010-04.  Raises AuditError if it is none."""
    first = year[:4]
    if not (first.isdigit() and year[4:] == f"-{(int(first) + 1) % 100:02}"):
        raise AuditError(f"'{year}' is no year as 2010-11.")
    return tuple(f"{int(first) + n // 12:04}-{n % 12 + 1:02}" for n in range(3, 15))


def _hidden(
    counts: Iterable[PrintedCount], years: Iterable[Release]
) -> Iterator[tuple[Cell, tuple[str, str, str, str, str]]]:
    """The hidden cells, each with where it stands: table, place, row, column and file."""
    for each in counts:
        if each.number is None:
            yield each.cell, (TABLE, each.name, each.label, each.month, MOVEMENTS)
    for year in years:
        for cell in year.hidden():
            figure = year.shown[cell][0]
            where = (figure.table_id, figure.name, figure.label, figure.column, figure.file)
            yield cell, where


def _broken(cells: Iterable[Cell]) -> AuditError:
    place = min(each.place for each in cells)
    return AuditError(
        f"The year and the trend do not add up with each other ({place}): they are not of the same "
        "returns. Write both again from the store as it was at one moment (--as-of)."
    )
