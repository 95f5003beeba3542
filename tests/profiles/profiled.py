"""The profile of a store, as tests ask for it."""

from datetime import date

from pipeline.profiles.places import area_asked
from pipeline.profiles.take_profile import take_profile
from pipeline.store import Store
from reports.profile_tables import PeriodName, ProfileReport
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook

YORK, LEEDS, YORKSHIRE, ENGLAND = "E06000014", "E08000035", "E12000003", "E92000001"


def profile_of(store: Store, day: date, *names: str) -> ProfileReport:
    areas = load_areas()
    asked = [area_asked(name, areas, day) for name in names]
    return take_profile(store, asked, day, areas, load_codebook()).report


def cases(
    report: ProfileReport, table: str, place: str = YORK, period: PeriodName = "last"
) -> dict[str, int]:
    """The cases of a table's rows that have any."""
    found = (
        each for each in report.table(table).figures if (each.place, each.period) == (place, period)
    )
    return {each.row: each.cases for each in found if each.cases}


def counts(report: ProfileReport, place: str, period: PeriodName = "last") -> tuple[int, ...]:
    """Referrals, young people, those referred more than once, and their referrals."""
    of = report.referrals_of(place, period)
    return of.referrals, of.young_people, of.more_than_once, of.their_referrals
