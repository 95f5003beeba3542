"""What the sample must show: the questions of the form and the study's counts.

Where the study's own figure is known it is used as printed. Where it is lost a plausible one
stands here instead; those lines are marked `chosen`. Of every question, the young people for
whom nothing is counted here are not provided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SEED = 20110606
SNAPSHOT_DAY = date(2011, 6, 6)
MAX_AGE_DAYS = 31
ENGLAND = 1065
OUTSIDE_ENGLAND = 85
NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Question:
    """A question of the form, with the codes of its answers in the form's order."""

    name: str
    label: str
    codes: tuple[str, ...] = ()
    several: bool = False


_QUESTIONS = """
local_id|Local identifier|
area|LSCB area|
date_of_birth|Date of birth|
age|Current age|
age_at_first_assessment|Age at first assessment|
gender|Gender|female male transgender not_known
ethnicity|Ethnicity|WBRI WIRI WIRT WROM WOTH MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH CHNE \
BCRB BAFR BOTH OOTH white mixed asian black other REFU NOBT not_known
nationality|Nationality|british european non_european not_known
disability|Disability|none learning_difficulty physical other not_known
referral_date|Date of referral|
first_assessment_date|Date of first assessment|
closure_date|Date work ended|
social_care_response|Social care response|child_in_need child_protection_plan cse_plan \
no_social_care not_known
support_provided*|Main support provided|managing_risk substance_misuse sexual_health \
mental_health education family_support criminal_behaviour other not_known
location_type|Type of location|city town rural not_known
initiated_by|Who initiated the exploitation|older_partner adult_individual organised_group peer \
gang business other not_known
coercion_methods*|Methods of coercion|grooming exploited_peer gang local_business \
social_networking internet_other mobile_phone other not_known
exploitation_levels*|Level of exploitation|risky_behaviour swapping_sex commercial \
moved_within_uk moved_between_countries other not_known
living_situation|Living situation|with_family looked_after independent co_habiting \
secure_custody other not_known
family_setting|If with family|family_home kinship_care not_known
looked_after_placement|If looked after, placement|residential_home private_fostering \
supported_accommodation bed_and_breakfast other not_known
education_status|Education status|full_time part_time truanting pupil_referral_unit \
temporary_exclusion no_longer_in_education other not_known
special_educational_needs|Special educational needs|yes no not_known
sexual_health_concern|Sexual health concern|yes no not_known
mental_health_concern|Mental health concern|yes no not_known
camhs_contact|In contact with CAMHS|yes no not_known
substance_misuse*|Substance misuse|none alcohol drugs other not_known
missing_episodes|Missing episodes|none ten_or_fewer more_than_ten not_known
domestic_violence|Domestic violence|none experienced witnessed experienced_and_witnessed other \
not_known
gang_association|Gang association|yes no not_known
criminal_justice_issues*|Criminal justice issues|none victim_of_crime offending asbo other \
not_known
police_investigation|Police investigation active|yes no not_known
court_proceedings|Court proceedings|none in_progress abuser_convicted completed_no_conviction \
other not_known
notes|Notes|
"""


def _questions() -> dict[str, Question]:
    found = {}
    for line in _QUESTIONS.strip().replace("\\\n", "").splitlines():
        name, label, codes = line.split("|")
        plain = name.rstrip("*")
        found[plain] = Question(plain, label, tuple(codes.split()), name.endswith("*"))
    return found


QUESTIONS = _questions()
CODED = tuple(name for name, question in QUESTIONS.items() if question.codes)
DEPENDENT = {"family_setting": "with_family", "looked_after_placement": "looked_after"}

# Region code: statutory, voluntary, mixed (table 2).
REGIONS = {
    "E12000001": (3, 58, 0),
    "E12000002": (120, 112, 0),
    "E12000003": (78, 112, 8),
    "E12000004": (36, 112, 0),
    "E12000005": (67, 28, 0),
    "E12000006": (50, 18, 0),
    "E12000007": (70, 112, 0),
    "E12000008": (14, 27, 0),
    "E12000009": (0, 40, 0),
}

# Figure 2: the study gives base 1064, mean 15, mode 15, 4 and 25; the single years are chosen.
AGES = {
    4: 1, 8: 1, 9: 2, 10: 8, 11: 22, 12: 68, 13: 139, 14: 221, 15: 268, 16: 183, 17: 107,
    18: 22, 19: 11, 20: 5, 21: 3, 22: 1, 23: 1, 25: 1,
}  # fmt: skip

