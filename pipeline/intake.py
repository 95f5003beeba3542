"""Taking a delivery in: read, validate, compare with what stands, seal."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.agencies import NO_AGENCIES, Agencies
from ingest.delivery import Delivery
from ingest.files import file_reader
from ingest.places import Numbers
from ingest.read_file import ReadFile
from pipeline.completeness import PartKey, Themes, part_themes
from pipeline.cover import Cover, ReturnPart, sha256_of
from pipeline.delivery_result import DeliveryResult, FileResult, Outcome
from pipeline.erasing.sent_again import IdOf, check_not_erased, staying_erased
from pipeline.found_problems import FILE
from pipeline.nil_wanted import nil_wanted
from pipeline.refusals import Refusal, forget, remember
from pipeline.returns import (
    ReturnId,
    Returns,
    return_id,
    stored_returns,
)
from pipeline.store import Store, Unsealed, next_moment
from pipeline.validation import validate
from schemas.areas import Areas, load_areas
from schemas.codebook_reading import load_codebook

Progress = Callable[[str], None]
_PART = ["agency", "return_area", "return_date"]


def check_delivery(
    delivery: Delivery, progress: Progress = lambda _: None, agencies: Agencies = NO_AGENCIES
) -> DeliveryResult:
    """Reads and validates the files of a delivery; stores nothing."""
    read = _read(delivery, progress, agencies)
    taken = [each for each, outcome in read if outcome == "read"]
    validated = iter(validated_files(taken))
    return DeliveryResult(
        tuple(
            next(validated) if outcome == "read" else FileResult(each, outcome)
            for each, outcome in read
        )
    )


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


def _read(
    delivery: Delivery, progress: Progress, agencies: Agencies
) -> list[tuple[ReadFile, Outcome]]:
    """Each file with whether it was read, is a copy of one before it, or is refused."""
    today = datetime.now().astimezone().date()
    reader = file_reader(load_codebook(), load_areas(), today, agencies)
    known: set[str] = set()
    read: list[tuple[ReadFile, Outcome]] = []
    for file in delivery.files:
        each = reader.read(file)
        progress(file.path)
        if each.answers is None:
            read.append((each, "refused"))
            continue
        read.append((each, "same" if each.identity in known else "read"))
        known.add(each.identity)
    return read


def validated_files(files: Sequence[ReadFile]) -> Iterable[FileResult]:
    """The result of each file, all their rows being validated at once."""
    if not files:
        return
    codebook = load_codebook()
    validated = validate([each.answers for each in files if each.answers], codebook)
    themes = part_themes(validated.records, validated.problems, codebook)
    records = _by_file(validated.records, len(files))
    problems = _by_file(validated.problems, len(files))
    not_run = _by_file(validated.not_run, len(files))
    for n, each in enumerate(files):
        yield FileResult(
            each,
            "read",
            _parts(n, each, records[n], _refused_answers(problems[n], len(records[n])), themes),
            validated.dropped_texts[n],
            records[n],
            problems[n],
            not_run[n],
        )


def _by_file(table: pa.Table, files: int) -> list[pa.Table]:
    """The rows of each file without the column that names it; they stand in the order of files."""
    lengths = [0] * files
    for each in pc.value_counts(table[FILE]).to_pylist():
        lengths[each["values"]] = each["counts"]
    rows = table.drop_columns([FILE])
    slices: list[pa.Table] = []
    begin = 0
    for length in lengths:
        slices.append(rows.slice(begin, length))
        begin += length
    return slices


def _refused_answers(problems: pa.Table, rows: int) -> Numbers:
    """How many answers of each row are refused."""
    refused = problems.filter(pc.equal(problems["size"].cast(pa.string()), "answer"))
    answers = refused.select(["record", "question"]).group_by(["record", "question"]).aggregate([])
    records = answers["record"].to_numpy() - 1
    return np.bincount(records, minlength=rows)


def _parts(
    n: int, file: ReadFile, records: pa.Table, refused_answers: Numbers, themes: Themes
) -> tuple[ReturnPart, ...]:
    """The share that file `n` has of each of its returns; one without rows has one nil part."""
    nil = file.answers.nil if file.answers else None
    if nil is not None:
        return (ReturnPart(nil.agency, nil.area, nil.return_date, 0, 0),)
    plain = pa.table(
        {name: records[name].cast(pa.string()) for name in ("agency", "return_area")}
        | {
            "return_date": records["return_date"],
            "refused": records["quarantined"].cast(pa.int64()),
            "answers": pa.array(refused_answers),
        }
    )
    counts = plain.group_by(_PART, use_threads=False).aggregate(
        [("refused", "sum"), ("refused", "count"), ("answers", "sum")]
    )
    return tuple(
        ReturnPart(
            agency=row["agency"],
            area=row["return_area"],
            return_date=row["return_date"],
            rows=row["refused_count"],
            refused_rows=row["refused_sum"],
            refused_answers=row["answers_sum"],
            themes=themes.get(PartKey(n, *(row[name] for name in _PART)), ()),
        )
        for row in counts.to_pylist()
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
