"""What is remembered of an erasure: never who it was, nor anything by which that can be guessed.

`STORE/erasures/<id>.json` says when, who erased, why, of what kind, and how many rows went from
which sealed files.  The hashes of these files are those of the files as they were sent.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import msgspec

from pipeline.cover import sha256_of
from pipeline.erasing import anew
from pipeline.erasing.asked import Kind
from pipeline.flushed import write_flushed
from pipeline.sealed_json import ToDo, file_content, sealed_in
from pipeline.store import Store, StoreError

_LENGTH_OF_IDS = 24
_TO_DO = ToDo(
    error=StoreError,
    of_another_version="Go on with the version that wrote it.",
    of_damaged="Restore it from a backup.",
)


class ErasedReturn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The return of a share, as the cover of the sealed file names it."""

    agency: str
    area: str
    return_date: date


class ErasedFrom(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True
):
    """A sealed file by its id and the hash of what was sent; its rows before and after, and the
    returns of which rows went, or all (none said: of any)."""

    id: str
    sha256: str
    rows_before: int
    rows_after: int
    returns: tuple[ErasedReturn, ...] = ()


class Erasure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`area` is the code, `agency` the name to which it was kept, `before` the day whose earlier
    returns were due; `decisions` and `feedback` are how many changed or went.  `seal` is the hash
    of the rest."""

    erased_at: Annotated[datetime, msgspec.Meta(tz=True)]
    who: str
    why: str
    kind: Kind
    area: str | None
    agency: str | None
    before: date | None
    rows: int
    files: tuple[ErasedFrom, ...]
    decisions: int
    feedback: int
    releases: tuple[str, ...]
    program_version: str
    seal: str = ""

    @property
    def unsealed_hash(self) -> str:
        return sha256_of(msgspec.json.encode(msgspec.structs.replace(self, seal="")))


def write_erasure(folder: Path, erasure: Erasure) -> None:
    """Seals it and writes it into a folder, which is made.  Raises OSError."""
    sealed = msgspec.structs.replace(erasure, seal=erasure.unsealed_hash)
    folder.mkdir(mode=0o700, exist_ok=True)
    write_flushed(folder / f"{sealed.seal[:_LENGTH_OF_IDS]}.json", file_content(sealed))


def erasures_of(store: Store) -> Sequence[Erasure]:
    """All erasures, in their order.  Raises StoreError for one that can't be read or was
    changed."""
    found = [_read(store, name) for name in _names(store)]
    return sorted(found, key=lambda each: (each.erased_at, each.seal))


def damaged_erasures(store: Store) -> tuple[tuple[Path, StoreError], ...]:
    """Every erasure that can't be read or was changed.  Raises StoreError if the store may not be
    read."""
    found: list[tuple[Path, StoreError]] = []
    for name in _names(store):
        try:
            _read(store, name)
        except StoreError as error:
            found.append((anew.in_force(store.root, anew.ERASURES, name), error))
    return tuple(found)


def _names(store: Store) -> Sequence[str]:
    try:
        names = sorted(anew.entries(store.root, anew.ERASURES))
    except OSError as error:
        raise StoreError(f"The store {store.root} can't be read: {error.strerror}.") from None
    return [name for name in names if name.endswith(".json")]


def _read(store: Store, name: str) -> Erasure:
    path = anew.in_force(store.root, anew.ERASURES, name)
    erasure = sealed_in(path, Erasure, _TO_DO)
    if not name.startswith(erasure.seal[:_LENGTH_OF_IDS]):
        raise StoreError(f"{path} has the name of another erasure. {_TO_DO.of_damaged}")
    return erasure
