"""What the annual return shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reports.figures import Geography, TrueTables
from reports.movements import Movements


@dataclass(frozen=True)
class PlaceMovements:
    """The movements of a place; England and each region are the sums of theirs."""

    geography: Geography
    movements: Movements


@dataclass(frozen=True)
class SendingOfYear:
    """Whether an agency sent for a board in each month of the year: its months as `2010-04`;
    `last` is its latest return date up to the end of the year, None if there is none."""

    agency: str
    area: str
    sent: tuple[str, ...]
    last: date | None


@dataclass(frozen=True)
class MonthOfYear:
    """The movements of one month of a year by place, as a trend of its months counts them."""

    name: str
    movements: tuple[PlaceMovements, ...]


@dataclass(frozen=True)
class YearReport:
    """The year of all boards, or of one (`board`, its code).

    `name` is as `2010-11`; `movements` has England, the regions, the authorities and boards (those
    with a young person) in the order of the tables; `worked_with`, `new` and `known_before` are all
    tables of the young people of the year, of those new in it, and of the others; `sending` says
    who sent what, by area and agency; `missing` names the boards of England without any return in
    the year; `refused_rows` are those of the year's returns; `populations` are aged 0 to 17, by the
    code of a place; `months` are its twelve months, which a trend shows too: none where there are
    no records.
    """

    name: str
    first: date
    last: date
    board: str | None
    movements: tuple[PlaceMovements, ...]
    worked_with: TrueTables
    new: TrueTables
    known_before: TrueTables
    sending: tuple[SendingOfYear, ...]
    missing: tuple[str, ...]
    returns_used: int
    refused_rows: int
    agencies: int
    codebook_version: str
    program_version: str
    populations: Mapping[str, int]
    population_note: str
    months: tuple[MonthOfYear, ...] = ()
