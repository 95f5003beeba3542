"""What the workbook and the page of a snapshot show, beside the tables."""

from dataclasses import dataclass
from datetime import date

from reports.figures import TrueTables
from reports.quality import DataProvided, Quality


@dataclass(frozen=True)
class CountedReturn:
    """A return that the snapshot counts; `area` is a name."""

    agency: str
    area: str
    return_date: date
    rows: int
    refused_rows: int


@dataclass(frozen=True)
class RestrictedReport:
    """A snapshot's tables with true counts, where its rows went (step, rows), how each agency
    answered, and for how many young people each question was answered."""

    tables: TrueTables
    flow: tuple[tuple[str, int], ...]
    returns: tuple[CountedReturn, ...]
    quality: Quality
    provided: DataProvided
    max_age: int
    conflicts: int
    codebook_version: str
    program_version: str

    @property
    def day(self) -> date:
        return self.tables.day
