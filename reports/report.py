"""What the workbook and the page of a snapshot show, beside the tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from reports.disclosure.published import PublishedTables
from reports.figures import BASE, Tables, TrueTables
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
    """The ranges of England, the regions, and the authorities and boards with a case (of a
    published report that of England alone, none where England's count is hidden), whether the
    possible duplicates are left out of the tables, how many pairs there are (None where
    it is not said), and the least probability of a pair."""

    ranges: tuple[CountedRange, ...]
    left_out: bool
    pairs: int | None
    threshold: float

    def range_of(self, code: str) -> CountedRange:
        """The range of a place.  Raises KeyError if it has none."""
        for each in self.ranges:
            if each.code == code:
                return each
        raise KeyError(code)

    @property
    def england(self) -> CountedRange | None:
        return next((each for each in self.ranges if each.code == ENGLAND), None)


@dataclass(frozen=True)
class Report:
    """What a restricted and a published report have in common: the tables, where the rows went
    (step, rows as text, `c` where hidden), how many returns of how many agencies are counted, how
    far the counts may be off for possible duplicates, and how often rows of one young person
    disagree (None where it is not said)."""

    restricted: ClassVar[bool]

    tables: Tables
    flow: tuple[tuple[str, str], ...]
    returns_used: int
    agencies: int
    possible: PossibleDuplicates
    max_age: int
    conflicts: int | None
    codebook_version: str
    program_version: str

    @property
    def day(self) -> date:
        return self.tables.day

    @cached_property
    def cases(self) -> Mapping[str, str]:
        """The cases of each place as shown, by its code."""
        first = self.tables.tables[0].table.id
        return {each.geography.code: each.cases(BASE.code) for each in self.tables.of(first)}


@dataclass(frozen=True)
class RestrictedReport(Report):
    """A snapshot's tables with true counts, which returns they count, how each agency answered,
    for how many young people each question was answered, and a sentence on each return that was
    left out by name."""

    restricted = True

    tables: TrueTables
    returns: tuple[CountedReturn, ...]
    quality: Quality
    provided: DataProvided
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublicReport(Report):
    """A snapshot's tables after disclosure control, and what else may leave the building;
    `contact` is whom readers may ask, blank where nobody is named."""

    restricted = False

    tables: PublishedTables
    contact: str = ""
