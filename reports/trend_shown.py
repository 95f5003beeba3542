"""What the page and the workbook of a trend show: its figures as text, of both kinds.

True counts and published figures are of different types here too: a writer for the public takes a
PublishedTrend, which nothing makes from true counts but the disclosure control.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar, Literal

from reports.disclosure.published import PublishedTables
from reports.figures import Geography, Tables, TrueTables
from reports.movements import Movements, Series
from reports.trend import TrendMonth, TrendReport
from schemas.areas import ENGLAND, Level

Kind = Literal[
    "open_start",
    "seen_again",
    "new",
    "came_back",
    "ended",
    "ended_age",
    "unknown",
    "open_end",
    "not_confirmed",
    "open_sent_every_month",
    "open_others",
]
"""What is counted of a month: spells, as in Movements; and of those open at its end how many are so
by agencies that sent every month, and how many by others alone (series `all` only)."""

SPELLS: tuple[Kind, ...] = (
    "open_start", "seen_again", "new", "came_back", "ended", "ended_age", "unknown", "open_end",
    "not_confirmed",
)  # fmt: skip
PUBLISHED_KINDS: tuple[Kind, ...] = (
    "open_start", "new", "came_back", "ended", "unknown", "open_end", "open_sent_every_month",
    "open_others",
)  # fmt: skip
_LEVELS: tuple[Level, ...] = ("national", "regional", "local_authority", "joint_board")


@dataclass(frozen=True)
class ShownLine:
    """A count of one place, a text a month: `c` where it is not shown."""

    series: Series
    kind: Kind
    geography: Geography
    cases: tuple[str, ...]


@dataclass(frozen=True)
class ShownMonth:
    """A month by its name as `2010-04`, its last day, and the tables of those open on it."""

    name: str
    last: date
    tables: Tables


@dataclass(frozen=True)
class ShownTrend:
    """What a restricted and a published trend have in common.

    Each line has a text for each of the `months`; a place is in the lines of a series for all
    months or for none.  `every_month` and `others`: how many agencies, each with its area, sent in
    every month, and how many did not.  `populations` is aged 0 to 17, by the code of a place.
    `without_return` names the months in which no return is dated.
    """

    restricted: ClassVar[bool]

    months: tuple[ShownMonth, ...]
    lines: tuple[ShownLine, ...]
    every_month: int
    others: int
    codebook_version: str
    program_version: str
    populations: Mapping[str, int]
    population_note: str
    without_return: tuple[str, ...]

    def line(self, kind: Kind, code: str = ENGLAND, series: Series = "all") -> ShownLine:
        """The counts of a place month by month.  Raises KeyError where there are none."""
        return self._lines[series, kind, code]

    def has(self, series: Series) -> bool:
        return any(each.series == series for each in self.lines)

    def places(self, *levels: Level, series: Series = "all") -> tuple[Geography, ...]:
        """The places of these levels that have lines, in the order of the tables."""
        found = dict.fromkeys(each.geography for each in self.lines if each.series == series)
        return tuple(each for each in found if each.level in levels)

    @cached_property
    def _lines(self) -> Mapping[tuple[Series, Kind, str], ShownLine]:
        return {(each.series, each.kind, each.geography.code): each for each in self.lines}


@dataclass(frozen=True)
class RestrictedMonth(ShownMonth):
    """A month with true figures."""

    tables: TrueTables


@dataclass(frozen=True)
class RestrictedTrend(ShownTrend):
    """A trend with true counts, and which agencies, with their areas, sent in every month."""

    restricted = True

    months: tuple[RestrictedMonth, ...]
    sent_every_month: tuple[tuple[str, str], ...]
    sent_not_every_month: tuple[tuple[str, str], ...]


class PublishedLine(ShownLine):
    """A line fit to be shown."""


@dataclass(frozen=True)
class PublishedMonth(ShownMonth):
    """A month with published figures."""

    tables: PublishedTables


@dataclass(frozen=True)
class PublishedTrend(ShownTrend):
    """A trend after disclosure control: lines of series `all` and of PUBLISHED_KINDS for England
    and the regions.  `threshold`: counts from 1 to this are never shown; `contact`: whom readers
    may ask, blank where nobody is named."""

    restricted = False

    months: tuple[PublishedMonth, ...]
    lines: tuple[PublishedLine, ...]
    threshold: int
    contact: str = ""


def shown_trend(report: TrendReport) -> RestrictedTrend:
    """The true counts of a trend as they are shown.

    A place without a spell in a month has 0 there; places are listed if they have one in any.
    """
    return RestrictedTrend(
        months=tuple(
            RestrictedMonth(each.name, each.last, each.tables) for each in _all_months(report)
        ),
        lines=tuple(_lines(report)),
        every_month=len(report.every_month),
        others=len(report.not_every_month),
        codebook_version=report.codebook_version,
        program_version=report.program_version,
        populations=report.populations,
        population_note=report.population_note,
        without_return=report.without_return,
        sent_every_month=report.every_month,
        sent_not_every_month=report.not_every_month,
    )


def _all_months(report: TrendReport) -> tuple[TrendMonth, ...]:
    (months,) = (each.months for each in report.series if each.series == "all")
    return months


def _lines(report: TrendReport) -> Iterator[ShownLine]:
    by_series = {each.series: each.months for each in report.series}
    for series, months in by_series.items():
        counts = [_by_code(each) for each in months]
        for place in _places(months):
            for kind in SPELLS:
                yield _line(series, kind, place, [_count(each, place, kind) for each in counts])
    every = by_series.get("sent_every_month")
    if every is None:
        return
    whole = [_by_code(each) for each in by_series["all"]]
    sent = [_by_code(each) for each in every]
    for place in _places(by_series["all"]):
        by_sent = [_count(each, place, "open_end") for each in sent]
        by_all = [_count(each, place, "open_end") for each in whole]
        others = [both - one for both, one in zip(by_all, by_sent, strict=True)]
        yield _line("all", "open_sent_every_month", place, by_sent)
        yield _line("all", "open_others", place, others)


def _line(series: Series, kind: Kind, place: Geography, cases: list[int]) -> ShownLine:
    return ShownLine(series, kind, place, tuple(map(str, cases)))


def _by_code(month: TrendMonth) -> Mapping[str, Movements]:
    return {each.geography.code: each.movements for each in month.movements}


def _count(month: Mapping[str, Movements], place: Geography, kind: Kind) -> int:
    counts = month.get(place.code, Movements())
    return int(getattr(counts, kind))


def _places(months: tuple[TrendMonth, ...]) -> list[Geography]:
    """All places of the months, in the order of the tables."""
    found = {each.geography for month in months for each in month.movements}
    return sorted(found, key=lambda each: (_LEVELS.index(each.level), each.code))
