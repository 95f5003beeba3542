"""The audit reads the open data as they are written: every figure, and none that says more than
tables.csv."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.attack.attack import attack
from pipeline.attack.elsewhere import with_other_files
from pipeline.attack.naming import names_of
from pipeline.attack.open_data_reading import figures_of_open_data
from pipeline.attack.printed import PrintedFigure, read_tables
from reports.disclosure.published import PublishedTables, publish
from reports.figures import HIDDEN, Figure, Geography, TrueTables
from reports.open_data import open_data_files
from reports.tables_csv import published_tables_csv
from tests.disclosure.worlds import make_world

NOT_IN_OPEN_DATA = ("mean", "mode", "most_answers")
ETHNIC_GROUPS = {
    "Mixed": "Mixed / Multiple ethnic groups",
    "Asian": "Asian / Asian British",
    "Black": "Black / African / Caribbean / Black British",
    "Other": "Other ethnic group",
}


def written(folder: Path, tables: PublishedTables) -> Path:
    (folder / "open-data").mkdir()
    (folder / "tables.csv").write_text(published_tables_csv(tables), encoding="utf-8")
    for name, text in open_data_files(tables).items():
        (folder / "open-data" / name).write_text(text, encoding="utf-8")
    return folder


def test_no_figure_says_more_than_tables_csv(tmp_path: Path, tables: PublishedTables) -> None:
    figures = read_tables(written(tmp_path, tables))
    assert list(with_other_files(tmp_path, figures)) == list(figures)


def test_every_published_figure_is_in_the_open_data(
    tmp_path: Path, tables: PublishedTables
) -> None:
    figures = read_tables(written(tmp_path, tables))
    names = names_of(figures)
    read = {
        said.key
        for path in (tmp_path / "open-data").glob("*.csv")
        if not path.name.endswith(".meta.csv")
        for said in figures_of_open_data(path, names)
    }
    left_out = {figure for key, figure in names.figures.items() if key not in read}
    assert {figure for figure in left_out if not is_elsewhere(figure)} == set()


def is_elsewhere(figure: PrintedFigure) -> bool:
    """Whether the open data hold a figure in other words: under the region itself, together with
    another, or not at all, as they say."""
    own_place = figure.table_id == "table_2" and figure.row != "base"
    together = figure.table_id in ("figure_2", "figure_3", "figure_4") and figure.row in (
        "base", "not_known", "not_provided",
    )  # fmt: skip
    return own_place or together or figure.level == "joint_board" or figure.row in NOT_IN_OPEN_DATA


@pytest.mark.parametrize("local_tables", [False, True])
def test_the_audit_passes_what_was_protected(tmp_path: Path, local_tables: bool) -> None:
    tables = publish(make_world(3, 60).tables, local_tables).tables
    assert attack(written(tmp_path, tables)).found == ()


@pytest.mark.parametrize(
    ("name", "table_id", "labels"),
    [
        ("cases-by-agency-type", "table_2", {}),
        ("cases-by-age", "figure_2", {}),
        ("cases-by-ethnicity", "figure_4", ETHNIC_GROUPS),
        ("cases-by-gender", "figure_3", {}),
        ("cases-by-answer", "table_3", {}),
    ],
)
def test_a_hidden_cells_true_count_put_into_a_line_is_found(
    tmp_path: Path, sample_tables: TrueTables, name: str, table_id: str, labels: Mapping[str, str]
) -> None:
    tables = publish(sample_tables).tables
    place, hidden = hidden_figure(tables, table_id)
    true = sample_tables.find(table_id, place.code)
    assert true is not None
    label = hidden.column.title() if table_id == "table_2" else hidden.row.label
    path = written(tmp_path, tables) / "open-data" / f"{name}.csv"
    before = path.read_text(encoding="utf-8")
    after = re.sub(
        rf"(?m)^(.*,{place.code},.*,{re.escape(labels.get(label, label))}),c,",
        rf"\g<1>,{true.cases(hidden.row.code, hidden.column)},",
        before,
        count=1,
    )
    assert after != before
    path.write_text(after, encoding="utf-8")
    (found,) = {
        (each.table_id, each.cell.place, each.file)
        for each in attack(tmp_path).exact
        if each.file != "tables.csv"
    }
    assert found == (table_id, place.code, f"open-data/{name}.csv")


def hidden_figure(tables: PublishedTables, table_id: str) -> tuple[Geography, Figure]:
    """A count that is hidden in a region."""
    return next(
        (each.geography, figure)
        for each in tables.of(table_id)
        for figure in each.figures
        if figure.cases == HIDDEN
        and each.geography.level == "regional"
        and (figure.row in each.table.rows or figure.column != "total")
    )
