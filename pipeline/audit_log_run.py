"""The run that is going on, as the audit log has it: what it took in and what it sealed.

Whatever seals something notes it here.  Where no run is kept on record (a throw-away store, no
store, the program used as a library) nothing comes of a note.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_DIGITS = 16
_going_on: "list[Noted]" = []


@dataclass
class Noted:
    """What a run on the store at `root` did so far; `begin` puts on record that it began."""

    root: Path
    begin: Callable[[], None]
    files: list[str] = field(default_factory=list)
    sealed: list[str] = field(default_factory=list)


@contextmanager
def noting(noted: Noted) -> Iterator[None]:
    """Has what is noted meanwhile go to `noted`."""
    _going_on.append(noted)
    try:
        yield
    finally:
        _going_on.remove(noted)


def note_store_made(root: Path) -> None:
    """The store at `root` is there, by now at least, and is about to be written.  Raises
    AuditLogError if the log can't be written."""
    for each in _going_on[-1:]:
        if each.root == root:
            each.begin()


def note_taken_in(root: Path, hashes: Iterable[str]) -> None:
    """The contents of files with these hashes were taken into the store at `root`."""
    for each in _going_on[-1:]:
        if each.root == root:
            each.files += [of[:_DIGITS] for of in hashes]


def note_sealed(root: Path, ids: Iterable[str]) -> None:
    """Something with these ids was sealed, released or erased in the store at `root`."""
    for each in _going_on[-1:]:
        if each.root == root:
            each.sealed += ids
