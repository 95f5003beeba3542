"""The store: a folder of sealed files, each there whole or not at all, none ever edited.

`sealed/<id>/` holds the rows of one file of one delivery: `records.parquet`, `problems.parquet` and
`cover.json`.  All files of a delivery are written under `incoming/<delivery>/` and then renamed
into place; the delivery counts once all its files are there (each names its place among them).
Erasing writes a folder anew, which takes the old one's place (pipeline.erasing.anew).
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock

from pipeline.cover import Cover, DeliveryPlace, ReturnPart, sha256_of
from pipeline.erasing import anew
from pipeline.flushed import flush_folder, write_flushed
from schemas.errors import UserError
from schemas.version import program_version

RECORDS = "records.parquet"
PROBLEMS = "problems.parquet"
COVER = "cover.json"
_LENGTH_OF_IDS = 24


class StoreError(UserError):
    """The store can't be used.  The message is a sentence to act on."""


@dataclass(frozen=True)
class Unsealed:
    """What is about to be sealed: everything but what the delivery and the store add."""

    sha256: str
    identity: str
    returns: tuple[ReturnPart, ...]
    received_on: date | None
    dropped_texts: int
    records: pa.Table
    problems: pa.Table


@dataclass(frozen=True)
class Store:
    """A store at `root`; made on first use."""

    root: Path

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
        try:
            covers, torn = self._whole_and_torn()
            again = bool(torn)
        except StoreError:
            again = True
        if again:
            # A file may have been sealed, or sealed anew, while the folders were looked through.
            covers, torn = self._whole_and_torn()
        if torn:
            raise StoreError(
                f"{self.sealed}: a folder is missing, or stands twice, of the delivery that holds "
                f"{torn[0].id}. Restore the store from a backup, or remove the {len(torn)} folders "
                "of this delivery that are there and ingest it again."
            )
        return covers

    def _whole_and_torn(self) -> tuple[list[Cover], list[Cover]]:
        """The covers of whole deliveries, and of one that is neither whole nor being sealed."""
        unfinished = self.unfinished()
        covers = self._all_covers()
        unfinished |= self.unfinished()
        whole = _whole(covers)
        torn = [each for each in covers if each.delivery.id not in whole | unfinished]
        counted = [each for each in covers if each.delivery.id in whole]
        return (
            sorted(counted, key=order_received),
            sorted(
                (each for each in torn if each.delivery.id == torn[0].delivery.id),
                key=order_received,
            ),
        )

    def _all_covers(self) -> list[Cover]:
        if not self.exists():
            return []
        try:
            names = sorted(anew.entries(self.root, anew.SEALED))
            folders = [self._folder(name) for name in names]
            return [self._cover(folder) for folder in folders if folder.is_dir()]
        except OSError as error:
            raise self._unreadable(error) from None

    def _folder(self, name: str) -> Path:
        """Where the sealed file of this id lies."""
        return anew.in_force(self.root, anew.SEALED, name)

    def _cover(self, folder: Path) -> Cover:
        path = folder / COVER
        try:
            cover = msgspec.json.decode(path.read_bytes(), type=Cover)
        except msgspec.ValidationError:
            raise StoreError(
                f"{path} was written by another version of lscb. Ingest the returns into a new "
                "store (--store), or go on with the version that made this one."
            ) from None
        except (OSError, msgspec.DecodeError) as error:
            raise StoreError(
                f"{path} can't be read ({type(error).__name__}). "
                "Restore this folder of the store from a backup."
            ) from None
        if not cover.is_whole() or cover.id != folder.name:
            raise StoreError(
                f"{path} was changed or copied after it was sealed. "
                "Restore this folder of the store from a backup."
            )
        return cover

    def unfinished(self) -> set[str]:
        """The deliveries whose sealing has begun and not ended."""
        try:
            if not self.incoming.is_dir():
                return set()
            return {path.name for path in self.incoming.iterdir()}
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
        path = self._folder(cover.id) / name
        try:
            content = path.read_bytes()
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}. Restore it from a backup.") from None
        if sha256_of(content) != cover.contents.get(name):
            if self._cover(self._folder(cover.id)) != cover:
                raise StoreError(f"{path}: rows were erased meanwhile. Run the command again.")
            raise StoreError(f"{path} was changed after it was sealed. Restore it from a backup.")
        # Of small files most of the time would go into threads and data sets.
        return pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Only one at a time seals.  What an interrupted sealing left is cleared away first, and an
        erasure that was interrupted is finished.

        Raises StoreError if the store can't be written.
        """
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.sealed.mkdir(exist_ok=True)
            self.incoming.mkdir(exist_ok=True)
            with FileLock(self.root / "lock"):
                anew.finish(self.root)
                self._clear_unfinished()
                yield
        except OSError as error:
            raise StoreError(f"The store {self.root} can't be written: {error.strerror}.") from None

    def _clear_unfinished(self) -> None:
        """Removes what was staged, and the sealed folders of the same deliveries."""
        unfinished = self.unfinished()
        if not unfinished:
            return
        for cover in self._all_covers():
            if cover.delivery.id in unfinished:
                shutil.rmtree(self.sealed / cover.id)
        for delivery in unfinished:
            shutil.rmtree(self.incoming / delivery)

    def seal(self, files: Sequence[Unsealed], codebook_version: str, received: datetime) -> None:
        """Seals the files of one delivery (in the order of their paths), whole or not at all.

        To be called within `writing`.  Raises OSError if the store can't be written.
        """
        named_by = [received.isoformat(), *(each.identity for each in files)]
        delivery = sha256_of("\n".join(named_by))[:_LENGTH_OF_IDS]
        staging = self.incoming / delivery
        staging.mkdir()
        covers: list[Cover] = []
        for position, each in enumerate(files, start=1):
            place = DeliveryPlace(delivery, received, position, len(files))
            covers.append(_write(staging, each, codebook_version, place))
        for cover in covers:
            os.replace(staging / cover.id, self.sealed / cover.id)
        flush_folder(self.sealed)
        staging.rmdir()


def existing_store(root: Path) -> Store:
    """The store at `root`.  Raises StoreError if there is none."""
    store = Store(root)
    if not store.exists():
        raise StoreError(
            f"There is no store at {root}. Ingest returns first, or name it by --store."
        )
    return store


def _whole(covers: Iterable[Cover]) -> set[str]:
    """The deliveries all of whose files are there, each once."""
    positions: dict[tuple[str, int], list[int]] = {}
    for cover in covers:
        delivery = (cover.delivery.id, cover.delivery.files)
        positions.setdefault(delivery, []).append(cover.delivery.position)
    return {
        delivery
        for (delivery, files), found in positions.items()
        if sorted(found) == list(range(1, files + 1))
    }


def order_received(cover: Cover) -> tuple[datetime, str, int]:
    return cover.delivery.received_at, cover.delivery.id, cover.delivery.position


def next_moment(covers: Iterable[Cover]) -> datetime:
    """Now, but later than all that was received: also where the clock stands still or went back."""
    now = datetime.now(UTC)
    latest = max((cover.delivery.received_at for cover in covers), default=now)
    return max(now, latest + timedelta(microseconds=1))


def _write(staging: Path, each: Unsealed, codebook_version: str, place: DeliveryPlace) -> Cover:
    named_by = [each.identity, place.id, str(place.position)]
    identity = sha256_of("\n".join(named_by))[:_LENGTH_OF_IDS]
    return write_sealed(
        staging / identity,
        Cover(
            id=identity,
            sha256=each.sha256,
            identity=each.identity,
            delivery=place,
            returns=each.returns,
            received_on=each.received_on,
            dropped_texts=each.dropped_texts,
            codebook_version=codebook_version,
            program_version=program_version(),
            contents={},
        ),
        each.records,
        each.problems,
    )


def write_sealed(folder: Path, cover: Cover, records: pa.Table, problems: pa.Table) -> Cover:
    """Writes a sealed folder where there is none, and gives its cover with the hashes of its files.
    Raises OSError."""
    folder.mkdir()
    contents: dict[str, str] = {}
    for name, table in ((RECORDS, records), (PROBLEMS, problems)):
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        content = sink.getvalue().to_pybytes()
        contents[name] = sha256_of(content)
        write_flushed(folder / name, content)
    cover = msgspec.structs.replace(cover, contents=contents).with_seal()
    encoded = msgspec.json.format(msgspec.json.encode(cover), indent=2)
    write_flushed(folder / COVER, encoded + b"\n")
    return cover
