"""What an erasure would do, worked out before anything is done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow.compute as pc

from pipeline.cover import Cover, ReturnPart
from pipeline.duplicates.decision_files import read_batches
from pipeline.duplicates.decisions import Batch, Key
from pipeline.erasing.asked import Asked, Keys, WholeReturns, Whose, YoungPerson
from pipeline.erasing.decided import Decided, IsGone, without_erased
from pipeline.erasing.feedback_held import IsOf, feedback_to_go
from pipeline.erasing.rows import Elsewhere, Gone, Person, people_in, rows_of, what_goes
from pipeline.refusals import Refusal, refusals_in
from pipeline.releases.sealed import releases_of
from pipeline.returns import MAX_AGE_DAYS, chosen_returns, stored_returns
from pipeline.store import Store


@dataclass(frozen=True)
class Touched:
    """A return as it came in one file: the rows that go, of how many; `whole`: no return is left
    of it, not even a nil one."""

    cover: Cover
    part: ReturnPart
    rows: int
    whole: bool


@dataclass(frozen=True)
class Counted:
    """A sealed release and the day that it counts."""

    release: str
    day: date


@dataclass(frozen=True)
class Plan:
    """What goes.  `forms` are the identifiers of the young person who is erased, in all spellings,
    which nobody is to be shown; `elsewhere` are the rows with one of them that stay; `decided` is
    None where no decision changes; `releases` counted what goes."""

    asked: Asked
    files: tuple[Gone, ...]
    touched: tuple[Touched, ...]
    forms: tuple[str, ...]
    elsewhere: Elsewhere
    decided: Decided | None
    feedback: tuple[Path, ...]
    refused: tuple[Refusal, ...]
    releases: tuple[Counted, ...]

    @property
    def rows(self) -> int:
        return sum(each.number for each in self.files)

    @property
    def is_empty(self) -> bool:
        return not (self.files or self.decided or self.feedback or self.refused)


def plan_erasure(asked: Asked, store: Store, feedback: Path, keys: Keys, who: str = "") -> Plan:
    """Raises StoreError and OutputError for what can't be read."""
    covers = store.covers()
    found = what_goes(asked, covers, store, keys)
    files, forms = found.files, found.forms
    touched = tuple(_touched(files, store))
    batches = read_batches(store)
    decided = None
    if batches:
        is_gone = _is_gone(asked, forms, files, covers, store, keys)
        decided = _decided(batches, is_gone, asked, forms, keys, who)
    return Plan(
        asked,
        files,
        touched,
        forms,
        found.elsewhere,
        decided,
        feedback_to_go(feedback, _is_feedback_of(asked, touched, forms, covers, keys), keys),
        _refused(asked, store, keys),
        _releases(touched, covers, store, keys),
    )


def _touched(files: Sequence[Gone], store: Store) -> list[Touched]:
    found: list[Touched] = []
    for gone in files:
        records = store.records(gone.cover).filter(gone.rows)
        for part in gone.cover.returns:
            whole = part in gone.parts
            rows = records.filter(rows_of(records, [part])).num_rows
            if rows or whole:
                found.append(Touched(gone.cover, part, rows, whole))
    return found


def _is_gone(
    asked: Asked,
    forms: Collection[str],
    files: Sequence[Gone],
    covers: Sequence[Cover],
    store: Store,
    keys: Keys,
) -> IsGone:
    """A young person is gone who was named so, or of whom no row is left."""
    if isinstance(asked, YoungPerson):
        return lambda area, key: (
            keys.area(area) == asked.area
            and key.identifier in forms
            and asked.of_agency(keys.agency(key.agency))
        )
    masks = {each.cover.id: each.rows for each in files}
    gone: set[Person] = set()
    left: set[Person] = set()
    for cover in covers:
        records = store.records(cover)
        mask = masks.get(cover.id)
        if mask is None:
            left |= people_in(records, keys)
            continue
        gone |= people_in(records.filter(mask), keys)
        left |= people_in(records.filter(pc.invert(mask)), keys)
    only = gone - left

    def named(area: str, key: Key) -> bool:
        return Person(keys.agency(key.agency), keys.area(area), key.identifier) in only

    return named


def _decided(
    batches: Sequence[Batch],
    is_gone: IsGone,
    asked: Asked,
    forms: Sequence[str],
    keys: Keys,
    who: str,
) -> Decided | None:
    def in_area(area: str) -> bool:
        return isinstance(asked, YoungPerson) and keys.area(area) == asked.area

    found = without_erased(batches, is_gone, in_area, forms, who, keys.day)
    return found if found.changed else None


def _is_feedback_of(
    asked: Asked,
    touched: Sequence[Touched],
    forms: Collection[str],
    covers: Sequence[Cover],
    keys: Keys,
) -> IsOf:
    """Feedback on a return that is touched; of a young person also all other feedback of these
    agencies for the area that names them, as that on the month after does who is gone; not that on
    returns without a recognised area whose rows stay."""
    returns = {_as_feedback_says(keys.of_part(each.part), keys) for each in touched}
    if isinstance(asked, WholeReturns):
        return lambda whose, _: whose in returns or asked.also(whose)
    agencies = {each.agency for each in returns}
    parts = [part for cover in covers for part in cover.returns if not keys.knows(part.area)]
    stay = set() if asked.unrecognised else {replace(keys.of_part(p), area=None) for p in parts}

    def names(whose: Whose, texts: frozenset[str]) -> bool:
        may = whose.area in (None, asked.area) and (
            whose.agency in agencies or asked.of_agency(whose.agency)
        )
        named = may and whose not in stay and not texts.isdisjoint(forms)
        return whose in returns or named

    return names


def _as_feedback_says(whose: Whose, keys: Keys) -> Whose:
    """Feedback names no area that was not recognised."""
    known = whose.area is not None and keys.knows(whose.area)
    return whose if known else replace(whose, area=None)


def _refused(asked: Asked, store: Store, keys: Keys) -> tuple[Refusal, ...]:
    """What the store remembers of refused files of these returns."""
    if isinstance(asked, YoungPerson):
        return ()

    def whose(each: Refusal) -> Whose:
        area = None if each.area is None else keys.area(each.area)
        return Whose(keys.agency(each.agency or ""), area, each.return_date)

    return tuple(each for each in refusals_in(store.root) if asked.also(whose(each)))


def _releases(
    touched: Sequence[Touched], covers: Sequence[Cover], store: Store, keys: Keys
) -> tuple[Counted, ...]:
    """The releases for whose day a return counts of which rows go."""
    parts = {(each.cover.id, each.part) for each in touched if each.rows}
    found: list[Counted] = []
    for release in releases_of(store):
        returns = stored_returns(covers, keys.areas, release.seal.sealed_at, keys.agencies)
        chosen = chosen_returns(returns.standing, release.day, MAX_AGE_DAYS, keys.areas)
        counted = {(cover.id, part) for each in chosen.current for cover, part in each.parts}
        if parts & counted:
            found.append(Counted(release.name, release.day))
    return tuple(found)
