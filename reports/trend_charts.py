"""The charts of a trend: the figures as they stand in its tables, and the sentences that say them
to those who can't see a chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.figures import HIDDEN
from reports.trend_charts_drawing import (
    COLUMNS,
    PANEL,
    WHOLE,
    Drawn,
    MonthMark,
    Size,
    drawn_columns,
    drawn_lines,
)
from reports.trend_shares import MovingRow
from reports.trend_shown import ShownLine, ShownMonth
from reports.trend_wording import long_month, short_month
from reports.wording import SHOWN_HIDDEN, number

_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
_LEAST_TOP = 5
_MONTH_NAME = 62
"""Pixels that the name of a month takes below a plot."""


@dataclass(frozen=True)
class Panel:
    """One chart of several on one scale: its title, and the chart as an SVG element."""

    title: str
    svg: str


def nice_top(values: Sequence[float | None], least: float = _LEAST_TOP) -> float:
    """The end of a scale from 0 that holds all values: a round number."""
    most = max((each for each in values if each is not None), default=0)
    most = max(most, least)
    power = 1.0
    while power * 10 < most:
        power *= 10
    return next(step * power for step in _STEPS if step * power >= most)


def counts(line: ShownLine) -> tuple[int | None, ...]:
    return tuple(None if each == HIDDEN else int(each) for each in line.cases)


def shares(row: MovingRow) -> tuple[float | None, ...]:
    return tuple(None if each in ("", HIDDEN) else float(each) for each in row.percents)


def open_chart(
    all_agencies: ShownLine, every_month: ShownLine | None, months: Sequence[ShownMonth]
) -> str:
    """The young people open at the end of each month, with the line of those of agencies that
    sent every month beside it."""
    lines = [_open_line(all_agencies, ("All agencies",), second=False)]
    said = [_said("All agencies", all_agencies.cases, months)]
    if every_month is not None:
        lines.append(_open_line(every_month, ("Agencies that", "sent every month"), second=True))
        said.append(_said("Agencies that sent every month", every_month.cases, months))
    top = nice_top([value for each in lines for value in each.values])
    name = all_agencies.geography.name
    what = f"Line chart of young people open at the end of each month, {name}."
    return drawn_lines(
        lines, _marks(months, WHOLE), top, f"{top:,.0f}", WHOLE, " ".join((what, *said))
    )


def _open_line(line: ShownLine, name: tuple[str, ...], *, second: bool) -> Drawn:
    values = counts(line)
    last = next((f"{each:,}" for each in reversed(values) if each is not None), "")
    return Drawn(values, (last, *name), second)


def count_panel(title: str, line: ShownLine, months: Sequence[ShownMonth], top: float) -> Panel:
    """A count of a place as a line, one panel of several on one scale."""
    values = counts(line)
    alternative = f"Line chart. {_said(title, line.cases, months)}"
    svg = drawn_lines(
        [Drawn(values, _end(line.cases))],
        _marks(months, PANEL), top, f"{top:,.0f}", PANEL, alternative,
    )  # fmt: skip
    return Panel(title, svg)


def share_panel(row: MovingRow, months: Sequence[ShownMonth], top: float) -> Panel:
    """The share of an answer as a line, one panel of several on one scale."""
    values = shares(row)
    alternative = f"Line chart. {_said(row.row.label, row.percents, months, ' per cent')}"
    svg = drawn_lines(
        [Drawn(values, _end(row.percents))],
        _marks(months, PANEL), top, f"{top:.0f}%", PANEL, alternative,
    )  # fmt: skip
    return Panel(row.row.label, svg)


def column_panel(title: str, line: ShownLine, months: Sequence[ShownMonth], top: float) -> Panel:
    """A count of a place as columns, one panel of several on one scale."""
    svg = drawn_columns(
        counts(line),
        _marks(months, COLUMNS),
        top,
        COLUMNS,
        f"Column chart. {_said(title, line.cases, months)}",
    )
    return Panel(title, svg)


def _end(texts: Sequence[str]) -> tuple[str, ...]:
    """The last figure that is shown."""
    return next(((number(each),) for each in reversed(texts) if each not in ("", HIDDEN)), ())


def _marks(months: Sequence[ShownMonth], size: Size) -> tuple[MonthMark, ...]:
    """The first month, the last, and every January that has room between them."""
    last = len(months) - 1
    step = size.width / max(last, 1)
    room = 1.5 * _MONTH_NAME
    marked = [0]
    for n in range(1, last):
        far = (n - marked[-1]) * step >= room and (last - n) * step >= room
        if months[n].name.endswith("-01") and far:
            marked.append(n)
    if last:
        marked.append(last)
    return tuple(MonthMark(n, short_month(months[n])) for n in marked)


def _said(name: str, texts: Sequence[str], months: Sequence[ShownMonth], unit: str = "") -> str:
    """From what to what it went, its highest and lowest, and what is not shown."""
    pairs = list(zip(texts, months, strict=True))
    shown = [(float(text), text, month) for text, month in pairs if text not in ("", HIDDEN)]
    hidden = [month for text, month in pairs if text == HIDDEN]
    if not shown:
        return f"{name}: no figure is shown." if hidden else f"{name}: there are no figures."
    _, first, first_month = shown[0]
    _, last, last_month = shown[-1]
    parts = [f"{number(first)}{unit} in {long_month(first_month)}"]
    if len(shown) > 1:
        parts.append(f"{number(last)}{unit} in {long_month(last_month)}")
    said = f"{name}: {', '.join(parts)}"
    if len(shown) > 2:
        _, most, most_month = max(shown, key=lambda each: each[0])
        _, least, least_month = min(shown, key=lambda each: each[0])
        said += (
            f"; the highest {number(most)}{unit} in {long_month(most_month)}, the lowest "
            f"{number(least)}{unit} in {long_month(least_month)}"
        )
    if hidden:
        said += f"; not shown ({SHOWN_HIDDEN}): {', '.join(map(long_month, hidden))}"
    return f"{said}."
