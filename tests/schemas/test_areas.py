"""What the text of an area means on a day, and where the area counts on another day."""

from datetime import date

import pytest

from schemas.areas import Place, load_areas

AREAS = load_areas()
STUDY = date(2011, 6, 6)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Blackburn with Darwen", "E06000008"),
        ("889", "E06000008"),
        ("E06000008", "E06000008"),
        ("e06000008", "E06000008"),
        ("BwD", "E06000008"),
        ("  BLACKBURN   with Darwen ", "E06000008"),
        ("Bristol, City of", "E06000023"),
        ("Bristol", "E06000023"),
        ("Brighton & Hove", "E06000043"),
        ("St Helens", "E08000013"),
        ("Stoke on Trent", "E06000021"),
        ("Kent County Council", "E10000016"),
        ("Kent LSCB", "E10000016"),
        ("London Borough of Hackney", "E09000012"),
        ("City of London", "E09000001"),
    ],
)
def test_an_authority_is_known_by_name_3_digit_code_gss_code_and_spelling(
    text: str, code: str
) -> None:
    assert AREAS.code_of(text, STUDY) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("City and Hackney", "E09000001+E09000012"),
        ("City & Hackney", "E09000001+E09000012"),
        ("Leicestershire and Rutland", "E10000018+E06000017"),
        ("Bournemouth and Poole LSCB", "E06000028+E06000029"),
        ("E09000001+E09000012", "E09000001+E09000012"),
    ],
)
def test_a_joint_board_is_known_by_its_name_and_its_codes(text: str, code: str) -> None:
    assert AREAS.code_of(text, STUDY) == code


def test_a_boards_name_wins_over_that_of_an_authority_no_longer_in_force() -> None:
    assert AREAS.code_of("Cornwall and Isles of Scilly", STUDY) == "E06000052+E06000053"


def test_the_authority_in_force_wins_over_a_board_of_the_same_name() -> None:
    assert AREAS.code_of("Cornwall and Isles of Scilly", date(2009, 3, 31)) == "E10000005"


@pytest.mark.parametrize("text", ["Northumberland", "929", "E06000048", "E06000057"])
def test_a_code_not_yet_in_force_is_taken_for_the_authority_of_the_day(text: str) -> None:
    assert AREAS.code_of(text, date(2013, 3, 31)) == "E06000048"


@pytest.mark.parametrize("text", ["Northumberland", "929", "E06000048", "E06000057"])
def test_a_code_no_longer_in_force_is_taken_for_the_authority_of_the_day(text: str) -> None:
    assert AREAS.code_of(text, date(2013, 4, 1)) == "E06000057"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Dorset", "E06000059"),
        ("835", "E06000059"),
        ("E10000009", "E06000059"),
        ("Bournemouth", "E06000058"),
        ("Poole", "E06000058"),
    ],
)
def test_an_authority_that_became_one_other_is_taken_for_it(text: str, code: str) -> None:
    assert AREAS.code_of(text, date(2019, 4, 1)) == code


@pytest.mark.parametrize("text", ["Cumberland", "942", "Westmorland and Furness", "E06000064"])
def test_an_authority_that_came_from_one_other_is_taken_for_it(text: str) -> None:
    assert AREAS.code_of(text, STUDY) == "E10000006"


@pytest.mark.parametrize("text", ["Cumbria", "909", "E10000006", "Northamptonshire"])
def test_an_authority_that_became_several_is_not_recognised(text: str) -> None:
    assert AREAS.code_of(text, date(2023, 4, 1)) is None


def test_an_authority_that_came_from_several_is_not_recognised_before() -> None:
    assert AREAS.code_of("Bournemouth, Christchurch and Poole", STUDY) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wales", "W92000004"),
        ("Scotland", "S92000003"),
        ("NORTHERN  IRELAND", "N92000002"),
        ("Cardiff", "W92000004"),
        ("Argyll & Bute", "S92000003"),
        ("Newry, Mourne and Down", "N92000002"),
        ("W06000015", "W92000004"),
        ("s12000049", "S92000003"),
        ("N09000003", "N92000002"),
    ],
)
def test_another_nation_is_one_area(text: str, code: str) -> None:
    assert AREAS.code_of(text, STUDY) == code
    assert code in AREAS.nations


@pytest.mark.parametrize(
    "text", ["England", "E92000001", "Narnia", "North East", "E12000001", "W1234", "Wxyz", "", "-"]
)
def test_what_is_no_area_is_not_recognised(text: str) -> None:
    assert AREAS.code_of(text, STUDY) is None


def test_the_councils_of_other_nations_are_known_with_their_titles_as_english_ones_are() -> None:
    assert AREAS.code_of("Kent County Council", STUDY) == "E10000016"
    assert AREAS.code_of("Cardiff Council", STUDY) == "W92000004"


def test_an_authority_counts_under_its_code_of_the_day() -> None:
    assert AREAS.place_on("E06000048", date(2013, 4, 1)) == Place(
        "E06000057", "Northumberland", "local_authority", "E12000001"
    )


def test_an_authority_that_became_several_stays_a_place_of_its_own() -> None:
    assert AREAS.place_on("E10000006", date(2023, 4, 1)) == Place(
        "E10000006", "Cumbria", "local_authority", "E12000002"
    )


def test_a_board_counts_in_its_region_and_as_a_place_of_its_own() -> None:
    assert AREAS.place_on("E09000001+E09000012", STUDY) == Place(
        "E09000001+E09000012", "City and Hackney", "joint_board", "E12000007"
    )


def test_a_board_whose_authorities_became_one_counts_as_that_one() -> None:
    assert AREAS.place_on("E06000028+E06000029", date(2019, 4, 1)) == Place(
        "E06000058", "Bournemouth, Christchurch and Poole", "local_authority", "E12000009"
    )


def test_another_nation_counts_in_no_region() -> None:
    assert AREAS.place_on("W92000004", STUDY) == Place("W92000004", "Wales", "national", None)


def test_an_area_is_the_same_area_under_its_later_code() -> None:
    assert AREAS.key_of("E06000048") == AREAS.key_of("E06000057") == "929"


def test_a_board_and_its_authorities_are_different_areas() -> None:
    keys = {AREAS.key_of(code) for code in ("E09000001", "E09000012", "E09000001+E09000012")}
    assert keys == {"201", "204", "201+204"}


def test_the_nations_are_areas_of_their_own() -> None:
    assert AREAS.key_of("S92000003") == "S92000003"


@pytest.mark.parametrize("code", ["E06000008", "W92000004", "E09000001+E09000012"])
def test_a_code_that_stands_for_an_area_is_known(code: str) -> None:
    assert AREAS.knows(code)


@pytest.mark.parametrize("code", ["unrecognised:0123456789ab", "E09000001+E09000099", ""])
def test_a_code_that_stands_for_no_area_is_not_known(code: str) -> None:
    assert not AREAS.knows(code)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E06000008", "Blackburn with Darwen"),
        ("E10000018+E06000017", "Leicestershire and Rutland"),
        ("N92000002", "Northern Ireland"),
        ("unrecognised:1234", "area not recognised"),
    ],
)
def test_a_code_has_a_name_for_messages(code: str, name: str) -> None:
    assert AREAS.name_of(code) == name
