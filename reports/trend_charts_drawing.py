"""Lines and columns over months, drawn by Altair from the numbers that stand in print.

Where everything stands is worked out here, as parts of the plot; Altair draws it, and the drawing
becomes an element of the page whose letters are in the page's own font.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from reports.charts_drawing import BAR, OUTLINE
from reports.charts_svg import Frame
from reports.trend_charts_svg import marks_svg

SECOND, GRID = "#F46A25", "#D0D5D9"
"""Orange, the second colour of the Analysis Function's palette; and grey."""
HIDDEN_HEIGHT = 14
"""How high the box is that stands for a hidden figure, in pixels."""
NOTHING = "No figure is shown"
_BETWEEN = 4
"""Pixels between what stands at the ends of two lines."""
_LETTER = 0.56
"""The width of a digit, as a part of its height."""
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Size:
    """The plot, and what stands left of it, right of it, above and below, in pixels."""

    width: int
    height: int
    left: int
    right: int
    above: int
    below: int
    letters: int

    @property
    def frame(self) -> Frame:
        return Frame(
            -self.left,
            -self.above,
            self.left + self.width + self.right,
            self.above + self.height + self.below,
        )


WHOLE = Size(300, 210, left=44, right=114, above=14, below=26, letters=13)
PANEL = Size(190, 84, left=38, right=44, above=12, below=22, letters=12)
COLUMNS = Size(250, 84, left=2, right=8, above=18, below=22, letters=12)


@dataclass(frozen=True)
class Drawn:
    """A line: its numbers, None where one is not shown, and what stands at its end, line by line;
    a `second` line is dashed and of another colour."""

    values: tuple[float | None, ...]
    end: tuple[str, ...]
    second: bool = False


@dataclass(frozen=True)
class MonthMark:
    """A month named below the plot, by its number."""

    month: int
    name: str


def drawn_lines(
    lines: Sequence[Drawn],
    marks: Sequence[MonthMark],
    top: float,
    shown_top: str,
    size: Size,
    alternative: str,
) -> str:
    """Lines over the months on a scale from 0 to `top`, as an SVG element that says `alternative`
    to those who can't see it."""
    months = max(len(each.values) for each in lines)
    parts = [*_scale(shown_top, size), *_months(marks, months, size, between=False)]
    for each in lines:
        parts += _line(each, top)
    parts += _ends(lines, top, size)
    if not any(map(_last, lines)):
        parts.append(_text(NOTHING, 0.5, 0.45, "center"))
    return _svg(parts, size, alternative)


def drawn_columns(
    values: Sequence[int | None],
    marks: Sequence[MonthMark],
    top: float,
    size: Size,
    alternative: str,
) -> str:
    """A column a month on a scale from 0 to `top`, with as many of the numbers as there is room
    for; for a hidden one a dashed box."""
    months = len(values)
    parts = [*_months(marks, months, size, between=True)]
    labelled = _labelled(values, size)
    for month, value in enumerate(values):
        height = HIDDEN_HEIGHT / size.height if value is None else value / top
        parts.append(
            {
                "part": "hidden" if value is None else "column",
                "x": (month + 0.12) / months,
                "x2": (month + 0.88) / months,
                "y": 0,
                "y2": height,
            }
        )
        if month in labelled:
            above = height + 4 / size.height
            parts.append(_text(f"{value:,}", (month + 0.5) / months, above, "center"))
    parts.append({"part": "base", "x": 0, "x2": 1, "y": 0})
    return _svg(parts, size, alternative)


def _labelled(values: Sequence[int | None], size: Size) -> set[int]:
    """The months whose numbers are printed: all, or the largest and the last as far as they do not
    touch."""
    known = {month: value for month, value in enumerate(values) if value is not None}
    if not known:
        return set()
    step = size.width / len(values)
    widest = max(len(f"{value:,}") for value in known.values()) * size.letters * _LETTER + 2
    if widest <= step:
        return set(known)
    largest = max(known, key=lambda month: (known[month], month))
    last = max(known)
    return {largest, last} if abs(largest - last) * step >= widest else {largest}


def _scale(shown_top: str, size: Size) -> Iterator[dict[str, Any]]:
    beside = -6 / size.width
    middle = -0.35 * size.letters / size.height
    yield {"part": "grid", "x": 0, "x2": 1, "y": 1}
    yield {"part": "base", "x": 0, "x2": 1, "y": 0}
    yield _text("0", beside, middle, "right")
    yield _text(shown_top, beside, 1 + middle, "right")


def _months(
    marks: Sequence[MonthMark], months: int, size: Size, *, between: bool
) -> Iterator[dict[str, Any]]:
    """The names below the plot; the first and the last do not stand out over it."""
    below = -(size.letters + 5) / size.height
    for each in marks:
        at = _at(each.month, months)
        align: Align = "center"
        if each.month == 0:
            align = "left" if months > 1 or between else "center"
            at = 0 if between else at
        elif each.month == months - 1:
            align = "right"
            at = 1 if between else at
        elif between:
            at = (each.month + 0.5) / months
        yield _text(each.name, at, below, align)
        if not between:
            yield {"part": "tick", "x": _at(each.month, months), "y": 0, "y2": -4 / size.height}


