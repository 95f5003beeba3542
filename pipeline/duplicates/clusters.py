"""Possible duplicates put together: which young people would be one if every pair were."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from pipeline.duplicates.sides import PlacedKey

Pair = tuple[int, int]
"""Two units, the smaller number first."""


@dataclass
class _Cluster:
    """`identifiers` are those that each agency of the place gives to its members."""

    members: set[int]
    identifiers: dict[tuple[str, str], set[str]]


def grow_clusters(
    pairs: Iterable[Pair],
    known_as: Mapping[int, Sequence[PlacedKey]],
    apart: Set[Pair],
    said: Set[frozenset[PlacedKey]],
) -> tuple[tuple[int, ...], ...]:
    """The young people of two or more units that `pairs` make, the surest pair taken first.

    Two clusters stay apart where a pair across them is in `apart`, or where they would put two
    different identifiers of one agency together that are not in `said`: an agency that gives two
    identifiers means two young people, twins among them.  Units ascend within a cluster, and
    clusters by their first units.
    """
    never_with: dict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        never_with[one].add(other)
        never_with[other].add(one)
    clusters: dict[int, _Cluster] = {}
    for one, other in pairs:
        smaller, larger = sorted(
            (_cluster_of(unit, clusters, known_as) for unit in (one, other)),
            key=lambda each: len(each.members),
        )
        if smaller is larger or not _may_join(smaller, larger, never_with, said):
            continue
        larger.members |= smaller.members
        for agency, identifiers in smaller.identifiers.items():
            larger.identifiers.setdefault(agency, set()).update(identifiers)
        clusters |= dict.fromkeys(smaller.members, larger)
    found = {tuple(sorted(each.members)) for each in clusters.values() if len(each.members) > 1}
    return tuple(sorted(found))


def _cluster_of(
    unit: int, clusters: dict[int, _Cluster], known_as: Mapping[int, Sequence[PlacedKey]]
) -> _Cluster:
    if unit not in clusters:
        identifiers: dict[tuple[str, str], set[str]] = {}
        for place, agency, identifier in known_as[unit]:
            identifiers.setdefault((place, agency), set()).add(identifier)
        clusters[unit] = _Cluster({unit}, identifiers)
    return clusters[unit]


def _may_join(
    smaller: _Cluster,
    larger: _Cluster,
    never_with: Mapping[int, Set[int]],
    said: Set[frozenset[PlacedKey]],
) -> bool:
    # Not `never_with[unit]`, which would add an empty set for each unit asked for.
    if any(never_with.get(unit, set()) & larger.members for unit in smaller.members):
        return False
    return all(
        one == other or frozenset(((*agency, one), (*agency, other))) in said
        for agency, identifiers in smaller.identifiers.items()
        for one in identifiers
        for other in larger.identifiers.get(agency, ())
    )
