"""The areas that the blank forms offer."""

from schemas.areas import Areas


def area_names(areas: Areas) -> tuple[str, ...]:
    """The names of all authorities that have not ended and of all joint boards, by alphabet.

    The names are today's whatever the return date will be: on a day before an authority began its
    name is read as the one it came from.
    """
    in_force = {each.name for each in areas.authorities.values() if each.last_day is None}
    return tuple(sorted(in_force | set(areas.boards), key=str.casefold))
