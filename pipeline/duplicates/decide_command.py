"""What `lscb duplicates decide` and `lscb duplicates take-back` do, and what they print."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from ingest.document import Document, UnreadableFile
from ingest.readers import read_document
from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.duplicates.consistency import still_joined_by
from pipeline.duplicates.counted_areas import counted_areas
from pipeline.duplicates.decision_names import naming
from pipeline.duplicates.decision_store import (
    Added,
    add_decisions,
    standing_decisions,
    take_back,
)
from pipeline.duplicates.decisions import VERDICT_WORDS, Decision
from pipeline.duplicates.filled import Filled, FilledPlace, FilledProblem, FilledReader, plain_line
from pipeline.duplicates.filled_csv import NEEDED, is_header, is_table, read_filled_table
from pipeline.duplicates.filled_review import is_review, read_filled_review
from pipeline.duplicates.latest_keys import latest_keys
from pipeline.duplicates.resolved import Resolved, UnknownKey, resolved
from pipeline.left_out import NOTHING, store_without
from pipeline.store import StoreError
from reports.wording import long_date
from schemas.areas import Areas, load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.problems import load_problems
from schemas.text import plural, printable

_PLACES_NAMED = 10


class FilledFileError(UserError):
    """The file's decisions can't be taken, and none was stored.  The message says why, by place."""


def decide_file(
    file: Path,
    who: str | None,
    store: Path,
    as_json: bool,
    configuration: Configuration = NO_CONFIGURATION,
    left_out: frozenset[str] = NOTHING,
) -> None:
    """Takes the decisions of a filled review workbook or a table into the store, all or none, and
    says what came of them; `who` decided where the file does not say it.

    Raises FilledFileError where something in the file must be put right, StoreError without a
    store, and what `add_decisions` and `take_snapshot` raise.
    """
    where, areas = store_without(store, left_out), load_areas()
    counted = counted_areas(where.covers(), areas)
    if counted is None:
        raise StoreError(f"The store {store} has no return. Ingest returns first.")
    name = plain_line(who) if who else None
    filled = read_filled(file, FilledReader(name, _today(), counted, configuration.agencies))
    places = {counted.place_of(each.area) or each.area for each in filled.decisions}
    latest = latest_keys(where, places, counted, load_codebook(), configuration)
    found = resolved(filled.decisions, latest, counted, configuration.agencies)
    _check(file, [*filled.problems, *found.problems])
    added = Added((), ())
    if found.decisions:
        decisions = [decision for _, decision in found.decisions]
        named = naming(areas, {decision: place.text() for place, decision in found.decisions})
        added = add_decisions(where, decisions, configuration.agencies, named)
    if as_json:
        _print_json(_as_json(added, filled, found))
        return
    for line in _lines(added, filled, found, areas):
        click.echo(line)


def take_back_decision(
    number: int,
    who: str,
    why: str,
    store: Path,
    as_json: bool,
    configuration: Configuration = NO_CONFIGURATION,
    left_out: frozenset[str] = NOTHING,
) -> None:
    """Takes back a decision, today, and names it.

    Raises UserError if nobody is named, StoreError without a store, and what `take_back` raises.
    """
    where = store_without(store, left_out)
    name, reason = plain_line(who), plain_line(why)
    if not name:
        raise UserError("Nobody is named. Say by --who who takes the decision back.")
    day = _today()
    agencies = configuration.agencies
    taken = take_back(where, number, name, day, reason, agencies)
    joined = [each.number for each in still_joined_by(taken, standing_decisions(where), agencies)]
    if as_json:
        said = {
            "number": taken.number,
            "who": name,
            "when": day.isoformat(),
            "why": reason,
            "still_joined_by": joined,
        }
        _print_json({"taken_back": said})
        return
    described = naming(load_areas())(taken)
    click.echo(printable(f"Taken back: {described}."))
    if joined:
        numbers = ", ".join(map(str, joined))
        click.echo(f"The two are still one young person, by what stands: decision {numbers}.")


def read_filled(file: Path, reader: FilledReader) -> Filled:
    """What a filled workbook, or a table of decisions, holds.

    Raises FilledFileError for a file that can't be read or is neither.
    """
    sheets = _document(file).sheets
    if is_review(sheets):
        return reader.filled(read_filled_review(sheets, reader))
    if is_table(sheets):
        return reader.filled(read_filled_table(sheets, reader))
    raise FilledFileError(
        f"{_name(file)} is neither the review workbook that `lscb duplicates find` writes nor a "
        f"CSV of decisions. Such a CSV has the columns area, {', '.join(NEEDED)}."
    )


def _document(file: Path) -> Document:
    if file.is_dir():
        raise FilledFileError(f"{_name(file)} is a folder. Name the workbook or the CSV in it.")
    try:
        return read_document(file.read_bytes(), file.name, is_header)
    except OSError as error:
        raise FilledFileError(f"{_name(file)} can't be read: {error.strerror}.") from None
    except UnreadableFile as error:
        what = load_problems()[error.code].what.rstrip(".")
        detail = f" ({error})" if str(error) else ""
        raise FilledFileError(
            f"{_name(file)}: {what}{detail}. Save it as Excel workbook (.xlsx) or CSV, without a "
            "password."
        ) from None


def _check(file: Path, problems: Sequence[FilledProblem]) -> None:
    """Raises FilledFileError, with all problems by their place, if there are any."""
    if not problems:
        return
    ordered = sorted(problems, key=lambda each: each.place)
    lines = [f"  {each.place.text()}: {each.sentence}" for each in ordered]
    number = plural(len(problems), "thing")
    raise FilledFileError(
        "\n".join([f"{_name(file)}: nothing was stored. {number} must be put right:", *lines])
    )


def _lines(added: Added, filled: Filled, found: Resolved, areas: Areas) -> list[str]:
    """What came of the file, and what is to be looked at."""
    lines = [_stored(added.sealed)]
    if added.known_already:
        numbers = len(added.known_already)
        lines.append(f"{plural(numbers, 'decision')} {_were(numbers)} in the store already.")
    if added.taken_back:
        before = ", ".join(str(each.number) for each in added.taken_back)
        lines.append(
            f"Warning: not stored, since it was taken back before (decision {before}). To decide "
            "it so all the same, say another reason in the file."
        )
    if filled.blank:
        lines.append(f"{plural(filled.blank, 'pair')} {_were(filled.blank)} left blank.")
    if filled.without_decision:
        lines.append(
            "Warning: without a decision, though something else is filled in: "
            f"{_places(filled.without_decision)}."
        )
    return [*lines, *(_unknown(each, areas) for each in found.unknown)]


def _stored(sealed: Sequence[Decision]) -> str:
    if not sealed:
        return "No new decision was stored."
    if len(sealed) == 1:
        return f"1 decision stored, number {sealed[0].number}: {VERDICT_WORDS[sealed[0].verdict]}."
    counts = Counter(each.verdict for each in sealed)
    said = ", ".join(
        f"{counts[verdict]:,} {word}" for verdict, word in VERDICT_WORDS.items() if counts[verdict]
    )
    first, last = sealed[0].number, sealed[-1].number
    return f"{len(sealed):,} decisions stored, numbers {first} to {last}: {said}."


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _places(places: Sequence[FilledPlace]) -> str:
    named = "; ".join(each.text() for each in places[:_PLACES_NAMED])
    more = len(places) - _PLACES_NAMED
    return f"{named}; and {more:,} more" if more > 0 else named


def _unknown(each: UnknownKey, areas: Areas) -> str:
    return (
        f"Warning: {each.place.text()}: no record counted for {areas.name_of(each.area)} on "
        f"{long_date(each.day)} has the agency and identifier of the {each.side} young person. "
        "The decision waits until one has; if it was mistyped, take it back and decide again."
    )


def _as_json(added: Added, filled: Filled, found: Resolved) -> Mapping[str, object]:
    return {
        "stored": [
            {"number": each.number, "decision": VERDICT_WORDS[each.verdict]}
            for each in added.sealed
        ],
        "known_already": len(added.known_already),
        "taken_back_before": [each.number for each in added.taken_back],
        "left_blank": filled.blank,
        "without_decision": [each.text() for each in filled.without_decision],
        "not_in_the_records": [
            {"place": each.place.text(), "side": each.side, "date": each.day.isoformat()}
            for each in found.unknown
        ],
    }


def _name(file: Path) -> str:
    return printable(str(file))


def _today() -> date:
    return datetime.now().astimezone().date()


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=True))
