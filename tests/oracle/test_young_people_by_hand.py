"""The recount's identifiers, areas and young people, held against cases worked out by hand."""

from datetime import date
from pathlib import Path

import pytest

from .areas import area_of, place_on
from .by_hand import DAY, LEEDS, counted, deliver, form, steps, table
from .records import normalised, refused_identifier


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BwD/00123", "123"),
        ("bwd 123", "123"),
        ("00123", "123"),
        ("10/123", "10-123"),
        ("101/23", "101-23"),
        ("0000", "0"),
        ("BWD", "BWD"),
        ("le-7", "LE-7"),
        ("BWD K007", "K-7"),
        ("AB12cd", "AB-12-CD"),
        ("\uff21\uff22\uff11\uff12", "AB-12"),
        ("?!", ""),
    ],
)
def test_an_identifier_is_normalised_as_the_contract_says(text: str, expected: str) -> None:
    assert normalised(text, ("BWD",)) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no identifier"),
        ("TBC", "placeholder"),
        ("0-00", "placeholder"),
        ("BwD/000", "placeholder"),
        ("1.23E+05", "spoilt by a spreadsheet"),
        ("943 476 5919", "NHS number"),
        ("9434765910", ""),
        ("BB1 7DY", "postcode"),
        ("child@example.org", "e-mail address"),
        ("+44 7700 900123", "phone number"),
        ("Jane Smith", "person's name"),
        ("QX", ""),
        ("BwD 00123", ""),
    ],
)
def test_an_identifier_that_cannot_be_one_refuses_its_row(text: str, why: str) -> None:
    assert refused_identifier(text, normalised(text, ("BWD",))) == why


@pytest.mark.parametrize(
    ("text", "sent", "key", "place"),
    [
        ("Gateshead", date(2011, 6, 1), "390", "E08000020"),
        ("E08000037", date(2011, 6, 1), "390", "E08000020"),
        ("E08000020", date(2013, 5, 1), "390", "E08000037"),
        ("cumberland", date(2011, 6, 1), "909", "E10000006"),
        ("838", date(2011, 6, 1), "835", "E10000009"),
        ("northumberland", date(2011, 6, 1), "929", "E06000048"),
    ],
)
def test_a_code_not_in_force_is_its_authority_of_the_day(
    text: str, sent: date, key: str, place: str
) -> None:
    area = area_of(text, sent)
    assert (area.key, place_on(area, sent).code) == (key, place)


@pytest.mark.parametrize("text", ["839", "Cheshire", "E10000022", "Atlantis", "E12000001", ""])
def test_an_area_of_no_one_authority_is_not_recognised(text: str) -> None:
    assert area_of(text, DAY).kind == "unrecognised"


def test_a_place_takes_the_code_of_the_day_counted() -> None:
    area = area_of("Gateshead", date(2013, 3, 31))
    assert area.codes == ("E08000020",)
    assert place_on(area, date(2013, 4, 15)).code == "E08000037"


def test_a_boards_name_wins_over_an_authority_no_longer_in_force() -> None:
    area = area_of("Cornwall and Isles of Scilly", DAY)
    assert area.kind == "board"
    assert place_on(area, DAY).code == "E06000052+E06000053"


def test_the_same_identifier_differently_written_is_one_young_person(tmp_path: Path) -> None:
    register = (
        "file,agency,agency_type,area,return_date,mapping,id_prefixes,numbering\n"
        "a.csv,Safe Steps,voluntary,Leeds,2011-05-31,,BWD,\n"
        "b.csv,Leeds Council,statutory,383,2011-06-01,,BWD,\n"
    )
    folder = deliver(
        tmp_path,
        "one",
        {
            "register.csv": register,
            "a.csv": "local_id,Gender\nBwD/01123,Female\n1124,\n",
            "b.csv": "local_id,Gender,Current age\nbwd 1123,,15\n11/24,male,16\n",
        },
    )
    result = counted([folder])
    assert steps(result) == {"received": 4, "duplicate": 1, "counted": 3}
    assert table(result, "figure_3") == {
        "female": ("1", "50.0"),
        "male": ("1", "50.0"),
        "base": ("2", ""),
        "not_provided": ("1", ""),
    }
    # Each of the two merged records has one answer: the statutory agency's is the primary.
    assert table(result, "table_2", LEEDS, "statutory") == {"base": ("2", "")}
    assert table(result, "table_2", LEEDS, "voluntary") == {"base": ("1", "")}
    assert table(result, "table_2") == {"E12000003": ("3", "100.0"), "base": ("3", "")}


def test_two_agencies_share_a_small_number_only_where_the_register_says_so(
    tmp_path: Path,
) -> None:
    head = "file,agency,agency_type,area,return_date,mapping,id_prefixes,numbering\n"
    for said, duplicates in (("shared", 1), ("", 0)):
        register = (
            f"{head}a.csv,Safe Steps,voluntary,Leeds,2011-05-31,,,shared\n"
            f"b.csv,Leeds Council,statutory,Leeds,2011-05-31,,,{said}\n"
        )
        files = {"register.csv": register, "a.csv": "local_id\n123\n", "b.csv": "local_id\n0123\n"}
        result = counted([deliver(tmp_path, said or "nothing", files)])
        assert result.flow["duplicate"] == duplicates


