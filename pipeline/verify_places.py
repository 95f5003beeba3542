"""What belongs into a store, and what lies there beside it."""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.audit_log import AUDIT_LOG
from pipeline.audit_log import LOCK as AUDIT_LOCK
from pipeline.releases.sealed import RELEASES, sealed_paths
from pipeline.sealed_files import COVER, PROBLEMS, RECORDS, is_sealed_file
from pipeline.staging import STAGED
from pipeline.store import Store, StoreError

_FOLDERS = ("sealed", "incoming", "decisions", "erasures", "refused", RELEASES)
_OWN = frozenset({*_FOLDERS, "erasing", "anew", "temporary", "lock", AUDIT_LOG, AUDIT_LOCK})
_BEGUN = ("incoming", "erasing", "anew")
_JSON = re.compile(r"[^.].*\.json")
_LEFT_BY_WRITING = ".new"


def what_does_not_belong(store: Store) -> tuple[str, ...]:
    """Files and folders that lscb did not put there, by their path in the store; no command reads
    them.  Raises StoreError if the store may not be read."""
    try:
        strays = [*_in_root(store.root), *_in_sealed(store.root), *_in_releases(store.root)]
        for name in ("decisions", "erasures", "refused"):
            strays += [each for each in _children(store.root / name) if not _is_ours(each)]
    except OSError as error:
        raise StoreError(f"The store {store.root} can't be read: {error.strerror}.") from None
    return tuple(sorted(each.relative_to(store.root).as_posix() for each in strays))


def unfinished_places(store: Store) -> tuple[str, ...]:
    """What was begun and not ended, by an interrupted command or by one that is under way."""
    places = [store.root / name for name in _BEGUN]
    begun = [*_children(places[0]), *(each for each in places[1:] if each.exists())]
    begun += [each for each in _children(store.root / RELEASES) if each.name.startswith(STAGED)]
    return tuple(each.relative_to(store.root).as_posix() for each in begun)


def _in_root(root: Path) -> Iterator[Path]:
    for each in _children(root):
        if each.name not in _OWN or (each.name in _FOLDERS and not each.is_dir()):
            yield each


def _in_sealed(root: Path) -> Iterator[Path]:
    for folder in _children(root / "sealed"):
        if not is_sealed_file(folder):
            yield folder
            continue
        for each in _children(folder):
            if each.name not in (COVER, RECORDS, PROBLEMS):
                yield each


def _in_releases(root: Path) -> Iterator[Path]:
    for folder in _children(root / RELEASES):
        if not folder.is_dir():
            yield folder
        elif not folder.name.startswith(STAGED):
            yield from _in_release(folder)


def _in_release(folder: Path) -> Iterator[Path]:
    try:
        ours = sealed_paths(folder)
    except StoreError:  # said as damage
        return
    for each in sorted(folder.rglob("*")):
        if each.is_file() and each.relative_to(folder).as_posix() not in ours:
            yield each


def _is_ours(path: Path) -> bool:
    """Whether it is a sealed JSON file, or what writing one left behind."""
    is_json = _JSON.fullmatch(path.name) or path.suffix == _LEFT_BY_WRITING
    return bool(is_json) and path.is_file()


def _children(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
