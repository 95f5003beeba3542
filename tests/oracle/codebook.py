"""The recount's own short codebook: questions, options and labels."""

from dataclasses import dataclass

NOT_KNOWN = "not_known"
NONE = "none"
OTHER = "other"


@dataclass(frozen=True)
class Question:
    """One question: its canonical name, its label on the form, and its options."""

    name: str
    label: str
    kind: str  # cover, identifier, area, date, age, one, several or text
    options: tuple[str, ...] = ()  # without not_known, which every choice question has


def _one(name: str, label: str, options: str) -> Question:
    return Question(name, label, "one", tuple(options.split()))


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
        "residential_home private_fostering supported_accommodation bed_and_breakfast other",
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
        "none victim_of_crime offending asbo other",
    ),
    _one("police_investigation", "Police investigation active", "yes no"),
    _one(
        "court_proceedings",
        "Court proceedings",
        "none in_progress abuser_convicted completed_no_conviction other",
    ),
    Question("notes", "Notes", "text"),
)
BY_NAME = {q.name: q for q in (*COVER, *QUESTIONS)}
DEPENDS_ON = {
    "family_setting": ("living_situation", "with_family"),
    "looked_after_placement": ("living_situation", "looked_after"),
}


def answer_label(code: str) -> str:
    """The label of an answer: WBRI stays, ten_or_fewer is 'Ten or fewer'."""
    words = code.replace("_", " ")
    return words[:1].upper() + words[1:]


def tidy(text: str) -> str:
    """The text without surplus spaces (a non-breaking space is a space)."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """The text as it is compared: without surplus spaces and case."""
    return tidy(text).casefold()
