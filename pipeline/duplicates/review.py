"""The review list: the pairs of young people that people are to decide, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.duplicates.beside import Row, answers_beside, known_as, questions_in_order
from pipeline.duplicates.decisions import Decision, Key, Seen, SeenProfile, seen_text
from pipeline.duplicates.review_hints import may_be_siblings, pairs_of_units
from pipeline.duplicates.review_reasons import ReasonsOfPair
from reports.review import (
    AcrossPair,
    CountedRange,
    IdentifiersBeside,
    KnownAs,
    PairKind,
    PairsOfAgencies,
    Review,
    ReviewPair,
    ReviewSide,
)
from reports.wording import long_date
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.linkage import Linkage
from schemas.version import program_version

LIKELY = 0.5
"""From this probability on a pair counts as likely."""


@dataclass(frozen=True)
class Found:
    """What the list is made from: the young people of a day (`Snapshot.units`), the pairs within
    areas and across them (rows of score_pairs and score_across), who was unsure of which pair of
    units, and the young people counted in each place if all pairs are one (`least`) or none."""

    day: date
    units: pa.Table
    pairs: pa.Table
    across: pa.Table
    unsure: Mapping[tuple[int, int], Decision]
    least: Mapping[str, int]
    most: Mapping[str, int]


def review_of(found: Found, areas: Areas, codebook: Codebook, linkage: Linkage) -> Review:
    """The list in words, the likeliest pairs first: the same in whatever order the records came."""
    rows = _rows(found)
    names = {
        str(row["place"]): areas.place_on(str(row["place"]), found.day).name
        for row in rows.values()
    }
    scored = _scored(found.pairs, rows, codebook)
    stand_in = pairs_of_units(each.units for each in scored)
    pairs = tuple(
        _pair(number, each, names, found.unsure, stand_in, codebook, linkage)
        for number, each in enumerate(scored, start=1)
    )
    across = tuple(
        _across(number, each, names, codebook, linkage)
        for number, each in enumerate(_scored(found.across, rows, codebook), start=1)
    )
    return Review(
        day=found.day,
        threshold=linkage.review,
        pairs=pairs,
        across=across,
        summary=_summary(pairs),
        areas=_ranges(pairs, found.least, found.most),
        codebook_version=codebook.version,
        program_version=program_version(),
    )


def _rows(found: Found) -> Mapping[int, Row]:
    """The young people of whom there is a pair, by unit."""
    ends = [table[end] for table in (found.pairs, found.across) for end in ("unit_l", "unit_r")]
    wanted = pa.chunked_array([chunk for end in ends for chunk in end.chunks], pa.int64())
    listed = found.units.filter(pc.is_in(found.units["unit"], pc.unique(wanted)))
    return {row["unit"]: row for row in listed.to_pylist()}


@dataclass(frozen=True)
class _Scored:
    """A pair: its row of the scores, and the two in the order in which they are shown."""

    scores: Mapping[str, Any]
    one: Row
    other: Row

    @property
    def units(self) -> tuple[int, int]:
        """The two, as shown."""
        one, other = self.one["unit"], self.other["unit"]
        assert isinstance(one, int) and isinstance(other, int)
        return one, other

    @property
    def place_one(self) -> str:
        return str(self.one["place"])

    @property
    def place_other(self) -> str:
        return str(self.other["place"])


def _scored(pairs: pa.Table, rows: Mapping[int, Row], codebook: Codebook) -> list[_Scored]:
    """The highest weight first.  What else orders them, and the two of each, says nothing of the
    place in a file, as units do."""
    orders = {unit: _order(row, codebook) for unit, row in rows.items()}
    listed = []
    for scores in pairs.to_pylist():
        first, second = sorted((scores["unit_l"], scores["unit_r"]), key=lambda unit: orders[unit])
        key = (-scores["weight"], orders[first], orders[second])
        listed.append((key, _Scored(scores, rows[first], rows[second])))
    return [each for _, each in sorted(listed, key=lambda each: each[0])]


def _order(row: Row, codebook: Codebook) -> tuple[str, ...]:
    keys = [text for each in known_as(row) for text in (each["agency"], each["identifier"])]
    answers = [str(row[question.name]) for question in questions_in_order(codebook)]
    return (str(row["place"]), *keys, *answers)


def _pair(
    number: int,
    pair: _Scored,
    names: Mapping[str, str],
    unsure: Mapping[tuple[int, int], Decision],
    stand_in: Mapping[int, tuple[int, ...]],
    codebook: Codebook,
    linkage: Linkage,
) -> ReviewPair:
    scored, one, other = pair.scores, pair.one, pair.other
    reasons = ReasonsOfPair(scored, one, other, codebook, linkage)
    identifiers = reasons.identifiers
    compared = identifiers.sign != "not compared"
    one_also_in, other_also_in = (
        tuple(each for each in stand_in[unit] if each != number) for unit in pair.units
    )
    earlier = unsure.get((scored["unit_l"], scored["unit_r"]))
    return ReviewPair(
        number=number,
        area_code=pair.place_one,
        area=names[pair.place_one],
        kind=_kind(identifiers, one, other),
        probability=scored["probability"],
        weight=scored["weight"],
        prior=scored["prior"],
        reasons=reasons.words,
        one=_side(one),
        other=_side(other),
        identifiers=identifiers,
        answers=answers_beside(one, other, codebook, reasons.weights),
        earlier=_earlier(earlier) if earlier is not None else "",
        beware=may_be_siblings(one, other, compared=compared),
        one_also_in=one_also_in,
        other_also_in=other_also_in,
    )


def _across(
    number: int,
    pair: _Scored,
    names: Mapping[str, str],
    codebook: Codebook,
    linkage: Linkage,
) -> AcrossPair:
    scored, one, other = pair.scores, pair.one, pair.other
    reasons = ReasonsOfPair(scored, one, other, codebook, linkage)
    return AcrossPair(
        number=number,
        area_code_one=pair.place_one,
        area_one=names[pair.place_one],
        area_code_other=pair.place_other,
        area_other=names[pair.place_other],
        probability=scored["probability"],
        weight=scored["weight"],
        reasons=reasons.words,
        one=_side(one),
        other=_side(other),
        identifiers=reasons.identifiers,
        answers=answers_beside(one, other, codebook, reasons.weights),
    )


def _kind(identifiers: IdentifiersBeside, one: Row, other: Row) -> PairKind:
    if _identifiers(one) & _identifiers(other):
        return "kept apart"
    match identifiers.sign:
        case "nearly the same identifier":
            return "near identifiers"
        case "not compared":
            return "identifiers not compared"
        case _:
            return "different identifiers"


def _identifiers(row: Row) -> set[str]:
    return {each["identifier"] for each in known_as(row)}


def _side(row: Row) -> ReviewSide:
    those, records = known_as(row), row["records"]
    assert isinstance(records, int)
    return ReviewSide(
        known_as=tuple(KnownAs(each["agency"], each["identifier"]) for each in those),
        records=records,
        seen=seen_text(tuple(_seen(each) for each in those)),
    )


def _seen(known: Mapping[str, Any]) -> Seen:
    profile = (
        SeenProfile(gender=known["gender"], born=known["born"], age=known["age"])
        if known["several"] or known["own"]
        else None
    )
    return Seen(
        key=Key(known["agency"], known["identifier"]), digest=known["digest"], profile=profile
    )


def _earlier(decision: Decision) -> str:
    said = f"{decision.who} was unsure on {long_date(decision.day)}"
    return f"{said}: {decision.why}" if decision.why else f"{said}."


def _summary(pairs: Iterable[ReviewPair]) -> tuple[PairsOfAgencies, ...]:
    """Pairs by area and by the agencies of the primary records."""
    counted: Counter[tuple[str, str, str, str]] = Counter()
    likely: Counter[tuple[str, str, str, str]] = Counter()
    for each in pairs:
        one, other = sorted(side.known_as[0].agency for side in (each.one, each.other))
        key = (each.area, each.area_code, one, other)
        counted[key] += 1
        likely[key] += each.probability >= LIKELY
    return tuple(
        PairsOfAgencies(code, area, one, other, counted[key], likely[key])
        for key in sorted(counted)
        for area, code, one, other in [key]
    )


def _ranges(
    pairs: Iterable[ReviewPair], least: Mapping[str, int], most: Mapping[str, int]
) -> tuple[CountedRange, ...]:
    places = sorted({(each.area, each.area_code) for each in pairs})
    return tuple(CountedRange(code, area, least[code], most[code]) for area, code in places)
