"""Reading that takes time, of a store that others may write to meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from pipeline.erasing import anew
from pipeline.store import Store, StoreError

_LOOKS = 5

T = TypeVar("T")


def read_unchanged(store: Store, read: Callable[[], T]) -> T:
    """What `read` gives of the store, read again where somebody decided or erased meanwhile: or
    returns of before would stand beside decisions of after.  (What is sealed never changes
    otherwise, and what came since the covers were read is not looked at.)

    Raises what `read` raises, and StoreError if it never ends undisturbed.
    """
    for _ in range(_LOOKS):
        before = _decided_and_erased(store)
        try:
            found = read()
        except StoreError:
            if _decided_and_erased(store) == before:
                raise
            continue
        if _decided_and_erased(store) == before:
            return found
    raise StoreError(
        f"The store {store.root}: others decided or erased something each time it was read. Run "
        "the command again when they are done."
    )


@contextmanager
def unchanged(store: Store) -> Iterator[None]:
    """Raises StoreError where somebody decided or erased while the store was read within; for what
    can't simply be read again."""
    before = _decided_and_erased(store)
    yield
    if _decided_and_erased(store) != before:
        raise StoreError(
            f"The store {store.root}: others decided or erased something while it was read. Run "
            "the command again."
        )


def _decided_and_erased(store: Store) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the files of both: erasing gives those of decisions other names."""
    try:
        decided = anew.in_force(store.root, anew.DECISIONS)
        names = {each.name for each in decided.iterdir()} if decided.is_dir() else set()
        return frozenset(names), frozenset(anew.entries(store.root, anew.ERASURES))
    except OSError as error:
        raise StoreError(f"The store {store.root} can't be read: {error.strerror}.") from None
