"""The words in which agencies write answers, dates and headers."""

from __future__ import annotations

from datetime import date

COVER = ("Agency", "Type of agency", "LSCB area", "Return date", "Form version")
COVER_NAMES = ("agency", "agency_type", "area", "return_date", "form_version")
NOT_KNOWN_WORDS = ("Not known", "not known", "N/K", "nk", "Unknown", "don't know", "DK", "?")
OTHER_TEXTS = {
    "initiated_by": ("met on a bus", "somebody from the caf\u00e9"),
    "coercion_methods": ("gifts of trainers", "free taxi rides"),
    "support_provided": ("drama group", "allotment club, Thursdays"),
    "education_status": ("home tutor", "starts a course in autumn"),
    "living_situation": ("staying with neighbours",),
    "court_proceedings": ("papers being read",),
    "domestic_violence": ("loud rows next door",),
    "exploitation_levels": ("taken to parties",),
}
NOTES = (
    "Review booked for July.",
    "Likes the drop-in \u2013 comes every week.",
    "Keeps appointments; asks for the same worker.",
    'Calls the worker "coach".',
    "Caf\u00e9 visit went well.",
    "School informed.\nSecond visit planned.",
)
_LABELS = {"WBRI": "White British"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# The themes of the form, each with the first question under it.
THEMES = {
    "local_id": "Personal information",
    "referral_date": "Social care intervention",
    "location_type": "Nature of exploitation",
    "living_situation": "Living situation",
    "education_status": "Education, employment and training",
    "sexual_health_concern": "Health",
    "substance_misuse": "Substance misuse and other risk factors",
    "criminal_justice_issues": "Criminal justice",
}

# One agency has a form of its own; other questions keep the words of the national form there.
LOCAL_HEADERS = {
    "local_id": "Case ref",
    "age": "How old now",
    "age_at_first_assessment": "How old when first seen",
    "gender": "Sex",
    "ethnicity": "Background",
    "referral_date": "Came to us on",
    "closure_date": "Closed on",
    "living_situation": "Where living",
    "family_setting": "Home with",
    "looked_after_placement": "Care setting",
    "education_status": "School or college",
    "special_educational_needs": "Statement",
    "missing_episodes": "Times missing",
    "police_investigation": "Police involved",
    "local:team": "Team",
}
# By question what stands for each code; what stands for nothing is no answer.
LOCAL_ANSWERS = {
    "gender": {"female": "Young woman", "male": "Young man"},
    "living_situation": {
        "with_family": "At home", "looked_after": "In care", "independent": "Own place",
        "": "Not asked",
    },
    "looked_after_placement": {"residential_home": "Children's unit"},
    "education_status": {
        "full_time": "In school", "no_longer_in_education": "Left school",
        "truanting": "Misses days",
    },
    "police_investigation": {"yes": "Open", "no": "None open", "": "Not asked"},
}  # fmt: skip


def label(code: str) -> str:
    """Return an answer's label."""
    text = _LABELS.get(code) or (code if code.isupper() else code.replace("_", " "))
    return text[:1].upper() + text[1:]


def serial(day: date) -> int:
    """Return the number by which spreadsheets know a day."""
    return (day - date(1899, 12, 30)).days


def write_date(day: date, form: str) -> str:
    """Return a date as one of the ways writes it."""
    month = _MONTHS[day.month - 1]
    forms = {
        "slash": f"{day:%d/%m/%Y}",
        "american": f"{day:%m/%d/%Y}",
        "short": f"{day.day:02d}-{month[:3]}-{day.year}",
        "long": f"{day.day:02d} {month} {day.year}",
        "two_digits": f"{day:%d.%m.%y}",
        "serial": str(serial(day)),
    }
    return forms.get(form) or day.isoformat()
