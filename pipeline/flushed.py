"""Writing what must last: flushed to disk before anything rests on it."""

import contextlib
import os
from errno import ENOSPC
from pathlib import Path


def why(error: OSError) -> str:
    """Why something can't be written, to follow on a colon; of a full disk, what to do."""
    said = error.strerror or type(error).__name__
    if error.errno != ENOSPC:
        return said
    return f"{said}; make room there and run the command again"


def write_flushed(path: Path, content: bytes) -> None:
    """Raises OSError."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Makes renames last; only some systems need it, and only they let a folder be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
