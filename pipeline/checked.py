"""A delivery read and validated: what a check tells, and an ingest takes in.

Files are read one after another, and validated together where their rows are many, beside the
reading of those after them.  What they say as text is let go of as soon as it is coded.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
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
from pipeline.cover import ReturnPart
from pipeline.delivery_result import DeliveryResult, FileResult, Outcome
from pipeline.found_problems import FILE
from pipeline.said_twice import with_said_twice
from pipeline.validation import validate
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook

Progress = Callable[[str], None]
_PART = ["agency", "return_area", "return_date"]
_TOGETHER = 100_000
"""How many rows are validated at once: a month's files together, a year's in turn."""


def check_delivery(
    delivery: Delivery,
    progress: Progress = lambda _: None,
    agencies: Agencies = NO_AGENCIES,
    *,
    guarded: bool = True,
) -> DeliveryResult:
    """Reads and validates the files of a delivery; stores nothing.  What is to be sealed has to be
    `guarded` (validation.validate).

    Of what they say as text only the identifiers are kept, and the rows with a problem.
    """
    results: list[FileResult] = []
    with ThreadPoolExecutor(1, "validation") as beside:
        waiting: deque[Future[list[FileResult]]] = deque()
        for batch in _batches(_read(delivery, progress, agencies)):
            if waiting:
                results += waiting.popleft().result()
            waiting.append(beside.submit(_results, batch, guarded))
        while waiting:
            results += waiting.popleft().result()
    return DeliveryResult(tuple(with_said_twice(results)))


def _batches(
    read: Iterable[tuple[ReadFile, Outcome]],
) -> Iterator[list[tuple[ReadFile, Outcome]]]:
    """Files one after another, as many as have enough rows to be validated at once."""
    batch: list[tuple[ReadFile, Outcome]] = []
    rows = 0
    for each, outcome in read:
        batch.append((each, outcome))
        rows += each.answers.rows.num_rows if each.answers else 0
        if rows >= _TOGETHER:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch


def _results(batch: Sequence[tuple[ReadFile, Outcome]], guarded: bool) -> list[FileResult]:
    read = [each for each, outcome in batch if outcome == "read"]
    validated = iter(_validated(read, guarded=guarded))
    return [
        next(validated) if outcome == "read" else FileResult(each, outcome)
        for each, outcome in batch
    ]


def validated_files(files: Sequence[ReadFile]) -> list[FileResult]:
    """The result of each file, all their rows being validated at once."""
    return with_said_twice(list(_validated(files)))


def _read(
    delivery: Delivery, progress: Progress, agencies: Agencies
) -> Iterator[tuple[ReadFile, Outcome]]:
    """Each file with whether it was read, is a copy of one before it, or is refused."""
    today = datetime.now().astimezone().date()
    reader = file_reader(load_codebook(), load_areas(), today, agencies)
    known: set[str] = set()
    for file in delivery.files:
        each = reader.read(file)
        progress(file.path)
        if each.answers is None:
            yield each, "refused"
            continue
        yield each, "same" if each.identity in known else "read"
        known.add(each.identity)


def _validated(files: Sequence[ReadFile], *, guarded: bool = True) -> Iterable[FileResult]:
    """The result of each file, without the identifiers that stand twice in a return."""
    if not files:
        return
    codebook = load_codebook()
    validated = validate(
        [each.answers for each in files if each.answers], codebook, guarded=guarded
    )
    themes = part_themes(validated.records, validated.problems, codebook)
    records = _by_file(validated.records, len(files))
    problems = _by_file(validated.problems, len(files))
    not_run = _by_file(validated.not_run, len(files))
    for n, each in enumerate(files):
        yield FileResult(
            _coded(each, problems[n]),
            "read",
            _parts(n, each, records[n], _refused_answers(problems[n], len(records[n])), themes),
            validated.dropped_texts[n],
            records[n],
            problems[n],
            not_run[n],
        )


def _coded(file: ReadFile, problems: pa.Table) -> ReadFile:
    """The file without the texts of the rows that have no problem."""
    if file.answers is None:
        return file
    records = np.unique(problems["record"].to_numpy() - 1)
    return replace(file, answers=file.answers.coded(records))


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
