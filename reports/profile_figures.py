"""From the counts of all places to what a profile shows of some: figures, shares and how much is
known of each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.counting import percentage
from reports.figures import BASE, NOT_KNOWN_ROW, NOT_PROVIDED, OUTSIDE_BASE, PlaceTable, TrueTables
from reports.profile_counting import (
    MORE_THAN_ONCE,
    OF_MORE_THAN_ONCE,
    REFERRED_MORE_THAN_ONCE,
    Forms,
    versions_of,
)
from reports.profile_declared import DeclaredProfile, DeclaredTable
from reports.profile_tables import (
    PERIODS,
    Completeness,
    PeriodCounts,
    PeriodName,
    ProfileFigure,
    ProfilePlace,
    ProfileTable,
    Referrals,
)
from reports.reconciliation import TablesBroken
from reports.tables import Table
from schemas.codebook import SEPARATOR
from schemas.codebook_reading import load_codebook


@dataclass(frozen=True)
class _Cell:
    """Several geographies' tables of one kind added up."""

    tables: tuple[PlaceTable, ...]

    def cases(self, row: str) -> int:
        """0 where a table has no such row."""
        return sum(
            int(figure.cases)
            for each in self.tables
            for figure in each.figures
            if figure.row.code == row and figure.column == "total"
        )


def referrals_at(
    places: Sequence[ProfilePlace],
    counted: Mapping[PeriodName, PeriodCounts],
    undated: Mapping[tuple[str, PeriodName], int],
) -> tuple[Referrals, ...]:
    """The referrals of each place and period; `undated` by the code of a geography."""
    return tuple(
        _referrals(place, period, counted[period], undated)
        for place in places
        for period in PERIODS
    )


def _referrals(
    place: ProfilePlace,
    period: PeriodName,
    counts: PeriodCounts,
    undated: Mapping[tuple[str, PeriodName], int],
) -> Referrals:
    of_referrals = _cell(counts.referrals, OF_MORE_THAN_ONCE, place)
    of_people = _cell(counts.young_people, REFERRED_MORE_THAN_ONCE, place)
    referrals, people = of_referrals.cases(BASE.code), of_people.cases(BASE.code)
    theirs, several = of_referrals.cases(MORE_THAN_ONCE), of_people.cases(MORE_THAN_ONCE)
    return Referrals(
        place=place.key,
        period=period,
        referrals=referrals,
        young_people=people,
        more_than_once=several,
        their_referrals=theirs,
        undated=sum(undated.get((code, period), 0) for code in place.codes),
        share_more_than_once=percentage(several, people),
        share_their_referrals=percentage(theirs, referrals),
    )


def shown_tables(
    profile: DeclaredProfile,
    places: Sequence[ProfilePlace],
    counted: Mapping[PeriodName, PeriodCounts],
    forms: Forms,
) -> tuple[ProfileTable, ...]:
    """The declared tables in figures; without those to be left out where nobody was asked."""
    shown = (_shown(each, places, counted, forms) for each in profile.tables)
    return tuple(
        table
        for each, table in zip(profile.tables, shown, strict=True)
        if not each.only_if_asked or any(of.not_asked < of.counted for of in table.completeness)
    )


def _shown(
    declared: DeclaredTable,
    places: Sequence[ProfilePlace],
    counted: Mapping[PeriodName, PeriodCounts],
    forms: Forms,
) -> ProfileTable:
    table = declared.table
    assert table.question is not None
    cells = {
        (place.key, period): _cell(counted[period].referrals, table.id, place)
        for place in places
        for period in PERIODS
    }
    known = {
        (place.key, period): _completeness(table, cells[place.key, period], place, period, forms)
        for place in places
        for period in PERIODS
    }
    return ProfileTable(
        id=table.id,
        title=table.title,
        part=declared.part,
        question=declared.label,
        versions=table.versions or load_codebook().form_versions,
        unit="referrals",
        several=table.several,
        rows=declared.rows,
        figures=tuple(_figures(declared, cells, known)),
        completeness=tuple(known.values()),
        first_page=declared.first_page,
        note=table.note,
        counts_as=_counted_as(table, versions_of(of for each in forms.values() for of in each)),
    )


def _counted_as(table: Table, versions: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The answers of these forms that count as others, by their labels."""
    of_all_forms = {
        option.code: option
        for question in load_codebook().questions
        if question.name == table.column
        for option in question.options
    }
    found = ((of_all_forms[code], of_all_forms[as_]) for code, as_ in table.counts_as.items())
    return tuple(
        (option.label, as_.label) for option, as_ in found if set(option.versions) & set(versions)
    )


def _figures(
    declared: DeclaredTable,
    cells: Mapping[tuple[str, PeriodName], _Cell],
    known: Mapping[tuple[str, PeriodName], Completeness],
) -> Iterator[ProfileFigure]:
    for row in declared.rows:
        for (place, period), cell in cells.items():
            cases = sum(cell.cases(code) for code in row.sum_of or (row.code,))
            of = known[place, period]
            yield ProfileFigure(
                row=row.code,
                place=place,
                period=period,
                cases=cases,
                base=of.base,
                percent=percentage(cases, of.base),
                of_all=percentage(cases, of.counted),
            )


def _completeness(
    table: Table, cell: _Cell, place: ProfilePlace, period: PeriodName, forms: Forms
) -> Completeness:
    """Who was not asked is told by the form; the others outside the base are those of whom the
    question is not.

    Raises TablesBroken if the parts don't add up.
    """
    of_place: Counter[str] = Counter()
    for code in place.codes:
        of_place.update(forms.get((code, period), {}))
    counted = sum(of_place.values())
    not_asked = sum(n for of, n in of_place.items() if not _is_asked(table, of))
    base, not_known, not_provided = (
        cell.cases(row.code) for row in (BASE, NOT_KNOWN_ROW, NOT_PROVIDED)
    )
    outside = counted - not_asked - base - not_known - not_provided
    if cell.tables and outside != cell.cases(OUTSIDE_BASE.code) - not_asked:
        raise TablesBroken(f"{table.id}: the parts of {place.name} do not add up to its referrals")
    return Completeness(
        place=place.key,
        period=period,
        counted=counted,
        base=base,
        not_known=not_known,
        not_provided=not_provided,
        not_asked=not_asked,
        outside=outside,
        forms=versions_of(of_place),
    )


def _is_asked(table: Table, forms: str) -> bool:
    return not table.versions or bool(set(table.versions) & set(forms.split(SEPARATOR)))


def _cell(tables: TrueTables, table_id: str, place: ProfilePlace) -> _Cell:
    found = (tables.find(table_id, code) for code in place.codes)
    return _Cell(tuple(each for each in found if each is not None))
