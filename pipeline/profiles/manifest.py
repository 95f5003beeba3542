"""`manifest.json` of a profile."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from pipeline.left_out import left_out_parameter
from pipeline.output import PUBLISH
from pipeline.profiles.publish import ProfileToPublish
from pipeline.profiles.take_profile import Profile
from pipeline.publish_output import NotPublished
from pipeline.snapshot_manifest import hashes_below
from pipeline.years.years_manifest import years_manifest
from reports.profile_tables import PERIODS
from schemas.areas import Areas
from schemas.codebook import Codebook


def profile_manifest(
    staged: Path,
    profile: Profile,
    publishing: ProfileToPublish | NotPublished,
    areas: Areas,
    codebook: Codebook,
    as_of: datetime | None,
    agencies: str = "",
    left_out: Collection[str] = (),
) -> str:
    """What was asked, counted and written (below `staged`), by which versions; no times."""
    report = profile.report
    parameters: dict[str, object] = {
        "date": report.day.isoformat(),
        "areas": [each.key for each in report.places if each.kind == "area"],
        "periods": {
            each.name: [each.first.isoformat(), each.last.isoformat()] for each in report.spans
        },
    }
    if agencies:
        parameters["agencies"] = agencies
    parameters |= left_out_parameter(left_out)
    counts: dict[str, object] = {
        each.key: {period: report.referrals_of(each.key, period).referrals for period in PERIODS}
        for each in report.places
    }
    return years_manifest(
        "profile",
        parameters,
        counts,
        _published(staged, publishing),
        profile.returns,
        profile.uses,
        areas,
        codebook,
        as_of,
    )


def _published(
    staged: Path, publishing: ProfileToPublish | NotPublished
) -> dict[str, object] | None:
    if isinstance(publishing, NotPublished):
        return None
    figures, hidden = publishing.profile.figures
    return {
        "threshold": publishing.profile.threshold,
        "figures": figures,
        "hidden": hidden,
        "kept_to": list(publishing.kept_to),
        "files": hashes_below(staged / PUBLISH),
    }
