"""Sealed releases: what was published, to the byte, with what was hidden in it.

`releases/<id>/` in the store holds `publish/`, `pattern.json` and `manifest.json` as the snapshot
wrote them, and `release.json`.  It is written beside its place, flushed and renamed into it: so it
is there whole or not at all.  None is ever edited.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import msgspec

from pipeline.attack.printed import TABLES, PrintedFigure, figures_of_tables
from pipeline.audit_log_run import note_sealed
from pipeline.cover import sha256_of
from pipeline.flushed import flush_folder, write_flushed
from pipeline.output import MANIFEST, PUBLISH, owner_only
from pipeline.releases.output_reading import Output
from pipeline.releases.pattern_file import PATTERN, pattern_in
from pipeline.sealed_json import ToDo, file_content, sealed_in
from pipeline.staging import STAGED
from pipeline.store import Store, StoreError
from reports.disclosure.cells import Cell
from schemas.text import folded
from schemas.version import program_version

RELEASES = "releases"
SEAL = "release.json"
SNAPSHOT = "snapshot"
_LENGTH_OF_IDS = 24
_MEND = "Restore this folder of the store from a backup."
_TO_DO = ToDo(StoreError, "Go on with the version that made it.", _MEND)


class Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is known of a release without opening it.

    `command` wrote what was released, `day` is the day that it counts, `hidden` says how many
    figures are hidden.  `contents` are the hashes of all its files by their path, `seal` is that
    of the rest.
    """

    id: str
    name: str
    sealed_at: Annotated[datetime, msgspec.Meta(tz=True)]
    command: str
    day: date
    threshold: int
    local_tables: bool
    hidden: int
    contents: dict[str, str]
    program_version: str
    seal: str = ""

    def with_seal(self) -> "Seal":
        return msgspec.structs.replace(self, seal=self._hash())

    def _hash(self) -> str:
        return sha256_of(msgspec.json.encode(msgspec.structs.replace(self, seal="")))


@dataclass(frozen=True)
class SealedRelease:
    """A release; `pattern` are the cells that it hid, what it holds is read when it is asked for
    (by path; raises StoreError for a file that was changed or is gone)."""

    seal: Seal
    pattern: frozenset[Cell]
    read: Callable[[str], bytes]

    @property
    def name(self) -> str:
        return self.seal.name

    @property
    def day(self) -> date:
        return self.seal.day

    @property
    def is_snapshot(self) -> bool:
        """Whether it holds the tables of a day."""
        return self.seal.command == SNAPSHOT

    def figures(self) -> tuple[PrintedFigure, ...]:
        """The figures of tables.csv, to which its other files were found to keep when it was
        sealed.  Raises StoreError."""
        path = f"{PUBLISH}/{TABLES}"
        return figures_of_tables(self.read(path).decode("utf-8"), Path(self.name) / TABLES)

    def files(self) -> dict[str, bytes]:
        """All that was sealed, by path.  Raises StoreError."""
        return {path: self.read(path) for path in sorted(self.seal.contents)}


def releases_of(store: Store) -> tuple[SealedRelease, ...]:
    """All sealed releases, in the order in which they were sealed.

    Raises StoreError for one that can't be read or is not as it was sealed.
    """
    found = [_release(each) for each in _folders(store)]
    return tuple(sorted(found, key=lambda each: (each.seal.sealed_at, each.seal.id)))


def damaged_releases(store: Store) -> tuple[tuple[Path, StoreError], ...]:
    """Every file of the sealed releases that is damaged, and what is wrong with it.  Raises
    StoreError if the store may not be read."""
    return tuple(each for folder in _folders(store) for each in _damages(folder))


def _damages(folder: Path) -> Iterator[tuple[Path, StoreError]]:
    try:
        seal = _seal(folder)
    except StoreError as error:
        yield folder / SEAL, error
        return
    for path in sorted(seal.contents):
        try:
            _read(folder, seal, path)
        except StoreError as error:
            yield folder / path, error


def sealed_paths(folder: Path) -> frozenset[str]:
    """The files that belong in the folder of a release, by their path there.  Raises StoreError."""
    return frozenset({SEAL, *_seal(folder).contents})


def _folders(store: Store) -> Sequence[Path]:
    root = store.root / RELEASES
    try:
        folders = sorted(each for each in root.iterdir() if each.is_dir()) if root.is_dir() else []
    except OSError as error:
        raise StoreError(f"The store {store.root} can't be read: {error.strerror}.") from None
    return [each for each in folders if not each.name.startswith(STAGED)]


def named(releases: Iterable[SealedRelease], name: str) -> SealedRelease | None:
    """The release of this name, whatever its case and surplus spaces."""
    return next((each for each in releases if folded(each.name) == folded(name)), None)


def seal_release(store: Store, name: str, output: Output, moment: datetime) -> SealedRelease:
    """Seals what an output publishes, whole or not at all.

    To be called within `store.writing`.  Raises OSError if the store can't be written.
    """
    contents = {path: sha256_of(content) for path, content in sorted(output.files.items())}
    said = [folded(name), *(f"{path} {of}" for path, of in contents.items())]
    seal = Seal(
        id=sha256_of("\n".join(said))[:_LENGTH_OF_IDS],
        name=name,
        sealed_at=moment,
        command=output.manifest.command,
        day=output.manifest.parameters.date,
        threshold=output.published.threshold,
        local_tables=output.published.local_tables,
        hidden=output.published.hidden,
        contents=contents,
        program_version=program_version(),
    ).with_seal()
    root = store.root / RELEASES
    root.mkdir(mode=0o700, exist_ok=True)
    staged = root / f"{STAGED}{seal.id}"
    _write(staged, {**output.files, SEAL: file_content(seal)})
    os.replace(staged, root / seal.id)
    flush_folder(root)
    note_sealed(store.root, (seal.id,))
    return _release(root / seal.id)


def _write(staged: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (staged / path).parent.mkdir(parents=True, exist_ok=True)
        write_flushed(staged / path, content)
    owner_only(staged)
    for folder in (staged, *(each for each in staged.rglob("*") if each.is_dir())):
        flush_folder(folder)


def _release(folder: Path) -> SealedRelease:
    seal = _seal(folder)

    def read(path: str) -> bytes:
        return _read(folder, seal, path)

    for path in (PATTERN, MANIFEST):
        if path not in seal.contents:
            raise StoreError(f"{folder / SEAL} names no {path}. {_MEND}")
    return SealedRelease(seal, pattern_in(read(PATTERN), folder / PATTERN), read)


def _seal(folder: Path) -> Seal:
    seal = sealed_in(folder / SEAL, Seal, _TO_DO)
    if seal.id != folder.name:
        raise StoreError(
            f"{folder} holds the release '{seal.name}', whose folder is {seal.id}. If it is a "
            "copy, remove it; otherwise give it that name again."
        )
    return seal


def _read(folder: Path, seal: Seal, path: str) -> bytes:
    where = folder / path
    try:
        content = where.read_bytes()
    except OSError as error:
        raise StoreError(
            f"{where}, of the release '{seal.name}': {error.strerror}. {_MEND}"
        ) from None
    if sha256_of(content) != seal.contents.get(path):
        raise StoreError(
            f"{where}, of the release '{seal.name}', was changed after it was sealed. {_MEND}"
        )
    return content
