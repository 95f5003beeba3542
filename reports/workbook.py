"""The workbooks of a snapshot, in the form of official statistics: one with true counts for those
who hold the data, and one for the public."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from reports.range_wording import summary_sentences
from reports.report import PublicReport, Report, RestrictedReport
from reports.views import TableView, table_views
from reports.wording import RESTRICTED_LINE, RESTRICTED_WHY, WARNING, contact, title, what_it_is
from reports.workbook_front import (
    about,
    about_published,
    front_sheets,
    published_front_sheets,
)
from reports.workbook_model import BOLD, RED, CoverTexts
from reports.workbook_public import public_sheets
from reports.workbook_sheets import table_sheet
from reports.workbook_writing import Document, write_document


def write_workbook(path: Path, report: RestrictedReport) -> None:
    """Write the report as .xlsx to `path`; the same report makes the same bytes."""
    views = table_views(report.tables)
    tables = [table_sheet(view, _region_names(views), report) for view in views]
    cover = CoverTexts(
        intro=((RED, RESTRICTED_LINE), ({}, RESTRICTED_WHY), *_intro(report)),
        about=about(report),
    )
    write_document(path, _document(report), cover, (*front_sheets(report, views, tables), *tables))


def write_public_workbook(path: Path, report: PublicReport) -> None:
    """Write what is published of a snapshot as .xlsx to `path`; the same report makes the same
    bytes."""
    views = table_views(report.tables)
    names = _region_names(views)
    tables = [sheet for view in views for sheet in public_sheets(view, names, report)]
    cover = CoverTexts(_intro(report), about_published(report), (contact(report),))
    sheets = (*published_front_sheets(report, views, tables), *tables)
    write_document(path, _document(report), cover, sheets)


def _document(report: Report) -> Document:
    return Document(title(report), report.restricted, report.day)


def _region_names(views: Sequence[TableView]) -> Mapping[str, str]:
    return {place.geography.code: place.geography.name for view in views for place in view.regions}


def _intro(report: Report) -> tuple[tuple[Mapping[str, object], str], ...]:
    return (
        ({}, what_it_is(report)),
        *((BOLD, text) for text in summary_sentences(report) if report.possible.left_out),
        (BOLD, "Read with care"),
        ({}, WARNING),
    )
