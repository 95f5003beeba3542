"""Writing what must last: flushed to disk before anything rests on it."""

import contextlib
import os
from pathlib import Path


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
