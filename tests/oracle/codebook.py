"""The recount's own short codebook: questions, options and labels of both forms."""

from dataclasses import dataclass
from datetime import date

NOT_KNOWN = "not_known"
NONE = "none"
OTHER = "other"
FORM_2011, FORM_2020 = FORMS = ("2011", "2020")
FIRST_DAY_OF_2020 = date(2020, 4, 1)


@dataclass(frozen=True)
class Question:
    """One question: its canonical name, its label on the form, and its options."""

    name: str
    label: str
    kind: str  # cover, identifier, area, date, age, number, district, one, several or text
    options: tuple[str, ...] = ()  # of either form; without not_known, which every choice has
    forms: tuple[str, ...] = FORMS  # those that have it


def _one(name: str, label: str, options: str) -> Question:
    return Question(name, label, "one", tuple(options.split()))


def _later(name: str, label: str, options: str = "yes no") -> Question:
    return Question(name, label, "one", tuple(options.split()), (FORM_2020,))


def _several(name: str, label: str, options: str) -> Question:
    return Question(name, label, "several", tuple(options.split()))


COVER = (
    Question("agency", "Agency", "cover"),
    Question("agency_type", "Type of agency", "cover", ("statutory", "voluntary", "mixed")),
    Question("return_date", "Return date", "cover"),
    Question("form_version", "Form version", "cover"),
)

ETHNIC_GROUPS = {
    "white": ["WBRI", "WIRI", "WIRT", "WOTH", "WROM", "white"],
    "mixed": ["MWBC", "MWBA", "MWAS", "MOTH", "mixed"],
    "asian": ["AIND", "APKN", "ABAN", "AOTH", "CHNE", "asian"],
    "black": ["BCRB", "BAFR", "BOTH", "black"],
    "other": ["OOTH", "other"],
}
ETHNIC_NOT_KNOWN = ("REFU", "NOBT")

QUESTIONS = (
    Question("local_id", "Local identifier", "identifier"),
    Question("area", "LSCB area", "area"),
    Question("date_of_birth", "Date of birth", "date"),
    Question("age", "Current age", "age"),
    Question("age_at_first_assessment", "Age at first assessment", "age"),
    _one("gender", "Gender", "female male transgender"),
    _one("ethnicity", "Ethnicity", " ".join(" ".join(g) for g in ETHNIC_GROUPS.values())),
    _one("nationality", "Nationality", "british european non_european"),
    _one("disability", "Disability", "none learning_difficulty physical other"),
    Question("referral_date", "Date of referral", "date"),
    Question("first_assessment_date", "Date of first assessment", "date"),
    Question("closure_date", "Date work ended", "date"),
    _one(
        "social_care_response",
        "Social care response",
        "child_in_need child_protection_plan cse_plan no_social_care",
    ),
    _several(
        "support_provided",
        "Main support provided",
        "managing_risk substance_misuse sexual_health mental_health education family_support "
        "criminal_behaviour other",
    ),
    _one("location_type", "Type of location", "city town rural"),
    _one(
        "initiated_by",
        "Who initiated the exploitation",
        "older_partner adult_individual organised_group peer gang business other",
    ),
    _several(
        "coercion_methods",
        "Methods of coercion",
        "grooming exploited_peer gang local_business social_networking internet_other "
        "mobile_phone other",
    ),
    _several(
        "exploitation_levels",
        "Level of exploitation",
        "risky_behaviour swapping_sex commercial moved_within_uk moved_between_countries other",
    ),
    _one(
        "living_situation",
        "Living situation",
        "with_family looked_after independent co_habiting secure_custody other",
    ),
    _one("family_setting", "If with family", "family_home kinship_care"),
    _one(
        "looked_after_placement",
        "If looked after, placement",
        "residential_home foster_care private_fostering supported_accommodation bed_and_breakfast "
        "other",
    ),
    _one(
        "education_status",
        "Education status",
        "full_time part_time truanting pupil_referral_unit temporary_exclusion "
        "no_longer_in_education other",
    ),
    _one("special_educational_needs", "Special educational needs", "yes no"),
    _one("sexual_health_concern", "Sexual health concern", "yes no"),
    _one("mental_health_concern", "Mental health concern", "yes no"),
    _one("camhs_contact", "In contact with CAMHS", "yes no"),
    _several("substance_misuse", "Substance misuse", "none alcohol drugs other"),
    _one("missing_episodes", "Missing episodes", "none ten_or_fewer more_than_ten"),
    _one(
        "domestic_violence",
        "Domestic violence",
        "none experienced witnessed experienced_and_witnessed other",
    ),
    _one("gang_association", "Gang association", "yes no"),
    _several(
        "criminal_justice_issues",
        "Criminal justice issues",
        "none victim_of_crime offending asbo court_order other",
    ),
    _one("police_investigation", "Police investigation active", "yes no"),
    _one(
        "court_proceedings",
        "Court proceedings",
        "none in_progress abuser_convicted completed_no_conviction other",
    ),
    Question("notes", "Notes", "text"),
    Question("district", "District or division", "district", forms=(FORM_2020,)),
    _later("registered_sex", "Sex as registered", "female male"),
    _later(
        "referral_source",
        "Source of referral",
        "family_or_self school health housing council police other_legal voluntary_or_other "
        "anonymous",
    ),
    _later("referred_before", "Referred before"),
    _later(
        "social_care_outcome",
        "Social care outcome of the referral",
        "section_47 section_17 section_20 section_31 none_required",
    ),
    _later("continuum_of_need", "Continuum of Need level", "level_1 level_2 level_3 level_4"),
    _later("nrm_referral", "Referred to the National Referral Mechanism"),
    _later("exploitation_type", "Type of exploitation", "sexual criminal sexual_and_criminal"),
    _later("county_lines", "County lines"),
    _later("risk_at_start", "Exploitation risk at start", "low medium high"),
    _later("risk_now", "Exploitation risk now", "low medium high"),
    Question(
        "missing_count", "Missing episodes in the last 12 months", "number", forms=(FORM_2020,)
    ),
    _later("return_interview_offered", "Return home interview offered", "not_missing yes no"),
    _later("return_interview_accepted", "Return home interview accepted"),
    _later("return_interview_72_hours", "Return home interview held within 72 hours"),
)
BY_NAME = {q.name: q for q in (*COVER, *QUESTIONS)}
DEPENDS_ON = {
    "family_setting": ("living_situation", "with_family"),
    "looked_after_placement": ("living_situation", "looked_after"),
    "return_interview_accepted": ("return_interview_offered", "yes"),
    "return_interview_72_hours": ("return_interview_offered", "yes"),
}