def test_a_bare_number_from_1000_on_is_shared_unless_the_register_says_own(
    tmp_path: Path,
) -> None:
    head = "file,agency,agency_type,area,return_date,mapping,id_prefixes,numbering\n"
    own = "c.csv,Safe Steps,voluntary,Leeds,2011-05-31,,,own\n"
    for name, line, duplicates in (("silent", "", 1), ("own wins", own, 0)):
        register = (
            f"{head}a.csv,Safe Steps,voluntary,Leeds,2011-05-31,,,\n{line}"
            f"b.csv,Leeds Council,statutory,Leeds,2011-05-31,,,\n"
        )
        files = {
            "register.csv": register,
            "a.csv": "local_id\n999\n1000\n",
            "b.csv": "local_id\n0999\n1000\n",
        }
        if line:
            files["c.csv"] = "local_id\nQX\n"
        result = counted([deliver(tmp_path, name, files)])
        assert result.flow["duplicate"] == duplicates


def test_outside_england_each_nation_is_one_area(tmp_path: Path) -> None:
    files = {
        "april.csv": form(["A1", "A2"], area="Cardiff", day="2011-05-10"),
        "may.csv": form(["A1"], area="W06000002"),
        "scotland.csv": form(["A1"], area="Argyll and Bute", day="2011-05-10"),
    }
    result = counted([deliver(tmp_path, "one", files)])
    assert steps(result) == {"received": 4, "not_current": 2, "outside_england": 2}


def test_an_agency_that_numbers_one_two_three_shares_with_nobody(tmp_path: Path) -> None:
    own = [str(number) for number in (1001, 1002, 1003, 1004, 1005)]  # the largest is not small
    folder = deliver(
        tmp_path,
        "large numbers",
        {"a.csv": form(own), "b.csv": form(["1003"], agency="Leeds Council")},
    )
    assert counted([folder]).flow["duplicate"] == 1
    spread = [str(number) for number in range(1, 1201)]  # 1200 identifiers, the largest 1200
    folder = deliver(
        tmp_path,
        "one to n",
        {"a.csv": form(spread), "b.csv": form(["1003"], agency="Leeds Council")},
    )
    assert counted([folder]).flow["duplicate"] == 0


def test_two_agencies_whose_equal_numbers_contradict_number_for_themselves(
    tmp_path: Path,
) -> None:
    one = ["AB1,Female", "AB2,Female", "AB3,Female", "AB4,"]
    for other, duplicates in (
        (["AB1,Male", "AB2,Male", "AB3,Female"], 0),  # 2 of 3 contradict
        (["AB1,Male", "AB2,Female", "AB3,Female"], 2),  # 1 of 3 is not more than a third
        (["AB1,Male", "AB4,Male"], 1),  # two in common are too few for the test
        (["AB1,Male", "AB2,Male", "AB4,Male"], 0),  # AB4 alone would be linkable
    ):
        files = {
            "a.csv": form(one, "Local identifier,Gender"),
            "b.csv": form(other, "Local identifier,Gender", agency="Leeds Council"),
        }
        folder = deliver(tmp_path, "-".join(other).replace(",", ""), files)
        assert counted([folder]).flow["duplicate"] == duplicates


def test_records_that_contradict_each_other_are_kept_apart(tmp_path: Path) -> None:
    header = "Local identifier,Gender,Date of birth,Current age"
    rows = [
        "A1,Female,,",
        "A1,Male,,",  # another gender
        "A2,,06/1995,",
        "A2,,14/07/1995,15",  # another month, though the ages agree
        "A3,,06/1995,15",
        "A3,,14/06/1995,",  # the same month
        "A4,,06/1995,",  # 15 on the day of the return, worked out
        "A4,,,17",  # more than a year apart
        "A5,,06/1995,",
        "A5,,,16",  # one year apart is none
        "A6,not known,,",
        "A6,Male,,",  # not known contradicts nothing
    ]
    result = counted([deliver(tmp_path, "one", {"a.csv": form(rows, header)})])
    assert steps(result) == {"received": 12, "duplicate": 3, "counted": 9}


def test_a_record_joins_only_if_it_is_linkable_to_all_of_a_young_person(tmp_path: Path) -> None:
    rows = [
        "A1,Female,British,city",  # the primary
        "A1,,European,town",  # joins it
        "A1,Male,,",  # contradicts the first, though not the second
    ]
    header = "Local identifier,Gender,Nationality,Type of location"
    result = counted([deliver(tmp_path, "one", {"a.csv": form(rows, header)})])
    assert steps(result) == {"received": 3, "duplicate": 1, "counted": 2}
    assert table(result, "table_3") == {
        "british": ("1", "100.0"),
        "base": ("1", ""),
        "not_provided": ("1", ""),
    }
