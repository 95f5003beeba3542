"""Referrals counted again in plain Python, as docs/profile.md says, over returns by chance."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from pipeline.profiles.periods import spans_of
from pipeline.profiles.referrals import referrals_of
from pipeline.store import Store
from pipeline.years.over_time import Asked, read_over_time
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.years.history import Return, store_of, yp

FIRST, LAST = date(2010, 12, 1), date(2011, 5, 31)
RETURNS = (date(2011, 1, 31), date(2011, 2, 28), date(2011, 3, 31), date(2011, 5, 31))
AGENCIES = ("Harbour Project", "York Council")
YOUNG_PEOPLE = 150


@dataclass(frozen=True)
class Line:
    """A row of a return: who, by whom, in which return, from when, until when."""

    young_person: str
    agency: str
    returned: date
    day: date | None
    end: date | None


def lines_by_chance(seed: int) -> list[Line]:
    """Few different days, so that they meet, are corrected, and come back."""
    chance = random.Random(seed)
    days = [date(2010, 11, 20) + timedelta(days=21 * n) for n in range(9)]
    found: list[Line] = []
    for n in range(YOUNG_PEOPLE):
        for agency in AGENCIES:
            for returned in RETURNS:
                told = [day for day in days if day <= returned]
                for _ in range(chance.choice((0, 1, 1, 1, 2))):
                    day = chance.choice([*told[-3:], None])
                    end = None
                    if chance.random() < 0.4:
                        earliest = day or FIRST
                        end = earliest + timedelta(days=chance.choice((0, 10, 21, 40)))
                    found.append(Line(f"YP-{n}X", agency, returned, day, end))
    return found


def referrals_by_hand(lines: list[Line]) -> set[tuple[str, date]]:
    return {
        (line.young_person, line.day)
        for line in lines
        if line.day is not None and FIRST <= line.day <= LAST and not is_corrected(line, lines)
    }


def is_corrected(line: Line, lines: list[Line]) -> bool:
    """Whether the agency of this line gives another day for the referral."""
    of_agency = [
        each
        for each in lines
        if (each.young_person, each.agency) == (line.young_person, line.agency)
    ]
    last = max(each.returned for each in of_agency if each.day == line.day)
    later = [each.returned for each in of_agency if each.returned > last]
    if not later:
        return False
    then = [each for each in of_agency if each.returned == last]
    ends = [each.end for each in then if each.day == line.day]
    is_ended = all(end is not None for end in ends)
    for other in (each for each in of_agency if each.returned == min(later)):
        if other.day is None or other.day in {each.day for each in then}:
            continue
        begun = other.day <= last
        within = not is_ended or other.day < max(end for end in ends if end is not None)
        overlaps = other.end is None or (line.day is not None and other.end > line.day)
        if begun and within and overlaps:
            return True
    return False


def stored(tmp_path: Path, lines: list[Line]) -> Store:
    deliveries = [
        Return(
            agency,
            returned.isoformat(),
            [
                yp(each.young_person, referral_date=text(each.day), closure_date=text(each.end))
                for each in lines
                if (each.agency, each.returned) == (agency, returned)
            ],
        )
        for returned in RETURNS
        for agency in AGENCIES
    ]
    return store_of(tmp_path, *deliveries)


def text(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def referrals_found(store: Store) -> Iterator[tuple[str, date]]:
    codebook = load_codebook()
    with duckdb.connect() as connection:
        read_over_time(connection, Asked(store, FIRST, LAST), load_areas(), codebook)
        referrals_of(connection, spans_of(LAST), codebook)
        yield from connection.execute(
            "select distinct local_id, referred_on from candidates "
            "join current_rows on current_rows.rowid = candidates.row_id where period = 'last'"
        ).fetchall()


@pytest.mark.parametrize("seed", [1, 2])
def test_no_referral_differs_from_a_count_by_hand(tmp_path: Path, seed: int) -> None:
    lines = lines_by_chance(seed)
    by_hand = referrals_by_hand(lines)
    days = {(each.young_person, each.day) for each in lines if each.day and each.day >= FIRST}
    assert len(days - by_hand) > 30  # corrections are in this world
    assert set(referrals_found(stored(tmp_path, lines))) == by_hand
