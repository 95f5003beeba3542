"""What `lscb erase` does, and what it prints."""

import difflib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from pipeline.configuration import NAME, Configuration
from pipeline.erasing import anew
from pipeline.erasing.asked import Asked, Keys, dated_before, of_agency, of_file, young_person
from pipeline.erasing.erase import Said, erase
from pipeline.erasing.named_file import NO_SUCH_FILE, files_named
from pipeline.erasing.plan import Plan, plan_erasure
from pipeline.erasing.wording import done_lines, plan_json, plan_lines, staying_lines
from pipeline.feedback_command import default_feedback
from pipeline.store import Store, existing_store
from schemas.areas import load_areas
from schemas.errors import UserError
from schemas.text import printable


@dataclass(frozen=True)
class ErasePlan:
    """Where to erase; `do` is False where it is only to be shown; `day` is today."""

    store: Path
    feedback: Path | None
    do: bool
    who: str
    why: str
    day: date


def erase_file(name: str, plan: ErasePlan, as_json: bool, configuration: Configuration) -> None:
    """Erases what stands from a file, named as files_named says.

    Raises UserError where the store holds no such file; and as `files_named` and `erase` do.
    """
    store = existing_store(plan.store)
    covers = [each for each in store.covers() if not all(part.is_erased for part in each.returns)]
    named = files_named(name, covers, _keys(plan, configuration))
    asked = of_file({each.id for each in named})
    _run(_Job(asked, Said(plan.who, plan.why), NO_SUCH_FILE), plan, as_json, configuration)


def erase_identifier(
    identifier: Callable[[], str],
    area: str,
    agency: str | None,
    plan: ErasePlan,
    as_json: bool,
    configuration: Configuration,
    *,
    unrecognised: bool,
) -> None:
    """Erases the rows of a young person; `identifier` gives, or asks for, the identifier;
    `unrecognised` says whether also where the area was not recognised.

    Raises UserError for an area that is none and for an identifier that the store has not in it.
    """
    existing_store(plan.store)
    keys = _keys(plan, configuration)
    place = keys.named_area(area)
    where = keys.areas.name_of(place) + (f", of {agency}" if agency is not None else "")
    nobody = (
        f"No row and no decision in {printable(where)} has this identifier. `lscb status` lists "
        "the areas and agencies."
    )
    asked = young_person(identifier(), area, agency, keys, unrecognised=unrecognised)
    _run(_Job(asked, Said(plan.who, plan.why, place, agency), nobody), plan, as_json, configuration)


def erase_agency(
    agency: str, area: str | None, plan: ErasePlan, as_json: bool, configuration: Configuration
) -> None:
    """Erases all that an agency sent, for one area or all.  Raises UserError where it sent
    nothing."""
    store = existing_store(plan.store)
    keys = _keys(plan, configuration)
    place = None if area is None else keys.named_area(area)
    said = Said(plan.who, plan.why, place, agency)
    names = {part.agency for cover in store.covers() for part in cover.returns}
    near = difflib.get_close_matches(agency, sorted(names), n=1)
    hint = f" Do you mean '{near[0]}'?" if near and near[0] != agency else ""
    nobody = f"There is nothing of an agency of this name.{hint} `lscb status` lists the agencies."
    if place is not None:
        nobody = (
            f"There is nothing of an agency of this name for {keys.areas.name_of(place)}.{hint}"
        )
    _run(_Job(of_agency(agency, area, keys), said, nobody), plan, as_json, configuration)


def erase_due(plan: ErasePlan, as_json: bool, configuration: Configuration) -> None:
    """Erases the returns that are older than the configuration lets them be kept.

    Raises UserError where it says nothing of that.
    """
    existing_store(plan.store)
    first = configuration.keep.first_kept(plan.day)
    if first is None:
        raise UserError(
            f"{NAME} does not say how long returns are kept. Write there `[keep]` and, below it, "
            "`years = 6` (or another number)."
        )
    job = _Job(dated_before(first), Said(plan.who, plan.why, before=first), "")
    _run(job, plan, as_json, configuration)


@dataclass(frozen=True)
class _Job:
    """What to erase; `nobody` is what is said where there is nothing of it, blank where that is
    well."""

    asked: Asked
    said: Said
    nobody: str


def _keys(plan: ErasePlan, configuration: Configuration) -> Keys:
    return Keys(load_areas(), configuration.agencies, plan.day)


def _run(job: _Job, plan: ErasePlan, as_json: bool, configuration: Configuration) -> None:
    store = Store(plan.store)
    feedback = plan.feedback or default_feedback(plan.store)
    keys = _keys(plan, configuration)
    interrupted = anew.is_unfinished(store.root)
    if plan.do:
        found = erase(job.asked, store, feedback, keys, replace(job.said, who=plan.who.strip()))
    else:
        found = plan_erasure(job.asked, store, feedback, keys)
    if found.is_empty and job.nobody and not interrupted:
        raise UserError(" ".join((job.nobody, *staying_lines(found, keys))))
    if as_json:
        said = plan_json(found, keys, done=plan.do, interrupted=interrupted)
        click.echo(json.dumps(said, indent=2, ensure_ascii=True))
        return
    for line in _lines(found, job, keys, interrupted=interrupted, done=plan.do):
        click.echo(line)


def _lines(found: Plan, job: _Job, keys: Keys, *, interrupted: bool, done: bool) -> Iterator[str]:
    if interrupted:
        yield (
            "An erasure that was interrupted is finished now."
            if done
            else "An erasure was interrupted. It holds already; --yes finishes it."
        )
    if found.is_empty:
        yield "There is nothing to erase." if not interrupted else "There is nothing more to erase."
        return
    yield from plan_lines(found, keys, job.said.before)
    yield from staying_lines(found, keys)
    yield from done_lines(found, done=done)
