"""A board's profile: referrals of two periods in figures, with how much is known of each, and the
missing-from-home table.

Everything here holds true counts, for those who hold the data; what is published of a profile is
made from `ProfileReport.counted`.  What each word means stands in docs/profile.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.figures import TrueTables

PeriodName = Literal["last", "before"]
"""The six months up to the profile's day, and the six before them."""
PERIODS: tuple[PeriodName, ...] = ("last", "before")
PlaceKind = Literal["area", "together", "region", "england"]
Unit = Literal["referrals", "young_people"]
TOGETHER = "together"
"""The key of several areas added up."""


@dataclass(frozen=True)
class Span:
    """A period by its first and its last day."""

    name: PeriodName
    first: date
    last: date


@dataclass(frozen=True)
class ProfilePlace:
    """A column of the profile: an area that was asked for, several of them `together`, a region
    that holds one of them, or England.  `key` is its code (`together` for areas added up); `codes`
    are those of the geographies in `counted` that it adds up (one, but for `together`)."""

    key: str
    name: str
    kind: PlaceKind
    codes: tuple[str, ...]


@dataclass(frozen=True)
class ProfileRow:
    """A row of a table.  Of a row that adds up others of the table, as missing twice and missing
    three times or more, `sum_of` are their codes; the rows without add up to the base, except where
    several answers may stand together."""

    code: str
    label: str
    sum_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProfileFigure:
    """A row's figure in a place and a period.

    `percent` is of the base (the referrals with information), `of_all` of all referrals; both to
    one decimal, empty where there are none to take it of.
    """

    row: str
    place: str
    period: PeriodName
    cases: int
    base: int
    percent: str
    of_all: str


@dataclass(frozen=True)
class Completeness:
    """How much of a table is known in a place and a period.

    base + not_known + not_provided + not_asked + outside = counted, the referrals (or young people)
    of that place and period.  `outside`: those to whom the question does not apply; `not_asked`:
    those whose form has not the question; `forms`: the versions of the forms on which those counted
    came.
    """

    place: str
    period: PeriodName
    counted: int
    base: int
    not_known: int
    not_provided: int
    not_asked: int
    outside: int
    forms: tuple[str, ...]

    @property
    def no_such_question(self) -> tuple[str, ...]:
        """The versions of the forms of the time, where none of them has the question; else none."""
        return self.forms if self.counted and self.not_asked == self.counted else ()


@dataclass(frozen=True)
class FirstPage:
    """A sentence for the first page about a row.  The text may hold {cases}, {base}, {percent},
    {of_all} and {counted}, of the row in the place and period shown."""

    row: str
    text: str


@dataclass(frozen=True)
class ProfileTable:
    """A table of the profile: a figure for each row, place and period, in that order, and a
    completeness for each place and period.

    `part` is the code of the part of the profile in which it stands (Part), `question` the label of
    the question behind it (empty for counts that need none), `versions` are the forms from which
    answers can come.  In a table of `several` answers a referral may be in more than one row.
    `counts_as`: the labels of answers that have no row, each with that of the row in which it is
    counted, as foster care in other.
    """

    id: str
    title: str
    part: str
    question: str
    versions: tuple[str, ...]
    unit: Unit
    several: bool
    rows: tuple[ProfileRow, ...]
    figures: tuple[ProfileFigure, ...]
    completeness: tuple[Completeness, ...]
    first_page: tuple[FirstPage, ...]
    note: str
    counts_as: tuple[tuple[str, str], ...] = ()

    def figure(self, row: str, place: str, period: PeriodName) -> ProfileFigure:
        """Raises KeyError if there is none."""
        wanted = (row, place, period)
        for each in self.figures:
            if (each.row, each.place, each.period) == wanted:
                return each
        raise KeyError(wanted)

    def known(self, place: str, period: PeriodName) -> Completeness:
        """Raises KeyError if there is none."""
        for each in self.completeness:
            if (each.place, each.period) == (place, period):
                return each
        raise KeyError((place, period))


