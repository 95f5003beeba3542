"""What `lscb extract` does, and what it prints."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.extract import fresh_pseudonyms, questions_wanted
from pipeline.extract_output import alone_json, write_extract
from pipeline.left_out import NOTHING, left_out_parameter, store_without
from pipeline.output import check_outside, check_replaceable
from pipeline.progress import progress_bar
from pipeline.snapshot import take_snapshot
from pipeline.snapshot_tables import place_names
from reports.extract import make_extract
from reports.extract_columns import Wanted
from reports.extract_wording import RESTRICTED_LINE, alone_sentences
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook

_STEPS = 2


@dataclass(frozen=True)
class ExtractPlan:
    """What an extract counts (as pipeline.snapshot_command.SnapshotPlan), where it goes, and what
    it holds: the questions named (none: all), and whether areas, dates, the type of agency and the
    versions of the form; the sealed files that count as never received."""

    store: Path
    out: Path
    day: date
    max_age: int
    as_of: datetime | None = None
    questions: tuple[str, ...] = ()
    with_area: bool = False
    with_dates: bool = False
    with_agency_type: bool = False
    with_forms: bool = False
    left_out: frozenset[str] = NOTHING


def run_extract(
    plan: ExtractPlan, as_json: bool, configuration: Configuration = NO_CONFIGURATION
) -> None:
    """Writes an extract, and says who can be told apart in it.

    Raises QuestionsError where a question can't be in it, and what take_snapshot raises.
    """
    where = store_without(plan.store, plan.left_out)
    check_outside(plan.store, plan.out)
    check_replaceable(plan.out)
    areas, codebook = load_areas(), load_codebook()
    questions = questions_wanted(plan.questions, plan.with_area, plan.with_dates, codebook)
    with progress_bar("extract", _STEPS, as_json) as tick:
        taken = take_snapshot(
            where, plan.day, areas, codebook, plan.max_age, plan.as_of, configuration.agencies
        )
        tick("counted")
        people = taken.people
        wanted = Wanted(questions, plan.with_area, plan.with_agency_type, plan.with_forms)
        pseudonyms = fresh_pseudonyms(people.num_rows)
        names = place_names(taken, areas)
        extract = make_extract(people, pseudonyms, wanted, plan.day, areas.regions, names, codebook)
        written = write_extract(plan.out, extract, _parameters(plan, wanted), codebook)
        tick("written")
    if as_json:
        said = {
            "restricted": True,
            "young_people": extract.lines.num_rows,
            "alone": alone_json(extract),
            "files": [str(path) for path in written],
        }
        click.echo(json.dumps(said, indent=2, ensure_ascii=True))
        return
    click.echo(f"{'young people':20}{extract.lines.num_rows:>10,}")
    for sentence in alone_sentences(extract):
        click.echo(f"WARNING: {sentence}")
    click.echo(f"{RESTRICTED_LINE}. README.txt says how to keep it. Written:")
    for path in written:
        click.echo(f"  {path}")


def _parameters(plan: ExtractPlan, wanted: Wanted) -> dict[str, object]:
    return {
        "date": plan.day.isoformat(),
        "max_age": plan.max_age,
        "as_of": plan.as_of.isoformat() if plan.as_of else None,
        "questions": [question.name for question in wanted.questions],
        "with_area": wanted.area,
        "with_dates": plan.with_dates,
        "with_agency_type": wanted.agency_type,
        "with_forms": wanted.forms,
    } | left_out_parameter(plan.left_out)
