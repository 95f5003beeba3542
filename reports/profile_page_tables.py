"""The tables of a profile's page: the area with both periods, its region and England beside it."""

from collections.abc import Iterator, Sequence

from reports.counting import percentage
from reports.figures import HIDDEN
from reports.profile_charts import chart_of_table
from reports.profile_page_model import (
    Column,
    FiguresTable,
    Group,
    PartOnPage,
    RowOfFigures,
    TableOnPage,
)
from reports.profile_shown import At, ShownProfile, ShownTable
from reports.profile_tables import PERIODS, Part, ProfilePlace
from reports.profile_wording import (
    ALL_LABEL,
    PERIOD_LABELS,
    days,
    further_rows,
    number_of,
    shown,
    table_sentences,
)

_AREAS_BESIDE = 3
_SHARES = {"last": "Last six", "before": "Six before"}
_NONE = ""


def parts_on_page(profile: ShownProfile) -> tuple[PartOnPage, ...]:
    """The parts that have a table."""
    found = (_part(part, profile) for part in profile.parts)
    return tuple(each for each in found if each.tables)


def _part(part: Part, profile: ShownProfile) -> PartOnPage:
    tables = tuple(_table(each, profile) for each in profile.tables_of(part))
    return PartOnPage(f"part-{part.code}", part.title, tables)


def _table(table: ShownTable, profile: ShownProfile) -> TableOnPage:
    return TableOnPage(
        id=table.id,
        heading=table.title,
        sentences=table_sentences(table, profile),
        chart=chart_of_table(table, profile),
        figures=_figures(table, profile),
        by_area=tuple(_by_area(table, profile)),
    )


# -- the place that the profile leads with ----------------------------------------------------


def _figures(table: ShownTable, profile: ShownProfile) -> FiguresTable | None:
    """None where nobody, of any place and period, was asked on their form."""
    everywhere = [table.known_at((each.key, p)) for each in profile.places for p in PERIODS]
    if all(each.no_such_question for each in everywhere):
        return None
    lead = profile.lead
    groups = [Group(PERIOD_LABELS[period], 3) for period in PERIODS]
    labels = ["Cases", "%", "% of all"] * len(PERIODS)
    begins = [True, False, False] * len(PERIODS)
    for place in profile.beside:
        groups.append(Group(f"{place.name}, %", len(PERIODS)))
        labels += [_SHARES[period] for period in PERIODS]
        begins += [True, False]
    return FiguresTable(
        caption=f"{table.title}: referrals, {lead.name}",
        groups=tuple(groups),
        columns=tuple(map(Column, labels, begins)),
        answers=tuple(
            RowOfFigures(row.label, tuple(_answer(table, row.code, profile)), bool(row.sum_of))
            for row in table.rows
        ),
        further=tuple(_further(table, profile)),
    )


def _answer(table: ShownTable, row: str, profile: ShownProfile) -> Iterator[str]:
    for period in PERIODS:
        yield from _of_lead(table, row, (profile.lead.key, period))
    for place in profile.beside:
        for period in PERIODS:
            yield _percent(table, row, (place.key, period))


def _of_lead(table: ShownTable, row: str, at: At) -> Iterator[str]:
    if table.known_at(at).no_such_question:
        yield from ("–", "–", "–")
        return
    figure = table.figure(row, at)
    yield shown(figure.cases)
    yield shown(figure.percent)
    yield shown(figure.of_all)


def _percent(table: ShownTable, row: str, at: At) -> str:
    if table.known_at(at).no_such_question:
        return "–"
    return shown(table.figure(row, at).percent)


