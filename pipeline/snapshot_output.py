"""What `lscb snapshot` writes: restricted tables, flow and manifest."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import get_args

import msgspec

from pipeline.cli_options import EXCLUDE, INCLUDE
from pipeline.cover import sha256_of
from pipeline.duplicates.decisions import DecisionState
from pipeline.duplicates.possible import Possible, counted_ranges
from pipeline.output import MANIFEST, OutputFolder, json_text, write_text
from pipeline.quality import data_provided
from pipeline.snapshot import Snapshot
from pipeline.snapshot_tables import place_names
from reports.figures import TrueTables
from reports.page import page_html
from reports.quality_csv import data_provided_csv, quality_csv
from reports.range_csv import range_csv
from reports.range_wording import LEFT_OUT
from reports.report import CountedReturn, RestrictedReport
from reports.review import CountedRange
from reports.spreadsheet_text import inert
from reports.tables_csv import tables_csv
from reports.workbook import write_workbook
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.version import PROGRAM, program_version

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
) -> list[Path]:
    """Writes the snapshot to `folder`, whole or not at all; gives the files written.  `possible`
    are its possible duplicates, those left out of `snapshot` and `tables` among them.

    Raises OutputError if the folder can't be written or is not to be replaced.
    """
    geographies = [each.geography for each in tables.of(tables.tables[0].table.id)]
    provided = data_provided(snapshot.people, geographies, codebook)
    left_out = snapshot.flow.leaves_out_possible
    report = RestrictedReport(
        tables=tables,
        flow=tuple(snapshot.flow.lines()),
        returns=tuple(
            CountedReturn(
                each.agency, areas.name_of(each.area), each.id.return_date, each.rows,
                each.refused_rows,
            )
            for each in snapshot.counted_returns
            if areas.knows(each.area)
        ),
        quality=snapshot.quality,
        provided=provided,
        possible=counted_ranges(possible, geographies, left_out=left_out),
        max_age=snapshot.max_age,
        conflicts=len(snapshot.conflicts),
        codebook_version=codebook.version,
        program_version=program_version(),
    )  # fmt: skip
    with OutputFolder(folder) as staged:
        write_text(staged / "flow.csv", flow_csv(snapshot))
        write_text(staged / "restricted" / "tables.csv", tables_csv(tables))
        write_text(staged / "restricted" / "range.csv", range_csv(report))
        progress("tables")
        write_text(staged / "restricted" / "conflicts.csv", conflicts_csv(snapshot, areas))
        write_text(staged / "restricted" / "quality.csv", quality_csv(snapshot.quality))
        write_text(staged / "restricted" / "data-provided.csv", data_provided_csv(provided))
        write_workbook(staged / "restricted" / "snapshot.xlsx", report)
        progress("workbook")
        write_text(staged / "restricted" / "snapshot.html", page_html(report))
        progress("page")
        write_text(staged / MANIFEST, manifest_json(snapshot, report, areas, codebook, as_of))
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
                inert(each.agency_taken), snapshot.files[each.file_taken].sha256, each.record_taken,
                each.answer_taken,
                inert(each.agency_other), snapshot.files[each.file_other].sha256, each.record_other,
                each.answer_other,
            )
            for each in snapshot.conflicts
        ),
    )  # fmt: skip


def manifest_json(
    snapshot: Snapshot,
    report: RestrictedReport,
    areas: Areas,
    codebook: Codebook,
    as_of: datetime | None,
) -> str:
    """Inputs with their hashes, parameters, versions and counts; no times."""
    inputs = [
        {
            "agency": each.agency,
            "area": areas.name_of(each.area),
            "area_code": each.area if areas.knows(each.area) else "",
            "return_date": each.id.return_date.isoformat(),
            "rows": each.rows,
            "refused_rows": each.refused_rows,
            "files": sorted({cover.sha256 for cover, _ in each.parts}),
        }
        for each in snapshot.counted_returns
    ]
    return json_text(
        {
            "program": PROGRAM,
            "command": "snapshot",
            "parameters": {
                "date": snapshot.day.isoformat(),
                "max_age": snapshot.max_age,
                "as_of": as_of.isoformat() if as_of else None,
            }
            | ({"agencies": snapshot.agencies} if snapshot.agencies else {}),
            "versions": {"program": program_version(), "codebook": codebook.version},
            "counts": dict(snapshot.flow.lines()) | {"conflicts": len(snapshot.conflicts)},
            "duplicates": _duplicates(snapshot, report),
            "inputs": inputs,
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
        "decisions_sha256": sha256_of(msgspec.json.encode([use.decision for use in snapshot.uses])),
        "range": {
            "national": _range(possible.england),
            "regional": {
                each.code: _range(each) for each in possible.ranges if each.code in regions
            },
        },
    }


def _range(counted: CountedRange) -> dict[str, int]:
    return {"least": counted.least, "most": counted.most}


def _csv(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
