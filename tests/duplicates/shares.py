"""How many children have which answers in the made-up country, and how much is missing or wrong."""

# Answers with the share of children who have them.
SHARES: dict[str, dict[str, float]] = {
    "gender": {"female": 0.78, "male": 0.21, "transgender": 0.01},
    "ethnicity": {
        "WBRI": 0.62, "WOTH": 0.06, "WIRI": 0.01, "WROM": 0.01, "MWBC": 0.05, "MWAS": 0.02,
        "MOTH": 0.02, "APKN": 0.07, "AIND": 0.02, "ABAN": 0.02, "BCRB": 0.03, "BAFR": 0.05,
        "OOTH": 0.02,
    },
    "nationality": {"british": 0.9, "european": 0.05, "non_european": 0.05},
    "disability": {"none": 0.75, "learning_difficulty": 0.17, "physical": 0.03, "other": 0.05},
    "social_care_response": {
        "child_in_need": 0.35, "child_protection_plan": 0.2, "cse_plan": 0.15,
        "no_social_care": 0.3,
    },
    "living_situation": {
        "with_family": 0.55, "looked_after": 0.33, "independent": 0.06, "co_habiting": 0.02,
        "secure_custody": 0.02, "other": 0.02,
    },
    "family_setting": {"family_home": 0.88, "kinship_care": 0.12},
    "looked_after_placement": {
        "residential_home": 0.45, "private_fostering": 0.25, "supported_accommodation": 0.2,
        "bed_and_breakfast": 0.04, "other": 0.06,
    },
    "location_type": {"city": 0.4, "town": 0.45, "rural": 0.15},
    "initiated_by": {
        "older_partner": 0.35, "adult_individual": 0.2, "organised_group": 0.12, "peer": 0.2,
        "gang": 0.05, "business": 0.02, "other": 0.06,
    },
    "education_status": {
        "full_time": 0.4, "part_time": 0.1, "truanting": 0.15, "pupil_referral_unit": 0.12,
        "temporary_exclusion": 0.05, "no_longer_in_education": 0.13, "other": 0.05,
    },
    "special_educational_needs": {"yes": 0.25, "no": 0.75},
    "sexual_health_concern": {"yes": 0.45, "no": 0.55},
    "mental_health_concern": {"yes": 0.4, "no": 0.6},
    "camhs_contact": {"yes": 0.25, "no": 0.75},
    "missing_episodes": {"none": 0.4, "ten_or_fewer": 0.42, "more_than_ten": 0.18},
    "domestic_violence": {
        "none": 0.5, "experienced": 0.15, "witnessed": 0.2, "experienced_and_witnessed": 0.12,
        "other": 0.03,
    },
    "gang_association": {"yes": 0.15, "no": 0.85},
    "police_investigation": {"yes": 0.3, "no": 0.7},
    "court_proceedings": {
        "none": 0.8, "in_progress": 0.1, "abuser_convicted": 0.05, "completed_no_conviction": 0.05,
    },
}  # fmt: skip

# Several-answer questions: how many children each answer holds for.
HOLDS: dict[str, dict[str, float]] = {
    "support_provided": {"managing_risk": 0.6, "sexual_health": 0.4, "education": 0.3},
    "coercion_methods": {
        "grooming": 0.5, "exploited_peer": 0.3, "gang": 0.08, "social_networking": 0.3,
        "mobile_phone": 0.35, "other": 0.05,
    },
    "exploitation_levels": {
        "risky_behaviour": 0.5, "swapping_sex": 0.4, "commercial": 0.08, "moved_within_uk": 0.15,
    },
    "substance_misuse": {"alcohol": 0.5, "drugs": 0.35, "other": 0.04},
    "criminal_justice_issues": {"victim_of_crime": 0.35, "offending": 0.35, "asbo": 0.07},
}  # fmt: skip

# How often a record lacks the answer; of any other question MISSING_ELSE.
MISSING = {"gender": 0.03, "ethnicity": 0.2, "age": 0.1, "date_of_birth": 0.35}
MISSING |= {"referral_date": 0.3, "first_assessment_date": 0.5, "living_situation": 0.2}
MISSING |= {"nationality": 0.35, "social_care_response": 0.3}
MISSING_ELSE = 0.42

# How often a record has another answer than is true.
WRONG = {"gender": 0.004, "ethnicity": 0.07, "nationality": 0.02, "disability": 0.1}
WRONG_ELSE = 0.16
WRONG_MONTH = 0.01
AGES = {10: 0.02, 11: 0.04, 12: 0.08, 13: 0.14, 14: 0.2, 15: 0.24, 16: 0.17, 17: 0.11}
TWINS = 0.01
