"""What else can be hidden of a question, where a count of it can be worked out from this release
and earlier ones."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.attack.printed import HIDDEN, PrintedFigure
from reports.disclosure.cells import CASES, FACTS, Cell, england_of, is_local, shown_figures
from reports.disclosure.parents import parents_of, place_above
from reports.figures import BASE, Geography, TrueTables

_TOTAL, _LOCAL_CASES = 10, 100
"""How much dearer totals are to hide than the counts they are made of, for as many persons."""


@dataclass(frozen=True)
class Neighbours:
    """What the other releases add: `changed` are the cells that show by how much they changed since
    one of them, `hid` those that the ones next to it hid."""

    changed: frozenset[Cell]
    hid: frozenset[Cell]


_NOBODY = Neighbours(frozenset(), frozenset())
_Kind = Callable[["Shape", Cell, Neighbours], Iterable[Cell]]


@dataclass(frozen=True)
class Shape:
    """What a release can show: its cells with their true counts, and where each stands."""

    cells: dict[Cell, int]
    options: dict[str, tuple[str, ...]]
    places: dict[str, Geography]
    stands: dict[tuple[str, str, str, str], Cell]

    def peers(self, code: str) -> Iterator[str]:
        """The places of one level within one parent."""
        mine = place_above(self.places[code])
        return (each for each, of in self.places.items() if place_above(of) == mine)

    def above(self, code: str) -> Iterator[str]:
        """The sums that a place is part of, and those that these are part of, each once."""
        found: dict[str, None] = {}
        waiting = [code]
        while waiting:
            parents = parents_of(self.places[waiting.pop(0)])
            waiting += [each.key for each in parents if each.key not in found]
            found |= dict.fromkeys(each.key for each in parents)
        return iter(found)

    def of(self, places: Iterable[str], question: str) -> frozenset[Cell]:
        """All cells of a question at these places, but the cases of the places themselves."""
        here = set(places)
        return frozenset(
            cell for cell in self.cells if cell.question == question and cell.place in here
        )

    def changed(
        self, figures: Collection[PrintedFigure], others: Iterable[Collection[PrintedFigure]]
    ) -> frozenset[Cell]:
        """The cells that these figures show with another number than some of the others do."""
        numbers: dict[Cell, str] = {
            self.stands[key]: each.cases
            for each in figures
            if each.cases != HIDDEN and (key := _key(each)) in self.stands
        }
        return frozenset(
            cell
            for other in others
            for each in other
            if each.cases != HIDDEN
            and (cell := self.stands.get(_key(each))) is not None
            and numbers.get(cell, each.cases) != each.cases
        )

    def cost(self, cells: Iterable[Cell]) -> int:
        return sum(max(self.cells[cell], 1) * _factor(cell) for cell in cells)


def shape_of(tables: TrueTables, local_tables: bool) -> Shape:
    """The shape of what is published of `tables`."""
    shape = Shape({}, {}, {}, {})
    for each in tables.tables:
        code = each.geography.key
        shape.places[code] = each.geography
        if each.table.question is not None:
            name = each.table.question.name
            shape.options.setdefault(name, tuple(row.code for row in each.table.rows))
        for one in shown_figures(each, local_tables):
            if one.cell.row not in FACTS:
                shape.cells[one.cell] = int(one.figure.cases)
                key = (each.table.id, code, one.figure.row.code, one.figure.column)
                shape.stands[key] = one.cell
    return shape


def _key(figure: PrintedFigure) -> tuple[str, str, str, str]:
    return figure.table_id, figure.key, figure.row, figure.column


def _factor(cell: Cell) -> int:
    if cell.row != BASE.code or cell.column != "total":
        return 1
    of_level = _TOTAL if cell.place == england_of(cell.place) else 1
    return of_level * (_LOCAL_CASES if cell.question == CASES else _TOTAL)


def choices(
    shape: Shape, told: Collection[Cell], beside: Neighbours, hidden: frozenset[Cell]
) -> list[frozenset[Cell]]:
    """Cells of one question to hide more, so that those told can't be worked out, the cheapest
    first.  `hidden` are those that are hidden already."""
    found = dict.fromkeys(
        _without_lone_zeros(
            shape,
            {
                each
                for cell in told
                if cell.place in shape.places
                for kind in some
                for each in kind(shape, cell, beside)
                if each in shape.cells
            },
        )
        for some in _CHOICES
    )
    fresh = {each: each - hidden for each in found}
    return sorted(
        (each for each in found if fresh[each]),
        key=lambda each: (shape.cost(fresh[each]), len(fresh[each])),
    )


def _without_lone_zeros(shape: Shape, cells: Collection[Cell]) -> frozenset[Cell]:
    """`cells` without each that is 0 in a line of which others are not among them: a reader takes
    it for 1 or more."""
    chosen = frozenset(cells)
    return frozenset(
        cell
        for cell in chosen
        if shape.cells[cell] or any(line <= chosen for line in _lines(shape, cell))
    )


def _lines(shape: Shape, cell: Cell) -> Iterator[frozenset[Cell]]:
    """The lines in which a cell may be hidden though it is 0; England alone is no line of
    places."""
    in_england = shape.places[cell.place].level == "national"
    kinds = (_split,) if in_england else (_split, _row)
    for kind in kinds:
        line = frozenset(each for each in kind(shape, cell, _NOBODY) if each in shape.cells)
        if line:
            yield line


def _split(shape: Shape, cell: Cell, _: Neighbours) -> Iterable[Cell]:
    """All answers at the place, so that each may be 0."""
    if cell.question == CASES:
        types = (each for each in shape.of([cell.place], CASES) if each.column != "total")
        return types if cell.column != "total" else ()
    rows = shape.options.get(cell.question, ())
    return (Cell(cell.place, cell.question, row) for row in rows if cell.row in rows)


def _row(shape: Shape, cell: Cell, _: Neighbours) -> Iterable[Cell]:
    """The row at all places of the level, so that each may be 0."""
    if cell.question == CASES and cell.column == "total" and is_local(shape.places[cell.place]):
        return ()
    return (Cell(place, cell.question, cell.row, cell.column) for place in shape.peers(cell.place))


def _above(shape: Shape, cell: Cell, _: Neighbours) -> Iterable[Cell]:
    """The sums that the cell is part of."""
    if cell.question == CASES and cell.column == "total":
        return ()
    return (Cell(place, cell.question, cell.row, cell.column) for place in shape.above(cell.place))


def _moved_above(shape: Shape, cell: Cell, beside: Neighbours) -> Iterable[Cell]:
    """What shows a change at the place or above it."""
    return shape.of((cell.place, *shape.above(cell.place)), cell.question) & beside.changed


def _as_before(shape: Shape, cell: Cell, beside: Neighbours) -> Iterable[Cell]:
    """What the releases next to it hid: a number that they printed protects nothing."""
    return shape.of(shape.places, cell.question) & beside.hid


def _moved(shape: Shape, cell: Cell, beside: Neighbours) -> Iterable[Cell]:
    """What shows a change anywhere."""
    return shape.of(shape.places, cell.question) & beside.changed


def _here(shape: Shape, cell: Cell, _: Neighbours) -> Iterable[Cell]:
    return shape.of([cell.place], cell.question)


def _pair(shape: Shape, cell: Cell, _: Neighbours) -> Iterable[Cell]:
    """The cell and the least of the other answers at the place that somebody gave, here and in the
    sums above: then either can be the one that changed."""
    rows = shape.options.get(cell.question, ())
    others = [Cell(cell.place, cell.question, row) for row in rows if row != cell.row]
    given = [each for each in others if shape.cells.get(each)]
    pair = {cell.row} | {each.row for each in sorted(given, key=shape.cells.__getitem__)[:1]}
    return (
        Cell(place, cell.question, row, cell.column)
        for place in (cell.place, *shape.above(cell.place))
        for row in pair
        if cell.question != CASES
    )


def _split_above(shape: Shape, cell: Cell, _: Neighbours) -> Iterable[Cell]:
    """All answers in the sums above."""
    rows = shape.options.get(cell.question, ())
    return (Cell(place, cell.question, row) for place in shape.above(cell.place) for row in rows)


def _here_above(shape: Shape, cell: Cell, _: Neighbours) -> Iterable[Cell]:
    return shape.of(shape.above(cell.place), cell.question) if cell.question != CASES else ()


def _everywhere(shape: Shape, cell: Cell, _: Neighbours) -> Iterable[Cell]:
    return shape.of(shape.places, cell.question)


_CHOICES: Sequence[Sequence[_Kind]] = (
    (_split,),
    (_row,),
    (_above,),
    (_pair,),
    (_moved_above,),
    (_split, _above),
    (_split, _pair),
    (_as_before,),
    (_as_before, _split),
    (_as_before, _pair),
    (_as_before, _split, _pair),
    (_split, _moved_above),
    (_row, _above),
    (_split, _split_above),
    (_split, _row, _above),
    (_here,),
    (_here, _above),
    (_here, _split_above),
    (_here, _here_above),
    (_here, _moved),
    (_row, _here, _here_above),
    (_everywhere,),
)
