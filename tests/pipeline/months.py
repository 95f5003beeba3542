"""Returns of an agency from month to month: small ones, taken in as deliveries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.agencies import NO_AGENCIES
from ingest.delivery import open_delivery
from pipeline.changes import changes_of
from pipeline.configuration import ChangeThresholds
from pipeline.feedback import ReturnChanges
from pipeline.intake import take_in
from pipeline.return_shares import records_by_return
from pipeline.returns import ReturnId, stored_returns
from pipeline.store import Store
from reports.feedback import Changes
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.sending import write_return

MAY = {"return_date": "2011-05-09"}
JUNE = {"return_date": "2011-06-06"}
YORK = ReturnId("harbour project", "816", date(2011, 6, 6))
YORK_IN_MAY = ReturnId("harbour project", "816", date(2011, 5, 9))

Record = Mapping[str, str]


@dataclass(frozen=True)
class File:
    """A file of a delivery: changes to the usual cover, and its records."""

    cover: Record
    records: Sequence[Record]


def months(tmp_path: Path, *deliveries: Sequence[File]) -> Mapping[ReturnId, ReturnChanges]:
    """What changed in the returns of the last delivery, the others having been taken in before."""
    areas, store = load_areas(), Store(tmp_path / "store")
    for n, delivery in enumerate(deliveries):
        folder = tmp_path / f"delivery {n}"
        for k, file in enumerate(delivery):
            write_return(folder / f"{k}.csv", file.records, file.cover)
        standing = stored_returns(store.covers(), areas).standing
        result = take_in(open_delivery(folder), store)
    return changes_of(
        records_by_return(result, areas),
        standing,
        store,
        load_codebook(),
        areas,
        NO_AGENCIES,
        ChangeThresholds(),
    )


def may_and_june(tmp_path: Path, may: Sequence[Record], june: Sequence[Record]) -> ReturnChanges:
    return months(tmp_path, [File(MAY, may)], [File(JUNE, june)])[YORK]


def changes(found: ReturnChanges) -> Changes:
    assert found.changes is not None
    return found.changes


def codes(found: ReturnChanges) -> list[str]:
    return [warning.code for warning in found.warnings]


def people(*identifiers: str, **answers: str) -> list[Record]:
    return [{"local_id": identifier, **answers} for identifier in identifiers]


def six(first: int = 1, **answers: str) -> list[Record]:
    return people(*(f"YP{n}" for n in range(first, first + 6)), **answers)
