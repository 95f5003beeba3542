"""Which deliveries are whole: each counts once all its files are there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.cover import Cover


@dataclass(frozen=True)
class Deliveries:
    """Sealed files by how their delivery stands: `whole`; `torn`, those of each delivery that is
    neither whole nor being sealed, by its id."""

    whole: tuple[Cover, ...]
    torn: Mapping[str, tuple[Cover, ...]]


def deliveries_of(
    covers: Sequence[Cover], unfinished: Collection[str], left_out: Collection[str]
) -> Deliveries:
    """Sorts sealed files out, in their order; `unfinished` are the deliveries that are being
    sealed, `left_out` the sealed files that count as never received.

    Of a file that is left out and whose cover can't be read it is not known to which delivery it
    belonged: as many files as there are such may be missing.
    """
    by_delivery: dict[str, list[Cover]] = defaultdict(list)
    for cover in covers:
        by_delivery[cover.delivery.id].append(cover)
    missing = {delivery: _missing(of_it) for delivery, of_it in by_delivery.items()}
    unreadable = set(left_out) - {cover.id for cover in covers}
    counted = [cover for cover in covers if cover.id not in left_out]
    open_ones = {cover.delivery.id for cover in counted} - set(unfinished)
    may_lack = sum(missing[delivery] or 0 for delivery in open_ones) <= len(unreadable)
    whole = {
        delivery
        for delivery, n in missing.items()
        if n == 0 or (n is not None and delivery in open_ones and may_lack)
    }
    torn = {cover.delivery.id for cover in counted} - whole - set(unfinished)
    return Deliveries(
        tuple(cover for cover in counted if cover.delivery.id in whole),
        {delivery: tuple(by_delivery[delivery]) for delivery in by_delivery if delivery in torn},
    )


def torn_sentence(sealed: Path, of_delivery: Sequence[Cover]) -> str:
    """What is wrong with a delivery that is torn, and what to do; `sealed` is its folder."""
    return (
        f"{sealed}: a folder is missing, or stands twice, of the delivery that holds "
        f"{of_delivery[0].id}. Restore the store from a backup, or remove the "
        f"{len(of_delivery)} folders of this delivery that are there and ingest it again."
    )


def _missing(of_delivery: Iterable[Cover]) -> int | None:
    """How many files of a delivery are not there; None if one stands twice, or they differ in how
    many there are."""
    places = [cover.delivery for cover in of_delivery]
    files = {place.files for place in places}
    positions = {place.position for place in places}
    if len(files) != 1 or len(positions) != len(places):
        return None
    return files.pop() - len(positions)
