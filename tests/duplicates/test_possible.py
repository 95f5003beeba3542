"""Which young people possible duplicates would make one, and how far the count may be off."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.duplicates.clusters import Pair, grow_clusters
from pipeline.duplicates.possible import (
    Possible,
    counted_ranges,
    possible_duplicates,
    without_possible,
)
from pipeline.duplicates.sides import PlacedKey
from pipeline.flow import STEPS, STEPS_WITHOUT_POSSIBLE, Flow, FlowBroken
from pipeline.merging import Conflict
from pipeline.snapshot import Snapshot
from reports.figures import Geography
from reports.review import CountedRange
from schemas.codebook_reading import load_codebook
from schemas.people import people_schema
from tests.duplicates.units import JUNE_1996, MAY_1995, Unit, crowd, table, unit
from tests.reports.example_report import example_quality

DAY = date(2011, 6, 6)
ELSEWHERE = crowd("B", 30)
GIRL = unit(1, "A", "Police", "X-1234", gender="female", date_of_birth=MAY_1995)
BOY = unit(2, "A", "Harbour", "X-1234", gender="male", date_of_birth=MAY_1995)
AREA = [GIRL, BOY, *crowd("A", 10), *ELSEWHERE]


def snapshot_of(units: Sequence[Unit], *, apart: Iterable[Pair] = ()) -> Snapshot:
    """A snapshot of young people each of whom stands in one row."""
    made = table(units)
    flow = Flow(len(units), dict.fromkeys(STEPS, 0) | {"counted": len(units)})
    return Snapshot(
        day=DAY,
        max_age=31,
        people=made.select(people_schema(load_codebook()).names),
        units=made,
        flow=flow,
        counted_returns=(),
        conflicts=(),
        files=(),
        quality=example_quality(),
        apart=frozenset(apart),
    )


def found_in(units: Sequence[Unit], *, apart: Iterable[Pair] = ()) -> Possible:
    return possible_duplicates(snapshot_of(units, apart=apart), load_codebook())


def conflict_of(number: int) -> Conflict:
    return Conflict(number, "A", "age", "Police", 0, "row 2", "14", "Police", 0, "row 3", "15")


def key(agency: str, identifier: str) -> PlacedKey:
    return ("A", agency, identifier)


def test_a_pair_is_one_young_person_fewer_in_its_area_at_least() -> None:
    possible = found_in(AREA)
    assert possible.clusters == ((1, 2),)
    assert possible.most == {"A": 12, "B": 10}
    assert possible.least == {"A": 11, "B": 10}
    assert possible.threshold == 0.1


def test_a_pair_that_somebody_said_is_not_the_same_is_no_possible_duplicate() -> None:
    possible = found_in(AREA, apart=[(1, 2)])
    assert possible.pairs.num_rows == 0
    assert possible.clusters == ()
    assert possible.least == possible.most


def test_where_nobody_is_counted_there_is_no_possible_duplicate() -> None:
    possible = found_in([])
    assert (possible.clusters, possible.least, possible.most) == ((), {}, {})


def test_a_third_joins_the_surest_pair() -> None:
    known_as = {1: [key("P", "1")], 2: [key("H", "2")], 3: [key("S", "3")]}
    assert grow_clusters([(2, 3), (1, 2)], known_as, set(), set()) == ((1, 2, 3),)


def test_who_is_not_the_same_is_never_one_through_a_third() -> None:
    known_as = {1: [key("P", "1")], 2: [key("H", "2")], 3: [key("S", "3")]}
    assert grow_clusters([(2, 3), (1, 2)], known_as, {(1, 3)}, set()) == ((2, 3),)
    assert grow_clusters([(1, 2), (2, 3)], known_as, {(1, 3)}, set()) == ((1, 2),)


def test_two_identifiers_of_one_agency_are_never_one_through_a_third() -> None:
    known_as = {1: [key("P", "1")], 2: [key("H", "2")], 3: [key("P", "3")]}
    assert grow_clusters([(1, 2), (2, 3)], known_as, set(), set()) == ((1, 2),)


def test_two_identifiers_that_a_person_joined_may_be_one() -> None:
    known_as = {1: [key("P", "1"), key("P", "3")], 2: [key("H", "2")], 3: [key("P", "1")]}
    said = {frozenset((key("P", "1"), key("P", "3")))}
    assert grow_clusters([(1, 2), (2, 3)], known_as, set(), said) == ((1, 2, 3),)


def test_one_identifier_that_an_agency_gives_to_two_may_be_one_young_person() -> None:
    known_as = {1: [key("P", "1")], 2: [key("P", "1")]}
    assert grow_clusters([(1, 2)], known_as, set(), set()) == ((1, 2),)


def test_without_possible_duplicates_the_first_of_them_stays_as_it_was() -> None:
    taken = replace(snapshot_of(AREA), conflicts=(conflict_of(1), conflict_of(2)))
    left = without_possible(taken, possible_duplicates(taken, load_codebook()))
    assert left.units["unit"].to_pylist() == [1, *range(10, 20), *range(30, 40)]
    assert left.people.slice(0, 1) == taken.people.slice(0, 1)
    assert left.people.num_rows == 21
    assert (left.flow.ended["duplicate_possible"], left.flow.counted) == (1, 21)
    assert [each.unit for each in left.conflicts] == [1]


def test_without_possible_duplicates_the_flow_has_their_step_even_where_there_are_none() -> None:
    taken = snapshot_of(ELSEWHERE)
    left = without_possible(taken, possible_duplicates(taken, load_codebook()))
    assert left.flow.leaves_out_possible
    assert not taken.flow.leaves_out_possible
    assert left.flow.lines()[-2:] == [("duplicate_possible", 0), ("counted", 10)]


def test_a_flow_without_possible_duplicates_adds_up_too() -> None:
    ended = dict.fromkeys(STEPS_WITHOUT_POSSIBLE, 1)
    Flow(len(ended), ended).check()
    with pytest.raises(FlowBroken):
        Flow(len(ended) + 1, ended).check()


def test_the_ranges_of_areas_add_up_to_those_of_regions_and_england() -> None:
    possible = Possible(
        0.1,
        pa.table({"unit_l": [1, 2, 7], "unit_r": [2, 3, 8]}),
        ((1, 2, 3), (7, 8)),
        least={"E06": 8, "E07": 5, "E08+E09": 3},
        most={"E06": 10, "E07": 5, "E08+E09": 4},
    )
    places = (
        Geography("national", "E92000001", "England"),
        Geography("regional", "E12000001", "North East", "E12000001"),
        Geography("regional", "E12000002", "North West", "E12000002"),
        Geography("regional", "E12000003", "Yorkshire", "E12000003"),
        Geography("local_authority", "E06", "Durham", "E12000001"),
        Geography("local_authority", "E07", "Leeds", "E12000003"),
        Geography("joint_board", "E08+E09", "Hull and York", "E12000003"),
    )
    ranges = counted_ranges(possible, places, left_out=False)
    assert ranges.ranges == (
        CountedRange("E92000001", "England", 16, 19),
        CountedRange("E12000001", "North East", 8, 10),
        CountedRange("E12000002", "North West", 0, 0),
        CountedRange("E12000003", "Yorkshire", 8, 9),
        CountedRange("E06", "Durham", 8, 10),
        CountedRange("E07", "Leeds", 5, 5),
        CountedRange("E08+E09", "Hull and York", 3, 4),
    )
    assert (ranges.pairs, ranges.threshold, ranges.left_out) == (3, 0.1, False)


_UNITS = st.integers(1, 8)
_PAIRS = st.lists(st.tuples(_UNITS, _UNITS).filter(lambda pair: pair[0] < pair[1]), max_size=20)
_KEYS = st.builds(key, st.sampled_from("PHS"), st.sampled_from("123"))
_SAID = st.sets(
    st.builds(
        lambda agency, pair: frozenset(key(agency, each) for each in pair),
        st.sampled_from("PHS"),
        st.sampled_from(("12", "13", "23")),
    ),
    max_size=3,
)


@given(
    pairs=_PAIRS,
    keys=st.lists(st.lists(_KEYS, min_size=1, max_size=3), min_size=8, max_size=8),
    apart=_PAIRS.map(set),
    said=_SAID,
)
def test_no_cluster_holds_who_is_not_the_same_or_two_identifiers_of_one_agency(
    pairs: list[Pair],
    keys: list[list[PlacedKey]],
    apart: set[Pair],
    said: set[frozenset[PlacedKey]],
) -> None:
    known_as = dict(enumerate(keys, start=1))
    clusters = grow_clusters(pairs, known_as, apart, said)
    together = [
        (one, other) for members in clusters for one in members for other in members if one < other
    ]
    members = [unit for cluster in clusters for unit in cluster]
    assert len(members) == len(set(members))
    assert all(len(cluster) > 1 for cluster in clusters)
    assert not set(together) & apart
    for one, other in together:
        for here in known_as[one]:
            for there in known_as[other]:
                same_agency = here[:2] == there[:2]
                assert not same_agency or here == there or frozenset((here, there)) in said


ALIKE = [
    unit(1, "A", "Police", "X-1234", gender="female", date_of_birth=MAY_1995),
    unit(2, "A", "Harbour", "X-1234", gender="male", date_of_birth=MAY_1995),
    unit(3, "A", "Harbour", "X-1234", gender="male", date_of_birth=MAY_1995),
    unit(4, "A", "Social Care", "X-1234", gender="male", date_of_birth=MAY_1995),
    unit(5, "A", "Social Care", "X-1235", gender="male", date_of_birth=MAY_1995),
    unit(6, "A", "Police", "Y-77", gender="female", date_of_birth=JUNE_1996),
    *crowd("A", 10),
    *ELSEWHERE,
]


@settings(max_examples=4, deadline=None)
@given(
    order=st.permutations(ALIKE),
    apart=st.sets(st.sampled_from([(1, 2), (2, 3), (3, 4), (4, 5)])),
)
def test_the_range_is_one_whatever_the_order_of_rows(order: list[Unit], apart: set[Pair]) -> None:
    first, again = found_in(ALIKE, apart=apart), found_in(order, apart=apart)
    assert again.pairs == first.pairs
    assert again.clusters == first.clusters
    assert again.least == first.least
    assert again.most == first.most
    assert all(first.least[place] <= most for place, most in first.most.items())
