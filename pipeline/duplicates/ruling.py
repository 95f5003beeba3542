"""What people's decisions mean for the records of a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

import duckdb

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.duplicates.decisions import Decision, DecisionState, DecisionUse
from pipeline.duplicates.sides import (
    KeyRecord,
    Placed,
    PlacedKey,
    Side,
    Sides,
    fits_profile,
    key_people,
    ranks_of,
)
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.linkage import Linkage


@dataclass(frozen=True)
class Ruling:
    """`joined`: records (by rank) that people made one, each group with its lowest rank first;
    `apart`: of a record those from which people parted it; `said`: pairs of identifiers of one
    agency that people joined; `uses`: how each decision stands; `unsure`: of each decision about
    which somebody was unsure, the lowest ranks of the two."""

    joined: tuple[tuple[int, ...], ...] = ()
    apart: Mapping[int, frozenset[int]] = field(default_factory=dict)
    said: frozenset[frozenset[PlacedKey]] = frozenset()
    uses: tuple[DecisionUse, ...] = ()
    unsure: tuple[tuple[int, int, Decision], ...] = ()

    @property
    def ranks(self) -> frozenset[int]:
        """All records that are joined or parted."""
        return frozenset(rank for group in self.joined for rank in group) | self.apart.keys()

    def parted(self, one: Iterable[int], other: set[int]) -> bool:
        """Whether people parted any record of `one` from any of `other`."""
        return any(self.apart[rank] & other for rank in one if rank in self.apart)

    def joined_by_a_person(self, place: str, agency: str, one: str, other: str) -> bool:
        """Whether people joined these two identifiers of an agency."""
        return frozenset({(place, agency, one), (place, agency, other)}) in self.said


def ruling_of(
    connection: duckdb.DuckDBPyConnection,
    decisions: Sequence[Decision],
    day: date,
    areas: Areas,
    codebook: Codebook,
    linkage: Linkage,
    agencies: Agencies = NO_AGENCIES,
) -> Ruling:
    """What the decisions (by number) mean for the table `candidates` (see pipeline.selection).

    Where a "same" can't hold beside what else people decided, as agencies or areas have become one
    since, or would give a young person two identifiers of one agency that nobody joined, it is
    unclear and joins nobody.
    """
    if not decisions:
        return Ruling()
    placed = Placed(areas, agencies, day)
    people = key_people(connection, decisions, placed, codebook, linkage)
    return _Rules(Sides(people, placed), placed).of(decisions)


class _Rules:
    """What the decisions mean together: first who is not the same, since a false merge is worse;
    then who is, as far as that allows."""

    def __init__(self, sides: Sides, placed: Placed) -> None:
        self._sides = sides
        self._placed = placed
        self._state: dict[int, DecisionState] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._said: set[frozenset[PlacedKey]] = set()

    def of(self, decisions: Sequence[Decision]) -> Ruling:
        for each in decisions:
            if each.verdict == "not_same":
                self._take_not_same(each)
        open_ones = [each for each in decisions if each.verdict == "same"]
        while joining := [each for each in open_ones if self._take_same(each)]:
            open_ones = [each for each in open_ones if each not in joining]
        unsure = [each for each in decisions if each.verdict == "unsure"]
        looked_at = tuple(lowest for each in unsure for lowest in self._take_unsure(each))
        return Ruling(
            joined=self._sides.joined,
            apart={rank: frozenset(others) for rank, others in self._apart.items()},
            said=frozenset(self._said),
            uses=tuple(DecisionUse(each, self._state[each.number]) for each in decisions),
            unsure=looked_at,
        )

    def _take_same(self, decision: Decision) -> bool:
        """Whether the two are joined.  What one decision joins may make clear who is meant by
        another."""
        one, other = self._sides.of(decision)
        self._state[decision.number] = _state(one, other)
        if one.unclear or other.unclear or not (one.people and other.people):
            return False
        people = [*one.people, *other.people]
        said = self._said | self._pairs_said(decision)
        if not self._may_be_one(self._sides.all_with(people), said):
            self._state[decision.number] = "unclear"
            return False
        self._said = said
        self._sides.join(people)
        return True

    def _may_be_one(self, ranks: set[int], said: set[frozenset[PlacedKey]]) -> bool:
        """Whether nobody among these was parted from another, and no two of them are identifiers of
        one agency that nobody joined."""
        if any(self._apart[rank] & ranks for rank in ranks if rank in self._apart):
            return False
        keys = sorted({self._sides.key_of(rank) for rank in ranks})
        return all(
            frozenset({one, other}) in said
            for one, other in combinations(keys, 2)
            if one[:2] == other[:2]
        )

    def _take_unsure(self, decision: Decision) -> Iterator[tuple[int, int, Decision]]:
        """The lowest ranks of the two, if both are there."""
        one, other = self._sides.of(decision)
        self._state[decision.number] = _state(one, other)
        if one.people and other.people:
            self._state[decision.number] = "unsure"
            yield min(ranks_of(one.people)), min(ranks_of(other.people)), decision

    def _take_not_same(self, decision: Decision) -> None:
        """Whom a key stands for now may be unclear: whoever it is, is not the other."""
        one, other = self._sides.of(decision)
        first, second = ranks_of(one.people), ranks_of(other.people)
        if one.unclear:
            first |= ranks_of(self._sides.everybody(decision, decision.one))
        if other.unclear:
            second |= ranks_of(self._sides.everybody(decision, decision.other))
        stale = one.stale or other.stale or one.unclear or other.unclear
        if both := self._of_one_key(decision):
            stale = not self._part_within(decision, both) or stale
            first, second = first - second, second - first
        self._part(first, second)
        used = (first and second) or len(both) > 1
        self._state[decision.number] = ("stale" if stale else "applied") if used else "unused"

    def _of_one_key(self, decision: Decision) -> dict[int, KeyRecord]:
        """The records, by rank, of the keys that stand on both sides: an agency gave both young
        people one identifier."""
        first, second = (
            {self._placed.key(decision, each.key): each for each in side}
            for side in (decision.one, decision.other)
        )
        shared = [first[key] for key in sorted(first.keys() & second.keys())]
        people = self._sides.everybody(decision, shared)
        return {record.rank: record for person in people for record in person}

    def _part_within(self, decision: Decision, both: Mapping[int, KeyRecord]) -> bool:
        """Parts records of one key into the two whom they tell apart; where they no longer do, all
        of them from each other.  Whether they do."""
        one, other = (
            {
                rank
                for rank, record in both.items()
                if any(fits_profile([record], each) for each in side)
            }
            for side in (decision.one, decision.other)
        )
        if len(both) > 1 and (not one or not other or one & other):
            for rank in both:
                self._part({rank}, both.keys() - {rank})
            return False
        self._part(one, other)
        return True

    def _part(self, first: Set[int], second: Set[int]) -> None:
        for these, those in ((first, second), (second, first)):
            if those:
                for rank in these:
                    self._apart[rank] |= those

    def _pairs_said(self, decision: Decision) -> set[frozenset[PlacedKey]]:
        """The pairs of identifiers of one agency on its sides."""
        keys = sorted(self._placed.key(decision, key) for key in decision.keys)
        return {
            frozenset({one, other}) for one, other in combinations(keys, 2) if one[:2] == other[:2]
        }


def _state(one: Side, other: Side) -> DecisionState:
    if one.unclear or other.unclear:
        return "unclear"
    if not (one.people and other.people):
        return "unused"
    return "stale" if one.stale or other.stale else "applied"
