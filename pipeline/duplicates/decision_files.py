"""Files of decisions: what was decided at once is one sealed file, and none is ever edited (erasing
writes all of them anew).

`STORE/decisions/<number>-<hash>.json` holds a batch: `number` is that of its first decision (of a
batch that only takes back, that of the next one), `hash` that of the file.  A batch is sealed
together with the one before it, so that none can be lost unnoticed from between.
"""

import contextlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from pipeline.audit_log_run import note_sealed
from pipeline.cover import sha256_of
from pipeline.duplicates.decisions import Batch, Decision, TakenBack
from pipeline.erasing import anew
from pipeline.store import Store, StoreError, next_moment
from schemas.version import program_version

_LOOKS = 3
"""How often the folder is read before it is said that something is wrong with it."""
_BATCH, _STAGED = ".json", ".new"
_LENGTH_OF_HASHES = 24
_NAME = re.compile(rf"[0-9]{{8,}}-[0-9a-f]{{{_LENGTH_OF_HASHES}}}")
_OWNERS_FOLDER, _OWNERS_FILE = 0o700, 0o600


def read_batches(store: Store) -> tuple[Batch, ...]:
    """All batches in the order in which they came; none where nothing was ever decided.

    Raises StoreError if one can't be read, was changed or copied, or is missing.
    """
    for _ in range(_LOOKS):
        before = _in_force(store)
        try:
            batches = _batches(before[0])
        except StoreError:
            # Two may have come while the folder was looked through, and only the later been seen.
            continue
        if _in_force(store) == before:
            return batches
    return _batches(_in_force(store)[0])


def damaged_batches(store: Store) -> tuple[tuple[Path, StoreError], ...]:
    """Every file of decisions that was changed or can't be read.  Where all are whole, but don't
    follow on each other, that is said of their folder.

    Raises StoreError if the folder may not be read.
    """
    folder, _ = _in_force(store)
    found: list[tuple[Path, StoreError]] = []
    for path in _paths(folder):
        try:
            _read(path)
        except StoreError as error:
            found.append((path, error))
    if not found:
        try:
            read_batches(store)
        except StoreError as error:
            found.append((folder, error))
    return tuple(found)


def _in_force(store: Store) -> tuple[Path, int | None]:
    """The folder of the decisions, and what tells it from one that takes its place."""
    folder = anew.in_force(store.root, anew.DECISIONS)
    try:
        return folder, folder.stat().st_ino
    except OSError:
        return folder, None


def write_anew(folder: Path, batches: Sequence[Batch]) -> None:
    """Writes all the batches of a store, changed since they were read, into a new folder, each
    sealed together with the one before it.  Raises OSError."""
    folder.mkdir(mode=_OWNERS_FOLDER, parents=True)
    written: list[Batch] = []
    for each in batches:
        written.append(_write(folder, msgspec.structs.replace(each, seal=""), written))


def seal_batch(
    store: Store,
    before: Sequence[Batch],
    decisions: tuple[Decision, ...] = (),
    taken_back: tuple[TakenBack, ...] = (),
) -> None:
    """Writes a batch that follows on all those `before`, whole or not at all.

    To be called within `Store.writing`.  Raises StoreError if the store can't be read, OSError if
    it can't be written.
    """
    batch = Batch(
        decided_at=_next_moment(store, before),
        decisions=decisions,
        taken_back=taken_back,
        program_version=program_version(),
    )
    folder = store.root / anew.DECISIONS
    folder.mkdir(mode=_OWNERS_FOLDER, exist_ok=True)
    for leftover in folder.glob(f"*{_STAGED}"):
        leftover.unlink()
    note_sealed(store.root, (_name(_write(folder, batch, before), before),))


def _write(folder: Path, unsealed: Batch, before: Sequence[Batch]) -> Batch:
    """Seals a batch that follows on all those `before`, and writes it."""
    batch = msgspec.structs.replace(unsealed, seal=_seal(_content(unsealed), before))
    _write_flushed(folder / f"{_name(batch, before)}{_BATCH}", _content(batch))
    return batch


def _name(batch: Batch, before: Sequence[Batch]) -> str:
    number = sum(len(each.decisions) for each in before) + 1
    return f"{number:08}-{_hash(_content(batch))}"


def _next_moment(store: Store, before: Sequence[Batch]) -> datetime:
    """Later than all that was received and decided."""
    moment = next_moment(store.covers())
    if not before:
        return moment
    return max(moment, before[-1].decided_at + timedelta(microseconds=1))


@dataclass(frozen=True)
class _Read:
    path: Path
    content: bytes
    batch: Batch

    def follows(self, before: Sequence[Batch]) -> bool:
        """Whether it is the one that was sealed after these."""
        first = sum(len(each.decisions) for each in before) + 1
        numbers = [each.number for each in self.batch.decisions]
        if numbers != list(range(first, first + len(numbers))):
            return False
        # Of the file and not of what was read from it: a later version may read more into it.
        unsealed = self.content.replace(_sealed_by(self.batch.seal), _sealed_by(""))
        return self.batch.seal == _seal(unsealed, before)


def _batches(folder: Path) -> tuple[Batch, ...]:
    found: list[Batch] = []
    for each in sorted(map(_read, _paths(folder)), key=lambda read: read.batch.decided_at):
        if not each.follows(found):
            raise StoreError(
                f"{each.path} does not follow on what was decided before it: a file of this folder "
                "is missing, or comes from another store. Restore the folder from a backup."
            )
        found.append(each.batch)
    return tuple(found)


def _paths(folder: Path) -> Sequence[Path]:
    try:
        return sorted(folder.glob(f"[!.]*{_BATCH}")) if folder.is_dir() else []
    except OSError as error:
        raise StoreError(f"{folder} can't be read: {error.strerror}.") from None


def _read(path: Path) -> _Read:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StoreError(
            f"{path} can't be read: {error.strerror}. Restore it from a backup."
        ) from None
    if not _NAME.fullmatch(path.stem) or path.stem.rpartition("-")[2] != _hash(content):
        raise StoreError(
            f"{path} was changed, copied or renamed after it was sealed. If it is a copy, remove "
            "it; if not, restore it from a backup."
        )
    try:
        return _Read(path, content, msgspec.json.decode(content, type=Batch))
    except msgspec.DecodeError:
        raise StoreError(
            f"{path} was written by another version of lscb. Go on with the version that wrote it."
        ) from None


def _content(batch: Batch) -> bytes:
    return msgspec.json.format(msgspec.json.encode(batch), indent=2) + b"\n"


def _sealed_by(seal: str) -> bytes:
    """How a file says its seal; no text in it can look so, as quotes in texts are escaped."""
    return f'"seal": "{seal}"'.encode()


def _seal(unsealed: bytes, before: Sequence[Batch]) -> str:
    """The seal of a file without its own, and of the batch before."""
    return sha256_of((before[-1].seal if before else "").encode() + unsealed)


def _hash(content: bytes) -> str:
    return sha256_of(content)[:_LENGTH_OF_HASHES]


def _write_flushed(path: Path, content: bytes) -> None:
    """Writes a file beside its place and renames it, for its owner only; it lasts."""
    staged = path.with_suffix(_STAGED)
    with os.fdopen(os.open(staged, os.O_WRONLY | os.O_CREAT, _OWNERS_FILE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(staged, path)
    with contextlib.suppress(OSError):  # only some systems need it, and let a folder be opened
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
