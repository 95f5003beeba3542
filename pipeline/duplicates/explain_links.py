"""Why two records of an area are one young person, or are kept apart.

Says which question differs and never what was answered.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from ingest.agencies import Agencies
from pipeline.duplicates.decisions import VERDICT_WORDS, Decision, Seen, Verdict
from pipeline.duplicates.ruling import Ruling
from pipeline.duplicates.sides import PlacedKey
from pipeline.numbering import Numbering, is_small_number
from pipeline.profile import Profile, contradict
from pipeline.young_people import SamePeople
from reports.wording import long_date
from schemas.areas import Areas
from schemas.text import printable


@dataclass(frozen=True)
class LinkedRecord:
    """A record that is counted or merged; `number` counts those explained, from 1."""

    number: int
    rank: int
    agency: str
    agency_key: str
    identifier: str
    profile: Profile


@dataclass(frozen=True)
class PairOfRecords:
    """The numbers of two records, whether they are one young person, and why, in sentences."""

    one: int
    other: int
    are_one: bool
    why: tuple[str, ...]


@dataclass(frozen=True)
class Links:
    """By what the records of `place` were put together or kept apart on `day`; `names` are those of
    its agencies, by their keys."""

    place: str
    day: date
    areas: Areas
    agencies: Agencies
    names: Mapping[str, str]
    numbering: Numbering
    ruling: Ruling
    same: SamePeople

    def pairs(
        self, records: Sequence[LinkedRecord], identifiers: Set[str]
    ) -> tuple[PairOfRecords, ...]:
        """Each two of the records that are one young person, or share one of the identifiers."""
        found = []
        for one, other in combinations(records, 2):
            if self._are_one(one, other):
                why = self._why_one(one, other, records)
            elif one.identifier == other.identifier and one.identifier in identifiers:
                why = self._why_apart(one, other, records)
            else:
                continue
            found.append(PairOfRecords(one.number, other.number, self._are_one(one, other), why))
        return tuple(found)

    def is_about(self, decision: Decision, records: Sequence[LinkedRecord]) -> bool:
        """Whether a decision means any of the records."""
        sides = (*decision.one, *decision.other)
        return any(self._means(decision, sides, record) for record in records)

    def _are_one(self, one: LinkedRecord, other: LinkedRecord) -> bool:
        return self.same.unit_of(one.rank) == self.same.unit_of(other.rank)

    def _why_one(
        self, one: LinkedRecord, other: LinkedRecord, records: Sequence[LinkedRecord]
    ) -> tuple[str, ...]:
        why = []
        if one.identifier == other.identifier and not any(self._hindrances(one, other)):
            why.append(
                f"Surely: {one.agency} gives both this identifier, and nothing contradicts."
                if one.agency_key == other.agency_key
                else "Surely: the same identifier, both agencies number with the area, and nothing "
                "contradicts."
            )
        why += [f"By {_named(each)}." for each in self._deciding("same", one, other)]
        if why:
            return tuple(why)
        through = [each for each in records if self._are_one(each, one)]
        decisions = [
            each.decision
            for each in self.ruling.uses
            if each.decision.verdict == "same"
            and each.state in ("applied", "stale")
            and self.is_about(each.decision, through)
        ]
        by = f", by {'; by '.join(map(_named, decisions))}" if decisions else ""
        return (f"Through other records of the young person{by}.",)

    def _why_apart(
        self, one: LinkedRecord, other: LinkedRecord, records: Sequence[LinkedRecord]
    ) -> tuple[str, ...]:
        why = list(self._hindrances(one, other))
        if self._parted(one, other):
            why += [f"By {_named(each)}." for each in self._deciding("not_same", one, other)]
        return tuple(why) or tuple(self._through_others(one, other, records))

    def _hindrances(self, one: LinkedRecord, other: LinkedRecord) -> Iterator[str]:
        """What of two records with one identifier keeps them from being surely one."""
        differing = _differing(one.profile, other.profile)
        if differing:
            yield f"They contradict each other: {' and '.join(differing)}."
        if one.agency_key == other.agency_key:
            return
        both = {one.agency_key: one.agency, other.agency_key: other.agency}
        own = [key for key in both if (self.place, key) in self.numbering.own]
        for key in own:
            yield f"{both[key]} numbers for itself: {self._test(key)}."
        if not own and is_small_number(one.identifier):
            silent = [name for key, name in both.items() if self._registered(key) != "shared"]
            if silent:
                yield (
                    "A bare number under 1000 counts as the area's only where the register says "
                    f"'shared' of both; it does not of {' and '.join(silent)}."
                )

    def _registered(self, agency_key: str) -> str | None:
        return self.numbering.said.get((self.place, agency_key))

    def _test(self, agency_key: str) -> str:
        """By what it is known that the agency numbers for itself."""
        known_by = self.numbering.known_by[self.place, agency_key]
        if known_by.test == "registered":
            return "the register or agencies.csv says 'own'"
        if known_by.test == "counting":
            return (
                "its identifiers are all bare numbers, at least five, the largest at most twice "
                "how many there are"
            )
        others = " and of ".join(self.names[key] for key in known_by.beside)
        return f"more than a third of those that are also identifiers of {others} contradict"

    def _through_others(
        self, one: LinkedRecord, other: LinkedRecord, records: Sequence[LinkedRecord]
    ) -> Iterator[str]:
        """Why two who could be one are not: what stands between those with whom each is one."""
        mine = [each for each in records if self._are_one(each, one)]
        its = [each for each in records if self._are_one(each, other)]
        said = False
        for first in mine:
            for second in its:
                if self._parted(first, second):
                    by = "; by ".join(map(_named, self._deciding("not_same", first, second)))
                    yield f"{_stand_for(one, first, other, second)} kept apart by {by}."
                elif first.identifier == second.identifier and any(self._hindrances(first, second)):
                    yield f"{_stand_for(one, first, other, second)} kept apart (see there)."
                elif first.agency_key == second.agency_key and not (
                    first.identifier == second.identifier
                    or self.ruling.joined_by_a_person(
                        self.place, first.agency_key, first.identifier, second.identifier
                    )
                ):
                    yield (
                        f"One young person would have two identifiers of {first.agency} "
                        f"({first.identifier} and {second.identifier}), and nobody decided that "
                        "these are the same."
                    )
                else:
                    continue
                said = True
        if not said:
            yield "Each was put together with other records first."

    def _parted(self, one: LinkedRecord, other: LinkedRecord) -> bool:
        return other.rank in self.ruling.apart.get(one.rank, frozenset())

    def _deciding(
        self, verdict: Verdict, one: LinkedRecord, other: LinkedRecord
    ) -> tuple[Decision, ...]:
        """The decisions of a verdict that hold and mean both records."""
        return tuple(
            each.decision
            for each in self.ruling.uses
            if each.decision.verdict == verdict
            and each.state in ("applied", "stale")
            and self._means_both(each.decision, one, other)
        )

    def _means_both(self, decision: Decision, one: LinkedRecord, other: LinkedRecord) -> bool:
        """'Same' joins whatever stands on its sides, 'not the same' parts the one side from the
        other."""
        sides = [(decision.one, decision.other), (decision.other, decision.one)]
        if decision.verdict == "same":
            if (one.agency_key, one.identifier) == (other.agency_key, other.identifier):
                return False
            sides = [((*decision.one, *decision.other),) * 2]
        return any(
            self._means(decision, first, one) and self._means(decision, second, other)
            for first, second in sides
        )

    def _means(self, decision: Decision, side: Sequence[Seen], record: LinkedRecord) -> bool:
        return any(
            self._key(decision, each) == (self.place, record.agency_key, record.identifier)
            and not (
                each.profile is not None
                and contradict(
                    Profile(each.profile.gender, each.profile.born, each.profile.age),
                    record.profile,
                )
            )
            for each in side
        )

    def _key(self, decision: Decision, seen: Seen) -> PlacedKey:
        place = self.areas.place_on(decision.area, self.day).code
        return place, self.agencies.key_of(seen.key.agency), seen.key.identifier


def _differing(one: Profile, other: Profile) -> list[str]:
    """Which questions contradict, as clauses."""
    differing = []
    if contradict(Profile(one.gender, None, None), Profile(other.gender, None, None)):
        differing.append("the genders differ")
    if contradict(Profile(None, one.born, one.age), Profile(None, other.born, other.age)):
        months_known = one.born is not None and other.born is not None
        differing.append(
            "the months of birth differ" if months_known else "the ages are over a year apart"
        )
    return differing


def _stand_for(
    one: LinkedRecord, first: LinkedRecord, other: LinkedRecord, second: LinkedRecord
) -> str:
    """`Record 1 is one with record 3, and records 2 and 3 are`."""
    through = [
        f"record {record.number} is one with record {with_whom.number}"
        for record, with_whom in ((one, first), (other, second))
        if record.number != with_whom.number
    ]
    lowest, highest = sorted((first.number, second.number))
    sentence = f"{', '.join(through)}, and records {lowest} and {highest} are"
    return sentence[0].upper() + sentence[1:]


def _named(decision: Decision) -> str:
    """`decision 12 ('same', A Jones, 6 June 2011)`."""
    said = f"'{VERDICT_WORDS[decision.verdict]}'"
    who = printable(decision.who)
    return f"decision {decision.number} ({said}, {who}, {long_date(decision.day)})"
