"""What `lscb duplicates find` writes: the review list as workbook, CSV and JSON, and a manifest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.cover import sha256_of
from pipeline.left_out import left_out_parameter
from pipeline.output import FILLED_IN, MANIFEST, OutputFolder, json_text, write_text
from reports.review import Review
from reports.review_csv import across_csv, pairs_csv, summary_csv
from reports.review_json import review_json
from reports.review_words import (
    ACROSS_FILE,
    PAIRS_FILE,
    PAIRS_JSON,
    REVIEW_FILE,
    SUMMARY_FILE,
)
from reports.review_workbook import write_review_workbook
from schemas.codebook import Codebook
from schemas.version import PROGRAM

COMMAND = "duplicates find"
_FILLED_IN = (REVIEW_FILE, PAIRS_FILE)
"""In these people decide."""


@dataclass(frozen=True)
class ReviewOf:
    """What a review was made from, for its manifest: the code of the only area (None: all), how old
    a return may be, the moment as of which the store counted, the identity of agencies.csv (blank
    without one), the young people compared, and the sealed files left out by name."""

    area: str | None
    max_age: int
    as_of: datetime | None
    agencies: str
    young_people: int
    left_out: frozenset[str] = frozenset()


def write_review(
    folder: Path,
    review: Review,
    made_from: ReviewOf,
    codebook: Codebook,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Writes the review to `folder`, whole or not at all; gives the files written.

    Raises OutputError if the folder can't be written or is not to be replaced.
    """
    with OutputFolder(folder) as staged:
        write_review_workbook(staged / REVIEW_FILE, review)
        progress("workbook")
        write_text(staged / PAIRS_FILE, pairs_csv(review, codebook))
        write_text(staged / PAIRS_JSON, review_json(review))
        write_text(staged / SUMMARY_FILE, summary_csv(review))
        write_text(staged / ACROSS_FILE, across_csv(review, codebook))
        hashes = {name: sha256_of((staged / name).read_bytes()) for name in _FILLED_IN}
        write_text(staged / MANIFEST, manifest_json(review, made_from, hashes))
        written = sorted(path.name for path in staged.iterdir())
    return [folder / name for name in written]


def manifest_json(review: Review, made_from: ReviewOf, hashes: Mapping[str, str]) -> str:
    """Parameters, versions and counts, and the hashes of the files in which people decide; no
    times."""
    return json_text(
        {
            "program": PROGRAM,
            "command": COMMAND,
            "parameters": {
                "date": review.day.isoformat(),
                "area": made_from.area,
                "max_age": made_from.max_age,
                "as_of": made_from.as_of.isoformat() if made_from.as_of else None,
                "threshold": review.threshold,
            }
            | ({"agencies": made_from.agencies} if made_from.agencies else {})
            | left_out_parameter(made_from.left_out),
            "versions": {
                "program": review.program_version,
                "codebook": review.codebook_version,
            },
            "counts": {
                "young_people": made_from.young_people,
                "areas": len(review.areas),
                "pairs": len(review.pairs),
                "likely": sum(each.likely for each in review.summary),
                "across": len(review.across),
            },
            FILLED_IN: dict(hashes),
        }
    )
