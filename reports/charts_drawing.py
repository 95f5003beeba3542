"""Bars and columns, drawn by Altair from the numbers that stand in print."""

import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reports.charts_svg import Frame, svg_element

if TYPE_CHECKING:
    import altair

BAR, OUTLINE = "#12436D", "#3D3D3D"
"""Dark blue and dark grey of the Analysis Function's palette."""
BARS_WIDTH, LABELS_WIDTH, NUMBERS_WIDTH = 190, 160, 50
"""Of a bar chart, in pixels: the longest bar, what stands left of the bars and right of it."""
COLUMNS_WIDTH, COLUMNS_HEIGHT, ABOVE, BELOW = 400, 190, 18, 22
"""Of a column chart: what stands above the highest column and below all of them, too."""
HIDDEN_LENGTH = 14
"""How long the box is that stands for a hidden figure, in pixels."""
_LETTERS, _SMALL_LETTERS = 13, 11
_LINE, _LETTERS_A_LINE = 15, 22


@dataclass(frozen=True)
class Bar:
    """A bar: its label, its cases (None: hidden), and the number that stands at its end."""

    label: str
    cases: int | None
    shown: str


def drawn(bars: Sequence[Bar], alternative: str, *, upright: bool) -> str:
    """The bars, the first at the top, or where `upright` columns, the first at the left: an SVG
    element that says `alternative` to those who can't see it; empty where there is no bar."""
    if not bars:
        return ""
    if upright:
        frame = Frame(0, -ABOVE, COLUMNS_WIDTH, ABOVE + COLUMNS_HEIGHT + BELOW)
        labels = [bar.label for bar in bars]
        spec = _columns() | {"data": {"values": _values(bars, labels, COLUMNS_HEIGHT)}}
    else:
        labels = ["\n".join(_lines(bar.label)) for bar in bars]
        height = len(bars) * (4 + _LINE * max(2, *(len(_lines(bar.label)) for bar in bars)))
        frame = Frame(-LABELS_WIDTH, 0, LABELS_WIDTH + BARS_WIDTH + NUMBERS_WIDTH, height)
        spec = _bars() | {
            "data": {"values": _values(bars, labels, BARS_WIDTH)},
            "height": height,
        }
    return svg_element(_svg(spec), frame, alternative, _SMALL_LETTERS if upright else _LETTERS)


def _lines(label: str) -> list[str]:
    return textwrap.wrap(label, _LETTERS_A_LINE, break_on_hyphens=False)


def _values(bars: Sequence[Bar], labels: Sequence[str], size: int) -> list[dict[str, Any]]:
    """The bars as data: their lengths as parts of the longest, which is `size` pixels long, and of
    a hidden one that of its box."""
    most = max((bar.cases or 0 for bar in bars), default=0) or 1
    return [
        {
            "label": label,
            "length": HIDDEN_LENGTH / size if bar.cases is None else bar.cases / most,
            "shown": bar.shown,
            "hidden": bar.cases is None,
        }
        for bar, label in zip(bars, labels, strict=True)
    ]


def _svg(spec: dict[str, Any]) -> str:
    import vl_convert

    return vl_convert.vegalite_to_svg(json.dumps(spec), vl_version="6.4")


@lru_cache(maxsize=1)
def _bars() -> dict[str, Any]:
    """A bar chart without its data and its height."""
    import altair as alt

    axis = alt.Axis(
        ticks=False, labelPadding=8, labelFontSize=_LETTERS, labelLineHeight=_LINE, labelLimit=0
    )
    base = alt.Chart(alt.InlineData(values=[])).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=axis),
        x=alt.X("length:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 1])),
    )
    bars = base.mark_bar(height={"band": 0.6})
    numbers = base.mark_text(align="left", baseline="middle", dx=6, fontSize=_LETTERS)
    return _spec(bars, numbers, BARS_WIDTH)


@lru_cache(maxsize=1)
def _columns() -> dict[str, Any]:
    """A column chart without its data."""
    import altair as alt

    axis = alt.Axis(
        ticks=False,
        labelPadding=5,
        labelFontSize=_SMALL_LETTERS,
        labelAngle=0,
        labelOverlap=False,
    )
    base = alt.Chart(alt.InlineData(values=[])).encode(
        x=alt.X("label:N", sort=None, title=None, axis=axis),
        y=alt.Y("length:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 1])),
    )
    bars = base.mark_bar(width={"band": 0.7})
    numbers = base.mark_text(align="center", baseline="bottom", dy=-3, fontSize=_SMALL_LETTERS)
    return _spec(bars, numbers, COLUMNS_WIDTH) | {"height": COLUMNS_HEIGHT}


def _spec(bars: "altair.Chart", numbers: "altair.Chart", width: int) -> dict[str, Any]:
    """Bars, a hidden one as a box that is not filled, with their numbers."""
    import altair as alt

    hidden = alt.when(alt.datum.hidden)
    boxes = bars.encode(
        color=hidden.then(alt.value("white")).otherwise(alt.value(BAR)),
        stroke=hidden.then(alt.value(OUTLINE)),
        strokeDash=hidden.then(alt.value([3, 2])),
    )
    chart = (boxes + numbers.encode(text="shown:N")).properties(width=width)
    spec: dict[str, Any] = chart.configure(aria=False, lineBreak="\n").to_dict()
    return spec
