"""What `lscb tables` does, and what it prints."""

import json
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.cover import sha256_of
from pipeline.duplicates.possible import possible_duplicates, without_possible
from pipeline.left_out import store_without
from pipeline.output import RESTRICTED, check_outside, check_replaceable
from pipeline.own_tables import OwnToPublish, own_tables_of, own_to_publish
from pipeline.own_tables_output import OwnCounted, write_own_tables
from pipeline.progress import progress_bar
from pipeline.publish_output import NOT_ASKED, NotPublished
from pipeline.snapshot import take_snapshot
from pipeline.snapshot_command import SnapshotPlan, files_lines
from reports.own_tables_reading import read_own_tables
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.text import plural

_STEPS, _STEPS_PUBLISHING = 2, 4


@dataclass(frozen=True)
class OwnPlan:
    """Which tables are made (the file that declares them) of whom, and where they go."""

    tables: Path
    snapshot: SnapshotPlan


def make_own_tables(
    own_plan: OwnPlan, as_json: bool, configuration: Configuration = NO_CONFIGURATION
) -> None:
    """Writes own tables, and names the files.

    Raises UserError or DeclarationError for a file of tables that can't be used, NotFitToPublish
    if something could be worked out from what was to be published.
    """
    areas, codebook = load_areas(), load_codebook()
    plan = own_plan.snapshot
    own = read_own_tables(own_plan.tables, codebook)
    where = store_without(plan.store, plan.left_out)
    check_outside(plan.store, plan.out)
    check_replaceable(plan.out)
    with progress_bar("tables", _STEPS_PUBLISHING if plan.publish else _STEPS, as_json) as tick:
        taken = take_snapshot(
            where, plan.day, areas, codebook, plan.max_age, plan.as_of, configuration.agencies
        )
        if plan.leave_out_possible:
            taken = without_possible(taken, possible_duplicates(taken, codebook))
        crosses = own_tables_of(taken, own, areas, codebook)
        tick("counted")
        publishing: OwnToPublish | NotPublished = NOT_ASKED
        if plan.publish:
            publishing = own_to_publish(
                taken, crosses, where, areas, codebook, plan.local_tables, configuration.publish
            )
            tick("disclosure control")
        of_file = sha256_of(own_plan.tables.read_bytes())
        counted = OwnCounted(taken, crosses, own_plan.tables.name, of_file)
        written = write_own_tables(plan.out, counted, publishing, areas, codebook, plan.as_of, tick)
    if as_json:
        said = {
            "counted": crosses.counted,
            "tables": [each.id for each in own],
            "published": _published_json(publishing),
            "not_published": publishing.why if isinstance(publishing, NotPublished) else None,
            "files": [str(path) for path in written],
        }
        click.echo(json.dumps(said, indent=2, ensure_ascii=True))
        return
    click.echo(f"{plural(len(own), 'table')} of {plural(crosses.counted, 'case')}.")
    for line in files_lines(plan.out, written, _sentence(publishing)):
        click.echo(line)


def _sentence(publishing: OwnToPublish | NotPublished) -> str | NotPublished:
    """How much of what is published is hidden, and beside what it may be published."""
    if isinstance(publishing, NotPublished):
        return publishing
    tables = publishing.publication.tables
    return (
        f"{tables.hidden:,} of {plural(tables.shown, 'number')} hidden; why stands in "
        f"{RESTRICTED}/disclosure.csv. Beside the snapshot of the day, but not beside tables from "
        "another file."
    )


def _published_json(publishing: OwnToPublish | NotPublished) -> dict[str, object] | None:
    if isinstance(publishing, NotPublished):
        return None
    tables = publishing.publication.tables
    return {
        "threshold": tables.threshold,
        "local_tables": tables.local_tables,
        "figures": tables.shown,
        "hidden": tables.hidden,
        "kept_to": list(publishing.kept_to),
    }
