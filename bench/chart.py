"""The chart of docs/performance.md: what a count costs against the number of its records."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import altair as alt

_BARE = "DuckDB alone reads them"
_OURS = "lscb ingest and snapshot"
_WORDS = (
    "<title>Seconds against records</title><desc>Two lines, both axes in powers of ten: lscb "
    "ingest and snapshot, and DuckDB alone. Measured times of records made up. Invented data."
    "</desc>"
)
_WIDTH, _HEIGHT = 520, 300


@dataclass(frozen=True)
class Point:
    """The seconds that the bare read and ours took for a number of records."""

    records: int
    bare: float
    ours: float


def write_cost_chart(points: Sequence[Point], path: Path) -> None:
    """Writes the chart as SVG, both axes in powers of ten."""
    import vl_convert

    lines = [
        {"records": each.records, "seconds": seconds, "what": what}
        for each in points
        for what, seconds in ((_OURS, each.ours), (_BARE, each.bare))
    ]
    sizes = alt.Axis(format=",", values=[each.records for each in points])
    powers = alt.Axis(values=[10.0**power for power in range(-2, 5)])
    below = alt.Legend(orient="bottom")
    scale = alt.Scale(type="log")
    chart = (
        alt.Chart(alt.Data(values=lines), width=_WIDTH, height=_HEIGHT)
        .mark_line(point=True)
        .encode(
            x=alt.X("records:Q", scale=scale, title="Records", axis=sizes),
            y=alt.Y("seconds:Q", scale=scale, title="Seconds", axis=powers),
            color=alt.Color("what:N", title=None, sort=[_OURS, _BARE], legend=below),
            strokeDash=alt.StrokeDash("what:N", legend=None, sort=[_OURS, _BARE]),
        )
    )
    path.write_text(_described(vl_convert.vegalite_to_svg(chart.to_dict())), encoding="utf-8")


def _described(svg: str) -> str:
    """With words for those who do not see it."""
    begin = svg.index(">") + 1
    return f"{svg[:begin]}{_WORDS}{svg[begin:]}"
