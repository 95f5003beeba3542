"""The sheets before a year's counts: the cover to sign off, contents, notes; and who sent what."""

from collections.abc import Sequence

from reports.wording import (
    RESTRICTED_WHY,
    SHOWN_NOT_APPLICABLE,
    WARNING,
    Explained,
    long_date,
)
from reports.workbook_model import (
    BOLD,
    CONTENTS,
    DATE,
    Cell,
    Link,
    Sheet,
    SheetTable,
    cell,
    columns,
    figure_columns,
    with_shorthand,
)
from reports.workbook_sheets import number
from reports.workbook_writing import TO_FILL_IN
from reports.year_csv import months_between
from reports.year_notes import count_label, meanings
from reports.year_sending import (
    REFUSED,
    by_agency,
    confirmation,
    in_every_month,
    latest_return,
    what_is_missing,
)
from reports.year_shown import RestrictedYear, ShownYear, YearTable
from reports.year_wording import (
    equation_numbers,
    equation_words,
    glance,
    month_label,
    period,
    place_name,
    returns_sentence,
    versions_sentence,
    what_the_year_is,
    year_heading,
    year_title,
    year_words,
)
from reports.year_workbook_tables import base_cells

COVER, NOTES_SHEET, SENT_SHEET, MISSING_SHEET = "Cover", "Notes", "Who sent", "Missing boards"
_TO_SIGN = ("name and role", "date and signature")
_COVER_WIDTHS = (46, 66)
"""As wide as an upright page in letters that need not be made much smaller."""


def cover_sheet(year: RestrictedYear) -> Sheet:
    """Whose return it is and what came in, the figures at a glance, the lines for those who sign it
    off, which so stand on the first page; and what else to know."""
    title = year_title(year)
    about = SheetTable(
        name="about_this_return",
        title=title,
        lines=(
            "To sign off: this return is complete when the table 'Sign-off' is filled in.",
            "This sheet has four tables: this return, figures at a glance, sign-off, more to know.",
        ),
        columns=("This return", "What to know"),
        rows=(
            ("Country" if year.board is None else "Board", place_name(year)),
            ("Year", year.name),
            ("Period", period(year)),
            ("Read with care", WARNING),
            ("Returns", f"{returns_sentence(year)} Latest return: {latest_return(year)}."),
            ("Who sent", " ".join(filter(None, (what_is_missing(year), in_every_month(year))))),
            *((f"{sent[0].upper()}{sent[1:]}", agency) for agency, sent in by_agency(year)),
        ),
    )
    more = SheetTable(
        name="more_to_know",
        title="More to know",
        lines=("The notes say what is counted, and what the words mean.",),
        columns=("About this return", "What to know"),
        rows=(
            ("What it is", what_the_year_is(year)),
            ("Who may see it", RESTRICTED_WHY),
            ("Population", year.population_note),
            ("Versions", versions_sentence(year)),
        ),
    )
    tables = (about, _figures(year), _sign_off(year), more)
    return Sheet(COVER, title, with_shorthand(tables), _COVER_WIDTHS)


def _figures(year: RestrictedYear) -> SheetTable:
    return SheetTable(
        name="figures_at_a_glance",
        title="Figures at a glance",
        lines=(
            f"{equation_words(year)}.",
            f"In numbers: {equation_numbers(year, year.lead)}.",
        ),
        columns=("Figure", "Number"),
        rows=(
            *((each.label, number(each.cases)) for each in glance(year)),
            (REFUSED, year.refused_rows),
        ),
        formats=figure_columns([1]) + _decimal_rows(year),
    )


def _sign_off(year: RestrictedYear) -> SheetTable:
    return SheetTable(
        name="sign_off",
        title="Sign-off",
        lines=("The empty cells are to be filled in, here or by hand.",),
        columns=("Who signs", "What is signed"),
        rows=(
            (_signs(year), confirmation(year)),
            *(
                (f"{who}: {what}", TO_FILL_IN)
                for who in (_signs(year), "Who made this return")
                for what in _TO_SIGN
            ),
        ),
        formats=({"column": {"columns": [0, 1], "format": {"border": 1}}},),
    )


def _signs(year: ShownYear) -> str:
    return "Chair of the board" if year.board is not None else "Who signs it off"


