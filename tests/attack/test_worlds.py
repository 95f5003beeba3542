"""The attacker on random national data: its bounds hold, and patterns that protect too little are
broken."""

from collections.abc import Callable, Iterable

import pytest

from pipeline.attack.attack import attack_figures
from pipeline.attack.printed import HIDDEN, PrintedFigure
from pipeline.attack.release import read_release
from reports.figures import TrueFigure, TrueTable, TrueTables
from tests.disclosure.worlds import make_world

NEVER = ("youngest", "oldest")
NATIONAL = ("mean", "mode", "most_answers")
Pattern = Callable[[TrueTable, TrueFigure], bool]


def printed(tables: TrueTables, hides: Pattern) -> list[PrintedFigure]:
    """The figures of England and the regions, and the cases of the boards, as `hides` has them."""
    figures = []
    for table in tables.tables:
        here = table.geography
        base_hidden = any(hides(table, each) for each in table.figures if each.row.code == "base")
        for each in table.figures:
            if _is_published(table, each):
                hidden = each.row.code not in NATIONAL and hides(table, each)
                percent = HIDDEN if each.percent and (hidden or base_hidden) else each.percent
                figures.append(
                    PrintedFigure(
                        table.table.id, here.level, here.code, here.name, each.row.code,
                        each.row.label, each.column, HIDDEN if hidden else each.cases, percent,
                    )
                )  # fmt: skip
    return figures


def _is_published(table: TrueTable, figure: TrueFigure) -> bool:
    if figure.row.code in NEVER:
        return False
    if table.geography.level == "national":
        return True
    if figure.row.code in NATIONAL:
        return False
    whole = table.table.id == "table_2" and figure.column == "total"
    return table.geography.level == "regional" or whole


def small(_: TrueTable, figure: TrueFigure) -> bool:
    return 1 <= int(figure.cases) <= 5


def one_more(tables: TrueTables) -> Pattern:
    """Small counts and, in each column and each row with one of them, the smallest other."""
    more: set[tuple[str, str, str]] = set()
    lines: dict[tuple[str, str], list[tuple[int, tuple[str, str, str]]]] = {}
    for table in tables.tables:
        options = {row.code for row in table.table.rows}
        for each in table.figures:
            if each.row.code in options and each.column == "total":
                key = (table.table.id, table.geography.code, each.row.code)
                count = (int(each.cases), key)
                lines.setdefault((table.table.id, table.geography.code), []).append(count)
                if table.geography.level == "regional":
                    lines.setdefault((table.table.id, each.row.code), []).append(count)
    for line in lines.values():
        if sum(1 <= count <= 5 for count, _ in line) == 1:
            more.update(key for _, key in sorted(each for each in line if each[0] > 5)[:1])

    def hides(table: TrueTable, figure: TrueFigure) -> bool:
        key = (table.table.id, table.geography.code, figure.row.code)
        return small(table, figure) or key in more

    return hides


def every_third(_: TrueTable, figure: TrueFigure) -> bool:
    return int(figure.cases) % 3 == 1


def up_to_40(_: TrueTable, figure: TrueFigure) -> bool:
    return 1 <= int(figure.cases) <= 40


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("hides", [small, every_third, up_to_40])
def test_the_true_counts_lie_within_the_bounds(seed: int, hides: Pattern) -> None:
    world = make_world(seed, size=250)
    true = read_release(printed(world.tables, lambda *_: False)).values
    finding = attack_figures([printed(world.tables, hides)], every_bound=True)
    assert finding.hidden > 0
    assert [
        cell
        for cell, of in finding.intervals.items()
        if not of.least <= _number(true[cell]) <= of.most
    ] == []


def _number(value: int | None) -> int:
    assert value is not None
    return value


@pytest.mark.parametrize("seed", range(6))
def test_where_only_small_counts_are_hidden_exact_ones_are_found(seed: int) -> None:
    world = make_world(seed, size=1_200)
    assert len(attack_figures([printed(world.tables, small)]).exact) > 10


@pytest.mark.parametrize("seed", range(6))
def test_one_more_cell_a_row_and_column_does_not_protect(seed: int) -> None:
    world = make_world(seed, size=1_200)
    assert attack_figures([printed(world.tables, one_more(world.tables))]).exact


def test_what_is_found_does_not_depend_on_the_order_of_lines_or_on_asking_for_every_bound() -> None:
    figures = printed(make_world(3, size=600).tables, small)
    found = attack_figures([figures]).found
    assert _names(found) == _names(attack_figures([figures[::-1]]).found)
    assert _names(found) == _names(attack_figures([figures], every_bound=True).found)


def _names(found: Iterable[object]) -> set[str]:
    return {f"{each.kind} {each.cell}" for each in found}  # type: ignore[attr-defined]
