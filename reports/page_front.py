"""What stands on the page round its tables: the figures at its head, the flow of rows, how complete
the data is, and the files beside it."""

from reports.figures import BASE
from reports.page_model import FileBeside, FlowLine, Grid, Headline, Line, ProvidedSection
from reports.range_wording import headline_note
from reports.report import Report, RestrictedReport
from reports.views import TableView
from reports.wording import DATA_PROVIDED, long_date, number, step

FILES = (
    FileBeside("snapshot.xlsx", "The same tables as a workbook, a sheet each."),
    FileBeside("tables.csv", "All figures in one file, a line each."),
    FileBeside(
        "open-data/", "The figures as open data, with a description of each file and its columns."
    ),
)
"""What is published beside the page."""


def headlines(report: Report, regions: TableView) -> tuple[Headline, ...]:
    """The four figures to know first; `regions` is table 2."""
    return (
        Headline(
            number(regions.england.cases(BASE.code)),
            "young people counted in England",
            headline_note(report),
        ),
        Headline(f"{len(regions.boards):,}", "local authorities and joint boards with cases"),
        Headline(
            f"{report.returns_used:,}", f"returns used, from {report.agencies:,} agencies in the UK"
        ),
        Headline(number(dict(report.flow)["received"]), "rows received in all returns"),
    )


def flow_lines(report: Report) -> tuple[FlowLine, ...]:
    return tuple(
        FlowLine(step(code, report), number(rows), total=code in ("received", "counted"))
        for code, rows in report.flow
    )


def provided_section(report: RestrictedReport) -> ProvidedSection:
    """For how many of England's cases there is an answer to each question."""
    lines = tuple(
        Line(
            each.question.label,
            tuple(
                f"{count:,}"
                for count in (each.provided, each.asked, each.not_known, each.not_provided)
            ),
            percent=each.percent,
        )
        for each in report.provided.england.questions
    )
    columns = (
        "Question",
        "Data was provided in",
        "Of cases asked",
        "Not known",
        "Not provided",
        "Per cent provided",
    )
    caption = f"Cases for which data was provided, England, {long_date(report.day)}"
    return ProvidedSection(DATA_PROVIDED, Grid(caption, columns, lines))
