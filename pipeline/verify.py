"""Whether a store is as it was written: every file of it read, and its hashes and seals checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.audit_log import AUDIT_LOG, AuditLogError, broken_lines
from pipeline.cover import Cover
from pipeline.duplicates.decision_files import damaged_batches
from pipeline.erasing.record import damaged_erasures
from pipeline.refusals import damaged_refusals
from pipeline.releases.sealed import damaged_releases
from pipeline.sealed_files import COVER, PROBLEMS, RECORDS
from pipeline.store import Store, StoreError
from pipeline.verify_places import unfinished_places, what_does_not_belong
from pipeline.verify_record import gone_though_on_record
from pipeline.whole_deliveries import deliveries_of, torn_sentence
from schemas.errors import UserError


@dataclass(frozen=True)
class Damage:
    """A damaged place by its path in the store, what is wrong and what to do; `leave_out` is the
    ID by which it can be left out, blank where it can't."""

    place: str
    why: str
    leave_out: str = ""


@dataclass(frozen=True)
class Verified:
    """What was found in a store: how many sealed files it has, the damage, what lies there and does
    not belong there, and what was begun and not ended, each by its path in the store."""

    sealed_files: int
    damages: tuple[Damage, ...]
    strays: tuple[str, ...]
    unfinished: tuple[str, ...]


def verify(store: Store, progress: Callable[[str], None] = lambda _: None) -> Verified:
    """Reads all of a store.  `progress` is told of each sealed file.

    Raises StoreError if the store may not be read.
    """
    found = _damages(store, progress)
    if found:
        # Something may have been sealed, sealed anew or erased while it was read.
        again = {each.place for each in _damages(store)}
        found = tuple(each for each in found if each.place in again)
    return Verified(
        sealed_files=len(store.ids()),
        damages=found,
        strays=what_does_not_belong(store),
        unfinished=unfinished_places(store),
    )


def _damages(store: Store, progress: Callable[[str], None] = lambda _: None) -> tuple[Damage, ...]:
    others: list[tuple[Path, UserError]] = [
        *damaged_batches(store),
        *damaged_releases(store),
        *damaged_erasures(store),
        *damaged_refusals(store.root),
    ]
    return (
        *_of_sealed_files(store, progress),
        *(Damage(_place(store, path), str(error)) for path, error in others),
        *_of_the_audit_log(store),
    )


def _of_sealed_files(store: Store, progress: Callable[[str], None]) -> Sequence[Damage]:
    found: list[Damage] = []
    covers: list[Cover] = []
    unreadable: set[str] = set()
    being_sealed = store.unfinished()
    for name in store.ids():
        try:
            covers.append(store.cover(name))
        except StoreError as error:
            unreadable.add(name)
            found.append(Damage(f"sealed/{name}/{COVER}", str(error), name))
        else:
            found += _of_contents(store, covers[-1])
        progress(name)
    of_deliveries = deliveries_of(covers, being_sealed | store.unfinished(), unreadable)
    for torn in of_deliveries.torn.values():
        ids = ", ".join(each.id for each in torn)
        why = f"{torn_sentence(store.sealed, torn)} They are: {ids}."
        found.append(Damage(f"sealed/{torn[0].id}", why))
    return found


def _of_contents(store: Store, cover: Cover) -> Sequence[Damage]:
    found: list[Damage] = []
    for name in (RECORDS, PROBLEMS):
        try:
            store.content(cover, name)
        except StoreError as error:
            found.append(Damage(f"sealed/{cover.id}/{name}", str(error), cover.id))
    return found


def _of_the_audit_log(store: Store) -> Sequence[Damage]:
    try:
        broken = broken_lines(store.root)
        gone = gone_though_on_record(store)
    except AuditLogError as error:
        return (Damage(AUDIT_LOG, str(error)),)
    path = store.root / AUDIT_LOG
    changed = (
        Damage(
            f"{AUDIT_LOG}:{number}",
            f"{path}, line {number}: it was changed after it was written, or does not follow on "
            "the line before. Compare it with a backup, and keep both.",
        )
        for number in broken
    )
    return (*changed, *(Damage(each.place, each.why) for each in gone))


def _place(store: Store, path: Path) -> str:
    return path.relative_to(store.root).as_posix()
