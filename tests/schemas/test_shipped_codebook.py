"""The shipped codebook, held against the design's list of questions and codes, copied by hand."""

import pytest

from schemas.codebook import Question
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook()
FORM_2011 = CODEBOOK.of_form("2011")

YES_NO = "yes no not_known"
ETHNICITIES = (
    "WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH"
)

# theme, name, label, kind, codes
QUESTIONS = [
    (1, "local_id", "Local identifier", "identifier", ""),
    (1, "area", "LSCB area", "area", ""),
    (1, "date_of_birth", "Date of birth", "date", ""),
    (1, "age", "Current age", "number", ""),
    (1, "age_at_first_assessment", "Age at first assessment", "number", ""),
    (1, "gender", "Gender", "one", "female male transgender not_known"),
    (
        1, "ethnicity", "Ethnicity", "one",
        f"white mixed asian black other {ETHNICITIES} not_known",
    ),
    (1, "nationality", "Nationality", "one", "british european non_european not_known"),
    (1, "disability", "Disability", "one", "none learning_difficulty physical other not_known"),
    (2, "referral_date", "Date of referral", "date", ""),
    (2, "first_assessment_date", "Date of first assessment", "date", ""),
    (2, "closure_date", "Date work ended", "date", ""),
    (
        2, "social_care_response", "Social care response", "one",
        "child_in_need child_protection_plan cse_plan no_social_care not_known",
    ),
    (
        2, "support_provided", "Main support provided", "several",
        "managing_risk substance_misuse sexual_health mental_health education family_support "
        "criminal_behaviour other not_known",
    ),
    (3, "location_type", "Type of location", "one", "city town rural not_known"),
    (
        3, "initiated_by", "Who initiated the exploitation", "one",
        "older_partner adult_individual organised_group peer gang business other not_known",
    ),
    (
        3, "coercion_methods", "Methods of coercion", "several",
        "grooming exploited_peer gang local_business social_networking internet_other "
        "mobile_phone other not_known",
    ),
    (
        3, "exploitation_levels", "Level of exploitation", "several",
        "risky_behaviour swapping_sex commercial moved_within_uk moved_between_countries other "
        "not_known",
    ),
    (
        4, "living_situation", "Living situation", "one",
        "with_family looked_after independent co_habiting secure_custody other not_known",
    ),
    (4, "family_setting", "If with family", "one", "family_home kinship_care not_known"),
    (
        4, "looked_after_placement", "If looked after, placement", "one",
        "residential_home private_fostering supported_accommodation bed_and_breakfast other "
        "not_known",
    ),
    (
        5, "education_status", "Education status", "one",
        "full_time part_time truanting pupil_referral_unit temporary_exclusion "
        "no_longer_in_education other not_known",
    ),
    (5, "special_educational_needs", "Special educational needs", "one", YES_NO),
    (6, "sexual_health_concern", "Sexual health concern", "one", YES_NO),
    (6, "mental_health_concern", "Mental health concern", "one", YES_NO),
    (6, "camhs_contact", "In contact with CAMHS", "one", YES_NO),
    (7, "substance_misuse", "Substance misuse", "several", "none alcohol drugs other not_known"),
    (7, "missing_episodes", "Missing episodes", "one", "none ten_or_fewer more_than_ten not_known"),
    (
        7, "domestic_violence", "Domestic violence", "one",
        "none experienced witnessed experienced_and_witnessed other not_known",
    ),
    (7, "gang_association", "Gang association", "one", YES_NO),
    (
        8, "criminal_justice_issues", "Criminal justice issues", "several",
        "none victim_of_crime offending asbo other not_known",
    ),
    (8, "police_investigation", "Police investigation active", "one", YES_NO),
    (
        8, "court_proceedings", "Court proceedings", "one",
        "none in_progress abuser_convicted completed_no_conviction other not_known",
    ),
    (9, "notes", "Notes", "text", ""),
]  # fmt: skip

THEMES = [
    "Personal information",
    "Social care intervention",
    "Nature of exploitation",
    "Living situation",
    "Education, employment and training",
    "Health",
    "Substance misuse and other risk factors",
    "Criminal justice",
    "Free text",
]

COVER = [
    ("agency", "Agency", ""),
    ("agency_type", "Type of agency", "statutory voluntary mixed"),
    ("area", "LSCB area", ""),
    ("return_date", "Return date", ""),
    ("form_version", "Form version", ""),
]


