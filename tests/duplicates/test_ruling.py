"""What people's decisions mean for the records of a day."""

from dataclasses import replace
from datetime import date

from pipeline.duplicates.seen import record_digest
from schemas.codebook_reading import load_codebook
from schemas.linkage import load_linkage
from tests.duplicates.ruled import (
    BOY,
    CARE,
    GIRL,
    OTHER_PLACE,
    POLICE,
    PROJECT,
    VERDICTS,
    Record,
    connected,
    decided,
    people,
    ruled,
    side,
    states,
)

MAY, JUNE = date(1995, 5, 1), date(1996, 6, 1)


def test_same_makes_one_of_two_with_different_identifiers() -> None:
    records = [Record(POLICE, "1001"), Record(CARE, "2002"), Record(PROJECT, "3003")]
    same = decided(1, "Police 1001", "same", "Care 2002")
    assert people(records, same) == [[0, 1], [2]]
    assert states(records, same) == ["applied"]
    _, found = ruled(records, same)
    assert found.decided == 1


def test_same_brings_along_whoever_is_surely_the_same() -> None:
    """Two records of 2002 are surely one; only the joining of 1001 is a person's."""
    records = [Record(POLICE, "1001"), Record(CARE, "2002"), Record(PROJECT, "2002")]
    _, found = ruled(records, decided(1, "Police 1001", "same", "Care 2002"))
    assert found.primary == {1: 0, 2: 0}
    assert found.decided == 1


def test_same_joins_what_a_contradiction_kept_apart() -> None:
    records = [Record(POLICE, "1001", "female"), Record(CARE, "1001", "male")]
    assert people(records) == [[0], [1]]
    assert people(records, decided(1, "Police 1001", "same", "Care 1001")) == [[0, 1]]


def test_not_the_same_parts_what_the_sure_rule_would_join() -> None:
    records = [Record(POLICE, "1001"), Record(CARE, "1001")]
    assert people(records) == [[0, 1]]
    parted = decided(1, "Police 1001", "not_same", "Care 1001")
    assert people(records, parted) == [[0], [1]]
    ruling, found = ruled(records, parted)
    assert found.decided == 0
    assert ruling.parted({0}, {1})


def test_not_the_same_holds_through_a_third_who_is_surely_both() -> None:
    """The third goes with the first in the order of primaries."""
    records = [Record(POLICE, "1001"), Record(PROJECT, "1001"), Record(CARE, "1001")]
    parted = decided(1, "Police 1001", "not_same", "Care 1001")
    assert people(records, parted) == [[0, 1], [2]]


def test_a_sure_link_gives_way_to_same_and_not_the_same_together() -> None:
    """2002 of the project is surely 2002 of care; but care's is not whom the project's is."""
    records = [Record(PROJECT, "2002"), Record(CARE, "2002"), Record(POLICE, "1001")]
    decisions = (
        decided(1, "Police 1001", "same", "Project 2002"),
        decided(2, "Police 1001", "not_same", "Care 2002"),
    )
    assert people(records, *decisions) == [[0, 2], [1]]


def test_no_sure_link_puts_two_identifiers_of_one_agency_in_one() -> None:
    """Care 2002 is the police's 1001, and surely their 2002 too: that is for people to say."""
    records = [Record(CARE, "2002"), Record(POLICE, "1001"), Record(POLICE, "2002")]
    same = decided(1, "Police 1001", "same", "Care 2002")
    assert people(records, same) == [[0, 1], [2]]


def test_a_person_may_say_that_two_identifiers_of_one_agency_are_one() -> None:
    records = [Record(CARE, "2002"), Record(POLICE, "1001"), Record(POLICE, "2002")]
    same = decided(1, side("Care 2002", "Police 2002"), "same", "Police 1001")
    assert people(records, same) == [[0, 1, 2]]
    _, found = ruled(records, same)
    assert found.decided == 1


def test_same_twice_makes_one_of_three() -> None:
    records = [Record(POLICE, "1001"), Record(CARE, "2002"), Record(PROJECT, "3003")]
    decisions = (
        decided(1, "Police 1001", "same", "Care 2002"),
        decided(2, "Care 2002", "same", "Project 3003"),
    )
    assert people(records, *decisions) == [[0, 1, 2]]