# Questions with one answer. Bases are the sums without not_known.
ONE_ANSWER: dict[str, dict[str, int]] = {
    # not_known is chosen
    "gender": {"female": 971, "male": 92, "transgender": 1, NOT_KNOWN: 1},
    # white is 819 in all, the others 221 in all; how they divide is chosen
    "ethnicity": {
        "WBRI": 598, "WIRI": 11, "WIRT": 4, "WROM": 6, "WOTH": 37, "white": 163,
        "MWBC": 34, "MWBA": 9, "MWAS": 17, "MOTH": 14, "mixed": 18,
        "AIND": 6, "APKN": 27, "ABAN": 11, "AOTH": 5, "CHNE": 1, "asian": 11,
        "BCRB": 18, "BAFR": 12, "BOTH": 7, "black": 12, "OOTH": 13, "other": 6,
        "REFU": 5, "NOBT": 6, NOT_KNOWN: 3,
    },
    # not_known is chosen
    "nationality": {"british": 759, "european": 11, "non_european": 5, NOT_KNOWN: 88},
    # none and physical are chosen (675 less 95 and 32)
    "disability": {
        "learning_difficulty": 95, "other": 32, "physical": 21, "none": 527, NOT_KNOWN: 146,
    },
    # not_known is chosen
    "social_care_response": {
        "child_in_need": 97, "child_protection_plan": 171, "cse_plan": 167,
        "no_social_care": 49, NOT_KNOWN: 96,
    },
    # not_known is chosen
    "location_type": {"rural": 7, "city": 223, "town": 254, NOT_KNOWN: 84},
    # all but other and not_known are chosen (439 less 78)
    "initiated_by": {
        "older_partner": 143, "adult_individual": 74, "organised_group": 52, "peer": 49,
        "gang": 27, "business": 16, "other": 78, NOT_KNOWN: 46,
    },
    # with_family and other are chosen (684 less 178)
    "living_situation": {
        "looked_after": 145, "independent": 23, "co_habiting": 4, "secure_custody": 6,
        "other": 35, "with_family": 471, NOT_KNOWN: 170,
    },
    # not_known is chosen
    "family_setting": {"kinship_care": 16, "family_home": 339, NOT_KNOWN: 40},
    # not_known is chosen
    "looked_after_placement": {
        "supported_accommodation": 7, "bed_and_breakfast": 3, "residential_home": 73,
        "private_fostering": 36, "other": 15, NOT_KNOWN: 6,
    },
    "education_status": {
        "no_longer_in_education": 59, "truanting": 56, "pupil_referral_unit": 46,
        "temporary_exclusion": 6, "full_time": 236, "part_time": 35, "other": 21,
        NOT_KNOWN: 234,
    },
    # no and not_known are chosen
    "special_educational_needs": {"yes": 67, "no": 288, NOT_KNOWN: 103},
    # chosen
    "sexual_health_concern": {"yes": 214, "no": 176, NOT_KNOWN: 158},
    "mental_health_concern": {"yes": 168, "no": 221, NOT_KNOWN: 171},
    "camhs_contact": {"yes": 97, "no": 264, NOT_KNOWN: 182},
    # not_known is chosen
    "missing_episodes": {
        "more_than_ten": 155, "ten_or_fewer": 123, "none": 149, NOT_KNOWN: 205,
    },
    # none and not_known are chosen
    "domestic_violence": {
        "experienced": 72, "experienced_and_witnessed": 14, "witnessed": 100, "other": 37,
        "none": 231, NOT_KNOWN: 190,
    },
    # chosen
    "gang_association": {"yes": 71, "no": 282, NOT_KNOWN: 243},
    # no and not_known are chosen
    "police_investigation": {"yes": 238, "no": 287, NOT_KNOWN: 142},
    # none and not_known are chosen
    "court_proceedings": {
        "in_progress": 103, "abuser_convicted": 34, "completed_no_conviction": 18, "other": 3,
        "none": 171, NOT_KNOWN: 112,
    },
}  # fmt: skip

# Questions with several answers: how often each answer is given, and how many young people
# have so many answers. not_known always stands alone and is counted apart.
SEVERAL_ANSWERS: dict[str, tuple[dict[str, int], dict[int, int], int]] = {
    "coercion_methods": (
        {
            "grooming": 211, "exploited_peer": 77, "gang": 27, "local_business": 26,
            "social_networking": 82, "internet_other": 36, "mobile_phone": 62, "other": 58,
        },
        {1: 298, 2: 50, 3: 26, 4: 17, 5: 7},
        75,
    ),
    "exploitation_levels": (
        {
            "risky_behaviour": 337, "swapping_sex": 112, "commercial": 38,
            "moved_within_uk": 47, "moved_between_countries": 1, "other": 67,
        },
        {1: 359, 2: 70, 3: 25, 4: 7},
        20,
    ),
    # not_known is chosen
    "support_provided": (
        {
            "managing_risk": 785, "substance_misuse": 57, "sexual_health": 116,
            "mental_health": 32, "education": 74, "family_support": 122,
            "criminal_behaviour": 34, "other": 568,
        },
        {1: 217, 2: 458, 3: 127, 4: 38, 5: 14, 6: 5, 7: 2, 8: 1},
        64,
    ),
}  # fmt: skip

# Questions whose combinations are fixed one by one. Of the criminal justice issues the study
# gives the base (341) and two combinations; the rest, and substance misuse, are chosen.
COMBINATIONS: dict[str, dict[tuple[str, ...], int]] = {
    "criminal_justice_issues": {
        ("victim_of_crime", "asbo"): 1,
        ("victim_of_crime", "offending", "asbo"): 3,
        ("victim_of_crime", "offending"): 22,
        ("offending", "asbo"): 4,
        ("offending", "other"): 1,
        ("victim_of_crime",): 91,
        ("offending",): 84,
        ("asbo",): 6,
        ("other",): 17,
        ("none",): 112,
        (NOT_KNOWN,): 118,
    },
    "substance_misuse": {
        ("alcohol", "drugs", "other"): 6,
        ("alcohol", "drugs"): 71,
        ("drugs", "other"): 3,
        ("alcohol",): 66,
        ("drugs",): 48,
        ("other",): 9,
        ("none",): 139,
        (NOT_KNOWN,): 121,
    },
}

# The figures that are not a plain count of answers (one answer only; most answers).
MOST_ANSWERS = {"coercion_methods": 5, "exploitation_levels": 4, "support_provided": 8}
ONE_ANSWER_ONLY = {"coercion_methods": (373, 473), "exploitation_levels": (379, 481)}
