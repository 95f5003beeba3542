"""The sections of a trend's page about numbers of young people: open, came and went, by region, by
type of agency."""

from collections.abc import Iterable, Sequence

from reports.figures import HIDDEN, Geography
from reports.movements import Series
from reports.page_model import Grid, Headline, Line
from reports.rates import rate
from reports.trend_charts import column_panel, count_panel, counts, nice_top, open_chart
from reports.trend_page_model import MovesOfPlace, OpenOfPlace, Panels, PanelSection
from reports.trend_shown import Kind, ShownLine, ShownTrend
from reports.trend_wording import (
    BOX,
    GAP,
    NO_POPULATION,
    SERIES_LABELS,
    SHORT,
    TYPES,
    long_month,
    month_row,
    rate_sentences,
    span,
)
from reports.views import TYPES as TYPES_OF_AGENCY
from reports.wording import SHOWN_HIDDEN, SHOWN_NOT_APPLICABLE, number

_MOVES: tuple[Kind, ...] = ("new", "came_back", "ended", "unknown")
_BALANCE: tuple[Kind, ...] = ("open_start", "new", "came_back", "ended", "unknown", "open_end")
_PARTS: tuple[Kind, ...] = ("open_sent_every_month", "open_others")


def headlines(trend: ShownTrend) -> tuple[Headline, ...]:
    """The figures to know first."""
    first, last = trend.months[0], trend.months[-1]
    line = trend.line("open_end")
    found = [
        Headline(number(line.cases[-1]), f"young people open at the end of {long_month(last)}")
    ]
    if first is not last:
        text = f"open at the end of {long_month(first)}"
        found.append(Headline(number(line.cases[0]), text))
    new = number(trend.line("new").cases[-1])
    found.append(Headline(new, f"new in {long_month(last)}"))
    agencies = f"{trend.every_month:,} of {trend.every_month + trend.others:,}"
    return (*found, Headline(agencies, "agencies sent a return in every month"))


def open_of_places(trend: ShownTrend) -> tuple[OpenOfPlace, ...]:
    """England, then each region."""
    return tuple(_open_of(each, trend) for each in trend.places("national", "regional"))


def _open_of(place: Geography, trend: ShownTrend) -> OpenOfPlace:
    whole = trend.line("open_end", place.code)
    parts = _parts(trend, place.code) if trend.every_month else ()
    caption = f"Young people open at the end of each month, {place.name}, {span(trend)}"
    return OpenOfPlace(
        code=place.code,
        name=place.name,
        caption=f"Open at the end of each month, {place.name}",
        svg=open_chart(whole, parts[0] if parts else None, trend.months),
        note=GAP if _hidden((whole, *parts[:1])) else "",
        grid=Grid(
            caption,
            ("Month", "All agencies", *(SHORT[each.kind] for each in parts)),
            _months_down(trend, (whole, *parts)),
        ),
    )


def _parts(trend: ShownTrend, code: str) -> tuple[ShownLine, ...]:
    try:
        return tuple(trend.line(kind, code) for kind in _PARTS)
    except KeyError:
        return ()


def moves_of_places(trend: ShownTrend) -> tuple[MovesOfPlace, ...]:
    """England, then each region."""
    return tuple(_moves_of(each, trend) for each in trend.places("national", "regional"))


def _moves_of(place: Geography, trend: ShownTrend) -> MovesOfPlace:
    lines = [trend.line(kind, place.code) for kind in _MOVES]
    top = nice_top([value for line in lines for value in counts(line)])
    return MovesOfPlace(
        code=place.code,
        name=place.name,
        panels=Panels(
            f"Young people a month, {place.name}. All four charts have the same scale.",
            tuple(column_panel(SHORT[line.kind], line, trend.months, top) for line in lines),
            (BOX,) if _hidden(lines) else (),
        ),
        grid=Grid(
            f"Young people who came and went, {place.name}, {span(trend)}",
            ("Month", *(SHORT[kind] for kind in _BALANCE)),
            _months_down(trend, [trend.line(kind, place.code) for kind in _BALANCE]),
        ),
    )


