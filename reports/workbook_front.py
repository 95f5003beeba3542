"""The sheets before the tables: cover, contents, notes, flow of rows, returns counted, quality."""

from collections.abc import Sequence

from reports.figures import BASE
from reports.range_wording import summary_sentences, words
from reports.report import RestrictedReport
from reports.views import TableView
from reports.wording import Explained, heading, long_date, method, step
from reports.workbook_model import (
    BOLD,
    CONTENTS,
    DATE,
    WHOLE,
    Cell,
    Link,
    Sheet,
    SheetTable,
    cell,
    columns,
)
from reports.workbook_quality import provided_sheet, quality_sheet
from reports.workbook_sheets import number


def about(report: RestrictedReport) -> tuple[str, ...]:
    """What the cover says about the data."""
    return (
        "Each table has a sheet of its own: England's figures first, then the cases of each "
        "region, local authority and joint board, which can be filtered.",
        "Percentages are of the cases with information (the base), not of all cases counted. Look "
        "at the base before comparing: to some questions few agencies had an answer.",
        "'Not known' means that the agency says it does not know. 'Not provided' means that it "
        "left the answer blank, or gave one that could not be accepted. Neither is taken for a "
        "'no'.",
        *(() if report.possible.left_out else summary_sentences(report)),
        f"Returns counted: {len(report.returns):,}, dated {long_date(report.day)} or up to "
        f"{report.max_age} days before.",
        f"Codebook version {report.codebook_version}; program version {report.program_version}.",
    )


def front_sheets(
    report: RestrictedReport, views: Sequence[TableView], tables: Sequence[Sheet]
) -> tuple[Sheet, ...]:
    """Contents, notes, flow, returns and quality; `tables` are the sheets of the `views`, in their
    order."""
    others = (
        _notes(report, views),
        _flow(report),
        _returns(report),
        quality_sheet(report.quality),
        provided_sheet(report.provided),
    )
    return (_contents(others, views, tables), *others)


def _contents(
    others: Sequence[Sheet], views: Sequence[TableView], tables: Sequence[Sheet]
) -> Sheet:
    lines: list[tuple[Cell, ...]] = [(Link(sheet.name), sheet.title, None) for sheet in others]
    lines += [
        (Link(sheet.name), sheet.title, number(view.england.cases(BASE.code)))
        for sheet, view in zip(tables, views, strict=True)
    ]
    table = SheetTable(
        name="contents",
        title=CONTENTS,
        lines=("This sheet has one table. The names in its first column lead to the sheets.",),
        columns=("Sheet", "What it holds", "Cases with information, England"),
        rows=tuple(lines),
        formats=(columns([2], WHOLE),),
    )
    return Sheet(CONTENTS, CONTENTS, (table,), (34, 60, 38))


def _notes(report: RestrictedReport, views: Sequence[TableView]) -> Sheet:
    meanings = SheetTable(
        name="notes_words",
        title="Notes: what the words mean",
        lines=(
            "This sheet has three tables, one below the other: words, counting, single tables.",
        ),
        columns=("Word", "What it means"),
        rows=_explained(words(report)),
    )
    counting = SheetTable(
        name="notes_counting",
        title="How the counting is done",
        lines=("How the rows of the returns become young people.",),
        columns=("Part", "What is done"),
        rows=_explained(method(report)),
    )
    noted = tuple((heading(view.table), view.table.note) for view in views if view.table.note)
    of_tables = SheetTable(
        name="notes_tables",
        title="Notes on single tables",
        lines=("Each note also stands on the table's own sheet.",),
        columns=("Table", "Note"),
        rows=noted or (("All tables", "There are no notes on single tables."),),
    )
    title = "What the words mean, and how the counting is done"
    return Sheet("Notes", title, (meanings, counting, of_tables), (44, 90))


def _explained(explained: Sequence[Explained]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((each.word, each.meaning) for each in explained)


def _flow(report: RestrictedReport) -> Sheet:
    title = "From rows received to young people counted"
    steps = tuple((step(code, report), number) for code, number in report.flow)
    table = SheetTable(
        name="flow_of_rows",
        title=title,
        lines=(
            "This sheet has one table. Every row received is in one, and only one, of the steps "
            "below it.",
            "The rows of those steps add up to the rows received.",
        ),
        columns=("Step", "What it means", "Rows"),
        rows=tuple((each.word, each.meaning, number) for each, number in steps),
        formats=(
            columns([2], WHOLE),
            *(cell(row, column, BOLD) for row in (1, len(steps)) for column in (0, 2)),
        ),
    )
    return Sheet("Flow of rows", title, (table,), (38, 84, 12))


def _returns(report: RestrictedReport) -> Sheet:
    table = SheetTable(
        name="returns_counted",
        title="Returns counted",
        lines=(
            "This sheet has one table, with a row for each return that is counted.",
            "A return without rows says that the agency is working with nobody in that area.",
            "Rows refused are not counted. The agency can mend them and send the return again.",
        ),
        columns=("Agency", "Area", "Return date", "Rows", "Rows refused"),
        rows=tuple(
            (each.agency, each.area, each.return_date, each.rows, each.refused_rows)
            for each in report.returns
        )
        or (("No return of an area that is recognised", "-", "-", 0, 0),),
        formats=(columns([2], DATE), columns([3, 4], WHOLE)),
    )
    title = "Agency, area, date and rows of each return"
    return Sheet("Returns counted", title, (table,), (50, 36, 20, 12, 17), filtered=True)
