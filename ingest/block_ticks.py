"""Which options of a group are ticked, or that it can't be told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.block_groups import Group
from ingest.block_signs import Sign
from ingest.laid_out import LayoutError
from ingest.places import Place
from schemas.codebook import OTHER, SEPARATOR

_Way = Literal[-1, 1]
"""Whether each option's tick stands in the column before or behind it."""
_BOTH: frozenset[_Way] = frozenset({-1, 1})


@dataclass(frozen=True)
class Chosen:
    """What a group says: the text of the answer, its row and column (from 0), the options that
    stand there each in a cell of its own, and whether they have ticks, or room for them between
    them."""

    text: str
    row: int
    column: int
    options: frozenset[str]
    is_ticked: bool
    is_apart: bool = False


def chosen_in(groups: Sequence[Group], sheet: str | None) -> list[Chosen]:
    """What each group of a sheet says.

    Ticks are read where each line has one option, all in one column, and the ticks are in one
    other; or where all options have a column for their ticks next to them, on the same side
    wherever options stand in the same columns.  Raises LayoutError for other ticks, and where
    boxes or an option twice leave open what is meant.
    """
    across = [group for group in groups if _is_across(group)]
    found: list[Chosen] = []
    for group in groups:
        way: _Way | None = None
        if _is_across(group):
            alike = [each for each in across if _options(each) & _options(group)]
            ways = _BOTH.intersection(*map(_ways, alike))
            if len(ways) != 1:
                raise _unclear(group, sheet)
            (way,) = ways
        chosen = _chosen(group, way)
        if chosen is None:
            raise _unclear(group, sheet)
        found.append(chosen)
    return found


def _options(group: Group) -> set[int]:
    """The columns of the options."""
    return {sign.column for sign in group.signs if sign.kind == "option"}


def _is_across(group: Group) -> bool:
    """Whether options with ticks stand beside each other."""
    kinds = {sign.kind for sign in group.signs}
    is_ticks = kinds <= {"option", "tick", "no_tick"} and len(kinds) > 1
    return is_ticks and not _is_down(group)


def _chosen(group: Group, way: _Way | None) -> Chosen | None:
    kinds = {sign.kind for sign in group.signs}
    options = [sign for sign in group.signs if sign.kind == "option"]
    codes = frozenset(sign.code for sign in options if sign.code is not None)
    has_marks = any(sign.is_mark for sign in group.signs)
    if len(codes) < len(options):
        return None
    if not has_marks:
        is_clear = kinds <= {"box", "text"} or kinds <= {"option", "marked"}
        return _listed(group, codes) if is_clear else None
    if kinds - {"option", "tick", "no_tick"}:
        return None
    pairs = _down_pairs(group) if way is None else _across_pairs(group, way)
    if len(pairs) < sum(sign.is_mark for sign in group.signs):
        return None
    ticks = [(option, mark) for option, mark in pairs if mark.kind == "tick"]
    if not ticks:
        is_sure = len(pairs) == len(options) and (
            len(options) > 1 or not any(map(str.isalnum, pairs[0][1].text))
        )
        return Chosen("", group.row, group.column, codes, True) if is_sure else None
    _, first = ticks[0]
    text = SEPARATOR.join(_answer(option) for option, _ in ticks)
    return Chosen(text, first.row, first.column, codes, True)


def _listed(group: Group, codes: frozenset[str]) -> Chosen:
    """The cells as one, a line each."""
    first = group.signs[0]
    text = "\n".join(sign.text for sign in group.signs)
    is_list = all(sign.kind == "option" for sign in group.signs)
    options = codes if is_list else frozenset[str]()
    columns = {sign.column for sign in group.signs}
    is_apart = len(columns) > 1 and not any(column + 1 in columns for column in columns)
    return Chosen(text, first.row, first.column, options, False, is_apart)


def _answer(option: Sign) -> str:
    """The code of a ticked option; of `Other: text` all, so that the text is dropped and
    counted."""
    if option.code == OTHER and ":" in option.text:
        return " ".join(option.text.replace(SEPARATOR, ",").split())
    return option.code or ""


def _is_down(group: Group) -> bool:
    """Whether each line has one option, all in one column, and at most one mark, in one other."""
    options = [[sign for sign in line if sign.kind == "option"] for line in group.lines]
    marks = [[sign for sign in line if sign.is_mark] for line in group.lines]
    return (
        all(len(each) == 1 for each in options)
        and all(len(each) <= 1 for each in marks)
        and len({each.column for line in options for each in line}) == 1
        and len({each.column for line in marks for each in line}) == 1
    )


def _down_pairs(group: Group) -> list[tuple[Sign, Sign]]:
    if not _is_down(group):
        return []
    found = []
    for line in group.lines:
        option = next(sign for sign in line if sign.kind == "option")
        found += [(option, sign) for sign in line if sign.is_mark]
    return found


def _across_pairs(group: Group, way: _Way) -> list[tuple[Sign, Sign]]:
    options = {(sign.row, sign.column): sign for sign in group.signs if sign.kind == "option"}
    return [
        (options[sign.row, sign.column - way], sign)
        for sign in group.signs
        if (sign.row, sign.column - way) in options and sign.is_mark
    ]


def _ways(group: Group) -> frozenset[_Way]:
    """On which side of all options their ticks may stand."""
    options = _options(group)
    marks = [sign for sign in group.signs if sign.is_mark]
    free = options.isdisjoint(mark.column for mark in marks)
    return frozenset(way for way in _BOTH if free and _fits(group, way, options, len(marks)))


def _fits(group: Group, way: _Way, options: Collection[int], marks: int) -> bool:
    used = {*options, group.column} if not group.is_below else {*options, -1}
    has_room = all(column + way not in used for column in options)
    return has_room and len(_across_pairs(group, way)) == marks


def _unclear(group: Group, sheet: str | None) -> LayoutError:
    place = Place(sheet, group.row + 1, group.column + 1)
    return LayoutError("whose_answer_unclear", place)
