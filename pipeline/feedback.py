"""What each agency is told about its returns in a delivery: from what intake found to Feedback."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from ingest.agencies import NO_AGENCIES, Agencies
from ingest.places import Numbers
from ingest.read_file import FileProblem
from pipeline.cover import ReturnPart
from pipeline.defects import RecordDefect, defects_in, sent_cell
from pipeline.delivery_result import DeliveryResult, FileResult
from pipeline.messages import file_problem_text, meant, notices, unused_headers
from pipeline.returns import ReturnId, return_id
from pipeline.rule_runs import rule_runs
from reports.feedback import (
    Changes,
    Defect,
    Fault,
    Feedback,
    ReturnWarning,
    SentFile,
    Verdict,
)
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.problems import load_problems

_PART = (
    ("agency", pa.string()),
    ("return_area", pa.string()),
    ("return_date", pa.date32()),
)


@dataclass(frozen=True)
class ReturnChanges:
    """How a return differs from the same agency's and area's earlier one, and what is odd in it."""

    changes: Changes | None = None
    warnings: tuple[ReturnWarning, ...] = ()


NO_CHANGES: Mapping[ReturnId, ReturnChanges] = {}


@dataclass(frozen=True)
class ToMark:
    """A sent file that is the agency's alone, and all defects in it."""

    path: str
    sha256: str
    defects: tuple[Defect, ...]


@dataclass(frozen=True)
class ReturnFeedback:
    """The feedback on one return (`id` is None for a file that was refused), and the files of it of
    which a marked copy can be made: those that hold no other agency's records."""

    id: ReturnId | None
    feedback: Feedback
    to_mark: tuple[ToMark, ...] = ()


@dataclass(frozen=True)
class _Share:
    """A file's share of one return: the indices of its records, their defects, and those of the
    whole file."""

    result: FileResult
    part: ReturnPart
    indices: Numbers
    defects: tuple[Defect, ...]
    of_file: Sequence[RecordDefect]

    @property
    def is_whole_file(self) -> bool:
        return len(self.result.parts) == 1

    def rows_of(self, table: pa.Table | None) -> pa.Table | None:
        """Its rows of a table of the file's records."""
        if table is None or self.is_whole_file:
            return table
        return table.take(pa.array(self.indices))


def feedback_on(
    result: DeliveryResult,
    codebook: Codebook,
    areas: Areas,
    agencies: Agencies = NO_AGENCIES,
    changes: Mapping[ReturnId, ReturnChanges] = NO_CHANGES,
) -> list[ReturnFeedback]:
    """One for each return of a delivery, in the order of agency, area and date, then one for each
    file that was refused."""
    shares: dict[ReturnId, list[_Share]] = defaultdict(list)
    for each in result.files:
        for share in _shares(each, codebook):
            part = share.part
            id_ = return_id(areas, part.agency, part.area, part.return_date, agencies)
            shares[id_].append(share)
    of_returns = [
        _of_return(id_, shares[id_], codebook, areas, agencies, changes.get(id_, ReturnChanges()))
        for id_ in sorted(shares, key=lambda id_: (id_.agency, id_.area, id_.return_date))
    ]
    refused = [
        _of_refused(each, each.read.problem, codebook, areas, agencies)
        for each in result.files
        if each.read.problem is not None
    ]
    return [*of_returns, *refused]


def _shares(result: FileResult, codebook: Codebook) -> Iterable[_Share]:
    """The file's share of each return that it is part of."""
    found = defects_in(result, codebook)
    of_parts = indices_of_parts(result)
    if len(of_parts) < 2:
        every = tuple(each.defect for each in found)
        pairs = zip(result.parts, of_parts, strict=True)
        return [_Share(result, part, indices, every, found) for part, indices in pairs]
    part_of = np.zeros(result.rows, np.int64)
    for n, each in enumerate(of_parts):
        part_of[each] = n
    defects: list[list[Defect]] = [[] for _ in of_parts]
    for one in found:
        defects[part_of[one.record - 1]].append(one.defect)
    return [
        _Share(result, part, of_part, tuple(own), found)
        for part, of_part, own in zip(result.parts, of_parts, defects, strict=True)
    ]


def indices_of_parts(result: FileResult) -> list[Numbers]:
    """The indices of the records of each of the file's parts, in their order."""
    if len(result.parts) < 2 or result.records is None:
        return [np.arange(part.rows) for part in result.parts]
    indices = _indices_by_part(result.records)
    return [indices[part.agency, part.area, part.return_date] for part in result.parts]


def records_by_return(
    result: DeliveryResult, areas: Areas, agencies: Agencies = NO_AGENCIES
) -> Mapping[ReturnId, pa.Table]:
    """The records (schemas.records.record_schema) of each return of a delivery; none of a nil
    one."""
    found: dict[ReturnId, list[pa.Table]] = defaultdict(list)
    for each in result.files:
        for part, indices in zip(each.parts, indices_of_parts(each), strict=True):
            id_ = return_id(areas, part.agency, part.area, part.return_date, agencies)
            if each.records is not None:
                whole = len(each.parts) == 1
                found[id_].append(each.records if whole else each.records.take(pa.array(indices)))
    return {id_: pa.concat_tables(tables) for id_, tables in found.items()}


