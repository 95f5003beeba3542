"""What `lscb trend` writes."""

import csv
import io
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path

from pipeline.attack.facts import AuditError
from pipeline.cover import sha256_of
from pipeline.left_out import left_out_parameter
from pipeline.output import MANIFEST, PUBLISH, RESTRICTED, OutputFolder, write_text
from pipeline.publication import NotFitToPublish
from pipeline.publish_output import NotPublished
from pipeline.releases.pattern_file import PATTERN, pattern_json
from pipeline.snapshot_manifest import hashes_below
from pipeline.years.audit_trend import audit_trend
from pipeline.years.publish_trend import PublishedTrend, write_trend_csvs
from pipeline.years.trend import Trend
from pipeline.years.years_manifest import years_manifest
from reports.disclosure.published import PublishedTables
from reports.spreadsheet_text import in_csv
from reports.trend import TrendReport
from reports.trend_csv import movements_csv, trend_tables_csv
from reports.trend_page import public_trend_page_html, trend_page_html
from reports.trend_shown import (
    PUBLISHED_KINDS,
    PublishedLine,
    PublishedMonth,
    shown_trend,
)
from reports.trend_shown import PublishedTrend as ShownPublishedTrend
from reports.trend_workbook import write_public_trend_workbook, write_trend_workbook
from schemas.areas import Areas
from schemas.codebook import Codebook

WORKBOOK, PAGE = "trend.xlsx", "trend.html"
_DISCLOSURE = (
    "month", "table_id", "geographic_level", "geography_code", "geography_name", "row",
    "row_label", "column", "cases", "reason",
)  # fmt: skip
_OF_MOVEMENTS = "movements"


def write_trend(
    folder: Path,
    trend: Trend,
    publishing: PublishedTrend | NotPublished,
    areas: Areas,
    codebook: Codebook,
    as_of: datetime | None,
    agencies: str = "",
    progress: Callable[[str], None] = lambda _: None,
    *,
    left_out: Collection[str] = (),
) -> list[Path]:
    """Writes a trend to `folder`, whole or not at all; gives the files written.

    Raises OutputError if the folder can't be written, NotFitToPublish if something could be worked
    out from what was to be published.
    """
    report = trend.report
    with OutputFolder(folder) as staged:
        to = staged / RESTRICTED
        write_text(to / "movements.csv", movements_csv(report))
        write_text(to / "tables.csv", trend_tables_csv(report))
        write_text(to / "tables-boards.csv", trend_tables_csv(report, local=True))
        write_text(to / "sent-every-month.csv", _sent_csv(report))
        shown = shown_trend(report)
        write_trend_workbook(to / WORKBOOK, shown)
        progress("workbook")
        write_text(to / PAGE, trend_page_html(shown))
        progress("page")
        published = _write_published(staged, report, publishing, progress)
        months = {
            each.name: dict(each.movements[0].movements.lines()) for each in report.series[0].months
        }
        parameters: dict[str, object] = {
            "from": report.first.strftime("%Y-%m"),
            "to": report.last.strftime("%Y-%m"),
            "date": report.last.isoformat(),
        }
        if agencies:
            parameters["agencies"] = agencies
        parameters |= left_out_parameter(left_out)
        manifest = years_manifest(
            "trend",
            parameters,
            months,
            published,
            trend.returns,
            trend.uses,
            areas,
            codebook,
            as_of,
        )
        write_text(staged / MANIFEST, manifest)
        written = sorted(path.relative_to(staged) for path in staged.rglob("*") if path.is_file())
    return [folder / path for path in written]


def _sent_csv(report: TrendReport) -> str:
    lines = [
        *((in_csv(agency), in_csv(area), "yes") for agency, area in report.every_month),
        *((in_csv(agency), in_csv(area), "no") for agency, area in report.not_every_month),
    ]
    return _csv([("agency", "area", "sent_every_month"), *sorted(lines)])


def _write_published(
    staged: Path,
    report: TrendReport,
    publishing: PublishedTrend | NotPublished,
    progress: Callable[[str], None],
) -> dict[str, object] | None:
    """Writes publish/ and, into restricted/, what is hidden and why; gives what the manifest
    says of it."""
    if isinstance(publishing, NotPublished):
        return None
    to = staged / PUBLISH
    to.mkdir()
    write_trend_csvs(to, publishing)
    shown = public_trend(report, publishing)
    write_public_trend_workbook(to / WORKBOOK, shown)
    write_text(to / PAGE, public_trend_page_html(shown))
    write_text(staged / RESTRICTED / "disclosure.csv", _csv([_DISCLOSURE, *_hidden(publishing)]))
    write_text(staged / RESTRICTED / PATTERN, pattern_json(publishing.movements.pattern.cells))
    progress("published files")
    _check(to, publishing)
    progress("audit")
    return {
        "threshold": publishing.rules.threshold,
        "changed": publishing.rules.changed,
        "local_tables": False,
        "hidden": publishing.hidden,
        "months_without_tables": list(publishing.without_tables),
        "files": hashes_below(to),
        "pattern": sha256_of((staged / RESTRICTED / PATTERN).read_bytes()),
    }


def public_trend(report: TrendReport, publishing: PublishedTrend) -> ShownPublishedTrend:
    """What the published page and workbook show: nothing but what was made fit to publish."""
    movements = publishing.movements.movements
    places = dict.fromkeys(each.geography for each in movements.counts)
    cases = {
        (each.geography.code, each.row.code, each.month): each.cases for each in movements.counts
    }
    lines = tuple(
        PublishedLine(
            "all",
            kind,
            place,
            tuple(cases[place.code, kind, month] for month in movements.months),
        )
        for place in places
        for kind in PUBLISHED_KINDS
    )
    threshold = publishing.rules.threshold
    return ShownPublishedTrend(
        months=tuple(
            PublishedMonth(
                each.name,
                each.last,
                each.publication.tables
                if each.publication is not None
                else PublishedTables(each.last, (), threshold, local_tables=False),
            )
            for each in publishing.months
        ),
        lines=lines,
        every_month=len(report.every_month),
        others=len(report.not_every_month),
        without_return=report.without_return,
        codebook_version=report.codebook_version,
        program_version=report.program_version,
        populations=report.populations,
        population_note=report.population_note,
        threshold=threshold,
        contact=publishing.rules.contact,
    )


def _hidden(publishing: PublishedTrend) -> Iterator[tuple[str, ...]]:
    for each in publishing.movements.lines:
        place = each.geography
        yield (
            *(each.month, _OF_MOVEMENTS, place.level, place.code, place.name),
            *(each.row.code, each.row.label, "total", each.cases, each.reason),
        )
    for month in publishing.months:
        for line in month.publication.lines if month.publication else ():
            place = line.geography
            yield (
                *(month.name, line.table.id, place.level, place.code, place.name),
                *(line.row.code, line.row.label, line.column, line.cases, line.reason),
            )


def _check(folder: Path, publishing: PublishedTrend) -> None:
    """Audits what is to be published, from its files.  Raises NotFitToPublish."""
    again = "Take the trend with --no-publish, and tell the makers of lscb."
    try:
        finding = audit_trend(folder, publishing.rules.threshold, publishing.rules.changed)
    except AuditError as error:
        raise NotFitToPublish(f"The trend is not fit to publish: {error} {again}") from None
    if not finding.is_clean:
        months = ", ".join(each.name for each in finding.months if not each.is_clean)
        where = f"in the tables of {months}" if months else "among who came and went"
        raise NotFitToPublish(
            f"The trend is not fit to publish: a count {where} could be worked out. {again}"
        )


def _csv(rows: list[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
