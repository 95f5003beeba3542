"""The contract of sealed records: what it lets through, and the code by which it names a breach."""

import datetime
from collections.abc import Mapping

import pandas as pd
import pandera.errors
import pyarrow as pa
import pytest

from schemas.codebook_reading import load_codebook
from schemas.people import people_schema
from schemas.records import AGE_COUNTED, kept_questions, record_contract, record_schema

CODEBOOK = load_codebook()
CONTRACT = record_contract(CODEBOOK)
SCHEMA = record_schema(CODEBOOK)

RECORD: Mapping[str, object] = {
    "record": 1,
    "row": 2,
    "agency": "Harbour Project",
    "agency_type": "voluntary",
    "area": "E06000014",
    "return_area": "E06000014",
    "return_date": datetime.date(2011, 6, 6),
    "form_version": "2011",
    "quarantined": False,
    "local_id": "YP 17",
    "identifier": "YP-17",
}


def frame_of(**answers: object) -> pd.DataFrame:
    """One record as pandas holds it, with these answers and no others."""
    marks = {name: False for name in SCHEMA.names if name.endswith("_not_known")}
    record = {**dict.fromkeys(SCHEMA.names), **marks, **RECORD, **answers}
    table = pa.Table.from_pylist(
        [record],
        pa.schema(
            [(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type) for f in SCHEMA]
        ),
    )
    return table.cast(SCHEMA).to_pandas(
        types_mapper=lambda kind: None if pa.types.is_dictionary(kind) else pd.ArrowDtype(kind)
    )


def breaches(frame: pd.DataFrame) -> set[tuple[str | None, str]]:
    """The column and the check's name of each breach; the whole frame's checks have no column."""
    try:
        CONTRACT.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        return {
            (None if case.schema_context == "DataFrameSchema" else case.column, case.check)
            for case in error.failure_cases.itertuples()
        }
    return set()


def test_a_record_without_any_answer_keeps_the_contract() -> None:
    assert breaches(frame_of()) == set()


def test_a_record_with_answers_of_every_kind_keeps_the_contract() -> None:
    answers = {
        "age": 15,
        AGE_COUNTED: 15,
        "gender": "female",
        "ethnicity": "WBRI",
        "referral_date": datetime.date(2011, 3, 1),
        "coercion_methods": "grooming;mobile_phone",
        "substance_misuse": "none",
    }
    assert breaches(frame_of(**answers)) == set()


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("gender", "girl"),
        ("gender", "Female"),
        ("ethnicity", "REFU"),
        ("police_investigation", "true"),
        ("missing_episodes", "10"),
    ],
)
def test_a_code_that_is_no_option_is_refused(question: str, code: str) -> None:
    assert breaches(frame_of(**{question: code})) == {(question, "not_an_option")}


@pytest.mark.parametrize(
    "codes",
    [
        "mobile_phone;grooming",
        "grooming;grooming",
        "grooming;not_known",
        "grooming;letters",
        "grooming;",
        "",
    ],
)
def test_several_answers_that_are_no_combination_are_refused(codes: str) -> None:
    frame = frame_of(coercion_methods=codes)
    assert breaches(frame) == {("coercion_methods", "not_an_option")}


def test_none_beside_another_choice_is_refused() -> None:
    frame = frame_of(substance_misuse="none;drugs")
    assert breaches(frame) == {("substance_misuse", "not_an_option")}


@pytest.mark.parametrize("codes", ["not_known", "grooming", "grooming;gang;other"])
def test_several_answers_in_the_order_of_the_codebook_keep_the_contract(codes: str) -> None:
    assert breaches(frame_of(coercion_methods=codes)) == set()


@pytest.mark.parametrize("question", ["age", "age_at_first_assessment"])
@pytest.mark.parametrize("age", [-1, 121])
def test_an_age_below_0_or_above_120_is_refused(question: str, age: int) -> None:
    assert breaches(frame_of(**{question: age})) == {(question, "number_out_of_range")}


@pytest.mark.parametrize("age", [0, 120])
def test_an_age_of_0_or_120_keeps_the_contract(age: int) -> None:
    assert breaches(frame_of(age=age)) == set()


def test_an_age_worked_out_below_0_is_refused() -> None:
    assert breaches(frame_of(**{AGE_COUNTED: -1})) == {(AGE_COUNTED, "number_out_of_range")}


def test_an_agency_type_that_is_none_is_refused() -> None:
    frame = frame_of(agency_type="charity")
    assert breaches(frame) == {("agency_type", "unknown_agency_type")}


def test_a_record_without_an_identifier_is_refused() -> None:
    assert (None, "identifier_missing") in breaches(frame_of(identifier=None))


def test_a_record_without_an_area_is_refused() -> None:
    assert (None, "unknown_area") in breaches(frame_of(area=None))


def test_a_record_in_quarantine_may_lack_identifier_and_area() -> None:
    assert breaches(frame_of(identifier=None, area=None, quarantined=True)) == set()


@pytest.mark.parametrize("column", ["return_date", "quarantined", "agency_type"])
def test_a_column_that_every_record_has_is_never_empty(column: str) -> None:
    assert {name for name, _ in breaches(frame_of(**{column: None}))} == {column}


def test_a_row_number_is_1_at_least() -> None:
    assert {name for name, _ in breaches(frame_of(row=0))} == {"row"}


def test_a_number_that_stands_as_text_is_refused() -> None:
    frame = frame_of().assign(age=pd.Series(["15"], dtype="category"))
    assert "age" in {name for name, _ in breaches(frame)}


def test_free_text_and_the_areas_own_text_are_no_columns_of_a_record() -> None:
    kept = {question.name for question in kept_questions(CODEBOOK)}
    assert kept.isdisjoint({"notes", "area", "local_id"})
    assert "notes" not in SCHEMA.names


def test_not_known_of_a_number_or_a_date_has_a_column_of_its_own() -> None:
    marks = [name for name in SCHEMA.names if name.endswith("_not_known")]
    assert marks == [
        "date_of_birth_not_known",
        "age_not_known",
        "age_at_first_assessment_not_known",
        "referral_date_not_known",
        "first_assessment_date_not_known",
        "missing_count_not_known",
    ]


def test_a_young_person_has_every_answer_that_a_record_has() -> None:
    people = people_schema(CODEBOOK).names
    assert set(people) >= {question.name for question in kept_questions(CODEBOOK)}
    assert people[:3] == ["place", "region", "agency_type"]
