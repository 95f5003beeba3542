"""The chart of a table of a profile: for each answer a bar for the last six months and one for the
six before, drawn as plain SVG."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from reports.charts import HIDDEN_MARK, Chart
from reports.figures import HIDDEN
from reports.profile_shown import ShownProfile, ShownTable
from reports.profile_tables import PERIODS, PeriodName, ProfileRow
from reports.profile_wording import PERIOD_LABELS, number_of, shown

LEAST_ROWS = 4
"""A table with fewer answers is seen without a chart."""
_COLOURS: dict[PeriodName, str] = {"last": "#12436D", "before": "#A285D1"}
"""Dark blue and light purple of the Analysis Function's palette: they differ in lightness too."""
_OUTLINE = "#3D3D3D"
_LABELS, _BARS, _NUMBERS = 190, 330, 60
_BAR, _BETWEEN, _KEY = 13, 9, 26
_LINE, _LETTERS, _LETTERS_A_LINE = 15, 13, 28
_HIDDEN_LENGTH = 14
_LETTER_DROP = 10.5


@dataclass(frozen=True)
class _Bars:
    """The two bars of an answer, None where hidden."""

    label: str
    cases: dict[PeriodName, int | None]


def chart_of_table(table: ShownTable, profile: ShownProfile) -> Chart | None:
    """The referrals of the place that the profile leads with; None where a chart would not help:
    few answers, no case in either period, or nothing published."""
    lead = profile.lead
    rows = [row for row in table.rows if not row.sum_of]
    if len(rows) < LEAST_ROWS or (lead.key, "last") not in table.known:
        return None
    bars = [_bars(row, table, lead.key) for row in rows]
    numbers = [n for each in bars for n in each.cases.values()]
    if not any(numbers):
        return None
    return Chart(
        svg=_svg(bars, _alternative(bars, lead.name)),
        caption=f"Referrals, {lead.name}",
        note=HIDDEN_MARK if None in numbers else "",
    )


def _bars(row: ProfileRow, table: ShownTable, place: str) -> _Bars:
    return _Bars(
        row.label,
        {
            period: number_of(table.figure(row.code, (place, period)).cases)
            for period in PERIODS
            if (place, period) in table.known
        },
    )


def _alternative(bars: Sequence[_Bars], place: str) -> str:
    most = sorted(bars, key=lambda each: -(each.cases["last"] or 0))[:3]
    said = "; ".join(
        f"{each.label}, {each.cases['last']}" for each in most if each.cases["last"] is not None
    )
    return f"Bar chart of referrals, {place}. Most in the last six months: {said or 'not shown'}."


def _svg(bars: Sequence[_Bars], alternative: str) -> str:
    most = max((n for each in bars for n in each.cases.values() if n), default=1)
    width = _LABELS + _BARS + _NUMBERS
    root = etree.Element(
        "svg",
        {"class": "bars", "role": "img", "aria-label": alternative, "font-size": str(_LETTERS)},
    )
    top = _KEY
    for n, period in enumerate(bars[0].cases):
        left = _LABELS + n * 150
        root.append(_rect(left, 4, 14, 12, period))
        root.append(_text(left + 20, 14.5, PERIOD_LABELS[period]))
    for each in bars:
        lines = textwrap.wrap(each.label, _LETTERS_A_LINE, break_on_hyphens=False)
        height = max(_BAR * len(each.cases), _LINE * len(lines))
        group = etree.SubElement(root, "g")
        middle = top + height / 2 - _LINE * len(lines) / 2
        for n, line in enumerate(lines):
            y = middle + n * _LINE + _LETTER_DROP + 1
            group.append(_text(_LABELS - 8, y, line, "end"))
        start = top + (height - _BAR * len(each.cases)) / 2
        for n, (period, cases) in enumerate(each.cases.items()):
            group.extend(_bar(start + n * _BAR, period, cases, most))
        top += height + _BETWEEN
    axis = {"x1": _LABELS, "x2": _LABELS, "y1": _KEY - 2, "y2": top - _BETWEEN + 2}
    root.append(
        etree.Element("line", {name: f"{at:g}" for name, at in axis.items()} | {"stroke": _OUTLINE})
    )
    root.set("viewBox", f"0 0 {width} {top:g}")
    return str(etree.tostring(root, encoding="unicode"))


def _bar(y: float, period: PeriodName, cases: int | None, most: int) -> Iterator[etree._Element]:
    """A bar and its number; a hidden one as a dashed box of one size."""
    length = _HIDDEN_LENGTH if cases is None else _BARS * cases / most
    box = _rect(_LABELS, y, length, _BAR - 1, period)
    if cases is None:
        box.set("fill", "white")
        box.set("stroke", _OUTLINE)
        box.set("stroke-dasharray", "3 2")
    yield box
    yield _text(
        _LABELS + length + 6, y + _LETTER_DROP, shown(HIDDEN if cases is None else str(cases))
    )


def _rect(x: float, y: float, width: float, height: float, period: PeriodName) -> etree._Element:
    at = {"x": x, "y": y, "width": width, "height": height}
    return etree.Element(
        "rect", {name: f"{n:.4g}" for name, n in at.items()} | {"fill": _COLOURS[period]}
    )


def _text(x: float, y: float, text: str, anchor: str = "start") -> etree._Element:
    element = etree.Element("text", {"x": f"{x:.4g}", "y": f"{y:.4g}", "text-anchor": anchor})
    element.text = text
    return element
