"""Own tables counted: the columns hold who gave the answer at their head, and add up."""

from dataclasses import replace
from pathlib import Path

import pytest

from reports.crosses import Crosses, _check_columns, _check_groups
from reports.figures import TrueFigure
from reports.own_tables_csv import own_tables_csv
from reports.own_tables_view import CrossOfPlace, true_view
from reports.reconciliation import TablesBroken
from tests.own_tables.towns import (
    DURHAM,
    ENGLAND,
    GENDER_BY_ETHNICITY,
    LONDON,
    NORTH_EAST,
    crosses_of,
    own_tables,
    people_of,
    two_towns,
)


def at(crosses: Crosses, code: str) -> CrossOfPlace:
    return next(each for each in true_view(crosses) if each.geography.code == code)


def column(cross: CrossOfPlace, code: str) -> dict[str, str]:
    """The cases of a column, row by row, with its own at the end."""
    found = next(each for each in cross.columns if each.code == code)
    return {each.row.code: each.cases for each in found.figures} | {"cases": found.cases}


def test_gender_by_ethnicity_is_as_counted_by_hand(tmp_path: Path) -> None:
    crosses = crosses_of(two_towns(), own_tables(tmp_path, GENDER_BY_ETHNICITY))
    england = at(crosses, ENGLAND)
    assert [each.code for each in england.columns] == [
        "white", "mixed", "asian", "black", "other", "not_known", "not_provided", "total",
    ]  # fmt: skip
    assert column(england, "white") == {
        "female": "70", "male": "30", "transgender": "0", "base": "100",
        "not_known": "2", "not_provided": "0", "cases": "102",
    }  # fmt: skip
    assert column(england, "total") == {
        "female": "131", "male": "46", "transgender": "0", "base": "177",
        "not_known": "2", "not_provided": "8", "cases": "187",
    }  # fmt: skip
    assert column(at(crosses, NORTH_EAST), "mixed")["female"] == "3"
    assert column(at(crosses, LONDON), "not_known")["female"] == "6"
    assert column(at(crosses, LONDON), "not_provided")["not_provided"] == "8"
    assert column(at(crosses, DURHAM), "asian")["male"] == "6"


def test_a_percentage_is_of_the_columns_base(tmp_path: Path) -> None:
    crosses = crosses_of(two_towns(), own_tables(tmp_path, GENDER_BY_ETHNICITY))
    white = at(crosses, NORTH_EAST).columns[0]
    # 40 of 60: the two of whom the gender is not known are not in the base.
    assert white.figure("female").percent == "66.7"


def test_a_place_has_all_columns_even_where_nobody_is_in_them(tmp_path: Path) -> None:
    crosses = crosses_of(two_towns(), own_tables(tmp_path, GENDER_BY_ETHNICITY))
    assert column(at(crosses, DURHAM), "black")["base"] == "0"


def test_a_table_has_only_the_places_that_it_asks_for(tmp_path: Path) -> None:
    text = GENDER_BY_ETHNICITY.replace('"national", "regional", "local"', '"national"')
    view = true_view(crosses_of(two_towns(), own_tables(tmp_path, text)))
    assert [each.geography.code for each in view] == [ENGLAND]


def test_ages_go_into_bands_and_not_known_beside_them(tmp_path: Path) -> None:
    own = own_tables(
        tmp_path,
        '[[table]]\nid = "a"\ntitle = "A"\nquestion = "gender"\nby = "age"\n'
        'by_bands = ["0-9", "10-17", "18+"]\n',
    )
    ages = [9, 10, 17, 18, 25, None]
    young = [{"gender": "female", "age": age} for age in ages]
    young.append({"gender": "male", "age_not_known": True})
    england = at(crosses_of(people_of(*young), own), ENGLAND)
    assert {each.code: each.cases for each in england.columns} == {
        "0-9": "1", "10-17": "2", "18+": "2", "not_known": "1", "not_provided": "1", "total": "7",
    }  # fmt: skip
    assert column(england, "not_known")["male"] == "1"


def test_whom_a_question_is_not_asked_of_are_outside_the_base(tmp_path: Path) -> None:
    own = own_tables(
        tmp_path,
        '[[table]]\nid = "a"\ntitle = "A"\nquestion = "support_provided"\n'
        'by = "looked_after_placement"\n',
    )
    looked_after = {
        "living_situation": "looked_after",
        "looked_after_placement": "residential_home",
        "support_provided": "education;other",
    }
    england = at(crosses_of(people_of(looked_after, {}, {}), own), ENGLAND)
    assert column(england, "residential_home")["education"] == "1"
    assert column(england, "outside_base")["cases"] == "2"
    assert column(england, "outside_base")["not_provided"] == "2"


def test_a_question_of_a_later_form_is_asked_of_those_on_it(tmp_path: Path) -> None:
    own = own_tables(
        tmp_path,
        '[[table]]\nid = "a"\ntitle = "A"\nquestion = "risk_now"\nby = "exploitation_type"\n',
    )
    of_2020 = {"forms": "2020", "risk_now": "high", "exploitation_type": "criminal"}
    england = at(crosses_of(people_of(of_2020, of_2020, {}), own), ENGLAND)
    assert column(england, "criminal")["high"] == "2"
    assert column(england, "outside_base")["outside_base"] == "1"


def test_columns_that_do_not_add_up_are_a_fault(tmp_path: Path) -> None:
    own = own_tables(tmp_path, GENDER_BY_ETHNICITY)
    crosses = crosses_of(two_towns(), own)
    whole, *groups = [each for each in crosses.tables.tables if each.geography.code == NORTH_EAST]
    _check_groups(whole, groups)
    first = groups[0]
    wrong = tuple(
        TrueFigure(each.row, each.column, "41", each.percent) if each.row.code == "female" else each
        for each in first.figures
    )
    groups[0] = replace(first, figures=wrong)
    with pytest.raises(TablesBroken, match="female: the columns of North East add up to 63"):
        _check_groups(whole, groups)
    # The base of the column no longer is what ethnicity alone counts.
    base = tuple(
        TrueFigure(each.row, each.column, "61", "") if each.row.code == "base" else each
        for each in first.figures
    )
    groups[0] = replace(first, figures=base)
    with pytest.raises(TablesBroken, match="white: the rows of North East add up to 63 cases"):
        _check_columns(own[0], groups, crosses.sides)


def test_the_csv_names_both_questions_and_the_answer_across(tmp_path: Path) -> None:
    crosses = crosses_of(two_towns(), own_tables(tmp_path, GENDER_BY_ETHNICITY))
    lines = own_tables_csv(true_view(crosses)).splitlines()
    assert lines[0] == (
        "table_id,geographic_level,geography_code,geography_name,question,by_question,by,by_label,"
        "row,row_label,column,cases,percent"
    )
    assert lines[1] == (
        "gender_by_ethnicity,national,E92000001,England,gender,ethnicity,white,White,"
        "female,Female,total,70,70.0"
    )
    assert lines[7] == (
        "gender_by_ethnicity,national,E92000001,England,gender,ethnicity,white,White,"
        "cases,All cases,total,102,"
    )
