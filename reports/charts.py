"""What the chart of a table shows: its figures as they stand in the table, and the sentences that
say it to those who can't see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts_drawing import Bar, drawn
from reports.figures import HIDDEN, Figure, PlaceTable
from reports.wording import SHOWN_HIDDEN, number

_MOST_SAID = 3
HIDDEN_MARK = (
    f"{SHOWN_HIDDEN} beside a dashed box: the figure is not shown. The box is of one size, "
    "whatever it stands for."
)


@dataclass(frozen=True)
class Chart:
    """A chart as an SVG element, what stands above it, and what to know of its marks."""

    svg: str
    caption: str
    note: str


def chart_of(place: PlaceTable, figures: Sequence[Figure]) -> Chart:
    """The chart of `figures`, which are the breakdown of a table for one place or some of it."""
    ages = place.table.kind == "ages"
    bars = tuple(Bar(each.row.label, _cases(each), number(each.cases)) for each in figures)
    return Chart(
        svg=drawn(bars, alternative(place, figures), upright=ages),
        caption=f"Cases by age, {place.geography.name}"
        if ages
        else f"Cases, {place.geography.name}",
        note=HIDDEN_MARK if _hidden(figures) else "",
    )


def alternative(place: PlaceTable, figures: Sequence[Figure]) -> str:
    """What the chart shows: its largest figures, and which are hidden."""
    what = "Column chart of cases by age" if place.table.kind == "ages" else "Bar chart of cases"
    return " ".join(
        (f"{what}, {place.geography.name}.", _largest(place, figures), *_not_shown(place, figures))
    )


def _largest(place: PlaceTable, figures: Sequence[Figure]) -> str:
    shown = sorted(figures, key=lambda each: -(_cases(each) or 0))
    some = [each for each in shown if _cases(each)][:_MOST_SAID]
    if not some:
        return "No number above 0 is shown." if _hidden(figures) else "There are no cases."
    of = "The largest of the numbers shown" if _hidden(figures) else "The largest numbers"
    return f"{of}: {'; '.join(_said(place, each) for each in some)}."


def _said(place: PlaceTable, figure: Figure) -> str:
    cases = "case" if figure.cases == "1" else "cases"
    share = "" if figure.percent in ("", HIDDEN) else f" ({figure.percent} per cent)"
    return f"{_name(place, figure)}, {number(figure.cases)} {cases}{share}"


def _not_shown(place: PlaceTable, figures: Sequence[Figure]) -> tuple[str, ...]:
    hidden = _hidden(figures)
    return (f"Not shown: {'; '.join(_name(place, each) for each in hidden)}.",) if hidden else ()


def _name(place: PlaceTable, figure: Figure) -> str:
    return f"aged {figure.row.label}" if place.table.kind == "ages" else figure.row.label


def _hidden(figures: Sequence[Figure]) -> list[Figure]:
    return [each for each in figures if each.cases == HIDDEN]


def _cases(figure: Figure) -> int | None:
    return None if figure.cases == HIDDEN else int(figure.cases)
