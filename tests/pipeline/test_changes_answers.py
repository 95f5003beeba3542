"""Which answers of young people changed since the earlier return, and how they are shown."""

from datetime import date
from pathlib import Path

import pytest

from ingest.agencies import NO_AGENCIES
from ingest.delivery import open_delivery
from pipeline.changes import changes_of
from pipeline.changes_answers import years_between
from pipeline.configuration import ChangeThresholds
from pipeline.intake import take_in
from pipeline.return_shares import records_by_return
from pipeline.store import Store
from reports.feedback import ChangedAnswer
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.pipeline.months import (
    JUNE,
    MAY,
    YORK,
    YORK_IN_MAY,
    changes,
    may_and_june,
    people,
)
from tests.sending import write_return


def test_answers_are_compared_by_meaning_and_shown_by_their_labels(tmp_path: Path) -> None:
    may = {
        "local_id": "YP1",
        "gender": "Female",
        "ethnicity": "WBRI",
        "referral_date": "03/02/2011",
        "first_assessment_date": "",
        "coercion_methods": "gang; grooming",
        "age_at_first_assessment": "13",
        "closure_date": "",
    }
    june = {
        "local_id": "yp 1",
        "gender": " female ",
        "ethnicity": "White British",
        "referral_date": "2011-02-03",
        "first_assessment_date": "n/k",
        "coercion_methods": "grooming; mobile_phone",
        "age_at_first_assessment": "14",
        "closure_date": "1 June 2011",
    }
    assert changes(may_and_june(tmp_path, [may], [june])).answers == (
        ChangedAnswer("yp 1", "Age at first assessment", "13", "14"),
        ChangedAnswer("yp 1", "Date of first assessment", "", "Not known"),
        ChangedAnswer("yp 1", "Date work ended", "", "1 June 2011"),
        ChangedAnswer(
            "yp 1",
            "Methods of coercion",
            "Grooming; Gang-related activity",
            "Grooming; Mobile phone",
        ),
    )


def test_changed_answers_stand_in_the_order_of_the_return_and_of_the_form(tmp_path: Path) -> None:
    may = people("YP1", "YP2", gender="female", camhs_contact="no")
    june = people("YP2", "YP1", gender="male", camhs_contact="yes")
    found = changes(may_and_june(tmp_path, may, june))
    assert [(each.local_id, each.label) for each in found.answers] == [
        ("YP2", "Gender"),
        ("YP2", "In contact with CAMHS"),
        ("YP1", "Gender"),
        ("YP1", "In contact with CAMHS"),
    ]


def test_an_answer_left_out_is_blank_and_one_not_known_is_named(tmp_path: Path) -> None:
    may = people("YP1", gender="female", age="15", nationality="british")
    june = people("YP1", gender="n/k", age="?")
    assert changes(may_and_june(tmp_path, may, june)).answers == (
        ChangedAnswer("YP1", "Current age", "15", "Not known"),
        ChangedAnswer("YP1", "Gender", "Female", "Not known"),
        ChangedAnswer("YP1", "Nationality", "British", ""),
    )


def test_of_a_date_of_birth_the_month_counts_and_is_shown(tmp_path: Path) -> None:
    may = [*people("YP1", date_of_birth="03/02/1996"), *people("YP2", date_of_birth="03/02/1996")]
    june = [*people("YP1", date_of_birth="04/02/1996"), *people("YP2", date_of_birth="03/04/1996")]
    found = changes(may_and_june(tmp_path, may, june))
    assert found.answers == (ChangedAnswer("YP2", "Date of birth", "February 1996", "April 1996"),)


@pytest.mark.parametrize(
    ("now", "listed"), [("15", False), ("16", False), ("17", True), ("14", True), ("", True)]
)
def test_an_age_that_grew_with_the_time_is_no_change(
    tmp_path: Path, now: str, listed: bool
) -> None:
    found = changes(may_and_june(tmp_path, people("YP1", age="15"), people("YP1", age=now)))
    assert found.answers == ((ChangedAnswer("YP1", "Current age", "15", now),) if listed else ())


@pytest.mark.parametrize(
    ("earlier", "later", "years"),
    [
        (date(2011, 5, 9), date(2011, 6, 6), 1),
        (date(2010, 12, 6), date(2011, 1, 10), 1),
        (date(2011, 6, 6), date(2012, 6, 6), 1),
        (date(2011, 6, 6), date(2012, 6, 7), 2),
    ],
)
def test_an_age_may_grow_by_the_years_begun(earlier: date, later: date, years: int) -> None:
    assert years_between(earlier, later) == years


def test_a_question_that_one_return_was_not_asked_is_not_compared(tmp_path: Path) -> None:
    areas, store = load_areas(), Store(tmp_path / "store")
    write_return(tmp_path / "d" / "may.csv", people("YP1", camhs_contact="no", gender="male"), MAY)
    june = people("YP1", camhs_contact="yes", gender="female")
    write_return(tmp_path / "d" / "june.csv", june, JUNE)
    new = dict(records_by_return(take_in(open_delivery(tmp_path / "d"), store), areas))
    new[YORK_IN_MAY] = new[YORK_IN_MAY].drop_columns(["camhs_contact"])
    found = changes_of(new, [], store, load_codebook(), areas, NO_AGENCIES, ChangeThresholds())
    assert changes(found[YORK]).answers == (ChangedAnswer("YP1", "Gender", "Male", "Female"),)


def test_the_answers_of_a_refused_row_are_not_compared(tmp_path: Path) -> None:
    spoilt = {"local_id": "YP1", "closure_date": "later", "gender": "male"}
    found = changes(may_and_june(tmp_path, people("YP1", gender="female"), [spoilt]))
    assert found.answers == ()
