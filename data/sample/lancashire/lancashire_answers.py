"""Answers that no published figure fixes, in plausible shares."""

from __future__ import annotations

from collections.abc import Mapping

from lancashire_dice import Dice

YES_NO = {"yes": 30, "no": 60, "not_known": 10}
_AGES = {11: 3, 12: 9, 13: 22, 14: 28, 15: 24, 16: 9, 17: 5}
_ETHNICITIES = {"WBRI": 93, "WOTH": 3, "APKN": 1, "MWBC": 1, "not_known": 2}
_SOURCES = {
    "police": 44, "school": 18, "council": 15, "health": 8, "family_or_self": 7,
    "voluntary_or_other": 5, "housing": 1, "anonymous": 1, "not_known": 1,
}  # fmt: skip
_METHODS = {
    "social_networking": 38, "grooming": 18, "internet_other;social_networking": 12,
    "grooming;social_networking": 10, "mobile_phone": 6, "exploited_peer": 5, "gang": 3,
    "local_business": 2, "other": 2, "not_known": 4,
}  # fmt: skip
_PLACEMENTS = {
    "residential_home": 46, "foster_care": 34, "supported_accommodation": 9, "other": 6,
    "not_known": 5,
}  # fmt: skip
_LEVELS = {
    "section_47": {"level_4": 1},
    "section_17": {"level_3": 1},
    "section_20": {"level_4": 1},
    "section_31": {"level_4": 1},
    "none_required": {"level_1": 20, "level_2": 45, "level_3": 30, "not_known": 5},
}
_OUTCOMES = {
    "none_required": 740, "section_47": 170, "section_17": 80, "section_20": 7, "section_31": 3,
}  # fmt: skip
_EPISODES = {"0": 32, "1": 18, "2": 24, "3": 8, "4": 5, "6": 3, "not_known": 6, "": 4}
_LIVING = {"with_family": 78, "looked_after": 14, "independent": 3, "not_known": 3, "": 2}
_CAMHS = {"yes": 12, "no": 60, "not_known": 16, "": 12}


def about_young_person(dice: Dice) -> dict[str, str]:
    """Return what stays the same: girls and young women, mostly white, mostly 13 to 15; none is
    18 by the profile's day."""
    age = dice.one_of(_AGES)
    month = dice.number(4, 12)
    born = f"{2021 - age}-{month:02d}-{dice.number(1, 28):02d}"
    return {
        "date_of_birth": born,
        "gender": "female",
        "registered_sex": "female",
        "ethnicity": dice.one_of(_ETHNICITIES),
    }


def about_referral(dice: Dice, fixed: Mapping[str, str]) -> dict[str, str]:
    """Return the answers of a referral; `fixed` are those that the plan gives."""
    found = {
        "social_care_outcome": dice.one_of(_OUTCOMES),
        "missing_count": dice.one_of(_EPISODES),
        "living_situation": dice.one_of(_LIVING),
        "camhs_contact": dice.one_of(_CAMHS),
    } | dict(fixed)
    found["referral_source"] = dice.one_of(_SOURCES)
    found["continuum_of_need"] = dice.one_of(_LEVELS[found["social_care_outcome"]])
    found["nrm_referral"] = dice.one_of({"no": 95, "yes": 2, "not_known": 3})
    found["exploitation_type"] = dice.one_of(
        {"sexual": 86, "sexual_and_criminal": 8, "criminal": 2, "not_known": 4}
    )
    found["county_lines"] = (
        dice.one_of(YES_NO) if "criminal" in found["exploitation_type"] else "no"
    )
    found["coercion_methods"] = dice.one_of(_METHODS)
    found |= _risks(dice) | _home(dice, found["living_situation"])
    found |= _return_interview(dice, found["missing_count"]) | _justice(dice)
    return found


def _risks(dice: Dice) -> dict[str, str]:
    start = dice.one_of({"low": 30, "medium": 45, "high": 25})
    lower = {"low": "low", "medium": "low", "high": "medium"}[start]
    return {"risk_at_start": start, "risk_now": lower if dice.chance(0.5) else start}


def _home(dice: Dice, living: str) -> dict[str, str]:
    if living == "with_family":
        return {"family_setting": dice.one_of({"family_home": 93, "kinship_care": 7})}
    return {"looked_after_placement": dice.one_of(_PLACEMENTS)} if living == "looked_after" else {}


def _return_interview(dice: Dice, episodes: str) -> dict[str, str]:
    if episodes == "0":
        return {"return_interview_offered": "not_missing"}
    if not episodes.isdigit():
        return {}
    offered = dice.one_of({"yes": 82, "no": 13, "not_known": 5})
    found = {"return_interview_offered": offered}
    if offered == "yes":
        accepted = dice.one_of({"yes": 68, "no": 30, "not_known": 2})
        found["return_interview_accepted"] = accepted
        within = dice.one_of({"yes": 76, "no": 19, "not_known": 5})
        found["return_interview_72_hours"] = within if accepted == "yes" else "no"
    return found


def _justice(dice: Dice) -> dict[str, str]:
    issues = dice.one_of(
        {"none": 50, "victim_of_crime": 32, "offending": 6, "court_order": 2, "not_known": 10}
    )
    investigated = dice.one_of({"yes": 38, "no": 55, "not_known": 7})
    court = dice.one_of({"none": 70, "in_progress": 22, "abuser_convicted": 8})
    return {
        "criminal_justice_issues": issues,
        "police_investigation": investigated,
        "court_proceedings": court if investigated == "yes" else "none",
    }
