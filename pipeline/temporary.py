"""Temporary files: in the store, where only its owner may look, and gone when the run ends.

A run has an empty folder of its own in `STORE/temporary/`, for Python's temporary files, for those
of libraries that ask the system where to make theirs, and for what DuckDB moves out of memory.
What a killed run left is cleared away by the next one; a run that is alive holds a lock in its
folder (pipeline.staging).
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.output import OutputError
from pipeline.staging import Staging, clear_left
from schemas.sql_connection import moving_to

TEMPORARY = "temporary"
_ASKED = ("TMPDIR", "TEMP", "TMP")
"""Where libraries look for the folder of temporary files, on one system or another."""


@contextmanager
def temporary_files_in(root: Path) -> Iterator[None]:
    """Has temporary files that are made meanwhile lie in the store at `root`.  Where its folder is
    not there it is made, and removed again if nothing comes to stand in it.

    Where nothing can be written, as in a store that may only be read, DuckDB is given no folder.
    """
    made = [each for each in (root, *root.parents) if not os.path.lexists(each)]
    staging = _staging(root)
    if staging is None:
        yield
        return
    try:
        with _made_in(staging.new.resolve()):
            yield
    finally:
        staging.clear()
        _remove_if_empty(root, made)


@contextmanager
def throw_away_folder() -> Iterator[Path]:
    """Gives an empty folder that is removed in the end, where the system has its temporary files,
    for a store that is not to stay; temporary files are made in it too.  Only its owner may look
    into it.  What a killed run left of one is cleared away first.

    Raises OutputError if there is no room for it.
    """
    parent = Path(tempfile.gettempdir())
    clear_left(parent)
    try:
        staging = Staging(parent)
    except OSError as error:
        raise OutputError(f"{parent} can't be written: {error.strerror}.") from None
    try:
        store, temporary = staging.new / "store", staging.new / TEMPORARY
        temporary.mkdir()
        with _made_in(temporary):
            yield store
    finally:
        staging.clear()


def _remove_if_empty(root: Path, made: list[Path]) -> None:
    """Removes the folders that were made for a store that then came to nothing."""
    with suppress(OSError):
        if made and [each.name for each in root.iterdir()] == [TEMPORARY]:
            for each in (root / TEMPORARY, *made):
                each.rmdir()


def _staging(root: Path) -> Staging | None:
    folder = root / TEMPORARY
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        clear_left(folder)
        return Staging(folder)
    except OSError:
        return None


@contextmanager
def _made_in(folder: Path) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _ASKED}
    of_python = tempfile.tempdir
    os.environ.update(dict.fromkeys(_ASKED, str(folder)))
    tempfile.tempdir = str(folder)
    try:
        with moving_to(folder):
            yield
    finally:
        tempfile.tempdir = of_python
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
