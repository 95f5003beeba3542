"""Young people as the linkage model takes them, written by hand."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from pipeline.duplicates.scoring import score_across, score_pairs
from pipeline.duplicates.units import KNOWN_AS
from schemas.codebook_reading import load_codebook
from schemas.linkage import load_linkage
from schemas.people import people_schema

Answer = str | int | date | bool | None
Unit = dict[str, object]
Row = dict[str, object]

MAY_1995 = date(1995, 5, 1)
JUNE_1996 = date(1996, 6, 1)


def unit(
    number: int,
    place: str,
    agency: str | Sequence[str],
    identifier: str,
    *,
    own_numbering: bool = False,
    **answers: Answer,
) -> Unit:
    agencies = [agency] if isinstance(agency, str) else list(agency)
    known_as = [{"agency": each, "agency_key": each, "identifier": identifier} for each in agencies]
    own: Unit = {"unit": number, "place": place, "agencies": agencies, "identifier": identifier}
    own["known_as"] = known_as
    return own | {"own_numbering": own_numbering} | answers


def crowd(place: str, first: int, *, size: int = 10) -> list[Unit]:
    """Others, none like another: they make an area in which a pair is no matter of course."""
    return [
        unit(
            first + n,
            place,
            "Crowd",
            f"{place}-{9000 + 37 * n}",
            gender=("female", "male")[n % 2],
            date_of_birth=date(1993 + n % 5, 1 + n % 12, 1),
            age=13 + n % 5,
            ethnicity=("WBRI", "APKN", "BCRB", "AIND")[n % 4],
            nationality=("british", "non_european")[n % 2],
            living_situation=("with_family", "looked_after", "independent")[n % 3],
            referral_date=date(2008 + n % 3, 1 + 5 * n % 12, 1 + n % 28),
        )
        for n in range(size)
    ]


def table(units: Sequence[Unit]) -> pa.Table:
    types = {field.name: field.type for field in people_schema(load_codebook())}
    types |= {"unit": pa.int64(), "agencies": pa.list_(pa.string()), "own_numbering": pa.bool_()}
    types |= {"place": pa.string(), "identifier": pa.string(), "known_as": KNOWN_AS}
    return pa.table(
        {name: pa.array([each.get(name) for each in units], kind) for name, kind in types.items()}
    )


def scored(*units: Unit) -> list[Row]:
    rows: list[Row] = score_pairs(table(units), load_codebook(), load_linkage()).to_pylist()
    return rows


def scored_across(*units: Unit) -> list[Row]:
    rows: list[Row] = score_across(table(units), load_codebook(), load_linkage()).to_pylist()
    return rows


def pair(rows: Sequence[Row], one: int, other: int) -> Row:
    """The row of two units.  Raises StopIteration if they are not listed."""
    return next(row for row in rows if (row["unit_l"], row["unit_r"]) == (one, other))


def listed(rows: Sequence[Row]) -> set[tuple[object, object]]:
    return {(row["unit_l"], row["unit_r"]) for row in rows}
