"""What `lscb annual` and `lscb annual collate` write."""

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from pipeline.cover import sha256_of
from pipeline.left_out import left_out_parameter
from pipeline.output import MANIFEST, PUBLISH, RESTRICTED, OutputFolder, json_text, write_text
from pipeline.publish_output import NotPublished
from pipeline.releases.pattern_file import PATTERN, pattern_json
from pipeline.snapshot_manifest import hashes_below
from pipeline.years.collating import Collated
from pipeline.years.publish_year import PublishedYearTables, check_published_year
from pipeline.years.return_differences import differences_csv
from pipeline.years.return_file import return_file_name, return_file_text
from pipeline.years.year import Year
from pipeline.years.years_manifest import years_manifest
from reports.disclosure_csv import disclosure_csv
from reports.spreadsheet_text import in_csv
from reports.year import YearReport
from reports.year_csv import movements_csv, sending_csv, year_tables_csv
from reports.year_page import public_year_page_html, year_page_html
from reports.year_published import published_year
from reports.year_tables import GROUP_WORDS, published_year_csv
from reports.year_workbook import write_public_year_workbook, write_year_workbook
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.version import PROGRAM

WORKBOOK, PAGE = "annual.xlsx", "annual.html"
Progress = Callable[[str], None]


def write_annual(
    folder: Path,
    year: Year,
    publishing: PublishedYearTables | NotPublished,
    areas: Areas,
    codebook: Codebook,
    as_of: datetime | None,
    agencies: str = "",
    progress: Progress = lambda _: None,
    *,
    left_out: Collection[str] = (),
) -> list[Path]:
    """Writes a year to `folder`, whole or not at all; gives the files written.  A board's year has
    its return file too.

    Raises OutputError if the folder can't be written, NotFitToPublish if something could be worked
    out from what was to be published.
    """
    report = year.report
    with OutputFolder(folder) as staged:
        _write_restricted(staged / RESTRICTED, report, progress)
        if report.board is not None:
            board = areas.place_on(report.board, report.last)
            name = return_file_name(report, board)
            write_text(staged / RESTRICTED / name, return_file_text(report, board))
        published = _write_published(staged, report, publishing, progress)
        parameters: dict[str, object] = {
            "year": report.name,
            "date": report.last.isoformat(),
            "area": report.board,
        }
        if agencies:
            parameters["agencies"] = agencies
        parameters |= left_out_parameter(left_out)
        manifest = years_manifest(
            "annual",
            parameters,
            dict(report.movements[0].movements.lines()),
            published,
            year.returns,
            year.uses,
            areas,
            codebook,
            as_of,
        )
        write_text(staged / MANIFEST, manifest)
        written = sorted(path.relative_to(staged) for path in staged.rglob("*") if path.is_file())
    return [folder / path for path in written]


def write_collated(
    folder: Path,
    collated: Collated,
    publishing: PublishedYearTables | NotPublished,
    against: bool,
    progress: Progress = lambda _: None,
    *,
    left_out: Collection[str] = (),
) -> list[Path]:
    """As `write_annual`, for boards' returns put together."""
    report = collated.report
    with OutputFolder(folder) as staged:
        restricted = staged / RESTRICTED
        _write_restricted(restricted, report, progress)
        boards = [f"{in_csv(name)}\n" for name in collated.without_file]
        write_text(restricted / "without-return.csv", "".join(["area\n", *boards]))
        if against:
            write_text(restricted / "differences.csv", differences_csv(collated.differences))
        published = _write_published(staged, report, publishing, progress)
        manifest = {
            "program": PROGRAM,
            "command": "annual collate",
            "parameters": {"year": report.name, "date": report.last.isoformat()}
            | left_out_parameter(left_out),
            "versions": {"program": report.program_version, "codebook": report.codebook_version},
            "counts": dict(report.movements[0].movements.lines()),
            "published": published,
            "inputs": [
                {
                    "area": each.place.name,
                    "area_code": each.place.code,
                    "files": [each.returned.sha256],
                }
                for each in collated.files
            ],
        }
        write_text(staged / MANIFEST, json_text(manifest))
        written = sorted(path.relative_to(staged) for path in staged.rglob("*") if path.is_file())
    return [folder / path for path in written]


def _write_restricted(to: Path, report: YearReport, progress: Progress) -> None:
    write_text(to / "movements.csv", movements_csv(report))
    write_text(to / "tables.csv", year_tables_csv(report))
    write_text(to / "sending.csv", sending_csv(report))
    if report.board is None:
        boards = [f"{in_csv(name)}\n" for name in report.missing]
        write_text(to / "missing.csv", "".join(["area\n", *boards]))
    write_year_workbook(to / WORKBOOK, report)
    progress("workbook")
    write_text(to / PAGE, year_page_html(report))
    progress("page")


def _write_published(
    staged: Path,
    report: YearReport,
    publishing: PublishedYearTables | NotPublished,
    progress: Progress,
) -> dict[str, object] | None:
    """Writes publish/ and, into restricted/, what is hidden and why; gives what the manifest
    says of it."""
    if isinstance(publishing, NotPublished):
        return None
    to = staged / PUBLISH
    write_text(to / "tables.csv", published_year_csv(publishing.tables))
    shown = published_year(report, publishing.tables, publishing.contact)
    write_public_year_workbook(to / WORKBOOK, shown)
    write_text(to / PAGE, public_year_page_html(shown))
    write_text(
        staged / RESTRICTED / "disclosure.csv", disclosure_csv(publishing.lines, GROUP_WORDS)
    )
    write_text(staged / RESTRICTED / PATTERN, pattern_json(publishing.pattern.cells))
    progress("published files")
    check_published_year(to, publishing.tables.threshold)
    progress("audit")
    return {
        "threshold": publishing.tables.threshold,
        "local_tables": False,
        "figures": publishing.tables.shown,
        "hidden": publishing.tables.hidden,
        "files": hashes_below(to),
        "pattern": sha256_of((staged / RESTRICTED / PATTERN).read_bytes()),
    }
