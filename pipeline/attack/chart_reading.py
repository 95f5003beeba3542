"""The figures in the source of a chart: the words beside its bars, and how long these are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from pipeline.attack.facts import BASE, BY_REGION
from pipeline.attack.grids import Said, as_count, as_percent
from pipeline.attack.naming import Key, Names
from pipeline.attack.page_sentences import Where
from schemas.text import folded

_SIDES = re.compile(r"h(-?\d+(?:\.\d+)?)v(-?\d+(?:\.\d+)?)")
_BOX = 14.0
"""Everybody can see that the box of a hidden figure is so long, whatever it hides."""
_NEAR = 0.02


@dataclass(frozen=True)
class _Bar:
    """A bar with what stands beside it: the figure it is of, its count where that is in print, and
    its two sides."""

    key: Key
    count: int | None
    sides: tuple[float, float] | None


def figures_of_chart(chart: html.HtmlElement, where: Where, names: Names) -> Iterator[Said]:
    """The figures of a chart below the heading of a table."""
    bars = [bar for group in chart.iter("g") if (bar := _bar(group, where, names))]
    for bar in bars:
        if bar.count is not None:
            yield Said(bar.key, bar.count, None, where.file)
    yield from _of_lengths(bars, where)


def figures_of_mark(label: str, where: Where, names: Names) -> Iterator[Said]:
    """A mark's description: `Answer: Female; Cases: 12`, with a place where it is not England."""
    pairs = [part.partition(":")[::2] for part in label.split(";")]
    said = {folded(name): value.strip() for name, value in pairs if value}
    place = next((code for value in said.values() if (code := names.place(value))), where.place)
    table_id = where.table_id or ""
    named = next((row for value in said.values() if (row := names.row(table_id, value))), None)
    for name, value in said.items() if named else ():
        key = Key(table_id, place, *named) if named else None
        if key and name.startswith("cases") and (count := as_count(value)) is not None:
            yield Said(key, count, None, where.file)
        elif key and name.startswith("percent") and (share := as_percent(value)):
            yield Said(key, None, share, where.file)


def _bar(group: html.HtmlElement, where: Where, names: Names) -> _Bar | None:
    """A group of a label, a bar and a number."""
    texts = [" ".join("".join(each.itertext()).split()) for each in group.findall("text")]
    key = _key(texts[0], where, names) if texts else None
    if key is None:
        return None
    path = group.find("path")
    found = _SIDES.search(path.get("d") or "") if path is not None else None
    sides = (abs(float(found[1])), abs(float(found[2]))) if found else None
    return _Bar(
        key, next((n for text in texts[1:] if (n := as_count(text)) is not None), None), sides
    )


def _key(label: str, where: Where, names: Names) -> Key | None:
    table_id = where.table_id or ""
    if table_id == BY_REGION:
        place = names.place(label)
        return None if place is None else Key(BY_REGION, place, BASE)
    named = names.row(table_id, label)
    return None if named is None else Key(table_id, where.place, *named)


def _of_lengths(bars: list[_Bar], where: Where) -> Iterator[Said]:
    """What a bar without a number would be by its length, the others being the measure."""
    drawn = [(bar, bar.sides) for bar in bars if bar.sides]
    side = next((n for n in (0, 1) if len({round(sides[n], 1) for _, sides in drawn}) > 1), None)
    if side is None:
        return
    most, longest = max((bar.count or 0, sides[side]) for bar, sides in drawn)
    for bar, sides in drawn:
        if bar.count is None and most and abs(sides[side] - _BOX) > _NEAR:
            yield Said(bar.key, round(sides[side] * most / longest), None, where.file)
