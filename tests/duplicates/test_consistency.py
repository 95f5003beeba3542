"""Decisions that can't all hold are stopped, and each of them is named."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ingest.agencies import NO_AGENCIES, Agencies, Agency
from pipeline.duplicates.consistency import (
    DecisionsContradict,
    check_consistent,
    new_and_known,
    still_joined_by,
)
from pipeline.duplicates.decision_names import naming
from pipeline.duplicates.decisions import Decision, SeenProfile
from schemas.areas import load_areas
from tests.duplicates.deciding import decided, not_same, same, seen, unsure

GIRL = SeenProfile("female", date(1996, 3, 1), 15)
BOY = SeenProfile("male", date(1996, 3, 1), 15)
OLDER_GIRL = SeenProfile("female", date(1995, 1, 1), 16)
NAMES = naming(load_areas())


def check(*decisions: Decision, agencies: Agencies = NO_AGENCIES) -> None:
    check_consistent(decisions, agencies, NAMES)


def contradiction(
    *decisions: Decision,
    agencies: Agencies = NO_AGENCIES,
    places: dict[Decision, str] | None = None,
) -> str:
    """The message; fails where the decisions can all hold."""
    with pytest.raises(DecisionsContradict) as raised:
        check_consistent(decisions, agencies, naming(load_areas(), places or {}))
    return str(raised.value)


def test_a_pair_decided_both_ways_is_stopped_with_both_named() -> None:
    stored = same("York Police 71", "Harbour 82", number=12)
    new = not_same("Harbour 82", "York Police 71")
    assert contradiction(stored, new, places={new: "sheet 2, row 14"}) == (
        "Sheet 2, row 14 says that two young people are not the same, and decision 12 (York: "
        "York Police and Harbour, 'same', A Jones, 6 June 2011) says that they are. Correct the "
        "file, or take back decision 12 (`lscb duplicates take-back 12 --who NAME`) if that is "
        "wrong."
    )


def test_no_identifier_stands_in_a_message() -> None:
    message = contradiction(
        same("Police 71", "Harbour 82", 1), not_same("Police 71", "Harbour 82", 2)
    )
    assert "71" not in message
    assert "82" not in message


def test_two_lines_of_one_file_that_contradict_are_to_be_corrected_there() -> None:
    first, second = same("Police 1", "Harbour 2"), not_same("Police 1", "Harbour 2")
    assert contradiction(first, second, places={first: "line 3", second: "line 8"}) == (
        "Line 8 says that two young people are not the same, and line 3 says that they are. "
        "Correct the file."
    )


def test_not_the_same_beside_a_chain_that_makes_them_one_names_every_decision_on_the_way() -> None:
    chain = [
        same("Police 1", "Harbour 2", 1),
        same("Refuge 3", "Harbour 2", 3),
        same("Refuge 3", "Clinic 4", 4),
    ]
    beside = [same("Harbour 2", "School 9", 2), same("Police 8", "Clinic 7", 5)]
    message = contradiction(*chain, *beside, not_same("Police 1", "Clinic 4", 6))
    assert message == (
        "Decision 6 (York: Police and Clinic, 'not the same', A Jones, 6 June 2011) says that two "
        "young people are not the same, but together "
        "decision 1 (York: Police and Harbour, 'same', A Jones, 6 June 2011), "
        "decision 3 (York: Refuge and Harbour, 'same', A Jones, 6 June 2011) and "
        "decision 4 (York: Refuge and Clinic, 'same', A Jones, 6 June 2011) make them one. "
        "Take back the one that is wrong (`lscb duplicates take-back NUMBER --who NAME`)."
    )


def test_not_the_same_parts_every_key_of_one_from_every_key_of_the_other() -> None:
    parted = not_same(("Police 1", "Harbour 2"), ("Clinic 3", "School 4"), 1)
    assert "decision 2" in contradiction(parted, same("Harbour 2", "School 4", 2))
    check(parted, same("Police 1", "Harbour 2", 2), same("Clinic 3", "School 4", 3))


def test_same_makes_all_keys_of_both_sides_one() -> None:
    joined = same(("Police 1", "Harbour 2"), "Clinic 3", 1)
    assert "decision 1" in contradiction(joined, not_same("Police 1", "Harbour 2", 2))


def test_equal_identifiers_of_another_area_are_somebody_else() -> None:
    elsewhere = replace(not_same("Police 1", "Harbour 2", 2), area="E06000008")
    check(same("Police 1", "Harbour 2", 1), elsewhere)


def test_an_area_that_changed_its_code_is_the_same_area() -> None:
    """Northumberland was E06000048 until 2013, and is E06000057 since."""
    then = replace(same("Police 1", "Harbour 2", 1), area="E06000048")
    now = replace(not_same("Police 1", "Harbour 2", 2), area="E06000057")
    assert "decision 1" in contradiction(then, now)


def test_unsure_of_a_pair_that_is_decided_stops_and_says_what_to_take_back_first() -> None:
    stored, new = not_same("Police 1", "Harbour 2", 4), unsure("Harbour 2", "Police 1")
    assert contradiction(stored, new, places={new: "line 3"}) == (
        "Line 3 says 'unsure' about two young people on whom decision 4 (York: Police and Harbour, "
        "'not the same', A Jones, 6 June 2011) has decided already. If that no longer holds, take "
        "it back first (`lscb duplicates take-back 4 --who NAME`)."
    )


def test_who_was_unsure_may_decide_later() -> None:
    check(unsure("Police 1", "Harbour 2", 1), same("Police 1", "Harbour 2", 2))
    check(unsure("Police 1", "Harbour 2", 1), not_same("Police 1", "Harbour 2", 2))


def test_a_chain_through_another_agency_does_not_make_two_identifiers_of_one_agency_one() -> None:
    message = contradiction(same("Police 71", "Harbour 2", 1), same("Harbour 2", "Police 82", 2))
    assert message == (
        "Together decision 1 (York: Police and Harbour, 'same', A Jones, 6 June 2011) and "
        "decision 2 (York: Harbour and Police, 'same', A Jones, 6 June 2011) would give one young "
        "person two different identifiers of Police, and nobody has said that these two are the "
        "same. If they are, decide that too. If not: take back the one that is wrong "
        "(`lscb duplicates take-back NUMBER --who NAME`)."
    )


def test_two_identifiers_of_one_agency_are_one_where_somebody_said_so() -> None:
    check(
        same("Police 1", "Harbour 2", 1),
        same("Harbour 2", "Police 3", 2),
        same("Police 1", "Police 3", 3),
    )
    check(same("Police 1", "Harbour 2", 1), same(("Police 1", "Harbour 2"), "Police 3", 2))


def test_each_two_of_three_identifiers_of_an_agency_must_be_said_to_be_one() -> None:
    first, second = same("Police 1", "Police 2", 1), same("Police 2", "Police 3", 2)
    assert "two different identifiers of Police" in contradiction(first, second)
    check(first, second, same("Police 1", "Police 3", 3))


def test_young_people_with_one_identifier_are_told_apart_by_what_contradicts() -> None:
    girl, boy = seen("Harbour 1", GIRL), seen("Harbour 1", BOY)
    check(same("Police 5", girl, 1), not_same("Police 5", boy, 2), not_same(girl, boy, 3))
    half = SeenProfile("female", None, None)
    assert "decision 1" in contradiction(
        same("Police 5", girl, 1), not_same("Police 5", seen("Harbour 1", half), 2)
    )


def test_two_sides_with_one_identifier_are_two_even_where_little_is_known_of_them() -> None:
    girl, unknown = seen("Harbour 1", GIRL), seen("Harbour 1", SeenProfile(None, None, None))
    check(not_same(girl, unknown, 1))
    assert "decision 2" in contradiction(not_same(girl, unknown, 1), same(unknown, girl, 2))
    check(not_same(girl, unknown, 1), same(unknown, "Police 5", 2), not_same(girl, "Police 5", 3))


def test_three_young_people_with_one_identifier_stay_three() -> None:
    girl, boy, older = (seen("Harbour 1", each) for each in (GIRL, BOY, OLDER_GIRL))
    check(same("Police 5", girl, 1), same("Clinic 6", boy, 2), same("School 7", older, 3))
    check(
        same("Police 5", girl, 1),
        same("Clinic 6", boy, 2),
        not_same("Police 5", "Clinic 6", 3),
    )


def test_agencies_that_became_one_are_one() -> None:
    police = Agency("York Police", spellings=("Police",))
    agencies = Agencies((police,), {"york police": police, "police": police})
    check(same("Police 1", "Harbour 2", 1), not_same("York Police 1", "Harbour 2", 2))
    assert "decision 1" in contradiction(
        same("Police 1", "Harbour 2", 1),
        not_same("York Police 1", "Harbour 2", 2),
        agencies=agencies,
    )


def test_not_the_same_of_two_agencies_that_became_one_says_where_to_look() -> None:
    police = Agency("York Police", spellings=("Police",))
    agencies = Agencies((police,), {"york police": police, "police": police})
    message = contradiction(not_same("Police 1", "York Police 1", 1), agencies=agencies)
    assert "If agencies.csv has made two agencies one" in message
    assert "`lscb duplicates take-back 1 --who NAME`" in message


def test_the_same_again_is_known_and_more_than_that_is_new() -> None:
    stored = same("Police 1", "Harbour 2", 1)
    again, more = same("harbour 2", "POLICE 1"), same("Police 1", ("Harbour 2", "Clinic 3"))
    assert new_and_known([stored], [again, more], NO_AGENCIES) == ([more], [stored])


def test_a_line_that_stands_twice_in_a_file_is_stored_once() -> None:
    line = unsure("Police 1", "Harbour 2")
    assert new_and_known([], [line, line], NO_AGENCIES) == ([line], [line])


def test_unsure_again_of_what_was_decided_since_is_not_taken_for_known() -> None:
    stored = [unsure("Police 1", "Harbour 2", 1), same("Police 1", "Harbour 2", 2)]
    again = unsure("Police 1", "Harbour 2")
    assert new_and_known(stored, [again], NO_AGENCIES) == ([again], [])
    assert "decision 2" in contradiction(*stored, again)


def test_who_still_makes_two_one_after_a_decision_was_taken_back_is_told() -> None:
    taken_back = same("Police 1", "Police 2", 1)
    later = same(("Police 1", "Police 2"), "Harbour 3", 2)
    other = same("Clinic 8", "School 9", 3)
    assert still_joined_by(taken_back, [later, other], NO_AGENCIES) == (later,)
    assert still_joined_by(taken_back, [other], NO_AGENCIES) == ()


KEYS = [f"{agency} {n}" for agency in ("Police", "Harbour", "Clinic") for n in (1, 2)]
PAIRS = st.lists(st.sampled_from(KEYS), min_size=2, max_size=3, unique=True)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["same", "same", "not_same", "unsure"]), PAIRS),
        st.tuples(st.just("take back"), st.integers(0, 20)),
    ),
    max_size=14,
)


def closure(decisions: list[Decision]) -> list[set[str]]:
    """Keys that are one, put together until nothing changes."""
    people = [{key} for key in KEYS]
    for each in decisions:
        if each.verdict == "same":
            keys = {f"{key.agency} {key.identifier}" for key in each.keys}
            together = set().union(*(person for person in people if person & keys))
            people = [person for person in people if not person & keys] + [together]
    return people


@given(STEPS)
def test_whatever_is_accepted_never_puts_two_that_are_not_the_same_in_one(steps: list) -> None:
    standing: list[Decision] = []
    for verdict, what in steps:
        if verdict == "take back":
            del standing[what : what + 1]
            continue
        new = decided(verdict, tuple(what[1:]), what[0])
        with contextlib.suppress(DecisionsContradict):
            fresh, _ = new_and_known(standing, [new], NO_AGENCIES)
            check(*standing, *fresh)
            standing += fresh
        people = closure(standing)
        for each in standing:
            one, other = (
                {f"{seen.key.agency} {seen.key.identifier}" for seen in side}
                for side in (each.one, each.other)
            )
            together = any(person & one and person & other for person in people)
            assert not (each.verdict == "not_same" and together)
            assert not (each.verdict == "same" and not together)


@given(STEPS)
def test_what_can_hold_is_not_refused(steps: list) -> None:
    """Refused is only what the closure, or an agency's two identifiers, refuse too."""
    standing: list[Decision] = []
    for verdict, what in steps:
        if verdict not in ("same", "not_same"):
            continue
        new = decided(verdict, tuple(what[1:]), what[0])
        try:
            check(*standing, new)
            standing.append(new)
        except DecisionsContradict as error:
            people = closure([*standing, new])
            parted = any(
                any(
                    person & {f"{seen.key.agency} {seen.key.identifier}" for seen in each.one}
                    and person & {f"{seen.key.agency} {seen.key.identifier}" for seen in each.other}
                    for person in people
                )
                for each in [*standing, new]
                if each.verdict == "not_same"
            )
            assert parted or "two different identifiers" in str(error)
