"""The shipped reference tables: what they must hold for every return to find its place."""

from datetime import date

import pytest

from schemas.areas import load_areas

AREAS = load_areas()
DAYS = [date(2009, 3, 31), date(2011, 6, 6), date(2013, 4, 1), date(2019, 4, 1), date(2025, 5, 1)]


def test_the_nine_regions_stand_in_the_order_of_their_codes() -> None:
    assert [(region.code, region.name) for region in AREAS.regions] == [
        ("E12000001", "North East"),
        ("E12000002", "North West"),
        ("E12000003", "Yorkshire and The Humber"),
        ("E12000004", "East Midlands"),
        ("E12000005", "West Midlands"),
        ("E12000006", "East of England"),
        ("E12000007", "London"),
        ("E12000008", "South East"),
        ("E12000009", "South West"),
    ]


@pytest.mark.parametrize("day", [date(2009, 4, 1), date(2011, 6, 6)])
def test_england_had_152_authorities_after_the_reorganisation_of_2009(day: date) -> None:
    assert sum(each.in_force(day) for each in AREAS.authorities.values()) == 152


@pytest.mark.parametrize("day", DAYS)
def test_every_authority_in_force_is_found_by_its_own_name_and_codes(day: date) -> None:
    for each in AREAS.authorities.values():
        if each.in_force(day):
            for text in filter(None, (each.gss, each.dfe, each.name)):
                assert AREAS.code_of(text, day) == each.gss, (text, day)


@pytest.mark.parametrize("day", DAYS)
def test_every_region_has_authorities_on_every_day(day: date) -> None:
    regions = {each.region for each in AREAS.authorities.values() if each.in_force(day)}
    assert regions == {region.code for region in AREAS.regions}


def test_a_successor_begins_on_the_day_after_the_last_of_the_one_it_follows() -> None:
    for gss, successors in AREAS.successors.items():
        last = AREAS.authorities[gss].last_day
        assert last is not None
        for successor in successors:
            assert (AREAS.authorities[successor].first_day - last).days == 1, (gss, successor)


def test_the_authorities_of_a_board_lie_in_one_region() -> None:
    for board, members in AREAS.boards.items():
        assert len(members) > 1, board
        assert len({AREAS.authorities[gss].region for gss in members}) == 1, board


def test_the_four_boards_of_2011_are_there() -> None:
    assert set(AREAS.boards) == {
        "City and Hackney",
        "Leicestershire and Rutland",
        "Bournemouth and Poole",
        "Cornwall and Isles of Scilly",
    }


def test_no_english_authority_is_taken_for_another_nations() -> None:
    for each in AREAS.authorities.values():
        code = AREAS.code_of(each.name, each.first_day)
        assert code is not None
        assert code not in AREAS.nations, each.name
