"""The missing-from-home table: who went missing how often, by district and area, on a day and 12
months before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.duplicates.decision_store import standing_decisions
from pipeline.duplicates.ruling import ruling_of
from pipeline.merging import merge_people
from pipeline.numbering import numbering_of
from pipeline.profiles.periods import months_before
from pipeline.profiles.places import holds
from pipeline.returns import MAX_AGE_DAYS, chosen_returns, stored_returns
from pipeline.selection import select_candidates
from pipeline.store import Store
from pipeline.unchanged import unchanged
from pipeline.young_people import same_young_people
from reports.counting import one_decimal
from reports.profile_tables import Missing, MissingCounts, MissingRow
from schemas.areas import Areas
from schemas.codebook import NOT_KNOWN, SEPARATOR, Codebook
from schemas.linkage import load_linkage
from schemas.people import FORMS
from schemas.sql_connection import connected

EPISODES, DISTRICT = "missing_count", "district"
_YEAR = 12


@dataclass(frozen=True)
class Sent:
    """What was sent: the store as of a moment (None: now), and how agencies are called."""

    store: Store
    as_of: datetime | None = None
    agencies: Agencies = NO_AGENCIES


def asks_for_episodes(codebook: Codebook) -> tuple[str, ...]:
    """The versions of the forms that ask for the number of missing episodes."""
    return codebook.question(EPISODES).versions


def missing_from_home(
    sent: Sent, asked: Sequence[str], day: date, areas: Areas, codebook: Codebook
) -> Missing | None:
    """The table of the areas asked for (codes as in pipeline.profiles.places); None if no young
    person of a form that asks for the number is in them on `day`, nor was 12 months before.

    Raises StoreError if the store is damaged.
    """
    versions = asks_for_episodes(codebook)
    day_before = months_before(day, _YEAR)
    last, before = (
        _young_people(sent, asked, each, day, versions, areas, codebook)
        for each in (day, day_before)
    )
    if not last and not before:
        return None
    return Missing(
        day=day,
        day_before=day_before,
        has_before=bool(before),
        versions=versions,
        rows=tuple(missing_rows(last, before, areas)),
    )


@dataclass(frozen=True)
class MissingPerson:
    """A young person of the snapshot: the place, as called on the table's day, its region, the
    district (empty: not stated) and the episodes (None: not stated)."""

    place: str
    region: str | None
    district: str
    episodes: int | None


def _young_people(
    sent: Sent,
    asked: Sequence[str],
    day: date,
    shown_on: date,
    versions: tuple[str, ...],
    areas: Areas,
    codebook: Codebook,
) -> list[MissingPerson]:
    """The young people of the snapshot of `day` whose form asks for the number, in the areas as
    they are on `shown_on`."""
    returns = stored_returns(sent.store.covers(), areas, sent.as_of, sent.agencies)
    chosen = chosen_returns(returns.standing, day, MAX_AGE_DAYS, areas)
    current = tuple(each for each in chosen.current if _is_asked(each.area, asked, shown_on, areas))
    if not versions or not current:
        return []
    with unchanged(sent.store), connected() as connection:
        chosen = replace(chosen, current=current)
        select_candidates(connection, sent.store, chosen, day, areas, codebook, sent.agencies)
        decisions = standing_decisions(sent.store, sent.as_of)
        ruling = ruling_of(
            connection, decisions, day, areas, codebook, load_linkage(), sent.agencies
        )
        same = same_young_people(connection, numbering_of(connection), ruling)
        merge_people(connection, same.primary, codebook)
        people = connection.sql(
            f"select place, {FORMS}, {DISTRICT}, {EPISODES} from people"
        ).to_arrow_table()
    return list(_of_forms(people, versions, shown_on, areas))


def _is_asked(area: str, asked: Sequence[str], day: date, areas: Areas) -> bool:
    if not areas.knows(area):
        return False
    place = areas.place_on(area, day)
    return place.region is not None and any(holds(each, place.code, place.region) for each in asked)


def _of_forms(
    people: pa.Table, versions: tuple[str, ...], day: date, areas: Areas
) -> Iterable[MissingPerson]:
    for row in people.to_pylist():
        if set(row[FORMS].split(SEPARATOR)) & set(versions):
            place = areas.place_on(row["place"], day)
            district = "" if row[DISTRICT] in (None, NOT_KNOWN) else row[DISTRICT]
            yield MissingPerson(place.code, place.region, district, row[EPISODES])


def missing_rows(
    last: Sequence[MissingPerson], before: Sequence[MissingPerson], areas: Areas
) -> Iterable[MissingRow]:
    """For each place by its code: its districts by name, those whose district is not stated, the
    place as a whole; then all together if there are several places."""
    places = sorted({each.place for each in (*last, *before)})
    for code in places:
        name = areas.name_of(code)
        now, then = ([each for each in of if each.place == code] for of in (last, before))
        districts = {each.district for each in (*now, *then)}
        for district in sorted(districts, key=lambda name: (not name, name)):
            of_district = _Compared(
                tuple(each for each in now if each.district == district),
                tuple(each for each in then if each.district == district),
                bool(now),
                bool(then),
            )
            yield of_district.row(code, name, district)
        yield _Compared(tuple(now), tuple(then), bool(now), bool(then)).row(code, name, None)
    if len(places) > 1:
        every = _Compared(tuple(last), tuple(before), bool(last), bool(before))
        yield every.row(None, "All areas", None)


@dataclass(frozen=True)
class _Compared:
    """The young people of a district or an area on both days, and whether its area has any on
    each."""

    last: tuple[MissingPerson, ...]
    before: tuple[MissingPerson, ...]
    is_last: bool
    is_before: bool

    def row(self, area: str | None, name: str, district: str | None) -> MissingRow:
        last, before = _counts(self.last), _counts(self.before)
        is_change = self.is_last and self.is_before and before.episodes > 0
        return MissingRow(
            area=area,
            area_name=name,
            district=district,
            last=last,
            before=before if self.is_before else None,
            change_percent=_change(last.episodes, before.episodes) if is_change else "",
        )


def _counts(people: Sequence[MissingPerson]) -> MissingCounts:
    episodes = [each.episodes for each in people if each.episodes is not None]
    return MissingCounts(
        episodes=sum(episodes),
        young_people=sum(each > 0 for each in episodes),
        highest=max(episodes, default=0),
        counted=len(people),
        not_stated=len(people) - len(episodes),
    )


def _change(last: int, before: int) -> str:
    """In per cent, to one decimal, half away from zero."""
    return one_decimal(Decimal(100 * (last - before)) / before)
