"""Whatever people decide, and whatever has changed since: nobody is joined against their word."""

from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ingest.agencies import NO_AGENCIES
from pipeline.duplicates.consistency import DecisionsContradict, check_consistent
from pipeline.duplicates.decision_names import naming
from pipeline.duplicates.decisions import Decision, Seen, SeenProfile, Verdict
from pipeline.profile import Profile, contradict
from schemas.areas import load_areas
from tests.duplicates.ruled import (
    BOY,
    CARE,
    GIRL,
    PLACE,
    POLICE,
    PROJECT,
    VERDICTS,
    Record,
    decided,
    ruled,
    side,
)

_RECORDS = st.lists(
    st.builds(
        Record,
        st.sampled_from([POLICE, CARE, PROJECT]),
        st.sampled_from(["1001", "1002", "2"]),
        st.sampled_from([None, "female", "male"]),
        st.sampled_from([None, date(1995, 5, 1), date(1996, 6, 1)]),
    ),
    min_size=2,
    max_size=8,
)
_KEYS = st.tuples(
    st.sampled_from([POLICE, CARE, PROJECT]), st.sampled_from(["1001", "1002", "2"])
).map(" ".join)
_DECISIONS = st.lists(
    st.tuples(_KEYS, st.sampled_from(("same", "not_same")), _KEYS).filter(lambda d: d[0] != d[2]),
    max_size=4,
)
_SIDES = st.lists(
    st.builds(
        lambda key, profile: side(key, profile=profile)[0],
        _KEYS,
        st.sampled_from([None, GIRL, BOY, SeenProfile("female", date(1995, 5, 1), None)]),
    ),
    min_size=1,
    max_size=2,
).map(tuple)


@given(_RECORDS, _DECISIONS)
def test_whatever_people_decide_none_whom_they_parted_are_one(
    records: list[Record], wanted: list[tuple[str, Verdict, str]]
) -> None:
    decisions = _consistent(wanted)
    ruling, same = ruled(records, *decisions)
    used = {each.decision.number for each in ruling.uses if each.state != "unclear"}
    groups: dict[int, set[int]] = {}
    for rank in range(len(records)):
        groups.setdefault(same.unit_of(rank), set()).add(rank)
    by_key = {
        key: {
            rank for rank, each in enumerate(records) if f"{each.agency} {each.identifier}" == key
        }
        for key in {f"{each.agency} {each.identifier}" for each in records}
    }
    for number, (one, verdict, other) in enumerate(wanted, start=1):
        first, second = by_key.get(one, set()), by_key.get(other, set())
        if number not in {each.number for each in decisions} or not first or not second:
            continue
        if verdict == "not_same":
            assert not any(group & first and group & second for group in groups.values())
        elif number in used:
            assert any(group & first and group & second for group in groups.values())
    for group in groups.values():
        for agency in (POLICE, CARE, PROJECT):
            held = {records[rank].identifier for rank in group if records[rank].agency == agency}
            for pair in combinations(sorted(held), 2):
                assert ruling.joined_by_a_person(PLACE, agency.lower(), *pair)
        if not any(each.verdict == "same" for each in decisions):
            profiles = [Profile(records[rank].gender, records[rank].born, None) for rank in group]
            assert not any(contradict(*pair) for pair in combinations(profiles, 2))
    if not any(each.verdict == "same" for each in decisions):
        assert same.decided == 0


def _consistent(wanted: list[tuple[str, Verdict, str]]) -> list[Decision]:
    """Those that the store would take, one after the other."""
    taken: list[Decision] = []
    for number, (one, verdict, other) in enumerate(wanted, start=1):
        new = decided(number, one, verdict, other)
        try:
            check_consistent([*taken, new], NO_AGENCIES, naming(load_areas()))
        except DecisionsContradict:
            continue
        taken.append(new)
    return taken


@given(_RECORDS, st.lists(st.tuples(_SIDES, st.sampled_from(VERDICTS), _SIDES), max_size=4))
def test_whatever_has_changed_since_people_decided_nobody_is_joined_against_their_word(
    records: list[Record], wanted: list[tuple[tuple[Seen, ...], Verdict, tuple[Seen, ...]]]
) -> None:
    """Decisions of other days, about whoever had the identifiers then."""
    decisions = [decided(n, *each) for n, each in enumerate(wanted, start=1)]
    ruling, same = ruled(records, *decisions)
    assert len(ruling.uses) == len(decisions)
    for one, other in combinations(range(len(records)), 2):
        if same.unit_of(one) != same.unit_of(other):
            continue
        assert not ruling.parted({one}, {other})
        first, second = records[one], records[other]
        if first.agency == second.agency and first.identifier != second.identifier:
            agency = first.agency.lower()
            assert ruling.joined_by_a_person(PLACE, agency, first.identifier, second.identifier)
    if not any(each.verdict == "same" for each in decisions):
        assert same.decided == 0