# The two differences in options: who is in foster care stood under 'other' before, and court
# orders took the place of ASBOs.
OPTION_OF_ONE_FORM = {
    ("looked_after_placement", "foster_care"): FORM_2020,
    ("criminal_justice_issues", "court_order"): FORM_2020,
    ("criminal_justice_issues", "asbo"): FORM_2011,
}
COUNTED_IN_2011_AS = {
    ("looked_after_placement", "foster_care"): OTHER,
    ("criminal_justice_issues", "court_order"): "asbo",
}
COUNTED_IN_2020_AS = {("criminal_justice_issues", "asbo"): "court_order"}

SECOND_LABELS = {"area": "Safeguarding partnership area"}
OPTION_LABELS = {
    ("social_care_response", "cse_plan"): "Specific child exploitation plan",
    ("criminal_justice_issues", "court_order"): "Civil injunction or criminal behaviour order",
    ("referral_source", "family_or_self"): "Family, acquaintance or self",
    ("referral_source", "school"): "School or education service",
    ("referral_source", "health"): "Health service",
    ("referral_source", "council"): "Social care or another council service",
    ("referral_source", "other_legal"): "Another legal agency",
    ("referral_source", "voluntary_or_other"): "Voluntary organisation or other",
    ("social_care_outcome", "section_47"): "Section 47 (enquiry: at risk of harm)",
    ("social_care_outcome", "section_17"): "Section 17 (child in need)",
    ("social_care_outcome", "section_20"): "Section 20 (accommodation)",
    ("social_care_outcome", "section_31"): "Section 31 (care order)",
    ("social_care_outcome", "none_required"): "No social care outcome required",
    ("continuum_of_need", "level_1"): "Level 1 (risk highly unlikely)",
    ("continuum_of_need", "level_2"): "Level 2 (risk unlikely)",
    ("continuum_of_need", "level_3"): "Level 3 (risk likely)",
    ("continuum_of_need", "level_4"): "Level 4 (risk highly likely, or occurring)",
}
SPELLINGS = {
    ("registered_sex", "f"): "female",
    ("registered_sex", "u"): NOT_KNOWN,
    ("referral_source", "1c"): "family_or_self",
    ("referral_source", "10"): NOT_KNOWN,
    ("social_care_outcome", "s47"): "section_47",
    ("social_care_outcome", "nfa"): "none_required",
    ("continuum_of_need", "3"): "level_3",
    ("exploitation_type", "both"): "sexual_and_criminal",
    ("return_interview_offered", "y"): "yes",
    ("return_interview_offered", "n/a"): "not_missing",
    ("looked_after_placement", "foster carer"): "foster_care",
    ("criminal_justice_issues", "cbo"): "court_order",
}


def form_in_force(day: date) -> str:
    """The form of a return of that day that does not say which it is."""
    return FORM_2020 if day >= FIRST_DAY_OF_2020 else FORM_2011


def has_option(form: str, name: str, code: str) -> bool:
    """Whether a form has an option of a question that it asks."""
    return OPTION_OF_ONE_FORM.get((name, code), form) == form


def options_of(form: str, name: str) -> tuple[str, ...]:
    """The options that a question has on a form."""
    return tuple(code for code in BY_NAME[name].options if has_option(form, name, code))


def answer_label(code: str) -> str:
    """The label of an answer: WBRI stays, ten_or_fewer is 'Ten or fewer'."""
    words = code.replace("_", " ")
    return words[:1].upper() + words[1:]


def option_labels(name: str, code: str) -> tuple[str, ...]:
    """All labels of an option: that of its code, and the one that a form gives it."""
    own = OPTION_LABELS.get((name, code))
    return (answer_label(code), own) if own else (answer_label(code),)


def tidy(text: str) -> str:
    """The text without surplus spaces (a non-breaking space is a space)."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """The text as it is compared: without surplus spaces and case."""
    return tidy(text).casefold()
