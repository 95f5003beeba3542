"""`manifest.json` of a snapshot: inputs with their hashes, parameters, versions and counts, and
what was published; no times."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import get_args

from pipeline.cli_options import EXCLUDE, INCLUDE
from pipeline.cover import sha256_of
from pipeline.duplicates.decisions import DecisionState
from pipeline.left_out import left_out_parameter
from pipeline.manifest_parts import decision_lines, decisions_sha256, input_lines, versions
from pipeline.output import json_text
from pipeline.snapshot import Snapshot
from reports.disclosure.published import PublishedTables
from reports.range_wording import LEFT_OUT
from reports.report import RestrictedReport
from reports.review import CountedRange
from schemas.areas import ENGLAND, Areas
from schemas.codebook import Codebook
from schemas.version import PROGRAM


@dataclass(frozen=True)
class PublishedFiles:
    """What was published: the tables, the hash of each file by its path below publish/, that of
    the pattern, and the names of the releases to whose pattern the tables keep."""

    tables: PublishedTables
    files: Mapping[str, str]
    pattern: str
    kept_to: tuple[str, ...]


def published_files(
    folder: Path, pattern: Path, tables: PublishedTables, kept_to: tuple[str, ...]
) -> PublishedFiles:
    """The files in `folder`, which is publish/ as it was written, and the file of the pattern."""
    pattern_hash = sha256_of(pattern.read_bytes())
    return PublishedFiles(tables, hashes_below(folder), pattern_hash, kept_to)


def hashes_below(folder: Path) -> dict[str, str]:
    """The hash of each file below a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): sha256_of(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def manifest_json(
    snapshot: Snapshot,
    report: RestrictedReport,
    areas: Areas,
    codebook: Codebook,
    as_of: datetime | None,
    published: PublishedFiles | None,
) -> str:
    """The manifest; `published` is None where nothing was published."""
    return json_text(
        {
            "program": PROGRAM,
            "command": "snapshot",
            "parameters": {
                "date": snapshot.day.isoformat(),
                "max_age": snapshot.max_age,
                "as_of": as_of.isoformat() if as_of else None,
            }
            | ({"agencies": snapshot.agencies} if snapshot.agencies else {})
            | left_out_parameter(each.id for each in snapshot.left_out),
            "versions": versions(codebook),
            "counts": dict(snapshot.flow.lines()) | {"conflicts": len(snapshot.conflicts)},
            "duplicates": _duplicates(snapshot, report),
            "published": _published(published) if published else None,
            "inputs": input_lines(snapshot.counted_returns, areas),
        }
    )


def _duplicates(snapshot: Snapshot, report: RestrictedReport) -> dict[str, object]:
    """Possible duplicates and decisions: how many, and the range of England and each region."""
    possible = report.possible
    states = Counter(use.state for use in snapshot.uses)
    regions = {
        each.geography.code for each in report.tables.tables if each.geography.level == "regional"
    }
    return {
        "potential": EXCLUDE if possible.left_out else INCLUDE,
        **({"label": LEFT_OUT} if possible.left_out else {}),
        "threshold": possible.threshold,
        "pairs": possible.pairs,
        "decisions": {state: states[state] for state in get_args(DecisionState)},
        "decisions_sha256": decisions_sha256(snapshot.uses),
        "standing": decision_lines(snapshot.uses),
        "range": {
            "national": _range(possible.range_of(ENGLAND)),
            "regional": {
                each.code: _range(each) for each in possible.ranges if each.code in regions
            },
        },
    }


def _published(published: PublishedFiles) -> dict[str, object]:
    return {
        "threshold": published.tables.threshold,
        "local_tables": published.tables.local_tables,
        "figures": published.tables.shown,
        "hidden": published.tables.hidden,
        "kept_to": list(published.kept_to),
        "files": dict(published.files),
        "pattern": published.pattern,
    }


def _range(counted: CountedRange) -> dict[str, int]:
    return {"least": counted.least, "most": counted.most}
