"""Who may read what is written: its owner alone, from the first byte.

Only what is to be published gets the modes that the user's other files have.  On Windows a mode
says nothing of who may read; there a folder has the rights of the one in which it lies
(pipeline.store_warnings).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OWNER_ONLY = 0o077
_FOLDER, _FILE = 0o777, 0o666
_users: list[int] = []
"""The umasks that were put aside; the last one is the user's."""


@contextmanager
def owner_only_from_now() -> Iterator[None]:
    """Lets only their owner look into files and folders that are made meanwhile."""
    users = os.umask(_OWNER_ONLY)
    _users.append(users)
    try:
        yield
    finally:
        _users.pop()
        os.umask(users)


def as_the_user_s(path: Path) -> None:
    """Gives a file, or a folder and what is in it, the modes that the user's own files have.  To be
    called when it is whole.  Raises OSError."""
    withheld = _user_s_umask()
    for each in (*path.rglob("*"), path) if path.is_dir() else (path,):
        each.chmod((_FOLDER if each.is_dir() else _FILE) & ~withheld)


def _user_s_umask() -> int:
    if _users:
        return _users[-1]
    now = os.umask(_OWNER_ONLY)  # it can't be read without being set
    os.umask(now)
    return now
