"""Populations: how many people aged 0 to 17 live in a place in the middle of a year.

An estimate is for 30 June and for the authorities that the table lists for that year. It is given
for the authority of another day only where the two are the same area, or one is exactly the other's
parts together; nothing is estimated here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from schemas.areas import BOARD_JOIN, ENGLAND, Areas, load_areas
from schemas.declarations import DeclarationError, read_reference

_TABLE = "populations.csv"
_CROSSED = frozenset({"E06000058", "E06000059"})
"""Made in 2019 of more, or less, than the authorities that they follow: Christchurch went from
Dorset to Bournemouth and Poole."""


@dataclass(frozen=True, order=True)
class MidYear:
    """The middle of a year, 30 June."""

    year: int

    @property
    def day(self) -> date:
        return date(self.year, 6, 30)

    @property
    def name(self) -> str:
        """As `mid-2012`."""
        return f"mid-{self.year}"


@dataclass(frozen=True)
class Populations:
    """People aged 0 to 17 by mid-year and code: England, the regions, and the authorities under
    the GSS codes of the table."""

    figures: Mapping[MidYear, Mapping[str, int]]

    def nearest(self, day: date) -> MidYear:
        """The mid-year of the table nearest to `day`; of two as near, the earlier."""
        return min(self.figures, key=lambda each: (abs(each.day - day), each))

    def of(self, code: str, mid_year: MidYear, areas: Areas) -> int | None:
        """How many people aged 0 to 17 lived in the place of `code` in `mid_year`.

        `code` is England's, a region's, an authority's of any day, or a joint board's, the codes of
        its authorities joined by `+`.  None if the table has no figure for exactly that area: for
        another nation, for what it leaves out, and for an authority that was not there in
        `mid_year` unless it is then all of several others.
        """
        figures = self.figures.get(mid_year, {})
        if code == ENGLAND or any(code == region.code for region in areas.regions):
            return figures.get(code)
        if code in areas.nations or not areas.knows(code):
            return None
        return _sum([_of_authority(gss, figures, areas) for gss in code.split(BOARD_JOIN)])


def _of_authority(gss: str, figures: Mapping[str, int], areas: Areas) -> int | None:
    """The figure of the authority under any of its codes, or else of its parts together."""
    own = _under_any_code(gss, figures, areas)
    if own is not None:
        return own
    return _sum([_under_any_code(part, figures, areas) for part in _parts(gss, areas)])


def _under_any_code(gss: str, figures: Mapping[str, int], areas: Areas) -> int | None:
    key = areas.key_of(gss)
    return next((figures[each] for each in figures if _key(each, areas) == key), None)


def _key(code: str, areas: Areas) -> str | None:
    return areas.authorities[code].key if code in areas.authorities else None


def _parts(gss: str, areas: Areas) -> tuple[str, ...]:
    """The authorities that the authority became or was made of, if they are together all of it
    and nothing else."""
    for links, back in (
        (areas.successors, areas.predecessors),
        (areas.predecessors, areas.successors),
    ):
        parts = links.get(gss, ())
        whole = all(back.get(part) == (gss,) for part in parts)
        if len(parts) > 1 and whole and not _CROSSED & {gss, *parts}:
            return parts
    return ()


def _sum(figures: list[int | None]) -> int | None:
    """None if there are none, or one is not known."""
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known and len(known) == len(figures) else None


def note(mid_year: MidYear, day: date) -> str:
    """What must be read with rates for `day` that are by the populations of `mid_year`."""
    named = (
        "Rates are per 10,000 people aged 0 to 17, by the mid-year population estimates of the "
        f"Office for National Statistics for {_written(mid_year.day)} ({mid_year.name}), the "
        f"nearest to {_written(day)} in our table of populations."
    )
    if date(mid_year.year - 1, 6, 30) <= day <= date(mid_year.year + 1, 6, 30):
        return named
    side = "after" if mid_year.day > day else "before"
    return f"{named} That is more than a year {side} it: read the rates as approximate."


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@lru_cache(maxsize=1)
def load_populations() -> Populations:
    """The shipped table.  Raises DeclarationError for a mistake in it."""
    areas = load_areas()
    regions = {region.code for region in areas.regions}
    figures: dict[MidYear, dict[str, int]] = {}
    seen: set[tuple[MidYear, str]] = set()
    for line, row in read_reference(_TABLE, ("mid_year", "code", "population_0_17")):
        code = row["code"]
        if code != ENGLAND and code not in regions and code not in areas.authorities:
            raise DeclarationError(f"{_TABLE}, line {line}: no such authority or region")
        mid_year = MidYear(_number(row["mid_year"], line, "a year like 2012"))
        if not 1900 <= mid_year.year <= 9998:
            raise DeclarationError(f"{_TABLE}, line {line}: this must be a year like 2012")
        place = mid_year, _key(code, areas) or code
        if place in seen:
            raise DeclarationError(f"{_TABLE}, line {line}: the place stands twice in this year")
        seen.add(place)
        figures.setdefault(mid_year, {})[code] = _number(
            row["population_0_17"], line, "how many people, in figures alone"
        )
    if not figures:
        raise DeclarationError(f"{_TABLE}, line 1: no mid-year stands below the header")
    return Populations(figures)


def _number(cell: str, line: int, wanted: str) -> int:
    """A whole number over 0; a place without a figure has no line."""
    if not (cell.isascii() and cell.isdigit() and len(cell) < 10 and int(cell)):
        raise DeclarationError(f"{_TABLE}, line {line}: this must be {wanted}")
    return int(cell)
