"""Sealed files that are left out by name (`--leave-out`): as if they had never been received."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import click

from pipeline.cover import ReturnPart
from pipeline.store import Store, StoreError, existing_store
from reports.wording import long_date
from schemas.areas import Areas, load_areas
from schemas.errors import UserError
from schemas.text import printable

NOTHING: frozenset[str] = frozenset()


class NotInStore(UserError):
    """What is to be left out is not in the store."""


@dataclass(frozen=True)
class LeftOut:
    """A sealed file that is left out, by its id; the shares of returns that it holds, None where
    its cover can't be read."""

    id: str
    parts: tuple[ReturnPart, ...] | None


def store_without(root: Path, left_out: frozenset[str]) -> Store:
    """The store at `root` as if these sealed files had never been received; says on the terminal
    which they are.

    Raises StoreError if there is no store, NotInStore for an id that it does not hold.
    """
    store = replace(existing_store(root), left_out=left_out)
    if not left_out:
        return store
    if unknown := sorted(left_out - set(store.ids())):
        raise NotInStore(
            f"--leave-out: the store {root} holds no sealed file {printable(unknown[0])}. Write "
            "the ID as the message gives it; `lscb verify` lists those that are damaged."
        )
    for sentence in left_out_sentences(left_out_of(store), load_areas()):
        click.echo(f"lscb: {printable(sentence)}", err=True)
    return store


def store_to_fill(root: Path, left_out: frozenset[str]) -> Store:
    """The same, but a store that is only to be made will do where nothing is left out."""
    return store_without(root, left_out) if left_out else Store(root)


def left_out_of(store: Store) -> tuple[LeftOut, ...]:
    """What a store leaves out, by id.  Raises StoreError if it may not be read."""
    return tuple(LeftOut(name, _parts(store, name)) for name in sorted(store.left_out))


def _parts(store: Store, name: str) -> tuple[ReturnPart, ...] | None:
    try:
        cover = store.cover(name)
    except StoreError:
        return None
    return tuple(part for part in cover.returns if not part.is_erased)


def left_out_sentences(left_out: Iterable[LeftOut], areas: Areas) -> tuple[str, ...]:
    """Whose returns are not counted, or not whole."""
    return tuple(sentence for each in left_out for sentence in _sentences(each, areas))


def _sentences(each: LeftOut, areas: Areas) -> tuple[str, ...]:
    if each.parts is None:
        return (
            f"Left out: the sealed file {each.id}, as if it had never been received. Its cover "
            "can't be read, so it is not known whose return is missing.",
        )
    return tuple(
        f"Left out: the return of {part.agency} for {areas.name_of(part.area)} of "
        f"{long_date(part.return_date)}, or a part of it (the sealed file {each.id}), as if it "
        "had never been received."
        for part in each.parts
    )


def in_days(left_out: Iterable[LeftOut], day: date, max_age: int) -> tuple[LeftOut, ...]:
    """Only what a snapshot of `day` could have counted, and what can't be told."""
    first = day - timedelta(days=max_age)
    return tuple(
        replace(each, parts=parts)
        for each in left_out
        for parts in [each.parts and tuple(p for p in each.parts if first <= p.return_date <= day)]
        if parts is None or parts
    )


def left_out_parameter(left_out: Iterable[str]) -> dict[str, object]:
    """What a manifest says among the parameters: nothing where nothing is left out."""
    ids = sorted(left_out)
    return {"left_out": ids} if ids else {}
