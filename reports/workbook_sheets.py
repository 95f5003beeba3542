"""A sheet a table: England's figures, then all places down and their cases across."""

from collections.abc import Mapping

from reports.figures import BASE, TrueFigure, TrueTable
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
    heading,
    table_label,
)
from reports.workbook_model import (
    DECIMAL,
    TOTAL,
    WHOLE,
    Cell,
    Sheet,
    SheetTable,
    cell,
    columns,
    rows,
)

LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\'")
_TYPE_LABELS = (*(COLUMN_LABELS[column] for column in TYPES), COLUMN_LABELS["total"])
_PLACE_LABELS = ("Place", "Level", "Region", "Code")


def sheet_name(table: Table) -> str:
    """The table's label as Excel allows it for a sheet."""
    return table_label(table).translate(_NOT_IN_NAMES)[:LONGEST_NAME]


def table_sheet(
    view: TableView, region_names: Mapping[str, str], report: RestrictedReport
) -> Sheet:
    """The sheet of one table; `region_names` gives the name of each region's code."""
    by_region = view.table.question is None
    england = _england_by_type(view.england, report) if by_region else _england(view, report)
    places = _places(view, region_names, report)
    across = len(places.columns) - len(_PLACE_LABELS)
    return Sheet(
        name=sheet_name(view.table),
        title=heading(view.table),
        tables=(england, places),
        widths=(50, 18, 28, 26, *(15 for _ in range(across))),
        filtered=True,
    )


def number(text: str) -> int | float | None:
    """A figure's text as a number; None where it is empty."""
    if not text:
        return None
    return float(text) if "." in text else int(text)


def _england(view: TableView, report: RestrictedReport) -> SheetTable:
    table = view.table
    shown = answers(view.england)
    figures = (*shown, *further(view.england))
    lines = tuple((_label(each), number(each.cases), number(each.percent)) for each in figures)
    decimals = [n for n, line in enumerate(lines, start=1) if isinstance(line[1], float)]
    return SheetTable(
        name=f"{table.id}_england",
        title=f"{heading(table)}, England",
        lines=_lines(view.england, figures_sentences(report)),
        columns=("Age" if table.kind == "ages" else "Answer", "Cases", "Percentage of base"),
        rows=lines,
        formats=(
            columns([1], WHOLE),
            columns([2], DECIMAL),
            *(cell(n, 1, DECIMAL) for n in decimals),
            rows([len(shown) + 1], TOTAL),
        ),
    )


def _label(figure: TrueFigure) -> str | int:
    """A number for an age, so that it is not taken for a number kept as text."""
    return int(figure.row.label) if figure.row.label.isdigit() else figure.row.label


def _england_by_type(england: TrueTable, report: RestrictedReport) -> SheetTable:
    table = england.table
    lines: list[tuple[Cell, ...]] = []
    for each in answers(england):
        types = map(number, by_type(england, each.row.code))
        other = other_total(report, each.row.code)
        lines.append((each.row.label, *types, number(each.cases), other, number(each.percent)))
    lines.append(("England", *_totals(england, report), None))
    return SheetTable(
        name=f"{table.id}_england",
        title=f"{heading(table)}, England",
        lines=_lines(england, (totals_sentence(report),)),
        columns=("Region", *_total_labels(report), "Percentage of England"),
        rows=tuple(lines),
        formats=(
            columns([1, 2, 3, 4, 5], WHOLE),
            columns([6], DECIMAL),
            rows([len(lines)], TOTAL),
        ),
    )


def _total_labels(report: RestrictedReport) -> tuple[str, ...]:
    return (*_TYPE_LABELS, other_total_label(report))


def _totals(place: TrueTable, report: RestrictedReport) -> tuple[Cell, ...]:
    """The cases by type of agency, all, and the other end of the range."""
    counted = (*by_type(place, BASE.code), place.cases(BASE.code))
    return (*map(number, counted), other_total(report, place.geography.code))


def _lines(england: TrueTable, of_possible: tuple[str, ...]) -> tuple[str, ...]:
    return (
        "This sheet has two tables, one below the other: England, then all places.",
        *base_sentences(england),
        *of_possible,
        *table_sentences(england.table),
        "A blank cell means that the row has no such figure.",
    )


def _places(
    view: TableView, region_names: Mapping[str, str], report: RestrictedReport
) -> SheetTable:
    table = view.table
    lines = tuple((*_place(place, region_names), *_cases(place, report)) for place in view.places)
    labels = (*_PLACE_LABELS, *_case_labels(view, report))
    numeric = range(len(_PLACE_LABELS), len(labels))
    decimals = [n for n in numeric if any(isinstance(line[n], float) for line in lines)]
    return SheetTable(
        name=f"{table.id}_places",
        title=f"{heading(table)}, cases by place",
        lines=_places_lines(table),
        columns=labels,
        rows=lines,
        formats=(columns(list(numeric), WHOLE), columns(decimals, DECIMAL)),
    )


def _place(place: TrueTable, region_names: Mapping[str, str]) -> tuple[str, ...]:
    here = place.geography
    region = "All regions" if here.region is None else region_names[here.region]
    return (here.name, LEVEL_LABELS[here.level], region, here.code)


def _cases(place: TrueTable, report: RestrictedReport) -> tuple[Cell, ...]:
    if place.table.question is None:
        return _totals(place, report)
    return tuple(number(each.cases) for each in (*answers(place), *further(place)))


def _case_labels(view: TableView, report: RestrictedReport) -> tuple[str, ...]:
    if view.table.question is None:
        return _total_labels(report)
    aged = "Aged " if view.table.kind == "ages" else ""
    return (
        *(f"{aged}{each.row.label}" for each in answers(view.england)),
        *(each.row.label for each in further(view.england)),
    )


def _places_lines(table: Table) -> tuple[str, ...]:
    lines = (
        "Filter on Level before adding up: a region's figures hold those of its authorities and "
        "boards.",
        "Authorities and boards without a case are not listed.",
    )
    if table.kind == "ages":
        return (*lines, "A blank cell means that no age is known there.")
    return lines
