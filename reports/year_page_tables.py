"""The sections of a year's page about a question: those worked with and those new side by side."""

from collections.abc import Sequence
from dataclasses import replace

from reports.charts import Chart, chart_of
from reports.disclosure_wording import merged_sentences
from reports.figures import BASE, Figure
from reports.page_model import Grid, Line
from reports.sentences import table_sentences
from reports.views import TYPES, answers, by_type, further
from reports.wording import COLUMN_LABELS, number
from reports.year_page_model import AgencyTypes, QuestionOfYear
from reports.year_shown import Both, ShownYear, YearTable
from reports.year_wording import group_sentences, period, place_name, year_heading


def question_of_year(table: YearTable, year: ShownYear) -> QuestionOfYear:
    """The section of any table but that of regions."""
    declared, both = table.table, table.lead
    shown = answers(both.worked_with)
    ages = declared.kind == "ages"
    if ages and year.restricted:
        # The youngest and the oldest are not published.
        shown = _within_ages(shown)
    codes = {each.row.code for each in shown}
    lines = _lines(both)
    return QuestionOfYear(
        id=declared.id,
        heading=year_heading(declared),
        first_column="Age" if ages else "Answer",
        caption=f"{year_heading(declared)}, {place_name(year)}, {period(year)}",
        sentences=group_sentences(table, year),
        notes=(*table_sentences(declared), *merged_sentences(declared)),
        chart=_chart(both, shown, year),
        answers=tuple(line for code, line in lines if code in codes),
        further=tuple(
            line
            for code, line in lines
            if code in {each.row.code for each in further(both.worked_with)}
        ),
        compact=ages,
    )


def agency_types(table: YearTable, year: ShownYear) -> AgencyTypes:
    """The section of the table of regions: regions down, types of agency across."""
    lead = table.lead
    shown = answers(lead.worked_with)
    lines = [
        Line(each.row.label, _types(lead, each.row.code), place=each.row.code) for each in shown
    ]
    lines.append(Line(place_name(year), _types(lead, BASE.code), total=bool(lines)))
    labels = [*(COLUMN_LABELS[column] for column in TYPES), COLUMN_LABELS["total"]]
    return AgencyTypes(
        id=table.table.id,
        heading=year_heading(table.table),
        sentences=(*group_sentences(table, year), *table_sentences(table.table)),
        chart=_chart(lead, shown, year),
        grid=Grid(
            f"{year_heading(table.table)} and type of agency, {period(year)}",
            (
                "Region" if shown else "Place",
                *(f"Worked with: {label.lower()}" for label in labels),
                *(f"New: {label.lower()}" for label in labels),
            ),
            tuple(lines),
        ),
    )


def _types(both: Both, row: str) -> tuple[str, ...]:
    return tuple(
        number(cases)
        for place in (both.worked_with, both.new)
        for cases in (*by_type(place, row), place.cases(row))
    )


def _lines(both: Both) -> list[tuple[str, Line]]:
    """A line for each row, by its code."""
    sides = [(*answers(place), *further(place)) for place in (both.worked_with, both.new)]
    return [
        (
            old.row.code,
            Line(
                old.row.label,
                tuple(map(number, (old.cases, old.percent, new.cases, new.percent))),
                total=old.row.code == BASE.code,
            ),
        )
        for old, new in zip(*sides, strict=True)
    ]


def _chart(both: Both, shown: Sequence[Figure], year: ShownYear) -> Chart:
    chart = chart_of(both.worked_with, shown)
    by_age = " by age" if both.worked_with.table.kind == "ages" else ""
    caption = f"Young people worked with in the year{by_age}, {place_name(year)}"
    return replace(chart, caption=caption)


def _within_ages(ages: Sequence[Figure]) -> tuple[Figure, ...]:
    """The ages from the youngest to the oldest that may have a case; none where no age is known.
    Those new in the year are among those worked with."""
    present = [n for n, each in enumerate(ages) if each.cases != "0"]
    return tuple(ages[present[0] : present[-1] + 1]) if present else ()