def _further(table: ShownTable, profile: ShownProfile) -> Iterator[RowOfFigures]:
    """How much is known: of the lead the referrals and their share of all; of the places beside it
    the share of all that is known.  Rows that are 0 throughout are left out."""
    lead = profile.lead.key
    known = {period: table.known_at((lead, period)) for period in PERIODS}
    rows = {period: list(further_rows(known[period])) for period in PERIODS}
    for n, (code, label, _) in enumerate(rows["last"]):
        counts = [rows[period][n][2] for period in PERIODS]
        if code != "base" and not any(each != "0" for each in counts):
            continue
        cells: list[str] = []
        for period, cases in zip(PERIODS, counts, strict=True):
            cells += [shown(cases), _NONE, _share(cases, known[period].counted)]
        for place in profile.beside:
            for period in PERIODS:
                of = table.known_at((place.key, period))
                cells.append(_share(of.base, of.counted) if code == "base" else _NONE)
        yield RowOfFigures(label, tuple(cells), code == "base")
    beside = ("",) * (len(PERIODS) * len(profile.beside))
    all_ = [cell for period in PERIODS for cell in (shown(known[period].counted), "", "")]
    yield RowOfFigures(ALL_LABEL, (*all_, *beside))


def _share(cases: str, whole: str) -> str:
    part, of = number_of(cases), number_of(whole)
    if part is None or of is None:
        return shown(HIDDEN)
    return shown(percentage(part, of))


# -- several areas ----------------------------------------------------------------------------


def _by_area(table: ShownTable, profile: ShownProfile) -> Iterator[FiguresTable]:
    """The areas beside each other, a few in a table."""
    if _figures(table, profile) is None:
        return
    for first in range(0, len(profile.areas), _AREAS_BESIDE):
        yield _areas(table, profile.areas[first : first + _AREAS_BESIDE])


def _areas(table: ShownTable, places: Sequence[ProfilePlace]) -> FiguresTable:
    at: list[At] = [(place.key, period) for place in places for period in PERIODS]
    labels = [label for _, period in at for label in (_SHARES[period], "%")]
    return FiguresTable(
        caption=f"{table.title}: referrals by area",
        groups=tuple(Group(place.name, 2 * len(PERIODS)) for place in places),
        columns=tuple(Column(label, n % 4 == 0) for n, label in enumerate(labels)),
        answers=tuple(
            RowOfFigures(
                row.label,
                tuple(cell for each in at for cell in list(_of_lead(table, row.code, each))[:2]),
                bool(row.sum_of),
            )
            for row in table.rows
        ),
        further=tuple(_further_of_areas(table, at)),
    )


def _further_of_areas(table: ShownTable, at: Sequence[At]) -> Iterator[RowOfFigures]:
    known = [table.known_at(each) for each in at]
    rows = [list(further_rows(each)) for each in known]
    for n, (code, label, _) in enumerate(rows[0]):
        counts = [each[n][2] for each in rows]
        if code == "base" or any(each != "0" for each in counts):
            cells = [
                cell
                for cases, of in zip(counts, known, strict=True)
                for cell in (shown(cases), _share(cases, of.counted) if code == "base" else "")
            ]
            yield RowOfFigures(label, tuple(cells), code == "base")
    yield RowOfFigures(ALL_LABEL, tuple(c for each in known for c in (shown(each.counted), "")))


# -- referrals --------------------------------------------------------------------------------


def referrals_on_page(profile: ShownProfile) -> FiguresTable:
    """How many were referred, and how often: a row a place, both periods beside each other."""
    labels = ("Referrals", "Young people", "More than once", "%", "Their referrals", "% of all")
    rows = []
    for place in profile.places:
        cells: list[str] = []
        for period in PERIODS:
            of = profile.referrals[place.key, period]
            cells += [
                shown(of.referrals),
                shown(of.young_people),
                shown(of.more_than_once),
                shown(of.share_more_than_once),
                shown(of.their_referrals),
                shown(of.share_their_referrals),
            ]
        rows.append(RowOfFigures(place.name, tuple(cells), place == profile.lead))
    return FiguresTable(
        caption="Referrals and the young people behind them",
        groups=tuple(
            Group(f"{PERIOD_LABELS[period]}: {days(profile, period)}", len(labels))
            for period in PERIODS
        ),
        columns=tuple(Column(label, n == 0) for _ in PERIODS for n, label in enumerate(labels)),
        answers=tuple(rows),
        further=(),
    )
