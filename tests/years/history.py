"""Returns of a few agencies through months, taken in as real deliveries, and what the year and the
trend make of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.store import Store
from pipeline.years.over_time import Asked
from pipeline.years.period import months_between, year_of
from pipeline.years.trend import Trend, take_trend
from pipeline.years.year import Year, take_year
from reports.movements import Movements
from reports.year import PlaceMovements
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.pipeline.counted import ingest
from tests.sending import write_return

Record = Mapping[str, str]
ENGLAND, YORK, LEEDS = "E92000001", "E06000014", "E08000035"


@dataclass(frozen=True)
class Return:
    """A return: agency, day, records, and where its cover differs from York's and voluntary."""

    agency: str
    day: str
    records: Sequence[Record]
    area: str = "York"
    kind: str = "voluntary"


def yp(local_id: str, **answers: str) -> Record:
    return {"local_id": local_id, **answers}


def store_of(tmp_path: Path, *deliveries: Sequence[Return] | Return) -> Store:
    """A store into which each delivery was taken, in the order given."""
    for n, delivery in enumerate(deliveries):
        folder = tmp_path / f"delivery {n:03}"
        for k, each in enumerate(delivery if isinstance(delivery, Sequence) else [delivery]):
            cover = {
                "agency": each.agency,
                "agency_type": each.kind,
                "area": each.area,
                "return_date": each.day,
            }
            write_return(folder / f"{k}.csv", each.records, cover)
        assert ingest(tmp_path / "store", folder) in (0, 1)
    return Store(tmp_path / "store")


def year_in(
    store: Store, name: str = "2010-11", board: str | None = None, as_of: datetime | None = None
) -> Year:
    year = year_of(name)
    asked = Asked(store, year.first, year.last, as_of, board)
    return take_year(asked, year, load_areas(), load_codebook())


def trend_in(store: Store, first: str, last: str) -> Trend:
    months = months_between(first, last)
    return take_trend(
        Asked(store, months[0].first, months[-1].last), months, load_areas(), load_codebook()
    )


def movements_at(found: Sequence[PlaceMovements], place: str = ENGLAND) -> Movements:
    return next(each.movements for each in found if each.geography.code == place)


def said(movements: Movements) -> dict[str, int]:
    """The counts that are not 0, by name."""
    return dict(_not_0(movements))


def _not_0(movements: Movements) -> Iterator[tuple[str, int]]:
    return ((name, count) for name, count in movements.lines() if count)
