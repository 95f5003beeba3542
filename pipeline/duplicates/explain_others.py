"""Whom a young person may be, in its area and in others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.duplicates.possible import possible_duplicates
from pipeline.duplicates.review import Found, review_of
from pipeline.duplicates.scoring import score_across
from pipeline.snapshot import Snapshot
from reports.review import AcrossPair, Review, ReviewPair, ReviewSide
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.linkage import Linkage
from schemas.text import printable


@dataclass(frozen=True)
class MayBeOne:
    """Another young person that this one may be, in `area`: by whom it is known, how likely, why,
    and what somebody who was unsure said."""

    area: str
    known_as: tuple[str, ...]
    probability: float
    reasons: str
    earlier: str = ""


@dataclass(frozen=True)
class Others:
    """Whom each unit may be, the likeliest first: in its own area, and in others."""

    within: Mapping[int, tuple[MayBeOne, ...]]
    across: Mapping[int, tuple[MayBeOne, ...]]


def who_they_may_be(
    snapshot: Snapshot, units: Sequence[int], areas: Areas, codebook: Codebook, linkage: Linkage
) -> Others:
    """Whom the young people of these units (all of one area) may be."""
    if not units:
        return Others({}, {})
    possible = possible_duplicates(snapshot, codebook, linkage)
    across = _about(score_across(snapshot.units, codebook, linkage), units)
    within = _about(possible.pairs, units)
    both = pa.concat_arrays([each for table in (within, across) for each in _ends(table)])
    listed = snapshot.units.filter(pc.is_in(snapshot.units["unit"], both))
    found = Found(
        day=snapshot.day,
        units=listed,
        pairs=within.slice(0, 0),
        across=across.slice(0, 0),
        unsure=snapshot.unsure,
        least=possible.least,
        most=possible.most,
    )

    def in_words(pair: pa.Table, *, of_two_areas: bool) -> Review:
        alone = replace(found, across=pair) if of_two_areas else replace(found, pairs=pair)
        return review_of(alone, areas, codebook, linkage)

    known_as = {
        row["unit"]: row for row in listed.select(["unit", "place", "known_as"]).to_pylist()
    }
    within_of: dict[int, list[MayBeOne]] = {unit: [] for unit in units}
    across_of: dict[int, list[MayBeOne]] = {unit: [] for unit in units}
    for at, ends in enumerate(_pairs(within)):
        (pair,) = in_words(within.slice(at, 1), of_two_areas=False).pairs
        for unit in ends:
            if unit in within_of:
                within_of[unit].append(_of_its_area(pair, known_as[unit]["known_as"]))
    for at, ends in enumerate(_pairs(across)):
        (other,) = in_words(across.slice(at, 1), of_two_areas=True).across
        for unit in ends:
            if unit in across_of:
                across_of[unit].append(_of_another_area(other, known_as[unit]["place"]))
    return Others(
        {unit: tuple(those) for unit, those in within_of.items()},
        {unit: tuple(those) for unit, those in across_of.items()},
    )


def _about(pairs: pa.Table, units: Sequence[int]) -> pa.Table:
    wanted = pa.array(units, pa.int64())
    return pairs.filter(pc.or_(*(pc.is_in(pairs[end], wanted) for end in ("unit_l", "unit_r"))))


def _ends(pairs: pa.Table) -> tuple[pa.Array, pa.Array]:
    one, other = (pairs[end].combine_chunks() for end in ("unit_l", "unit_r"))
    return one, other


def _pairs(table: pa.Table) -> list[tuple[int, int]]:
    return list(zip(table["unit_l"].to_pylist(), table["unit_r"].to_pylist(), strict=True))


def _of_its_area(pair: ReviewPair, known_as: Sequence[Mapping[str, str]]) -> MayBeOne:
    """The one of a pair that is not known so.  Where both are, the same is said of either."""
    mine = tuple((each["agency"], each["identifier"]) for each in known_as)
    one = tuple((each.agency, each.identifier) for each in pair.one.known_as)
    other = pair.other if one == mine else pair.one
    return MayBeOne(
        area=pair.area,
        known_as=_known_to(other),
        probability=pair.probability,
        reasons=pair.reasons,
        earlier=printable(pair.earlier),
    )


def _of_another_area(pair: AcrossPair, place: str) -> MayBeOne:
    """The one of a pair that is not of the place."""
    is_other = pair.area_code_one == place
    return MayBeOne(
        area=pair.area_other if is_other else pair.area_one,
        known_as=_known_to(pair.other if is_other else pair.one),
        probability=pair.probability,
        reasons=pair.reasons,
    )


def _known_to(side: ReviewSide) -> tuple[str, ...]:
    return tuple(printable(f"{each.agency} {each.identifier}") for each in side.known_as)
