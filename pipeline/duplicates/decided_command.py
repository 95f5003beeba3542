"""What `lscb duplicates decided` prints: people's decisions, and how each stands on a day."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.duplicates.counted_areas import CountedAreas, counted_areas
from pipeline.duplicates.decision_store import history
from pipeline.duplicates.decisions import (
    VERDICT_WORDS,
    Decision,
    DecisionState,
    Seen,
    TakenBack,
)
from pipeline.left_out import NOTHING, store_without
from pipeline.snapshot import take_snapshot
from pipeline.store import Store
from reports.wording import long_date
from schemas.areas import Areas, load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.text import plural, printable

STATE_SENTENCES: Mapping[DecisionState, str] = {
    "applied": "it holds.",
    "stale": "it holds, but the records have changed since: look at the two again.",
    "unused": "one of the two, or both, are not among the young people counted that day.",
    "unclear": "it holds for nobody: an identifier now stands for several young people, so that it "
    "can't be told who is meant, or it can't hold beside another decision since agencies or areas "
    "became one. Take it back, and decide again in what `lscb duplicates find` writes.",
    "unsure": "whoever looked could not tell; unless it was decided later, the two count as two "
    "and stay on the list.",
}
"""What each state means, in the order in which they are listed."""
_COLUMNS = ("number", "area", "known as", "decision", "who", "when")
_STATE, _LAST = "state", ("taken back", "why")


@dataclass(frozen=True)
class DecidedPlan:
    """Which decisions to list: those of `store` as it was at `as_of`, of all areas or one; with
    `day`, how each stands then, where returns of up to `max_age` days before count;
    `left_out`: sealed files that count as never received."""

    store: Path
    day: date | None
    area: str | None
    max_age: int
    as_of: datetime | None
    left_out: frozenset[str] = NOTHING


@dataclass(frozen=True)
class _Listed:
    """A decision, how it was taken back (None: it stands), and its state on the day, if one was
    named."""

    decision: Decision
    taken_back: TakenBack | None
    state: DecisionState | None


def list_decided(
    plan: DecidedPlan, as_json: bool, configuration: Configuration = NO_CONFIGURATION
) -> None:
    """Prints the decisions by number, those taken back among them.

    Raises UserError for an area that is none, StoreError without a store, and what `take_snapshot`
    raises.
    """
    store, areas = store_without(plan.store, plan.left_out), load_areas()
    decided = history(store, plan.as_of)
    if plan.area is not None:
        key = _area_key(plan.area, plan.day, store, areas)
        decided = tuple(each for each in decided if areas.key_of(each[0].area) == key)
    states = _states(plan, store, areas, configuration) if decided else {}
    listed = [
        _Listed(decision, taken_back, states.get(decision.number))
        for decision, taken_back in decided
    ]
    if as_json:
        said = {
            "date": plan.day.isoformat() if plan.day else None,
            "decisions": [_as_json(each, areas) for each in listed],
        }
        click.echo(json.dumps(said, indent=2, ensure_ascii=True))
        return
    for line in _lines(listed, plan.day, areas):
        click.echo(line)


def _area_key(text: str, day: date | None, store: Store, areas: Areas) -> str:
    """What tells the area apart that `text` means.  Raises UserError if it means none."""
    counted = counted_areas(store.covers(), areas)
    latest = counted.day if counted is not None else datetime.now(UTC).date()
    code = CountedAreas(areas, day or latest, {}).code_of(text)
    if code is None:
        raise UserError(
            "The area is not recognised. Write the name or code of a local authority for --area."
        )
    return areas.key_of(code)


def _states(
    plan: DecidedPlan, store: Store, areas: Areas, configuration: Configuration
) -> Mapping[int, DecisionState]:
    if plan.day is None:
        return {}
    taken = take_snapshot(
        store, plan.day, areas, load_codebook(), plan.max_age, plan.as_of, configuration.agencies
    )
    return {use.decision.number: use.state for use in taken.uses}


def _lines(listed: Sequence[_Listed], day: date | None, areas: Areas) -> Iterator[str]:
    """The decisions in columns, then what the states mean."""
    if not listed:
        yield "No decision is stored."
        return
    columns = (*_COLUMNS, *((_STATE,) if day else ()), *_LAST)
    yield from _table([columns, *(_cells(each, day, areas) for each in listed)])
    standing = sum(each.taken_back is None for each in listed)
    yield f"{plural(len(listed), 'decision')}, {len(listed) - standing:,} taken back."
    if day is None:
        return
    yield f"On {long_date(day)}:"
    for state, sentence in STATE_SENTENCES.items():
        number = sum(each.state == state for each in listed)
        if number:
            yield f"  {state} ({number:,}): {sentence}"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Cells in columns, the first to the right as it holds numbers."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join([row[0].rjust(widths[0]), *cells[1:]]).rstrip()


def _cells(each: _Listed, day: date | None, areas: Areas) -> tuple[str, ...]:
    decision, taken = each.decision, each.taken_back
    said = (
        str(decision.number),
        areas.name_of(decision.area),
        " / ".join(", ".join(_known_as(side)) for side in (decision.one, decision.other)),
        VERDICT_WORDS[decision.verdict],
        decision.who,
        decision.day.isoformat(),
    )
    state = (each.state or "",) if day else ()
    back = ""
    if taken is not None:
        back = f"{taken.who}, {taken.day.isoformat()}" + (f": {taken.why}" if taken.why else "")
    return tuple(map(printable, (*said, *state, back, decision.why)))


def _known_as(side: Sequence[Seen]) -> list[str]:
    """The agencies that know one of the two and how they number them, the primary's first."""
    keys = dict.fromkeys(each.key for each in side)
    return [f"{key.agency} {key.identifier}" for key in keys]


def _as_json(each: _Listed, areas: Areas) -> Mapping[str, object]:
    decision, taken = each.decision, each.taken_back
    back = (
        None
        if taken is None
        else {"who": taken.who, "when": taken.day.isoformat(), "why": taken.why}
    )
    return {
        "number": decision.number,
        "area_code": decision.area,
        "area": areas.name_of(decision.area),
        "known_as_1": _known_as(decision.one),
        "known_as_2": _known_as(decision.other),
        "decision": VERDICT_WORDS[decision.verdict],
        "who": decision.who,
        "when": decision.day.isoformat(),
        "why": decision.why,
        "state": each.state,
        "taken_back": back,
    }
