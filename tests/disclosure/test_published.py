"""What leaves the building holds only what may."""

import pytest

from reports.disclosure.published import Publication, PublishedFigure, publish
from reports.figures import HIDDEN
from schemas.areas import ENGLAND
from tests.disclosure.worlds import make_world

WORLD = make_world(1)
LEVELS = ("local_authority", "joint_board")


@pytest.fixture(scope="module")
def published() -> Publication:
    return publish(WORLD.tables)


def figures(published: Publication, table_id: str, code: str) -> dict[str, PublishedFigure]:
    return {
        figure.row.code: figure
        for each in published.tables.tables
        if (each.table.id, each.geography.code) == (table_id, code)
        for figure in each.figures
        if figure.column == "total"
    }


def test_a_figure_is_its_true_count_or_hidden(published: Publication) -> None:
    for each in published.tables.tables:
        true = WORLD.tables.find(each.table.id, each.geography.code)
        assert true is not None
        for figure in each.figures:
            truth = true.cases(figure.row.code, figure.column)
            assert figure.cases in (HIDDEN, truth)
            if figure.cases != HIDDEN and figure.row.code not in ("mean", "mode", "most_answers"):
                assert not 1 <= int(figure.cases) <= 5


def test_a_percentage_is_hidden_with_its_count_and_with_its_base(published: Publication) -> None:
    seen = 0
    for each in published.tables.tables:
        if each.table.question is None:
            continue
        of = figures(published, each.table.id, each.geography.code)
        for row in each.table.rows:
            if HIDDEN in (of[row.code].cases, of["base"].cases):
                assert of[row.code].percent == HIDDEN
                seen += 1
    assert seen > 100


def test_further_rows_have_no_percentage_even_where_they_are_hidden(published: Publication) -> None:
    for each in published.tables.tables:
        for figure in each.figures:
            if figure.row.code in ("base", "not_provided", "not_known", "outside_base"):
                counted_in_base = each.table.not_known_in_base and figure.row.code == "not_known"
                assert figure.percent == "" or counted_in_base


def test_the_mean_is_hidden_with_its_base(published: Publication) -> None:
    of = figures(published, "figure_2", ENGLAND)
    assert (of["mean"].cases == HIDDEN) >= (of["base"].cases == HIDDEN)


def test_boards_show_only_their_cases_by_default(published: Publication) -> None:
    local = [each for each in published.tables.tables if each.geography.level in LEVELS]
    assert {each.table.id for each in local} == {"table_2"}
    assert {len(each.figures) for each in local} == {1}


def test_every_hidden_figure_has_its_line_with_the_true_count(published: Publication) -> None:
    hidden = [
        (each.table.id, each.geography.code, figure.row.code, figure.column)
        for each in published.tables.tables
        for figure in each.figures
        if figure.cases == HIDDEN
    ]
    lines = [
        (line.table.id, line.geography.code, line.row.code, line.column) for line in published.lines
    ]
    assert lines == hidden
    for line in published.lines:
        true = WORLD.tables.find(line.table.id, line.geography.code)
        assert true is not None
        assert line.cases == true.cases(line.row.code, line.column)


def test_a_small_group_of_one_answer_does_not_show_it() -> None:
    for seed in (7, 22):
        found = publish(make_world(seed).tables)
        for each in found.tables.tables:
            if each.table.question is None:
                continue
            of = figures(found, each.table.id, each.geography.code)
            base = of["base"].cases
            if base != HIDDEN and 0 < int(base) < 20:
                answers = [of[row.code].cases for row in each.table.rows if row.code != "not_known"]
                assert base not in answers
