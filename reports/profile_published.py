"""A profile as it is published: every figure is from the tables after disclosure control."""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.counting import percentage
from reports.disclosure.profile import FURTHER, HOW_OFTEN, ONCE, ProtectedPeriod, referrals_of
from reports.disclosure.published import PublishedTable
from reports.figures import BASE, HIDDEN, NOT_PROVIDED, OUTSIDE_BASE
from reports.profile_counting import MORE_THAN_ONCE
from reports.profile_shown import (
    At,
    ShownFigure,
    ShownKnown,
    ShownProfile,
    ShownReferrals,
    ShownTable,
    shown_profile,
)
from reports.profile_tables import (
    PERIODS,
    PeriodName,
    ProfilePlace,
    ProfileReport,
    ProfileRow,
)


class PublishedFigure(ShownFigure):
    """A figure fit to be shown."""


@dataclass(frozen=True)
class WhatIsPublished:
    """The protected tables of each period, the places of which a period's are published (by key;
    of fewer than `least` young people nothing is), and the tables that are left out because they
    can't be protected."""

    periods: Mapping[PeriodName, ProtectedPeriod]
    places: frozenset[At]
    left_out: frozenset[str]
    least: int
    threshold: int
    contact: str = ""


@dataclass(frozen=True)
class PublishedProfile(ShownProfile):
    """A profile after disclosure control.  `left_out` are the titles of tables of which nothing is
    published, `not_of_areas` of those that are there for regions and England alone; `how_often`:
    whether it says how often young people were referred."""

    restricted = False

    left_out: tuple[str, ...]
    not_of_areas: tuple[str, ...]
    how_often: bool
    least: int
    threshold: int
    contact: str

    @property
    def figures(self) -> tuple[int, int]:
        """How many numbers the tables have, and how many of them are hidden."""
        cases = [each.cases for table in self.tables for each in table.figures.values()]
        cases += [
            each
            for at, of in self.referrals.items()
            if at not in self.withheld
            for each in (of.referrals, of.young_people, of.more_than_once, of.their_referrals)
        ]
        return len(cases), sum(each == HIDDEN for each in cases)


def published_profile(report: ProfileReport, what: WhatIsPublished) -> PublishedProfile:
    """The profile as it is published: figures from `what` alone; from `report` names, days,
    versions, the numbers of returns and agencies, and which forms there were."""
    true = shown_profile(report)
    tables = tuple(_table(each, true, what) for each in true.tables if _is_published(each, what))
    missing = [each.title for each in true.tables if not _is_published(each, what)]
    return PublishedProfile(
        day=true.day,
        spans=true.spans,
        places=true.places,
        parts=true.parts,
        referrals={at: _referrals(at, true, what) for at in true.referrals},
        tables=tables,
        forms=true.forms,
        agencies=true.agencies,
        returns_used=true.returns_used,
        codebook_version=true.codebook_version,
        program_version=true.program_version,
        withheld=frozenset(true.referrals) - what.places,
        left_out=tuple(missing),
        not_of_areas=_not_of_areas(tables, what),
        how_often=HOW_OFTEN not in what.left_out,
        least=what.least,
        threshold=what.threshold,
        contact=what.contact,
    )


def _is_published(table: ShownTable, what: WhatIsPublished) -> bool:
    """Also where none of all referrals came on a form that has the question: then it is said."""
    if table.id in what.left_out:
        return False
    counted = any(of == table.id for each in what.periods.values() for of, _ in each.tables)
    return counted or all(each.no_such_question for each in table.known.values())


def _not_of_areas(tables: tuple[ShownTable, ...], what: WhatIsPublished) -> tuple[str, ...]:
    left_out = {table_id for period in what.periods.values() for _, table_id in period.not_of_areas}
    return tuple(each.title for each in tables if each.id in left_out)


@dataclass(frozen=True)
class _Here:
    """The published tables of one kind of the geographies that a place adds up; empty where
    nothing is published of one of them."""

    tables: tuple[PublishedTable, ...]

    def cases(self, *rows: str) -> str:
        """The sum of rows; `c` if one is hidden."""
        found = [each.cases(row) for each in self.tables for row in rows]
        if not found or HIDDEN in found:
            return HIDDEN
        return str(sum(map(int, found)))

    def has(self, row: str) -> bool:
        return all(any(of.row.code == row for of in each.figures) for each in self.tables)


def _here(table_id: str, at: At, true: ShownProfile, what: WhatIsPublished) -> _Here:
    place, period = _place(at[0], true), what.periods.get(at[1])
    if at not in what.places or period is None:
        return _Here(())
    found = [period.find(table_id, code) for code in _codes(place, at, true, what)]
    return _Here(tuple(each for each in found if each)) if all(found) else _Here(())


