"""The workbooks of the annual return that the tests open."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from reports.year_workbook import write_year_workbook
from tests.reports.example_year import example_board_year, example_year

CENTRE, BOARD = "centre", "board"


@pytest.fixture(scope="session")
def year_paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("annual")
    paths = {name: folder / f"{name}.xlsx" for name in (CENTRE, BOARD)}
    write_year_workbook(paths[CENTRE], example_year())
    write_year_workbook(paths[BOARD], example_board_year())
    return paths


@pytest.fixture(params=[CENTRE, BOARD])
def path(request: pytest.FixtureRequest, year_paths: dict[str, Path]) -> Path:
    return year_paths[str(request.param)]


@pytest.fixture
def workbook(path: Path) -> Workbook:
    return load_workbook(path, rich_text=False)


@pytest.fixture
def centre(year_paths: dict[str, Path]) -> Workbook:
    return load_workbook(year_paths[CENTRE])


@pytest.fixture
def board(year_paths: dict[str, Path]) -> Workbook:
    return load_workbook(year_paths[BOARD])