def _decimal_rows(year: RestrictedYear) -> tuple[dict[str, dict[str, object]], ...]:
    return tuple(
        cell(n, 1, {"num_format": "#,##0.0"})
        for n, each in enumerate(glance(year), start=1)
        if "." in each.cases
    )


def contents_sheet(
    others: Sequence[Sheet], sheets: Sequence[Sheet], tables: Sequence[YearTable]
) -> Sheet:
    """`sheets` are those of the `tables`, in their order."""
    nothing = (SHOWN_NOT_APPLICABLE, SHOWN_NOT_APPLICABLE)
    lines: list[tuple[Cell, ...]] = [(Link(each.name), each.title, *nothing) for each in others]
    lines += [
        (Link(sheet.name), year_heading(table.table), *base_cells(table))
        for sheet, table in zip(sheets, tables, strict=True)
    ]
    contents = SheetTable(
        name="contents",
        title=CONTENTS,
        lines=("This sheet has one table. The names in its first column lead to the sheets.",),
        columns=(
            "Sheet",
            "What it holds",
            "Worked with: cases with information",
            "New: cases with information",
        ),
        rows=tuple(lines),
        formats=figure_columns([2, 3]),
    )
    return Sheet(CONTENTS, CONTENTS, with_shorthand((contents,)), (34, 62, 22, 22))


def notes_sheet(
    year: ShownYear, tables: Sequence[YearTable], hidden: Sequence[Explained] = ()
) -> Sheet:
    """What is counted and how, what the words mean, and what single tables need; first what is
    `hidden` of a published year."""
    counts = tuple(
        Explained(count_label(name), meaning)
        for name, meaning in meanings(year.first, year.last)
        if any(each.name == name for each in year.lead.counts)
    )
    single = tuple(
        Explained(year_heading(each.table), each.table.note) for each in tables if each.table.note
    )
    parts = (
        ("What is not published", hidden),
        ("What the year counts", year.notes),
        ("Each count", counts),
        ("What the words mean", year_words()),
        ("Single tables", single),
    )
    notes = SheetTable(
        name="notes",
        title="What is counted, and what the words mean",
        lines=("This sheet has one table. Notes on a single table also stand on its own sheet.",),
        columns=("Part", "Subject", "Note"),
        rows=tuple((part, each.word, each.meaning) for part, some in parts for each in some),
    )
    return Sheet(NOTES_SHEET, notes.title, (notes,), (26, 38, 84))


def sent_sheet(year: RestrictedYear) -> Sheet:
    """Who sent in which month."""
    months = months_between(year.first, year.last)
    lines = tuple(
        (
            each.area,
            each.agency,
            *("yes" if month in each.sent else "no" for month in months),
            each.last or "none",
            len(each.sent),
        )
        for each in year.sending
    ) or (("No area", "No agency is known", *("no" for _ in months), "none", 0),)
    missed = tuple(
        cell(n, column, BOLD)
        for n, line in enumerate(lines, start=1)
        for column, value in enumerate(line)
        if value == "no"
    )
    title = f"Who sent what: {place_name(year)}, {period(year)}"
    table = SheetTable(
        name="who_sent",
        title=title,
        lines=(
            "This sheet has one table, a row for each agency in each area.",
            "A return without rows counts as sent. The latest return date may be before the year.",
            "The young people of an agency that does not send stay open until its next return.",
        ),
        columns=("Area", "Agency", *map(month_label, months), "Latest return date", "Months sent"),
        rows=lines,
        formats=(
            *figure_columns([3 + len(months)]),
            columns([2 + len(months)], DATE),
            *missed,
        ),
    )
    widths = (34, 50, *(8 for _ in months), 22, 11)
    return Sheet(SENT_SHEET, title, (table,), widths, filtered=True)


def missing_sheet(year: RestrictedYear) -> Sheet:
    """The boards of which nothing is known."""
    title = f"Boards without any return dated {long_date(year.first)} to {long_date(year.last)}"
    table = SheetTable(
        name="missing_boards",
        title=title,
        lines=(
            "This sheet has one table.",
            "Nothing was sent for these boards in the year. That is not a count of 0: nothing is "
            "known of them.",
        ),
        columns=("Board",),
        rows=tuple((each,) for each in year.missing)
        or (("None: at least one return came for every board.",),),
    )
    return Sheet(MISSING_SHEET, title, (table,), (80,))
