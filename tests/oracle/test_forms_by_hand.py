"""The recount of returns in two versions of the form, held against cases worked out by hand."""

from datetime import date
from pathlib import Path

import pytest

from .by_hand import LEEDS, counted, deliver, form, steps, table
from .reading import FileRefusedError, read_file
from .recount import Recount

DAY = date(2020, 4, 15)
BEFORE, AFTER = "31/03/2020", "01/04/2020"


def recounted(folder: Path, *files: str, day: date = DAY) -> Recount:
    """The recount of one delivery with these files."""
    named = {f"{number}.csv": text for number, text in enumerate(files)}
    return counted([deliver(folder, "one", named)], day)


def test_a_row_is_of_its_own_form_else_its_covers_else_that_of_its_return_date(
    tmp_path: Path,
) -> None:
    header = "Local identifier,Form version,Agency"
    own = ["A1,2020,One", "A2,2011,One", "A3,,One"]
    result = recounted(
        tmp_path,
        form(own, header, day=AFTER, version="2011"),
        form(["B1", "B2"], agency="Two", day=BEFORE),
        form(["C1", "C2", "C3"], agency="Three", day=AFTER),
    )
    forms = {"2020": ("4", "50.0"), "2011": ("4", "50.0"), "base": ("8", "")}
    assert table(result, "question_form_version") == forms
    assert table(result, "question_form_version", LEEDS) == forms


def test_an_unknown_form_version_in_a_row_refuses_the_file(tmp_path: Path) -> None:
    text = form(["A1,2020", "A2,2015"], "Local identifier,Form version", day=AFTER)
    root = deliver(tmp_path, "one", {"a.csv": text})
    with pytest.raises(FileRefusedError, match="form version"):
        read_file(root, "a.csv", {})


def test_tables_of_the_later_form_stand_only_where_anyone_was_returned_in_it(
    tmp_path: Path,
) -> None:
    result = recounted(tmp_path, form(["A1,yes"], "Local identifier,County lines", day=BEFORE))
    assert steps(result) == {"received": 1, "counted": 1}
    found = {key[0] for key in result.figures}
    assert not {name for name in found if "form" in name or "county" in name}


def test_what_a_form_does_not_ask_is_refused_in_it(tmp_path: Path) -> None:
    header = "Local identifier,Form version,County lines,Sex as registered"
    rows = [
        "A1,2011,yes,female",
        "A1,2020,,",  # returned in both, so asked; what its first record says is refused
        "A2,2020,n/k,u",
        "A3,2020,yes,Female",
        "A4,2011,n/k,f",
    ]
    result = recounted(tmp_path, form(rows, header, day=AFTER))
    assert steps(result) == {"received": 5, "duplicate": 1, "counted": 4}
    assert table(result, "question_county_lines") == {
        "yes": ("1", "100.0"),
        "base": ("1", ""),
        "not_known": ("1", ""),
        "not_provided": ("1", ""),
        "outside_base": ("1", ""),
    }
    assert table(result, "question_registered_sex") == {
        "female": ("1", "100.0"),
        "base": ("1", ""),
        "not_known": ("1", ""),
        "not_provided": ("1", ""),
        "outside_base": ("1", ""),
    }


def test_the_band_of_missing_episodes_is_worked_out_where_it_is_not_said(tmp_path: Path) -> None:
    header = "Local identifier,Form version,Missing episodes,Missing episodes in the last 12 months"
    rows = [
        "A1,2020,,0",
        "A2,2020,,10",
        "A3,2020,,11",
        "A4,2020,often,12",  # refused, so worked out
        "A5,2020,None,12",  # said, so it stands
        "A6,2020,n/k,12",
        "A7,2020,,n/k",
        "A8,2020,,1000",
        "A9,2020,3,often",
        "A10,2011,,12",  # not on this form
        "A11,2011,more than ten,",
    ]
    result = recounted(tmp_path, form(rows, header, day=AFTER))
    assert table(result, "figure_8") == {
        "none": ("2", "28.6"),
        "ten_or_fewer": ("2", "28.6"),
        "more_than_ten": ("3", "42.9"),
        "base": ("7", ""),
        "not_known": ("2", ""),
        "not_provided": ("2", ""),
    }