def codes(question: Question) -> list[str]:
    return [option.code for option in question.options]


def test_every_question_of_the_form_is_there_once_and_in_its_order() -> None:
    assert [question.name for question in FORM_2011.questions] == [row[1] for row in QUESTIONS]


@pytest.mark.parametrize(("theme", "name", "label", "kind", "options"), QUESTIONS)
def test_a_question_has_the_label_kind_and_codes_of_the_form(
    theme: int, name: str, label: str, kind: str, options: str
) -> None:
    question = FORM_2011.question(name)
    assert (question.theme, question.label, question.kind) == (theme, label, kind)
    assert codes(question) == options.split()


def test_the_eight_themes_and_the_free_text_have_their_titles() -> None:
    assert [(theme.number, theme.title) for theme in CODEBOOK.themes] == list(enumerate(THEMES, 1))


def test_the_cover_asks_for_agency_type_area_day_and_form_version() -> None:
    found = [(each.name, each.label, {o.code for o in each.options}) for each in CODEBOOK.cover]
    assert found == [(name, label, set(options.split())) for name, label, options in COVER]


def test_the_form_versions_are_2011_and_2020() -> None:
    assert CODEBOOK.form_versions == ("2011", "2020")


@pytest.mark.parametrize("name", ["age", "age_at_first_assessment"])
def test_an_age_is_from_0_to_120(name: str) -> None:
    question = CODEBOOK.question(name)
    assert (question.least, question.most) == (0, 120)


def test_only_a_date_of_birth_may_be_a_month() -> None:
    names = [question.name for question in CODEBOOK.questions if question.month_enough]
    assert names == ["date_of_birth"]


def test_only_in_the_date_work_ended_not_known_means_blank() -> None:
    names = [question.name for question in CODEBOOK.questions if question.not_known_is_blank]
    assert names == ["closure_date"]


def test_the_dependent_questions_have_their_conditions() -> None:
    conditions = {
        question.name: (question.only_where.question, question.only_where.is_)
        for question in CODEBOOK.questions
        if question.only_where is not None
    }
    assert conditions == {
        "family_setting": ("living_situation", "with_family"),
        "looked_after_placement": ("living_situation", "looked_after"),
        "return_interview_accepted": ("return_interview_offered", "yes"),
        "return_interview_72_hours": ("return_interview_offered", "yes"),
    }


@pytest.mark.parametrize(
    ("number", "band"),
    [(0, "none"), (1, "ten_or_fewer"), (10, "ten_or_fewer"), (11, "more_than_ten")],
)
def test_a_number_of_missing_episodes_is_in_one_band(number: int, band: str) -> None:
    options = CODEBOOK.question("missing_episodes").options
    assert [option.code for option in options if option.holds(number)] == [band]


@pytest.mark.parametrize(
    ("first", "group"),
    [("W", "white"), ("M", "mixed"), ("A", "asian"), ("B", "black")],
)
def test_the_first_letter_of_an_ethnic_code_tells_its_main_group(first: str, group: str) -> None:
    ethnicity = CODEBOOK.question("ethnicity")
    mine = [code for code in ETHNICITIES.split() if code.startswith(first)]
    assert {ethnicity.option(code).group for code in mine} == {group}


@pytest.mark.parametrize(("code", "group"), [("CHNE", "asian"), ("OOTH", "other")])
def test_chinese_counts_as_asian_and_any_other_group_as_other(code: str, group: str) -> None:
    assert CODEBOOK.question("ethnicity").option(code).group == group


def test_the_main_groups_are_the_five_of_the_study() -> None:
    assert [group.code for group in CODEBOOK.main_groups] == [
        "white",
        "mixed",
        "asian",
        "black",
        "other",
    ]


def test_statutory_goes_before_mixed_and_mixed_before_voluntary() -> None:
    assert CODEBOOK.agency_types == ("statutory", "mixed", "voluntary")


def test_identifier_area_and_notes_do_not_count_for_the_choice_of_the_primary() -> None:
    left_out = [each.name for each in CODEBOOK.questions if not each.counts_as_answered]
    assert left_out == ["local_id", "area", "notes"]


def test_a_name_that_is_no_question_has_itself_for_a_label() -> None:
    assert CODEBOOK.label_of("age") == "Current age"
    assert CODEBOOK.label_of("return_date") == "Return date"
    assert CODEBOOK.label_of("nothing") == "nothing"
    with pytest.raises(KeyError):
        CODEBOOK.question("nothing")