def _at(month: int, months: int) -> float:
    return month / (months - 1) if months > 1 else 0.5


def _line(line: Drawn, top: float) -> Iterator[dict[str, Any]]:
    months = len(line.values)
    name = "second" if line.second else "main"
    for month, value in enumerate(line.values):
        y = None if value is None else value / top
        yield {"part": name, "x": _at(month, months), "y": y}
    for month in _dots(line.values):
        value = line.values[month]
        assert value is not None
        yield {"part": f"{name} dot", "x": _at(month, months), "y": value / top}


def _dots(values: Sequence[float | None]) -> set[int]:
    """The last month that is shown, and months between two that are not, which no line reaches."""
    known = [month for month, value in enumerate(values) if value is not None]
    around = (None, *values, None)
    alone = {month for month in known if around[month] is None and around[month + 2] is None}
    return alone | set(known[-1:])


def _ends(lines: Sequence[Drawn], top: float, size: Size) -> Iterator[dict[str, Any]]:
    """What stands right of each line's last number, moved apart where it would overlap."""
    step = size.letters + 2
    ends = [
        (value / top * size.height, _at(month, len(each.values)), each.end)
        for each in lines
        for month, value in _last(each)
    ]
    ends.sort()
    heights = [step * len(end) for _, _, end in ends]
    bottoms = _apart([at for at, _, _ in ends], heights, float(size.height + size.above))
    for (_, across, end), height, bottom in zip(ends, heights, bottoms, strict=True):
        for line, text in enumerate(end):
            y = bottom + height - (line + 1) * step + 0.25 * size.letters
            yield _text(text, across + 9 / size.width, y / size.height, "left")


def _apart(middles: Sequence[float], heights: Sequence[int], most: float) -> list[float]:
    """Where texts of these heights begin so that none overlaps another, each as near to its middle
    as can be; the last ends below `most`."""
    bottoms: list[float] = []
    lowest = 0.0
    for middle, height in zip(middles, heights, strict=True):
        bottoms.append(max(middle - height / 2, lowest))
        lowest = bottoms[-1] + height + _BETWEEN
    for n in range(len(bottoms) - 1, -1, -1):
        bottoms[n] = min(bottoms[n], most - heights[n])
        most = bottoms[n] - _BETWEEN
    return bottoms


def _last(line: Drawn) -> list[tuple[int, float]]:
    """The last month that is shown, with its number; none where no month is."""
    return [(month, each) for month, each in enumerate(line.values) if each is not None][-1:]


def _text(text: str, x: float, y: float, align: Align) -> dict[str, Any]:
    """A text whose letters stand on `y`."""
    return {"part": align, "x": x, "y": y, "text": text}


def _svg(parts: Sequence[dict[str, Any]], size: Size, alternative: str) -> str:
    import vl_convert

    spec = _spec(size) | {"data": {"values": list(parts)}}
    drawing = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version="6.4")
    return marks_svg(drawing, size.frame, alternative, size.letters)


@cache
def _spec(size: Size) -> dict[str, Any]:
    """All that may stand in a chart, without its data: both axes go from 0 to 1 of the plot."""
    import altair as alt

    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False, zero=False))
    data = alt.Chart(alt.InlineData(values=[]))

    def part(name: str) -> alt.Chart:
        return data.transform_filter(alt.datum.part == name)

    def line(name: str, colour: str, dash: list[int]) -> list[alt.Chart]:
        drawn = part(name).mark_line(color=colour, strokeWidth=2.5, strokeDash=dash)
        dots = part(f"{name} dot").mark_point(filled=True, size=34, opacity=1, color=colour)
        return [drawn.encode(x=x, y=y), dots.encode(x=x, y=y)]

    box = {"x": x, "x2": "x2:Q", "y": y, "y2": "y2:Q"}
    texts: tuple[Align, ...] = ("left", "center", "right")
    layers = [
        part("grid").mark_rule(color=GRID).encode(x=x, x2="x2:Q", y=y),
        part("column").mark_rect(color=BAR).encode(**box),
        part("hidden").mark_rect(color="white", stroke=OUTLINE, strokeDash=[3, 2]).encode(**box),
        part("base").mark_rule(color=OUTLINE).encode(x=x, x2="x2:Q", y=y),
        part("tick").mark_rule(color=OUTLINE).encode(x=x, y=y, y2="y2:Q"),
        *line("second", SECOND, [6, 3]),
        *line("main", BAR, []),
        *(
            part(align)
            .mark_text(align=align, baseline="alphabetic", fontSize=size.letters)
            .encode(x=x, y=y, text="text:N")
            for align in texts
        ),
    ]
    chart = alt.layer(*layers).properties(width=size.width, height=size.height)
    spec: dict[str, Any] = chart.configure(aria=False).to_dict()
    return spec