def test_a_band_beside_its_number_does_not_make_a_record_the_fullest(tmp_path: Path) -> None:
    header = "Local identifier,Gender,Type of location,Missing episodes,missing_count"
    rows = [
        "A1,Female,city,,5",  # three answers
        "A1,Female,town,none,5",  # three answers: it comes later
        "A2,Female,rural,none,n/k",  # three answers
        "A2,Female,city,none,5",  # three answers
        "A3,Female,town,,n/k",  # two answers
        "A3,Female,city,none,n/k",  # three answers
    ]
    result = recounted(tmp_path, form(rows, header, day=AFTER))
    assert table(result, "figure_1") == {
        "city": ("2", "66.7"),
        "rural": ("1", "33.3"),
        "base": ("3", ""),
    }


def test_both_forms_are_counted_by_the_options_of_the_first(tmp_path: Path) -> None:
    header = 'Local identifier,Form version,Living situation,"If looked after, placement"'
    rows = [
        "A1,2020,Looked after,Foster care",
        "A2,2011,Looked after,Foster care",  # not on this form
        "A3,2011,Looked after,Other: with a neighbour",
        "A4,2020,Looked after,Other",
        "A5,2020,With family,",
    ]
    result = recounted(tmp_path, form(rows, header, day=AFTER))
    assert table(result, "table_4") == {
        "other": ("3", "100.0"),
        "base": ("3", ""),
        "not_provided": ("1", ""),
        "outside_base": ("1", ""),
    }
    assert table(result, "form_2020_looked_after_placement") == {
        "foster_care": ("1", "50.0"),
        "other": ("1", "50.0"),
        "base": ("2", ""),
        "outside_base": ("3", ""),  # two of the form of 2011, one with family
    }


def test_corresponding_answers_of_a_young_person_are_one_answer(tmp_path: Path) -> None:
    header = "Local identifier,Form version,Criminal justice issues"
    rows = [
        "A1,2011,asbo; victim of crime",
        "A1,2020,court order",  # asbo and court_order are one answer
        "A2,2020,CBO",
        "A3,2020,asbo; offending",  # only the slip is lost
        "A4,2011,offending",
        "A5,2011,court order",
    ]
    result = recounted(tmp_path, form(rows, header, day=AFTER))
    assert table(result, "figure_10") == {
        "victim_of_crime": ("1", "25.0"),
        "offending": ("2", "50.0"),
        "asbo": ("2", "50.0"),
        "base": ("4", ""),
        "not_provided": ("1", ""),
        "one_answer_only": ("3", "75.0"),
        "most_answers": ("2", ""),
        "exactly_asbo_victim_of_crime": ("1", ""),
    }
    assert table(result, "form_2020_criminal_justice_issues") == {
        "victim_of_crime": ("1", "33.3"),
        "offending": ("1", "33.3"),
        "court_order": ("2", "66.7"),
        "base": ("3", ""),
        "outside_base": ("2", ""),
        "one_answer_only": ("2", "66.7"),
        "most_answers": ("2", ""),
    }


def test_return_interviews_are_of_those_who_were_offered_one(tmp_path: Path) -> None:
    header = (
        "Local identifier,Form version,Return home interview offered,"
        "Return home interview accepted,Return home interview held within 72 hours"
    )
    rows = [
        "A1,2020,Yes,Yes,No",
        "A2,2020,Yes,n/k,",
        "A3,2020,No,Yes,",  # refused: none was offered
        "A4,2020,Not missing,,",
        "A5,2020,,,Yes",
        "A6,2020,n/k,,",
        "A7,2011,Yes,Yes,Yes",
    ]
    result = recounted(tmp_path, form(rows, header, day=AFTER))
    assert table(result, "question_return_interview_offered") == {
        "not_missing": ("1", "25.0"),
        "yes": ("2", "50.0"),
        "no": ("1", "25.0"),
        "base": ("4", ""),
        "not_known": ("1", ""),
        "not_provided": ("1", ""),
        "outside_base": ("1", ""),
    }
    assert table(result, "question_return_interview_accepted") == {
        "yes": ("1", "100.0"),
        "base": ("1", ""),
        "not_known": ("1", ""),
        "outside_base": ("5", ""),
    }
    assert table(result, "question_return_interview_72_hours") == {
        "no": ("1", "100.0"),
        "base": ("1", ""),
        "not_provided": ("1", ""),
        "outside_base": ("5", ""),
    }
