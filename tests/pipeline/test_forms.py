"""Returns in two versions of the form, counted together: every figure by hand."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.cli import run
from reports.tables import Table
from reports.tables_reading import read_tables
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.declarations import DeclarationError
from tests.pipeline.counted import Counted, count_of, ingest, snapshot
from tests.sending import read_csv, write_csv, write_return

DAY = "2021-03-31"
IN_CARE = {"living_situation": "Looked after"}


def returned(folder: Path, name: str, *records: Mapping[str, str], **cover: str) -> None:
    """The return of an agency, dated DAY."""
    cover = {"return_date": DAY, "agency": name, **cover}
    write_return(folder / f"{name}.csv", records, cover)


@pytest.fixture
def both(tmp_path: Path) -> Counted:
    """Five young people in the form of 2011, five in that of 2020, and one in both."""
    folder = tmp_path / "returns"
    returned(
        folder,
        "Old",
        {"local_id": "A 1", **IN_CARE, "looked_after_placement": "Other"},
        {"local_id": "A 2", **IN_CARE, "looked_after_placement": "Residential children's home"},
        {"local_id": "A 3", "criminal_justice_issues": "ASBO; Victim of crime"},
        {"local_id": "A 4", "missing_episodes": "10 episodes or fewer reported"},
        {"local_id": "A 5"},
        {"local_id": "C 1", "gender": "female"},
        form_version="2011",
    )
    returned(
        folder,
        "New",
        {"local_id": "B 1", **IN_CARE, "looked_after_placement": "Foster care"},
        {
            "local_id": "B 2",
            "criminal_justice_issues": "Criminal behaviour order; Victim of crime",
        },
        {"local_id": "B 3", "missing_count": "12", "county_lines": "Yes"},
        {"local_id": "B 4", "missing_count": "not known", "county_lines": "not known"},
        {"local_id": "B 5", "missing_count": "0"},
        {"local_id": "C 1", "county_lines": "No", "missing_count": "3", "gender": "female"},
    )
    store = tmp_path / "store"
    assert ingest(store, folder) == 0
    return count_of(store, DAY)


def rows(counted: Counted, table: str) -> dict[str, int]:
    """England's rows of a table that are not 0."""
    return {
        row: int(cases)
        for (id_, place, row, column), cases in counted.cases.items()
        if (id_, place, column) == (table, "E92000001", "total") and cases not in ("0", "")
    }


def test_each_young_person_stands_under_the_latest_form_in_which_they_were_returned(
    both: Counted,
) -> None:
    assert rows(both, "question_form_version") == {"2011": 5, "2020": 6, "base": 11}


def test_foster_care_counts_as_other_beside_the_form_of_2011(both: Counted) -> None:
    assert rows(both, "table_4") == {
        "residential_home": 1, "other": 2, "base": 3, "outside_base": 8,
    }  # fmt: skip


def test_by_its_own_form_foster_care_has_a_row(both: Counted) -> None:
    assert rows(both, "form_2020_looked_after_placement") == {
        "foster_care": 1, "base": 1, "outside_base": 10,
    }  # fmt: skip


def test_a_court_order_counts_as_an_asbo_also_together_with_other_answers(both: Counted) -> None:
    assert rows(both, "figure_10") == {
        "victim_of_crime": 2, "asbo": 2, "base": 2, "not_provided": 9, "most_answers": 2,
        "exactly_asbo_victim_of_crime": 2,
    }  # fmt: skip


def test_the_band_of_missing_episodes_is_worked_out_from_their_number(both: Counted) -> None:
    assert rows(both, "figure_8") == {
        "none": 1, "ten_or_fewer": 2, "more_than_ten": 1, "base": 4, "not_known": 1,
        "not_provided": 6,
    }  # fmt: skip


def test_who_was_returned_in_the_other_form_is_outside_the_base(both: Counted) -> None:
    assert rows(both, "question_county_lines") == {
        "yes": 1, "no": 1, "base": 2, "not_known": 1, "not_provided": 3, "outside_base": 5,
    }  # fmt: skip