def _indices_by_part(records: pa.Table) -> Mapping[tuple[str, str, date], Numbers]:
    """The indices of the records of each agency, area and return date."""
    encoded = [
        records[name].combine_chunks().cast(kind).dictionary_encode() for name, kind in _PART
    ]
    keys = np.zeros(records.num_rows, np.int64)
    for each in encoded:
        keys = keys * len(each.dictionary) + each.indices.to_numpy()
    order = np.argsort(keys, kind="stable")
    begins = np.flatnonzero(np.diff(keys[order], prepend=-1))
    groups = np.split(order, begins[1:])
    values = [each.take(pa.array(order[begins])).to_pylist() for each in encoded]
    return dict(zip(zip(*values, strict=True), groups, strict=True))


def _of_return(
    id_: ReturnId,
    shares: Sequence[_Share],
    codebook: Codebook,
    areas: Areas,
    agencies: Agencies,
    changes: ReturnChanges,
) -> ReturnFeedback:
    defects = tuple(defect for share in shares for defect in share.defects)
    rows = sum(share.part.rows for share in shares)
    refused_rows = sum(share.part.refused_rows for share in shares)
    first = shares[0].part
    feedback = Feedback(
        agency=agencies.name_of(first.agency),
        area=areas.name_of(first.area) if areas.knows(first.area) else None,
        return_date=first.return_date,
        verdict=_verdict(rows, refused_rows, defects),
        files=tuple(SentFile(each.result.read.path, each.result.read.sha256) for each in shares),
        rows=rows,
        refused_rows=refused_rows,
        nil=rows == 0,
        defects=defects,
        rules=rule_runs(
            [
                (records, not_run)
                for each in shares
                if (records := each.rows_of(each.result.records)) is not None
                and (not_run := each.rows_of(each.result.not_run)) is not None
            ],
            defects,
            codebook,
        ),
        notices=_notices(shares),
        not_asked=_not_asked(shares, codebook),
        dropped_texts=_dropped(shares),
        warnings=changes.warnings,
        changes=changes.changes,
    )
    return ReturnFeedback(id_, feedback, tuple(_to_mark(shares, agencies)))


def _verdict(rows: int, refused_rows: int, defects: Sequence[Defect]) -> Verdict:
    if rows and rows == refused_rows:
        return "refused"
    if any(each.size in ("row", "answer") for each in defects):
        return "accepted_with_refusals"
    return "accepted"


def _notices(shares: Sequence[_Share]) -> tuple[str, ...]:
    """What may not be as it was meant, with the file where there are several."""
    found: list[str] = []
    for each in shares:
        read = each.result.read
        if read.answers is None:
            continue
        understood = read.answers.understood
        said = [*notices(understood)]
        if "blocks" not in understood.layouts:  # titles within forms are no columns left unread
            said += unused_headers(understood)
        found += [f"{read.path}: {notice}" if len(shares) > 1 else notice for notice in said]
    return tuple(found)


def _not_asked(shares: Sequence[_Share], codebook: Codebook) -> tuple[str, ...]:
    """The labels of the questions that none of the files asks."""
    absent = [
        set(each.result.read.answers.understood.absent_questions)
        for each in shares
        if each.result.read.answers
    ]
    everywhere = set.intersection(*absent) if absent else set()
    return tuple(each.label for each in codebook.questions if each.name in everywhere)


def _dropped(shares: Sequence[_Share]) -> int:
    """Free texts dropped; counted by file, so not told where a file holds other returns."""
    return sum(each.result.dropped_texts for each in shares if each.is_whole_file)


def _to_mark(shares: Sequence[_Share], agencies: Agencies) -> Iterable[ToMark]:
    """The workbooks among the files that hold one agency's records only and have defects."""
    for each in shares:
        read = each.result.read
        is_workbook = read.answers is not None and read.answers.understood.format == "xlsx"
        names = {agencies.key_of(part.agency) for part in each.result.parts}
        if is_workbook and len(names) == 1 and each.of_file:
            defects = tuple(found.defect for found in each.of_file)
            yield ToMark(read.path, read.sha256, defects)


def _of_refused(
    result: FileResult, problem: FileProblem, codebook: Codebook, areas: Areas, agencies: Agencies
) -> ReturnFeedback:
    claim, path = result.read.claim, result.read.path
    text = file_problem_text(problem, codebook)
    label = codebook.label_of(problem.field) if problem.field else None
    about = [(problem.field, label, problem.place)]
    if problem.doubts:
        about = [(d.meaning.name, meant(d.meaning, codebook), d.place) for d in problem.doubts]
    size, code = load_problems()[problem.code].size, problem.code
    faults = (
        Fault(code, size, question, name, sent_cell(path, place), None, text.what, text.remedy)
        for question, name, place in about
    )
    feedback = Feedback(
        agency=agencies.name_of(claim.agency) if claim.agency else "",
        area=areas.name_of(claim.area) if claim.area else None,
        return_date=claim.return_date,
        verdict="refused",
        files=(SentFile(path, result.read.sha256),),
        rows=0,
        refused_rows=0,
        nil=False,
        defects=tuple(Defect("", (each,)) for each in faults),
    )
    return ReturnFeedback(None, feedback)
