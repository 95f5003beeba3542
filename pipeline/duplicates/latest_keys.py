"""The keys (agency and identifier) that the latest records of a store hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.configuration import Configuration
from pipeline.duplicates.counted_areas import CountedAreas
from pipeline.duplicates.decisions import Key, Seen, SeenProfile
from pipeline.snapshot import take_snapshot
from pipeline.store import Store
from schemas.codebook import Codebook


@dataclass(frozen=True)
class LatestKey:
    """A young person as one agency knows them; `agency` as it is shown.  `several` where the agency
    gives the identifier to others too, and `own` where it numbers for itself, so that next month's
    may be somebody else: `profile` tells them apart."""

    agency: str
    identifier: str
    digest: str
    profile: SeenProfile
    several: bool
    own: bool

    @property
    def seen(self) -> Seen:
        """As it is kept with a decision."""
        told_apart = self.several or self.own
        key = Key(self.agency, self.identifier)
        return Seen(key, self.digest, self.profile if told_apart else None)


@dataclass(frozen=True)
class LatestKeys:
    """What is counted of some places on the latest return date of each: `days` holds these dates,
    `keys` the young people by place, agency key and identifier."""

    days: Mapping[str, date]
    keys: Mapping[tuple[str, str, str], tuple[LatestKey, ...]]

    def of(self, place: str, agency_key: str, identifier: str) -> tuple[LatestKey, ...]:
        """Those to whom the agency gives the identifier; none where it is in no record counted."""
        return self.keys.get((place, agency_key, identifier), ())


def latest_keys(
    store: Store,
    places: Iterable[str],
    counted: CountedAreas,
    codebook: Codebook,
    configuration: Configuration,
) -> LatestKeys:
    """The keys of the places (codes on `counted.day`, each with a return in the store).

    Raises what `take_snapshot` raises.
    """
    days = {place: counted.latest[place] for place in sorted(set(places))}
    found: dict[tuple[str, str, str], list[LatestKey]] = defaultdict(list)
    for day in sorted(set(days.values())):
        taken = take_snapshot(store, day, counted.areas, codebook, agencies=configuration.agencies)
        # The place of an authority that was renamed later has another code on its latest day.
        now = {
            counted.areas.place_on(place, day).code: place
            for place, latest in days.items()
            if latest == day
        }
        for place, key, known in _known_as(taken.units, now):
            found[place, key, known.identifier].append(known)
    return LatestKeys(days, {key: tuple(group) for key, group in found.items()})


def _known_as(units: pa.Table, places: Mapping[str, str]) -> Iterator[tuple[str, str, LatestKey]]:
    """Place (by the other code that `places` gives for it), agency key and key of each young person
    counted in `places`."""
    wanted = pa.array(places, pa.string())
    there = units.filter(pc.is_in(units["place"], value_set=wanted)).select(["place", "known_as"])
    for row in there.to_pylist():
        for each in row["known_as"]:
            profile = SeenProfile(gender=each["gender"], born=each["born"], age=each["age"])
            yield (
                places[row["place"]],
                each["agency_key"],
                LatestKey(
                    each["agency"],
                    each["identifier"],
                    each["digest"],
                    profile,
                    each["several"],
                    each["own"],
                ),
            )
