"""What `lscb verify` prints."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.progress import progress_bar
from pipeline.store import existing_store
from pipeline.verify import Verified, verify
from schemas.text import plural, printable

_STRAY = "These lie in the store and were not put there by lscb. Nothing reads them; move them out:"
_UNFINISHED = (
    "An ingest or erasure is under way, or was interrupted: the next ingest clears it away. Begun:"
)


def show_verified(root: Path, as_json: bool) -> bool:
    """Checks the store at `root` and prints what is damaged; gives whether all is whole.

    Raises StoreError if there is no store, or it may not be read.
    """
    store = existing_store(root)
    with progress_bar("verify", len(store.ids()), as_json) as tick:
        found = verify(store, tick)
    if as_json:
        click.echo(json.dumps(_as_json(found), indent=2, ensure_ascii=True))
    else:
        for line in _lines(root, found):
            click.echo(printable(line))
    return not found.damages


def _as_json(found: Verified) -> dict[str, object]:
    return {
        "whole": not found.damages,
        "sealed_files": found.sealed_files,
        "damaged": [
            {"place": each.place, "why": each.why, "leave_out": each.leave_out or None}
            for each in found.damages
        ],
        "does_not_belong": list(found.strays),
        "unfinished": list(found.unfinished),
    }


def _lines(root: Path, found: Verified) -> Iterator[str]:
    how_many = plural(found.sealed_files, "sealed file")
    if found.damages:
        yield f"DAMAGED in the store {root}, of {how_many}: {plural(len(found.damages), 'place')}."
        yield from (f"  {each.why}" for each in found.damages)
    else:
        yield f"Whole: the store {root}, {how_many} and all that is decided, published and noted."
    if any(each.leave_out for each in found.damages):
        yield (
            "Without a backup: ingest the files of the damaged return again, with --leave-out; "
            "they take its place. If its cover is damaged, it has to be left out each time even so."
        )
    for heading, places in ((_UNFINISHED, found.unfinished), (_STRAY, found.strays)):
        if places:
            yield heading
            yield from (f"  {each}" for each in places)
