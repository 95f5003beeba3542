"""The attack: every hidden cell of a release bounded by all that is in print."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from pipeline.attack.blocks import Block, blocks
from pipeline.attack.bounds import block_ranges
from pipeline.attack.elsewhere import with_other_files
from pipeline.attack.facts import AuditError
from pipeline.attack.finding import Finding
from pipeline.attack.joint import change_range, few_changes, is_change, same_counts
from pipeline.attack.judging import judged
from pipeline.attack.printed import PrintedFigure, read_tables
from pipeline.attack.programme import Infeasible
from pipeline.attack.relations import latent_range, ranges, relations
from pipeline.attack.release import Cell, Release, read_release
from pipeline.attack.several import is_other_side
from pipeline.attack.sums import Range, Relation
from pipeline.attack.tightening import tightened

THRESHOLD = 5


def attack(
    folder: Path,
    earlier: Sequence[Path] = (),
    *,
    threshold: int = THRESHOLD,
    changed: int | None = None,
    every_bound: bool = False,
    only_exact: bool = False,
) -> Finding:
    """What can be worked out of the hidden cells of the release in `folder`, from all its files.

    With `earlier` releases (the oldest first) from all of them together: of one day or, with
    `changed`, of days one after the other between which at most so many young people came, went or
    had an answer changed.  A cell that is known to be wide may be wider than its interval says,
    unless `every_bound`.  `only_exact`: nothing is said of narrow cells, which takes less time.
    Raises AuditError where the folders can't be read or contradict themselves.
    """
    releases = [list(with_other_files(each, read_tables(each))) for each in (*earlier, folder)]
    return attack_figures(
        releases,
        threshold=threshold,
        changed=changed,
        every_bound=every_bound,
        only_exact=only_exact,
    )


def attack_figures(
    releases: Sequence[Iterable[PrintedFigure]],
    *,
    threshold: int = THRESHOLD,
    changed: int | None = None,
    every_bound: bool = False,
    only_exact: bool = False,
) -> Finding:
    """As `attack`, of figures that were read; the release that it is about is the last."""
    read = [read_release(figures, number) for number, figures in enumerate(releases)]
    return attack_read(
        read,
        threshold=threshold,
        changed=changed,
        every_bound=every_bound,
        only_exact=only_exact,
    )


def attack_read(
    read: Sequence[Release],
    further: Iterable[Relation] = (),
    *,
    threshold: int = THRESHOLD,
    changed: int | None = None,
    every_bound: bool = False,
    only_exact: bool = False,
) -> Finding:
    """As `attack_figures`, of releases that were put together; `further` holds between their counts
    beside what holds in every release."""
    known, held = _all_that_holds(read, changed, further)
    parted = blocks(held, known)
    if parted.broken:
        raise _broken(parted.broken[0], read)
    bounds = _Bounds(read, 1 if only_exact else threshold, every_bound)
    for block in parted.blocks:
        bounds.add(block)
    finding = judged(
        read, {**known, **bounds.found}, threshold, bounds.given_up, of_one_day=changed is None
    )
    return replace(finding, narrow=()) if only_exact else finding


def forced(
    release: Release, further: Iterable[Relation], unseen: Collection[Cell]
) -> Mapping[Cell, int]:
    """The counts that are not in print and follow from single relations, one after the other;
    nothing is known of those that are `unseen`, not even that something is hidden."""
    known, held = _all_that_holds([release], None, further)
    known |= {cell: latent_range(release, cell) for cell in unseen}
    return {
        cell: of.least
        for block in blocks(held, known).blocks
        for cell, of in zip(block.cells, tightened(block), strict=True)
        if of.numbers == 1
    }


def _all_that_holds(
    releases: Sequence[Release], changed: int | None, further: Iterable[Relation]
) -> tuple[dict[Cell, Range], list[Relation]]:
    """The range that print alone gives each count, and the relations between them."""
    known: dict[Cell, Range] = {}
    held: list[Relation] = []
    for release in releases:
        known |= ranges(release)
        for relation in relations(release):
            held.append(relation)
            for cell in relation.terms:
                if cell not in known:
                    known[cell] = latent_range(release, cell)
    held.extend(further)
    if changed is None:
        held.extend(same_counts(releases, known))
        return known, [each for each in held if not each.link or _is_open(each, known)]
    for first, second in pairwise(releases):
        links = list(few_changes(first, second, known, changed))
        known |= {
            cell: change_range(changed) for each in links for cell in each.terms if is_change(cell)
        }
        held.extend(links)
    return known, held


def _is_open(relation: Relation, known: Mapping[Cell, Range]) -> bool:
    return any(known[cell].numbers > 1 for cell in relation.terms)


@dataclass
class _Bounds:
    """The ranges found, block by block; `enough` numbers are looked for in each."""

    releases: Sequence[Release]
    enough: int
    every_bound: bool
    found: dict[Cell, Range] = field(default_factory=dict)
    given_up: int = 0

    def add(self, block: Block) -> None:
        """Finds the ranges of a block's counts; raises AuditError if nothing fits."""
        try:
            narrowed = tightened(block)
            self._keep(block.cells, narrowed, range(len(narrowed)))
            for part in block.parted(narrowed):
                wanted = [n for n, cell in enumerate(part.cells) if self._is_wanted(cell)]
                if wanted:
                    found = block_ranges(part, wanted, self.enough, every_bound=self.every_bound)
                    self._keep(part.cells, found, wanted)
        except Infeasible:
            if not block.link:
                raise _broken(
                    Relation(dict.fromkeys(block.cells, 1), 0, 0), self.releases
                ) from None
            self.given_up += 1
            for part in block.without(block.link):
                self.add(part)

    def _keep(
        self,
        cells: Sequence[Cell],
        ranges: Sequence[Range] | Mapping[int, Range],
        of: Sequence[int],
    ) -> None:
        for n in of:
            self.found[cells[n]] = ranges[n]

    def _is_wanted(self, cell: Cell) -> bool:
        return is_other_side(cell) or cell in self.releases[cell.release].shown


def _broken(relation: Relation, releases: Sequence[Release]) -> AuditError:
    for cell in relation.terms:
        for figure in releases[cell.release].shown.get(cell, ()):
            return AuditError(
                f"{figure.table_id}, {figure.name}: what is printed round '{figure.label}' does "
                "not add up, so the folder is not as lscb wrote it. Write the snapshot again."
            )
    return AuditError("What is printed does not add up. Write the snapshot again.")
