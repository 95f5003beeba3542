"""`own-tables.html`: the page of own tables, one file that needs nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.figures import BASE
from reports.own_tables import OwnTable
from reports.own_tables_report import (
    OwnReport,
    heading_of,
    own_hidden,
    own_lead,
    own_notes,
    own_title,
    own_words,
    side_sentence,
    table_notes,
)
from reports.own_tables_view import CASES_ROW, CrossOfPlace
from reports.page_model import FileBeside, Grid, Line
from reports.page_templates import page_template
from reports.wording import (
    LEVEL_LABELS,
    RESTRICTED_LINE,
    RESTRICTED_WHY,
    SHOWN_HIDDEN,
    WARNING,
    long_date,
    number,
)

_FILES = (
    FileBeside("own-tables.xlsx", "The same figures as a workbook."),
    FileBeside("tables.csv", "All figures, a line a figure."),
)


@dataclass(frozen=True)
class OwnPlace:
    """A table of one place: its cases and the percentages."""

    name: str
    cases: Grid
    percentages: Grid


@dataclass(frozen=True)
class OwnSection:
    """A table on the page: its first place open, those of each level folded."""

    id: str
    heading: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    first: OwnPlace
    others: tuple[tuple[str, tuple[OwnPlace, ...]], ...]


def own_tables_html(report: OwnReport) -> str:
    """The report as HTML; the same report makes the same text."""
    restricted = report.restricted
    return page_template("own_tables.html.j2").render(
        title=own_title(report),
        lead=own_lead(report),
        restricted=RESTRICTED_LINE if restricted else "",
        restricted_why=RESTRICTED_WHY,
        hidden_sign=SHOWN_HIDDEN,
        warning=WARNING,
        notes=own_notes(report),
        sections=[_section(own, report) for own in report.own],
        hidden=own_hidden(report),
        words=own_words(),
        files=() if restricted else _FILES,
        contact=report.contact and f"Questions about these figures: {report.contact}",
        source=report.source,
        versions=f"Codebook version {report.codebook_version}, program version "
        f"{report.program_version}.",
    )


def _section(own: OwnTable, report: OwnReport) -> OwnSection:
    first, *others = (_place(each, report) for each in report.places(own))
    levels = [each.geography.level for each in report.places(own)][1:]
    folded = (
        (f"{heading_of(own)}, by {LEVEL_LABELS[level].lower()}", level)
        for level in dict.fromkeys(levels)
    )
    return OwnSection(
        id=own.id,
        heading=heading_of(own),
        sentences=(side_sentence(own),),
        notes=table_notes(own),
        first=first,
        others=tuple(
            (label, tuple(p for p, of in zip(others, levels, strict=True) if of == level))
            for label, level in folded
        ),
    )


def _place(cross: CrossOfPlace, report: OwnReport) -> OwnPlace:
    place = cross.geography.name
    where = f"{heading_of(cross.own)}, {place}, {long_date(report.day)}"
    head = ("Answer", *(column.label for column in cross.columns))
    return OwnPlace(
        place,
        Grid(f"{where}: cases", head, tuple(_cases(cross))),
        Grid(f"{where}: percentage of the column's base", head, tuple(_percentages(cross))),
    )


def _cases(cross: CrossOfPlace) -> Iterator[Line]:
    for row in cross.rows:
        cells = tuple(number(column.figure(row.code).cases) for column in cross.columns)
        yield Line(row.label, cells, total=row.code == BASE.code)
    cells = tuple(number(column.cases) for column in cross.columns)
    yield Line(CASES_ROW.label, cells, total=True)


def _percentages(cross: CrossOfPlace) -> Iterator[Line]:
    for row in cross.rows:
        if row.code in cross.answers:
            figures = (column.figure(row.code).percent for column in cross.columns)
            yield Line(row.label, tuple(number(each) for each in figures))
