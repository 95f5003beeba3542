"""What the page of a snapshot shows, as plain texts in the order in which they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.figures import BASE, TrueFigure, TrueTable
from reports.range_wording import (
    figures_sentences,
    headline_note,
    other_total,
    other_total_label,
    totals_sentence,
)
from reports.report import RestrictedReport
from reports.sentences import base_sentences, table_sentences
from reports.views import TYPES, TableView, answers, by_type, further
from reports.wording import (
    COLUMN_LABELS,
    DATA_PROVIDED,
    Explained,
    heading,
    long_date,
    number,
    step,
)
from schemas.text import folded


@dataclass(frozen=True)
class Headline:
    """A figure at the head of the page, what it counts, and what to know of it."""

    figure: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a table: its label, its figures; `percent` is empty where there is none."""

    label: str
    cells: tuple[str, ...]
    percent: str = ""
    total: bool = False


@dataclass(frozen=True)
class Grid:
    """A table of cases with a place in each column or row."""

    caption: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class TableSection:
    """A table on the page: England's figures, what to know for reading them, and the regions'."""

    id: str
    heading: str
    caption: str
    first_column: str
    sentences: tuple[str, ...]
    answers: tuple[Line, ...]
    further: tuple[Line, ...]
    by_region: Grid
    compact: bool


@dataclass(frozen=True)
class RegionSection:
    """Table 2: regions down, agency types across."""

    id: str
    heading: str
    sentences: tuple[str, ...]
    grid: Grid


@dataclass(frozen=True)
class ProvidedSection:
    """Questions down; for how many of England's cases there is an answer."""

    sentences: tuple[str, ...]
    grid: Grid


@dataclass(frozen=True)
class BoardsOfRegion:
    """The authorities and joint boards of a region."""

    name: str
    cases: str
    boards: int
    grid: Grid


@dataclass(frozen=True)
class FlowLine:
    """A step of the flow of rows."""

    step: Explained
    rows: str
    total: bool


def headlines(report: RestrictedReport, regions: TableView) -> tuple[Headline, ...]:
    """The four figures to know first; `regions` is table 2."""
    agencies = {folded(each.agency) for each in report.returns}
    returns = len(report.returns)
    return (
        Headline(
            number(regions.england.cases(BASE.code)),
            "young people counted in England",
            headline_note(report),
        ),
        Headline(f"{len(regions.boards):,}", "local authorities and joint boards with cases"),
        Headline(f"{returns:,}", f"returns used, from {len(agencies):,} agencies in the UK"),
        Headline(f"{dict(report.flow)['received']:,}", "rows received in all returns"),
    )


def region_section(view: TableView, report: RestrictedReport) -> RegionSection:
    england = view.england
    lines = [
        Line(
            each.row.label,
            (
                *_numbers((*by_type(england, each.row.code), each.cases)),
                f"{other_total(report, each.row.code):,}",
            ),
            percent=each.percent,
        )
        for each in answers(england)
    ]
    lines.append(Line("England", _base_by_type(england, report), total=True))
    caption = f"{heading(view.table)} and type of agency, {long_date(report.day)}"
    return RegionSection(
        id=view.table.id,
        heading=heading(view.table),
        sentences=(
            *base_sentences(england),
            totals_sentence(report),
            *table_sentences(view.table),
        ),
        grid=Grid(caption, ("Region", *_total_labels(report), "Per cent of England"), tuple(lines)),
    )


def table_section(view: TableView, report: RestrictedReport) -> TableSection:
    """The section of any table but table 2."""
    table = view.table
    shown = _within_ages(answers(view.england)) if table.kind == "ages" else answers(view.england)
    below = further(view.england)
    where = f"England, {long_date(report.day)}"
    return TableSection(
        id=table.id,
        heading=heading(table),
        caption=f"{heading(table)}, {where}",
        first_column="Age" if table.kind == "ages" else "Answer",
        sentences=(
            *base_sentences(view.england),
            *figures_sentences(report),
            *table_sentences(table),
            *(_ages_left_out(shown) if table.kind == "ages" else ()),
        ),
        answers=tuple(_line(each) for each in shown),
        further=tuple(_line(each) for each in below),
        by_region=_by_region(view, [each.row.code for each in shown], report),
        compact=table.kind == "ages",
    )


