"""Own tables after disclosure control.

They are protected beside the standard tables of the same day: a reader has every number that these
print, and what they hide stays hidden.  A column of a cross is a group of a place's young people,
as large as the answer across says; a made-up question (bands) adds up to the standard one.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from reports.crosses import Crosses, cases_of_groups, columns_across, only_counts
from reports.disclosure.cells import CASES, Cell, is_local, is_published, shown_figures
from reports.disclosure.crosses_system import crossed
from reports.disclosure.hiding import Reason
from reports.disclosure.protection import Pattern, protect
from reports.disclosure.published import (
    DisclosureLine,
    Publication,
    PublishedTables,
    published_with,
)
from reports.disclosure.system import build_system
from reports.figures import BASE, TrueTable, TrueTables, place_key
from reports.own_tables import (
    OwnTable,
    answer_of_group,
    group_of,
    is_empty,
    sides_of,
)


@dataclass(frozen=True)
class CrossPublication:
    """What is published of own tables (and, beside them, of each side alone and of the numbers of
    cases), the reason for everything that is not shown, and the pattern."""

    tables: PublishedTables
    sides: PublishedTables
    cases: PublishedTables
    lines: tuple[DisclosureLine, ...]
    pattern: Pattern


@dataclass(frozen=True)
class Standard:
    """The standard tables of the day: the true ones (with few answers merged, as they are
    published), and what they hide."""

    tables: TrueTables
    publication: Publication


def hidden_margins(
    crosses: Crosses, standard: Standard, local_tables: bool, threshold: int
) -> frozenset[Cell]:
    """What is hidden of the questions alone: of the standard tables what these hide, of sides with
    rows of their own what it takes for them."""
    hidden = standard.publication.pattern.cells
    margins = _together(crosses, standard, local_tables, groups=False)
    if len(margins.tables) == len(standard.tables.tables):
        return hidden
    known = _in_print(standard.tables, local_tables, hidden)
    system = crossed(build_system(margins, local_tables), crosses, known, hidden)
    return protect(system, threshold, hidden).cells


def publish_crosses(
    crosses: Crosses,
    standard: Standard,
    local_tables: bool,
    threshold: int,
    margins: frozenset[Cell],
    known: frozenset[Cell] = frozenset(),
    keep: frozenset[Cell] = frozenset(),
) -> CrossPublication:
    """The own tables after disclosure control.  `margins` are hidden of the questions alone, all
    else of them is in print.  `known` are other cells that follow from these alone, and are left
    in print; the cells of `keep` are hidden as well."""
    alone = build_system(_together(crosses, standard, local_tables), local_tables)
    questions = _together(crosses, standard, local_tables, groups=False)
    known |= _in_print(questions, local_tables, margins) | frozenset(_empty(crosses))
    pattern = protect(crossed(alone, crosses, known, margins), threshold, margins | keep)
    return _published(crosses, local_tables, threshold, pattern)


def margins_alone(
    crosses: Crosses, local_tables: bool, threshold: int, margins: frozenset[Cell]
) -> CrossPublication:
    """The own tables with nothing of the columns but their cases."""
    of_columns = frozenset(
        one.cell
        for each in crosses.tables.tables
        if each.geography.group
        for one in shown_figures(only_counts(each), local_tables)
    )
    hidden: dict[Cell, Reason] = dict.fromkeys(sorted(margins | of_columns), "complementary")
    return _published(crosses, local_tables, threshold, Pattern(hidden, ()))


def _published(
    crosses: Crosses, local_tables: bool, threshold: int, pattern: Pattern
) -> CrossPublication:
    def published(tables: TrueTables) -> Publication:
        counts = replace(tables, tables=tuple(map(only_counts, tables.tables)))
        return published_with(counts, local_tables, threshold, pattern)

    tables = published(crosses.tables)
    return CrossPublication(
        tables.tables,
        published(crosses.sides).tables,
        published(crosses.cases).tables,
        tables.lines,
        pattern,
    )


def _empty(crosses: Crosses) -> Iterator[Cell]:
    """The cells in columns in which nobody can be."""
    own = {each.id: each for each in crosses.own}
    for each in crosses.tables.tables:
        across, column = own[each.table.id].across, answer_of_group(each.geography.group)
        if across is not None and column:
            for figure in each.figures:
                if is_empty(own[each.table.id].down.table, across.table, column, figure.row.code):
                    yield Cell(each.geography.key, _name(each), figure.row.code)


def _name(each: TrueTable) -> str:
    assert each.table.question is not None
    return each.table.question.name


def _in_print(tables: TrueTables, local_tables: bool, hidden: Collection[Cell]) -> frozenset[Cell]:
    return frozenset(
        one.cell
        for each in tables.tables
        for one in shown_figures(each, local_tables)
        if one.cell not in hidden
    )


def cells_of(table: OwnTable, place: str, crosses: Crosses) -> frozenset[Cell]:
    """All cells in the columns of a table at a place."""
    if table.across is None:
        return frozenset()
    keys = {
        place_key(place, group_of(table.across, column.code))
        for column in columns_across(table.across, crosses.sides)
    }
    return frozenset(
        Cell(each.geography.key, table.down.name, figure.row.code)
        for each in crosses.tables.tables
        if each.table.id == table.id and each.geography.key in keys
        for figure in each.figures
    )


def _together(
    crosses: Crosses, standard: Standard, local_tables: bool, *, groups: bool = True
) -> TrueTables:
    """The standard tables, the sides that have rows of their own and, with `groups`, the groups
    across with their cases."""
    names = {each.table.question.name for each in standard.tables.tables if each.table.question}
    made = [
        only_counts(each)
        for each in crosses.sides.tables
        if each.table.question is not None and each.table.question.name not in names
    ]
    across = [
        only_counts(each)
        for each in crosses.tables.tables
        if groups
        and each.geography.group
        and is_published(each.table, each.geography, local_tables)
    ]
    of_groups = cases_of_groups(across, crosses.cases)
    return replace(standard.tables, tables=(*standard.tables.tables, *made, *of_groups, *across))


def needed_beside(crosses: Crosses, standard: Standard) -> TrueTables:
    """The standard tables that a reader could hold against the own ones: those of the same
    questions and of what hangs on them; all, where a number of cases is hidden by which all hang
    together."""
    pattern = standard.publication.pattern.hidden
    if any(
        cell.question == CASES and not is_local(each.geography)
        for each in standard.tables.tables
        for cell in (Cell(each.geography.key, CASES, BASE.code),)
        if cell in pattern
    ):
        return standard.tables
    asked = {side.question.name for side in sides_of(crosses.own)}
    joined: set[str] = set()
    while joined != asked:
        joined = set(asked)
        for each in standard.tables.tables:
            if names := _questions_of(each) & asked:
                asked |= _questions_of(each) if names else set()
    return replace(
        standard.tables,
        tables=tuple(
            each
            for each in standard.tables.tables
            if each.table.question is None or _questions_of(each) & asked
        ),
    )


def _questions_of(each: TrueTable) -> set[str]:
    table = each.table
    if table.question is None:
        return set()
    return {
        table.question.name,
        *(beside.question for beside in table.beside),
        *(table.asked_where or ())[:1],
    }
