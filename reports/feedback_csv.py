"""`feedback.csv`: all that an agency has to mend, one line a defect, for a spreadsheet program."""

import csv
import io

from reports.feedback import Defect, Feedback
from reports.feedback_wording import (
    cost_of,
    costliest_first,
    not_checked,
    what_is_wrong,
    what_to_do,
)
from reports.spreadsheet_text import in_csv

HEADER = (
    "local_id", "file", "sheet", "row", "column", "cell", "question", "what_stands_there",
    "what_is_wrong", "what_to_do", "cost", "codes", "questions", "cells", "not_run",
)  # fmt: skip
PARTED_BY = "; "
"""Between the codes, questions and cells of the faults of one line: as many of each, in the same
order; a question is blank where the row or the file as a whole is at fault."""
_MARK = "\ufeff"
"""By it Excel knows UTF-8."""


def feedback_csv(feedback: Feedback) -> str:
    """All defects, the costliest first and then in the order of the file, with the mark of UTF-8 in
    front.  Values that a spreadsheet would take for formulas are made inert."""
    text = io.StringIO(newline="")
    text.write(_MARK)
    # Lines end as Excel writes them: the writer then also quotes a value with a bare return.
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(HEADER)
    lines.writerows(_line(each) for each in costliest_first(feedback.defects))
    return text.getvalue()


def _line(defect: Defect) -> list[str]:
    first, faults = defect.first, defect.faults
    values = (
        defect.local_id,
        first.cell.file,
        first.cell.sheet or "",
        _number(first.cell.row),
        _number(first.cell.column),
        first.cell.text,
        first.label or "",
        first.said or "",
        " ".join(what_is_wrong(defect)),
        " ".join(what_to_do(defect)),
        cost_of(defect),
        PARTED_BY.join(each.code for each in faults),
        PARTED_BY.join(each.question or "" for each in faults),
        PARTED_BY.join(each.cell.text.replace(";", ",") for each in faults),
        PARTED_BY.join(not_checked(each) for each in defect.not_run),
    )
    return [in_csv(each) for each in values]


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
