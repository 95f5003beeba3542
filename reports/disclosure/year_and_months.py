"""What a year and a trend of the same months hide, each for the sake of the other.

They are published apart, but read together.  So what they both tell of is made fit to publish by
itself, in the same way each time: the young people of the year by place and by how they were first
and last, and who came and went in its months.  The year and the trend hide at least what this
pattern hides, and each reckons with the rest being in print in the other.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from reports.counting import percentage
from reports.disclosure.cells import CASES, Cell, is_local
from reports.disclosure.joining import YearSystem, cell_of_year, joined
from reports.disclosure.movements_system import (
    MonthCounts,
    family_of_cases,
    movement_cell,
    movements_system,
    places,
    without_parts,
)
from reports.disclosure.protection import Pattern, protect
from reports.disclosure.relations import Sums
from reports.disclosure.system import System, build_system
from reports.figures import BASE, Geography, Group, TrueFigure, TrueTable, TrueTables, place_key
from reports.movements import Movements
from reports.tables import Table
from reports.tables_reading import load_tables
from reports.year import MonthOfYear, PlaceMovements
from reports.year_tables import year_end_table
from schemas.areas import ENGLAND

_GROUPS: tuple[Group, ...] = ("", "new", "known_before", "open_start", "came_back")
_WITH_TABLES: tuple[Group, ...] = ("", "new", "known_before")
_OPEN = 100.0


@dataclass(frozen=True)
class YearAndMonths:
    """A year as both products tell of it (`tables`: its cases by place and group, and what became
    of them), its twelve months, and what is hidden of both: `of_year` by the cells of its tables,
    `of_months` by those of movements_system for these months alone."""

    name: str
    tables: TrueTables
    months: tuple[MonthCounts, ...]
    of_year: Pattern
    of_months: Pattern

    @property
    def month_names(self) -> tuple[str, ...]:
        return tuple(each.month for each in self.months)


def year_and_months(
    name: str,
    movements: Sequence[PlaceMovements],
    months: Sequence[MonthOfYear],
    threshold: int,
    keep: Collection[Cell] = (),
) -> YearAndMonths:
    """A year of these movements by place, and its months from April to March, with what of them is
    hidden.  `keep`: cells of the months' movements (movement_cell) that are hidden in any case."""
    tables = _tables_of_cases(movements)
    counts = tuple(without_parts(each.name, each.movements) for each in months)
    names = [each.month for each in counts]
    of_year, of_months = _with_room(build_system(tables, False)), movements_system(counts)
    year = YearSystem(of_year, tuple(range(len(counts))))
    kept = frozenset(keep)
    # On the days on which years meet both hide the same: what that day alone makes necessary.
    ends = {
        cell: counts[n].counts[place.code, row]
        for n, row in ((0, "open_start"), (len(counts) - 1, "open_end"))
        for place in places()
        for cell in (movement_cell(names, n, place.code, row),)
    }
    kept |= _hidden_on_the_days(ends, threshold)
    pattern = protect(joined(of_months, names, [year], ends.keys() - kept), threshold, kept)
    if pattern.declared:
        pattern = protect(joined(of_months, names, [year]), threshold, kept)
    return YearAndMonths(
        name,
        tables,
        counts,
        pattern.only(frozenset(of_year.cells)),
        pattern.only(frozenset(of_months.cells)),
    )


def with_its_months(system: System, year: YearAndMonths) -> System:
    """The system of all tables of a year, with the movements of its months as a trend may print
    them."""
    of_months = movements_system(year.months)
    printed = [cell for cell in of_months.cells if cell not in year.of_months.cells]
    alone = YearSystem(system, tuple(range(len(year.months))))
    return joined(of_months, year.month_names, [alone], printed)


def kept_in_year(year: YearAndMonths) -> frozenset[Cell]:
    """What `with_its_months` is to hide: the year's own cells, and those of its months."""
    return year.of_year.cells | year.of_months.cells


def with_its_years(
    system: System, months: Sequence[str], years: Sequence[YearAndMonths], threshold: int
) -> tuple[System, frozenset[Cell]]:
    """The system of a trend's movements, with its years as each may be printed; and what it is to
    hide.  Of a year that is in the span in part only, the day on which it begins or ends."""
    days = _days_between_years(system, months, years)
    keep = set(_hidden_on_the_days(days, threshold))
    fixed = [cell for cell in days if cell not in keep]
    parts = []
    for each in years:
        own = _with_room(build_system(each.tables, False))
        numbers = tuple(months.index(month) for month in each.month_names)
        parts.append(YearSystem(own, numbers, each.name))
        hidden = each.of_year.cells
        fixed += [cell_of_year(cell, each.name) for cell in own.cells if cell not in hidden]
        keep |= {cell_of_year(cell, each.name) for cell in hidden}
        keep |= set(_in_span(each, months))
    return joined(system, months, parts, fixed), frozenset(keep)


