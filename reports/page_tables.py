"""The sections of the page about a question: England's chart and figures, and each region's."""

from collections.abc import Iterable, Sequence

from reports.charts import chart_of
from reports.disclosure_wording import merged_sentences
from reports.figures import BASE, Figure, PlaceTable
from reports.page_model import Grid, Line, PlaceTables, TableSection
from reports.range_wording import figures_sentences
from reports.report import Report
from reports.sentences import base_sentences, table_sentences
from reports.tables import Table
from reports.views import TableView, answers, further
from reports.wording import heading, long_date, number


def table_section(view: TableView, report: Report) -> TableSection:
    """The section of any table but table 2."""
    table, england = view.table, view.england
    shown = answers(england)
    if table.kind == "ages" and report.restricted:
        # The youngest and the oldest are not published.
        shown = _within_ages(shown)
    codes = [each.row.code for each in shown]
    return TableSection(
        id=table.id,
        heading=heading(table),
        first_column=_first_column(table),
        notes=(
            *table_sentences(table),
            *merged_sentences(table),
            *(_ages_left_out(shown) if table.kind == "ages" and report.restricted else ()),
            *figures_sentences(report),
        ),
        chart=chart_of(england, shown),
        england=_place(england, codes, report),
        regions=tuple(_place(each, codes, report) for each in view.regions),
        by_region=_by_region(view, codes, report),
        compact=table.kind == "ages",
    )


def numbers(texts: Iterable[str]) -> tuple[str, ...]:
    """Counts as they are shown."""
    return tuple(number(text) for text in texts)


def _place(place: PlaceTable, codes: Iterable[str], report: Report) -> PlaceTables:
    wanted = set(codes)
    return PlaceTables(
        code=place.geography.code,
        name=place.geography.name,
        caption=f"{heading(place.table)}, {place.geography.name}, {long_date(report.day)}",
        sentences=base_sentences(place, report.cases[place.geography.code]),
        answers=tuple(_line(each) for each in answers(place) if each.row.code in wanted),
        further=tuple(_line(each) for each in further(place)),
    )


def _line(figure: Figure) -> Line:
    return Line(
        figure.row.label,
        (number(figure.cases),),
        percent=number(figure.percent),
        total=figure.row.code == BASE.code,
    )


def _first_column(table: Table) -> str:
    return "Age" if table.kind == "ages" else "Answer"


def _within_ages(ages: Sequence[Figure]) -> tuple[Figure, ...]:
    """The ages from the youngest to the oldest that may have a case; none where no age is known."""
    present = [n for n, each in enumerate(ages) if each.cases != "0"]
    return tuple(ages[present[0] : present[-1] + 1]) if present else ()


def _ages_left_out(shown: Sequence[Figure]) -> tuple[str, ...]:
    if not shown:
        return ("No age is known.",)
    youngest, oldest = shown[0].row.label, shown[-1].row.label
    return (f"Of those whose age is known, nobody was under {youngest} or over {oldest}.",)


def _by_region(view: TableView, codes: Iterable[str], report: Report) -> Grid:
    """Answers and base down, England and the regions across."""
    places = (view.england, *view.regions)
    labels = {each.row.code: each.row.label for each in view.england.figures}
    return Grid(
        caption=f"{heading(view.table)}: cases by region, {long_date(report.day)}",
        columns=(_first_column(view.table), *(place.geography.name for place in places)),
        lines=tuple(
            Line(
                labels[code],
                numbers(place.cases(code) for place in places),
                total=code == BASE.code,
            )
            for code in (*codes, BASE.code)
        ),
    )
