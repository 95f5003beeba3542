"""What the workbook and the page of a snapshot show, beside the tables."""

from dataclasses import dataclass
from datetime import date

from reports.figures import TrueTables
from reports.quality import DataProvided, Quality
from reports.review import CountedRange
from schemas.areas import ENGLAND


@dataclass(frozen=True)
class CountedReturn:
    """A return that the snapshot counts; `area` is a name."""

    agency: str
    area: str
    return_date: date
    rows: int
    refused_rows: int


@dataclass(frozen=True)
class PossibleDuplicates:
    """The ranges of England, the regions, and the authorities and boards with a case, whether the
    possible duplicates are left out of the tables, how many pairs there are, and the least
    probability of a pair."""

    ranges: tuple[CountedRange, ...]
    left_out: bool
    pairs: int
    threshold: float

    def range_of(self, code: str) -> CountedRange:
        """The range of a place.  Raises KeyError if it has none."""
        for each in self.ranges:
            if each.code == code:
                return each
        raise KeyError(code)

    @property
    def england(self) -> CountedRange:
        return self.range_of(ENGLAND)


@dataclass(frozen=True)
class RestrictedReport:
    """A snapshot's tables with true counts, where its rows went (step, rows), how each agency
    answered, for how many young people each question was answered, and how far the counts may
    be off for possible duplicates."""

    tables: TrueTables
    flow: tuple[tuple[str, int], ...]
    returns: tuple[CountedReturn, ...]
    quality: Quality
    provided: DataProvided
    possible: PossibleDuplicates
    max_age: int
    conflicts: int
    codebook_version: str
    program_version: str

    @property
    def day(self) -> date:
        return self.tables.day
