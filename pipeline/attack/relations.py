"""What a reader knows that holds between the counts of a release, as sums with a least and a
most."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.attack.facts import (
    BASE,
    CASES,
    MEAN,
    MODE,
    NOT_PROVIDED,
    OLDEST,
    OUTSIDE,
    TOTAL,
    TYPES,
    YOUNGEST,
    key_of,
)
from pipeline.attack.printed import HIDDEN
from pipeline.attack.release import Cell, Release, TableOfPlace
from pipeline.attack.several import several_relations
from pipeline.attack.sums import Range, Relation, exactly, no_more, within
from schemas.areas import ENGLAND
from schemas.codebook import NOT_KNOWN

_UNBOUNDED = 10_000_000
"""More young people than there are."""


def relations(release: Release) -> Iterator[Relation]:
    """All that holds between the cells of a release."""
    for table in release.tables:
        yield from _within_table(release, table)
    yield from _by_type(release)
    yield from _by_place(release)


def ranges(release: Release) -> Mapping[Cell, Range]:
    """What the print alone says of each cell: its number, or at least 1 for a hidden one; a zero is
    hidden only in a line in which no number above 0 is in print."""
    perhaps_zero = set(_in_hidden_lines(release))
    found: dict[Cell, Range] = {}
    for cell, number in release.values.items():
        most = _most(release, cell.place)
        if number is not None:
            found[cell] = Range(number, number)
        elif _is_local(release, cell) or cell not in perhaps_zero:
            found[cell] = Range(1, most)
        else:
            found[cell] = Range(0, most)
    return found


def latent_range(release: Release, cell: Cell) -> Range:
    """The range of a count that is not in print."""
    return Range(1 if _is_local(release, cell) else 0, _most(release, cell.place))


def _is_local(release: Release, cell: Cell) -> bool:
    """A board's cases: a board without a case is left out."""
    place = release.places.get(cell.place)
    return place is not None and place.is_local and cell.row == CASES and cell.column == TOTAL


def _most(release: Release, code: str) -> int:
    """The cases of the place, or of the smallest around it, that are in print."""
    number = release.values.get(release.cases(code))
    if number is not None:
        return number
    place = release.places.get(code)
    above = (place.parent, place.whole) if place else ()
    return min((_most(release, each) for each in above if each), default=_UNBOUNDED)


def _in_hidden_lines(release: Release) -> Iterator[Cell]:
    """Cells of hidden lines: the answers of a table at a place, the types of agency of a
    place, and the places of a region or the regions for one row."""
    for table in release.tables:
        yield from _if_hidden(release, [release.cell(table, row) for row in table.options])
    for code in release.places:
        yield from _if_hidden(release, [release.cases(code, column) for column in TYPES])
    for cells in (*_lines_of_places(release), *release.further_lines()):
        yield from _if_hidden(release, cells)


def _if_hidden(release: Release, cells: Iterable[Cell]) -> list[Cell]:
    """The hidden cells of a line in which no number above 0 is in print."""
    shown = [cell for cell in cells if cell in release.shown]
    return [] if any(release.values[cell] for cell in shown) else shown


def _lines_of_places(release: Release) -> Iterator[list[Cell]]:
    lines: dict[tuple[str, str, str, str], list[Cell]] = {}
    for cell in release.values:
        place = release.places.get(cell.place)
        parent = place.parent if place else ENGLAND
        if parent is not None:
            lines.setdefault((parent, cell.question, cell.row, cell.column), []).append(cell)
    yield from lines.values()


def _within_table(release: Release, table: TableOfPlace) -> Iterator[Relation]:
    base = release.cell(table, BASE)
    cases = release.cases(table.place)
    outside = [release.cell(table, row) for row in (OUTSIDE,) if row in table.figures]
    parts = [base, *outside, *_further(release, table)]
    yield exactly({cases: 1} | dict.fromkeys(parts, -1), 0)
    if table.facts.parent is not None and outside:
        question, answers = table.facts.parent
        asked = [Cell(table.place, question, each, TOTAL, release.number) for each in answers]
        if all(each in release.values for each in asked):
            yield exactly({cases: 1, outside[0]: -1} | dict.fromkeys(asked, -1), 0)
    if table.facts.several:
        yield from several_relations(release, table)
    else:
        options = [release.cell(table, row) for row in table.options]
        yield exactly({base: 1} | dict.fromkeys(options, -1), 0)
    if table.facts.ages:
        yield from _ages(release, table)
    yield from _percentages(release, table)


