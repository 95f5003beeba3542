"""Which cell a figure shows."""

from reports.disclosure.cells import Cell, shown_figures
from reports.figures import TrueTable
from schemas.areas import ENGLAND
from tests.disclosure.worlds import make_world

WORLD = make_world(0, size=200)
NORTH_EAST = "E12000001"


def cells_of(each: TrueTable, local_tables: bool = False) -> dict[tuple[str, str], Cell]:
    return {
        (shown.figure.row.code, shown.figure.column): shown.cell
        for shown in shown_figures(each, local_tables)
    }


def table(table_id: str, code: str) -> TrueTable:
    found = WORLD.tables.find(table_id, code)
    assert found is not None
    return found


def a_board() -> str:
    levels = ("local_authority", "joint_board")
    return next(
        each.geography.code for each in WORLD.tables.tables if each.geography.level in levels
    )


def test_a_regions_row_in_england_is_the_regions_own_base() -> None:
    of_england = cells_of(table("table_2", ENGLAND))
    of_region = cells_of(table("table_2", NORTH_EAST))
    assert of_england[NORTH_EAST, "statutory"] == of_region["base", "statutory"]


def test_a_count_beside_a_breakdown_is_the_cell_of_its_own_question() -> None:
    beside = cells_of(table("figure_6", NORTH_EAST))
    own = cells_of(table("question_family_setting", NORTH_EAST))
    assert beside["of_which_family_home", "total"] == own["family_home", "total"]


def test_of_boards_only_the_cases_are_published_by_default() -> None:
    board = a_board()
    assert list(cells_of(table("table_2", board))) == [("base", "total")]
    assert cells_of(table("figure_3", board)) == {}


def test_with_local_tables_boards_have_all_of_theirs() -> None:
    board = a_board()
    assert ("base", "voluntary") in cells_of(table("table_2", board), local_tables=True)
    assert ("female", "total") in cells_of(table("figure_3", board), local_tables=True)


def test_youngest_and_oldest_are_published_nowhere_and_the_mean_for_england_alone() -> None:
    of_england = {row for row, _ in cells_of(table("figure_2", ENGLAND))}
    of_region = {row for row, _ in cells_of(table("figure_2", NORTH_EAST))}
    assert {"youngest", "oldest"}.isdisjoint(of_england | of_region)
    assert {"mean", "mode"} <= of_england
    assert {"mean", "mode"}.isdisjoint(of_region)
