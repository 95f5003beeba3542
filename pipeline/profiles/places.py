"""The areas of a profile, and the places that stand beside them."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from reports.profile_tables import TOGETHER, ProfilePlace
from schemas.areas import ENGLAND, Areas
from schemas.errors import UserError
from schemas.text import folded_area

_ENGLAND = "England"


def area_asked(text: str, areas: Areas, day: date) -> str:
    """The code of the area that `text` names on `day`: an authority, a joint board, a region or
    England, by name or code.  Raises UserError if it names none."""
    plain = folded_area(text)
    for wide, name in _wide(areas).items():
        if plain in (folded_area(wide), folded_area(name)):
            return wide
    code = areas.code_of(text, day)
    if code in areas.nations:
        raise UserError("--area names a place outside England, which is not counted.")
    if code is None or areas.place_on(code, day).region is None:
        raise UserError(
            f"--area: {text[:60]!a} is no local authority, joint board or region of England on "
            f"{day}.{_nearest(text, areas, day)} Write its name, 3-digit code or GSS code as in "
            "the returns, or a region's name, or England."
        )
    return areas.place_on(code, day).code


def _nearest(text: str, areas: Areas, day: date) -> str:
    """A sentence with the authority or region whose name is most alike; blank if none is."""
    in_force = [each.name for each in areas.authorities.values() if each.in_force(day)]
    names = {name.casefold(): name for name in (*in_force, *_wide(areas).values())}
    shortened = {plain.partition(" with ")[0]: name for plain, name in names.items()}
    called = {**shortened, **names}
    found = get_close_matches(text.casefold(), called, n=1, cutoff=0.75)
    return f" Did you mean {called[found[0]]}?" if found else ""


def places_of(asked: Sequence[str], areas: Areas, day: date) -> tuple[ProfilePlace, ...]:
    """The places of a profile of the areas with these codes, in the order in which they are shown:
    the areas, all of them together if they are several, their regions, England.

    Raises UserError if none is asked for, one twice, or one that lies within another.
    """
    if not asked:
        raise UserError('Name an area by --area, as --area "Blackburn with Darwen".')
    _check_apart(asked, areas, day)
    found = [ProfilePlace(code, _name(code, areas), "area", (code,)) for code in asked]
    if len(asked) > 1:
        found.append(ProfilePlace(TOGETHER, "All areas together", "together", tuple(asked)))
    regions = {region_of(code, areas, day) for code in asked} - set(asked)
    found += [
        ProfilePlace(each.code, each.name, "region", (each.code,))
        for each in sorted(areas.regions, key=lambda region: region.code)
        if each.code in regions
    ]
    if ENGLAND not in asked:
        found.append(ProfilePlace(ENGLAND, _ENGLAND, "england", (ENGLAND,)))
    return tuple(found)


def region_of(code: str, areas: Areas, day: date) -> str | None:
    """The region in which a place is, its own code if it is one; None for England."""
    if code == ENGLAND:
        return None
    return code if code in _wide(areas) else areas.place_on(code, day).region


def holds(asked: str, place: str, region: str | None) -> bool:
    """Whether the area asked for is the place in that region, or holds it."""
    return asked in (ENGLAND, place, region)


def _check_apart(asked: Sequence[str], areas: Areas, day: date) -> None:
    for n, one in enumerate(asked):
        for other in asked[n + 1 :]:
            names = f"{_name(one, areas)} and {_name(other, areas)}"
            if one == other:
                raise UserError(f"{_name(one, areas)} is named twice by --area.")
            if holds(one, other, region_of(other, areas, day)) or holds(
                other, one, region_of(one, areas, day)
            ):
                raise UserError(
                    f"Of {names} one lies within the other, and would be counted twice. Name one "
                    "of them; an area's region and England stand beside it without being named."
                )


def _wide(areas: Areas) -> dict[str, str]:
    """England and the regions: names by code."""
    return {ENGLAND: _ENGLAND} | {each.code: each.name for each in areas.regions}


def _name(code: str, areas: Areas) -> str:
    return _wide(areas).get(code) or areas.name_of(code)
