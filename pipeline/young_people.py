"""Which records are surely the same young person (contract, step 6).

Nothing less sure is ever merged: a false merge hides a child.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from schemas.codebook import NOT_KNOWN

_DIGITS_OF_A_LARGE_NUMBER = 4
"""A bare number under 1000 is small; identifiers have no leading zeros."""

_LEAST_NUMBERED = 5
_LEAST_IN_COMMON = 3

# What the register says of each agency's numbering in each place: own wins over shared.
_REGISTERED = """
select place, agency_key,
  case when bool_or(numbering::varchar = 'own') then 'own'
       when bool_or(numbering::varchar = 'shared') then 'shared' end as said
from current_rows where place is not null group by place, agency_key
"""

# Agencies whose identifiers in a place are all bare numbers, at least five different ones and the
# largest at most twice how many there are.
_COUNTING = """
select place, agency_key
from (
  select place, agency_key, count(distinct identifier) as identifiers,
    bool_and(regexp_full_match(identifier, '[0-9]+')) as bare,
    max(try_cast(identifier as hugeint)) as largest,
    bool_and(try_cast(identifier as hugeint) is not null) as countable
  from candidates group by place, agency_key
)
where bare and countable and identifiers >= $least and largest <= 2 * identifiers
"""

# For two agencies of a place, both silent, with enough identifiers in common: the primaries of each
# agency's records with each common identifier.
_IN_COMMON = """
with primaries as (
  select place, agency_key, identifier, min(rank) as rank
  from candidates group by place, agency_key, identifier
), silent as (
  select primaries.place, primaries.agency_key, primaries.identifier,
    candidates.gender, candidates.date_of_birth, candidates.age_counted
  from primaries join candidates using (rank)
  join registered on registered.place = primaries.place
       and registered.agency_key = primaries.agency_key and registered.said is null
)
select one.place, one.agency_key, other.agency_key, one.gender, one.date_of_birth, one.age_counted,
  other.gender, other.date_of_birth, other.age_counted
from silent as one
join silent as other on one.place = other.place and one.identifier = other.identifier
     and one.agency_key < other.agency_key
qualify count(*) over (partition by one.place, one.agency_key, other.agency_key) >= $least
"""

# Candidates that share place and identifier with another, in the order of primaries.
_SHARING = """
select place, identifier, rank, agency_key, gender, date_of_birth, age_counted
from candidates
qualify count(*) over (partition by place, identifier) > 1
order by place, identifier, rank
"""


@dataclass(frozen=True)
class Profile:
    """What of a record can contradict another; `born` is the first day of the month of birth."""

    gender: str | None
    born: date | None
    age: int | None


@dataclass(frozen=True)
class _Record:
    rank: int
    agency: str
    profile: Profile


@dataclass(frozen=True)
class Numbering:
    """What the register says of each (place, agency), and who numbers for itself."""

    said: Mapping[tuple[str, str], str | None]
    own: frozenset[tuple[str, str]]

    def shared(self, place: str, agencies: Iterable[str], identifier: str) -> bool:
        """Whether equal identifiers of these agencies mean the same young person."""
        pairs = [(place, agency) for agency in agencies]
        if any(pair in self.own for pair in pairs):
            return False
        if _is_small_number(identifier):
            return all(self.said.get(pair) == "shared" for pair in pairs)
        return True


def contradict(one: Profile, other: Profile) -> bool:
    """Both genders known and different; both months of birth known and different; or, where months
    can't be compared, both ages known and more than one year apart."""
    genders = {one.gender, other.gender} - {None, NOT_KNOWN}
    if len(genders) > 1:
        return True
    if one.born is not None and other.born is not None:
        return one.born != other.born
    return one.age is not None and other.age is not None and abs(one.age - other.age) > 1


def same_young_people(connection: duckdb.DuckDBPyConnection) -> dict[int, int]:
    """For each candidate that is not a primary: its rank, and the rank of its primary.

    Reads the tables `candidates` and `current_rows` (see pipeline.selection).
    """
    numbering = _numbering(connection)
    groups: dict[tuple[str, str], list[_Record]] = defaultdict(list)
    for place, identifier, rank, agency, *profile in connection.execute(_SHARING).fetchall():
        groups[place, identifier].append(_Record(rank, agency, Profile(*profile)))
    primary: dict[int, int] = {}
    for (place, identifier), records in groups.items():
        for people in _grouped(records, place, identifier, numbering):
            primary |= {record.rank: people[0].rank for record in people[1:]}
    return primary


def _grouped(
    records: list[_Record], place: str, identifier: str, numbering: Numbering
) -> list[list[_Record]]:
    """Records in the order of primaries; each joins the first young person with all of whose
    records it is linkable, or else is a new one."""

    def linkable(one: _Record, other: _Record) -> bool:
        if contradict(one.profile, other.profile):
            return False
        agencies = {one.agency, other.agency}
        return len(agencies) == 1 or numbering.shared(place, agencies, identifier)

    people: list[list[_Record]] = []
    for record in records:
        for person in people:
            if all(linkable(record, other) for other in person):
                person.append(record)
                break
        else:
            people.append([record])
    return people


def _numbering(connection: duckdb.DuckDBPyConnection) -> Numbering:
    """Who numbers for itself: the register, then the tests on the identifiers that reached step
    6."""
    connection.execute(f"create table registered as {_REGISTERED}")
    said: dict[tuple[str, str], str | None] = {
        (place, agency): word
        for place, agency, word in connection.execute("select * from registered").fetchall()
    }
    own = {pair for pair, word in said.items() if word == "own"}
    counting = connection.execute(_COUNTING, {"least": _LEAST_NUMBERED}).fetchall()
    own |= {(place, agency) for place, agency in counting if said[place, agency] is None}
    common: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
    for place, one, other, *profiles in connection.execute(
        _IN_COMMON, {"least": _LEAST_IN_COMMON}
    ).fetchall():
        common[place, one, other].append(contradict(Profile(*profiles[:3]), Profile(*profiles[3:])))
    for (place, one, other), contradicted in common.items():
        if sum(contradicted) * 3 > len(contradicted):
            own |= {(place, one), (place, other)}
    return Numbering(said, frozenset(own))


def _is_small_number(identifier: str) -> bool:
    return identifier.isdecimal() and len(identifier) < _DIGITS_OF_A_LARGE_NUMBER
