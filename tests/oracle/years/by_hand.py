"""Histories of a few returns, as tests by hand write them, and what comes out of them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ..by_hand import deliver, form
from .history import Received, history
from .more_areas import more_areas
from .movements import COUNTS
from .year import Figures, everyone, people_of

FIRST, LAST = date(2010, 4, 1), date(2011, 3, 31)
BEGINNING = datetime(2012, 1, 1, 9, tzinfo=UTC)
ENGLAND = ("national", "E92000001")
LEEDS = ("local_authority", "E08000035")
HEADER = (
    "Local identifier,Current age,Age at first assessment,Date of referral,Date work ended,"
    "Gender,Type of location,Methods of coercion"
)


def sent(
    day: str, *rows: str, agency: str = "Safe Steps", kind: str = "Voluntary", area: str = "Leeds"
) -> str:
    """One return; the cells of a row are those of HEADER, the last ones may be left out."""
    commas = HEADER.count(",")
    full = [row + "," * (commas - row.count(",")) for row in rows]
    return form(full, HEADER, agency, kind, area, day)


def received(root: Path, *returns: str) -> list[Received]:
    """Each return as a delivery of its own, a day after the one before."""
    return [
        Received(
            deliver(root, f"delivery-{number}", {"return.csv": text}),
            BEGINNING + timedelta(days=number),
        )
        for number, text in enumerate(returns)
    ]


@more_areas()
def spells(root: Path, *returns: str, end: date = LAST) -> list[str]:
    """All spells as `begin to end reason`, or `begin on` where it runs on."""
    known = history(received(root, *returns), end)
    return sorted(
        f"{spell.begin} to {spell.end} {spell.reason}" if spell.end else f"{spell.begin} on"
        for person in people_of(known, everyone)
        for spell in person.spells
    )


def counts(
    figures: Figures, place: tuple[str, str] = ENGLAND, before: tuple[str, ...] = ()
) -> dict[str, int]:
    """The counts of a place that are not 0; of a trend `before` is series and month."""
    found = {
        name: int(figures[(*before, "movements", *place, name)][0])
        for name in COUNTS
        if (*before, "movements", *place, name) in figures
    }
    return {name: count for name, count in found.items() if count}


def table(figures: Figures, *key: str, place: tuple[str, str] = ENGLAND) -> dict[str, str]:
    """The rows of a table that are not 0 or blank; the key ends with the table's name."""
    return {
        k[-2]: cases
        for k, (cases, _) in figures.items()
        if k[:-2] == (*key, *place) and k[-1] == "total" and cases not in ("", "0")
    }
