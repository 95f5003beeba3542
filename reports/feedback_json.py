"""`feedback.json`: everything that an agency is told about a return, for a program to read."""

import json
from datetime import date

import msgspec

from reports.feedback import (
    Changes,
    Defect,
    Fault,
    Feedback,
    NotRun,
    ReturnWarning,
    SentFile,
    Verdict,
)
from schemas.problems import Size
from schemas.text import json_escaped

FORMAT = 1
"""Goes up when a key changes its name or meaning."""


class DefectJson(msgspec.Struct, frozen=True):
    local_id: str
    size: Size
    faults: tuple[Fault, ...]
    not_run: tuple[NotRun, ...]


class MissingJson(msgspec.Struct, frozen=True):
    label: str
    rows: int


class RuleJson(msgspec.Struct, frozen=True):
    code: str
    what: str
    label: str
    run: int
    broken: int
    not_run: tuple[MissingJson, ...]
    does_not_apply: int


class FeedbackJson(msgspec.Struct, frozen=True):
    """The keys of the file, in their order; those of what it holds are the names of the fields."""

    format: int
    agency: str
    area: str | None
    return_date: date | None
    verdict: Verdict
    nil: bool
    files: tuple[SentFile, ...]
    rows: int
    refused_rows: int
    dropped_texts: int | None
    defects: tuple[DefectJson, ...]
    rules: tuple[RuleJson, ...]
    warnings: tuple[ReturnWarning, ...]
    notices: tuple[str, ...]
    not_asked: tuple[str, ...]
    changes: Changes | None
    marked: tuple[str, ...]


def feedback_json(feedback: Feedback) -> str:
    """The feedback as JSON; values stand as they were sent, defects in the order of the file."""
    model = _model(feedback)
    try:
        said = msgspec.json.format(msgspec.json.encode(model), indent=2).decode()
        return json_escaped(said) + "\n"
    except UnicodeEncodeError:  # a path may hold bytes that are no text: JSON can escape them
        return json.dumps(msgspec.to_builtins(model), indent=2) + "\n"


def _model(feedback: Feedback) -> FeedbackJson:
    return FeedbackJson(
        format=FORMAT,
        agency=feedback.agency,
        area=feedback.area,
        return_date=feedback.return_date,
        verdict=feedback.verdict,
        nil=feedback.nil,
        files=feedback.files,
        rows=feedback.rows,
        refused_rows=feedback.refused_rows,
        dropped_texts=feedback.dropped_texts,
        defects=tuple(_defect(each) for each in feedback.defects),
        rules=tuple(
            RuleJson(
                code=each.code,
                what=each.what,
                label=each.label,
                run=each.run,
                broken=each.broken,
                not_run=tuple(MissingJson(label, rows) for label, rows in each.not_run),
                does_not_apply=each.does_not_apply,
            )
            for each in feedback.rules
        ),
        warnings=feedback.warnings,
        notices=feedback.notices,
        not_asked=feedback.not_asked,
        changes=feedback.changes,
        marked=feedback.marked,
    )


def _defect(defect: Defect) -> DefectJson:
    return DefectJson(defect.local_id, defect.size, defect.faults, defect.not_run)