def _days_between_years(
    system: System, months: Sequence[str], years: Sequence[YearAndMonths]
) -> dict[Cell, int]:
    """Those open on the days on which a year begins or ends, by their cells, without those of the
    years that are wholly in the span."""
    known = {each.month_names[n] for each in years for n in (0, -1)}
    days = [(n, "open_end") for n, month in enumerate(months) if month.endswith("-03")]
    days += [(0, "open_start")] if months[0].endswith("-04") else []
    numbers = system.numbers()
    return {
        cell: int(system.values[numbers[cell]])
        for n, row in days
        if months[n] not in known and months[min(n + 1, len(months) - 1)] not in known
        for place in places()
        for cell in (movement_cell(months, n, place.code, row),)
    }


def _in_span(year: YearAndMonths, months: Sequence[str]) -> Iterator[Cell]:
    """What is hidden of its months, by the cells of a longer span."""
    hidden, names = year.of_months.cells, year.month_names
    for n, each in enumerate(year.months):
        for place, row in each.counts:
            if movement_cell(names, n, place, row) in hidden:
                yield movement_cell(months, months.index(each.month), place, row)


def _with_room(system: System) -> System:
    """Of England and the regions all groups with tables of their own are such that these need
    room, though the tables are not here."""
    cases = {
        Cell(place_key(place.code, group), CASES, BASE.code)
        for place in places()
        for group in _WITH_TABLES
    }
    with_tables = np.array([cell in cases for cell in system.cells], dtype=np.bool_)
    return replace(system, with_tables=with_tables)


def _hidden_on_the_days(values: dict[Cell, int], threshold: int) -> frozenset[Cell]:
    """What is hidden of those open on a day by place, for the sake of that day alone."""
    cells = tuple(values)
    line = np.unique([f"{cell.question} {cell.row}" for cell in cells], return_inverse=True)[1]
    england = np.array([cell.place == ENGLAND for cell in cells])
    sums = Sums()
    for n in range(line.max(initial=-1) + 1):
        here = np.flatnonzero(line == n).tolist()
        sums.equal([(cell, 1.0 if england[cell] else -1.0) for cell in here])
    counts = np.array(list(values.values()), dtype=np.int64)
    none, nowhere = np.zeros(len(cells), dtype=np.bool_), np.full(len(cells), -1, dtype=np.int64)
    system = System(
        cells=cells,
        values=counts,
        cost=np.where(england, 10 * _OPEN, _OPEN) * np.maximum(counts, 1),
        printed=~none,
        other_of=nowhere,
        base_of=nowhere,
        row_line=np.where(england, -1, line),
        split_line=nowhere,
        with_tables=none,
        never_0=none,
        facts=(),
        families=(family_of_cases(sums, len(cells)),),
    )
    return protect(system, threshold).cells


# -- the year's cases ---------------------------------------------------------------------------


def _tables_of_cases(movements: Sequence[PlaceMovements]) -> TrueTables:
    """The cases of a year by place and group, and what became of those of England and the regions,
    as its tables have them."""
    regions = next(each for each in load_tables() if each.question is None)
    of_place = {each.geography.code: each.movements for each in movements}
    found: list[TrueTable] = []
    for each in movements:
        here = each.geography
        for group in _GROUPS:
            if not is_local(here) or _cases(each.movements, group):
                found.append(_by_region(regions, here, group, of_place))
        if not is_local(here):
            found.append(_year_end(here, each.movements))
    return TrueTables(date.min, tuple(found))


def _cases(movements: Movements, group: Group) -> int:
    return {
        "": movements.individuals,
        "new": movements.first_new,
        "known_before": movements.first_open + movements.first_came_back,
        "open_start": movements.first_open,
        "came_back": movements.first_came_back,
    }[group]


def _by_region(
    table: Table, place: Geography, group: Group, of_place: dict[str, Movements]
) -> TrueTable:
    here = _cases(of_place[place.code], group)
    rows = [*(table.rows if place.level == "national" else ())]
    cases = {row: _cases(of_place.get(row.code, Movements()), group) for row in rows}
    figures = [TrueFigure(row, "total", str(n), percentage(n, here)) for row, n in cases.items()]
    base = TrueFigure(BASE, "total", str(here), "")
    return TrueTable(table, replace(place, group=group), (*figures, base))


def _year_end(place: Geography, movements: Movements) -> TrueTable:
    table = year_end_table()
    cases = {
        "ended": movements.last_ended,
        "unknown": movements.last_unknown,
        "open_end": movements.last_open,
    }
    all_ = movements.individuals
    figures = [
        TrueFigure(row, "total", str(cases[row.code]), percentage(cases[row.code], all_))
        for row in table.rows
    ]
    return TrueTable(table, place, (*figures, TrueFigure(BASE, "total", str(all_), "")))
