"""The sheets before the tables: contents, notes, flow of rows, returns counted, quality; and the
texts of the cover."""

from collections.abc import Sequence

from reports.disclosure_wording import SHORTHAND, hidden_sentences, shorthand_sentences
from reports.figures import BASE
from reports.range_wording import summary_sentences, words
from reports.report import PublicReport, Report, RestrictedReport
from reports.views import TableView
from reports.wording import (
    SHOWN_NOT_APPLICABLE,
    Explained,
    heading,
    long_date,
    method,
    step,
)
from reports.workbook_model import (
    BOLD,
    CONTENTS,
    DATE,
    Cell,
    Format,
    Link,
    Sheet,
    SheetTable,
    cell,
    columns,
    figure_columns,
    with_shorthand,
)
from reports.workbook_quality import provided_sheet, quality_sheet
from reports.workbook_sheets import number

_BASES = (
    "Percentages are of the cases with information (the base), not of all cases counted. Look at "
    "the base before comparing: to some questions few agencies had an answer.",
    "'Not known' means that the agency says it does not know. 'Not provided' means that it left "
    "the answer blank, or gave one that could not be accepted. Neither is taken for a 'no'.",
)
_NOTHING = (SHOWN_NOT_APPLICABLE, SHOWN_NOT_APPLICABLE)
_NOTES_TITLE = "What the words mean, and how the counting is done"


def about(report: RestrictedReport) -> tuple[str, ...]:
    """What the cover of the restricted workbook says about the data."""
    return (
        *report.without,
        "Each table has a sheet of its own: England's figures first, then the cases of each "
        "region, local authority and joint board, which can be filtered.",
        *_BASES,
        *_of_possible(report),
        f"Returns counted: {report.returns_used:,}, {_dated(report)}.",
        _versions(report),
    )


def about_published(report: PublicReport) -> tuple[str, ...]:
    """What the cover of the published workbook says about the data."""
    areas = (
        "Those of the local authorities and joint boards are on a sheet beside it."
        if report.tables.local_tables
        else "The cases of the local authorities and joint boards are on a sheet of their own."
    )
    how_many, *_ = hidden_sentences(report.tables)
    return (
        f"Each table has a sheet of its own, with the figures of England and its regions. {areas}",
        *_BASES,
        f"{how_many} The notes say why.",
        *shorthand_sentences(each.word for each in SHORTHAND),
        *_of_possible(report),
        f"Returns counted: {report.returns_used:,}, from {report.agencies:,} "
        f"{'agency' if report.agencies == 1 else 'agencies'}, {_dated(report)}.",
        "The files beside this workbook, tables.csv and the open data, have the same figures, and "
        "the percentages of the regions too.",
        _versions(report),
    )


def _of_possible(report: Report) -> tuple[str, ...]:
    """Where they are left out, that stands in the introduction."""
    return () if report.possible.left_out else summary_sentences(report)


def _dated(report: Report) -> str:
    return f"dated {long_date(report.day)} or up to {report.max_age} days before"


def _versions(report: Report) -> str:
    return f"Codebook version {report.codebook_version}; program version {report.program_version}."


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
    lines = [(*_entry(sheet), SHOWN_NOT_APPLICABLE) for sheet in others]
    lines += [
        (*_entry(sheet), number(view.england.cases(BASE.code)))
        for sheet, view in zip(tables, views, strict=True)
    ]
    contents = _contents(
        ("Sheet", "What it holds", "Cases with information, England"),
        lines,
        figure_columns([2]),
        (34, 60, 38),
    )
    return (contents, *others)


def published_front_sheets(
    report: PublicReport, views: Sequence[TableView], tables: Sequence[Sheet]
) -> tuple[Sheet, ...]:
    """Contents, notes and flow; `tables` are the sheets of the `views`."""
    others = (_published_notes(report, views), _flow(report))
    lines = [_entry(sheet) for sheet in (*others, *tables)]
    return (_contents(("Sheet", "What it holds"), lines, (), (34, 96)), *others)


def _entry(sheet: Sheet) -> tuple[Cell, ...]:
    return (Link(sheet.name), sheet.title)


def _contents(
    labels: tuple[str, ...],
    lines: Sequence[tuple[Cell, ...]],
    formats: tuple[Format, ...],
    widths: tuple[int, ...],
) -> Sheet:
    table = SheetTable(
        name="contents",
        title=CONTENTS,
        lines=("This sheet has one table. The names in its first column lead to the sheets.",),
        columns=labels,
        rows=tuple(lines),
        formats=formats,
    )
    return Sheet(CONTENTS, CONTENTS, with_shorthand((table,)), widths)


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
    of_tables = SheetTable(
        name="notes_tables",
        title="Notes on single tables",
        lines=("Each note also stands on the table's own sheet.",),
        columns=("Table", "Note"),
        rows=_explained(_of_tables(views))
        or (("All tables", "There are no notes on single tables."),),
    )
    return Sheet("Notes", _NOTES_TITLE, (meanings, counting, of_tables), (44, 90))


def _published_notes(report: PublicReport, views: Sequence[TableView]) -> Sheet:
    """One table, which readers of a screen find their way in more easily than in several."""
    hidden = tuple(Explained("Figures not shown", text) for text in hidden_sentences(report.tables))
    parts = (
        ("What is not published", (*SHORTHAND, *hidden)),
        ("What the words mean", words(report)),
        ("How the counting is done", method(report)),
        ("Single tables", _of_tables(views)),
    )
    table = SheetTable(
        name="notes",
        title="Notes",
        lines=("This sheet has one table. Notes on a single table also stand on its own sheet.",),
        columns=("Part", "Subject", "Note"),
        rows=tuple((part, each.word, each.meaning) for part, some in parts for each in some),
    )
    return Sheet("Notes", _NOTES_TITLE, (table,), (28, 36, 84))


def _of_tables(views: Sequence[TableView]) -> tuple[Explained, ...]:
    return tuple(
        Explained(heading(view.table), view.table.note) for view in views if view.table.note
    )


def _explained(explained: Sequence[Explained]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((each.word, each.meaning) for each in explained)


def _flow(report: Report) -> Sheet:
    title = "From rows received to young people counted"
    steps = tuple((step(code, report), number(rows)) for code, rows in report.flow)
    table = SheetTable(
        name="flow_of_rows",
        title=title,
        lines=(
            "This sheet has one table. Every row received is in one, and only one, of the steps "
            "below it.",
            "The rows of those steps add up to the rows received.",
        ),
        columns=("Step", "What it means", "Rows"),
        rows=tuple((each.word, each.meaning, rows) for each, rows in steps),
        formats=(
            *figure_columns([2]),
            *(cell(row, column, BOLD) for row in (1, len(steps)) for column in (0, 2)),
        ),
    )
    return Sheet("Flow of rows", title, with_shorthand((table,)), (38, 84, 12))


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
        or (("No return of an area that is recognised", *_NOTHING, 0, 0),),
        formats=(columns([2], DATE), *figure_columns([3, 4])),
    )
    title = "Agency, area, date and rows of each return"
    return Sheet("Returns counted", title, with_shorthand((table,)), (50, 36, 20, 12, 17), True)
