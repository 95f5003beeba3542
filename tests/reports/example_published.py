"""The small report of example_report.py, as it might be published: what is hidden is said by hand,
without regard to whether it could be worked out."""

from reports.disclosure.published import PublishedFigure, PublishedTable, PublishedTables
from reports.figures import HIDDEN, Column, TrueFigure, TrueTable
from reports.report import PossibleDuplicates, PublicReport
from reports.review import CountedRange
from tests.reports.example_report import (
    DAY,
    DURHAM,
    ENGLAND,
    LONDON,
    NORTH_EAST,
    TRI_BOROUGH,
    example_report,
)

_HIDDEN: set[tuple[str, str, str, Column]] = {
    ("table_2", ENGLAND.code, NORTH_EAST.code, "voluntary"),
    ("table_2", ENGLAND.code, LONDON.code, "mixed"),
    ("table_2", NORTH_EAST.code, "base", "voluntary"),
    ("table_2", LONDON.code, "base", "mixed"),
    ("table_2", DURHAM.code, "base", "voluntary"),
    ("table_2", TRI_BOROUGH.code, "base", "total"),
    ("table_2", TRI_BOROUGH.code, "base", "voluntary"),
    ("table_2", TRI_BOROUGH.code, "base", "mixed"),
    ("figure_1", ENGLAND.code, "rural", "total"),
    ("figure_1", ENGLAND.code, "not_known", "total"),
    ("figure_1", NORTH_EAST.code, "rural", "total"),
    ("figure_1", DURHAM.code, "rural", "total"),
    ("figure_2", ENGLAND.code, "12", "total"),
    ("figure_2", ENGLAND.code, "mean", "total"),
    ("figure_2", LONDON.code, "19", "total"),
    ("table_5", ENGLAND.code, "not_known", "total"),
}
_NATIONAL = ("mean", "mode", "most_answers")


def example_public_report(*, local_tables: bool = False) -> PublicReport:
    """The report: by default an authority and a joint board have their number of cases alone."""
    restricted = example_report()
    return PublicReport(
        tables=PublishedTables(
            DAY,
            tuple(
                _published(each, local_tables)
                for each in restricted.tables.tables
                if local_tables or each.table.id == "table_2" or _is_wide(each)
            ),
            threshold=5,
            local_tables=local_tables,
        ),
        flow=(
            ("received", "1061"),
            ("replaced", "1000"),
            ("not_current", HIDDEN),
            ("quarantined", HIDDEN),
            ("outside_england", HIDDEN),
            ("not_open", HIDDEN),
            ("over_18", "6"),
            ("duplicate", HIDDEN),
            ("duplicate_decided", "0"),
            ("counted", "40"),
        ),
        returns_used=5,
        agencies=4,
        possible=PossibleDuplicates(
            (CountedRange(ENGLAND.code, ENGLAND.name, 35, 40),), False, None, 0.1
        ),
        max_age=31,
        conflicts=None,
        codebook_version="2011",
        program_version="0.1.0",
    )


def _is_wide(each: TrueTable) -> bool:
    return each.geography.level in ("national", "regional")


def _published(each: TrueTable, local_tables: bool) -> PublishedTable:
    shown = [figure for figure in each.figures if _is_published(each, figure, local_tables)]
    return PublishedTable(
        each.table, each.geography, tuple(_figure(each, figure) for figure in shown)
    )


def _is_published(each: TrueTable, figure: TrueFigure, local_tables: bool) -> bool:
    if figure.row.code in ("youngest", "oldest"):
        return False
    if figure.row.code in _NATIONAL:
        return each.geography is ENGLAND
    return local_tables or _is_wide(each) or figure.column == "total"


def _figure(each: TrueTable, figure: TrueFigure) -> PublishedFigure:
    cell = (each.table.id, each.geography.code, figure.row.code, figure.column)
    if cell not in _HIDDEN:
        return PublishedFigure(figure.row, figure.column, figure.cases, figure.percent)
    percent = HIDDEN if figure.percent else ""
    return PublishedFigure(figure.row, figure.column, HIDDEN, percent)
