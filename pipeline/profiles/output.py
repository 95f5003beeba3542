"""What `lscb profile` writes."""

import csv
import io
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from pipeline.output import MANIFEST, PUBLISH, RESTRICTED, OutputFolder, write_text
from pipeline.profiles.manifest import profile_manifest
from pipeline.profiles.publish import ProfileToPublish, check_published_profile
from pipeline.profiles.take_profile import Profile
from pipeline.publish_output import NotPublished
from reports.profile_csv import missing_csv, profile_csv
from reports.profile_page import profile_page_html, public_profile_page_html
from reports.profile_shown import shown_profile
from reports.profile_tables import PERIODS
from reports.profile_workbook import write_profile_workbook, write_public_profile_workbook
from schemas.areas import Areas
from schemas.codebook import Codebook

WORKBOOK, PAGE, TABLES, MISSING = "profile.xlsx", "profile.html", "profile.csv", "missing.csv"
_WHY_HEADER = (
    "table_id", "geography_code", "geography_name", "period", "row", "row_label", "cases", "reason",
)  # fmt: skip
Progress = Callable[[str], None]


def write_profile(
    folder: Path,
    profile: Profile,
    publishing: ProfileToPublish | NotPublished,
    areas: Areas,
    codebook: Codebook,
    as_of: datetime | None,
    agencies: str = "",
    progress: Progress = lambda _: None,
    *,
    left_out: Collection[str] = (),
) -> list[Path]:
    """Writes a profile to `folder`, whole or not at all; gives the files written.

    Raises OutputError if the folder can't be written, NotFitToPublish if something could be worked
    out from what was to be published.
    """
    report = profile.report
    with OutputFolder(folder) as staged:
        to = staged / RESTRICTED
        write_text(to / TABLES, profile_csv(shown_profile(report)))
        write_text(to / MISSING, missing_csv(report.missing))
        write_profile_workbook(to / WORKBOOK, report)
        write_text(to / PAGE, profile_page_html(report))
        progress("restricted files")
        if isinstance(publishing, ProfileToPublish):
            _write_published(staged, publishing)
        progress("published files")
        manifest = profile_manifest(
            staged, profile, publishing, areas, codebook, as_of, agencies, left_out
        )
        write_text(staged / MANIFEST, manifest)
        written = sorted(path.relative_to(staged) for path in staged.rglob("*") if path.is_file())
    return [folder / path for path in written]


def _write_published(staged: Path, publishing: ProfileToPublish) -> None:
    to, shown = staged / PUBLISH, publishing.profile
    write_text(to / TABLES, profile_csv(shown))
    write_public_profile_workbook(to / WORKBOOK, shown)
    write_text(to / PAGE, public_profile_page_html(shown))
    write_text(staged / RESTRICTED / "disclosure.csv", _disclosure_csv(publishing))
    check_published_profile(to, shown.threshold)


def _disclosure_csv(publishing: ProfileToPublish) -> str:
    """A line a hidden figure, with its true cases and why; for those who hold the data."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_WHY_HEADER)
    for period in PERIODS:
        for each in publishing.lines.get(period, ()):
            place = each.geography
            writer.writerow(
                (
                    *(each.table.id, place.code, place.name, period),
                    *(each.row.code, each.row.label, each.cases, each.reason),
                )
            )
    return text.getvalue()