def _further(release: Release, table: TableOfPlace) -> list[Cell]:
    rows = (NOT_PROVIDED,) if table.facts.not_known_in_base else (NOT_PROVIDED, NOT_KNOWN)
    return [release.cell(table, row) for row in rows if row in table.figures]


def _percentages(release: Release, table: TableOfPlace) -> Iterator[Relation]:
    base = release.cell(table, BASE)
    for row, figure in table.figures.items():
        if not table.facts.has_percent(row) or figure.percent == HIDDEN:
            continue
        if figure.percent:
            yield from share(release.cell(table, row), base, figure.percent)
        elif release.blank_means_none:
            yield exactly({base: 1}, 0)


def share(part: Cell, whole: Cell, percent: str) -> Iterator[Relation]:
    """What a percentage to one decimal, rounded half up, says of the counts behind it."""
    tenths = _tenths(percent)
    yield within({part: 2000, whole: -(2 * tenths - 1)}, 0, None)
    yield within({part: 2000, whole: -(2 * tenths + 1)}, None, -1)
    yield within({whole: 1}, 1, None)


def _tenths(decimal: str) -> int:
    whole, _, tenths = decimal.partition(".")
    return 10 * int(whole) + int(tenths or "0")


def _ages(release: Release, table: TableOfPlace) -> Iterator[Relation]:
    base = release.cell(table, BASE)
    ages = {int(row): release.cell(table, row) for row in table.options}
    said = {row: figure.cases for row, figure in table.figures.items() if figure.cases != HIDDEN}
    if mean := said.get(MEAN):
        tenths = _tenths(mean)
        years = {cell: 20 * age for age, cell in ages.items() if age}
        yield within(years | {base: -(2 * tenths - 1)}, 0, None)
        yield within(years | {base: -(2 * tenths + 1)}, None, -1)
    if said.get(MODE, "") in table.options:
        mode = int(said[MODE])
        for age, cell in ages.items():
            if age != mode:
                yield within({ages[mode]: 1, cell: -1}, 1 if age < mode else 0, None)
    if youngest := said.get(YOUNGEST):
        yield from _end(ages, int(youngest), range(int(youngest)))
    if oldest := said.get(OLDEST):
        yield from _end(ages, int(oldest), range(int(oldest) + 1, 1 + max(ages, default=0)))


def _end(ages: Mapping[int, Cell], end: int, beyond: Iterable[int]) -> Iterator[Relation]:
    if end in ages:
        yield within({ages[end]: 1}, 1, None)
    for age in beyond:
        if age in ages:
            yield exactly({ages[age]: 1}, 0)


def _by_type(release: Release) -> Iterator[Relation]:
    for code in release.places:
        types = [release.cases(code, column) for column in TYPES]
        if all(cell in release.values for cell in types):
            yield exactly({release.cases(code): 1} | dict.fromkeys(types, -1), 0)
    for figure in release.by_region:
        if figure.percent not in ("", HIDDEN):
            region = release.cases(key_of(figure.row, figure.group), figure.column)
            england = release.cases(key_of(ENGLAND, figure.group))
            yield from share(region, england, figure.percent)


def _by_place(release: Release) -> Iterator[Relation]:
    """A place is the sum of its parts, and of its groups; a part without the row has nobody that is
    known of."""
    for cell in release.values:
        for children in release.children(cell.place):
            parts = [
                part
                for key in children
                for part in (Cell(key, cell.question, cell.row, cell.column, cell.release),)
                if part in release.values
            ]
            if parts:
                sums = {cell: 1} | dict.fromkeys(parts, -1)
                yield exactly(sums, 0) if len(parts) == len(children) else no_more(sums)
