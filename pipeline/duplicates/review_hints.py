"""What else to look at before two young people are taken for one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pipeline.duplicates.beside import Row, known_as
from schemas.codebook import NOT_KNOWN

_NUMBERED = re.compile(r"(.*?)([0-9]{1,18})([^0-9]*)", re.DOTALL)


def may_be_siblings(one: Row, other: Row, *, compared: bool) -> str:
    """That two whose identifiers are next to each other, and who are of one age, may be twins,
    brothers or sisters; blank if they are not such.  Identifiers of two agencies count only where
    they were `compared`."""
    of_one_age = _of_one_age(one, other)
    if not of_one_age or not _next_to_each_other(one, other, compared=compared):
        return ""
    return (
        f"Perhaps {of_one_age}: their identifiers are next to each other, as are those of children "
        "who are entered together."
    )


def pairs_of_units(pairs: Iterable[tuple[int, int]]) -> Mapping[int, tuple[int, ...]]:
    """The numbers (from 1) of the pairs in which each unit stands."""
    numbers: dict[int, list[int]] = defaultdict(list)
    for number, both in enumerate(pairs, start=1):
        for unit in both:
            numbers[unit].append(number)
    return {unit: tuple(those) for unit, those in numbers.items()}


def _of_one_age(one: Row, other: Row) -> str:
    """`twins` of one month of birth; without it, those of one age."""
    if _known(one, other, "date_of_birth"):
        return "twins" if one["date_of_birth"] == other["date_of_birth"] else ""
    same = _known(one, other, "age") and one["age"] == other["age"]
    return "twins, brothers or sisters" if same else ""


def _known(one: Row, other: Row, question: str) -> bool:
    return not {one[question], other[question]} & {None, NOT_KNOWN}


def _next_to_each_other(one: Row, other: Row, *, compared: bool) -> bool:
    return any(
        _one_apart(str(left["identifier"]), str(right["identifier"]))
        for left in known_as(one)
        for right in known_as(other)
        if compared or left["agency_key"] == right["agency_key"]
    )


def _one_apart(one: str, other: str) -> bool:
    """Whether two identifiers differ only in their last number, and there by 1."""
    left, right = _NUMBERED.fullmatch(one), _NUMBERED.fullmatch(other)
    if left is None or right is None:
        return False
    around = (left[1], left[3]) == (right[1], right[3])
    return around and abs(int(left[2]) - int(right[2])) == 1