def _line(figure: TrueFigure) -> Line:
    return Line(
        figure.row.label,
        (number(figure.cases),),
        percent=figure.percent,
        total=figure.row.code == BASE.code,
    )


def _within_ages(ages: Sequence[TrueFigure]) -> tuple[TrueFigure, ...]:
    """The ages from the youngest to the oldest; none where no age is known."""
    present = [n for n, each in enumerate(ages) if each.cases != "0"]
    return tuple(ages[present[0] : present[-1] + 1]) if present else ()


def _ages_left_out(shown: Sequence[TrueFigure]) -> tuple[str, ...]:
    if not shown:
        return ("No age is known.",)
    youngest, oldest = shown[0].row.label, shown[-1].row.label
    return (f"Of those whose age is known, nobody was under {youngest} or over {oldest}.",)


def _by_region(view: TableView, codes: Iterable[str], report: RestrictedReport) -> Grid:
    """Answers and base down, England and the regions across."""
    places = (view.england, *view.regions)
    labels = {each.row.code: each.row.label for each in view.england.figures}
    return Grid(
        caption=f"{heading(view.table)}: cases by region, {long_date(report.day)}",
        columns=(
            "Age" if view.table.kind == "ages" else "Answer",
            *(place.geography.name for place in places),
        ),
        lines=tuple(
            Line(
                labels[code],
                _numbers(place.cases(code) for place in places),
                total=code == BASE.code,
            )
            for code in (*codes, BASE.code)
        ),
    )


def provided_section(report: RestrictedReport) -> ProvidedSection:
    """For how many of England's cases there is an answer to each question."""
    england = report.provided.england
    lines = tuple(
        Line(
            each.question.label,
            tuple(
                f"{number:,}"
                for number in (each.provided, each.asked, each.not_known, each.not_provided)
            ),
            percent=each.percent,
        )
        for each in england.questions
    )
    return ProvidedSection(
        sentences=DATA_PROVIDED,
        grid=Grid(
            f"Cases for which data was provided, England, {long_date(report.day)}",
            (
                "Question",
                "Data was provided in",
                "Of cases asked",
                "Not known",
                "Not provided",
                "Per cent provided",
            ),
            lines,
        ),
    )


def boards_by_region(view: TableView, report: RestrictedReport) -> tuple[BoardsOfRegion, ...]:
    """The places below the regions, from table 2, in the regions' order."""
    return tuple(_boards_of(region, view, report) for region in view.regions)


def _boards_of(region: TrueTable, view: TableView, report: RestrictedReport) -> BoardsOfRegion:
    here = region.geography
    boards = [each for each in view.boards if each.geography.region == here.code]
    lines = [
        Line(_board_name(each), _base_by_type(each, report))
        for each in sorted(boards, key=lambda each: each.geography.name)
    ]
    lines.append(Line(here.name, _base_by_type(region, report), total=True))
    return BoardsOfRegion(
        name=here.name,
        cases=number(region.cases(BASE.code)),
        boards=len(boards),
        grid=Grid(
            f"Cases by board and type of agency: {here.name}, {long_date(report.day)}",
            ("Board", *_total_labels(report)),
            tuple(lines),
        ),
    )


def _board_name(place: TrueTable) -> str:
    joint = " (joint board)" if place.geography.level == "joint_board" else ""
    return f"{place.geography.name}{joint}"


def flow_lines(report: RestrictedReport) -> tuple[FlowLine, ...]:
    return tuple(
        FlowLine(step(code, report), f"{rows:,}", total=code in ("received", "counted"))
        for code, rows in report.flow
    )


def _total_labels(report: RestrictedReport) -> tuple[str, ...]:
    types = (COLUMN_LABELS[column] for column in TYPES)
    return (*types, COLUMN_LABELS["total"], other_total_label(report))


def _base_by_type(place: TrueTable, report: RestrictedReport) -> tuple[str, ...]:
    counted = _numbers((*by_type(place, BASE.code), place.cases(BASE.code)))
    return (*counted, f"{other_total(report, place.geography.code):,}")


def _numbers(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(number(text) for text in texts)
