"""Decisions that were filled in, as the store takes them: each side with the keys that it means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec

from ingest.agencies import Agencies
from pipeline.duplicates.counted_areas import CountedAreas
from pipeline.duplicates.decisions import Decision, Key, Seen, SeenProfile
from pipeline.duplicates.filled import (
    ByHand,
    FilledDecision,
    FilledPlace,
    FilledProblem,
    FilledSide,
    plain_line,
)
from pipeline.duplicates.latest_keys import LatestKey, LatestKeys

_NAMES = ("first", "second")

_Whom = frozenset[tuple[str, str, SeenProfile | None]]


@dataclass(frozen=True)
class UnknownKey:
    """Where a decision stands of which one side (`first` or `second`) has an agency and identifier
    that are in no record counted in the area (its code) on `day`."""

    place: FilledPlace
    side: str
    area: str
    day: date


@dataclass(frozen=True)
class Resolved:
    """The decisions (without numbers yet) with their places, what must be put right, and which of
    them name somebody who is not there."""

    decisions: tuple[tuple[FilledPlace, Decision], ...]
    problems: tuple[FilledProblem, ...]
    unknown: tuple[UnknownKey, ...]


def resolved(
    filled: Sequence[FilledDecision],
    latest: LatestKeys,
    counted: CountedAreas,
    agencies: Agencies,
) -> Resolved:
    """Takes what was written by hand to the keys of the latest records, and agencies to the names
    that are shown; a key that is in none of the records stays as it is written."""
    resolver = _Resolver(latest, counted, agencies)
    decisions = [(each.place, found) for each in filled for found in resolver.decision(each)]
    return Resolved(tuple(decisions), tuple(resolver.problems), tuple(resolver.unknown))


@dataclass
class _Resolver:
    latest: LatestKeys
    counted: CountedAreas
    agencies: Agencies
    problems: list[FilledProblem] = field(default_factory=list)
    unknown: list[UnknownKey] = field(default_factory=list)
    pairs: dict[tuple[str, frozenset[_Whom]], FilledPlace] = field(default_factory=dict)

    def decision(self, filled: FilledDecision) -> Iterator[Decision]:
        """The decision; none, with the problem noted, where it can't be taken."""
        place = self.counted.place_of(filled.area)
        assert place is not None  # looked at when it was read
        found = [
            self._side(side, place, filled, name)
            for side, name in zip((filled.one, filled.other), _NAMES, strict=True)
        ]
        if None in found:
            return
        one, other = (side for side in found if side is not None)
        if self._stand_on_both_sides(one, other):
            self._problem(
                filled.place,
                "one agency and identifier stands on both sides, so it can't be told who the two "
                f"are. {_USE_FIND}",
            )
            return
        pair = (place, frozenset({self._whom(one), self._whom(other)}))
        earlier = self.pairs.setdefault(pair, filled.place)
        if earlier != filled.place:
            self._problem(
                filled.place,
                f"the pair of {earlier.text()} is decided here again. Leave one of the two "
                "decisions.",
            )
            return
        yield Decision(
            number=0,
            area=filled.area,
            one=one,
            other=other,
            verdict=filled.said.verdict,
            who=filled.said.who,
            day=filled.said.day,
            why=filled.said.why,
        )

    def _problem(self, place: FilledPlace, sentence: str) -> None:
        self.problems.append(FilledProblem(place, sentence))

    def _side(
        self, side: FilledSide, place: str, filled: FilledDecision, name: str
    ) -> tuple[Seen, ...] | None:
        if isinstance(side, ByHand):
            key, known = self._known(side, place)
            if any(each.several for each in known):
                self._problem(
                    filled.place,
                    f"the agency gives the identifier of the {name} to several young people of "
                    f"the area, so it can't be told who is meant. {_USE_FIND}",
                )
                return None
            found: tuple[Seen, ...] = (known[0].seen if known else Seen(key),)
        else:
            found = tuple(msgspec.structs.replace(each, key=self._shown(each.key)) for each in side)
        if not all(self._records_of(each.key, place) for each in found):
            day = self.latest.days[place]
            self.unknown.append(UnknownKey(filled.place, name, filled.area, day))
        return found

    def _known(self, side: ByHand, place: str) -> tuple[Key, Sequence[LatestKey]]:
        """Whom the latest records know by what was written: as it stands or, where they know nobody
        by that, without the agency's prefixes."""
        agency = self.agencies.name_of(plain_line(side.agency))
        keys = [Key(agency, identifier) for identifier in side.identifiers]
        for key in keys:
            if known := self._records_of(key, place):
                return Key(known[0].agency, key.identifier), known
        return keys[-1], ()

    def _records_of(self, key: Key, place: str) -> Sequence[LatestKey]:
        return self.latest.of(place, self.agencies.key_of(key.agency), key.identifier)

    def _shown(self, key: Key) -> Key:
        return Key(self.agencies.name_of(key.agency), key.identifier)

    def _whom(self, side: Sequence[Seen]) -> _Whom:
        return frozenset(
            (self.agencies.key_of(each.key.agency), each.key.identifier, each.profile)
            for each in side
        )

    def _stand_on_both_sides(self, one: Sequence[Seen], other: Sequence[Seen]) -> bool:
        """Whether a key of the one is also one of the other, and no profiles tell them apart."""
        return any(
            left[:2] == right[:2] and (None in (left[2], right[2]) or left[2] == right[2])
            for left in self._whom(one)
            for right in self._whom(other)
        )


_USE_FIND = (
    "Where an agency gives one identifier to several young people, decide it in what `lscb "
    "duplicates find` writes: that tells them apart."
)
