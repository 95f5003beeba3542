"""Answered, not known, not provided, not applicable and not asked stay apart."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from reports.extract import Extract, make_extract
from reports.extract_columns import Wanted
from reports.extract_files import codebook_csv, extract_csv
from schemas.areas import Region
from schemas.codebook import Question
from schemas.codebook_reading import load_codebook
from schemas.people import people_schema
from tests.extract.extracting import extracted, of_one, parquet_lines, stored


def test_a_number_has_its_state_beside_it(tmp_path: Path) -> None:
    line = of_one(tmp_path, {"age": "14", "age_at_first_assessment": "not known"})
    assert (line["age"], line["age_state"]) == ("14", "answered")
    assert line["age_at_first_assessment"] == ""
    assert line["age_at_first_assessment_state"] == "not_known"


def test_a_number_that_was_left_blank_is_not_provided(tmp_path: Path) -> None:
    line = of_one(tmp_path, {"age": ""})
    assert (line["age"], line["age_state"]) == ("", "not_provided")


def test_in_parquet_a_number_is_a_number_or_nothing(tmp_path: Path) -> None:
    store = stored(tmp_path, [{"local_id": "HPX-7", "age": "14"}])
    (line,) = parquet_lines(extracted(store, tmp_path / "out"))
    assert line["age"] == 14
    assert line["age_at_first_assessment"] is None
    assert line["age_at_first_assessment_state"] == "not_provided"


def test_a_blank_answer_is_not_provided_and_a_not_known_is_not_known(tmp_path: Path) -> None:
    line = of_one(tmp_path, {"gender": "", "nationality": "n/k"})
    assert (line["gender"], line["nationality"]) == ("not_provided", "not_known")


def test_none_is_an_answer(tmp_path: Path) -> None:
    line = of_one(tmp_path, {"disability": "none", "substance_misuse": "none"})
    assert (line["disability"], line["substance_misuse"]) == ("none", "none")


def test_several_answers_are_parted_by_semicolons(tmp_path: Path) -> None:
    line = of_one(tmp_path, {"coercion_methods": "mobile_phone; grooming", "support_provided": ""})
    assert line["coercion_methods"] == "grooming;mobile_phone"
    assert line["support_provided"] == "not_provided"


def test_a_question_whose_condition_does_not_hold_is_not_applicable(tmp_path: Path) -> None:
    line = of_one(tmp_path, {"living_situation": "looked_after"})
    assert line["looked_after_placement"] == "not_provided"
    assert line["family_setting"] == "not_applicable"


def test_a_question_whose_condition_is_not_known_is_not_applicable(tmp_path: Path) -> None:
    line = of_one(tmp_path, {"living_situation": ""})
    assert line["living_situation"] == "not_provided"
    assert line["looked_after_placement"] == "not_applicable"


def test_a_date_that_was_left_blank_says_so(tmp_path: Path) -> None:
    line = of_one(tmp_path, {"referral_date": "2011-01-05", "gender": "male"}, "--with-dates")
    assert (line["referral_date"], line["referral_date_state"]) == ("2011-01-05", "answered")
    assert (line["closure_date"], line["closure_date_state"]) == ("", "not_provided")


def test_a_question_that_no_form_of_the_young_person_has_is_not_asked() -> None:
    """By the forms of the young people: 2011, both, 2020; the third was asked and left it blank."""
    question = of_2020("gang_association")
    answers = {"gang_association": [None, "yes", None], "forms": ["2011", "2011;2020", "2020"]}
    extract = extract_of(answers, question)
    assert [each["gang_association"] for each in extract.lines.to_pylist()] == [
        "not_asked", "yes", "not_provided",
    ]  # fmt: skip
    assert "gang_association,not_asked,Not asked on the form" in codebook_csv(extract)


def test_a_number_that_was_not_asked_says_so_beside_it() -> None:
    question = of_2020("age_at_first_assessment")
    answers = {"age_at_first_assessment": [None, 14, None], "forms": ["2011", "2011;2020", "2020"]}
    assert extract_csv(extract_of(answers, question)) == (
        "pseudonym,region,age_at_first_assessment,age_at_first_assessment_state\n"
        "a,E12000001,,not_asked\n"
        "b,E12000001,14,answered\n"
        "c,E12000001,,not_provided\n"
    )


def of_2020(name: str) -> Question:
    """The question as if only the form of 2020 had it."""
    return replace(load_codebook().question(name), versions=("2020",))


def test_the_forms_count_among_what_may_tell_who_it_is() -> None:
    """All three are alike; by their forms the second is alone."""
    question = load_codebook().question("gender")
    answers = {"gender": ["male"] * 3, "forms": ["2011", "2011;2020", "2011"]}
    assert extract_of(answers, question).alone.lines == 0
    with_forms = extract_of(answers, question, forms=True)
    assert with_forms.alone.named == ("gender", "region", "forms")
    assert with_forms.alone.lines == 1


def extract_of(
    answers: Mapping[str, Sequence[object]], question: Question, *, forms: bool = False
) -> Extract:
    """An extract of three young people with these answers and no other."""
    codebook = load_codebook()
    schema = people_schema(codebook)
    kinds = {field.name: field.type for field in schema} | {"forms": pa.string()}
    known = {"region": ["E12000001"] * 3, **answers}
    people = pa.table(
        {name: pa.array(known.get(name, [None] * 3), kind) for name, kind in kinds.items()}
    )
    regions = (Region("E12000001", "North East"),)
    day = date(2021, 6, 6)
    wanted = Wanted((question,), forms=forms)
    return make_extract(people, ["a", "b", "c"], wanted, day, regions, {}, codebook)