def test_a_side_holds_although_its_primary_is_no_longer_sent() -> None:
    records = [Record(CARE, "2002"), Record(PROJECT, "3003")]
    same = decided(1, side("Police 1001", "Care 2002"), "same", "Project 3003")
    assert people(records, same) == [[0, 1]]


def test_a_decision_about_records_that_are_not_there_is_unused() -> None:
    records = [Record(POLICE, "1001")]
    assert states(records, decided(1, "Police 1001", "same", "Care 2002")) == ["unused"]


def test_a_decision_whose_records_have_changed_holds_and_is_stale() -> None:
    records = [Record(POLICE, "1001", ethnicity="WBRI"), Record(CARE, "2002")]
    same = decided(1, side("Police 1001", digest="0" * 16), "same", "Care 2002")
    assert states(records, same) == ["stale"]
    assert people(records, same) == [[0, 1]]


def test_nobody_is_joined_where_a_key_now_stands_for_two() -> None:
    records = [
        Record(POLICE, "1001", "female"),
        Record(POLICE, "1001", "male"),
        Record(CARE, "2002"),
    ]
    same = decided(1, "Police 1001", "same", "Care 2002")
    assert states(records, same) == ["unclear"]
    assert people(records, same) == [[0], [1], [2]]


def test_neither_of_two_is_joined_with_whom_a_person_parted_the_key_from() -> None:
    records = [
        Record(POLICE, "1001", "female"),
        Record(POLICE, "1001", "male"),
        Record(CARE, "1001"),
    ]
    assert people(records) == [[0, 2], [1]]
    assert people(records, decided(1, "Police 1001", "not_same", "Care 1001")) == [[0], [1], [2]]


def test_which_of_two_with_one_identifier_is_meant_is_told_by_what_was_seen() -> None:
    records = [
        Record(POLICE, "1001", "female"),
        Record(POLICE, "1001", "male"),
        Record(CARE, "2002"),
    ]
    same = decided(1, side("Police 1001", profile=BOY), "same", "Care 2002")
    assert people(records, same) == [[0], [1, 2]]


def test_an_agencys_two_records_of_one_identifier_can_be_joined_and_then_stand_for_one() -> None:
    records = [
        Record(POLICE, "1001", "female"),
        Record(POLICE, "1001", "male"),
        Record(CARE, "2002"),
    ]
    both = decided(1, side("Police 1001", profile=GIRL), "same", side("Police 1001", profile=BOY))
    then = decided(2, "Police 1001", "same", "Care 2002")
    assert people(records, both) == [[0, 1], [2]]
    assert people(records, both, then) == [[0, 1, 2]]


def test_who_contradicts_the_primary_of_a_side_now_is_not_meant() -> None:
    """When it was decided police and care were one; now care's is a boy."""
    records = [
        Record(POLICE, "1001", "female"),
        Record(CARE, "1001", "male"),
        Record(PROJECT, "3003"),
    ]
    same = decided(1, side("Police 1001", "Care 1001"), "same", "Project 3003")
    assert people(records, same) == [[0, 2], [1]]


def test_unsure_changes_nothing() -> None:
    records = [Record(POLICE, "1001"), Record(CARE, "2002")]
    unsure = decided(1, "Police 1001", "unsure", "Care 2002")
    assert people(records, unsure) == [[0], [1]]
    assert states(records, unsure) == ["unsure"]


def test_who_contradicts_a_young_person_that_people_joined_stays_apart() -> None:
    """The project's has no month of birth; but the young person whom people made of it has one."""
    may, june = date(1995, 5, 1), date(1996, 6, 1)
    records = [
        Record(POLICE, "1001", born=may),
        Record(CARE, "2002", born=june),
        Record(PROJECT, "2002"),
    ]
    assert people(records) == [[0], [1, 2]]
    same = decided(1, "Police 1001", "same", "Project 2002")
    assert people(records, same) == [[0, 2], [1]]


