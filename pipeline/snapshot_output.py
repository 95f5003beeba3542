"""What `lscb snapshot` writes: restricted and published tables, flow and manifest."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from pipeline.duplicates.possible import Possible
from pipeline.output import MANIFEST, PUBLISH, RESTRICTED, OutputFolder, write_text
from pipeline.publication import check_with_releases
from pipeline.publish_output import (
    NOTHING_PUBLISHED,
    NotPublished,
    ToPublish,
    write_published,
)
from pipeline.releases.pattern_file import PATTERN
from pipeline.snapshot import Snapshot
from pipeline.snapshot_manifest import manifest_json, published_files
from pipeline.snapshot_report import restricted_report
from pipeline.snapshot_tables import place_names
from reports.disclosure.beside import public_report
from reports.figures import TrueTables
from reports.page import page_html
from reports.quality_csv import data_provided_csv, quality_csv
from reports.range_csv import range_csv
from reports.spreadsheet_text import in_csv
from reports.tables_csv import tables_csv
from reports.workbook import write_workbook
from schemas.areas import Areas
from schemas.codebook import Codebook

_CONFLICT_HEADER = (
    "area_code", "area", "question",
    "agency_taken", "file_sha256_taken", "record_taken", "answer_taken",
    "agency_other", "file_sha256_other", "record_other", "answer_other",
)  # fmt: skip


def write_snapshot(
    folder: Path,
    snapshot: Snapshot,
    tables: TrueTables,
    possible: Possible,
    areas: Areas,
    codebook: Codebook,
    as_of: datetime | None = None,
    progress: Callable[[str], None] = lambda _: None,
    to_publish: ToPublish | NotPublished = NOTHING_PUBLISHED,
) -> list[Path]:
    """Writes the snapshot to `folder`, whole or not at all; gives the files written.  `possible`
    are its possible duplicates, those left out of `snapshot` and `tables` among them; nothing is
    published where `to_publish` says so.

    Raises OutputError if the folder can't be written or is not to be replaced, and NotFitToPublish
    if something could be worked out from what was to be published.
    """
    report = restricted_report(snapshot, tables, possible, areas, codebook)
    with OutputFolder(folder) as staged:
        write_text(staged / "flow.csv", flow_csv(snapshot))
        restricted = staged / RESTRICTED
        write_text(restricted / "tables.csv", tables_csv(tables))
        write_text(restricted / "range.csv", range_csv(report))
        progress("tables")
        write_text(restricted / "conflicts.csv", conflicts_csv(snapshot, areas))
        write_text(restricted / "quality.csv", quality_csv(snapshot.quality))
        write_text(restricted / "data-provided.csv", data_provided_csv(report.provided))
        write_workbook(restricted / "snapshot.xlsx", report)
        progress("workbook")
        write_text(restricted / "snapshot.html", page_html(report))
        progress("page")
        published = None
        if isinstance(to_publish, ToPublish):
            publication = to_publish.publication
            write_published(
                staged,
                public_report(
                    report, publication.tables, to_publish.rules.contact, to_publish.kept
                ),
                to_publish,
            )
            progress("published files")
            check_with_releases(
                staged / PUBLISH,
                snapshot.day,
                to_publish.releases,
                publication.tables.threshold,
                to_publish.rules.changed,
            )
            progress("audit")
            published = published_files(
                staged / PUBLISH, restricted / PATTERN, publication.tables, to_publish.kept_to
            )
        write_text(
            staged / MANIFEST,
            manifest_json(snapshot, report, areas, codebook, as_of, published),
        )
        written = sorted(path.relative_to(staged) for path in staged.rglob("*") if path.is_file())
    return [folder / path for path in written]


def flow_csv(snapshot: Snapshot) -> str:
    return _csv(("step", "rows"), snapshot.flow.lines())


def conflicts_csv(snapshot: Snapshot, areas: Areas) -> str:
    """Answers that differ between records of one young person: the one taken, and the other.

    Records are named by agency, file hash and place, so that only who holds the file finds them.
    """
    names = place_names(snapshot, areas)
    return _csv(
        _CONFLICT_HEADER,
        (
            (
                each.place, names[each.place], each.question,
                in_csv(each.agency_taken), snapshot.files[each.file_taken].sha256,
                each.record_taken, each.answer_taken,
                in_csv(each.agency_other), snapshot.files[each.file_other].sha256,
                each.record_other, each.answer_other,
            )
            for each in snapshot.conflicts
        ),
    )  # fmt: skip


def _csv(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
