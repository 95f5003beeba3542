"""A sheet a table of a year: those worked with and those new side by side, for England and the
regions, then the cases of the authorities and boards."""

from collections.abc import Iterator, Sequence

from reports.disclosure_wording import merged_sentences
from reports.figures import BASE, Figure, PlaceTable
from reports.sentences import table_sentences
from reports.views import answers, by_type, further
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
    PLACE_LABELS,
    TYPE_LABELS,
    column_label,
    decimal_cells,
    first_label,
    number,
    sheet_name,
)
from reports.year_shown import Both, ShownYear, YearTable
from reports.year_wording import NEW, WORKED_WITH, group_sentences, place_name, year_heading
from reports.year_workbook_counts import place_cells

_GROUP = "Young people"
_SIDES = ("Worked with", "New")
_LEAD_WIDTHS = (44, 40, 30, 26, 26)


def year_table_sheet(table: YearTable, year: ShownYear) -> Sheet:
    """The sheet of one table; in a board's return the board's figures alone."""
    lead = _by_type(table, year) if table.table.question is None else _answers(table, year)
    tables = (lead, _places(table, year)) if table.boards else (lead,)
    columns = max(len(each.columns) for each in tables)
    return Sheet(
        name=sheet_name(table.table),
        title=_title(table, year),
        tables=with_shorthand(tables),
        widths=_widths(table, year, columns),
        filtered=bool(table.boards),
    )


def _widths(table: YearTable, year: ShownYear, columns: int) -> tuple[int, ...]:
    """Of the places' columns, where there are any below; else of an answer's or a region's."""
    if year.board is not None:
        first: tuple[int, ...] = (54, 20, 20, 20, 20)
    elif table.boards:
        first = _LEAD_WIDTHS
    else:
        first = (30,) if table.table.question is None else (30, 54, 20, 20, 20, 20)
    return (*first, *(15 for _ in range(columns - len(first))))[: max(columns, 4)]


def _title(table: YearTable, year: ShownYear) -> str:
    return f"{year_heading(table.table)}: {place_name(year)}, {year.name}"


def _lines(table: YearTable, year: ShownYear) -> tuple[str, ...]:
    how_many = (
        "This sheet has two tables, one below the other: England and the regions, then the local "
        "authorities and joint boards."
        if table.boards
        else "This sheet has one table."
    )
    return (
        how_many,
        *group_sentences(table, year),
        *table_sentences(table.table),
        *merged_sentences(table.table),
    )


def _answers(table: YearTable, year: ShownYear) -> SheetTable:
    """A row an answer, for England and each region or for the board."""
    named = year.board is None
    lines: list[tuple[Cell, ...]] = []
    bases: list[int] = []
    for both in (table.lead, *table.regions):
        place = (both.geography.name,) if named else ()
        for worked_with, new in _pairs(both):
            label = column_label(table.table, worked_with)
            figures = (worked_with.cases, worked_with.percent, new.cases, new.percent)
            lines.append((*place, label, *map(number, figures)))
            if worked_with.row.code == BASE.code:
                bases.append(len(lines))
    first = 1 + named
    return SheetTable(
        name=f"{table.table.id}_answers",
        title=_title(table, year),
        lines=_lines(table, year),
        columns=(
            *(("Place",) if named else ()),
            first_label(table.table),
            *(f"{side}: {what}" for side in _SIDES for what in ("cases", "percentage of base")),
        ),
        rows=tuple(lines),
        formats=(
            *figure_columns([first, first + 2], [first + 1, first + 3]),
            *decimal_cells(lines, first),
            *decimal_cells(lines, first + 2),
            rows(bases, BOLD),
        ),
    )


def _pairs(both: Both) -> Iterator[tuple[Figure, Figure]]:
    """The figures of both groups, row by row."""
    sides = [(*answers(place), *further(place)) for place in (both.worked_with, both.new)]
    return zip(*sides, strict=True)


def _by_type(table: YearTable, year: ShownYear) -> SheetTable:
    """Regions down, England last, types of agency across; or the board alone."""
    lead = table.lead
    lines: list[tuple[Cell, ...]] = []
    if year.board is None:
        lines += [
            (
                each.row.label,
                *_types(lead.worked_with, each.row.code),
                *_types(lead.new, each.row.code),
            )
            for each in answers(lead.worked_with)
        ]
    lines.append((place_name(year), *_types(lead.worked_with), *_types(lead.new)))
    return SheetTable(
        name=f"{table.table.id}_agency_types",
        title=_title(table, year),
        lines=_lines(table, year),
        columns=(
            first_label(table.table) if year.board is None else "Place",
            *(f"{side}: {label.lower()}" for side in _SIDES for label in TYPE_LABELS),
        ),
        rows=tuple(lines),
        formats=(*figure_columns(range(1, 1 + 2 * len(TYPE_LABELS))), rows([len(lines)], BOLD)),
    )


def _types(place: PlaceTable, row: str = BASE.code) -> tuple[Cell, ...]:
    """The cases by type of agency, then all."""
    return tuple(map(number, (*by_type(place, row), place.cases(row))))


def _places(table: YearTable, year: ShownYear) -> SheetTable:
    """Each authority and board has two rows, one for either group."""
    lines = tuple(
        (*place_cells(both.geography, year.region_names), group, *_cases(place))
        for both in table.boards
        for group, place in ((WORKED_WITH, both.worked_with), (NEW, both.new))
    )
    first = len(PLACE_LABELS) + 1
    labels = (*PLACE_LABELS, _GROUP, *_labels(table))
    return SheetTable(
        name=f"{table.table.id}_places",
        title=f"{year_heading(table.table)}, cases by local authority and joint board",
        lines=(
            f"Each place has two rows: filter on '{_GROUP}' before adding up. Percentages are in "
            "tables.csv.",
            "Authorities and boards without a case are not listed.",
        ),
        columns=labels,
        rows=lines,
        formats=_place_formats(lines, range(first, len(labels))),
    )


def _place_formats(lines: Sequence[tuple[Cell, ...]], numeric: range) -> tuple[Format, ...]:
    decimals = [n for n in numeric if any(isinstance(line[n], float) for line in lines)]
    return figure_columns([n for n in numeric if n not in decimals], decimals)


def _labels(table: YearTable) -> tuple[str, ...]:
    if table.table.question is None:
        return TYPE_LABELS
    shown = table.boards[0].worked_with
    return tuple(column_label(table.table, each) for each in (*answers(shown), *further(shown)))


def _cases(place: PlaceTable) -> tuple[Cell, ...]:
    if place.table.question is None:
        return _types(place)
    return tuple(number(each.cases) for each in (*answers(place), *further(place)))


def base_cells(table: YearTable) -> tuple[Cell, ...]:
    """The cases with information of England or the board: worked with, new."""
    both = (table.lead.worked_with, table.lead.new)
    return tuple(number(place.cases(BASE.code)) for place in both)
