"""What the page, the workbook and the csv of a profile show: its figures as texts, true or as they
are published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reports.figures import HIDDEN
from reports.profile_tables import (
    PERIODS,
    Completeness,
    FirstPage,
    Missing,
    Part,
    PeriodName,
    ProfilePlace,
    ProfileReport,
    ProfileRow,
    ProfileTable,
    Span,
)

At = tuple[str, PeriodName]
"""A place by its key, and a period."""


@dataclass(frozen=True)
class ShownFigure:
    """A row's figure: the cases, per cent of those with information and per cent of all referrals;
    `c` where hidden, empty where there is none."""

    cases: str
    percent: str
    of_all: str


@dataclass(frozen=True)
class ShownKnown:
    """How much of a table is known at a place in a period.  Published are not known and not
    provided as one (`not_provided`, `not_known` empty), and so are outside and not asked
    (`outside`, `not_asked` empty).  `no_such_question`: the versions of the forms of the time, if
    none of them has the question."""

    counted: str
    base: str
    not_known: str
    not_provided: str
    not_asked: str
    outside: str
    no_such_question: tuple[str, ...]


_HIDDEN = ShownFigure(HIDDEN, HIDDEN, HIDDEN)
_KNOWN_HIDDEN = ShownKnown(HIDDEN, HIDDEN, "", HIDDEN, "", HIDDEN, ())


@dataclass(frozen=True)
class ShownTable:
    """A table of a profile; `figures` by row, place and period.  Places and periods of which
    nothing is published are not among them."""

    id: str
    title: str
    part: str
    question: str
    versions: tuple[str, ...]
    several: bool
    rows: tuple[ProfileRow, ...]
    figures: Mapping[tuple[str, str, PeriodName], ShownFigure]
    known: Mapping[At, ShownKnown]
    first_page: tuple[FirstPage, ...]
    note: str

    def figure(self, row: str, at: At) -> ShownFigure:
        """Hidden where nothing is published."""
        return self.figures.get((row, *at), _HIDDEN)

    def known_at(self, at: At) -> ShownKnown:
        """Hidden where nothing is published."""
        return self.known.get(at, _KNOWN_HIDDEN)


@dataclass(frozen=True)
class ShownReferrals:
    """The referrals of a place in a period; `undated` is empty in what is published."""

    referrals: str
    young_people: str
    more_than_once: str
    their_referrals: str
    share_more_than_once: str
    share_their_referrals: str
    undated: str


@dataclass(frozen=True)
class ShownProfile:
    """A profile as it is shown: true (RestrictedProfile) or published (PublishedProfile).
    `withheld` are the places and periods of which nothing is published."""

    restricted: ClassVar[bool]

    day: date
    spans: tuple[Span, Span]
    places: tuple[ProfilePlace, ...]
    parts: tuple[Part, ...]
    referrals: Mapping[At, ShownReferrals]
    tables: tuple[ShownTable, ...]
    forms: tuple[str, ...]
    agencies: int
    returns_used: int
    codebook_version: str
    program_version: str
    withheld: frozenset[At]

    @property
    def lead(self) -> ProfilePlace:
        """The place that the first page is about: all areas together, or the one asked for."""
        together = (each for each in self.places if each.kind == "together")
        return next(together, self.places[0])

    @property
    def areas(self) -> tuple[ProfilePlace, ...]:
        """The areas asked for, where they stand beside all of them together."""
        if self.lead.kind != "together":
            return ()
        return tuple(each for each in self.places if each.kind == "area")

    @property
    def beside(self) -> tuple[ProfilePlace, ...]:
        """The regions and England."""
        return tuple(
            each for each in self.places if each.kind in ("region", "england") and each != self.lead
        )

    def span(self, period: PeriodName) -> Span:
        return next(each for each in self.spans if each.name == period)

    def tables_of(self, part: Part) -> tuple[ShownTable, ...]:
        return tuple(each for each in self.tables if each.part == part.code)


@dataclass(frozen=True)
class RestrictedProfile(ShownProfile):
    """A profile with true counts."""

    restricted = True

    missing: Missing | None
    refused_rows: int


def shown_profile(report: ProfileReport) -> RestrictedProfile:
    """The report with true counts, as texts."""
    at = [(place.key, period) for place in report.places for period in PERIODS]
    return RestrictedProfile(
        day=report.day,
        spans=report.spans,
        places=report.places,
        parts=report.parts,
        referrals={each: _referrals(report, each) for each in at},
        tables=tuple(_table(each) for each in report.tables),
        forms=report.forms,
        agencies=report.agencies,
        returns_used=report.returns_used,
        codebook_version=report.codebook_version,
        program_version=report.program_version,
        withheld=frozenset(),
        missing=report.missing,
        refused_rows=report.refused_rows,
    )


def _referrals(report: ProfileReport, at: At) -> ShownReferrals:
    of = report.referrals_of(*at)
    return ShownReferrals(
        referrals=str(of.referrals),
        young_people=str(of.young_people),
        more_than_once=str(of.more_than_once),
        their_referrals=str(of.their_referrals),
        share_more_than_once=of.share_more_than_once,
        share_their_referrals=of.share_their_referrals,
        undated=str(of.undated),
    )


def _table(table: ProfileTable) -> ShownTable:
    return ShownTable(
        id=table.id,
        title=table.title,
        part=table.part,
        question=table.question,
        versions=table.versions,
        several=table.several,
        rows=table.rows,
        figures={
            (each.row, each.place, each.period): ShownFigure(
                str(each.cases), each.percent, each.of_all
            )
            for each in table.figures
        },
        known={(each.place, each.period): _known(each) for each in table.completeness},
        first_page=table.first_page,
        note=table.note,
    )


def _known(of: Completeness) -> ShownKnown:
    return ShownKnown(
        counted=str(of.counted),
        base=str(of.base),
        not_known=str(of.not_known),
        not_provided=str(of.not_provided),
        not_asked=str(of.not_asked),
        outside=str(of.outside),
        no_such_question=of.no_such_question,
    )
