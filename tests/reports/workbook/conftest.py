"""The workbooks that the checklist is held against."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from reports.workbook import write_public_workbook, write_workbook
from tests.reports.example_published import example_public_report
from tests.reports.example_report import example_report
from tests.reports.workbook.reading import LOCAL, PUBLISHED, RESTRICTED


@pytest.fixture(scope="session")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("checklist")
    paths = {name: folder / f"{name}.xlsx" for name in (PUBLISHED, LOCAL, RESTRICTED)}
    write_public_workbook(paths[PUBLISHED], example_public_report())
    write_public_workbook(paths[LOCAL], example_public_report(local_tables=True))
    write_workbook(paths[RESTRICTED], example_report())
    return paths


@pytest.fixture(params=[PUBLISHED, LOCAL, RESTRICTED])
def path(request: pytest.FixtureRequest, paths: dict[str, Path]) -> Path:
    return paths[str(request.param)]


@pytest.fixture
def workbook(path: Path) -> Workbook:
    return load_workbook(path, rich_text=False)


@pytest.fixture(params=[PUBLISHED, LOCAL])
def published(request: pytest.FixtureRequest, paths: dict[str, Path]) -> Workbook:
    return load_workbook(paths[str(request.param)])
