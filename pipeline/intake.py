"""Taking a delivery in: read, validate, compare with what stands, seal."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from ingest.agencies import NO_AGENCIES, Agencies
from ingest.delivery import Delivery
from pipeline.checked import Progress, check_delivery
from pipeline.cover import Cover, ReturnPart, sha256_of
from pipeline.delivery_result import DeliveryResult, FileResult
from pipeline.erasing.sent_again import IdOf, check_not_erased, staying_erased
from pipeline.nil_wanted import nil_wanted
from pipeline.refusals import Refusal, forget, remember
from pipeline.returns import (
    ReturnId,
    Returns,
    return_id,
    stored_returns,
)
from pipeline.sealed_files import Unsealed
from pipeline.store import Store, next_moment
from schemas.areas import Areas, load_areas
from schemas.codebook_reading import load_codebook

_PART = ["agency", "return_area", "return_date"]


def take_in(
    delivery: Delivery,
    store: Store,
    progress: Progress = lambda _: None,
    agencies: Agencies = NO_AGENCIES,
    *,
    again: bool = False,
) -> DeliveryResult:
    """Reads, validates and seals a delivery.

    A return whose files all equal those of the one that stands is left as it is.  Raises StoreError
    if the store can't be read or written; ErasedAgain, and nothing is stored, where a file would be
    sealed from which rows were erased, unless it is to come in `again`.
    """
    checked = check_delivery(delivery, progress, agencies)
    if all(each.outcome == "same" for each in checked.files):
        return checked
    areas = load_areas()
    id_of = _ids(areas, agencies)
    results: list[FileResult] = []
    unsealed: list[Unsealed] = []
    with store.writing():
        covers = store.covers()
        returns = stored_returns(covers, areas, agencies=agencies)
        received_at = next_moment(covers)
        new = _new_returns(checked.files, returns, id_of)
        if not again:
            coming = ((each, _new_parts(each, new, id_of)) for each in checked.files)
            check_not_erased(coming, store, id_of)
        refusals = tuple(_refusals(checked.files, received_at))
        remember(store.root, refusals)
        delivered = {id_of(part) for each in checked.files for part in each.parts}
        _forget_withdrawn(store, delivered - new, refusals, areas, agencies)
        for each in checked.files:
            parts = _new_parts(each, new, id_of)
            if each.outcome != "read":
                results.append(each)
                continue
            results.append(replace(each, outcome="stored" if parts else "held"))
            if parts:
                unsealed.append(_unsealed(each, parts))
        if unsealed:
            store.seal(unsealed, load_codebook().version, received_at)
    return DeliveryResult(
        tuple(results),
        nil_wanted(delivered, returns.standing),
        returns.standing,
        frozenset(delivered - new),
        tuple(_of_another_day(results, covers)),
        staying_erased((each for each in results if each.outcome == "held"), store, id_of),
    )


def _of_another_day(results: Iterable[FileResult], covers: Iterable[Cover]) -> Iterable[str]:
    """The paths of files that are held, but came on another day by what the register says now."""
    stored = {each.identity: each.received_on for each in covers}
    for each in results:
        read = each.read
        if each.outcome == "held" and stored.get(read.identity) != read.received_on:
            yield read.path


def _refusals(files: Iterable[FileResult], received_at: datetime) -> Iterable[Refusal]:
    for each in files:
        if each.read.problem is not None:
            claim = each.read.claim
            yield Refusal(
                # What could not be read at all is told from others by where it lay.
                sha256=each.read.sha256 or sha256_of(each.read.path),
                code=each.read.problem.code,
                agency=claim.agency,
                area=claim.area,
                return_date=claim.return_date,
                received_at=received_at,
                received_on=each.read.received_on,
            )


def _forget_withdrawn(
    store: Store,
    held: Collection[ReturnId],
    refused: Collection[Refusal],
    areas: Areas,
    agencies: Agencies,
) -> None:
    """Forgets the refused files of returns that were delivered again as they stand, without those
    files: the agency took them back."""
    again = {each.id for each in refused}
    forget(
        store.root,
        lambda each: (
            each.id not in again
            and each.agency is not None
            and each.area is not None
            and each.return_date is not None
            and return_id(areas, each.agency, each.area, each.return_date, agencies) in held
        ),
    )


def _ids(areas: Areas, agencies: Agencies) -> IdOf:
    """By which the return of a part is found."""
    return lambda part: return_id(areas, part.agency, part.area, part.return_date, agencies)


def _new_returns(files: Iterable[FileResult], returns: Returns, id_of: IdOf) -> set[ReturnId]:
    """The delivery's returns whose files are not all those of the one that stands."""
    delivered: dict[ReturnId, set[str]] = defaultdict(set)
    for each in files:
        for part in each.parts:
            delivered[id_of(part)].add(each.read.identity)
    standing = {each.id: each.identities for each in returns.standing}
    return {
        id_ for id_, identities in delivered.items() if standing.get(id_) != frozenset(identities)
    }


def _new_parts(file: FileResult, new: Collection[ReturnId], id_of: IdOf) -> tuple[ReturnPart, ...]:
    return tuple(part for part in file.parts if id_of(part) in new)


def _unsealed(result: FileResult, parts: tuple[ReturnPart, ...]) -> Unsealed:
    """The file with the rows of `parts` only."""
    if result.records is None or result.problems is None:
        raise ValueError("a refused file can't be sealed")
    records, problems = result.records, result.problems
    if len(parts) < len(result.parts):
        kept = _rows_of(records, parts)
        records = records.filter(kept)
        problems = problems.filter(pc.is_in(problems["record"], records["record"].combine_chunks()))
    return Unsealed(
        sha256=result.read.sha256,
        identity=result.read.identity,
        returns=parts,
        received_on=result.read.received_on,
        dropped_texts=result.dropped_texts,
        records=records,
        problems=problems,
    )


def _rows_of(records: pa.Table, parts: Iterable[ReturnPart]) -> pa.Array:
    """A mask of the rows that belong to one of `parts`."""
    wanted = {(part.agency, part.area, part.return_date) for part in parts}
    columns = (records[name].to_pylist() for name in _PART)
    return pa.array([each in wanted for each in zip(*columns, strict=True)], pa.bool_())
