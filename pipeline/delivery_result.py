"""What became of a delivery, file by file."""

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from ingest.read_file import ReadFile
from pipeline.cover import ReturnPart
from pipeline.nil_wanted import NilWanted
from pipeline.returns import ReturnId, StoredReturn

Outcome = Literal["read", "stored", "held", "same", "refused"]
"""read: checked only; held: what it says stands already; same: a copy of a file before it."""


@dataclass(frozen=True)
class FileResult:
    """What became of one file: `parts` is its share of each return; `records` and `problems` are as
    in schemas.records, `not_run` as in validation.Validated; None for a file that was refused or is
    a copy."""

    read: ReadFile
    outcome: Outcome
    parts: tuple[ReturnPart, ...] = ()
    dropped_texts: int = 0
    records: pa.Table | None = None
    problems: pa.Table | None = None
    not_run: pa.Table | None = None

    @property
    def left_out_rows(self) -> int:
        """Rows that hold only a total or a note."""
        return self.read.answers.understood.left_out_rows if self.read.answers else 0

    @property
    def is_nil(self) -> bool:
        return self.read.answers is not None and self.read.answers.nil is not None

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.parts)

    @property
    def refused_rows(self) -> int:
        return sum(part.refused_rows for part in self.parts)


@dataclass(frozen=True)
class DeliveryResult:
    """What became of a delivery's files, the areas for which a nil return is wanted, the returns
    that stood in the store before, and those of the delivery that were `held`: they stood so
    already.  `other_day` are the paths of held files of which the register tells another day of
    receipt than when they were stored; `stay_erased` those of held files from which rows were
    erased."""

    files: tuple[FileResult, ...]
    nil_wanted: tuple[NilWanted, ...] = ()
    stood: tuple[StoredReturn, ...] = ()
    held: frozenset[ReturnId] = frozenset()
    other_day: tuple[str, ...] = ()
    stay_erased: frozenset[str] = frozenset()

    @property
    def refused(self) -> bool:
        """Whether a file or a row was refused."""
        return any(each.outcome == "refused" or each.refused_rows for each in self.files)
