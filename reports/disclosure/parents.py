"""What a place, or a group of its young people, is a part of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reports.figures import OF_ANSWER, Geography, Group, place_key
from schemas.areas import ENGLAND

_GROUP_ABOVE: Mapping[Group, Group] = {
    "new": "",
    "known_before": "",
    "open_start": "known_before",
    "came_back": "known_before",
}


@dataclass(frozen=True, slots=True)
class Parent:
    """The key of a sum, and what it is the sum of: the places of the level below, or the groups of
    the place itself; where these are parted `by` a question, those of that question."""

    kind: Literal["places", "groups"]
    key: str
    by: str = ""


def place_above(geography: Geography) -> str:
    """The key of the place above, for the same group; empty for England."""
    if geography.level == "national":
        return ""
    above = ENGLAND if geography.level == "regional" else geography.region or ""
    return place_key(above, geography.group)


def group_above(geography: Geography) -> str:
    """The key of the same place for the group that its group is part of; empty where it is of all
    young people."""
    if not geography.group:
        return ""
    return place_key(geography.code, _GROUP_ABOVE.get(geography.group, ""))


def parted_by(geography: Geography) -> str:
    """The question whose answers part a place into groups such as this; empty for the groups of a
    year."""
    question, of_answer, _ = geography.group.partition(OF_ANSWER)
    return question if of_answer else ""


def parents_of(geography: Geography) -> tuple[Parent, ...]:
    """Every sum that the place is a part of."""
    found = (
        Parent("places", place_above(geography)),
        Parent("groups", group_above(geography), parted_by(geography)),
    )
    return tuple(each for each in found if each.key)
