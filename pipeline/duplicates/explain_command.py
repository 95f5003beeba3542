"""What `lscb duplicates explain` prints: identifiers and agencies, as asked for; never answers."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

import click
import pyarrow as pa

from ingest.identifiers import normalised_all
from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.duplicates.counted_areas import CountedAreas, counted_areas
from pipeline.duplicates.decided_command import STATE_SENTENCES
from pipeline.duplicates.decisions import VERDICT_WORDS, DecisionUse, Seen
from pipeline.duplicates.explain import (
    Asked,
    Explanation,
    NotCounted,
    Person,
    Record,
    explain,
)
from pipeline.duplicates.explain_others import MayBeOne
from pipeline.left_out import NOTHING, store_without
from pipeline.store import Store
from reports.review_words import likelihood
from reports.wording import RESTRICTED, long_date
from schemas.areas import Areas, load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.linkage import load_linkage
from schemas.text import plural, printable

_STEPS: Mapping[str, str] = {
    "quarantined": "the row was refused",
    "outside_england": "outside England",
    "not_open": "not being worked with that day: not yet referred or assessed, or work had ended",
    "over_18": "18 or over",
}


@dataclass(frozen=True)
class ExplainPlan:
    """Whom to explain: `identifier` of `area`, both as typed; on `day`, or on the area's latest
    return date; with returns of up to `max_age` days before, as the store was at `as_of`, without
    the sealed files `left_out`."""

    store: Path
    area: str
    identifier: str
    day: date | None
    max_age: int
    as_of: datetime | None
    left_out: frozenset[str] = NOTHING


def explain_young_person(
    plan: ExplainPlan, as_json: bool, configuration: Configuration = NO_CONFIGURATION
) -> None:
    """Prints how the records with the identifier became young people.

    Raises UserError for an area or an identifier that is none, and where no record that is counted
    has it; StoreError without a store, and what `take_snapshot` raises.
    """
    store, areas = store_without(plan.store, plan.left_out), load_areas()
    normal = normalised_all(pa.array([plan.identifier], pa.string()), frozenset())[0].as_py()
    if not normal.strip("0-"):
        raise UserError("ID has neither a letter nor a number but 0. Write an identifier.")
    asked = _asked(plan, store, areas)
    found = explain(store, asked, areas, load_codebook(), load_linkage(), configuration.agencies)
    if not found.people:
        raise UserError(_nobody(found))
    if as_json:
        click.echo(json.dumps(_as_json(found), indent=2, ensure_ascii=True))
        return
    for line in _lines(found):
        click.echo(line)


def _asked(plan: ExplainPlan, store: Store, areas: Areas) -> Asked:
    """The place and the day.  Raises UserError if the area is none, or has sent nothing."""
    covers = [
        cover
        for cover in store.covers()
        if plan.as_of is None or cover.delivery.received_at <= plan.as_of
    ]
    counted = counted_areas(covers, areas)
    if counted is None:
        raise UserError("The store has no return. Ingest returns first.")
    if plan.day is not None:
        return Asked(
            _place(plan.area, replace(counted, day=plan.day)),
            plan.identifier,
            plan.day,
            plan.max_age,
            plan.as_of,
        )
    place = _place(plan.area, counted)
    if place not in counted.latest:
        raise UserError(
            f"The store has no return for {areas.name_of(place)}. "
            "`lscb status` lists the areas that sent returns."
        )
    day = counted.latest[place]
    return Asked(areas.place_on(place, day).code, plan.identifier, day, plan.max_age, plan.as_of)


def _place(text: str, counted: CountedAreas) -> str:
    place = counted.place_of(text)
    if place is None:
        raise UserError(
            "AREA names no area in England. Write the name or code of a local authority; "
            "`lscb status` lists the areas that sent returns."
        )
    return place


def _nobody(found: Explanation) -> str:
    """That no record that is counted has the identifier, and where such rows ended."""
    said = f"No record counted in {found.area} on {long_date(found.day)} has this identifier."
    if found.not_counted:
        rows = "; ".join(map(_row_not_counted, found.not_counted))
        return f"{said} Not counted that day: {rows}."
    return (
        f"{said} Nor has any row of the returns chosen for that day. Name another day by --date, "
        "or look whether the agency has sent: `lscb status`."
    )


def _lines(found: Explanation) -> Iterator[str]:
    records = sum(len(person.records) for person in found.people)
    people = plural(len(found.people), "young person")
    yield (
        f"{found.area}, identifier {' or '.join(found.identifiers)}, on {long_date(found.day)}: "
        f"{plural(records, 'record')}, {people}. {RESTRICTED}."
    )
    for number, person in enumerate(found.people, start=1):
        yield ""
        yield f"Young person {number}"
        yield from _person(person)
    if found.pairs:
        yield ""
        yield "Why records are one young person, or are kept apart"
        for pair in found.pairs:
            verdict = "one young person" if pair.are_one else "kept apart"
            yield f"  records {pair.one} and {pair.other}: {verdict}. {' '.join(pair.why)}"
    yield ""
    if found.decisions:
        yield "Decisions about them"
        yield from (f"  {_decision(use)}" for use in found.decisions)
    else:
        yield "Nobody has decided anything about them."
    if found.not_counted:
        yield ""
        yield "Rows with this identifier that are not counted that day"
        yield from (f"  {_row_not_counted(each)}" for each in found.not_counted)


def _person(person: Person) -> Iterator[str]:
    for record in person.records:
        primary = f": {_why_primary(person)}" if record is person.records[0] else ""
        yield f"  record {record.number}: {_record(record)}{primary}"
    if person.possible:
        yield "  May be the same young person as"
        yield from (f"    {_may_be(each)}" for each in person.possible)
    else:
        yield "  No possible duplicate of it is listed."
    if person.across:
        yield "  May be known in another area (never merged, each area counts its own)"
        yield from (f"    {each.area}: {_may_be(each)}" for each in person.across)


def _record(record: Record) -> str:
    returned = long_date(record.return_date)
    return f"{record.agency} {record.identifier}, return of {returned}, {record.place}"


def _why_primary(person: Person) -> str:
    """Why its first record stands for it, beside the next in the order of primaries."""
    first, *others = person.records
    if not others:
        return "its only record"
    second = others[0]
    if first.answered > second.answered:
        why = f"{first.answered} questions are answered in it, {second.answered} in the next"
    elif first.type != second.type:
        why = f"the next answers no more and its agency is {second.type}, this one's {first.type}"
    elif first.agency != second.agency:
        why = (
            "it answers as much as the next, of one type of agency, and its agency's name is first"
        )
    else:
        why = "the next answers no more, and comes later in the return"
    return f"the primary, as {why}"


def _may_be(each: MayBeOne) -> str:
    earlier = f" {each.earlier}" if each.earlier else ""
    reasons = " ".join(each.reasons.splitlines())
    return f"{', '.join(each.known_as)}: {likelihood(each.probability)}. {reasons}{earlier}"


def _decision(use: DecisionUse) -> str:
    decision = use.decision
    one, other = (_side(side) for side in (decision.one, decision.other))
    said = f"'{VERDICT_WORDS[decision.verdict]}', {decision.who}, {long_date(decision.day)}"
    why = f", because: {decision.why}" if decision.why else ""
    state = f"{use.state}: {STATE_SENTENCES[use.state]}"
    return printable(f"decision {decision.number}, {one} and {other}: {said}{why}; {state}")


def _side(side: tuple[Seen, ...]) -> str:
    return " with ".join(f"{each.key.agency} {each.key.identifier}" for each in side)


def _row_not_counted(each: NotCounted) -> str:
    words = _STEPS.get(each.step, each.step)
    returned = long_date(each.return_date)
    return f"{each.agency}, return of {returned}, {each.place}: {words} ({each.step})"


def _as_json(found: Explanation) -> dict[str, object]:
    return {
        "area": found.area,
        "date": found.day.isoformat(),
        "identifiers": list(found.identifiers),
        "young_people": [
            {
                "records": [_record_json(record) for record in person.records],
                "primary": person.records[0].number,
                "why_primary": _why_primary(person),
                "possible_duplicates": [_may_be_json(each) for each in person.possible],
                "other_areas": [_may_be_json(each) for each in person.across],
            }
            for person in found.people
        ],
        "pairs": [
            {"records": [pair.one, pair.other], "one": pair.are_one, "why": list(pair.why)}
            for pair in found.pairs
        ],
        "decisions": [
            {
                "number": use.decision.number,
                "decision": VERDICT_WORDS[use.decision.verdict],
                "who": use.decision.who,
                "when": use.decision.day.isoformat(),
                "why": use.decision.why,
                "state": use.state,
            }
            for use in found.decisions
        ],
        "not_counted": [
            asdict(each) | {"return_date": each.return_date.isoformat()}
            for each in found.not_counted
        ],
    }


def _record_json(record: Record) -> dict[str, object]:
    return asdict(record) | {"return_date": record.return_date.isoformat()}


def _may_be_json(each: MayBeOne) -> dict[str, object]:
    return asdict(each) | {
        "known_as": list(each.known_as),
        "likelihood": likelihood(each.probability),
    }
