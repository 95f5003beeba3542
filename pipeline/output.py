"""Output folders: what is written appears whole or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline.cover import sha256_of
from schemas.errors import UserError
from schemas.version import PROGRAM

MANIFEST = "manifest.json"
PUBLISH, RESTRICTED = "publish", "restricted"
"""The folders of a snapshot: fit to leave the building, and with true counts."""
KEPT_FEEDBACK = "feedback"
FILLED_IN = "filled_in"
"""In a manifest: the hashes of the files in which people write, as they were written."""
STAGED = ".writing-"
"""How the names of folders begin in which `replacing` writes."""
_ADDED_TO = frozenset({KEPT_FEEDBACK})
_OWNERS_FOLDER, _OWNERS_FILE = 0o700, 0o600


class OutputError(UserError):
    """The output folder can't be written, or is not ours to replace."""


def check_outside(store: Path, path: Path, option: str = "--out") -> None:
    """Raises OutputError if what is to be written would lie in the store."""
    try:
        inside = path.resolve().is_relative_to(store.resolve())
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
        raise OutputError(_cannot_write(path, error)) from None
    if inside:
        raise OutputError(f"{path} lies in the store. Name another place for {option}.")


def check_replaceable(folder: Path, option: str = "--out", keeps: str = "") -> None:
    """Raises OutputError if `folder` is there, not empty and not made by `lscb`; the message
    says by which option another can be named.

    A folder that is added to (`keeps` is the command in its manifest) is not replaced by another
    command's output: it holds what was written over months.  Nor is one in which somebody has
    filled in a file since it was written: that may be hours of work.
    """
    try:
        if not folder.exists():
            return
        if not folder.is_dir():
            raise OutputError(f"{folder} is a file. Name a folder for {option}.")
        manifest = _manifest_in(folder)
        if manifest is not None and manifest.get("command") in _ADDED_TO - {keeps}:
            raise OutputError(
                f"{folder} holds the feedback that ingests wrote, so it is not replaced. "
                f"Name another folder for {option}."
            )
        if any(folder.iterdir()) and manifest is None:
            raise OutputError(
                f"{folder} is not empty and was not made by lscb, so it is not replaced. "
                f"Name another folder for {option}."
            )
        _check_not_filled_in(folder, manifest or {}, option)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
        raise OutputError(_cannot_write(folder, error)) from None


def _check_not_filled_in(folder: Path, manifest: Mapping[str, object], option: str) -> None:
    written = manifest.get(FILLED_IN)
    for name, seal in written.items() if isinstance(written, dict) else ():
        path = folder / Path(str(name)).name
        if path.is_file() and sha256_of(path.read_bytes()) != seal:
            raise OutputError(
                f"{path} has changed since lscb wrote it, so somebody may have decided in it, and "
                "it is not replaced. Take the decisions in with `lscb duplicates decide`, then "
                f"move the file elsewhere; or name another folder for {option}."
            )


def _manifest_in(folder: Path) -> Mapping[str, object] | None:
    """The manifest of a folder that `lscb` made, None for any other."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    ours = isinstance(manifest, dict) and manifest.get("program") == PROGRAM
    return manifest if ours else None


class OutputFolder:
    """A context that gives an empty folder to write in, and puts it in place when it ends well.

    Raises OutputError if the folder can't be written or is not to be replaced.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._staged: Path | None = None

    def __enter__(self) -> Path:
        check_replaceable(self.folder)
        try:
            parent = self.folder.resolve().parent
            parent.mkdir(parents=True, exist_ok=True)
            self._staged = Path(tempfile.mkdtemp(prefix=f".{self.folder.name}.", dir=parent))
        except OSError as error:
            raise OutputError(_cannot_write(self.folder, error)) from None
        return self._staged

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        assert self._staged is not None
        try:
            if kind is None:
                owner_only(self._staged)
                _put_in_place(self._staged, self.folder.resolve())
        except OSError as os_error:
            raise OutputError(_cannot_write(self.folder, os_error)) from None
        finally:
            shutil.rmtree(self._staged, ignore_errors=True)
        if isinstance(error, OSError):
            raise OutputError(_cannot_write(self.folder, error)) from None


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Gives an empty folder to write in, and puts it in the place of `folder` when it ends well.

    Raises OutputError if that can't be written.  Whether `folder` may be replaced is the caller's
    to know: it lies in a folder that is ours.
    """
    staged: Path | None = None
    try:
        staged = Path(tempfile.mkdtemp(prefix=STAGED, dir=folder.parent))
        yield staged
        owner_only(staged)
        _put_in_place(staged, folder)
    except OSError as error:
        raise OutputError(_cannot_write(folder, error)) from None
    finally:
        if staged is not None:
            shutil.rmtree(staged, ignore_errors=True)


def private_folder(folder: Path) -> None:
    """Makes a folder, if it is not there, that only its owner may look into.

    Raises OutputError.
    """
    try:
        folder.mkdir(mode=_OWNERS_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(_cannot_write(folder, error)) from None


def owner_only(path: Path) -> None:
    """Lets only the owner read a file, or a folder and what is in it, where the system tells owners
    from others."""
    for each in (path, *path.rglob("*")) if path.is_dir() else (path,):
        each.chmod(_OWNERS_FOLDER if each.is_dir() else _OWNERS_FILE)


def _put_in_place(staged: Path, folder: Path) -> None:
    """Two renames: the old folder aside, the new one in."""
    if not folder.exists():
        os.replace(staged, folder)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    os.replace(folder, aside / "old")
    try:
        os.replace(staged, folder)
    except OSError:
        os.replace(aside / "old", folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _cannot_write(folder: Path, error: Exception) -> str:
    why = error.strerror if isinstance(error, OSError) else "it is a link to itself"
    return f"{folder} can't be written: {why}. Name another folder for it."


def write_text(path: Path, text: str) -> None:
    """UTF-8 with the line ends that stand in `text`, the same on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def json_text(value: Mapping[str, object]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
