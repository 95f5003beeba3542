"""What people review: pairs of young people that may be one, beside each other."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Sign = Literal["same", "in part", "differs", "one only"]
"""How two answers compare: `one only` where only one of the two is known; blanks have no row."""

PairKind = Literal[
    "kept apart", "near identifiers", "different identifiers", "identifiers not compared"
]

IdentifierSign = Literal[
    "same identifier", "nearly the same identifier", "different identifiers", "not compared"
]
"""How two identifiers compare."""


@dataclass(frozen=True)
class KnownAs:
    """An agency that knows a young person, and the normalised identifier it gives."""

    agency: str
    identifier: str


@dataclass(frozen=True)
class Beside:
    """A question's answers of the two, as they are shown; blank where not provided.  `weight` is
    what the row adds to the sum of the reasons, to a decimal; None where it was not weighed."""

    question: str
    label: str
    one: str
    other: str
    sign: Sign
    weight: float | None


@dataclass(frozen=True)
class IdentifiersBeside:
    """How the identifiers of the two compare, and what identifiers and agencies add to the sum of
    the reasons (None where neither was weighed)."""

    sign: IdentifierSign
    weight: float | None


@dataclass(frozen=True)
class ReviewSide:
    """One young person of a pair: who knows them (the primary record's agency first), in how many
    records; `seen` is for the program, which reads it back with the decision."""

    known_as: tuple[KnownAs, ...]
    records: int
    seen: str


@dataclass(frozen=True)
class ReviewPair:
    """Two young people of one area.  `number` counts the list from 1; `reasons` are sentences
    with weights, a line each, the last of which adds them up; `weight` (log2) is their sum and the
    area's `prior`; `earlier` says who was unsure of it before, `beware` why they may be brothers or
    sisters, both blank where there is nothing to say; `one_also_in` and `other_also_in` are the
    numbers of the other pairs in which the two stand."""

    number: int
    area_code: str
    area: str
    kind: PairKind
    probability: float
    weight: float
    prior: float
    reasons: str
    one: ReviewSide
    other: ReviewSide
    identifiers: IdentifiersBeside
    answers: tuple[Beside, ...]
    earlier: str = ""
    beware: str = ""
    one_also_in: tuple[int, ...] = ()
    other_also_in: tuple[int, ...] = ()


@dataclass(frozen=True)
class AcrossPair:
    """Two young people of two areas who may be one; never merged: each area counts its own."""

    number: int
    area_code_one: str
    area_one: str
    area_code_other: str
    area_other: str
    probability: float
    weight: float
    reasons: str
    one: ReviewSide
    other: ReviewSide
    identifiers: IdentifiersBeside
    answers: tuple[Beside, ...]


@dataclass(frozen=True)
class PairsOfAgencies:
    """How many pairs there are between two agencies of an area (or within one); `likely` are those
    of a probability of one half or more."""

    area_code: str
    area: str
    agency_one: str
    agency_other: str
    pairs: int
    likely: int


@dataclass(frozen=True)
class CountedRange:
    """Young people counted in a place: `most` if no possible pair is one young person, `least` if
    all are."""

    code: str
    name: str
    least: int
    most: int


@dataclass(frozen=True)
class Review:
    """All pairs of a day, the likeliest first, and what they come to; `areas` holds every area with
    a pair."""

    day: date
    threshold: float
    pairs: tuple[ReviewPair, ...]
    across: tuple[AcrossPair, ...]
    summary: tuple[PairsOfAgencies, ...]
    areas: tuple[CountedRange, ...]
    codebook_version: str
    program_version: str
