"""The sheets of a trend's counts and of its questions: one table each."""

from collections.abc import Iterable, Iterator, Sequence

from reports.figures import Geography
from reports.movement_words import label
from reports.movements import Series
from reports.rates import rate
from reports.sentences import table_sentences
from reports.trend_shares import MovingQuestion, MovingRow, MovingTable, merged_sentences, within
from reports.trend_shown import (
    PUBLISHED_KINDS,
    SPELLS,
    Kind,
    RestrictedTrend,
    ShownLine,
    ShownTrend,
)
from reports.trend_wording import (
    ADDS_UP,
    NO_POPULATION,
    NOBODY_EVERY_MONTH,
    SERIES_LABELS,
    SHARES,
    SHORT,
    TYPES,
    WHY_EVERY_MONTH,
    month_column,
    month_row,
    months_without_return,
    months_without_tables,
    rate_sentences,
    span,
    who_sent,
)
from reports.views import TYPES as TYPES_OF_AGENCY
from reports.wording import LEVEL_LABELS, SHOWN_NOT_APPLICABLE, heading
from reports.workbook_model import (
    BOLD,
    Cell,
    Format,
    Sheet,
    SheetTable,
    columns,
    figure_columns,
    rows,
    with_shorthand,
)
from reports.workbook_sheets import decimal_cells, number, sheet_name

_ONE_TABLE = "This sheet has one table."
_MONTH_WIDTH, _COUNT_WIDTH = 11, 21
_BY_REGION: tuple[tuple[Kind, str], ...] = (
    ("open_end", "Open by region"),
    ("new", "New by region"),
    ("came_back", "Came back by region"),
    ("ended", "Ended by region"),
    ("unknown", "Unknown by region"),
)
_WITH_PARTS: tuple[Kind, ...] = ("open_end", "open_sent_every_month", "open_others")
_OF_TYPE: tuple[Kind, ...] = ("open_end", "new", "came_back", "ended", "unknown")


def count_sheets(trend: ShownTrend) -> tuple[Sheet, ...]:
    """England's counts, those of the regions, and those of agencies that sent every month; of a
    trend with true counts by type of agency and by board, too, and who sent."""
    found = [_england(trend)]
    found += [_by_region(kind, name, trend) for kind, name in _BY_REGION]
    found += [_rates(trend), _every_month(trend)]
    if isinstance(trend, RestrictedTrend):
        found += [_by_type(trend), _boards(trend), _who_sent(trend)]
    return tuple(found)


def _england(trend: ShownTrend) -> Sheet:
    """Months down, movements across."""
    kinds = SPELLS if trend.restricted else PUBLISHED_KINDS[:6]
    lines = [trend.line(kind) for kind in kinds]
    table = SheetTable(
        name="england_by_month",
        title=f"Young people open, new and gone by month, England, {span(trend)}",
        lines=_lines(trend, ADDS_UP),
        columns=("Month", *(label(kind) for kind in kinds)),
        rows=tuple(
            (month_row(month, trend), *(number(line.cases[n]) for line in lines))
            for n, month in enumerate(trend.months)
        ),
        formats=figure_columns(range(1, 1 + len(kinds))),
    )
    return _sheet("England", table, (22, *(_COUNT_WIDTH for _ in kinds)))


def _by_region(kind: Kind, name: str, trend: ShownTrend) -> Sheet:
    """Regions down, England last; months across."""
    lines = [trend.line(kind, place.code) for place in _wide(trend)]
    table = SheetTable(
        name=f"{kind}_by_region",
        title=f"{SHORT[kind]}, by month, England and regions, {span(trend)}",
        lines=_lines(trend, "The regions add up to England."),
        columns=("Region", *_months(trend)),
        rows=tuple((line.geography.name, *map(number, line.cases)) for line in lines),
        formats=(*_month_columns(trend, 1), rows([len(lines)], BOLD)),
    )
    return _sheet(name, table, (30, *_month_widths(trend)))


def _rates(trend: ShownTrend) -> Sheet:
    lines = [trend.line("open_end", place.code) for place in _wide(trend)]
    shown = [(line, trend.populations.get(line.geography.code)) for line in lines]
    missing = () if all(population for _, population in shown) else (NO_POPULATION,)
    table = SheetTable(
        name="rates_by_region",
        title=f"Rate of young people open by month, England and regions, {span(trend)}",
        lines=_lines(trend, *rate_sentences(trend), *missing),
        columns=("Region", "Aged 0 to 17", *_months(trend)),
        rows=tuple(
            (
                line.geography.name,
                population or SHOWN_NOT_APPLICABLE,
                *(number(rate(text, population)) for text in line.cases),
            )
            for line, population in shown
        ),
        formats=(
            *figure_columns([1], range(2, 2 + len(trend.months))),
            rows([len(lines)], BOLD),
        ),
    )
    return _sheet("Rates by region", table, (30, 14, *_month_widths(trend)))


def _every_month(trend: ShownTrend) -> Sheet:
    """Those open: all, and by agencies that sent every month; England first."""
    england, regions = trend.places("national"), trend.places("regional")
    lines = [
        (place.name, SHORT[kind] if kind != "open_end" else SERIES_LABELS["all"], line)
        for place in (*england, *regions)
        for kind in (_WITH_PARTS if trend.every_month else _WITH_PARTS[:1])
        if (line := _line(trend, kind, place)) is not None
    ]
    table = SheetTable(
        name="sent_every_month",
        title=f"Open at the end by agencies that sent every month, England and regions, "
        f"{span(trend)}",
        lines=_lines(
            trend,
            who_sent(trend),
            WHY_EVERY_MONTH if trend.every_month else NOBODY_EVERY_MONTH,
        ),
        columns=("Place", "Agencies", *_months(trend)),
        rows=tuple((name, of, *map(number, line.cases)) for name, of, line in lines),
        formats=_month_columns(trend, 2),
    )
    return _sheet("Sent every month", table, (30, 40, *_month_widths(trend)))


