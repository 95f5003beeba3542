"""Possible duplicates of a day: the pairs, whom they would make one, and what that does to the
count."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.duplicates.clusters import Pair, grow_clusters
from pipeline.duplicates.scoring import score_pairs
from pipeline.duplicates.sides import PlacedKey
from pipeline.snapshot import Snapshot
from reports.figures import Geography
from reports.report import PossibleDuplicates
from reports.review import CountedRange
from schemas.areas import ENGLAND
from schemas.codebook import Codebook
from schemas.linkage import Linkage, load_linkage


@dataclass(frozen=True)
class Possible:
    """The pairs that are listed for review (`score_pairs` without those that somebody said are not
    the same), the units that those of at least the probability `threshold` would make one, and the
    young people of each place: `least` if every cluster is one, `most` if none is."""

    threshold: float
    pairs: pa.Table
    clusters: tuple[tuple[int, ...], ...]
    least: Mapping[str, int]
    most: Mapping[str, int]

    @property
    def least_of_all(self) -> int:
        """England's young people if every cluster is one."""
        return sum(self.least.values())

    @property
    def most_of_all(self) -> int:
        """England's young people if no cluster is one."""
        return sum(self.most.values())


def possible_duplicates(
    snapshot: Snapshot, codebook: Codebook, linkage: Linkage | None = None
) -> Possible:
    """The possible duplicates among the young people of a snapshot; those that somebody was unsure
    about are among them.  The same whatever the order of the rows."""
    model = linkage or load_linkage()
    units = snapshot.units
    pairs = _without(score_pairs(units, codebook, model), snapshot.apart)
    both = _both(pairs.filter(pc.greater_equal(pairs["probability"], model.review)))
    known_as = _known_as(units, {unit for pair in both for unit in pair})
    clusters = grow_clusters(both, known_as, snapshot.apart, snapshot.said)
    most = _people_by_place(units)
    saved = _saved_by_place(units, clusters)
    least = {place: people - saved.get(place, 0) for place, people in most.items()}
    return Possible(model.review, pairs, clusters, least, most)


def without_possible(snapshot: Snapshot, possible: Possible) -> Snapshot:
    """The snapshot with one young person of each cluster, as the 2011 study counted: the one whose
    record comes first in the order of primaries stays, with its own answers; the others are left
    out."""
    out = _all_but_the_first(possible.clusters)
    stays = pc.invert(pc.is_in(snapshot.units["unit"], pa.array(sorted(out), pa.int64())))
    flow = snapshot.flow.without_possible(len(out))
    flow.check()
    return replace(
        snapshot,
        people=snapshot.people.filter(stays),
        units=snapshot.units.filter(stays),
        flow=flow,
        conflicts=tuple(each for each in snapshot.conflicts if each.unit not in out),
    )


def counted_ranges(
    possible: Possible, geographies: Iterable[Geography], *, left_out: bool
) -> PossibleDuplicates:
    """The range of each of the `geographies`, in their order; `left_out` says whether the possible
    duplicates are left out of the tables."""
    every = tuple(geographies)
    regions = {each.code: each.region for each in every if each.code in possible.most}
    ranges = []
    for each in every:
        within = [
            place for place, region in regions.items() if each.code in (ENGLAND, region, place)
        ]
        least = sum(possible.least[place] for place in within)
        most = sum(possible.most[place] for place in within)
        ranges.append(CountedRange(each.code, each.name, least, most))
    pairs = possible.pairs.num_rows
    return PossibleDuplicates(tuple(ranges), left_out, pairs, possible.threshold)


def _both(pairs: pa.Table) -> list[Pair]:
    """The units of each pair, in the order of the pairs."""
    return list(zip(pairs["unit_l"].to_pylist(), pairs["unit_r"].to_pylist(), strict=True))


def _without(pairs: pa.Table, apart: Set[Pair]) -> pa.Table:
    return pairs.filter(pa.array([pair not in apart for pair in _both(pairs)], pa.bool_()))


def _known_as(units: pa.Table, wanted: Set[int]) -> dict[int, list[PlacedKey]]:
    """By which identifiers the agencies know each of the units that are wanted."""
    chosen = units.filter(pc.is_in(units["unit"], pa.array(sorted(wanted), pa.int64())))
    return {
        row["unit"]: [
            (row["place"], known["agency_key"], known["identifier"]) for known in row["known_as"]
        ]
        for row in chosen.select(["unit", "place", "known_as"]).to_pylist()
    }


def _people_by_place(units: pa.Table) -> dict[str, int]:
    counts = pc.value_counts(units["place"]).to_pylist()
    return dict(sorted((each["values"], each["counts"]) for each in counts))


def _saved_by_place(units: pa.Table, clusters: Iterable[tuple[int, ...]]) -> dict[str, int]:
    """How many young people fewer each place has where every cluster is one."""
    saved = pa.array(sorted(_all_but_the_first(clusters)), pa.int64())
    return _people_by_place(units.filter(pc.is_in(units["unit"], saved)))


def _all_but_the_first(clusters: Iterable[tuple[int, ...]]) -> set[int]:
    return {unit for cluster in clusters for unit in cluster[1:]}
