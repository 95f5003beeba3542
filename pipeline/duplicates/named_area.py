"""The area that `--area` names."""

import difflib
from datetime import date

from schemas.areas import Areas
from schemas.errors import UserError
from schemas.text import folded_area

_LISTED = "`lscb status` lists the areas that sent returns."


def named_area(text: str, areas: Areas, day: date) -> str:
    """The code, on `day`, of the area in England that a name or code means.

    Raises UserError, with the nearest name, if there is none.
    """
    code = areas.code_of(text, day)
    place = areas.place_on(code, day) if code is not None else None
    if place is not None and place.region is not None:
        return place.code
    near = _nearest(text, areas, day)
    hint = f"Do you mean {near}? " if near else ""
    raise UserError(f"--area names no area in England on {day}. {hint}{_LISTED}")


def _nearest(text: str, areas: Areas, day: date) -> str | None:
    """The name most like `text`, of an authority in force on `day` or a joint board."""
    in_force = [each.name for each in areas.authorities.values() if each.in_force(day)]
    by_text = {folded_area(name): name for name in (*in_force, *areas.boards)}
    near = difflib.get_close_matches(folded_area(text), sorted(by_text), n=1)
    return by_text[near[0]] if near else None
