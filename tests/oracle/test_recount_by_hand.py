"""The recount held against small deliveries whose figures were worked out by hand."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from .areas import area_of, place_on
from .records import normalised, refused_identifier
from .recount import Recount, read_delivery, recount

DAY = date(2011, 6, 6)
NATIONAL = ("national", "E92000001")
LEEDS = ("local_authority", "E08000035")


def deliver(root: Path, name: str, files: dict[str, str]) -> Path:
    """A delivery with these files."""
    for path, text in files.items():
        target = root / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root / name


def form(
    rows: Sequence[str],
    header: str = "Local identifier",
    agency: str = "Safe Steps",
    kind: str = "Voluntary",
    area: str = "Leeds",
    day: str = "31/05/2011",
) -> str:
    """A return with its cover in lines above the header."""
    cover = [
        f"Agency,{agency}",
        f"Type of agency,{kind}",
        f'LSCB area,"{area}"',
        f"Return date,{day}",
    ]
    return "\n".join([*cover, "", header, *rows]) + "\n"


def counted(deliveries: Sequence[Path], day: date = DAY) -> Recount:
    """The recount of deliveries that hold a return for the day."""
    result = recount(deliveries, day)
    assert result is not None
    return result


def steps(result: Recount) -> dict[str, int]:
    """The flow without the steps that no row went to."""
    return {step: rows for step, rows in result.flow.items() if rows}


def table(
    result: Recount, name: str, place: tuple[str, str] = NATIONAL, column: str = "total"
) -> dict[str, tuple[str, str]]:
    """The rows of a table that are not 0 or blank."""
    return {
        row: figure
        for (table_id, level, code, row, col), figure in result.figures.items()
        if (table_id, level, code, col) == (name, *place, column) and figure[0] not in ("", "0")
    }


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


def test_a_dependent_answer_is_taken_only_with_the_merged_condition(tmp_path: Path) -> None:
    header = (
        "Local identifier,Living situation,If with family,"
        '"If looked after, placement",Gender,Type of location'
    )
    rows = [
        "A1,Looked after,,,Female,city",  # primary: looked after without a placement
        "A1,With family,Family home,,,",  # another living situation: its setting is left out
        "A1,looked_after,,Private fostering,,",
        "A2,With family,,Residential home,,",  # a placement without its condition
        "A3,,Kinship care,,,",  # no condition at all
        "A4,with family,kinship care,n/k,,",  # not known is harmless
        "A5,looked after,,n/k,,",
    ]
    result = counted([deliver(tmp_path, "one", {"a.csv": form(rows, header)})])
    assert steps(result) == {"received": 7, "duplicate": 2, "counted": 5}
    assert table(result, "figure_6") == {
        "with_family": ("2", "50.0"),
        "looked_after": ("2", "50.0"),
        "base": ("4", ""),
        "not_provided": ("1", ""),
        "of_which_kinship_care": ("1", ""),
    }
    assert table(result, "table_4") == {
        "private_fostering": ("1", "100.0"),
        "base": ("1", ""),
        "not_known": ("1", ""),
        "outside_base": ("3", ""),
    }
    assert table(result, "question_family_setting") == {
        "kinship_care": ("1", "100.0"),
        "base": ("1", ""),
        "not_provided": ("1", ""),
        "outside_base": ("3", ""),
    }


def test_several_answers_are_joined_from_cells_ticks_and_records(tmp_path: Path) -> None:
    header = (
        "Local identifier,Methods of coercion,Methods of coercion: Gang,"
        "coercion_methods: not_known,Criminal justice issues,Criminal justice issues: None"
    )
    rows = [
        "A1,Grooming; witchcraft,x,,asbo,",  # grooming and gang; the slip loses only itself
        "A1,n/k,,,Victim of crime,",  # not known gives way
        "A2,N/K; Grooming,n,Y,offending,TRUE",  # grooming; none beside another is refused
        "A3,,,1,none,",
        "A3,,,,n/k,",  # none gives way last
        "A4,,maybe,,,",  # a tick that cannot be read
        "A5,Other: by letter,,,nk,",
    ]
    result = counted([deliver(tmp_path, "one", {"a.csv": form(rows, header)})])
    assert steps(result) == {"received": 7, "duplicate": 2, "counted": 5}
    assert table(result, "table_5") == {
        "grooming": ("2", "50.0"),
        "gang": ("1", "25.0"),
        "other": ("1", "25.0"),
        "not_known": ("1", "25.0"),
        "base": ("4", ""),
        "not_provided": ("1", ""),
        "one_answer_only": ("3", "75.0"),
        "most_answers": ("2", ""),
    }
    assert table(result, "figure_10") == {
        "none": ("1", "50.0"),
        "victim_of_crime": ("1", "50.0"),
        "asbo": ("1", "50.0"),
        "base": ("2", ""),
        "not_known": ("1", ""),
        "not_provided": ("2", ""),
        "one_answer_only": ("1", "50.0"),
        "most_answers": ("2", ""),
        "exactly_asbo_victim_of_crime": ("1", ""),
    }


def test_the_same_return_again_is_no_op_and_a_changed_one_replaces(tmp_path: Path) -> None:
    two_areas = form(["A1,", "A2,Kent"], "Local identifier,LSCB area")
    first = deliver(tmp_path, "1", {"a.csv": two_areas})
    again = deliver(tmp_path, "2", {"elsewhere/b.csv": two_areas})
    assert steps(counted([first, again])) == {"received": 2, "counted": 2}

    # The file again and another beside it for Kent: Leeds stands, Kent is replaced whole.
    beside = form(["A3"], agency=" SAFE  steps", area="886")
    more = deliver(tmp_path, "3", {"a.csv": two_areas, "c.csv": beside})
    expected = {"received": 4, "replaced": 1, "counted": 3}
    assert steps(counted([first, more])) == expected
    # The first file alone is another return for Kent than both; after that it is the same.
    expected = {"received": 5, "replaced": 3, "counted": 2}
    assert steps(counted([first, more, again])) == expected
    assert steps(counted([first, more, again, first])) == expected


def test_a_file_twice_in_a_delivery_counts_once_unless_the_register_tells_them_apart(
    tmp_path: Path,
) -> None:
    text = "local_id\n1001\n"
    head = "file,agency,agency_type,area,return_date,mapping,id_prefixes,numbering\n"
    for numbering, expected in (
        ("", {"received": 1, "counted": 1}),
        ("own", {"received": 2, "duplicate": 1, "counted": 1}),  # two records of one agency
    ):
        register = (
            f"{head}a.csv,Zest,mixed,Leeds,2011-06-01,,,\n"
            f"b.csv,Zest,mixed,Leeds,2011-06-01,,,{numbering}\n"
        )
        files = {"register.csv": register, "a.csv": text, "b.csv": text}
        folder = deliver(tmp_path, numbering or "silent", files)
        assert steps(counted([folder])) == expected


def test_a_nil_return_displaces_last_months_rows(tmp_path: Path) -> None:
    april = form(["A1", "A2"], day="2011-05-10")
    june = form([], day="06 June 2011")
    folders = [deliver(tmp_path, "1", {"a.csv": april}), deliver(tmp_path, "2", {"a.csv": june})]
    assert steps(counted(folders)) == {"received": 2, "not_current": 2}
    assert steps(counted(folders, date(2011, 6, 5))) == {"received": 2, "counted": 2}
    assert recount(folders, date(2011, 7, 8)) is None  # the nil return is 32 days old


def test_each_row_goes_to_the_first_step_that_holds_for_it(tmp_path: Path) -> None:
    header = (
        "Local identifier,LSCB area,Date of referral,Date work ended,Current age,"
        "Age at first assessment"
    )
    rows = [
        "Jane Smith,Wales,,01/01/2011,19,",  # quarantined before anything else
        "A1,Atlantis,,,15,",  # of the cover's return
        "A2,Leeds,01/03/2011,28/02/2011,15,",  # closed before it began
        "A3,Leeds,,soon,15,",
        "A4,Cardiff,,01/01/2011,19,",  # outside England, also closed and over 18
        "A5,,,06/06/2011,19,",  # closed on the day
        "A6,,,07/06/2011,18,17",  # open until tomorrow, first seen as a child
        "A7,,,-,25,17",
        "A8,,,n/a,26,17",
        "A9,,,,18,",
        "A10,,,,,",
        "A10,,,,n/k,",
        ",,,,,",
        "Total,,,,12,",
        "Note: as on the day",
    ]
    old = form(["A1"], day="2011-05-01")
    late = form(["A1", "A2", "A3"], day="07-Jun-2011")
    files = {"a.csv": form(rows, header), "old.csv": old, "late.csv": late}
    result = counted([deliver(tmp_path, "one", files)])
    assert steps(result) == {
        "received": 16,
        "not_current": 4,
        "quarantined": 4,
        "outside_england": 1,
        "not_open": 1,
        "over_18": 2,
        "duplicate": 1,
        "counted": 3,
    }
    assert table(result, "figure_2", ("regional", "E12000003")) == {
        "18": ("1", "50.0"),
        "25": ("1", "50.0"),
        "base": ("2", ""),
        "not_known": ("1", ""),
        "mean": ("21.5", ""),
        "mode": ("18", ""),
        "youngest": ("18", ""),
        "oldest": ("25", ""),
    }


def test_a_wrong_age_costs_the_answer_and_the_date_of_birth_speaks(tmp_path: Path) -> None:
    header = "Local identifier,Date of birth,Current age,Age at first assessment"
    rows = [
        "A1,01/06/1993,,",  # 17 on 31 May
        "A2,31/05/1993,,",  # 18 on 31 May, and first seen nobody knows when
        "A3,05/1993,,17",  # a month counts from its first day: 18, seen at 17
        "A4,1996-01-01,19,12",  # 15 by the date of birth, so that 19 is refused
        "A5,1996-01-01,16,17",  # one year off stands; first seen older than that is refused
        "A6,2012-01-01,n/k,",  # born after the return
        "A7,,19,n/k",
    ]
    result = counted([deliver(tmp_path, "one", {"a.csv": form(rows, header)})])
    assert steps(result) == {"received": 7, "over_18": 2, "counted": 5}
    assert table(result, "figure_2") == {
        "15": ("1", "25.0"),
        "16": ("1", "25.0"),
        "17": ("1", "25.0"),
        "18": ("1", "25.0"),
        "base": ("4", ""),
        "not_known": ("1", ""),
        "mean": ("16.5", ""),
        "mode": ("15", ""),
        "youngest": ("15", ""),
        "oldest": ("18", ""),
    }


def test_a_rows_column_wins_over_the_cover_and_the_cover_over_the_register(
    tmp_path: Path,
) -> None:
    folder = deliver(
        tmp_path,
        "one",
        {
            "june/register.csv": (
                "file,agency,agency_type,area,return_date\n"
                "x/a.csv,Zest,mixed,City and Hackney,2011-06-01\n"
            ),
            "june/x/a.csv": (
                "LSCB area;Leeds\n\nLocal identifier;LSCB area;Type of agency\n"
                "A1;Birmingham;statutory\nA1;;\n"
            ),
        },
    )
    result = counted([folder])
    assert steps(result) == {"received": 2, "counted": 2}
    assert table(result, "table_2", column="mixed") == {"E12000003": ("1", ""), "base": ("1", "")}
    assert table(result, "table_2", column="statutory") == {
        "E12000005": ("1", ""),
        "base": ("1", ""),
    }


def test_files_are_refused_for_the_codebooks_reasons(tmp_path: Path) -> None:
    good = form(["A1"])
    folder = deliver(
        tmp_path,
        "one",
        {
            "agency.csv": good.replace("Agency,Safe Steps\n", ""),
            "type.csv": good.replace("Voluntary", "charity"),
            "date.csv": good.replace("31/05/2011", "31/06/2011"),
            "future.csv": good.replace("31/05/2011", "31/05/2098"),
            "version.csv": "Form version,2010\n" + good,
            "area.csv": good.replace('LSCB area,"Leeds"\n', ""),
            "identifier.csv": good.replace("Local identifier", "Reference"),
            "twice.csv": form(["A1,Male,Male"], "Local identifier,Gender,GENDER"),
            "good.csv": good,
            "good again.csv": good,
        },
    )
    taken, refused = read_delivery(folder)
    assert [file.path for file in taken] == ["good again.csv"]
    wrong = ("agency", "type", "date", "future", "version", "area", "identifier", "twice")
    assert set(refused) == {f"{name}.csv" for name in wrong}


def test_figures_are_of_the_exact_base_and_half_up(tmp_path: Path) -> None:
    rows = ["A0,none", *(f"A{number},witnessed" for number in range(1, 16)), "A16,experienced"]
    folder = deliver(tmp_path, "one", {"a.csv": form(rows, "local_id,Domestic violence")})
    result = counted([folder])
    assert table(result, "figure_9") == {
        "experienced": ("1", "6.3"),  # 6.25
        "witnessed": ("15", "93.8"),  # 93.75
        "base": ("16", ""),
        "outside_base": ("1", ""),
    }
    assert ("figure_9", *LEEDS, "none", "total") not in result.figures
    assert result.figures["figure_9", "regional", "E12000001", "witnessed", "total"] == ("0", "")
