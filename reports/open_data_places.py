"""Time and place in the open data: the columns that every line begins with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reports.figures import Geography
from schemas.areas import BOARD_JOIN, ENGLAND, Areas, Level

NOT_AVAILABLE = "x"
"""Stands for a figure or a code that is not to be had."""
OF_TIME = ("time_period", "time_identifier")
OF_COUNTRY = ("geographic_level", "country_code", "country_name")
OF_REGION = ("region_code", "region_name")
OF_AUTHORITY = ("old_la_code", "new_la_code", "la_name")
_LEVELS: dict[Level, str] = {
    "national": "National",
    "regional": "Regional",
    "local_authority": "Local authority",
}


@dataclass(frozen=True)
class OpenDataPlace:
    """A place of the open data; the columns that do not belong to its level are empty."""

    code: str
    level: Level
    region: tuple[str, str] = ("", "")
    authority: tuple[str, str, str] = ("", "", "")

    def columns(self, day: date, with_authorities: bool) -> tuple[str, ...]:
        """What stands in the columns of time and place on its lines."""
        return (
            *(f"{day:%Y}", f"{day:%B}"),
            *(_LEVELS[self.level], ENGLAND, "England"),
            *self.region,
            *(self.authority if with_authorities else ()),
        )


def header(with_authorities: bool) -> tuple[str, ...]:
    """The names of the columns of time and place."""
    return OF_TIME + OF_COUNTRY + OF_REGION + (OF_AUTHORITY if with_authorities else ())


def open_data_places(
    geographies: Iterable[Geography], areas: Areas, day: date
) -> list[OpenDataPlace]:
    """The places that the standard has a level for: England, the regions, and the authorities that
    were in force on `day`."""
    regions = {region.code: region.name for region in areas.regions}
    places: list[OpenDataPlace] = []
    for each in geographies:
        if each.level == "national":
            places.append(OpenDataPlace(each.code, each.level))
        elif each.level == "regional":
            places.append(OpenDataPlace(each.code, each.level, (each.code, regions[each.code])))
        elif BOARD_JOIN not in each.code and areas.authorities[each.code].in_force(day):
            authority = areas.authorities[each.code]
            places.append(
                OpenDataPlace(
                    each.code,
                    each.level,
                    (authority.region, regions[authority.region]),
                    (authority.dfe or NOT_AVAILABLE, authority.gss, authority.name),
                )
            )
    return places
