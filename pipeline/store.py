"""The store: a folder of sealed files, each there whole or not at all, none ever edited.

`sealed/<id>/` holds the rows of one file of one delivery: `records.parquet`, `problems.parquet`
and `cover.json`.  All files of a delivery are written under `incoming/` and then renamed into
place;
a delivery counts only once all its files are there (each names its place among them).
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.errors import UserError

RECORDS = "records.parquet"
PROBLEMS = "problems.parquet"
COVER = "cover.json"


class StoreError(UserError):
    """The store can't be used.  The message is a sentence to act on."""


class ReturnPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file's share of a return; the agency as written, the area as a code."""

    agency: str
    area: str
    return_date: date
    rows: int
    refused_rows: int


class DeliveryPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The delivery a sealed file came in; `position` (from 1) is that of its path among `files`."""

    id: str
    received_at: datetime
    position: int
    files: int


class Cover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`cover.json`.  The file is named by hashes only: forms get named after children."""

    id: str
    sha256: str
    identity: str
    delivery: DeliveryPlace
    returns: tuple[ReturnPart, ...]
    dropped_texts: int
    codebook_version: str
    program_version: str
    contents: dict[str, str]


@dataclass(frozen=True)
class Unsealed:
    """What is about to be sealed: everything but what the delivery and the store add."""

    sha256: str
    identity: str
    returns: tuple[ReturnPart, ...]
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
        return self.sealed.is_dir()

    def covers(self) -> list[Cover]:
        """The covers of all files of whole deliveries, in the order received and, within a
        delivery, of their paths.  Raises StoreError for a cover that can't be read."""
        if not self.exists():
            return []
        covers = [self._cover(folder) for folder in self.sealed.iterdir() if folder.is_dir()]
        present: dict[str, int] = {}
        for cover in covers:
            present[cover.delivery.id] = present.get(cover.delivery.id, 0) + 1
        whole = [each for each in covers if present[each.delivery.id] == each.delivery.files]
        return sorted(whole, key=order_received)

    def _cover(self, folder: Path) -> Cover:
        try:
            return msgspec.json.decode((folder / COVER).read_bytes(), type=Cover)
        except (OSError, msgspec.DecodeError) as error:
            raise StoreError(
                f"{folder / COVER} can't be read ({type(error).__name__}). "
                "Restore this folder of the store from a backup."
            ) from None

    def records(self, cover: Cover) -> pa.Table:
        """Raises StoreError if the sealed records are damaged."""
        return self._table(cover, RECORDS)

    def problems(self, cover: Cover) -> pa.Table:
        """Raises StoreError if the sealed problems are damaged."""
        return self._table(cover, PROBLEMS)

    def _table(self, cover: Cover, name: str) -> pa.Table:
        path = self.sealed / cover.id / name
        try:
            content = path.read_bytes()
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}. Restore it from a backup.") from None
        if hashlib.sha256(content).hexdigest() != cover.contents.get(name):
            raise StoreError(f"{path} was changed after it was sealed. Restore it from a backup.")
        return pq.read_table(pa.BufferReader(content))

    def seal(
        self, files: Sequence[Unsealed], versions: tuple[str, str], received: datetime
    ) -> tuple[Cover, ...]:
        """Seals the files of one delivery (in the order of their paths), whole or not at all.

        `versions` are those of codebook and program.  Raises StoreError if the store can't be
        written.
        """
        delivery = _hash(received.isoformat(), *(each.identity for each in files))
        try:
            return self._seal(files, versions, received, delivery)
        except OSError as error:
            raise StoreError(f"The store {self.root} can't be written: {error.strerror}.") from None
        finally:
            shutil.rmtree(self.incoming / delivery, ignore_errors=True)

    def _seal(
        self,
        files: Sequence[Unsealed],
        versions: tuple[str, str],
        received: datetime,
        delivery: str,
    ) -> tuple[Cover, ...]:
        self.sealed.mkdir(parents=True, exist_ok=True)
        staging = self.incoming / delivery
        staging.mkdir(parents=True)
        covers: list[Cover] = []
        for position, each in enumerate(files, start=1):
            place = DeliveryPlace(delivery, received, position, len(files))
            covers.append(_write(staging, each, versions, place))
        for cover in covers:
            os.replace(staging / cover.id, self.sealed / cover.id)
        _flush_folder(self.sealed)
        return tuple(covers)


def order_received(cover: Cover) -> tuple[datetime, str, int]:
    return cover.delivery.received_at, cover.delivery.id, cover.delivery.position


def next_moment(covers: Iterable[Cover]) -> datetime:
    """Now, but later than all that was received: also where the clock stands still or went back."""
    now = datetime.now(UTC)
    latest = max((cover.delivery.received_at for cover in covers), default=now)
    return max(now, latest + timedelta(microseconds=1))


def _write(staging: Path, each: Unsealed, versions: tuple[str, str], place: DeliveryPlace) -> Cover:
    identity = _hash(each.identity, place.id, str(place.position))
    folder = staging / identity
    folder.mkdir()
    contents: dict[str, str] = {}
    for name, table in ((RECORDS, each.records), (PROBLEMS, each.problems)):
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        content = sink.getvalue().to_pybytes()
        contents[name] = hashlib.sha256(content).hexdigest()
        _write_flushed(folder / name, content)
    cover = Cover(
        id=identity,
        sha256=each.sha256,
        identity=each.identity,
        delivery=place,
        returns=each.returns,
        dropped_texts=each.dropped_texts,
        codebook_version=versions[0],
        program_version=versions[1],
        contents=contents,
    )
    encoded = msgspec.json.format(msgspec.json.encode(cover), indent=2)
    _write_flushed(folder / COVER, encoded + b"\n")
    return cover


def _write_flushed(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Makes renames last; only some systems need it, and only they let a folder be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except (OSError, AttributeError):
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
