"""Whom a decision means on a day: the records of its keys."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from ingest.agencies import Agencies
from pipeline.duplicates.decisions import Decision, Key, Seen
from pipeline.duplicates.seen import record_digest, records_digest
from pipeline.profile import Profile, contradict
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.linkage import Linkage

# The records of the keys about which people decided, in the order of primaries.
_DECIDED = """
select keys.position, candidates.rank, candidates.gender, candidates.date_of_birth,
  candidates.age_counted, {digest}
from candidates
join decided_keys as keys on keys.place = candidates.place
     and keys.agency_key = candidates.agency_key and keys.identifier = candidates.identifier
join current_rows on current_rows.rowid = candidates.row_id
order by candidates.rank
"""

PlacedKey = tuple[str, str, str]
"""Place, agency key and identifier."""


@dataclass(frozen=True)
class KeyRecord:
    rank: int
    profile: Profile
    digest: str


KeyPerson = tuple[KeyRecord, ...]
"""Records of one key that do not contradict each other, in the order of primaries."""


@dataclass(frozen=True)
class Side:
    """The young people meant by one side of a decision; `unclear` where a key of it stands for
    several and it can't be told for which; `stale` where its records have changed."""

    people: tuple[KeyPerson, ...]
    unclear: bool
    stale: bool


@dataclass(frozen=True)
class Placed:
    """Where keys stand on `day`."""

    areas: Areas
    agencies: Agencies
    day: date

    def key(self, decision: Decision, key: Key) -> PlacedKey:
        place = self.areas.place_on(decision.area, self.day).code
        return place, self.agencies.key_of(key.agency), key.identifier


def key_people(
    connection: duckdb.DuckDBPyConnection,
    decisions: Sequence[Decision],
    placed: Placed,
    codebook: Codebook,
    linkage: Linkage,
) -> dict[PlacedKey, list[KeyPerson]]:
    """The young people whom each key of the decisions stands for, by its own records alone.

    Reads the tables `candidates` and `current_rows` (see pipeline.selection).
    """
    keys = sorted({placed.key(each, key) for each in decisions for key in each.keys})
    names = ("place", "agency_key", "identifier")
    columns = {
        name: pa.array(column, pa.string())
        for name, column in zip(names, zip(*keys, strict=True), strict=True)
    }
    position = pa.array(range(len(keys)), pa.int64())
    connection.register("decided_keys", pa.table({"position": position} | columns))
    query = _DECIDED.format(digest=record_digest(codebook, linkage, "current_rows."))
    found: dict[PlacedKey, list[list[KeyRecord]]] = defaultdict(list)
    for at, rank, gender, born, age, digest in connection.execute(query).fetchall():
        record = KeyRecord(rank, Profile(gender, born, age), digest)
        people = found[keys[at]]
        for person in people:
            if not any(contradict(record.profile, other.profile) for other in person):
                person.append(record)
                break
        else:
            people.append([record])
    connection.unregister("decided_keys")
    return {key: [tuple(person) for person in people] for key, people in found.items()}


class Sides:
    """The young people meant by decisions that are taken one after the other: those whom one
    decision joined are one for the next."""

    def __init__(self, people: Mapping[PlacedKey, list[KeyPerson]], placed: Placed) -> None:
        self._people = people
        self._placed = placed
        self._key = {
            rank: key
            for key, each in people.items()
            for person in each
            for rank in ranks_of([person])
        }
        self._group: dict[int, set[int]] = {}
        self._joined: set[int] = set()
        for each in people.values():
            for person in each:
                together = ranks_of([person])
                self._group |= dict.fromkeys(together, together)

    @property
    def joined(self) -> tuple[tuple[int, ...], ...]:
        """The groups of records that were joined, the lowest rank of each first."""
        return tuple(sorted({tuple(sorted(self._group[rank])) for rank in self._joined}))

    def key_of(self, rank: int) -> PlacedKey:
        """The key of a record."""
        return self._key[rank]

    def all_with(self, people: Iterable[KeyPerson]) -> set[int]:
        """The records of these, and of whoever was joined with them."""
        return set().union(*(self._group[rank] for rank in ranks_of(people)))

    def join(self, people: Iterable[KeyPerson]) -> None:
        together = self.all_with(people)
        self._group |= dict.fromkeys(together, together)
        self._joined |= together

    def of(self, decision: Decision) -> tuple[Side, Side]:
        return self._side(decision, decision.one), self._side(decision, decision.other)

    def everybody(self, decision: Decision, seen: Sequence[Seen]) -> tuple[KeyPerson, ...]:
        """All for whom the keys of a side stand, whoever was meant."""
        return tuple(
            person
            for each in seen
            for person in self._people.get(self._placed.key(decision, each.key), [])
        )

    def _side(self, decision: Decision, seen: Sequence[Seen]) -> Side:
        people: list[KeyPerson] = []
        unclear = stale = False
        for each in seen:
            found = self._people.get(self._placed.key(decision, each.key), [])
            meant = self._meant(found, each)
            if meant is None:
                unclear = True
                continue
            if each.digest and meant:
                now = records_digest(record.digest for person in meant for record in person)
                stale = stale or now != each.digest
            # Who was one with the first of them then, and contradicts it now, is not meant.
            people += [person for person in meant if not people or not _differ(people[0], person)]
        return Side(tuple(people), unclear, stale)

    def _meant(self, found: Sequence[KeyPerson], seen: Seen) -> Sequence[KeyPerson] | None:
        """Of the young people of a key those meant; None where that can't be told."""
        one = len({id(self._group[person[0].rank]) for person in found}) <= 1
        if one and (len(found) > 1 or seen.profile is None):
            return found
        if seen.profile is None:
            return None
        fits = [person for person in found if fits_profile(person, seen)]
        return fits if len(fits) <= 1 else None


def fits_profile(records: Iterable[KeyRecord], seen: Seen) -> bool:
    """Whether none of the records contradicts who was meant; everybody fits where that was not
    noted."""
    if seen.profile is None:
        return True
    profile = Profile(seen.profile.gender, seen.profile.born, seen.profile.age)
    return not any(contradict(profile, record.profile) for record in records)


def ranks_of(people: Iterable[KeyPerson]) -> set[int]:
    """The ranks of all their records."""
    return {record.rank for person in people for record in person}


def _differ(one: KeyPerson, other: KeyPerson) -> bool:
    return any(contradict(a.profile, b.profile) for a in one for b in other)