def test_an_answer_of_the_earlier_form_counts_by_the_later_one_where_somebody_is_in_both(
    tmp_path: Path,
) -> None:
    returned(
        tmp_path / "returns",
        "Old",
        {"local_id": "C 1", "criminal_justice_issues": "ASBO"},
        form_version="2011",
    )
    returned(
        tmp_path / "returns", "New", {"local_id": "C 1", "criminal_justice_issues": "Offending"}
    )
    assert ingest(tmp_path / "store", tmp_path / "returns") == 0
    counted = count_of(tmp_path / "store", DAY)
    assert rows(counted, "form_2020_criminal_justice_issues") == {
        "offending": 1, "court_order": 1, "base": 1, "most_answers": 2,
    }  # fmt: skip


def test_foster_care_says_more_than_the_other_placement_of_a_fuller_record(tmp_path: Path) -> None:
    returned(
        tmp_path / "returns",
        "Old",
        {
            "local_id": "C 1", **IN_CARE, "looked_after_placement": "Other", "gender": "female",
            "nationality": "British", "location_type": "City",
        },
        form_version="2011",
    )  # fmt: skip
    care = {"local_id": "C 1", **IN_CARE, "looked_after_placement": "Foster care"}
    returned(tmp_path / "returns", "New", care)
    assert ingest(tmp_path / "store", tmp_path / "returns") == 0
    counted = snapshot(tmp_path / "store", tmp_path / "out", DAY)
    assert rows(counted, "form_2020_looked_after_placement") == {"foster_care": 1, "base": 1}
    assert rows(counted, "table_4") == {"other": 1, "base": 1}
    assert read_csv(tmp_path / "out" / "restricted" / "conflicts.csv") == []


def test_without_the_later_form_there_are_only_the_tables_of_the_first(tmp_path: Path) -> None:
    returned(tmp_path / "returns", "Old", {"local_id": "A 1"}, form_version="2011")
    assert ingest(tmp_path / "store", tmp_path / "returns") == 0
    counted = count_of(tmp_path / "store", DAY)
    tables = {table for table, *_ in counted.cases}
    assert "question_form_version" not in tables
    assert "question_county_lines" not in tables
    assert "form_2020_looked_after_placement" not in tables
    assert len(tables) == 27


def test_an_answer_that_the_form_does_not_ask_is_refused_and_the_others_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    returned(
        tmp_path / "returns",
        "Old",
        {"local_id": "A 1", "county_lines": "Yes", "gender": "female"},
        form_version="2011",
    )
    returned(tmp_path / "returns", "New", {"local_id": "B 1", "county_lines": "No"})
    assert ingest(tmp_path / "store", tmp_path / "returns") == 0
    assert "does not ask this" in capsys.readouterr().out
    counted = count_of(tmp_path / "store", DAY)
    assert rows(counted, "question_county_lines") == {"no": 1, "base": 1, "outside_base": 1}
    assert rows(counted, "figure_3") == {"female": 1, "base": 1, "not_provided": 1}


def test_a_file_of_another_form_is_told_as_which_form_it_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {"local_id": "A 1", "county_lines": "Yes", "missing_count": "not known"}
    returned(tmp_path, "New", answers, return_date="2019-06-06")
    assert run(["check", str(tmp_path / "New.csv")]) == 0
    assert (
        "read as the form of 2011, which does not ask 2 questions of this file: if it is another "
        "form, write its version on the cover"
    ) in " ".join(capsys.readouterr().out.split())


def test_not_known_is_no_answer_to_a_number_that_the_form_does_not_ask(tmp_path: Path) -> None:
    returned(
        tmp_path / "returns",
        "Old",
        {"local_id": "A 1", "missing_count": "not known"},
        form_version="2011",
    )
    assert ingest(tmp_path / "store", tmp_path / "returns") == 0
    counted = count_of(tmp_path / "store", DAY)
    assert rows(counted, "figure_8") == {"not_provided": 1}


def test_a_band_that_is_given_stays_beside_the_number(tmp_path: Path) -> None:
    answers = {"local_id": "B 1", "missing_episodes": "None reported", "missing_count": "12"}
    returned(tmp_path / "returns", "New", answers)
    assert ingest(tmp_path / "store", tmp_path / "returns") == 0
    counted = count_of(tmp_path / "store", DAY)
    assert rows(counted, "figure_8") == {"none": 1, "base": 1}


@pytest.mark.parametrize(
    "text", ["2020.0", "v2020", "Version 2020", "form 2020", "2020 form", "V. 2020"]
)
def test_a_version_is_read_however_it_is_written(tmp_path: Path, text: str) -> None:
    returned(tmp_path / "returns", "New", {"local_id": "B 1"}, form_version=text)
    assert ingest(tmp_path / "store", tmp_path / "returns") == 0
    counted = count_of(tmp_path / "store", DAY)
    assert rows(counted, "question_form_version") == {"2020": 1, "base": 1}


