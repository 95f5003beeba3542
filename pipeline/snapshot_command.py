"""What `lscb snapshot` does, and what it prints."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.duplicates.look_again import look_again
from pipeline.duplicates.possible import Possible, possible_duplicates, without_possible
from pipeline.left_out import NOTHING, store_without
from pipeline.output import PUBLISH, RESTRICTED, check_outside, check_replaceable
from pipeline.progress import progress_bar
from pipeline.publish_output import NOT_ASKED, NotPublished, ToPublish, to_publish
from pipeline.snapshot import take_snapshot
from pipeline.snapshot_output import write_snapshot
from pipeline.snapshot_tables import snapshot_tables
from reports.disclosure.published import PublishedTables
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.text import plural

_STEPS, _STEPS_PUBLISHING = 5, 8


@dataclass(frozen=True)
class SnapshotPlan:
    """What a snapshot counts, from which store, and where it goes: the day, how old a return may
    be, the moment as of which the store counts (None for now), whether possible duplicates are
    left out, whether it is published, and whether with the tables of authorities and boards; the
    sealed files that count as never received."""

    store: Path
    out: Path
    day: date
    max_age: int
    as_of: datetime | None = None
    leave_out_possible: bool = False
    publish: bool = True
    local_tables: bool = False
    left_out: frozenset[str] = NOTHING


def make_snapshot(
    plan: SnapshotPlan, as_json: bool, configuration: Configuration = NO_CONFIGURATION
) -> None:
    """Writes a snapshot and names the files.

    Raises NotFitToPublish if something could be worked out from what was to be published.
    """
    where = store_without(plan.store, plan.left_out)
    check_outside(plan.store, plan.out)
    check_replaceable(plan.out)
    areas, codebook = load_areas(), load_codebook()
    with progress_bar("snapshot", _STEPS_PUBLISHING if plan.publish else _STEPS, as_json) as tick:
        taken = take_snapshot(
            where, plan.day, areas, codebook, plan.max_age, plan.as_of, configuration.agencies
        )
        tick("counted")
        possible = possible_duplicates(taken, codebook)
        if plan.leave_out_possible:
            taken = without_possible(taken, possible)
        tick("possible duplicates")
        tables = snapshot_tables(taken, areas, codebook)
        publishing: ToPublish | NotPublished = NOT_ASKED
        if plan.publish:
            publishing = to_publish(tables, where, plan.local_tables, configuration.publish)
            tick("disclosure control")
        written = write_snapshot(
            plan.out, taken, tables, possible, areas, codebook, plan.as_of, tick, publishing
        )
    if as_json:
        said: dict[str, object] = {
            "flow": dict(taken.flow.lines()),
            "range": {"least": possible.least_of_all, "most": possible.most_of_all},
            "published": published_json(publishing),
            "not_published": publishing.why if isinstance(publishing, NotPublished) else None,
            "files": [str(path) for path in written],
        }
        click.echo(json.dumps(said, indent=2, ensure_ascii=True))
        return
    for step, rows in taken.flow.lines():
        click.echo(f"{step:20}{rows:>10,}")
    for line in _range_lines(plan, possible):
        click.echo(line)
    if again := look_again(taken.uses, plan.day):
        click.echo(again)
    for line in files_lines(plan.out, written, published_sentence(publishing)):
        click.echo(line)


def _range_lines(plan: SnapshotPlan, possible: Possible) -> Iterator[str]:
    least, most = possible.least_of_all, possible.most_of_all
    if least == most:
        return
    label, other, what = (
        ("at most", most, "with the possible duplicates, which are left out")
        if plan.leave_out_possible
        else ("at least", least, "if all possible duplicates are the same young people")
    )
    yield f"{label:20}{other:>10,}  {what}"


def published_sentence(publishing: ToPublish | NotPublished) -> str | NotPublished:
    """How much of what is published is hidden; or why nothing is published."""
    if isinstance(publishing, NotPublished):
        return publishing
    return hidden_sentence(publishing.publication.tables)


def files_lines(
    out: Path, written: Sequence[Path], publishing: str | NotPublished
) -> Iterator[str]:
    """What was written: the restricted files, then those that are fit to leave the building, of
    which a sentence says how much is hidden."""
    publish = out / PUBLISH
    fit = [path for path in written if path.is_relative_to(publish)]
    yield "RESTRICTED: true counts, for the analysts who hold the data. Written:"
    yield from (f"  {path}" for path in written if path not in fit)
    if isinstance(publishing, NotPublished):
        yield f"Nothing to publish was written: {publishing.why}"
        return
    yield f"FIT TO PUBLISH: {publishing} Written:"
    yield from (f"  {path}" for path in fit)


def hidden_sentence(tables: PublishedTables) -> str:
    """How many figures are hidden, and where it says why."""
    return (
        f"{tables.hidden:,} of {plural(tables.shown, 'number')} hidden, and "
        f"{plural(tables.hidden_percentages, 'percentage')}; why stands in "
        f"{RESTRICTED}/disclosure.csv."
    )


def published_json(publishing: ToPublish | NotPublished) -> dict[str, object] | None:
    """What was published, None where nothing was."""
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
