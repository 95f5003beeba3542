"""Connections to DuckDB, on which all counting is done: in memory, and without downloads.

DuckDB moves what does not fit into memory to files.  Answers about young people must not pass
through the folder of temporary files of the system, nor through the current folder (DuckDB's own
choice), so it may do so only in a folder that was named for it.
"""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_NO_FOLDER = ""
_MOST_MEMORY = "3GB"
_numbers = itertools.count(1)
_named: list[Path] = []
"""The folders that were named; the last one counts."""


def connected() -> "duckdb.DuckDBPyConnection":
    """A connection to an empty database in memory."""
    import duckdb  # here, as the folder is named by commands that need not count

    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": _own_folder(),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if _named:
        # By itself DuckDB takes four fifths of all memory, and leaves too little for the rest.
        config["memory_limit"] = _MOST_MEMORY
    return duckdb.connect(config=config)


@contextmanager
def moving_to(folder: Path | None) -> Iterator[None]:
    """Lets connections that are made meanwhile move what does not fit into memory to folders of
    their own in `folder`, which is there; where it is None, nothing changes."""
    if folder is None:
        yield
        return
    _named.append(folder)
    try:
        yield
    finally:
        _named.remove(folder)


def _own_folder() -> str:
    """One that DuckDB makes when it needs it, and removes; two connections must not share one."""
    if not _named:
        return _NO_FOLDER
    return str(_named[-1] / f"counting-{os.getpid()}-{next(_numbers)}")
