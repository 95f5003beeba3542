"""The published sheets of a table: England and its regions, and the authorities and boards.

England and the regions are one table, an answer a row, so that it can be read from left to right;
the authorities and boards, of which there may be many, have a sheet of their own, a place a row.
"""

import textwrap
from collections.abc import Mapping

from reports.disclosure_wording import merged_sentences
from reports.figures import BASE, Figure, PlaceTable
from reports.range_wording import figures_sentences
from reports.report import PublicReport
from reports.sentences import base_sentences, table_sentences
from reports.tables import Table
from reports.views import TableView, answers, by_type, further
from reports.wording import SHOWN_NOT_APPLICABLE, heading, long_date
from reports.workbook_model import (
    BOLD,
    Cell,
    Format,
    Sheet,
    SheetTable,
    figure_columns,
    rows,
    with_shorthand,
)
from reports.workbook_sheets import (
    LONGEST_NAME,
    PLACE_LABELS,
    TYPE_LABELS,
    column_label,
    decimal_cells,
    first_label,
    number,
    place_cells,
    row_label,
    sheet_name,
)

_AREAS = " areas"
_WIDTH_OF_LABELS = 44
_WIDTH_OF_FIGURES = 14
_WIDTH_OF_PERCENTAGES = 18
_WIDTHS_OF_PLACES = (44, 17, 27, 24)


def public_sheets(
    view: TableView, region_names: Mapping[str, str], report: PublicReport
) -> tuple[Sheet, ...]:
    """The sheet of England and the regions and, where there are any, that of the authorities and
    boards; `region_names` gives the name of each region's code."""
    sheet = (
        _regions_by_type(view, report) if view.table.question is None else _regions(view, report)
    )
    if not view.boards:
        return (sheet,)
    return (sheet, _areas(view, region_names, report))


def areas_name(table: Table) -> str:
    """`Table 2 areas`; a longer label is cut after a word."""
    name = sheet_name(table, longest=10 * LONGEST_NAME)
    first, *_ = textwrap.wrap(name, LONGEST_NAME - len(_AREAS))
    return first + _AREAS


def _regions(view: TableView, report: PublicReport) -> Sheet:
    """Answers down; England, its percentages and the regions across."""
    table, england = view.table, view.england
    shown = answers(england)
    lines = tuple(
        (
            row_label(each),
            number(each.cases),
            number(each.percent),
            *(_cases(region, each) for region in view.regions),
        )
        for each in (*shown, *further(england))
    )
    names = tuple(region.geography.name for region in view.regions)
    counts = [1, *range(3, 3 + len(names))]
    return _sheet(
        view,
        report,
        columns=(first_label(table), "England", "Percentage of England's base", *names),
        lines=lines,
        formats=(
            *figure_columns(counts, [2]),
            *decimal_cells(lines, 1),
            rows([len(shown) + 1], BOLD),
        ),
    )


def _regions_by_type(view: TableView, report: PublicReport) -> Sheet:
    """Regions down, England last; types of agency across."""
    england = view.england
    lines: list[tuple[Cell, ...]] = []
    for each in answers(england):
        types = map(number, by_type(england, each.row.code))
        lines.append((each.row.label, *types, number(each.cases), number(each.percent)))
    lines.append(("England", *_by_type(england), SHOWN_NOT_APPLICABLE))
    return _sheet(
        view,
        report,
        columns=(first_label(view.table), *TYPE_LABELS, "Percentage of England"),
        lines=tuple(lines),
        formats=(*figure_columns(range(1, 5), [5]), rows([len(lines)], BOLD)),
    )


def _sheet(
    view: TableView,
    report: PublicReport,
    columns: tuple[str, ...],
    lines: tuple[tuple[Cell, ...], ...],
    formats: tuple[Format, ...],
) -> Sheet:
    table = view.table
    title = f"{heading(table)}, England and regions"
    there = (
        (f"Local authorities and joint boards are on the sheet '{areas_name(table)}'.",)
        if view.boards
        else ()
    )
    shown = SheetTable(
        name=f"{table.id}_regions",
        title=f"{title}, {long_date(report.day)}",
        lines=(
            "This sheet has one table.",
            *base_sentences(view.england, report.cases[view.england.geography.code]),
            *figures_sentences(report),
            *table_sentences(table),
            *merged_sentences(table),
            *there,
        ),
        columns=columns,
        rows=lines,
        formats=formats,
    )
    widths = (
        _WIDTH_OF_LABELS,
        *(
            _WIDTH_OF_PERCENTAGES if label.startswith("Percentage") else _WIDTH_OF_FIGURES
            for label in columns[1:]
        ),
    )
    return Sheet(sheet_name(table), title, with_shorthand((shown,)), widths)


def _areas(view: TableView, region_names: Mapping[str, str], report: PublicReport) -> Sheet:
    """Authorities and boards down, region by region; their cases across, of table 2 by type where
    they are shown."""
    table, first = view.table, view.boards[0]
    boards = sorted(view.boards, key=lambda each: (each.geography.region, each.geography.name))
    if table.question is not None:
        shown = (*answers(first), *further(first))
        labels = tuple(column_label(table, each) for each in shown)
        cases = [tuple(_cases(board, each) for each in shown) for board in boards]
    elif report.tables.local_tables:
        labels, cases = TYPE_LABELS, [_by_type(board) for board in boards]
    else:
        labels, cases = ("Cases",), [(number(board.cases(BASE.code)),) for board in boards]
    title = f"{heading(table)}, local authorities and joint boards"
    listed = SheetTable(
        name=f"{table.id}_areas",
        title=f"{title}, {long_date(report.day)}",
        lines=(
            "This sheet has one table.",
            "Local authorities and joint boards without a case are not listed.",
            *figures_sentences(report),
            *(table_sentences(table) if report.tables.local_tables else ()),
            *merged_sentences(table),
        ),
        columns=(*PLACE_LABELS, *labels),
        rows=tuple(
            (*place_cells(board, region_names), *figures)
            for board, figures in zip(boards, cases, strict=True)
        ),
        formats=figure_columns(range(len(PLACE_LABELS), len(PLACE_LABELS) + len(labels))),
    )
    widths = (*_WIDTHS_OF_PLACES, *(_WIDTH_OF_FIGURES for _ in labels))
    return Sheet(areas_name(table), title, with_shorthand((listed,)), widths)


def _by_type(place: PlaceTable) -> tuple[Cell, ...]:
    """The cases of a place by type of agency, and all of them."""
    return tuple(map(number, (*by_type(place, BASE.code), place.cases(BASE.code))))


def _cases(place: PlaceTable, row: Figure) -> Cell:
    """The cases of one row; what is published for England alone has none elsewhere."""
    try:
        return number(place.cases(row.row.code))
    except KeyError:
        return SHOWN_NOT_APPLICABLE
