"""What each agency is told about its returns in a delivery: from what intake found to Feedback."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.defects import sent_cell
from pipeline.delivery_result import DeliveryResult, FileResult
from pipeline.messages import file_problem_text, meant, notices, unused_headers
from pipeline.return_shares import Share, shares_of
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


@dataclass(frozen=True)
class ReturnChanges:
    """How a return differs from the same agency's and area's earlier one, and what is odd in it."""

    changes: Changes | None = None
    warnings: tuple[ReturnWarning, ...] = ()


NO_CHANGES: Mapping[ReturnId, ReturnChanges] = {}


@dataclass(frozen=True)
class ToMark:
    """A sent file whose young people are the agency's alone, all defects in it, and the sheets
    (`sheet 2`) from which they were read: no other is known to be the agency's."""

    path: str
    sha256: str
    defects: tuple[Defect, ...]
    sheets: tuple[str, ...]


@dataclass(frozen=True)
class ReturnFeedback:
    """The feedback on one return (`id` is None for a file that was refused), and the files of it of
    which a marked copy can be made: those that hold no other agency's records."""

    id: ReturnId | None
    feedback: Feedback
    to_mark: tuple[ToMark, ...] = ()


def feedback_on(
    result: DeliveryResult,
    codebook: Codebook,
    areas: Areas,
    agencies: Agencies = NO_AGENCIES,
    changes: Mapping[ReturnId, ReturnChanges] = NO_CHANGES,
) -> list[ReturnFeedback]:
    """One for each return of a delivery, in the order of agency, area and date, then one for each
    refused file that belongs to none of them by what is told of it."""
    shares: dict[ReturnId, list[Share]] = defaultdict(list)
    for each in result.files:
        for id_, share in shares_of(each, codebook, areas, agencies).items():
            shares[id_].append(share)
    refused: dict[ReturnId | None, list[FileResult]] = defaultdict(list)
    for each in result.files:
        if each.read.problem is not None:
            claimed = _claimed(each, areas, agencies)
            refused[claimed if claimed in shares else None].append(each)
    of_returns = [
        _of_return(
            id_,
            shares[id_],
            refused[id_],
            changes.get(id_, ReturnChanges()),
            codebook,
            areas,
            agencies,
        )
        for id_ in sorted(shares, key=lambda id_: (id_.agency, id_.area, id_.return_date))
    ]
    alone = (_of_refused(each, codebook, areas, agencies) for each in refused[None])
    return [*of_returns, *alone]


def _claimed(result: FileResult, areas: Areas, agencies: Agencies) -> ReturnId | None:
    """The return that a refused file was to be part of, where that is told."""
    claim = result.read.claim
    if claim.agency is None or claim.area is None or claim.return_date is None:
        return None
    return return_id(areas, claim.agency, claim.area, claim.return_date, agencies)


def _of_return(
    id_: ReturnId,
    shares: Sequence[Share],
    refused: Sequence[FileResult],
    changes: ReturnChanges,
    codebook: Codebook,
    areas: Areas,
    agencies: Agencies,
) -> ReturnFeedback:
    """`refused` are the files that were to be part of it and were refused."""
    defects = (
        *(defect for each in refused for defect in _file_defects(each, codebook)),
        *(defect for share in shares for defect in share.defects),
    )
    rows = sum(share.rows for share in shares)
    refused_rows = sum(share.refused_rows for share in shares)
    files = (*(share.result for share in shares), *refused)
    first = shares[0].part
    feedback = Feedback(
        agency=agencies.name_of(first.agency),
        area=areas.name_of(first.area) if areas.knows(first.area) else None,
        return_date=first.return_date,
        verdict=_verdict(rows, refused_rows, defects),
        files=tuple(SentFile(each.read.path, each.read.sha256) for each in files),
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
    if any(each.size in ("file", "row", "answer") for each in defects):
        return "accepted_with_refusals"
    return "accepted"


def _notices(shares: Sequence[Share]) -> tuple[str, ...]:
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
        if each.others:
            said.append(
                f"The file also holds your return for {', '.join(each.others)}: the feedback on it "
                "stands by itself, and both have to be mended in the one file."
            )
        found += [f"{read.path}: {notice}" if len(shares) > 1 else notice for notice in said]
    return tuple(found)


def _not_asked(shares: Sequence[Share], codebook: Codebook) -> tuple[str, ...]:
    """The labels of the questions that none of the files asks."""
    absent = [
        set(each.result.read.answers.understood.absent_questions)
        for each in shares
        if each.result.read.answers
    ]
    everywhere = set.intersection(*absent) if absent else set()
    return tuple(each.label for each in codebook.questions if each.name in everywhere)


def _dropped(shares: Sequence[Share]) -> int | None:
    """Free texts dropped; counted by file, so not told where a file holds other returns."""
    if not all(each.is_whole_file for each in shares):
        return None
    return sum(each.result.dropped_texts for each in shares)


def _to_mark(shares: Sequence[Share], agencies: Agencies) -> Iterable[ToMark]:
    """The workbooks among the files that hold one agency's records only and have defects."""
    for each in shares:
        read = each.result.read
        if read.answers is None or read.answers.understood.format != "xlsx":
            continue
        names = {agencies.key_of(part.agency) for part in each.result.parts}
        if len(names) == 1 and each.of_file:
            defects = tuple(found.defect for found in each.of_file)
            sheets = tuple(read.answers.rows["sheet"].unique().to_pylist())
            yield ToMark(read.path, read.sha256, defects, sheets)


def _of_refused(
    result: FileResult, codebook: Codebook, areas: Areas, agencies: Agencies
) -> ReturnFeedback:
    claim = result.read.claim
    feedback = Feedback(
        agency=agencies.name_of(claim.agency) if claim.agency else "",
        area=areas.name_of(claim.area) if claim.area else None,
        return_date=claim.return_date,
        verdict="refused",
        files=(SentFile(result.read.path, result.read.sha256),),
        rows=0,
        refused_rows=0,
        nil=False,
        defects=_file_defects(result, codebook),
    )
    return ReturnFeedback(None, feedback)


def _file_defects(result: FileResult, codebook: Codebook) -> tuple[Defect, ...]:
    """Why a file was refused: one defect, or one for each header in doubt."""
    problem, path = result.read.problem, result.read.path
    if problem is None:
        return ()
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
    return tuple(Defect("", (each,)) for each in faults)
