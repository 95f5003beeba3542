"""The store: a folder of sealed files, each there whole or not at all, none ever edited.

`sealed/<id>/` holds the rows of one file of one delivery: `records.parquet`, `problems.parquet` and
`cover.json`.  All files of a delivery are written under `incoming/<delivery>/` and then renamed
into place; the delivery counts once all its files are there (each names its place among them).
Erasing writes a folder anew, which takes the old one's place (pipeline.erasing.anew).
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock

from pipeline.audit_log_run import note_sealed, note_store_made
from pipeline.cover import Cover, DeliveryPlace, sha256_of
from pipeline.erasing import anew
from pipeline.flushed import flush_folder, why
from pipeline.sealed_files import (
    COVER,
    PROBLEMS,
    RECORDS,
    Unsealed,
    id_of,
    is_sealed_file,
    write_file,
)
from pipeline.sealed_json import ToDo, sealed_in
from pipeline.staging import clear_ended, clear_left_in_store, clear_unfinished
from pipeline.whole_deliveries import Deliveries, deliveries_of, torn_sentence
from schemas.errors import UserError

_WRITERS = 4
_LOOKS_AGAIN = 3


class StoreError(UserError):
    """The store can't be used.  The message is a sentence to act on."""


@dataclass(frozen=True)
class Store:
    """A store at `root`; made on first use.  `left_out`: the sealed files, by their ids, that count
    as never received (pipeline.left_out)."""

    root: Path
    left_out: frozenset[str] = frozenset()

    @property
    def sealed(self) -> Path:
        return self.root / "sealed"

    @property
    def incoming(self) -> Path:
        return self.root / "incoming"

    def exists(self) -> bool:
        """Raises StoreError if the store may not be read."""
        try:
            return self.sealed.is_dir()
        except OSError as error:
            raise self._unreadable(error) from None

    def covers(self) -> list[Cover]:
        """The covers of all files of whole deliveries, in the order received and, within a
        delivery, of their paths.

        A delivery that is being sealed, or whose sealing was interrupted, is not there yet.  Raises
        StoreError for a cover that can't be read or was changed, and for a delivery of which a file
        is missing.
        """
        for _ in range(_LOOKS_AGAIN):
            # A file may be sealed, or sealed anew, while the folders are looked through.
            with suppress(StoreError):
                if not (found := self.deliveries()).torn:
                    return list(found.whole)
        found = self.deliveries()
        for of_delivery in found.torn.values():
            raise StoreError(torn_sentence(self.sealed, of_delivery))
        return list(found.whole)

    def deliveries(self) -> Deliveries:
        """The covers, in the order received, by whether their delivery is whole; looked at once.
        Raises StoreError for a cover that can't be read or was changed."""
        unfinished = self.unfinished()
        covers = sorted(self._all_covers(), key=order_received)
        return deliveries_of(covers, unfinished | self.unfinished(), self.left_out)

    def _all_covers(self) -> list[Cover]:
        """Those left out among them, if they can be read."""
        found: list[Cover] = []
        for name in self.ids():
            try:
                found.append(self.cover(name))
            except StoreError:
                if name not in self.left_out:
                    raise
        return found

    def ids(self) -> list[str]:
        """Those of all sealed files.  Raises StoreError if the store may not be read."""
        if not self.exists():
            return []
        try:
            names = sorted(anew.entries(self.root, anew.SEALED))
            return [name for name in names if is_sealed_file(self._folder(name))]
        except OSError as error:
            raise self._unreadable(error) from None

    def _folder(self, name: str) -> Path:
        """Where the sealed file of this id lies."""
        return anew.in_force(self.root, anew.SEALED, name)

    def cover(self, name: str) -> Cover:
        """That of the sealed file with this id.  Raises StoreError if it is damaged."""
        path = self._folder(name) / COVER
        cover = sealed_in(path, Cover, _to_do(name))
        if cover.id != name:
            raise StoreError(f"{path} was copied after it was sealed. {_mend(name)}")
        return cover

    def unfinished(self) -> set[str]:
        """The deliveries of which some file is still to be put in its place: it lies in `incoming`.
        Where none does, all were, though the folder may have been left."""
        try:
            if not self.incoming.is_dir():
                return set()
            return {path.name for path in self.incoming.iterdir() if _holds_something(path)}
        except OSError as error:
            raise self._unreadable(error) from None

    def _unreadable(self, error: OSError) -> StoreError:
        return StoreError(f"The store {self.root} can't be read: {error.strerror}.")

    def records(self, cover: Cover) -> pa.Table:
        """Raises StoreError if the sealed records are damaged."""
        return self._table(cover, RECORDS)

    def problems(self, cover: Cover) -> pa.Table:
        """Raises StoreError if the sealed problems are damaged."""
        return self._table(cover, PROBLEMS)

    def _table(self, cover: Cover, name: str) -> pa.Table:
        content = self.content(cover, name)
        # Of small files most of the time would go into threads and data sets.
        return pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)

    def content(self, cover: Cover, name: str) -> bytes:
        """What stands in RECORDS or PROBLEMS of a sealed file.  Raises StoreError if that is not
        what was sealed."""
        path = self._folder(cover.id) / name
        try:
            content = path.read_bytes()
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}. {_mend(cover.id)}") from None
        if sha256_of(content) != cover.contents.get(name):
            if self.cover(cover.id) != cover:
                raise StoreError(f"{path}: rows were erased meanwhile. Run the command again.")
            raise StoreError(f"{path} was changed after it was sealed. {_mend(cover.id)}")
        return content

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Only one at a time seals.  What an interrupted writing left is cleared away first, and an
        erasure that was interrupted is finished; so it is at once where this one fails.

        Raises StoreError if the store can't be written.
        """
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.sealed.mkdir(exist_ok=True)
            self.incoming.mkdir(exist_ok=True)
            note_store_made(self.root)
            with FileLock(self.root / "lock"):
                self._settle()
                try:
                    yield
                except (OSError, UserError):
                    with suppress(OSError, StoreError):
                        self._settle()
                    raise
        except OSError as error:
            raise StoreError(f"The store {self.root} can't be written: {why(error)}.") from None

    def _settle(self) -> None:
        """Raises StoreError, OSError."""
        anew.finish(self.root)
        clear_left_in_store(self.root)
        if unfinished := self.unfinished():
            clear_unfinished(self.sealed, self.incoming, unfinished, self._all_covers())
        clear_ended(self.incoming)

    def seal(self, files: Sequence[Unsealed], codebook_version: str, received: datetime) -> None:
        """Seals the files of one delivery (in the order of their paths), whole or not at all.

        To be called within `writing`.  Raises OSError if the store can't be written.
        """
        named_by = [received.isoformat(), *(each.identity for each in files)]
        delivery = id_of(named_by)
        staging = self.incoming / delivery
        staging.mkdir()

        def written(numbered: tuple[int, Unsealed]) -> Cover:
            place = DeliveryPlace(delivery, received, numbered[0], len(files))
            return write_file(staging, numbered[1], codebook_version, place)

        # Most of the time goes into waiting for the disk.
        with ThreadPoolExecutor(_WRITERS, "sealing") as writers:
            covers = list(writers.map(written, enumerate(files, start=1)))
        for cover in covers:
            os.replace(staging / cover.id, self.sealed / cover.id)
        flush_folder(self.sealed)
        staging.rmdir()
        note_sealed(self.root, (cover.id for cover in covers))


def existing_store(root: Path) -> Store:
    """The store at `root`.  Raises StoreError if there is none."""
    store = Store(root)
    if not store.exists():
        raise StoreError(
            f"There is no store at {root}. Ingest returns first, or name it by --store."
        )
    return store


def _holds_something(folder: Path) -> bool:
    try:
        return folder.is_dir() and any(True for _ in folder.iterdir())
    except FileNotFoundError:  # it ended meanwhile
        return False


def _mend(name: str) -> str:
    return (
        "Restore this folder of the store from a backup; until then --leave-out "
        f"{name} makes a command count without it."
    )


def _to_do(name: str) -> ToDo:
    return ToDo(
        error=StoreError,
        of_another_version=(
            "Ingest the returns into a new store (--store), or go on with the version that made "
            "this one."
        ),
        of_damaged=_mend(name),
    )


def order_received(cover: Cover) -> tuple[datetime, str, int]:
    return cover.delivery.received_at, cover.delivery.id, cover.delivery.position


def next_moment(covers: Iterable[Cover]) -> datetime:
    """Now, but later than all that was received: also where the clock stands still or went back."""
    now = datetime.now(UTC)
    latest = max((cover.delivery.received_at for cover in covers), default=now)
    return max(now, latest + timedelta(microseconds=1))
