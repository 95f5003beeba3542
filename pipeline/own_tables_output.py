"""What `lscb tables` writes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline.attack.crosses import attack_crosses
from pipeline.attack.crosses_reading import read_crosses
from pipeline.attack.facts import AuditError
from pipeline.cli_options import EXCLUDE, INCLUDE
from pipeline.cover import sha256_of
from pipeline.left_out import left_out_parameter
from pipeline.manifest_parts import decision_lines, decisions_sha256, input_lines, versions
from pipeline.output import MANIFEST, PUBLISH, RESTRICTED, OutputFolder, json_text, write_text
from pipeline.own_tables import OwnToPublish, not_fit
from pipeline.publication import NotFitToPublish
from pipeline.publish_output import NotPublished
from pipeline.releases.pattern_file import PATTERN, pattern_json
from pipeline.snapshot import Snapshot
from pipeline.snapshot_manifest import hashes_below
from reports.crosses import Crosses
from reports.own_tables_csv import own_disclosure_csv, own_tables_csv
from reports.own_tables_page import own_tables_html
from reports.own_tables_report import OwnReport
from reports.own_tables_view import labels_of_groups, true_view
from reports.own_tables_workbook import write_own_workbook
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.version import PROGRAM, program_version

WORKBOOK, PAGE, TABLES = "own-tables.xlsx", "own-tables.html", "tables.csv"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class OwnCounted:
    """Own tables counted from a snapshot, and the file that declares them: its name, its hash."""

    snapshot: Snapshot
    crosses: Crosses
    source: str
    source_sha256: str


def write_own_tables(
    folder: Path,
    counted: OwnCounted,
    publishing: OwnToPublish | NotPublished,
    areas: Areas,
    codebook: Codebook,
    as_of: datetime | None = None,
    progress: Progress = lambda _: None,
) -> list[Path]:
    """Writes own tables to `folder`, whole or not at all; gives the files written.

    Raises OutputError if the folder can't be written or is not to be replaced, and NotFitToPublish
    if something could be worked out from what was to be published.
    """
    report = own_report(counted, areas, codebook)
    with OutputFolder(folder) as staged:
        _write(staged / RESTRICTED, report)
        progress("tables")
        published = None
        if isinstance(publishing, OwnToPublish):
            published = _write_published(staged, counted, report, publishing)
            progress("published files")
        write_text(staged / MANIFEST, _manifest(counted, areas, codebook, as_of, published))
        written = sorted(path.relative_to(staged) for path in staged.rglob("*") if path.is_file())
    return [folder / path for path in written]


def own_report(counted: OwnCounted, areas: Areas, codebook: Codebook) -> OwnReport:
    """What is shown of own tables with true counts."""
    snapshot, crosses = counted.snapshot, counted.crosses
    return OwnReport(
        own=crosses.own,
        view=true_view(crosses),
        day=snapshot.day,
        counted=crosses.counted,
        returns_used=sum(areas.knows(each.area) for each in snapshot.counted_returns),
        max_age=snapshot.max_age,
        left_out=snapshot.flow.leaves_out_possible,
        source=counted.source,
        codebook_version=codebook.version,
        program_version=program_version(),
    )


def _write(to: Path, report: OwnReport) -> None:
    write_text(to / TABLES, own_tables_csv(report.view))
    write_own_workbook(to / WORKBOOK, report)
    write_text(to / PAGE, own_tables_html(report))


def _write_published(
    staged: Path, counted: OwnCounted, report: OwnReport, publishing: OwnToPublish
) -> dict[str, object]:
    """Writes publish/ and, into restricted/, what is hidden and why; gives what the manifest says
    of it."""
    publication = publishing.publication
    restricted, to = staged / RESTRICTED, staged / PUBLISH
    _write(
        to,
        replace(
            report,
            view=publishing.view,
            published=publication.tables,
            local_tables=publication.tables.local_tables,
            contact=publishing.rules.contact,
        ),
    )
    crosses = counted.crosses
    labels = labels_of_groups(crosses)
    write_text(
        restricted / "disclosure.csv", own_disclosure_csv(publication.lines, crosses.own, labels)
    )
    write_text(restricted / PATTERN, pattern_json(publication.pattern.cells))
    _check(to, publishing)
    return {
        "threshold": publication.tables.threshold,
        "local_tables": publication.tables.local_tables,
        "figures": publication.tables.shown,
        "hidden": publication.tables.hidden,
        "kept_to": list(publishing.kept_to),
        "files": hashes_below(to),
        "pattern": sha256_of((restricted / PATTERN).read_bytes()),
    }


def _check(folder: Path, publishing: OwnToPublish) -> None:
    """Audits what is to be published in `folder` (publish/) from its tables.csv: beside the
    standard tables and the sealed releases of the day.

    Raises NotFitToPublish.
    """
    try:
        figures = read_crosses(folder)
        if figures == publishing.audited:
            return
        finding = attack_crosses(
            figures,
            publishing.standard,
            publishing.earlier(),
            threshold=publishing.publication.tables.threshold,
        )
    except AuditError as error:
        raise NotFitToPublish(f"The tables are not fit to publish: {error}") from None
    if finding.found:
        raise not_fit(finding)


def _manifest(
    counted: OwnCounted,
    areas: Areas,
    codebook: Codebook,
    as_of: datetime | None,
    published: dict[str, object] | None,
) -> str:
    snapshot = counted.snapshot
    parameters: dict[str, object] = {
        "date": snapshot.day.isoformat(),
        "max_age": snapshot.max_age,
        "as_of": as_of.isoformat() if as_of else None,
        "tables": counted.source,
        "tables_sha256": counted.source_sha256,
    }
    if snapshot.agencies:
        parameters["agencies"] = snapshot.agencies
    parameters |= left_out_parameter(each.id for each in snapshot.left_out)
    return json_text(
        {
            "program": PROGRAM,
            "command": "tables",
            "parameters": parameters,
            "versions": versions(codebook),
            "counts": dict(snapshot.flow.lines()),
            "tables": [each.id for each in counted.crosses.own],
            "duplicates": {
                "potential": EXCLUDE if snapshot.flow.leaves_out_possible else INCLUDE,
                "decisions_sha256": decisions_sha256(snapshot.uses),
                "standing": decision_lines(snapshot.uses),
            },
            "published": published,
            "inputs": input_lines(snapshot.counted_returns, areas),
        }
    )
