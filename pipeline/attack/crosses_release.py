"""Own tables put together, with the standard tables beside them, and what holds between them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.attack.crosses_reading import (
    OF_ANSWER,
    OF_GROUP,
    OF_ROWS,
    CrossFigure,
    own_answers,
)
from pipeline.attack.facts import (
    CASES,
    NOT_PROVIDED,
    ONE_ANSWER,
    OUTSIDE,
    TOTAL,
    AuditError,
    TableFacts,
    forms_asking,
    key_of,
    outside_by_form_alone,
    table_facts,
    table_of,
)
from pipeline.attack.printed import PrintedFigure
from pipeline.attack.release import (
    NATIONAL,
    REGIONAL,
    Cell,
    Place,
    Release,
    TableOfPlace,
    read_release,
)
from pipeline.attack.sums import Relation, exactly
from schemas.areas import BOARD_JOIN, ENGLAND, load_areas
from schemas.codebook import NOT_KNOWN
from schemas.codebook_reading import load_codebook


@dataclass(frozen=True)
class CrossRelease(Release):
    """Own tables, with the standard tables beside them: a column's cases are those of the answer
    across, and the columns of a place are together all its young people."""

    def cases(self, place: str, column: str = TOTAL) -> Cell:
        code, _, group = place.partition(OF_GROUP)
        if not group:
            return super().cases(place, column)
        question, _, answer = group.partition(OF_ANSWER)
        return Cell(code, question, answer, column, self.number)

    def further_lines(self) -> Iterator[list[Cell]]:
        """Of what stands below the answers, a row across all columns; and the answers across."""
        lines: dict[tuple[str, ...], list[Cell]] = defaultdict(list)
        for table in self.tables:
            code, _, group = table.place.partition(OF_GROUP)
            for row in table.figures if group else ():
                if row not in (*table.options, ONE_ANSWER):
                    across = group.rpartition(OF_ANSWER)[0]
                    key = (code, across, table.facts.question, row)
                    lines[key].append(self.cell(table, row))
        yield from lines.values()
        for place in self.groups_of:
            for keys in self._partings(place):
                yield [
                    self.cases(key)
                    for key in keys
                    if key.rpartition(OF_ANSWER)[2] not in (NOT_KNOWN, NOT_PROVIDED, OUTSIDE)
                ]

    def children(self, place: str) -> Iterator[tuple[str, ...]]:
        if place in self.places_of:
            yield self.places_of[place]
        yield from self._partings(place)

    def _partings(self, place: str) -> Iterator[tuple[str, ...]]:
        """The groups of a place by the question that parts it into them."""
        by_question: dict[str, list[str]] = defaultdict(list)
        for key in self.groups_of.get(place, ()):
            by_question[key.partition(OF_GROUP)[2].partition(OF_ANSWER)[0]].append(key)
        yield from map(tuple, by_question.values())


def cross_release(
    own: Sequence[CrossFigure], standard: Iterable[PrintedFigure] = (), number: int = 0
) -> CrossRelease:
    """Own tables and the standard tables beside them, put together."""
    beside = read_release(standard, number)
    shown: dict[Cell, list[PrintedFigure]] = defaultdict(list)
    for cell, figures in beside.shown.items():
        shown[cell] += figures
    places = dict(beside.places)
    by_table: dict[tuple[str, str], dict[str, CrossFigure]] = defaultdict(dict)
    for each in own:
        places.setdefault(each.figure.key, _place(each.figure))
        shown[_cell(each, number)].append(each.figure)
        if each.figure.row != CASES:
            by_table[each.figure.table_id, each.figure.key][each.figure.row] = each
    rows: dict[str, set[str]] = defaultdict(set)
    for (table_id, _), of_table in by_table.items():
        rows[table_id] |= set(of_table)
    facts = {
        each.figure.table_id: _facts(each.question, frozenset(rows[each.figure.table_id]))
        for each in own
    }
    tables = [
        TableOfPlace(
            facts[table_id],
            key,
            tuple(row for row in of_table if facts[table_id].is_option(row)),
            {row: each.figure for row, each in of_table.items()},
        )
        for (table_id, key), of_table in by_table.items()
    ]
    values = {cell: _value(figures) for cell, figures in shown.items()}
    return CrossRelease(
        number=number,
        values=values,
        shown={cell: tuple(figures) for cell, figures in shown.items()},
        places=places,
        tables=(*beside.tables, *tables),
        by_region=beside.by_region,
        blank_means_none=True,
        places_of=_parts((each.parent, each.code) for each in places.values()),
        groups_of=_parts((each.whole, each.code) for each in places.values()),
    )


def _cell(each: CrossFigure, number: int) -> Cell:
    figure = each.figure
    if figure.row != CASES:
        return Cell(figure.key, each.question, figure.row, TOTAL, number)
    if not figure.group:
        return Cell(figure.key, "", CASES, TOTAL, number)
    question, _, answer = figure.group.partition(OF_ANSWER)
    return Cell(figure.code, question, answer, TOTAL, number)


def _facts(name: str, rows: frozenset[str]) -> TableFacts:
    question, _, own = name.partition(OF_ROWS)
    facts = table_facts(table_of(question), rows)
    if own:
        return replace(facts, question=name, several=False, ages=False, merged={})
    return facts


def _place(figure: PrintedFigure) -> Place:
    if figure.level == NATIONAL:
        above = None
    elif figure.level == REGIONAL:
        above = ENGLAND
    else:
        authority = load_areas().authorities.get(figure.code.split(BOARD_JOIN)[0])
        if authority is None:
            raise AuditError(f"'{figure.code}' is no area that the reference tables know.")
        above = authority.region
    return Place(
        figure.key,
        figure.name,
        figure.level,
        None if above is None else key_of(above, figure.group),
        figure.code if figure.group else None,
    )


def _parts(above: Iterable[tuple[str | None, str]]) -> Mapping[str, tuple[str, ...]]:
    parts: dict[str, tuple[str, ...]] = {}
    for whole, part in above:
        if whole is not None:
            parts[whole] = (*parts.get(whole, ()), part)
    return parts


def _value(figures: Sequence[PrintedFigure]) -> int | None:
    numbers = {figure.number for figure in figures} - {None}
    if len(numbers) > 1:
        raise AuditError(
            f"{figures[0].table_id}, {figures[0].name}, {figures[0].label}: one count is printed "
            "with two numbers, so these folders were not written of the same returns."
        )
    return next(iter(numbers), None)


def known_beside(release: CrossRelease) -> Iterator[Relation]:
    """What holds beside what holds in every release."""
    yield from _made_sums(release)
    yield from _empty(release)
    yield from _turned_round(release)


def _turned_round(release: CrossRelease) -> Iterator[Relation]:
    """A count of two answers is the same, whichever of them stands across."""
    for cell in release.values:
        code, _, group = cell.place.partition(OF_GROUP)
        across, _, answer = group.rpartition(OF_ANSWER)
        other = replace(
            cell, place=f"{code}{OF_GROUP}{cell.question}{OF_ANSWER}{cell.row}",
            question=across, row=answer,
        )  # fmt: skip
        if across and cell < other and other in release.values:
            yield exactly({cell: 1, other: -1}, 0)


def _empty(release: CrossRelease) -> Iterator[Relation]:
    """Nobody was asked one question of a later form and not another."""
    for table in release.tables:
        across, _, answer = table.place.partition(OF_GROUP)[2].rpartition(OF_ANSWER)
        if across:
            down = table.facts.question.partition(OF_ROWS)[0]
            for row in table.figures:
                if _is_empty(down, across.partition(OF_ROWS)[0], answer, row):
                    yield exactly({release.cell(table, row): 1}, 0)


def _is_empty(down: str, across: str, column: str, row: str) -> bool:
    one, other = forms_asking(down), forms_asking(across)
    if not one or not other or (row == OUTSIDE) == (column == OUTSIDE):
        return False
    if row == OUTSIDE:
        return outside_by_form_alone(down) and other <= one
    return outside_by_form_alone(across) and one <= other


def _made_sums(release: CrossRelease) -> Iterator[Relation]:
    """Rows that add up to those of the standard tables."""
    names = {cell.question for cell in release.values if OF_ROWS in cell.question}
    for name in sorted(names):
        question = name.partition(OF_ROWS)[0]
        for place in release.places:
            own = {c.row: c for c in release.values if c.place == place and c.question == name}
            alone = {
                c.row: c for c in release.values if c.place == place and c.question == question
            }
            for row, parts in _made_of(question, own, alone):
                yield exactly({row: 1} | dict.fromkeys(parts, -1), 0)


def _made_of(
    question: str, own: Mapping[str, Cell], alone: Mapping[str, Cell]
) -> Iterator[tuple[Cell, list[Cell]]]:
    """What is the sum of what, of the rows of a place."""
    asked = load_codebook().question(question)
    answers = set(own_answers(question, own))
    for row, cell in own.items():
        if row not in answers and row in alone and not asked.has(row):
            yield cell, [alone[row]]
    if asked.kind == "number":
        for row in sorted(row for row in own if row in answers or row.isdigit()):
            least, _, most = row.rstrip("+").partition("-")
            last = 10_000 if row.endswith("+") else int(most or least)
            ages = [c for r, c in alone.items() if r.isdigit() and int(least) <= int(r) <= last]
            if ages:
                yield own[row], ages
        return
    groups: dict[str, list[Cell]] = defaultdict(list)
    for option in asked.options:
        if option.code in own:
            groups[option.group].append(own[option.code])
    for group, cells in groups.items():
        if group in alone and group not in ("not_known",):
            yield alone[group], cells
