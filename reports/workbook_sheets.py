"""A sheet a table, for those who hold the data: England's figures, then all places down and their
cases across."""

from collections.abc import Iterable, Mapping, Sequence

from reports.figures import BASE, HIDDEN, Figure, PlaceTable
from reports.range_wording import (
    figures_sentences,
    other_total,
    other_total_label,
    totals_sentence,
)
from reports.report import RestrictedReport
from reports.sentences import base_sentences, table_sentences
from reports.tables import Table
from reports.views import TYPES, TableView, answers, by_type, further
from reports.wording import (
    COLUMN_LABELS,
    LEVEL_LABELS,
    SHOWN_HIDDEN,
    SHOWN_NOT_APPLICABLE,
    heading,
    table_label,
)
from reports.workbook_model import (
    DECIMAL,
    TOTAL,
    Cell,
    Format,
    Sheet,
    SheetTable,
    cell,
    figure_columns,
    rows,
    with_shorthand,
)

LONGEST_NAME = 31
TYPE_LABELS = (*(COLUMN_LABELS[column] for column in TYPES), COLUMN_LABELS["total"])
PLACE_LABELS = ("Place", "Level", "Region", "Code")
_NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\'")


def sheet_name(table: Table, longest: int = LONGEST_NAME) -> str:
    """The table's label as Excel allows it for a sheet."""
    return table_label(table).translate(_NOT_IN_NAMES)[:longest]


def table_sheet(
    view: TableView, region_names: Mapping[str, str], report: RestrictedReport
) -> Sheet:
    """The sheet of one table; `region_names` gives the name of each region's code."""
    by_region = view.table.question is None
    england = _england_by_type(view.england, report) if by_region else _england(view, report)
    places = _places(view, region_names, report)
    across = len(places.columns) - len(PLACE_LABELS)
    return Sheet(
        name=sheet_name(view.table),
        title=heading(view.table),
        tables=with_shorthand((england, places)),
        widths=(50, 18, 28, 26, *(15 for _ in range(across))),
        filtered=True,
    )


def number(text: str) -> int | float | str:
    """A figure's text as a number; shorthand where it is hidden, or where there is none."""
    if text == HIDDEN:
        return SHOWN_HIDDEN
    if not text:
        return SHOWN_NOT_APPLICABLE
    return float(text) if "." in text else int(text)


def first_label(table: Table) -> str:
    """What the first column of a table holds."""
    if table.question is None:
        return "Region"
    return "Age" if table.kind == "ages" else "Answer"


def row_label(figure: Figure) -> str | int:
    """A number for an age, so that it is not taken for a number kept as text."""
    return int(figure.row.label) if figure.row.label.isdigit() else figure.row.label


def column_label(table: Table, figure: Figure) -> str:
    """A row's label as the heading of a column."""
    label = figure.row.label
    return f"Aged {label}" if table.kind == "ages" and label.isdigit() else label


def place_cells(place: PlaceTable, region_names: Mapping[str, str]) -> tuple[str, ...]:
    """What stands under PLACE_LABELS."""
    here = place.geography
    region = "All regions" if here.region is None else region_names[here.region]
    return (here.name, LEVEL_LABELS[here.level], region, here.code)


def decimal_cells(lines: Iterable[Sequence[Cell]], column: int) -> tuple[Format, ...]:
    """The look of those cells of a column of counts that are no whole numbers."""
    return tuple(
        cell(n, column, DECIMAL)
        for n, line in enumerate(lines, start=1)
        if isinstance(line[column], float)
    )


def _england(view: TableView, report: RestrictedReport) -> SheetTable:
    table = view.table
    shown = answers(view.england)
    lines = tuple(
        (row_label(each), number(each.cases), number(each.percent))
        for each in (*shown, *further(view.england))
    )
    return SheetTable(
        name=f"{table.id}_england",
        title=f"{heading(table)}, England",
        lines=_lines(view.england, report, figures_sentences(report)),
        columns=(first_label(table), "Cases", "Percentage of base"),
        rows=lines,
        formats=(
            *figure_columns([1], [2]),
            *decimal_cells(lines, 1),
            rows([len(shown) + 1], TOTAL),
        ),
    )


def _england_by_type(england: PlaceTable, report: RestrictedReport) -> SheetTable:
    table = england.table
    lines: list[tuple[Cell, ...]] = []
    for each in answers(england):
        types = map(number, by_type(england, each.row.code))
        other = other_total(report, each.row.code)
        lines.append((each.row.label, *types, number(each.cases), other, number(each.percent)))
    lines.append(("England", *_totals(england, report), SHOWN_NOT_APPLICABLE))
    return SheetTable(
        name=f"{table.id}_england",
        title=f"{heading(table)}, England",
        lines=_lines(england, report, (totals_sentence(report),)),
        columns=(first_label(table), *_total_labels(report), "Percentage of England"),
        rows=tuple(lines),
        formats=(*figure_columns(range(1, 6), [6]), rows([len(lines)], TOTAL)),
    )


def _total_labels(report: RestrictedReport) -> tuple[str, ...]:
    return (*TYPE_LABELS, other_total_label(report))


def _totals(place: PlaceTable, report: RestrictedReport) -> tuple[Cell, ...]:
    """The cases by type of agency, all, and the other end of the range."""
    counted = (*by_type(place, BASE.code), place.cases(BASE.code))
    return (*map(number, counted), other_total(report, place.geography.code))


def _lines(
    england: PlaceTable, report: RestrictedReport, of_possible: tuple[str, ...]
) -> tuple[str, ...]:
    return (
        "This sheet has two tables, one below the other: England, then all places.",
        *base_sentences(england, report.cases[england.geography.code]),
        *of_possible,
        *table_sentences(england.table),
    )


def _places(
    view: TableView, region_names: Mapping[str, str], report: RestrictedReport
) -> SheetTable:
    table = view.table
    lines = tuple(
        (*place_cells(place, region_names), *_cases(place, report)) for place in view.places
    )
    labels = (*PLACE_LABELS, *_case_labels(view, report))
    numeric = range(len(PLACE_LABELS), len(labels))
    decimals = [n for n in numeric if any(isinstance(line[n], float) for line in lines)]
    return SheetTable(
        name=f"{table.id}_places",
        title=f"{heading(table)}, cases by place",
        lines=(
            "Filter on Level before adding up: a region's figures hold those of its authorities "
            "and boards.",
            "Authorities and boards without a case are not listed.",
        ),
        columns=labels,
        rows=lines,
        formats=figure_columns([n for n in numeric if n not in decimals], decimals),
    )


def _cases(place: PlaceTable, report: RestrictedReport) -> tuple[Cell, ...]:
    if place.table.question is None:
        return _totals(place, report)
    return tuple(number(each.cases) for each in (*answers(place), *further(place)))


def _case_labels(view: TableView, report: RestrictedReport) -> tuple[str, ...]:
    if view.table.question is None:
        return _total_labels(report)
    shown = (*answers(view.england), *further(view.england))
    return tuple(column_label(view.table, each) for each in shown)
