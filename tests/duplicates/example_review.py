"""A review list of young people written by hand."""

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from pipeline.duplicates.decisions import Decision
from pipeline.duplicates.review import Found, review_of
from pipeline.duplicates.scoring import score_across, score_pairs
from pipeline.duplicates.units import units_schema
from reports.review import Review, ReviewPair
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.linkage import load_linkage
from tests.duplicates.units import JUNE_1996, MAY_1995, Unit, crowd, unit

DAY = date(2011, 6, 6)
YORK, LEEDS = "E06000014", "E08000035"
POLICE, CARE, PROJECT = "York Police", "York Social Care", "Safe House"


def known(agency: str, identifier: str, *, several: bool = False, **profile: object) -> Unit:
    """One of the identifiers under which a young person is known."""
    return {
        "agency": agency,
        "agency_key": agency.casefold(),
        "identifier": identifier,
        "digest": "0123456789abcdef",
        "several": several,
        "own": False,
    } | profile


def listed(each: Unit) -> Unit:
    """A unit with all columns of a snapshot's."""
    identifier = str(each["identifier"])
    given = each["known_as"]
    assert isinstance(given, list)
    known_as = [known(one["agency"], one["identifier"]) | one for one in given]
    own: Unit = {"identifiers": [identifier], "records": len(known_as)}
    numbers = ("age", "age_at_first_assessment")
    dates = ("date_of_birth", "referral_date", "first_assessment_date")
    marks: Unit = {f"{name}_not_known": False for name in (*numbers, *dates)}
    return own | marks | each | {"known_as": known_as}


def units_table(units: Sequence[Unit]) -> pa.Table:
    rows = [listed(each) for each in units]
    return pa.Table.from_pylist(rows, schema=units_schema(load_codebook()))


def review(
    units: Sequence[Unit], unsure: Mapping[tuple[int, int], Decision] | None = None
) -> Review:
    """The review of units, as though all were in the tables of a snapshot."""
    codebook, linkage = load_codebook(), load_linkage()
    table = units_table(units)
    places = [str(each["place"]) for each in units]
    most = {place: places.count(place) for place in sorted(set(places))}
    found = Found(
        DAY,
        table,
        score_pairs(table, codebook, linkage),
        score_across(table, codebook, linkage),
        unsure or {},
        {place: number - 1 for place, number in most.items()},
        most,
    )
    return review_of(found, load_areas(), codebook, linkage)


def ours(made: Review, one: str, other: str) -> ReviewPair:
    """The pair of two whose first identifiers are these."""
    return next(
        each
        for each in made.pairs
        if (each.one.known_as[0].identifier, each.other.known_as[0].identifier) == (one, other)
    )


def likely_pair() -> list[Unit]:
    """Two of York who are one to all appearances: 10-123 of social care, 10-132 of the police."""
    return [
        unit(
            1,
            YORK,
            CARE,
            "10-123",
            date_of_birth=MAY_1995,
            age=16,
            gender="female",
            ethnicity="WBRI",
            nationality="british",
            disability="none",
            referral_date=date(2011, 6, 3),
            living_situation="looked_after",
            looked_after_placement="residential_home",
            coercion_methods="grooming;mobile_phone",
            mental_health_concern="yes",
        ),
        unit(
            2,
            YORK,
            POLICE,
            "10-132",
            date_of_birth=MAY_1995,
            age=15,
            gender="female",
            ethnicity="white",
            nationality="british",
            disability="not_known",
            referral_date=date(2011, 6, 4),
            living_situation="looked_after",
            coercion_methods="grooming",
            mental_health_concern="no",
            police_investigation="yes",
        ),
    ]


def kept_apart() -> list[Unit]:
    """One identifier of one agency, and two genders."""
    return [
        unit(
            number,
            YORK,
            CARE,
            "4711",
            date_of_birth=JUNE_1996,
            age=15,
            gender=gender,
            ethnicity="APKN",
            referral_date=date(2010, 2, 1),
            known_as=[known(CARE, "4711", several=True, gender=gender, born=JUNE_1996, age=15)],
        )
        for number, gender in ((3, "female"), (4, "male"))
    ]


def of_two_areas() -> list[Unit]:
    return [
        unit(
            number,
            place,
            agency,
            identifier,
            date_of_birth=date(1994, 11, 1),
            gender="female",
            ethnicity="BCRB",
            nationality="non_european",
            referral_date=date(2011, 1, 10),
            living_situation="independent",
        )
        for number, place, agency, identifier in (
            (5, YORK, PROJECT, "77-A"),
            (6, LEEDS, PROJECT, "77-A"),
        )
    ]


def example() -> list[Unit]:
    elsewhere = [each | {"date_of_birth": None} for each in crowd(LEEDS, 200, size=60)]
    others = [*crowd(YORK, 100, size=60), *elsewhere]
    return [*likely_pair(), *kept_apart(), *of_two_areas(), *others]