def test_unsure_that_a_later_decision_replaced_changes_nothing() -> None:
    records = [Record(POLICE, "1001"), Record(CARE, "2002")]
    unsure = decided(1, "Police 1001", "unsure", "Care 2002")
    same = decided(2, "Police 1001", "same", "Care 2002")
    assert people(records, unsure, same) == [[0, 1]]
    assert states(records, unsure, same) == ["unsure", "applied"]


def test_whom_an_agency_no_longer_sends_is_not_looked_for_in_who_is_left() -> None:
    """The boy of 1001 was care's; only the girl is left."""
    records = [Record(POLICE, "1001", "female"), Record(CARE, "2002")]
    for verdict in VERDICTS:
        told = decided(1, side("Police 1001", profile=BOY), verdict, "Care 2002")
        assert people(records, told) == [[0], [1]]
        assert states(records, told) == ["unused"]


def test_two_of_one_identifier_stay_apart_when_nothing_tells_them_apart_any_more() -> None:
    records = [Record(POLICE, "1001", "female"), Record(POLICE, "1001", "male")]
    parted = decided(
        1, side("Police 1001", profile=GIRL), "not_same", side("Police 1001", profile=BOY)
    )
    assert states(records, parted) == ["applied"]
    for gender in ("female", None):
        now = [records[0], replace(records[1], gender=gender)]
        assert people(now) == [[0, 1]]
        assert people(now, parted) == [[0], [1]]
        assert states(now, parted) == ["stale"]


def test_of_two_of_one_identifier_that_are_parted_one_may_be_gone() -> None:
    records = [Record(POLICE, "1001", "female")]
    parted = decided(
        1, side("Police 1001", profile=GIRL), "not_same", side("Police 1001", profile=BOY)
    )
    assert states(records, parted) == ["unused"]


def test_same_gives_way_where_it_cannot_hold_beside_not_the_same() -> None:
    """One was about the identifier, the other about one of two who had it."""
    records = [Record(POLICE, "1001", "female"), Record(CARE, "2002")]
    decisions = (
        decided(1, "Police 1001", "same", "Care 2002"),
        decided(2, side("Police 1001", profile=GIRL), "not_same", "Care 2002"),
    )
    assert people(records, *decisions) == [[0], [1]]
    assert states(records, *decisions) == ["unclear", "applied"]


def test_a_chain_through_who_became_one_joins_no_two_identifiers_of_an_agency() -> None:
    """Girl and boy of 1001 were each somebody of care's; now only one record is left of the two."""
    records = [Record(POLICE, "1001"), Record(CARE, "2002"), Record(CARE, "3003")]
    decisions = (
        decided(1, side("Police 1001", profile=GIRL), "same", "Care 2002"),
        decided(2, side("Police 1001", profile=BOY), "same", "Care 3003"),
    )
    assert people(records, *decisions) == [[0, 1], [2]]
    assert states(records, *decisions) == ["applied", "unclear"]


def test_nobody_is_joined_by_the_rest_of_a_side_that_is_unclear() -> None:
    """Police and care were one girl; now the police have two, and care's is the boy."""
    records = [
        Record(POLICE, "1001", "female"),
        Record(POLICE, "1001", "male"),
        Record(CARE, "1001", "male"),
        Record(PROJECT, "3003"),
    ]
    same = decided(1, side("Police 1001", "Care 1001"), "same", "Project 3003")
    assert people(records, same) == [[0], [1, 2], [3]]
    assert states(records, same) == ["unclear"]


def test_a_later_decision_may_make_an_earlier_one_clear() -> None:
    records = [
        Record(POLICE, "1001", "female"),
        Record(POLICE, "1001", "male"),
        Record(CARE, "2002"),
    ]
    first = decided(1, "Police 1001", "same", "Care 2002")
    then = decided(2, side("Police 1001", profile=GIRL), "same", side("Police 1001", profile=BOY))
    assert people(records, first, then) == [[0, 1, 2]]
    assert states(records, first, then) == ["applied", "applied"]


