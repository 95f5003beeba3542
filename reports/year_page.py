"""`annual.html`: the page of a year, one file that needs nothing else."""

from reports.page_model import FileBeside
from reports.page_templates import page_template
from reports.rates import OLDER_IN_RATES, RATE_WARNING
from reports.wording import RESTRICTED_LINE, RESTRICTED_WHY, SHOWN_HIDDEN, WARNING
from reports.year import YearReport
from reports.year_page_counts import (
    boards_of_year,
    came_in,
    count_notes,
    gaps,
    regions_grid,
    sum_of_year,
    year_headlines,
)
from reports.year_page_tables import agency_types, question_of_year
from reports.year_published import PublishedYear
from reports.year_published_wording import asked, hidden_sentences
from reports.year_shown import ShownYear, shown_year, year_tables
from reports.year_tables import YEAR_END
from reports.year_wording import (
    place_name,
    returns_sentence,
    versions_sentence,
    what_the_year_is,
    year_title,
    year_words,
)

_FILES = (
    FileBeside("annual.xlsx", "The same figures as a workbook, with those of each region."),
    FileBeside(
        "tables.csv",
        "All figures, a line a figure: of those worked with in the year, of those new in it and of "
        "those known before.",
    ),
)


def year_page_html(report: YearReport) -> str:
    """The report with true counts as HTML; the same report makes the same text."""
    year = shown_year(report)
    return _page(
        year,
        restricted=RESTRICTED_LINE,
        restricted_why=RESTRICTED_WHY,
        came_in=came_in(year),
        missing=year.missing,
        gaps=gaps(year),
    )


def public_year_page_html(year: PublishedYear) -> str:
    """The published year as HTML; the same year makes the same text."""
    return _page(
        year,
        restricted="",
        hidden_sign=SHOWN_HIDDEN,
        hidden=hidden_sentences(year),
        files=_FILES,
        contact=asked(year),
    )


def _page(year: ShownYear, **own: object) -> str:
    """`own` is what only one of the two pages has; `restricted` tells them apart."""
    tables = year_tables(year)
    (regions,) = (each for each in tables if each.table.question is None)
    sections = [question_of_year(each, year) for each in tables if each.table.question is not None]
    return page_template("year.html.j2").render(
        title=year_title(year),
        what_it_is=what_the_year_is(year),
        returns=returns_sentence(year),
        versions=versions_sentence(year),
        warning=WARNING,
        place=place_name(year),
        is_board=year.board is not None,
        headlines=year_headlines(year),
        sum=sum_of_year(year),
        counts=regions_grid(year),
        count_notes=count_notes(year),
        rate_notes=(RATE_WARNING, OLDER_IN_RATES),
        boards=boards_of_year(year),
        types=agency_types(regions, year),
        year_end=next((each for each in sections if each.id == YEAR_END), None),
        study=[each for each in sections if each.id.startswith(("table_", "figure_"))],
        beyond_study=[each for each in sections if each.id.startswith("question_")],
        notes=year.notes,
        words=year_words(),
        **own,
    )
