"""The audit of a published trend, from its files: the movements, each month's tables alone, and
together with those of the months before it."""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.attack.attack import attack_figures
from pipeline.attack.elsewhere import with_other_files
from pipeline.attack.facts import BY_REGION, TOTAL, AuditError
from pipeline.attack.finding import Finding
from pipeline.attack.movements import OPEN_END, PrintedCount, attack_movements, read_movements
from pipeline.attack.printed import PrintedFigure, read_tables
from pipeline.attack.year_and_trend import attack_together, cases_of
from pipeline.releases.held_together import Told, held_together
from pipeline.years.publish_trend import MONTHS, MOVEMENTS
from reports.disclosure.cells import Cell
from reports.figures import BASE


@dataclass(frozen=True)
class MonthFinding:
    """`alone`: what is found in the month's tables; `together`: what can be worked out exactly from
    these and those of the months before; `unlike`: the names of places whose young people open at
    the end are hidden in the tables or in the movements, and in print in the other."""

    name: str
    alone: Finding
    together: tuple[Told, ...]
    unlike: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        return not (self.alone.found or self.together or self.unlike)


@dataclass(frozen=True)
class TrendFinding:
    """What is found in the movements, and in each month that has its tables."""

    movements: Finding
    months: tuple[MonthFinding, ...]

    @property
    def is_clean(self) -> bool:
        return not self.movements.found and all(each.is_clean for each in self.months)


@dataclass(frozen=True)
class _ReadMonth:
    """A month's tables as they stand in the folder, to be held together with others."""

    name: str
    day: date
    read: tuple[PrintedFigure, ...]

    @property
    def pattern(self) -> frozenset[Cell]:
        return frozenset()

    @property
    def is_snapshot(self) -> bool:
        return True

    def figures(self) -> tuple[PrintedFigure, ...]:
        return self.read


def is_trend(folder: Path) -> bool:
    """Whether what a trend publishes lies in `folder`."""
    return (folder / MOVEMENTS).is_file()


def audit_trend(folder: Path, threshold: int, changed: int) -> TrendFinding:
    """What can be worked out of what a trend publishes in `folder` (movements.csv, and
    months/YYYY-MM/ for each month with tables), by a reader who knows that between two months at
    most `changed` young people came, went or had an answer changed.

    Raises AuditError where the files can't be read or contradict themselves.
    """
    counts = read_movements(folder / MOVEMENTS)
    movements = attack_movements(counts, threshold)
    found: list[MonthFinding] = []
    before: list[_ReadMonth] = []
    for each in _months(folder, {count.month for count in counts}):
        audits = held_together(before, each.day, changed, threshold)
        found.append(
            MonthFinding(
                each.name,
                attack_figures([each.read], threshold=threshold),
                tuple(told for audit in audits for told in audit.told(each.read)),
                tuple(_unlike(each, counts)),
            )
        )
        before.append(each)
    return TrendFinding(movements, tuple(found))


def audit_with_years(folder: Path, years: Mapping[str, Path], threshold: int) -> Finding:
    """What can be worked out of the movements of a trend published in `folder` and of years (by
    their name, as 2010-11, the folder of each) together, by their cases.

    Raises AuditError where the files can't be read or contradict each other.
    """
    counts = read_movements(folder / MOVEMENTS)
    figures = {name: cases_of(read_tables(each)) for name, each in years.items()}
    return attack_together(counts, figures, threshold)


def _months(folder: Path, known: set[str]) -> Iterator[_ReadMonth]:
    months = folder / MONTHS
    for each in sorted(months.iterdir()) if months.is_dir() else ():
        if each.name not in known:
            raise AuditError(f"{each}: {MOVEMENTS} has no such month. Write the trend again.")
        yield _ReadMonth(
            each.name, _last(each.name), tuple(with_other_files(each, read_tables(each)))
        )


def _last(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, calendar.monthrange(year, number)[1])


def _unlike(month: _ReadMonth, counts: Sequence[PrintedCount]) -> Iterator[str]:
    """Raises AuditError where both are in print and not the same."""
    in_tables: Mapping[str, int | None] = {
        each.code: each.number
        for each in month.read
        if (each.table_id, each.row, each.column) == (BY_REGION, BASE.code, TOTAL)
    }
    for each in counts:
        if each.month != month.name or each.row != OPEN_END or each.code not in in_tables:
            continue
        number = in_tables[each.code]
        if (number is None) != (each.number is None):
            yield each.name
        elif number != each.number:
            raise AuditError(
                f"{month.name}, {each.name}: {MOVEMENTS} and the tables of the month have another "
                "number of young people open at the end. Write the trend again."
            )
