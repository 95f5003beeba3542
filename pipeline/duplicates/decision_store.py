"""Decisions in the store: added, taken back, and those that stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.duplicates.consistency import DecisionsContradict, check_consistent, new_and_known
from pipeline.duplicates.decision_files import read_batches, seal_batch
from pipeline.duplicates.decision_names import Describe, naming
from pipeline.duplicates.decisions import Batch, Decision, TakenBack
from pipeline.store import Store
from reports.wording import long_date
from schemas.areas import load_areas
from schemas.errors import UserError


@dataclass(frozen=True)
class Added:
    """`sealed`: what is stored now, with its numbers; `known_already`: for each that was not stored
    because it was decided so before, the decision that says it; `taken_back`: the decisions that
    were taken back and are given word for word again, as by the same file: they are not stored."""

    sealed: tuple[Decision, ...]
    known_already: tuple[Decision, ...]
    taken_back: tuple[Decision, ...] = ()


def standing_decisions(store: Store, as_of: datetime | None = None) -> tuple[Decision, ...]:
    """The decisions that were not taken back, by number; what came after `as_of` does not exist.
    Raises StoreError."""
    return _standing(history(store, as_of))


def history(
    store: Store, as_of: datetime | None = None
) -> tuple[tuple[Decision, TakenBack | None], ...]:
    """All decisions by number, each with how it was taken back; what came after `as_of` does not
    exist.  Raises StoreError."""
    return _history(
        each for each in read_batches(store) if as_of is None or each.decided_at <= as_of
    )


def add_decisions(
    store: Store,
    new: Sequence[Decision],
    agencies: Agencies = NO_AGENCIES,
    describe: Describe | None = None,
) -> Added:
    """Stores new decisions (their `number` is 0), all of them or none, and numbers them.

    What is decided so already is left out.  `describe` names a decision in messages.  Raises
    DecisionsContradict where they can't all hold beside those that stand, StoreError if the store
    can't be read or written.
    """
    with store.writing():
        batches = read_batches(store)
        earlier = _history(batches)
        standing = _standing(earlier)
        gone = {_word_for_word(decision): decision for decision, taken in earlier if taken}
        again = [gone[_word_for_word(each)] for each in new if _word_for_word(each) in gone]
        wanted = [each for each in new if _word_for_word(each) not in gone]
        fresh, known = new_and_known(standing, wanted, agencies)
        check_consistent([*standing, *fresh], agencies, describe or naming(load_areas()))
        numbered = {
            each: msgspec.structs.replace(each, number=number)
            for number, each in enumerate(fresh, start=len(earlier) + 1)
        }
        sealed = tuple(numbered.values())
        if sealed:
            seal_batch(store, batches, decisions=sealed)
    known_already = tuple(numbered.get(each, each) for each in known)
    return Added(sealed, known_already, tuple(again))


def _word_for_word(decision: Decision) -> Decision:
    """A decision without its number and its day, which is that of the file's taking in where none
    is said."""
    return msgspec.structs.replace(decision, number=0, day=date.min)


def take_back(
    store: Store,
    number: int,
    who: str,
    day: date,
    why: str = "",
    agencies: Agencies = NO_AGENCIES,
) -> Decision:
    """Takes back the decision of this number, and gives it.

    Raises UserError if there is none or it was taken back already, DecisionsContradict if those
    that stand on it can't hold without it, StoreError if the store can't be read or written.
    """
    with store.writing():
        batches = read_batches(store)
        earlier = _history(batches)
        if not 1 <= number <= len(earlier):
            raise UserError(
                f"There is no decision {number} in the store; `lscb duplicates decided` lists them."
            )
        decision, taken_back = earlier[number - 1]
        if taken_back is not None:
            raise UserError(
                f"Decision {number} was taken back already, by {taken_back.who} on "
                f"{long_date(taken_back.day)}."
            )
        _check_without(decision, _standing(earlier), agencies)
        taken = TakenBack(number=number, who=who, day=day, why=why)
        seal_batch(store, batches, taken_back=(taken,))
    return decision


def _check_without(decision: Decision, standing: Sequence[Decision], agencies: Agencies) -> None:
    """Raises DecisionsContradict where others hold only because of this one."""
    describe = naming(load_areas())
    try:
        check_consistent(standing, agencies, describe)
    except DecisionsContradict:
        return  # taking back is how that is put right
    try:
        check_consistent([each for each in standing if each != decision], agencies, describe)
    except DecisionsContradict as error:
        raise DecisionsContradict(
            f"Decision {decision.number} can't be taken back before others that rest on it. {error}"
        ) from None


def _history(batches: Iterable[Batch]) -> tuple[tuple[Decision, TakenBack | None], ...]:
    each_batch = tuple(batches)
    taken = {each.number: each for batch in each_batch for each in batch.taken_back}
    return tuple(
        (decision, taken.get(decision.number))
        for batch in each_batch
        for decision in batch.decisions
    )


def _standing(
    decided: Iterable[tuple[Decision, TakenBack | None]],
) -> tuple[Decision, ...]:
    return tuple(decision for decision, taken_back in decided if taken_back is None)