def test_what_an_unclear_decision_says_of_two_identifiers_joins_nobody() -> None:
    """The police's 1001 and 2002 were one, when 1001 was one; care's record is surely both."""
    records = [
        Record(POLICE, "1001", "female"),
        Record(POLICE, "1001", "male"),
        Record(POLICE, "2002"),
        Record(CARE, "2002"),
        Record(PROJECT, "3003"),
    ]
    decisions = (
        decided(1, "Police 1001", "same", "Police 2002"),
        decided(2, side("Police 1001", profile=GIRL), "same", "Project 3003"),
        decided(3, "Care 2002", "same", "Project 3003"),
    )
    assert people(records, *decisions) == [[0, 3, 4], [1], [2]]


def test_others_of_two_who_share_an_identifier_stay_parted() -> None:
    """The boy of 1001 is gone; care and the project were of two whom people parted."""
    records = [
        Record(POLICE, "1001", "female"),
        Record(CARE, "1001"),
        Record(PROJECT, "1001"),
    ]
    girl, boy = side("Police 1001", profile=GIRL), side("Police 1001", profile=BOY)
    parted = decided(1, girl + side("Care 1001"), "not_same", boy + side("Project 1001"))
    assert people(records) == [[0, 1, 2]]
    assert people(records, parted) == [[0, 1], [2]]


def test_a_digest_is_of_who_somebody_is_and_of_the_month_of_birth() -> None:
    """A day corrected within the month and an age a year on change nothing; the gender does."""
    may = Record(POLICE, "1001", "female", date(1995, 5, 1), 15)
    assert _digest(may) == _digest(replace(may, born=date(1995, 5, 20), age=16))
    assert _digest(may) != _digest(replace(may, gender="male"))


def _digest(record: Record) -> str:
    with connected([record]) as connection:
        digest = record_digest(load_codebook(), load_linkage())
        return str(connection.sql(f"select {digest} from current_rows").fetchall()[0][0])


def test_decisions_in_two_areas_are_counted_together() -> None:
    """Each area's records and decisions are of their own."""
    records = [
        Record(POLICE, "1001"),
        Record(CARE, "2002"),
        Record(POLICE, "1001", place=OTHER_PLACE),
        Record(CARE, "2002", place=OTHER_PLACE),
    ]
    decisions = (
        decided(1, "Police 1001", "same", "Care 2002"),
        decided(2, "Police 1001", "same", "Care 2002", area=OTHER_PLACE),
    )
    _, found = ruled(records, *decisions)
    assert found.primary == {1: 0, 3: 2}
    assert found.decided == 2


def test_one_must_be_there_for_the_other_to_be_joined() -> None:
    """The police's 2 and care's 2 were one when it was decided, and have no link of their own."""
    records = [Record(POLICE, "2"), Record(CARE, "2", numbering=None)]
    assert people(records) == [[0], [1]]
    same = decided(1, side("Police 2", "Care 2"), "same", "Project 3003")
    assert people(records, same) == [[0], [1]]


def test_whoever_is_with_the_other_was_parted_too() -> None:
    """Not the same parts both ways, whoever comes first in the order of primaries."""
    for records in (
        [Record(POLICE, "1001"), Record(CARE, "1001")],
        [Record(CARE, "1001"), Record(POLICE, "1001")],
    ):
        ruling, _ = ruled(records, decided(1, "Police 1001", "not_same", "Care 1001"))
        assert ruling.parted({0}, {1})
        assert ruling.parted({1}, {0})


def test_two_records_of_an_agency_are_one_whatever_its_numbering() -> None:
    """Also where people decided about the identifier."""
    records = [
        Record(PROJECT, "7", numbering="own"),
        Record(PROJECT, "7", numbering="own"),
        Record(POLICE, "1001"),
    ]
    same = decided(1, "Project 7", "same", "Police 1001")
    _, found = ruled(records, same)
    assert found.primary == {1: 0, 2: 0}
    assert found.decided == 1


def test_a_third_must_agree_with_all_of_a_young_person() -> None:
    """Care's has no month of birth, the police's is of May, the project's of June."""
    records = [
        Record(CARE, "1001"),
        Record(POLICE, "1001", born=MAY),
        Record(PROJECT, "1001", born=JUNE),
        Record("School", "9009"),
    ]
    same = decided(1, "Care 1001", "same", "School 9009")
    assert people(records) == [[0, 1], [2], [3]]
    assert people(records, same) == [[0, 1, 3], [2]]
