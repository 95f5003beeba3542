"""What goes back to an agency about one return: the verdict, what to mend, what was not checked,
and what changed since its last return.

All of it is for that agency alone: it repeats what stands in the cells that it sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from schemas.problems import Size

Verdict = Literal["accepted", "accepted_with_refusals", "refused"]
"""accepted_with_refusals: rows or answers are refused; refused: no row of it is counted."""

MARKED = "marked"
"""The folder of the marked copies, beside the feedback."""
COSTLIEST_FIRST: tuple[Size, ...] = ("file", "row", "answer", "warning")


@dataclass(frozen=True, slots=True)
class SentCell:
    """Where something stands in a sent file: `file` is its path as sent; numbers count from 1 and
    are None where there is none; `text` is as people say it (`sheet 2, cell F12`)."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule or check that was broken.

    `question` and `label` are None where the row or the file as a whole is at fault; `said` is what
    stands there, blank for a blank cell, None where it is not to be repeated or is no cell.
    """

    code: str
    size: Size
    question: str | None
    label: str | None
    cell: SentCell
    said: str | None
    what: str
    remedy: str
    cost: str = ""
    """What it costs in words, where that is more than its size says."""


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that could not be run for a young person: what it checks, and the labels of the
    answers that were missing for it."""

    code: str
    what: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing to mend: the faults that come of it, the one to mend first, and the rules that it
    kept from being run.  `local_id` is as sent; blank where there is none or it is not repeated."""

    local_id: str
    faults: tuple[Fault, ...]
    not_run: tuple[NotRun, ...] = ()

    @property
    def first(self) -> Fault:
        return self.faults[0]

    @property
    def size(self) -> Size:
        """What it costs: the most that one of its faults does."""
        return min((each.size for each in self.faults), key=COSTLIEST_FIRST.index)


@dataclass(frozen=True)
class RuleRun:
    """How often a rule across answers was run for the rows of a return, how often it was broken,
    for how many rows it was not run, by the labels of the answers missing for it, and to how many
    it does not apply, since what it checks is not answered."""

    code: str
    what: str
    label: str
    run: int
    broken: int
    not_run: tuple[tuple[str, int], ...]
    does_not_apply: int = 0


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """An answer that means something else than in the earlier return; labels or dates, blank where
    not provided."""

    local_id: str
    label: str
    before: str
    now: str


@dataclass(frozen=True)
class ReturnWarning:
    """Something odd about a return as a whole; `code` is in the catalogue of problems, `figures` is
    a sentence with the numbers that show it."""

    code: str
    what: str
    remedy: str
    figures: str = ""

    @property
    def sentences(self) -> str:
        """What is odd, the numbers, and what to do."""
        return " ".join(each for each in (self.what, self.figures, self.remedy) if each)


@dataclass(frozen=True)
class Changes:
    """A return against the same agency's and area's earlier one, of the day `since`.

    Young people are counted by distinct normalised identifiers, each once however often it stands.
    One whose row was refused counts as there if the identifier could be read: so `rows_before`,
    less those `gone`, with those `new`, is `rows_now`.  Identifiers stand as first sent.
    """

    since: date
    rows_before: int
    rows_now: int
    new: tuple[str, ...]
    gone: tuple[str, ...]
    answers: tuple[ChangedAnswer, ...]


@dataclass(frozen=True)
class SentFile:
    """A file of a return: its path as sent and the hash of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Feedback:
    """What one agency is told about one return, or about a file that was refused.

    `agency` is blank and `area`, `return_date` are None where a refused file does not tell them;
    `area` is a name.  `rows` are the young people received; `not_asked` are labels of the form's
    questions; `marked` are the names of the marked copies that stand beside it in MARKED.
    `dropped_texts` is None where it can't be told, as of a file that holds several returns.
    """

    agency: str
    area: str | None
    return_date: date | None
    verdict: Verdict
    files: tuple[SentFile, ...]
    rows: int
    refused_rows: int
    nil: bool
    defects: tuple[Defect, ...]
    rules: tuple[RuleRun, ...] = ()
    notices: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    dropped_texts: int | None = 0
    warnings: tuple[ReturnWarning, ...] = ()
    changes: Changes | None = None
    marked: tuple[str, ...] = ()

    def number_of(self, size: Size) -> int:
        """How many things to mend cost `size` at most."""
        return sum(each.size == size for each in self.defects)


def faults_of(defects: Sequence[Defect]) -> list[Fault]:
    """All faults, in the order of the defects."""
    return [fault for defect in defects for fault in defect.faults]