@dataclass(frozen=True)
class Part:
    """A part of the profile, as Young people or Missing from home."""

    code: str
    title: str


@dataclass(frozen=True)
class Referrals:
    """The referrals of a place in a period, and the young people behind them.

    `more_than_once`: the young people with two referrals or more in the period, `their_referrals`
    all referrals of these.  `undated`: young people whom a return dated in the period showed for
    the first time, with neither a referral date nor a first assessment date in any: of them no
    referral can be told, so they are in none of the other counts.
    """

    place: str
    period: PeriodName
    referrals: int
    young_people: int
    more_than_once: int
    their_referrals: int
    undated: int
    share_more_than_once: str
    """Of the young people, to one decimal; empty where there are none."""
    share_their_referrals: str
    """Of the referrals, to one decimal; empty where there are none."""


@dataclass(frozen=True)
class MissingCounts:
    """Missing-from-home episodes of the 12 months up to a return, of the young people of a place on
    a day.

    `young_people`: those with an episode; `highest`: the most of one young person (0 without any);
    `counted`: those with a record of a form that asks for the number; `not_stated`: of these, those
    whose number is blank or not known.
    """

    episodes: int
    young_people: int
    highest: int
    counted: int
    not_stated: int


@dataclass(frozen=True)
class MissingRow:
    """A district of an area, or the area as a whole.

    `district` is the name in the board's list, empty for those whose district is not stated, None
    for the area as a whole (`area` and `area_name` are None and `All areas` for all areas
    together).  `before` is None where nothing was counted then.  `change_percent`: of the episodes,
    to one decimal, as 12.5, -40.0 or 0.0; empty where there were none before, or nothing was
    counted.
    """

    area: str | None
    area_name: str
    district: str | None
    last: MissingCounts
    before: MissingCounts | None
    change_percent: str


@dataclass(frozen=True)
class Missing:
    """The missing-from-home table: from the young people of the snapshots of `day` and of
    `day_before`, 12 months earlier.  Districts and highest numbers are never published.

    `has_before`: whether there is a snapshot of `day_before` with a form that asks for the number.
    """

    day: date
    day_before: date
    has_before: bool
    versions: tuple[str, ...]
    rows: tuple[MissingRow, ...]


@dataclass(frozen=True)
class PeriodCounts:
    """What a period's figures were counted from, for all places of England: the tables of its
    referrals, and those of its young people (table `referred_more_than_once`).

    Tables that only later forms can tell of are not there where none of these came; those that are
    `restricted_only` are never published.
    """

    referrals: TrueTables
    young_people: TrueTables


@dataclass(frozen=True)
class ProfileReport:
    """The profile of one or several areas on a day.

    `places` in the order in which they are shown: the areas, all of them together where they are
    several, their regions, England.  `missing` is None where no young person of the areas came on a
    form that asks for the number of missing episodes; then `forms` (of all records of the areas'
    referrals) says which forms there were.  `refused_rows` are those in returns of the areas dated
    in either period.
    """

    day: date
    spans: tuple[Span, Span]
    places: tuple[ProfilePlace, ...]
    parts: tuple[Part, ...]
    referrals: tuple[Referrals, ...]
    tables: tuple[ProfileTable, ...]
    missing: Missing | None
    forms: tuple[str, ...]
    counted: Mapping[PeriodName, PeriodCounts]
    agencies: int
    returns_used: int
    refused_rows: int
    codebook_version: str
    program_version: str

    def span(self, period: PeriodName) -> Span:
        return next(each for each in self.spans if each.name == period)

    def referrals_of(self, place: str, period: PeriodName) -> Referrals:
        """Raises KeyError if there is none."""
        for each in self.referrals:
            if (each.place, each.period) == (place, period):
                return each
        raise KeyError((place, period))

    def table(self, table_id: str) -> ProfileTable:
        """Raises KeyError for an id that is no table's."""
        for each in self.tables:
            if each.id == table_id:
                return each
        raise KeyError(table_id)
