"""What the trend shows: each month of a span."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reports.figures import TrueTables
from reports.movements import Series
from reports.year import PlaceMovements


@dataclass(frozen=True)
class TrendMonth:
    """One month of one series: its movements, by place, and the tables of those open on its last
    day.  Places without a spell are left out of the movements, those with nobody open out of the
    tables.

    Only the series `all` has tables of authorities and boards; the others have those of England
    and the regions.
    """

    name: str
    last: date
    movements: tuple[PlaceMovements, ...]
    tables: TrueTables


@dataclass(frozen=True)
class TrendSeries:
    series: Series
    months: tuple[TrendMonth, ...]


@dataclass(frozen=True)
class YearOfTrend:
    """A year from 1 April to 31 March (`2010-11`) that is wholly in the span, as an annual return
    counts it: its movements by place; `months` are the names of its months."""

    name: str
    months: tuple[str, ...]
    movements: tuple[PlaceMovements, ...]


@dataclass(frozen=True)
class TrendReport:
    """All series over the months from `first` to `last` (first and last day).

    `every_month` and `not_every_month` name the agencies, with their areas, that sent in each month
    and that did not; `without_return` names the months in which no return is dated: what was said
    before still stands in them; `populations` (0 to 17, by the code of a place) are as in
    YearReport; `years` are the years of the series `all` that are wholly in the span.
    """

    first: date
    last: date
    series: tuple[TrendSeries, ...]
    every_month: tuple[tuple[str, str], ...]
    not_every_month: tuple[tuple[str, str], ...]
    without_return: tuple[str, ...]
    codebook_version: str
    program_version: str
    populations: Mapping[str, int]
    population_note: str
    years: tuple[YearOfTrend, ...] = ()
