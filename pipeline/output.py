"""Output folders: what is written appears whole or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import ENOSPC
from pathlib import Path

from pipeline.cover import sha256_of
from pipeline.flushed import why
from pipeline.private import as_the_user_s
from pipeline.staging import LOCK, STAGED, Staging, clear_left, move_in
from schemas.errors import UserError
from schemas.text import json_escaped
from schemas.version import PROGRAM

MANIFEST = "manifest.json"
PUBLISH, RESTRICTED = "publish", "restricted"
"""The folders of a snapshot: fit to leave the building, and with true counts."""
KEPT_FEEDBACK = "feedback"
FILLED_IN = "filled_in"
"""In a manifest: the hashes of the files in which people write, as they were written."""
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

    What a run left beside it that was killed is cleared away first.

    A folder that is added to (`keeps` is the command in its manifest) is not replaced by another
    command's output: it holds what was written over months.  Nor is one in which somebody has
    filled in a file since it was written: that may be hours of work.
    """
    try:
        clear_left(folder.resolve().parent)
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
        if manifest is None and not _is_as_good_as_empty(folder):
            raise OutputError(
                f"{folder} is not empty and was not made by lscb, so it is not replaced. "
                f"Name another folder for {option}."
            )
        _check_not_filled_in(folder, manifest or {}, option)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
        raise OutputError(_cannot_write(folder, error)) from None


def _is_as_good_as_empty(folder: Path) -> bool:
    """Whether there is nothing but what a run leaves that is killed before its first file."""
    return all(each.name == LOCK or each.name.startswith(STAGED) for each in folder.iterdir())


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
    except (OSError, ValueError, RecursionError):
        return None
    ours = isinstance(manifest, dict) and manifest.get("program") == PROGRAM
    return manifest if ours else None


class OutputFolder:
    """A context that gives an empty folder to write in, and puts it in place when it ends well.

    Raises OutputError if the folder can't be written or is not to be replaced.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._staging: Staging | None = None

    def __enter__(self) -> Path:
        check_replaceable(self.folder)
        try:
            parent = self.folder.resolve().parent
            parent.mkdir(parents=True, exist_ok=True)
            self._staging = Staging(parent)
        except OSError as error:
            raise OutputError(_cannot_write(self.folder, error)) from None
        return self._staging.new

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        assert self._staging is not None
        try:
            if kind is None:
                owner_only(self._staging.new)
                _open_published(self._staging.new)
                self._staging.put_in_place(self.folder.resolve())
        except OSError as os_error:
            raise OutputError(_cannot_write(self.folder, os_error)) from None
        finally:
            self._staging.clear()
        if isinstance(error, OSError):
            raise OutputError(_cannot_write(self.folder, error)) from None


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Gives an empty folder to write in, and puts it in the place of `folder` when it ends well.

    To be called by one at a time.  Raises OutputError if that can't be written.  Whether `folder`
    may be replaced is the caller's to know: it lies in a folder that is ours.
    """
    staged: Path | None = None
    try:
        staged = Path(tempfile.mkdtemp(prefix=STAGED, dir=folder.parent))
        yield staged
        owner_only(staged)
        move_in(staged, folder)
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


def _open_published(staged: Path) -> None:
    """What is fit to leave the building is no secret, once it is whole."""
    for each in staged.rglob(PUBLISH):
        if each.is_dir():
            as_the_user_s(each)


def _cannot_write(folder: Path, error: Exception) -> str:
    if not isinstance(error, OSError):
        return f"{folder} can't be written: it is a link to itself. Name another folder for it."
    more = ", or name" if error.errno == ENOSPC else ". Name"
    return f"{folder} can't be written: {why(error)}{more} another folder for it."


def write_text(path: Path, text: str) -> None:
    """UTF-8 with the line ends that stand in `text`, the same on every system; whole or not at
    all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f"{STAGED}{path.name}")
    try:
        staged.write_bytes(text.encode("utf-8"))
        os.replace(staged, path)
    except OSError:
        with suppress(OSError):
            staged.unlink()
        raise


def json_text(value: Mapping[str, object]) -> str:
    return json_escaped(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"
