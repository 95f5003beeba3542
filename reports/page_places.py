"""The sections of the page about places: cases by region, and by authority and joint board."""

from reports.charts import chart_of
from reports.figures import BASE, PlaceTable
from reports.page_model import BoardsOfRegion, Choice, Grid, Line, RegionSection
from reports.page_tables import numbers
from reports.range_wording import (
    figures_sentences,
    other_total,
    other_total_label,
    totals_sentence,
)
from reports.report import Report, RestrictedReport
from reports.sentences import base_sentences, table_sentences
from reports.views import TYPES, TableView, answers, by_type
from reports.wording import COLUMN_LABELS, heading, long_date, number


def choices(view: TableView) -> tuple[Choice, ...]:
    """The regions of table 2, which a reader may choose."""
    return tuple(Choice(each.geography.code, each.geography.name) for each in view.regions)


def region_section(view: TableView, report: Report) -> RegionSection:
    """The section of table 2."""
    england = view.england
    lines = [
        Line(
            each.row.label,
            (
                *numbers((*by_type(england, each.row.code), each.cases)),
                *_other_total(report, each.row.code),
            ),
            percent=number(each.percent),
            place=each.row.code,
        )
        for each in answers(england)
    ]
    lines.append(Line("England", _base(england, report, types=True), total=True))
    possible = (
        (totals_sentence(report),)
        if isinstance(report, RestrictedReport)
        else figures_sentences(report)
    )
    caption = f"{heading(view.table)} and type of agency, {long_date(report.day)}"
    columns = ("Region", *_columns(report, types=True), "Per cent of England")
    return RegionSection(
        id=view.table.id,
        heading=heading(view.table),
        sentences=(
            *base_sentences(england, report.cases[england.geography.code]),
            *possible,
            *table_sentences(view.table),
        ),
        chart=chart_of(england, answers(england)),
        grid=Grid(caption, columns, tuple(lines)),
    )


def boards_by_region(view: TableView, report: Report) -> tuple[BoardsOfRegion, ...]:
    """The places below the regions, from table 2, in the regions' order."""
    types = all(_has_types(each) for each in view.boards)
    return tuple(_boards_of(region, view, report, types) for region in view.regions)


def _boards_of(region: PlaceTable, view: TableView, report: Report, types: bool) -> BoardsOfRegion:
    here = region.geography
    boards = [each for each in view.boards if each.geography.region == here.code]
    lines = [
        Line(_board_name(each), _base(each, report, types))
        for each in sorted(boards, key=lambda each: each.geography.name)
    ]
    lines.append(Line(here.name, _base(region, report, types), total=True))
    of_types = " and type of agency" if types else ""
    return BoardsOfRegion(
        code=here.code,
        name=here.name,
        cases=number(region.cases(BASE.code)),
        boards=len(boards),
        grid=Grid(
            f"Cases by board{of_types}: {here.name}, {long_date(report.day)}",
            ("Board", *_columns(report, types)),
            tuple(lines),
        ),
    )


def _board_name(place: PlaceTable) -> str:
    joint = " (joint board)" if place.geography.level == "joint_board" else ""
    return f"{place.geography.name}{joint}"


def _has_types(place: PlaceTable) -> bool:
    return any(figure.column in TYPES for figure in place.figures)


def _columns(report: Report, types: bool) -> tuple[str, ...]:
    by = tuple(COLUMN_LABELS[column] for column in TYPES) if types else ()
    other = (other_total_label(report),) if report.restricted else ()
    return (*by, COLUMN_LABELS["total"], *other)


def _base(place: PlaceTable, report: Report, types: bool) -> tuple[str, ...]:
    """The cases of a place, by agency type where `types`, and the other end of their range."""
    by = by_type(place, BASE.code) if types else ()
    counted = numbers((*by, place.cases(BASE.code)))
    return (*counted, *_other_total(report, place.geography.code))


def _other_total(report: Report, code: str) -> tuple[str, ...]:
    """Nothing where it is not published."""
    return (f"{other_total(report, code):,}",) if isinstance(report, RestrictedReport) else ()
