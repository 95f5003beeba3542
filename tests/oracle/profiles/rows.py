"""What the profile reads of a row beside what the year reads: the district and the number of
missing episodes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ..choices import read_number
from ..codebook import FORM_2020, folded
from ..people import Case, agency_of, merged, primary_order
from ..records import Record

Districts = Mapping[str, Collection[str]]  # the names that an agency's returns may give


@dataclass(frozen=True)
class Full:
    """A young person, or a referral, with all that the profile's tables count."""

    case: Case
    number: int | None
    number_not_known: bool
    district: str  # empty where it is not stated


def district_of(record: Record, districts: Districts) -> str:
    """The district of a row, as the list writes it; empty if none of the list."""
    if record.row.form != FORM_2020:
        return ""
    said = folded(record.row.cells["district"])
    listed = districts.get(agency_of(record), ())
    return next((name for name in listed if folded(name) == said), "")


def with_district(record: Record, districts: Districts) -> Record:
    """The record, whose district is an answer like another where it is of the list."""
    if not district_of(record, districts):
        return record
    return replace(record, answered=record.answered + 1)


def number_of(record: Record) -> tuple[int | None, bool]:
    """The number of missing episodes, or whether it is said not to be known."""
    if record.row.form != FORM_2020:
        return None, False
    return read_number("missing_count", record.row.cells["missing_count"], [], 999)


def merged_in_full(rows: Sequence[Record], districts: Districts) -> Full:
    """The rows of one young person, put together as in a snapshot."""
    ordered = sorted(rows, key=primary_order)
    numbers = [number_of(each) for each in ordered]
    said = [number for number, _ in numbers if number is not None]
    named = [name for each in ordered if (name := district_of(each, districts))]
    return Full(
        case=merged(ordered),
        number=said[0] if said else None,
        number_not_known=not said and any(not_known for _, not_known in numbers),
        district=named[0] if named else "",
    )
