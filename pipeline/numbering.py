"""Which agencies number their return for themselves, so that equal numbers mean nothing (contract,
"Own numbering")."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import duckdb

from pipeline.profile import Profile, contradict

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


OwnTest = Literal["registered", "counting", "contradicting"]
"""By what it is known that an agency numbers for itself: the register says so; its identifiers run
from 1 on; or too many of those that it shares with another agency contradict."""


@dataclass(frozen=True)
class OwnNumbering:
    """`test` is the first that holds; `beside` are, of the last test, the keys of the others."""

    test: OwnTest
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Numbering:
    """What the register says of each (place, agency), and who numbers for itself; `known_by` says
    of each of `own` by what that is known."""

    said: Mapping[tuple[str, str], str | None]
    own: frozenset[tuple[str, str]]
    known_by: Mapping[tuple[str, str], OwnNumbering] = field(default_factory=dict)

    def shared(self, place: str, agencies: Iterable[str], identifier: str) -> bool:
        """Whether equal identifiers of these agencies mean the same young person."""
        pairs = [(place, agency) for agency in agencies]
        if any(pair in self.own for pair in pairs):
            return False
        if is_small_number(identifier):
            return all(self.said.get(pair) == "shared" for pair in pairs)
        return True


def numbering_of(connection: duckdb.DuckDBPyConnection) -> Numbering:
    """Who numbers for itself: the register, then the tests on the identifiers that reached step 6.

    Reads the tables `candidates` and `current_rows` (see pipeline.selection).
    """
    connection.execute(f"create or replace table registered as {_REGISTERED}")
    said: dict[tuple[str, str], str | None] = {
        (place, agency): word
        for place, agency, word in connection.execute("select * from registered").fetchall()
    }
    known_by = {pair: OwnNumbering("registered") for pair, word in said.items() if word == "own"}
    for place, agency in connection.execute(_COUNTING, {"least": _LEAST_NUMBERED}).fetchall():
        if said[place, agency] is None:
            known_by[place, agency] = OwnNumbering("counting")
    common: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
    for place, one, other, *profiles in connection.execute(
        _IN_COMMON, {"least": _LEAST_IN_COMMON}
    ).fetchall():
        common[place, one, other].append(contradict(Profile(*profiles[:3]), Profile(*profiles[3:])))
    beside: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (place, one, other), contradicted in common.items():
        if sum(contradicted) * 3 > len(contradicted):
            beside[place, one].add(other)
            beside[place, other].add(one)
    for pair, others in beside.items():
        known_by.setdefault(pair, OwnNumbering("contradicting", tuple(sorted(others))))
    return Numbering(said, frozenset(known_by), known_by)


def is_small_number(identifier: str) -> bool:
    """Whether it is a bare number under 1000, which many agencies may give to somebody else."""
    return identifier.isdecimal() and len(identifier) < _DIGITS_OF_A_LARGE_NUMBER
