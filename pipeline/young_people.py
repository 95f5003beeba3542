"""Which records are the same young person: surely (contract, step 6), or because a person said so.

Nothing less sure is ever merged: a false merge hides a child.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from pipeline.duplicates.ruling import Ruling
from pipeline.numbering import Numbering
from pipeline.profile import Profile, contradict

# Candidates that share place and identifier with another, or have one about which a person decided,
# in the order of primaries.
_SHARING = """
select place, identifier, rank, agency_key, gender, date_of_birth, age_counted
from candidates
qualify count(*) over (partition by place, identifier) > 1
  or (place, identifier) in (select (place, identifier) from decided_identifiers)
order by rank
"""

_DECIDED_IDENTIFIERS = """
create or replace temp table decided_identifiers as
select place, identifier from candidates where list_contains($ranks::bigint[], rank)
"""


@dataclass(frozen=True)
class SamePeople:
    """`primary`: for each candidate that is not a primary its rank, and the rank of its primary;
    `decided`: how many of them are merged only because a person said so."""

    primary: Mapping[int, int]
    decided: int = 0

    def unit_of(self, rank: int) -> int:
        """The rank of the primary of a candidate's young person."""
        return self.primary.get(rank, rank)


@dataclass(frozen=True)
class _Record:
    rank: int
    agency: str
    identifier: str
    profile: Profile


def same_young_people(
    connection: duckdb.DuckDBPyConnection, numbering: Numbering, ruling: Ruling
) -> SamePeople:
    """Who is one young person: the records that are surely so and those that a person joined,
    without what a person parted.

    Reads the table `candidates` (see pipeline.selection).  Where a sure link would put together
    two whom a person parted, or two identifiers of one agency that no person joined, it gives way.
    """
    ranks = ruling.ranks
    connection.execute(_DECIDED_IDENTIFIERS, {"ranks": sorted(ranks)})
    sharing: dict[tuple[str, str], list[_Record]] = defaultdict(list)
    for place, identifier, rank, agency, *profile in connection.execute(_SHARING).fetchall():
        record = _Record(rank, agency, identifier, Profile(*profile))
        sharing[place, identifier].append(record)
    ruled: dict[str, list[_Record]] = defaultdict(list)
    primary: dict[int, int] = {}
    for (place, _), records in sharing.items():
        if any(record.rank in ranks for record in records):
            ruled[place].extend(records)
            continue
        for people in _surely_one(records, place, numbering):
            primary |= {record.rank: people[0].rank for record in people[1:]}
    decided = 0
    for place, records in ruled.items():
        records.sort(key=lambda record: record.rank)
        found = _ruled(records, place, numbering, ruling)
        primary |= found.primary
        decided += found.decided
    return SamePeople(primary, decided)


def _linkable(one: _Record, other: _Record, place: str, numbering: Numbering) -> bool:
    if contradict(one.profile, other.profile):
        return False
    agencies = {one.agency, other.agency}
    return len(agencies) == 1 or numbering.shared(place, agencies, one.identifier)


def _surely_one(
    records: Sequence[_Record], place: str, numbering: Numbering
) -> list[list[_Record]]:
    """Records of one identifier in the order of primaries; each joins the first young person with
    all of whose records it is linkable, or else is a new one."""
    people: list[list[_Record]] = []
    for record in records:
        for person in people:
            if all(_linkable(record, other, place, numbering) for other in person):
                person.append(record)
                break
        else:
            people.append([record])
    return people


class _Groups:
    """Records put together, each group with what it holds."""

    def __init__(self, records: Sequence[_Record], ruling: Ruling) -> None:
        self._of = {record.rank: _Group({record.rank}, {record.profile}) for record in records}
        self._ruling = ruling
        for record in records:
            self._of[record.rank].identifiers[record.agency].add(record.identifier)

    def join(self, one: int, other: int) -> None:
        larger, smaller = self._of[one], self._of[other]
        if larger is smaller:
            return
        larger.ranks |= smaller.ranks
        larger.profiles |= smaller.profiles
        for agency, identifiers in smaller.identifiers.items():
            larger.identifiers[agency] |= identifiers
        self._of |= dict.fromkeys(smaller.ranks, larger)

    def may_join(self, one_rank: int, other_rank: int, place: str) -> bool:
        """Whether nothing in the one group contradicts the other, no person parted anybody in the
        one from anybody in the other, and no two identifiers of one agency come together that no
        person joined."""
        first, second = self._of[one_rank], self._of[other_rank]
        if first is second:
            return True
        if self._ruling.parted(first.ranks, second.ranks):
            return False
        if any(contradict(one, other) for one in first.profiles for other in second.profiles):
            return False
        return all(
            mine == its or self._ruling.joined_by_a_person(place, agency, mine, its)
            for agency in first.identifiers.keys() & second.identifiers.keys()
            for mine in first.identifiers[agency]
            for its in second.identifiers[agency]
        )

    def primaries(self) -> dict[int, int]:
        return {
            rank: min(group.ranks) for rank, group in self._of.items() if rank != min(group.ranks)
        }


class _Group:
    def __init__(self, ranks: set[int], profiles: set[Profile]) -> None:
        self.ranks = ranks
        self.profiles = profiles
        self.identifiers: dict[str, set[str]] = defaultdict(set)


def _ruled(
    records: Sequence[_Record], place: str, numbering: Numbering, ruling: Ruling
) -> SamePeople:
    """As `_surely_one`, for all identifiers of a place about which people decided: those whom a
    person joined are together from the start, and a sure link holds only where it may."""
    groups = _Groups(records, ruling)
    here = {record.rank for record in records}
    for joined in ruling.joined:
        if joined[0] in here:
            for rank in joined[1:]:
                groups.join(joined[0], rank)
    people: dict[str, list[list[_Record]]] = defaultdict(list)
    sure = 0
    for record in records:
        for person in people[record.identifier]:
            if all(
                _linkable(record, other, place, numbering) for other in person
            ) and groups.may_join(person[0].rank, record.rank, place):
                groups.join(person[0].rank, record.rank)
                person.append(record)
                sure += 1
                break
        else:
            people[record.identifier].append([record])
    primary = groups.primaries()
    return SamePeople(primary, len(primary) - sure)
