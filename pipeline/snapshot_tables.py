"""A snapshot's figures: counted, and held to add up before anything is written."""

from pipeline.snapshot import Snapshot
from reports.counting import count_tables
from reports.figures import TrueTables
from reports.reconciliation import check_tables
from reports.tables import held_tables
from reports.tables_reading import load_tables
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.people import FORMS


def snapshot_tables(snapshot: Snapshot, areas: Areas, codebook: Codebook) -> TrueTables:
    """All tables of a snapshot.  Raises TablesBroken if they don't add up."""
    names = place_names(snapshot, areas)
    tables = count_tables(
        snapshot.people,
        held_tables(load_tables(), snapshot.people[FORMS].unique().to_pylist()),
        areas.regions,
        names,
        codebook,
        snapshot.day,
    )
    check_tables(tables, snapshot.flow.counted)
    return tables


def place_names(snapshot: Snapshot, areas: Areas) -> dict[str, str]:
    """The name of each place with a young person, by its code."""
    codes = snapshot.people["place"].unique().to_pylist()
    return {code: areas.place_on(code, snapshot.day).name for code in codes}
