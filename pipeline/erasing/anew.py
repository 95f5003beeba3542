"""What takes the place of something in the store, all at once.

What is written anew is staged under `erasing/` in the store, by the path that it will have there,
and flushed; then `erasing/` is renamed to `anew/`.  From that moment on it is in force: whoever
reads takes what stands under `anew/` in place of what has the same path in the store.  Then each
is moved into its place.  Whoever next writes to the store clears away what was never put in force,
and finishes what was.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.flushed import flush_folder

_STAGED, _ANEW, _GONE = "erasing", "anew", "gone"
SEALED, DECISIONS, ERASURES = "sealed", "decisions", "erasures"
_FOLDERS = (SEALED, ERASURES)
"""Whose entries are written anew one by one; the decisions are as a whole."""


def in_force(root: Path, *path: str) -> Path:
    """What counts as `path` in the store at `root`."""
    anew = root.joinpath(_ANEW, *path)
    return anew if anew.exists() else root.joinpath(*path)


def entries(root: Path, folder: str) -> set[str]:
    """The names of what is in `folder` of the store, wherever it lies.  Raises OSError.

    Something may be moved, or come, while a folder is looked through, and only what came after it
    be seen: so they are looked through until that shows the same as before.
    """
    names = _names_in(root, folder)
    while (again := _names_in(root, folder)) != names:
        names = again
    return names


def _names_in(root: Path, folder: str) -> set[str]:
    return {name for where in (root / _ANEW, root) for name in _names(where / folder)}


def _names(folder: Path) -> list[str]:
    try:
        return [each.name for each in folder.iterdir()]
    except FileNotFoundError:
        return []


def is_unfinished(root: Path) -> bool:
    """Whether something is in force that is not yet in its place."""
    return (root / _ANEW).is_dir()


@contextmanager
def staged(root: Path) -> Iterator[Path]:
    """Gives an empty folder to stage in, and puts it in force and in place when that ends well.

    To be called by one at a time (Store.writing).  Raises OSError.
    """
    folder = root / _STAGED
    _remove(folder)
    folder.mkdir(mode=0o700)
    yield folder
    put_in_force(root)
    finish(root)


def put_in_force(root: Path) -> None:
    """Raises OSError."""
    folder = root / _STAGED
    for each in (*(path for path in folder.rglob("*") if path.is_dir()), folder):
        flush_folder(each)
    os.replace(folder, root / _ANEW)
    flush_folder(root)


def finish(root: Path) -> None:
    """Moves all that is in force into its place; clears away what never came in force.

    To be called by one at a time.  Raises OSError.
    """
    _remove(root / _STAGED)
    anew = root / _ANEW
    if not anew.is_dir():
        return
    for name in _FOLDERS:
        for each in sorted((anew / name).iterdir()) if (anew / name).is_dir() else ():
            (root / name).mkdir(mode=0o700, exist_ok=True)
            _replace(root / name / each.name, each, anew / _GONE)
    if (anew / DECISIONS).is_dir():
        _replace(root / DECISIONS, anew / DECISIONS, anew / _GONE)
    _remove(anew)
    flush_folder(root)


def _replace(old: Path, new: Path, gone: Path) -> None:
    """Who looks in between finds the new one, whole, where it was or where it is to be."""
    _remove(gone)
    if old.exists():
        os.replace(old, gone)
    os.replace(new, old)
    flush_folder(old.parent)
    _remove(gone)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
