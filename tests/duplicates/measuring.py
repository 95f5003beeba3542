"""What the sure rule and the review list find in a made-up country.

.venv/bin/python -m tests.duplicates.measuring      the figures of 20 seeds by scenario, and
whether they differ by gender, ethnic group and how much is answered
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb
from statistics import mean

import duckdb
import pyarrow as pa

from pipeline.duplicates.ruling import Ruling
from pipeline.duplicates.scoring import score_pairs
from pipeline.duplicates.units import young_people_units
from pipeline.merging import merge_records
from pipeline.numbering import numbering_of
from pipeline.young_people import same_young_people
from schemas.codebook_reading import load_codebook
from schemas.linkage import Linkage, load_linkage
from tests.duplicates.fairness import TruePair, shares_found, true_pairs
from tests.duplicates.world import OWN, SHARED, SLIPS, Scenario, World, make_world


@dataclass(frozen=True)
class Figures:
    """Pairs of records of one child that are found: surely, and with all pairs of the review list
    that are true; `hidden` are children merged into another; `each_pair` are the pairs one by
    one."""

    pairs: int
    sure: int
    sure_false: int
    reviewed: int
    hidden: int
    listed: int
    listed_true: int
    each_pair: tuple[TruePair, ...] = ()

    @property
    def precision(self) -> float:
        found = self.sure + self.sure_false
        return self.sure / found if found else 1.0

    @property
    def recall_sure(self) -> float:
        return self.sure / self.pairs if self.pairs else 1.0

    @property
    def recall_reviewed(self) -> float:
        return self.reviewed / self.pairs if self.pairs else 1.0


@dataclass(frozen=True)
class Measured:
    """The young people left by the sure rule, as the model takes them, and which records of the
    world each holds."""

    units: pa.Table
    records_of: dict[int, tuple[int, ...]]

    @property
    def unit_of(self) -> dict[int, int]:
        """The young person of each record."""
        return {row: unit for unit, rows in self.records_of.items() for row in rows}


# Records in their order stand in for the order of primaries.
_CANDIDATES = """
create table candidates as
select rowid as row_id, place, agency_key, identifier, gender, date_of_birth, age_counted,
  rowid::bigint as rank
from current_rows
"""


def sure_rule(world: World) -> Measured:
    """What the contract's rule leaves of a world's records."""
    codebook = load_codebook()
    with duckdb.connect() as connection:
        connection.register("world", world.records)
        connection.execute("create table current_rows as from world")
        connection.execute(_CANDIDATES)
        numbering = numbering_of(connection)
        same = same_young_people(connection, numbering, Ruling())
        merge_records(connection, same.primary, codebook)
        units = young_people_units(connection, numbering, codebook, load_linkage())
        held: dict[int, list[int]] = defaultdict(list)
        for person, row in connection.execute("select person, row_id from persons").fetchall():
            held[person].append(row)
    return Measured(units, {person: tuple(rows) for person, rows in held.items()})


def measure(world: World, linkage: Linkage | None = None) -> Figures:
    """What the sure rule and the review list find of the world's pairs."""
    measured = sure_rule(world)
    listed = score_pairs(measured.units, load_codebook(), linkage or load_linkage())
    children = {
        unit: frozenset(world.children[row] for row in rows)
        for unit, rows in measured.records_of.items()
    }
    sure = [_pairs_in(world, rows) for rows in measured.records_of.values()]
    group = {unit: unit for unit in children}
    true = 0
    for pair in listed.select(["unit_l", "unit_r"]).to_pylist():
        if children[pair["unit_l"]] & children[pair["unit_r"]]:
            true += 1
            one, other = group[pair["unit_l"]], group[pair["unit_r"]]
            group = {unit: one if at == other else at for unit, at in group.items()}
    together: dict[int, list[int]] = defaultdict(list)
    for unit, at in group.items():
        together[at].extend(measured.records_of[unit])
    counts: dict[int, int] = defaultdict(int)
    for child in world.children:
        counts[child] += 1
    return Figures(
        pairs=sum(comb(number, 2) for number in counts.values()),
        sure=sum(same for same, _ in sure),
        sure_false=sum(different for _, different in sure),
        reviewed=sum(_pairs_in(world, rows)[0] for rows in together.values()),
        hidden=sum(len(found) - 1 for found in children.values()),
        listed=listed.num_rows,
        listed_true=true,
        each_pair=true_pairs(world, measured.unit_of, group),
    )


def _pairs_in(world: World, rows: Sequence[int]) -> tuple[int, int]:
    """Pairs of records put together: of one child, and of two."""
    pairs = list(itertools.combinations([world.children[row] for row in rows], 2))
    same = sum(one == other for one, other in pairs)
    return same, len(pairs) - same


def figures(seeds: Sequence[int], scenario: Scenario, *, children: int = 5000) -> list[Figures]:
    """One a seed; areas shrink with the country, so that each keeps its size."""
    areas = max(children * 30 // 5000, 2)
    return [measure(make_world(seed, scenario, children=children, areas=areas)) for seed in seeds]


def _said(scenario: Scenario, found: Sequence[Figures]) -> str:
    listed = sum(each.listed for each in found)
    true = sum(each.listed_true for each in found)
    return (
        f"{scenario.name}: precision {mean(each.precision for each in found):.3f},"
        f" recall {mean(each.recall_sure for each in found):.3f},"
        f" with the list {mean(each.recall_reviewed for each in found):.3f}"
        f" (least {min(each.recall_reviewed for each in found):.3f}),"
        f" hidden {sum(each.hidden for each in found)} in all,"
        f" listed {listed / len(found):.0f}, true {true / max(listed, 1):.2f}"
    )


def _said_of_groups(found: Sequence[Figures]) -> Iterator[str]:
    for share in shares_found(pair for each in found for pair in each.each_pair):
        yield (
            f"    {share.group:36}{share.pairs:7,} pairs  recall {share.surely:.3f},"
            f" with the list {share.reviewed:.3f}"
        )


if __name__ == "__main__":
    for tried in (SHARED, OWN, SLIPS):
        measured_here = figures(range(20), tried)
        print(_said(tried, measured_here), *_said_of_groups(measured_here), sep="\n", flush=True)
