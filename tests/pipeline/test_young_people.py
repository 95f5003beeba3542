"""Which records are surely the same young person (contract, step 6)."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.profile import Profile, contradict
from tests.pipeline.counted import count, sent


def test_identifiers_written_differently_are_the_same_young_person(tmp_path: Path) -> None:
    prefix = {"id_prefixes": "BWD"}
    counted = count(
        tmp_path,
        sent("Police", {"local_id": "BwD/01234"}, register=prefix),
        sent("Social Care", {"local_id": "bwd 1234"}, register=prefix),
        sent("Harbour", {"local_id": "001234"}, register=prefix),
    )
    assert counted.flow["counted"] == 1
    assert counted.flow["duplicate"] == 2


def test_a_prefix_that_the_register_does_not_give_tells_young_people_apart(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent("Police", {"local_id": "BWD-1234"}),
        sent("Social Care", {"local_id": "1234"}),
    )
    assert counted.flow["counted"] == 2


def test_different_genders_keep_one_identifier_apart(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent("Police", {"local_id": "A1", "gender": "female"}),
        sent("Social Care", {"local_id": "A1", "gender": "male"}),
    )
    assert counted.flow["counted"] == 2


def test_a_gender_that_is_not_known_contradicts_nothing(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent("Police", {"local_id": "A1", "gender": "female"}),
        sent("Social Care", {"local_id": "A1", "gender": "n/k"}),
    )
    assert counted.flow["counted"] == 1


def test_two_areas_each_count_their_own(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent("Police", {"local_id": "A1"}, area="York"),
        sent("Social Care", {"local_id": "A1"}, area="Leeds"),
    )
    assert counted.flow["counted"] == 2


def test_bare_numbers_under_1000_of_two_agencies_are_two_young_people(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent("Police", {"local_id": "0412"}),
        sent("Social Care", {"local_id": "412"}),
    )
    assert counted.flow["counted"] == 2


def test_bare_numbers_under_1000_count_as_shared_where_both_registers_say_so(
    tmp_path: Path,
) -> None:
    shared = {"numbering": "shared"}
    counted = count(
        tmp_path,
        sent("Police", {"local_id": "412"}, register=shared),
        sent("Social Care", {"local_id": "412"}, register=shared),
    )
    assert counted.flow["counted"] == 1


def test_an_agency_that_the_register_says_numbers_for_itself_is_never_merged(
    tmp_path: Path,
) -> None:
    counted = count(
        tmp_path,
        sent("Police", {"local_id": "YP-5000"}),
        sent("Social Care", {"local_id": "YP-5000"}, register={"numbering": "own"}),
    )
    assert counted.flow["counted"] == 2


def numbered(largest: int) -> list[dict[str, str]]:
    """The young people 1 to 499 of a project, and one more under the number `largest`."""
    return [{"local_id": str(number)} for number in (*range(1, 500), largest)]


def test_numbers_up_to_twice_how_many_there_are_are_an_agencys_own(tmp_path: Path) -> None:
    """500 identifiers, all bare numbers, the largest 1000: it is not the police's 1000."""
    counted = count(
        tmp_path, sent("Harbour", *numbered(1000)), sent("Police", {"local_id": "1000"})
    )
    assert (counted.flow["counted"], counted.flow["duplicate"]) == (501, 0)


def test_numbers_above_twice_how_many_there_are_may_be_the_areas(tmp_path: Path) -> None:
    counted = count(
        tmp_path, sent("Harbour", *numbered(1001)), sent("Police", {"local_id": "1001"})
    )
    assert (counted.flow["counted"], counted.flow["duplicate"]) == (500, 1)


def test_four_numbers_are_too_few_to_tell_that_they_are_an_agencys_own(tmp_path: Path) -> None:
    numbers = [{"local_id": str(number)} for number in (1000, 1001, 1002, 1003)]
    counted = count(tmp_path, sent("Harbour", *numbers), sent("Police", {"local_id": "1003"}))
    assert (counted.flow["counted"], counted.flow["duplicate"]) == (4, 1)


def test_a_third_of_contradictions_is_not_yet_own_numbering_but_more_is(tmp_path: Path) -> None:
    girls = [{"local_id": f"K{n}", "gender": "female"} for n in (1, 2, 3)]
    one_boy = [{**girls[0], "gender": "male"}, *girls[1:]]
    two_boys = [{**girls[0], "gender": "male"}, {**girls[1], "gender": "male"}, girls[2]]
    a_third = count(tmp_path / "a", sent("Police", *girls), sent("Harbour", *one_boy))
    assert a_third.flow["counted"] == 4
    two_thirds = count(tmp_path / "b", sent("Police", *girls), sent("Harbour", *two_boys))
    assert two_thirds.flow["counted"] == 6


def test_a_third_record_joins_the_first_young_person_with_all_of_whose_records_it_agrees(
    tmp_path: Path,
) -> None:
    counted = count(
        tmp_path,
        sent("A", {"local_id": "Z9", "gender": "female", "nationality": "british"}),
        sent("B", {"local_id": "Z9", "gender": "male", "location_type": "town"}),
        sent("C", {"local_id": "Z9"}),
    )
    assert counted.flow["counted"] == 2
    assert counted.of("figure_3", "female") == "1"
    assert counted.of("figure_3", "male") == "1"


_profiles = st.builds(
    Profile,
    gender=st.sampled_from([None, "female", "male", "not_known"]),
    born=st.one_of(st.none(), st.dates().map(lambda day: day.replace(day=1))),
    age=st.one_of(st.none(), st.integers(0, 25)),
)


@given(_profiles, _profiles)
def test_a_contradiction_holds_both_ways(one: Profile, other: Profile) -> None:
    assert contradict(one, other) == contradict(other, one)


@given(_profiles)
def test_nothing_contradicts_itself(one: Profile) -> None:
    assert not contradict(one, one)
