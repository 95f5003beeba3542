"""Which questions are in an extract, and what is said of a name that can't be."""

from pathlib import Path

import pytest

from pipeline.extract import QuestionsError, questions_wanted
from schemas.codebook_reading import load_codebook
from tests.extract.extracting import extract, extracted, lines, stored


def wanted(*names: str, with_area: bool = False, with_dates: bool = False) -> list[str]:
    found = questions_wanted(names, with_area, with_dates, load_codebook())
    return [question.name for question in found]


def refusal(*names: str) -> str:
    with pytest.raises(QuestionsError) as raised:
        wanted(*names)
    return str(raised.value)


def test_without_names_all_but_dates_are_in_it() -> None:
    names = wanted()
    assert names[:3] == ["age", "age_at_first_assessment", "gender"]
    assert names[-1] == "court_proceedings"
    assert not {"date_of_birth", "referral_date", "closure_date", "district"} & set(names)


def test_the_questions_stand_in_the_order_of_the_form() -> None:
    assert wanted("gender", "age", "gender") == ["age", "gender"]


def test_with_dates_and_none_named_all_dates_are_in_it() -> None:
    assert wanted("age", with_dates=True) == [
        "date_of_birth", "age", "referral_date", "first_assessment_date", "closure_date",
    ]  # fmt: skip


def test_an_unknown_question_is_told_the_nearest() -> None:
    assert refusal("age", "gendr") == ("'gendr' in --questions is no question. Do you mean gender?")


def test_a_label_leads_to_the_name() -> None:
    assert "Do you mean camhs_contact" in refusal("In contact with CAMHS")


def test_a_date_needs_its_option() -> None:
    assert "--with-dates" in refusal("referral_date")


@pytest.mark.parametrize("name", ["local_id", "notes"])
def test_identifiers_and_free_text_are_never_in_it(name: str) -> None:
    assert refusal(name) == f"{name} is never in an extract. Leave it out of --questions."


def test_area_and_type_of_agency_have_options_of_their_own() -> None:
    assert "only with --with-area" in refusal("area")
    assert "only with --with-agency-type" in refusal("agency_type")
    assert "only with --with-forms" in refusal("forms")


def test_the_command_refuses_an_unknown_question_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = stored(tmp_path, [{"local_id": "HPX-7"}])
    capsys.readouterr()
    assert extract(store, tmp_path / "out", "--questions", "ethnicty") == 2
    assert "Do you mean ethnicity" in capsys.readouterr().err
    assert extract(store, tmp_path / "out", "--questions", " , ") == 2
    assert "names no question" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_questions_may_be_named_one_by_one(tmp_path: Path) -> None:
    store = stored(tmp_path, [{"local_id": "HPX-7"}])
    options = ("--questions", "gender", "--questions", "disability")
    (line,) = lines(extracted(store, tmp_path / "out", *options))
    assert {"gender", "disability"} <= set(line)
    assert "nationality" not in line
