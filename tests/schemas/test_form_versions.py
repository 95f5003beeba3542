"""The versions of the form: which has which questions and options, and what counts as what."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from schemas.codebook_reading import load_codebook, read_codebook
from schemas.declarations import HERE, DeclarationError
from schemas.form_correspondence import NoCorrespondence, counted_as

CODEBOOK = load_codebook()
ADDED = {
    "district", "registered_sex", "referral_source", "referred_before", "social_care_outcome",
    "continuum_of_need", "nrm_referral", "exploitation_type", "county_lines", "risk_at_start",
    "risk_now", "missing_count", "return_interview_offered", "return_interview_accepted",
    "return_interview_72_hours",
}  # fmt: skip


def names(version: str) -> set[str]:
    return {question.name for question in CODEBOOK.of_form(version).questions}


def test_the_form_of_2020_asks_fifteen_questions_more_and_no_band_of_missing_episodes() -> None:
    assert names("2020") - names("2011") == ADDED
    assert names("2011") - names("2020") == {"missing_episodes"}


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2011, 6, 6), "2011"),
        (date(2020, 3, 31), "2011"),
        (date(2020, 4, 1), "2020"),
        (date(2030, 1, 1), "2020"),
    ],
)
def test_a_return_that_says_no_version_is_of_the_form_in_force(day: date, version: str) -> None:
    assert CODEBOOK.form_on(day).version == version


def test_each_form_has_its_own_labels() -> None:
    assert CODEBOOK.of_form("2011").question("area").label == "LSCB area"
    assert CODEBOOK.of_form("2020").question("area").label == "Safeguarding partnership area"
    assert CODEBOOK.of_form("2020").cover_field("area").label == "Safeguarding partnership area"
    plan = CODEBOOK.of_form("2020").question("social_care_response").option("cse_plan")
    assert plan.label == "Specific child exploitation plan"


def test_each_form_has_its_own_options() -> None:
    old, new = (
        {option.code for option in CODEBOOK.of_form(version).question(name).options}
        for version, name in (
            ("2011", "criminal_justice_issues"),
            ("2020", "criminal_justice_issues"),
        )
    )
    assert (old - new, new - old) == ({"asbo"}, {"court_order"})


def test_by_the_form_of_2011_a_court_order_counts_as_an_asbo() -> None:
    question = CODEBOOK.question("criminal_justice_issues")
    counted = counted_as(question, ("2011", "2020"), "2011", CODEBOOK)
    assert counted == {"court_order": "asbo"}


def test_by_the_form_of_2020_an_asbo_counts_as_the_order_that_came_for_it() -> None:
    question = CODEBOOK.question("criminal_justice_issues")
    counted = counted_as(question, ("2011", "2020"), "2020", CODEBOOK)
    assert counted == {"asbo": "court_order"}


def test_an_option_of_2011_that_may_be_either_of_two_of_2020_has_no_correspondence() -> None:
    question = CODEBOOK.question("looked_after_placement")
    assert counted_as(question, ("2011", "2020"), "2011", CODEBOOK) == {"foster_care": "other"}
    with pytest.raises(NoCorrespondence, match=r"'Other .undefined.'.* on form 2011"):
        counted_as(question, ("2011", "2020"), "2020", CODEBOOK)
    assert counted_as(question, ("2020",), "2020", CODEBOOK) == {}


def test_a_question_that_only_one_form_asks_needs_no_correspondence() -> None:
    assert counted_as(CODEBOOK.question("county_lines"), ("2020",), "2020", CODEBOOK) == {}


THIRD = """
version = "2030"
first_day = 2030-04-01
source = "made up"
"""


def with_third_form(folder: Path, declared: str) -> Path:
    """The shipped codebook with a third form that is declared so."""
    copy = folder / "codebook"
    shutil.copytree(HERE / "codebook", copy)
    (copy / "version_2030.toml").write_text(THIRD + declared, encoding="utf-8")
    return copy


def test_a_third_form_differs_from_the_second(tmp_path: Path) -> None:
    codebook = read_codebook(
        with_third_form(
            tmp_path,
            '[[removed]]\nname = "county_lines"\n'
            '[[added_option]]\nquestion = "looked_after_placement"\nafter = "foster_care"\n'
            'code = "kinship_foster_care"\ncorresponds = "foster_care"\n',
        )
    )
    assert codebook.form_versions == ("2011", "2020", "2030")
    assert codebook.question("county_lines").versions == ("2020",)
    assert codebook.question("risk_now").versions == ("2020", "2030")
    placement = codebook.question("looked_after_placement")
    assert counted_as(placement, codebook.form_versions, "2011", codebook) == {
        "foster_care": "other",
        "kinship_foster_care": "other",
    }


def test_a_removed_option_with_two_successors_has_no_correspondence(tmp_path: Path) -> None:
    two = "".join(
        f'[[added_option]]\nquestion = "gender"\nafter = "male"\ncode = "{code}"\n'
        'corresponds = "transgender"\n'
        for code in ("trans_man", "trans_woman")
    )
    removed = '[[removed]]\nname = "gender"\noption = "transgender"\n'
    codebook = read_codebook(with_third_form(tmp_path, removed + two))
    with pytest.raises(NoCorrespondence):
        counted_as(codebook.question("gender"), codebook.form_versions, "2030", codebook)


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ('[[removed]]\nname = "colour"', "'colour' is no question of version 2020"),
        (
            '[[removed]]\nname = "criminal_justice_issues"\noption = "asbo"',
            "'asbo' is no option of 'criminal_justice_issues' in version 2020",
        ),
        ('[[renamed]]\nname = "colour"\nlabel = "Colour"', "'colour' is no question or field"),
        (
            '[[added_option]]\nquestion = "gender"\nafter = "male"\ncode = "other"\n'
            'corresponds = "neither"',
            "'neither' is no option of 'gender' in version 2020",
        ),
        (
            '[[added_option]]\nquestion = "camhs_contact"\nafter = "yes"\ncode = "waiting"',
            "its options are those of several questions",
        ),
        (
            '[[added]]\ntheme = 1\nafter = "gender"\nname = "county_lines"\nlabel = "Lines"\n'
            'kind = "date"\nsource = "x"',
            "question 'county_lines' is declared twice",
        ),
        (
            '[[added]]\ntheme = 1\nafter = "risk_now"\nname = "weather"\nlabel = "Weather"\n'
            'kind = "date"\nsource = "x"',
            "'risk_now' is of another theme",
        ),
        (
            '[[worked_out]]\nquestion = "gender"\nnumber = "age"',
            "'gender' has no bands",
        ),
        (
            '[[worked_out]]\nquestion = "missing_episodes"\nnumber = "gender"',
            "'gender' asks no number",
        ),
        ('[[added_questions]]\nname = "x"', "added_questions"),
    ],
)
def test_a_mistake_in_a_difference_is_named_with_its_line(
    tmp_path: Path, declared: str, said: str
) -> None:
    with pytest.raises(DeclarationError) as error:
        read_codebook(with_third_form(tmp_path, declared))
    assert str(error.value).startswith("version_2030.toml, line ")
    assert said in str(error.value)


def test_a_form_must_come_after_the_one_it_differs_from(tmp_path: Path) -> None:
    folder = with_third_form(tmp_path, "")
    path = folder / "version_2030.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2030-04-01", "2019-01-01"), "utf-8")
    with pytest.raises(DeclarationError, match="line 3: the form must be in force later"):
        read_codebook(folder)


def test_the_name_of_the_file_is_the_version(tmp_path: Path) -> None:
    folder = with_third_form(tmp_path, "")
    (folder / "version_2030.toml").rename(folder / "version_2031.toml")
    with pytest.raises(DeclarationError, match="the file must be version_2030"):
        read_codebook(folder)
