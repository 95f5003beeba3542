"""What is written beside its place and then moved in, and what a killed run left of that.

Beside the place stands `.writing-<letters>/`: `new`, which is written; `old.<name>`, what stood in
the place, aside for the moment of the change; `lock`, held as long as the run lives.  So another
run sees what nobody writes any more: it ends a change that had begun and clears away the rest.
"""

import os
import shutil
import tempfile
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.cover import Cover
from pipeline.whole_deliveries import deliveries_of

STAGED = ".writing-"
"""How the names begin of what is being written."""
LOCK = ".lock"
"""In a folder that is added to: held by who writes there."""
_HELD, _NEW, _OLD, _GONE = "lock", "new", "old.", "gone"
_OWNERS_FILE = 0o600
_TRIES = 5
_IN_STORE = ("refused/*.new", "decisions/*.new", f"releases/{STAGED}*")


class Staging:
    """Has an empty folder `new` in `parent`, to write in; nobody else may look into it.

    Whoever makes one calls `clear` in the end.  Where only one at a time writes in `parent` and
    clears there, it may be `written` before, and is not locked.  Raises OSError.
    """

    def __init__(self, parent: Path, written: Path | None = None) -> None:
        self._folder, self._lock = _folder_and_lock(parent, held=written is None)
        self.new = self._folder / _NEW
        try:
            if written is None:
                self.new.mkdir()
            else:
                os.replace(written, self.new)
        except OSError:
            self.clear()
            raise

    def put_in_place(self, place: Path) -> None:
        """Moves what was written to `place`, in the same parent, where it takes the place of what
        is there.  Two renames: the old folder aside, the new one in.  Raises OSError."""
        old = self._folder / f"{_OLD}{place.name}"
        for left in reversed(range(_TRIES)):
            if place.exists():
                _remove(old)
                with suppress(FileNotFoundError):  # another run moved it aside first
                    os.replace(place, old)
            try:
                os.replace(self.new, place)
            except OSError:
                # Where another run put its own there meanwhile, that is moved aside in its turn.
                if not left or not place.exists():
                    raise
            else:
                return

    def clear(self) -> None:
        """Removes all that is no longer wanted; what can't be is left to the next run."""
        with suppress(OSError):
            _clear(self._folder, self._lock)
        if self._lock is not None:
            self._lock.release()


def move_in(written: Path, place: Path) -> None:
    """Moves a folder to `place`, in the same parent, where it takes the place of what is there.
    To be called by one at a time.  Raises OSError."""
    if not place.exists():
        os.replace(written, place)
        return
    staging = Staging(place.parent, written)
    try:
        staging.put_in_place(place)
    finally:
        staging.clear()


def clear_left(parent: Path) -> None:
    """Clears away what killed runs left in a folder; a change that had begun is ended.  What
    another run still writes stays, and what can't be removed."""
    with suppress(OSError):
        for folder in sorted(parent.glob(f"{STAGED}*")):
            if _is_staging(folder):
                _clear_unless_held(folder)


def clear_left_feedback(folder: Path) -> None:
    """Clears away what killed runs left in a folder of feedback, and in the folders of its days.

    To be called by one at a time (LOCK): whatever is being written there was left.
    """
    for parent in (folder, *folder.glob("*")):
        clear_left(parent)
        for left in parent.glob(f"{STAGED}*"):
            with suppress(OSError):
                _remove(left)


def clear_left_in_store(root: Path) -> None:
    """Clears away what killed runs left of single files and of releases in the store at `root`.

    To be called by one at a time.  Raises OSError.
    """
    for pattern in _IN_STORE:
        for left in root.glob(pattern):
            _remove(left)


def clear_unfinished(
    sealed: Path, incoming: Path, unfinished: Collection[str], covers: Sequence[Cover]
) -> None:
    """Of deliveries whose sealing was interrupted nothing stays; but one all of which is in its
    place may have been counted, and stays.

    `covers` are those of all that is sealed.  To be called by one at a time.  Raises OSError.
    """
    whole = {each.delivery.id for each in deliveries_of(covers, (), ()).whole}
    for cover in covers:
        delivery = cover.delivery.id
        if delivery in unfinished and delivery not in whole:
            # Out of sight first: half a folder would be taken for one that was damaged.
            os.replace(sealed / cover.id, incoming / delivery / cover.id)
    for delivery in unfinished:
        _remove(incoming / delivery)


def clear_ended(incoming: Path) -> None:
    """Removes the empty folders of deliveries all of which is in its place, and what does not
    belong there.  To be called by one at a time, after `clear_unfinished`.  Raises OSError."""
    for each in list(incoming.iterdir()):
        _remove(each)


def remove_whole(folder: Path) -> None:
    """Removes a folder; of what a killed run did not remove nothing stands under its name.
    Raises OSError."""
    aside = Path(tempfile.mkdtemp(prefix=STAGED, dir=folder.parent))
    try:
        os.replace(folder, aside / _GONE)
    except OSError:
        aside.rmdir()
        raise
    shutil.rmtree(aside)


def _folder_and_lock(parent: Path, *, held: bool) -> tuple[Path, FileLock | None]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=STAGED, dir=parent))
        if not held:
            return folder, None
        lock = FileLock(folder / _HELD, mode=_OWNERS_FILE)
        try:
            lock.acquire()
        except FileNotFoundError:
            continue  # another run took it for one that was left
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return folder, lock


def _is_staging(folder: Path) -> bool:
    """Whether it holds nothing but what stands in ours."""
    return (
        folder.is_dir()
        and not folder.is_symlink()
        and all(
            each.name in (_HELD, _NEW, _GONE) or each.name.startswith(_OLD)
            for each in folder.iterdir()
        )
    )


def _clear_unless_held(folder: Path) -> None:
    lock = FileLock(folder / _HELD, mode=_OWNERS_FILE)
    try:
        lock.acquire(blocking=False)
    except (OSError, Timeout):
        return
    try:
        with suppress(OSError):
            _clear(folder, lock)
    finally:
        lock.release()


def _clear(folder: Path, lock: FileLock | None) -> None:
    """To be called by who holds the lock.  Raises OSError."""
    _end_change(folder)
    for each in folder.iterdir():
        if each.name != _HELD:
            _remove(each)
    try:
        (folder / _HELD).unlink(missing_ok=True)
    except PermissionError:  # some systems keep a file as long as it is open
        if lock is not None:
            lock.release()
        (folder / _HELD).unlink(missing_ok=True)
    folder.rmdir()


def _end_change(folder: Path) -> None:
    """Where the old one was moved aside, and the new one not yet in: moves it in, or else the old
    one back."""
    new = folder / _NEW
    for old in folder.glob(f"{_OLD}*"):
        place = folder.parent / old.name.removeprefix(_OLD)
        if not new.exists() or place.exists():
            continue
        try:
            os.replace(new, place)
        except OSError:
            os.replace(old, place)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