def region_section(trend: ShownTrend) -> PanelSection:
    """Those open at the end of each month by region, with rates."""
    lines = [trend.line("open_end", each.code) for each in trend.places("regional")]
    some = [line for line in lines if any(text != "0" for text in line.cases)]
    without = [line.geography.name for line in lines if line not in some]
    nobody = (f"Nobody was open at the end of any month: {', '.join(without)}.",) if without else ()
    top = nice_top([value for line in some for value in counts(line)])
    caption = (
        "Open at the end of each month, by region. All charts have the same scale, "
        f"from 0 to {top:,.0f}."
    )
    panels = tuple(count_panel(each.geography.name, each, trend.months, top) for each in some)
    places = [each.geography.code for each in lines]
    all_known = all(trend.populations.get(code) for code in places)
    return PanelSection(
        sentences=(*rate_sentences(trend), *(() if all_known else (NO_POPULATION,))),
        panels=Panels(caption, panels, (*nobody, *((GAP,) if _hidden(some) else ()))),
        grid=_first_and_last(trend, (*lines, trend.line("open_end"))),
        further=Grid(
            f"Young people open at the end of each month, by region, {span(trend)}",
            ("Month", *(each.geography.name for each in lines), "England"),
            _months_down(trend, (*lines, trend.line("open_end"))),
        ),
    )


def _first_and_last(trend: ShownTrend, lines: Sequence[ShownLine]) -> Grid:
    """Places down: the first month, the last, the change, and the last month's rate."""
    first, last = long_month(trend.months[0]), long_month(trend.months[-1])
    columns = (month_row(trend.months[n], trend) for n in (0, -1))
    return Grid(
        f"Young people open at the end of {first} and of {last}, by region",
        (
            "Region", *columns, "Change", f"Rate per 10,000, {last}", "Aged 0 to 17",
        ),
        tuple(_place_line(trend, each) for each in lines),
    )  # fmt: skip


def _place_line(trend: ShownTrend, line: ShownLine) -> Line:
    place = line.geography
    population = trend.populations.get(place.code)
    first, last = line.cases[0], line.cases[-1]
    return Line(
        place.name,
        (
            number(first),
            number(last),
            change(first, last),
            number(rate(last, population)) or SHOWN_NOT_APPLICABLE,
            f"{population:,}" if population else SHOWN_NOT_APPLICABLE,
        ),
        total=place.level == "national",
        place=place.code if place.level == "regional" else "",
    )


def change(first: str, last: str) -> str:
    """The difference of two counts, with its sign."""
    if HIDDEN in (first, last):
        return SHOWN_HIDDEN
    difference = int(last) - int(first)
    return f"{difference:+,}".replace("-", "−") if difference else "0"


def type_section(trend: ShownTrend) -> PanelSection | None:
    """England's open and new by type of agency; None where a trend has no such series."""
    series: list[Series] = [each for each in TYPES_OF_AGENCY if each != "total" and trend.has(each)]
    if not series:
        return None
    lines = [trend.line("open_end", series=each) for each in series]
    top = nice_top([value for line in lines for value in counts(line)])
    caption = (
        "Open at the end of each month, England, by type of agency. All charts have the same "
        f"scale, from 0 to {top:,.0f}."
    )
    labels = ("Month", *(SERIES_LABELS[each] for each in series))
    return PanelSection(
        sentences=(TYPES,),
        panels=Panels(
            caption,
            tuple(count_panel(SERIES_LABELS[e.series], e, trend.months, top) for e in lines),
        ),
        grid=Grid(
            f"Young people open at the end of each month by type of agency, England, {span(trend)}",
            labels,
            _months_down(trend, lines),
        ),
        further=Grid(
            f"New young people by type of agency, England, {span(trend)}",
            labels,
            _months_down(trend, [trend.line("new", series=each) for each in series]),
        ),
    )


def _months_down(trend: ShownTrend, lines: Iterable[ShownLine]) -> tuple[Line, ...]:
    columns = [each.cases for each in lines]
    return tuple(
        Line(month_row(month, trend), tuple(number(column[n]) for column in columns))
        for n, month in enumerate(trend.months)
    )


def _hidden(lines: Iterable[ShownLine]) -> bool:
    return any(HIDDEN in line.cases for line in lines)
