"""The recount's answers, returns, steps and figures, held against cases worked out by hand."""

from datetime import date
from pathlib import Path

from .by_hand import LEEDS, counted, deliver, form, steps, table
from .recount import read_delivery, recount


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
