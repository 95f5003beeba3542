"""The sets of open data that every rule is held against."""

from pathlib import Path

import pytest

from pipeline.intake import take_in
from pipeline.reproduce import STUDY_DAY, sample_deliveries
from pipeline.snapshot import take_snapshot
from pipeline.snapshot_tables import snapshot_tables
from pipeline.store import Store
from reports.disclosure.published import PublishedTables, publish
from reports.figures import TrueTables
from reports.open_data import open_data_files
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.disclosure.worlds import make_world
from tests.reports.open_data.read import DataFile, read_files, roughly_published

SETS = (
    "sample",
    "sample with local tables",
    "skewed",
    "empty regions, local tables",
    "tiny boards",
)


@pytest.fixture(scope="session")
def sample_tables(tmp_path_factory: pytest.TempPathFactory) -> TrueTables:
    """The tables of the sample's snapshot."""
    store = Store(Path(tmp_path_factory.mktemp("sample")))
    areas, codebook = load_areas(), load_codebook()
    for delivery in sample_deliveries(None):
        take_in(delivery, store)
    return snapshot_tables(take_snapshot(store, STUDY_DAY, areas, codebook), areas, codebook)


@pytest.fixture(scope="session", params=SETS)
def tables(request: pytest.FixtureRequest, sample_tables: TrueTables) -> PublishedTables:
    match request.param:
        case "sample":
            return publish(sample_tables).tables
        case "sample with local tables":
            return roughly_published(sample_tables, local_tables=True)
        case "skewed":
            return publish(make_world(1, 900, "skewed").tables).tables
        case "tiny boards":
            return publish(make_world(3, 60, "tiny boards").tables).tables
        case _:
            return roughly_published(make_world(2, 300, "empty regions").tables, local_tables=True)


@pytest.fixture(scope="session")
def texts(tables: PublishedTables) -> dict[str, str]:
    return dict(open_data_files(tables))


@pytest.fixture(scope="session")
def files(texts: dict[str, str]) -> list[DataFile]:
    return list(read_files(texts).values())
