"""The missing-from-home table: the young people of two snapshots, a year apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from ..areas import Place, place_on
from ..codebook import FORM_2020
from ..people import agency_of, young_people
from ..records import Record
from ..recount import step_of, store
from ..tables import one_decimal
from ..years.history import Received
from .rows import Districts, Full, merged_in_full, with_district

Figures = tuple[int, int, int, int, int]  # episodes, young people, highest, counted, not stated
MAX_AGE = timedelta(days=31)


@dataclass(frozen=True)
class Located:
    """A young person of a snapshot, and where they are counted."""

    full: Full
    place: Place


def snapshot_people(
    deliveries: Sequence[Received],
    day: date,
    called_on: date,
    as_of: datetime | None,
    districts: Districts,
) -> list[Located]:
    """The young people of the snapshot of a day, of whichever form, in the places of another."""
    standing, _ = store([each.folder for each in deliveries if as_of is None or each.at <= as_of])
    latest: dict[tuple[str, str], date] = {}
    for agency, area, sent in standing:
        if day - MAX_AGE <= sent <= day:
            latest[agency, area] = max(sent, latest.get((agency, area), sent))
    reached: dict[Place, list[Record]] = {}
    called: dict[Place, Place] = {}
    says: dict[tuple[Place, str], set[str]] = {}
    for (agency, area, sent), held in standing.items():
        if latest.get((agency, area)) != sent:
            continue
        for record in held.records:
            if record.row.area.kind in ("authority", "board"):
                place = place_on(record.row.area, day)
                called[place] = place_on(record.row.area, called_on)
                says.setdefault((place, agency), set()).update(r.numbering for r in held.records)
                if not step_of(record, day):
                    reached.setdefault(place, []).append(with_district(record, districts))
    found = []
    for place, records in reached.items():
        said = {}
        for agency in {agency_of(record) for record in records}:
            words = says[place, agency]
            said[agency] = "own" if "own" in words else "shared" if "shared" in words else ""
        for person in young_people(records, said):
            found.append(Located(merged_in_full(person, districts), called[place]))
    return found


def asked(people: Sequence[Located]) -> list[Located]:
    """Those with a record of a form that asks for the number."""
    return [each for each in people if FORM_2020 in each.full.case.forms]


def missing_figures(people: Sequence[Located]) -> Figures:
    """The figures of these young people, all of whom were asked."""
    numbers = [each.full.number for each in people]
    known = [number for number in numbers if number is not None]
    return (
        sum(known),
        sum(number > 0 for number in known),
        max(known, default=0),
        len(numbers),
        numbers.count(None),
    )


def change(now: int, before: int) -> str:
    """In per cent, to one decimal, half away from zero; blank where there were none before."""
    if not before:
        return ""
    share = Fraction(100 * (now - before), before)
    text = one_decimal(abs(share))
    return f"-{text}" if share < 0 and text != "0.0" else text
