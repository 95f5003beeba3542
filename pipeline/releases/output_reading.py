"""What an output folder publishes, read to be sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from pipeline.cover import sha256_of
from pipeline.output import MANIFEST, PUBLISH, RESTRICTED
from pipeline.releases.pattern_file import PATTERN
from schemas.errors import UserError
from schemas.version import PROGRAM

OF_A_MONTH = "snapshot"
"""The folder of the snapshot in the output of `lscb month`."""
_ANNUAL = ("annual", "annual collate")
_OF_YEARS = (*_ANNUAL, "trend")


class Parameters(msgspec.Struct, frozen=True):
    """Of what the output was asked for: the day that it counts."""

    date: date


class Published(msgspec.Struct, frozen=True):
    """What the manifest says of publish/ (see pipeline.snapshot_manifest)."""

    threshold: int
    local_tables: bool
    hidden: int
    files: dict[str, str]
    pattern: str


class Manifest(msgspec.Struct, frozen=True):
    """The part of an output's manifest that a release needs."""

    program: str
    command: str
    parameters: Parameters
    published: Published | None


@dataclass(frozen=True)
class Output:
    """An output and what it publishes: `files` hold what the manifest says of that (the rest of it
    has true counts), the pattern and all of publish/, by the paths that they have in a release."""

    folder: Path
    manifest: Manifest
    published: Published
    files: Mapping[str, bytes]


class NotReleasable(UserError):
    """The folder can't be sealed as a release."""


def read_output(folder: Path) -> Output:
    """What the output in `folder` publishes.

    Raises NotReleasable where it publishes nothing, is no snapshot of lscb, or is not as it was
    written.
    """
    folder = snapshot_in(folder)
    raw = _content(folder / MANIFEST, folder)
    manifest = _manifest(raw)
    if manifest is not None and manifest.command in _OF_YEARS:
        raise NotReleasable(
            f"{folder} holds a year or a trend. Only snapshots are sealed as releases; keep the "
            "folder publish/ as it is."
        )
    if manifest is None or manifest.command != "snapshot":
        raise _no_snapshot(folder)
    published = manifest.published
    if published is None:
        raise NotReleasable(
            f"{folder} publishes nothing: it was written with --no-publish. Take the snapshot "
            "again without it."
        )
    said = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    files = {MANIFEST: said, PATTERN: _content(folder / RESTRICTED / PATTERN, folder)}
    if sha256_of(files[PATTERN]) != published.pattern:
        raise _changed(folder / RESTRICTED / PATTERN)
    if wrong := _not_as_written(folder / PUBLISH, published.files):
        raise NotReleasable(f"{wrong[0]} Take the snapshot again.")
    for name in published.files:
        files[f"{PUBLISH}/{name}"] = _content(folder / PUBLISH / name, folder)
    return Output(folder, manifest, published, files)


def not_as_written(folder: Path) -> tuple[str, ...]:
    """What of publish/ in an output's folder (or a folder publish/ beside its manifest) is not as
    lscb wrote it, a sentence each; nothing where there is no manifest to tell it by."""
    there, manifest = _manifest_of(folder)
    if manifest is None or manifest.published is None:
        return ()
    return _not_as_written(there / PUBLISH, manifest.published.files)


def year_counted(folder: Path) -> date | None:
    """The last day of the year that an output's folder (or a folder publish/ beside its manifest)
    is of; None where it is of no year, or there is no manifest to tell it by."""
    _, manifest = _manifest_of(folder)
    is_year = manifest is not None and manifest.command in _ANNUAL
    return manifest.parameters.date if manifest is not None and is_year else None


def _manifest_of(folder: Path) -> tuple[Path, Manifest | None]:
    """The folder that holds the manifest, and what it says."""
    there = snapshot_in(folder)
    if not (there / MANIFEST).is_file() and folder.name == PUBLISH:
        there = folder.parent
    try:
        return there, _manifest((there / MANIFEST).read_bytes())
    except OSError:
        return there, None


def _manifest(raw: bytes) -> Manifest | None:
    """None where it is not one of lscb."""
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return manifest if manifest.program == PROGRAM else None


def _not_as_written(published: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    there = {
        path.relative_to(published).as_posix(): path
        for path in sorted(published.rglob("*"))
        if not path.is_dir()
    }
    return (
        *(f"{path} was not written by lscb." for name, path in there.items() if name not in files),
        *(
            f"{published / name} has changed since lscb wrote it, so it is not what was audited."
            if name in there
            else f"{published / name} is missing."
            for name, seal in files.items()
            if name not in there or sha256_of(there[name].read_bytes()) != seal
        ),
    )


def _content(path: Path, folder: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if path.name == MANIFEST:
            raise _no_snapshot(folder) from None
        if not (folder / RESTRICTED).exists():
            raise NotReleasable(
                f"{folder} holds only what was published, as `lscb release show` writes it: it is "
                "sealed already."
            ) from None
        raise NotReleasable(f"{path} is missing. Take the snapshot again into {folder}.") from None
    except OSError as error:
        raise NotReleasable(f"{path} can't be read: {error.strerror}.") from None


def snapshot_in(folder: Path) -> Path:
    """The snapshot that an output folder is or, of a month's output, holds."""
    inside = folder / OF_A_MONTH
    return inside if (inside / PUBLISH).is_dir() and (inside / MANIFEST).is_file() else folder


def _no_snapshot(folder: Path) -> NotReleasable:
    return NotReleasable(
        f"{folder} is no folder that `lscb snapshot` wrote. Name the folder of its --out."
    )


def _changed(path: Path) -> NotReleasable:
    return NotReleasable(
        f"{path} has changed since lscb wrote it, so it is not what was audited. Take the snapshot "
        "again."
    )
