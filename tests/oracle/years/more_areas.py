"""More authorities for worlds of sixty areas: of those that never changed their code."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .. import areas
from ..areas import START, Authority

REFERENCE = Path(__file__).parents[3] / "schemas" / "reference" / "authorities.csv"
WANTED = 60


def _unchanged() -> list[Authority]:
    """Authorities of one name and one code at all times that `areas.py` does not know."""
    with REFERENCE.open(encoding="utf-8", newline="") as handle:
        lines = list(csv.DictReader(handle))
    names = [line["name"] for line in lines]
    known = {each.name for each in areas.AUTHORITIES} | {each.dfe for each in areas.AUTHORITIES}
    return [
        Authority(line["gss"], line["dfe"], line["name"], line["region"])
        for line in lines
        if line["first_day"] == START.isoformat() and not line["last_day"] and line["dfe"]
        if names.count(line["name"]) == 1 and not known & {line["name"], line["dfe"]}
    ]


def _spread(found: list[Authority]) -> tuple[Authority, ...]:
    """As many as are wanted, evenly from the whole list, so that all regions have some."""
    return tuple(found[n * len(found) // WANTED] for n in range(WANTED))


MORE = _spread(_unchanged())


@contextmanager
def more_areas() -> Iterator[None]:
    """While this holds, the recount's areas include MORE."""
    before = areas.AUTHORITIES
    areas.AUTHORITIES = (*before, *(each for each in MORE if each not in before))  # type: ignore[assignment]
    areas.BY_GSS.update({each.gss: each for each in MORE})
    try:
        yield
    finally:
        areas.AUTHORITIES = before