def _codes(
    place: ProfilePlace, at: At, true: ShownProfile, what: WhatIsPublished
) -> tuple[str, ...]:
    """Of whom the tables of a place are: of areas together those of the region or of England, where
    it is in print that nobody was referred anywhere else there."""
    if place.kind == "together":
        counted = _counted(at, true, what)
        for wide in true.beside:
            if HIDDEN != counted == _counted((wide.key, at[1]), true, what):
                return wide.codes
    return place.codes


def _place(key: str, true: ShownProfile) -> ProfilePlace:
    return next(each for each in true.places if each.key == key)


def _counted(at: At, true: ShownProfile, what: WhatIsPublished) -> str:
    place, period = _place(at[0], true), what.periods.get(at[1])
    if at not in what.places or period is None:
        return HIDDEN
    found = [referrals_of(period, code) for code in place.codes]
    if not all(found) or HIDDEN in found:
        return HIDDEN
    return str(sum(map(int, found)))


def _referrals(at: At, true: ShownProfile, what: WhatIsPublished) -> ShownReferrals:
    referrals = _counted(at, true, what)
    of = _here(HOW_OFTEN, at, true, what)
    if HOW_OFTEN in what.left_out:
        of = _Here(())
    people, more = of.cases(ONCE, MORE_THAN_ONCE), of.cases(MORE_THAN_ONCE)
    theirs = of.cases(MORE_THAN_ONCE, FURTHER)
    return ShownReferrals(
        referrals=referrals,
        young_people=people,
        more_than_once=more,
        their_referrals=theirs,
        share_more_than_once=_share(more, people),
        share_their_referrals=_share(theirs, referrals),
        undated="",
    )


def _table(table: ShownTable, true: ShownProfile, what: WhatIsPublished) -> ShownTable:
    figures: dict[tuple[str, str, PeriodName], ShownFigure] = {}
    known: dict[At, ShownKnown] = {}
    for place in true.places:
        for period in PERIODS:
            at: At = (place.key, period)
            here, counted = _here(table.id, at, true, what), _counted(at, true, what)
            if at in what.places and _asked_of_nobody(table, what):
                known[at] = ShownKnown(
                    counted, "0", "", "0", "", counted, table.known[at].no_such_question
                )
            if not here.tables:
                continue
            known[at] = _known(table.known[at], here, counted)
            for row in table.rows:
                figures[(row.code, *at)] = _figure(row, table, here, counted)
    return ShownTable(
        id=table.id,
        title=table.title,
        part=table.part,
        question=table.question,
        versions=table.versions,
        several=table.several,
        rows=table.rows,
        figures=figures,
        known=known,
        first_page=table.first_page,
        note=table.note,
    )


def _asked_of_nobody(table: ShownTable, what: WhatIsPublished) -> bool:
    """Whether nobody in all England was asked, so that there is nothing to protect."""
    return not any(of == table.id for each in what.periods.values() for of, _ in each.tables)


def _known(true: ShownKnown, here: _Here, counted: str) -> ShownKnown:
    """That the forms of the time have no such question is said only where it is in print that
    nobody answered it."""
    base = here.cases(BASE.code)
    unanswered = here.cases(NOT_PROVIDED.code) if here.has(NOT_PROVIDED.code) else "0"
    outside = here.cases(OUTSIDE_BASE.code) if here.has(OUTSIDE_BASE.code) else "0"
    nobody = base == unanswered == "0"
    return ShownKnown(
        counted=counted,
        base=base,
        not_known="",
        not_provided=unanswered,
        not_asked="",
        outside=outside,
        no_such_question=true.no_such_question if nobody else (),
    )


def _figure(row: ProfileRow, table: ShownTable, here: _Here, counted: str) -> PublishedFigure:
    """A share is shown where its count and what it is of are."""
    base = here.cases(BASE.code)
    cases = _sum(row, table, here, base) if row.sum_of else here.cases(row.code)
    if table.several and cases != HIDDEN and _other_side_hidden(row, here):
        return PublishedFigure(cases, HIDDEN, _share(cases, counted))
    return PublishedFigure(cases, _share(cases, base), _share(cases, counted))


def _sum(row: ProfileRow, table: ShownTable, here: _Here, base: str) -> str:
    """A row that adds up others: shown where these are, or where all others and the base are."""
    cases = here.cases(*row.sum_of)
    if cases != HIDDEN or table.several or base == HIDDEN:
        return cases
    others = [each.code for each in table.rows if not each.sum_of and each.code not in row.sum_of]
    left = here.cases(*others)
    return HIDDEN if not others or left == HIDDEN else str(int(base) - int(left))


def _other_side_hidden(row: ProfileRow, here: _Here) -> bool:
    """Whether a percentage is hidden though its count and its base are not."""
    return any(
        figure.percent == HIDDEN
        for each in here.tables
        for figure in each.figures
        if figure.row.code == row.code
    )


def _share(cases: str, whole: str) -> str:
    if HIDDEN in (cases, whole):
        return HIDDEN
    return percentage(int(cases), int(whole))
