"""The profile of one or several areas: from the store to its report."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.duplicates.decisions import DecisionUse
from pipeline.profiles.missing_from_home import Sent, missing_from_home
from pipeline.profiles.periods import spans_of
from pipeline.profiles.places import holds, places_of
from pipeline.profiles.referrals import YOUNG_PERSON, ReferralsOf, referrals_of
from pipeline.returns import StoredReturn
from pipeline.store import Store
from pipeline.years.figures import tables_of
from pipeline.years.over_time import Asked, NoReturnsInTime, OverTime, read_over_time
from reports.profile_counting import (
    Forms,
    forms_of,
    tables_of_referrals,
    tables_of_young_people,
    versions_of,
    with_bands,
)
from reports.profile_declared import DeclaredProfile, load_profile_tables
from reports.profile_figures import referrals_at, shown_tables
from reports.profile_tables import (
    PeriodCounts,
    PeriodName,
    ProfileReport,
)
from schemas.areas import ENGLAND, Areas
from schemas.codebook import Codebook
from schemas.people import FORMS
from schemas.sql_connection import connected
from schemas.version import program_version


@dataclass(frozen=True)
class Profile:
    """A profile's report, the returns up to its day that were read, and how each decision
    stands."""

    report: ProfileReport
    returns: tuple[StoredReturn, ...]
    uses: tuple[DecisionUse, ...]


def take_profile(
    store: Store,
    areas_asked: Sequence[str],
    day: date,
    areas: Areas,
    codebook: Codebook,
    *,
    as_of: datetime | None = None,
    agencies: Agencies = NO_AGENCIES,
    declared: DeclaredProfile | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Profile:
    """Counts the referrals of the areas (codes by pipeline.profiles.places.area_asked) in the six
    months up to `day` and the six before, beside their regions and England.

    `declared`: other tables than the shipped.  `progress` is told of four steps: returns, young
    people, referrals, tables.  Raises UserError for areas that can't stand together, and where the
    store has no return of any of them up to the day; NoReturnsInTime if no return at all is dated
    in the 12 months; StoreError if the store is damaged; TablesBroken if figures don't add up.
    """
    places, spans = places_of(areas_asked, areas, day), spans_of(day)
    profile = declared or load_profile_tables()
    asked = Asked(store, spans[1].first, day, as_of, agencies=agencies)
    with connected() as connection:
        over_time = read_over_time(connection, asked, areas, codebook, progress)
        theirs = _returns_of(areas_asked, over_time)
        found = referrals_of(connection, spans, codebook)
        progress("referrals")
    counted = {
        period: _counted(each, profile, day, areas, codebook) for period, each in found.items()
    }
    forms = forms_of({period: each.people for period, each in found.items()})
    referrals = referrals_at(places, counted, _undated(found))
    report = ProfileReport(
        day=day,
        spans=spans,
        places=places,
        parts=profile.parts,
        referrals=referrals,
        tables=shown_tables(profile, places, counted, forms),
        missing=missing_from_home(Sent(store, as_of, agencies), areas_asked, day, areas, codebook),
        forms=_forms_of_areas(forms, areas_asked),
        counted=counted,
        agencies=len({each.id.agency for each in theirs}),
        returns_used=len(theirs),
        refused_rows=sum(
            each.refused_rows for each in theirs if spans[1].first <= each.id.return_date <= day
        ),
        codebook_version=codebook.version,
        program_version=program_version(),
    )
    progress("tables")
    return Profile(report, over_time.returns, over_time.uses)


def _returns_of(asked: Sequence[str], over_time: OverTime) -> tuple[StoredReturn, ...]:
    """The returns of the areas asked for.  Raises NoReturnsInTime if there is none, or none of the
    last six months: then nobody was referred because nobody told."""
    found = tuple(
        each
        for each in over_time.returns
        for place in (over_time.place_of(each),)
        if any(holds(area, place.code, place.region) for area in asked)
    )
    if not found:
        raise NoReturnsInTime(
            f"The store has no return dated up to {over_time.end} for the areas named by --area. "
            "`lscb status` lists what is stored."
        )
    newest = max(each.id.return_date for each in found)
    first = spans_of(over_time.end)[0].first
    if newest < first:
        raise NoReturnsInTime(
            f"No return of the areas named by --area is dated in the six months up to "
            f"{over_time.end}: the newest is dated {newest}, so nothing is known of the time "
            f"since. Choose a day up to {newest}, or ingest newer returns."
        )
    return found


def _counted(
    of: ReferralsOf, profile: DeclaredProfile, day: date, areas: Areas, codebook: Codebook
) -> PeriodCounts:
    referrals = with_bands(of.people, profile)
    tables = tables_of_referrals(profile, of.people[FORMS].unique().to_pylist())
    return PeriodCounts(
        referrals=tables_of(referrals, tables, day, day, areas, codebook),
        young_people=tables_of(
            _each_once(of.people), tables_of_young_people(), day, day, areas, codebook
        ),
    )


def _each_once(people: pa.Table) -> pa.Table:
    """The first referral of each young person; referrals stand in their order."""
    numbers = people[YOUNG_PERSON].combine_chunks()
    if not len(numbers):
        return people
    is_other = pc.not_equal(numbers[1:], numbers[:-1])
    return people.filter(pa.concat_arrays([pa.array([True]), is_other]))


def _undated(found: Mapping[PeriodName, ReferralsOf]) -> Mapping[tuple[str, PeriodName], int]:
    """By the code of each place, region and of England."""
    numbers: dict[tuple[str, PeriodName], int] = defaultdict(int)
    for period, of in found.items():
        for each in of.undated:
            for code in (each.place, each.region, ENGLAND):
                numbers[code, period] += each.young_people
    return numbers


def _forms_of_areas(forms: Forms, asked: Sequence[str]) -> tuple[str, ...]:
    return versions_of(each for (code, _), held in forms.items() if code in asked for each in held)
