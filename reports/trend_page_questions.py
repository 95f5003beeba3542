"""The sections of a trend's page about questions: how the shares of their answers moved."""

from collections.abc import Iterable

from reports.figures import BASE, HIDDEN
from reports.page_model import Grid, Line
from reports.sentences import table_sentences
from reports.trend_charts import nice_top, share_panel, shares
from reports.trend_page_model import Panels, QuestionSection, SharesOfPlace
from reports.trend_shares import (
    MovingQuestion,
    MovingRow,
    MovingTable,
    drawn_rows,
    merged_sentences,
    within,
)
from reports.trend_shown import ShownTrend
from reports.trend_wording import GAP, NO_SHARE, long_month, month_column, month_row, span
from reports.wording import SHOWN_NOT_APPLICABLE, heading, number

MOST_PANELS = 12
"""More lines than this say less than a table."""
_LEAST_SHARE = 10


def question_section(question: MovingQuestion, trend: ShownTrend) -> QuestionSection:
    england = question.england
    places = [_place(each, trend) for each in (england, *question.regions)]
    by_month = _by_month(england, trend)
    grids = [by_month, *(each.grid for each in places)]
    not_there = any(_has_none(each) for each in grids)
    return QuestionSection(
        id=question.table.id,
        heading=heading(question.table),
        notes=(
            *table_sentences(question.table),
            *merged_sentences(england, trend),
            *((NO_SHARE,) if not_there else ()),
        ),
        panels=_panels(england, trend),
        england=places[0],
        regions=tuple(places[1:]),
        by_month=by_month,
    )


def _has_none(grid: Grid) -> bool:
    return any(SHOWN_NOT_APPLICABLE in line.cells for line in grid.lines)


def _panels(moving: MovingTable, trend: ShownTrend) -> Panels | None:
    if moving.table.kind == "ages":
        return None
    given = drawn_rows(moving)
    rows = [row for row in given if any(each is not None for each in shares(row))]
    if not rows or len(rows) > MOST_PANELS:
        return None
    top = min(100.0, nice_top([value for row in rows for value in shares(row)], _LEAST_SHARE))
    caption = (
        f"Percentage of those with information, {moving.geography.name}, {span(trend)}. All "
        f"charts have the same scale, from 0 to {top:.0f} per cent."
    )
    notes = []
    for rest, why in (
        (
            [row for row in moving.answers if row not in given],
            "nobody gave the answer in any month",
        ),
        ([row for row in given if row not in rows], "no percentage is shown in any month"),
    ):
        if rest:
            labels = "; ".join(row.row.label for row in rest)
            notes.append(f"Not drawn, since {why}: {labels}.")
    if any(HIDDEN in row.percents for row in rows):
        notes.append(GAP)
    panels = tuple(share_panel(row, trend.months, top) for row in rows)
    return Panels(caption, panels, tuple(notes))


def _place(moving: MovingTable, trend: ShownTrend) -> SharesOfPlace:
    """Answers down; cases and share of the first month and of the last, and the change."""
    first, last = (month_column(trend.months[n], trend) for n in (0, -1))
    name = moving.geography.name
    return SharesOfPlace(
        code=moving.geography.code,
        name=name,
        grid=Grid(
            f"{heading(moving.table)}, {name}, {long_month(trend.months[0])} and "
            f"{long_month(trend.months[-1])}",
            (
                "Age" if moving.table.kind == "ages" else "Answer",
                f"Cases, {first}", f"Per cent, {first}", f"Cases, {last}", f"Per cent, {last}",
                "Change in percentage points",
            ),
            (
                *map(_line, within(moving)),
                *(_line(row, total=row.row.code == BASE.code) for row in moving.further),
            ),
        ),
    )  # fmt: skip


def _line(row: MovingRow, *, total: bool = False) -> Line:
    cells = (row.cases[0], row.percents[0], row.cases[-1], row.percents[-1])
    has_share = any(row.percents)
    change = row.change.replace("-", "−")
    shown = [*map(number, cells), number(change)]
    if has_share:
        shown = [each or SHOWN_NOT_APPLICABLE for each in shown]
    return Line(row.row.label, tuple(shown), total=total)


def _by_month(moving: MovingTable, trend: ShownTrend) -> Grid:
    """Months down, the share of each answer across, and the base."""
    rows = within(moving)
    (base,) = (row for row in moving.further if row.row.code == BASE.code)
    return Grid(
        f"{heading(moving.table)}: percentage of each answer by month, {moving.geography.name}, "
        f"{span(trend)}",
        ("Month", *(row.row.label for row in rows), BASE.label),
        tuple(
            Line(month_row(month, trend), (*_shares(rows, n), number(base.cases[n])))
            for n, month in enumerate(trend.months)
        ),
    )


def _shares(rows: Iterable[MovingRow], month: int) -> tuple[str, ...]:
    return tuple(number(row.percents[month]) or SHOWN_NOT_APPLICABLE for row in rows)