@pytest.mark.parametrize("text", ["2020/21", "2009", "20201", "2020-04-01", "the new one"])
def test_what_is_no_version_refuses_the_file(tmp_path: Path, text: str) -> None:
    returned(tmp_path / "returns", "New", {"local_id": "B 1"}, form_version=text)
    assert ingest(tmp_path / "store", tmp_path / "returns") == 1


def test_of_several_answers_only_the_one_that_the_form_has_not_is_lost(tmp_path: Path) -> None:
    returned(
        tmp_path / "returns",
        "New",
        {"local_id": "B 1", "criminal_justice_issues": "ASBO; Offending"},
    )
    assert ingest(tmp_path / "store", tmp_path / "returns") == 0
    counted = count_of(tmp_path / "store", DAY)
    assert rows(counted, "figure_10") == {
        "offending": 1, "base": 1, "one_answer_only": 1, "most_answers": 1,
    }  # fmt: skip


def test_a_worked_out_band_does_not_make_a_record_the_primary(tmp_path: Path) -> None:
    """One answers three questions, the other two of which one gives a band as well."""
    returned(
        tmp_path / "returns",
        "B voluntary",
        {"local_id": "A 77", "missing_count": "2", "gender": "female"},
    )
    returned(
        tmp_path / "returns",
        "A voluntary",
        {"local_id": "A 77", "gender": "female", "nationality": "British", "location_type": "City"},
        agency_type="mixed",
    )
    assert ingest(tmp_path / "store", tmp_path / "returns") == 0
    counted = count_of(tmp_path / "store", DAY)
    assert counted.of("table_2", "base", column="mixed") == "1"


def test_a_district_is_one_that_the_board_lists_for_the_agency(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_csv(tmp_path / "agencies.csv", [["agency", "districts"], ["New", "Eastern; B division"]])
    (tmp_path / "lscb.toml").write_text('agencies = "agencies.csv"\n', encoding="utf-8")
    returned(
        tmp_path / "returns",
        "New",
        {"local_id": "B 1", "district": "EASTERN"},
        {"local_id": "B 2", "district": "12 Acacia Avenue"},
        {"local_id": "B 3", "district": "not known"},
    )
    config = ["--config", str(tmp_path / "lscb.toml"), "--store", str(tmp_path / "store")]
    assert run(["ingest", *config, str(tmp_path / "returns")]) == 0
    said = capsys.readouterr().out
    assert "not one that the board has listed" in said
    assert "Acacia" not in said


TWO_FORMS = """
[[table]]
id = "placements"
title = "Placements"
rows = "options"
question = "looked_after_placement"
form = "2020"
"""


def declared(tmp_path: Path, text: str) -> tuple[Table, ...]:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return read_tables(path, load_codebook(), load_areas().regions)


def test_a_table_that_mixes_options_without_correspondence_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError) as error:
        declared(tmp_path, TWO_FORMS)
    assert str(error.value) == (
        "own.toml, line 7: The answer 'Other (undefined)' to 'If looked after, placement' on form "
        "2011 corresponds to none of form 2020. Count by the options of another form (form), or "
        "only the records of form '2020' (records)"
    )


def test_a_table_of_one_forms_records_needs_no_correspondence_and_is_never_published(
    tmp_path: Path,
) -> None:
    (table,) = declared(tmp_path, TWO_FORMS + 'records = ["2020"]\n')
    assert [row.code for row in table.rows] == [
        "residential_home", "foster_care", "private_fostering", "supported_accommodation",
        "bed_and_breakfast", "other",
    ]  # fmt: skip
    assert table.restricted_only


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('question = "gender"\nform = "1999"', "'gender' is not asked on form '1999'"),
        ('question = "county_lines"\nrecords = ["2011"]', "not asked on form '2011'"),
    ],
)
def test_a_form_that_does_not_ask_the_question_is_refused(
    tmp_path: Path, more: str, said: str
) -> None:
    with pytest.raises(DeclarationError, match=said):
        declared(tmp_path, f'[[table]]\nid = "x"\ntitle = "X"\nrows = "options"\n{more}\n')
