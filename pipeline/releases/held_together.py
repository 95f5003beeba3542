"""What a new release gives away together with the sealed ones.

Two audits, and none is the other's: with all sealed releases of the same day, whose counts a reader
takes to be the same; and with the releases of other days, in a chain from the oldest to the newest,
between any two of which at most so many young people came, went or had an answer changed.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from pipeline.attack.attack import attack_figures
from pipeline.attack.facts import CASES
from pipeline.attack.finding import Found, Kind
from pipeline.attack.printed import PrintedFigure
from pipeline.attack.several import answer_of, is_other_side
from pipeline.releases.hidden_runs import Figures, of_family, runs
from reports.disclosure.cells import Cell
from reports.disclosure.published import PublishedTables
from reports.figures import BASE
from schemas.areas import BOARD_JOIN

NEAR, FAR = 2, 11
"""How many days before and after are held together with a new release: in all their tables, and
where a count was hidden for some of the days only."""
_TOLD_OF_ONE_DAY: tuple[Kind, ...] = ("exact", "narrow")
_TOLD_OF_SEVERAL: tuple[Kind, ...] = ("exact",)


class HeldRelease(Protocol):
    """What was published before, and is held together with what is new: a sealed release, or
    another month of the same trend.  `pattern` are the cells that it hid; `is_snapshot`: whether it
    holds the tables of a day."""

    @property
    def name(self) -> str: ...

    @property
    def day(self) -> date: ...

    @property
    def pattern(self) -> frozenset[Cell]: ...

    @property
    def is_snapshot(self) -> bool: ...

    def figures(self) -> Figures:
        """The figures as they stand in its tables.csv."""
        ...


@dataclass(frozen=True)
class Told:
    """A count that can be worked out from a new release and the sealed ones: its cell, where it is
    named so that people find it, and the release that the new one is held against."""

    cell: Cell
    table_id: str
    place: str
    row: str
    release: str


@dataclass(frozen=True)
class Together:
    """Releases that are read together; the new one comes at `place` among them.  `changed` is None
    where all are of one day; `only_runs`: only the tables of which a count was hidden for some of
    the days, and only as far as it was."""

    sealed: tuple[HeldRelease, ...]
    place: int
    changed: int | None
    threshold: int
    only_runs: bool = False

    @property
    def next_to_it(self) -> tuple[HeldRelease, ...]:
        """The releases right before and after the new one."""
        return self.sealed[max(self.place - 1, 0) : self.place + 1]

    def told(
        self, figures: Iterable[PrintedFigure], tables: frozenset[str] | None = None
    ) -> list[Told]:
        """What a new release of these figures adds to what the sealed ones tell; of `tables` alone,
        if they are named."""
        releases = [_of_tables(each.figures(), tables) for each in self.sealed]
        releases.insert(self.place, _of_tables(figures, tables))
        if not self.only_runs:
            return self._told(releases, 0)
        told: list[Told] = []
        for family, (first, last) in sorted(runs(releases, self.place).items()):
            if self.place - first > NEAR or last - self.place > NEAR:
                run = [of_family(each, family) for each in releases[first : last + 1]]
                told += self._told(run, first)
        return told

    def _told(self, releases: Sequence[Figures], first: int) -> list[Told]:
        """What is told by the releases from `first` on."""
        names = [each.name for each in self.sealed]
        names.insert(self.place, names[max(self.place - 1, 0)])
        names = names[first:]
        new = self.place - first
        found = self._found(tuple(releases))
        if any(each.cell.release != new for each in found):
            others = [each for n, each in enumerate(releases) if n != new]
            of_others = [each for n, each in enumerate(names) if n != new]
            already = {
                (of_others[each.cell.release], cell_of(each)) for each in self._found(tuple(others))
            }
            found = [
                each
                for each in found
                if each.cell.release == new
                or (names[each.cell.release], cell_of(each)) not in already
            ]
        return [
            Told(cell_of(each), each.table_id, each.place, each.row, names[each.cell.release])
            for each in found
        ]

    def _found(self, releases: tuple[Figures, ...]) -> list[Found]:
        kinds = _TOLD_OF_ONE_DAY if self.changed is None else _TOLD_OF_SEVERAL
        found = _audited(releases, self.threshold, self.changed)
        return [each for each in found if each.kind in kinds]


def _of_tables(figures: Iterable[PrintedFigure], tables: frozenset[str] | None) -> Figures:
    return tuple(each for each in figures if tables is None or each.table_id in tables)


@lru_cache(maxsize=8)
def _audited(
    releases: tuple[Figures, ...], threshold: int, changed: int | None
) -> tuple[Found, ...]:
    """Kept, because the files of a snapshot are audited after its tables were, and mostly say the
    same."""
    finding = attack_figures(
        releases, threshold=threshold, changed=changed, only_exact=changed is not None
    )
    return finding.found


def cell_of(found: Found) -> Cell:
    """The cell, as the tables know it: of an other side the row's, of merged answers that
    which they were merged into."""
    cell = answer_of(found.cell) if is_other_side(found.cell) else found.cell
    row = BASE.code if cell.row == CASES else cell.row.partition(BOARD_JOIN)[0]
    return Cell(cell.place, cell.question, row, cell.column)


def held_together(
    sealed: Collection[HeldRelease], day: date, changed: int, threshold: int
) -> tuple[Together, ...]:
    """The audits to which a new release of `day` is held.

    Of other days, the `NEAR` before and after are in one chain, each with its latest release; where
    a day has several, a second chain holds the first release of each.  The `FAR` before and after
    are in one too, as far as a count was hidden for some of them only (hidden_runs.py).
    """
    tables = [each for each in sealed if each.is_snapshot]
    same = tuple(each for each in tables if each.day == day)
    found = [Together(same, len(same), None, threshold)] if same else []
    for reach, only_runs in ((NEAR, False), (FAR, True)):
        last, first = _chain(tables, day, reach, -1), _chain(tables, day, reach, 0)
        for chain in (last, first) if first != last else (last,):
            if chain and (reach == NEAR or len(chain) > NEAR):
                place = sum(each.day < day for each in chain)
                found.append(Together(chain, place, changed, threshold, only_runs))
    return tuple(found)


def _chain(
    sealed: Collection[HeldRelease], day: date, reach: int, which: int
) -> tuple[HeldRelease, ...]:
    """One release of each of the days that are so near, the oldest first."""
    of_day: dict[date, list[HeldRelease]] = {}
    for each in sealed:
        of_day.setdefault(each.day, []).append(each)
    before = sorted(each for each in of_day if each < day)[-reach:]
    after = sorted(each for each in of_day if each > day)[:reach]
    return tuple(of_day[each][which] for each in (*before, *after))


def printed_figures(tables: PublishedTables) -> tuple[PrintedFigure, ...]:
    """The figures as a reader sees them in tables.csv."""
    return tuple(
        PrintedFigure(
            each.table.id,
            each.geography.level,
            each.geography.code,
            each.geography.name,
            figure.row.code,
            figure.row.label,
            figure.column,
            figure.cases,
            figure.percent,
            group=each.geography.group,
        )
        for each in tables.tables
        for figure in each.figures
    )