def _line(trend: ShownTrend, kind: Kind, place: Geography) -> ShownLine | None:
    try:
        return trend.line(kind, place.code)
    except KeyError:
        return None


def _by_type(trend: RestrictedTrend) -> Sheet:
    series: list[Series] = [each for each in TYPES_OF_AGENCY if each != "total" and trend.has(each)]
    table = SheetTable(
        name="by_type_of_agency",
        title=f"Young people by type of agency and month, England, {span(trend)}",
        lines=_lines(trend, TYPES),
        columns=("Agencies", "Count", *_months(trend)),
        rows=tuple(
            (
                SERIES_LABELS[each],
                SHORT[kind],
                *map(number, trend.line(kind, series=each).cases),
            )
            for each in series
            for kind in _OF_TYPE
        )
        or (_nothing(trend, "No agency"),),
        formats=_month_columns(trend, 2),
    )
    return _sheet("By type of agency", table, (28, 20, *_month_widths(trend)))


def _boards(trend: RestrictedTrend) -> Sheet:
    """Authorities and boards down, region by region; months across."""
    names = {place.code: place.name for place in trend.places("regional")}
    boards = trend.places("local_authority", "joint_board")
    table = SheetTable(
        name="open_by_board",
        title=f"Open at the end of each month, local authorities and joint boards, {span(trend)}",
        lines=_lines(
            trend,
            "Local authorities and joint boards of which no young person is known are not listed.",
        ),
        columns=("Place", "Level and region", *_months(trend)),
        rows=tuple(
            (
                place.name,
                f"{LEVEL_LABELS[place.level]}, {names.get(place.region or '', place.region)}",
                *map(number, trend.line("open_end", place.code).cases),
            )
            for place in sorted(boards, key=lambda each: (each.region or "", each.name))
        )
        or (_nothing(trend, "No place"),),
        formats=_month_columns(trend, 2),
    )
    return _sheet("Open by board", table, (34, 48, *_month_widths(trend)), filtered=True)


def _nothing(trend: ShownTrend, what: str) -> tuple[Cell, ...]:
    return (what, SHOWN_NOT_APPLICABLE, *(0 for _ in trend.months))


def _who_sent(trend: RestrictedTrend) -> Sheet:
    table = SheetTable(
        name="who_sent",
        title=f"Agencies that sent every month and that did not, England, {span(trend)}",
        lines=_lines(trend, who_sent(trend)),
        columns=("Agency", "Area", "Sent a return in every month"),
        rows=(
            *((agency, area, "Yes") for agency, area in trend.sent_every_month),
            *((agency, area, "No") for agency, area in trend.sent_not_every_month),
        )
        or (("No agency", SHOWN_NOT_APPLICABLE, SHOWN_NOT_APPLICABLE),),
        formats=(columns([2], {"align": "left"}),),
    )
    return _sheet("Who sent", table, (56, 40, 18), filtered=True)


def question_sheet(question: MovingQuestion, trend: ShownTrend) -> Sheet:
    """England's answers down, months across: their percentages, then their cases and the base."""
    moving = question.england
    lines = tuple(_answer_rows(moving))
    decimals = tuple(each for n in range(len(trend.months)) for each in decimal_cells(lines, 2 + n))
    table = SheetTable(
        name=f"{moving.table.id}_by_month",
        title=f"{heading(moving.table)} by month, England, {span(trend)}",
        lines=_lines(
            trend,
            *SHARES[:1],
            *table_sentences(moving.table),
            *merged_sentences(moving, trend),
            *months_without_tables(trend),
        ),
        columns=(
            "Age" if moving.table.kind == "ages" else "Answer", "Figure", *_months(trend),
        ),
        rows=lines,
        formats=(*_month_columns(trend, 2), *decimals),
    )  # fmt: skip
    return _sheet(sheet_name(moving.table), table, (40, 20, *_month_widths(trend)))


def _answer_rows(moving: MovingTable) -> Iterator[tuple[Cell, ...]]:
    answers = within(moving)
    for row in answers:
        yield (_row_label(row), "Percentage of base", *map(number, row.percents))
    for row in answers:
        yield (_row_label(row), "Cases", *map(number, row.cases))
    for row in moving.further:
        if any(row.percents):
            yield (_row_label(row), "Percentage of base", *map(number, row.percents))
        yield (_row_label(row), "Cases", *map(number, row.cases))


def _row_label(row: MovingRow) -> str:
    """An age is said to be one: it stands among words."""
    text = row.row.label
    return f"Aged {text}" if text.isdigit() else text


def _lines(trend: ShownTrend, *texts: str) -> tuple[str, ...]:
    """What stands above a table: in which months no return is dated, too."""
    return (_ONE_TABLE, *texts, *months_without_return(trend))


def _wide(trend: ShownTrend) -> tuple[Geography, ...]:
    return (*trend.places("regional"), *trend.places("national"))


def _months(trend: ShownTrend) -> tuple[str, ...]:
    return tuple(month_column(month, trend) for month in trend.months)


def _month_columns(trend: ShownTrend, first: int) -> tuple[Format, ...]:
    return figure_columns(range(first, first + len(trend.months)))


def _month_widths(trend: ShownTrend) -> Iterable[int]:
    return (_MONTH_WIDTH for _ in trend.months)


def _sheet(name: str, table: SheetTable, widths: Sequence[int], *, filtered: bool = False) -> Sheet:
    return Sheet(name, table.title, with_shorthand((table,)), tuple(widths), filtered)
