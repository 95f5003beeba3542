"""`annual.xlsx`: the annual return of a board, or of all boards for the centre."""

from pathlib import Path

from reports.disclosure_wording import SHORTHAND
from reports.wording import Explained
from reports.workbook_writing import Document, write_document
from reports.year import YearReport
from reports.year_published import PublishedYear
from reports.year_published_wording import hidden_sentences
from reports.year_shown import ShownYear, shown_year, year_tables
from reports.year_wording import year_title
from reports.year_workbook_counts import movements_sheet, people_sheet, rates_sheet
from reports.year_workbook_front import (
    contents_sheet,
    cover_sheet,
    missing_sheet,
    notes_sheet,
    sent_sheet,
)
from reports.year_workbook_public import public_count_sheets, public_cover
from reports.year_workbook_tables import year_table_sheet


def write_year_workbook(path: Path, report: YearReport) -> None:
    """Write the report as .xlsx to `path`; the same report makes the same bytes."""
    year = shown_year(report)
    tables = year_tables(year)
    sheets = [year_table_sheet(each, year) for each in tables]
    others = [
        notes_sheet(year, tables),
        movements_sheet(year),
        people_sheet(year),
        rates_sheet(year),
        sent_sheet(year),
    ]
    if year.board is None:
        others.append(missing_sheet(year))
    contents = contents_sheet(others, sheets, tables)
    write_document(path, _document(year), cover_sheet(year), (contents, *others, *sheets))


def write_public_year_workbook(path: Path, year: PublishedYear) -> None:
    """Write the published year as .xlsx to `path`; the same year makes the same bytes."""
    tables = year_tables(year)
    sheets = [year_table_sheet(each, year) for each in tables]
    hidden = (Explained("Figures not shown", text) for text in hidden_sentences(year))
    others = [notes_sheet(year, tables, (*SHORTHAND, *hidden)), *public_count_sheets(year)]
    contents = contents_sheet(others, sheets, tables)
    write_document(path, _document(year), public_cover(year), (contents, *others, *sheets))


def _document(year: ShownYear) -> Document:
    return Document(year_title(year), year.restricted, year.last)
