"""Every figure of the published workbook is read by the attacker, and is that of tables.csv."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.attack.attack import attack
from pipeline.attack.grids import Said
from pipeline.attack.naming import names_of
from pipeline.attack.printed import read_tables
from pipeline.attack.workbook_reading import figures_of_workbook
from reports.disclosure.published import publish
from reports.figures import HIDDEN, TrueTables
from reports.report import PossibleDuplicates, PublicReport
from reports.tables_csv import published_tables_csv
from reports.workbook import write_public_workbook
from tests.disclosure.worlds import make_world

FRONT = ("Cover", "Contents", "Notes", "Flow of rows")
SIZES = {False: 600, True: 100}
"""How many young people there are, without local tables and with them."""


@pytest.fixture(scope="module", params=[False, True], ids=["default", "local tables"])
def release(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, TrueTables]:
    """A folder with tables.csv and the workbook, and the true figures."""
    folder = tmp_path_factory.mktemp("publish")
    world = make_world(3, size=SIZES[request.param])
    tables = publish(world.tables, local_tables=request.param).tables
    report = PublicReport(
        tables=tables,
        flow=(("received", "600"), ("counted", "600")),
        returns_used=20,
        agencies=20,
        possible=PossibleDuplicates((), False, None, 0.1),
        max_age=31,
        conflicts=None,
        codebook_version="2011",
        program_version="0.1.0",
    )
    (folder / "tables.csv").write_text(published_tables_csv(tables), encoding="utf-8")
    write_public_workbook(folder / "snapshot.xlsx", report)
    return folder, world.tables


@pytest.fixture
def folder(release: tuple[Path, TrueTables], tmp_path: Path) -> Path:
    """A copy of the folder, which a test may spoil."""
    return Path(shutil.copytree(release[0], tmp_path / "publish"))


def said_in(folder: Path) -> list[Said]:
    return list(figures_of_workbook(folder / "snapshot.xlsx", names_of(read_tables(folder))))


def figure_cells(folder: Path) -> Iterator[tuple[str, object]]:
    """Each cell of the sheets of tables that holds a number, its row's own age left out."""
    for sheet in load_workbook(folder / "snapshot.xlsx"):
        if sheet.title in FRONT:
            continue
        (table,) = sheet.tables.values()
        for row in sheet[table.ref]:
            for cell in row[1:]:
                if isinstance(cell.value, int | float):
                    yield sheet.title, cell.value


def test_as_many_figures_are_read_as_stand_in_its_tables(folder: Path) -> None:
    said = said_in(folder)
    assert len(said) == len(list(figure_cells(folder))) > 300
    assert len({(each.key, each.percent is None) for each in said}) == len(said)


def test_each_is_the_figure_of_tables_csv(folder: Path) -> None:
    names = names_of(read_tables(folder))
    for each in said_in(folder):
        figure = names.figures[each.key]
        assert figure.cases != HIDDEN or each.percent is None
        if each.count is not None:
            assert str(each.count) == figure.cases
        if each.percent is not None:
            assert each.percent == figure.percent


def test_every_shown_count_of_tables_csv_stands_in_the_workbook(folder: Path) -> None:
    """England's rows of table 2 are the regions' own cases."""
    read = {each.key for each in said_in(folder)}
    names = names_of(read_tables(folder))
    assert [
        key
        for key, figure in names.figures.items()
        if figure.cases not in (HIDDEN, "")
        and key not in read
        and not (key.table_id == "table_2" and key.row != "base")
    ] == []


def test_the_release_gives_nothing_away(folder: Path) -> None:
    assert attack(folder).found == ()


def test_a_hidden_count_in_one_cell_is_found(
    release: tuple[Path, TrueTables], folder: Path
) -> None:
    """The first that is hidden in figure 1."""
    _, true = release
    path = folder / "snapshot.xlsx"
    book = load_workbook(path)
    (cell, row, column) = _first_hidden(book["Figure 1"])
    (table,) = (each for each in true.of("figure_1") if each.geography.name == column)
    (figure,) = (each for each in table.figures if each.row.label == row)
    cell.value = int(figure.cases)
    book.save(path)
    exact = attack(folder).exact
    assert ("snapshot.xlsx", row) in {(each.file, each.row) for each in exact}


def _first_hidden(sheet: Worksheet) -> tuple[Cell, str, str]:
    """A cell of a hidden count, the label of its row, the heading of its column."""
    (table,) = sheet.tables.values()
    heading, *rows = sheet[table.ref]
    for row in rows:
        for cell, above in zip(row, heading, strict=True):
            if cell.value == "[c]" and not str(above.value).startswith("Percentage"):
                return cell, str(row[0].value), str(above.value)
    raise AssertionError("nothing is hidden")
