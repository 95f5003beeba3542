"""A review written by hand, as the writers of the workbook, CSV and JSON take it."""

from dataclasses import replace
from datetime import date

from reports.review import (
    AcrossPair,
    Beside,
    CountedRange,
    IdentifiersBeside,
    KnownAs,
    PairsOfAgencies,
    Review,
    ReviewPair,
    ReviewSide,
)

REASONS = "For: same month of birth (+5.8).\nAgainst: gender differs (-4.6)."
NEARLY = IdentifiersBeside("nearly the same identifier", 3.2)
CARE = ReviewSide((KnownAs("York Social Care", "123"), KnownAs("York Police", "10-7")), 3, "[1]")
PROJECT = ReviewSide((KnownAs("Safe House", "4"),), 1, "[2]")
ANSWERS = (
    Beside("age", "Current age", "16", "15", "differs", None),
    Beside("date_of_birth", "Month of birth", "May 1995", "May 1995", "same", 5.8),
    Beside("ethnicity", "Ethnicity", "White British", "White", "in part", 0.4),
    Beside("nationality", "Nationality", "British", "Non-European", "differs", -0.9),
    Beside("gender", "Gender", "Female", "Male", "differs", -4.6),
    Beside("disability", "Disability", "", "None", "one only", None),
)
PAIR = ReviewPair(
    number=1,
    area_code="E06000014",
    area="York",
    kind="near identifiers",
    probability=0.9,
    weight=3.169925,
    prior=-8.3,
    reasons=REASONS,
    one=CARE,
    other=PROJECT,
    identifiers=NEARLY,
    answers=ANSWERS,
)
ACROSS = AcrossPair(
    number=1,
    area_code_one="E06000014",
    area_one="York",
    area_code_other="E08000035",
    area_other="Leeds",
    probability=0.25,
    weight=-1.584963,
    reasons=REASONS,
    one=CARE,
    other=PROJECT,
    identifiers=NEARLY,
    answers=ANSWERS,
)
REVIEW = Review(
    day=date(2011, 6, 6),
    threshold=0.1,
    pairs=(
        PAIR,
        replace(
            PAIR,
            number=2,
            earlier="B Brown was unsure on 1 May 2011.",
            beware="Perhaps twins.",
            one_also_in=(1,),
            other_also_in=(1, 4, 9),
        ),
    ),
    across=(ACROSS,),
    summary=(PairsOfAgencies("E06000014", "York", "Safe House", "York Social Care", 2, 2),),
    areas=(CountedRange("E06000014", "York", 60, 62),),
    codebook_version="1",
    program_version="1.0",
)
NOBODY = replace(REVIEW, pairs=(), across=(), summary=(), areas=())


def with_agency(name: str) -> Review:
    """The review with one pair, in which an agency is called so."""
    side = ReviewSide((KnownAs(name, "4"),), 1, "[2]")
    return replace(REVIEW, pairs=(replace(PAIR, other=side),))


def many(pairs: int) -> Review:
    return replace(
        REVIEW, pairs=tuple(replace(PAIR, number=number) for number in range(1, pairs + 1))
    )
