"""Answers to what the form of 2020 asks: right, otherwise written, unknown, wrong, out of place."""

from collections.abc import Sequence

from .codebook import BY_NAME, DEPENDS_ON, FORM_2020, FORMS, QUESTIONS, SPELLINGS, option_labels

Cells = tuple[tuple[str, str], ...]  # question and text, in one row

NOT_KNOWN_SAID = ("not known", "N/K", "Unknown", "DK", "not_known")
NO_COUNTS = ("1000", "-1", "2.5", "often", "ten")


def _choice_cells() -> list[Cells]:
    """The answers to every choice that only the later form has, without those that depend."""
    cells: list[Cells] = []
    for number, question in enumerate(QUESTIONS):
        name = question.name
        if question.kind != "one" or question.forms == FORMS or name in DEPENDS_ON:
            continue
        for place, option in enumerate(question.options):
            label = option_labels(name, option)[-1]
            written = (label, label.upper(), f" {label.lower()} ", label.replace(" ", "  "))
            cells += [((name, option),), ((name, written[(number + place) % 4]),)]
        cells.append(((name, NOT_KNOWN_SAID[number % len(NOT_KNOWN_SAID)]),))
        cells.append(((name, "no such answer"),))
    cells += [((name, said),) for name, said in SPELLINGS]
    return cells


def _missing_cells() -> list[Cells]:
    """The number of missing episodes, with and without its band."""
    count, episodes = "missing_count", "missing_episodes"
    numbers = ("0", "1", "3", "7", "10", "11", "040", "999")
    return [
        *(((count, text),) for text in numbers),
        *(((count, text),) for text in numbers),
        *(((count, text),) for text in (*NO_COUNTS, *NOT_KNOWN_SAID)),
        ((count, "12"), (episodes, "None")),
        ((count, "12"), (episodes, "n/k")),
        ((count, "0"), (episodes, "more_than_ten")),
        ((count, "4"), (episodes, "no such answer")),
        ((count, "N/K"), (episodes, "Ten or fewer")),
        ((count, "N/K"), (episodes, "often")),
        ((count, "often"), (episodes, "Ten or fewer")),
        ((count, "often"), (episodes, "N/K")),
        ((count, "1000"), (episodes, "often")),
        ((episodes, "12"),),
        ((count, "0"), ("return_interview_offered", "Yes")),
    ]


def _interview_cells() -> list[Cells]:
    """Return home interviews: both dependent answers with and without their condition."""
    offered, accepted = "return_interview_offered", "return_interview_accepted"
    held = "return_interview_72_hours"
    return [
        ((offered, "Yes"), (accepted, "Yes"), (held, "Y")),
        ((offered, "y"), (accepted, "yes"), (held, "No")),
        ((offered, "yes"), (accepted, "No"), (held, "yes")),
        ((offered, "YES"), (accepted, "N"), (held, "n/k")),
        ((offered, "Yes"), (accepted, "n/k")),
        ((offered, "Yes"), (held, "unclear")),
        ((offered, "Yes"),),
        ((offered, "No"), (accepted, "Yes")),
        ((offered, "Not missing"), (held, "No")),
        ((offered, "Not missing"), (accepted, "not known"), (held, "dk")),
        ((offered, "n/k"), (held, "yes")),
        ((offered, "never asked"), (accepted, "Yes")),
        ((accepted, "Yes"),),
        ((accepted, "no"), (offered, "yes")),
        ((accepted, "?"),),
        ((held, "Yes"),),
        ((held, "no"), (offered, "yes")),
        ((held, "N/K"),),
    ]


def _options_of_one_form() -> list[Cells]:
    """Options that only one of the forms has, alone and beside others."""
    home, care, issues = "living_situation", "looked_after_placement", "criminal_justice_issues"
    placements = ("Foster care", "foster_care", "Foster carer", "Other", "Residential home", "nk")
    chosen = (
        *("asbo", "court_order", "Civil injunction or criminal behaviour order", "CBO; asbo"),
        *("ASBO; Victim of crime", "court_order; victim of crime", "CBO; offending"),
        *("court_order; offending; victim_of_crime", "asbo; court_order; victim of crime"),
        *("none; asbo", "none; court_order", "n/k; asbo", "court order; n/k", "asbo; tagging"),
    )
    return [
        *(((home, "Looked after"), (care, text)) for text in placements),
        *(((care, text), (home, "looked_after")) for text in placements[:4]),
        ((care, "Foster care"),),
        ((home, "With family"), (care, "foster_care")),
        *(((issues, text),) for text in chosen),
        *(((issues, text),) for text in chosen),
        *((("social_care_response", text),) for text in ("CSE plan", "cse_plan")),
        (("social_care_response", "Specific child exploitation plan"),),
    ]


MERGED_ANSWERS_2020: Sequence[Cells] = (
    *(cells for _ in range(3) for cells in _interview_cells()),
    *(cells for _ in (1, 2) for cells in _options_of_one_form()),
    *_missing_cells(),
    *(
        (("missing_count", count), ("missing_episodes", said))
        for count in ("2", "8", "12", "n/k")
        for said in ("None", "Ten or fewer", "more_than_ten", "", "")
        for _ in range(4)
    ),
    *((("county_lines", text),) for text in ("yes", "no", "n/k", "N/K", "unknown")),
    *((("registered_sex", text),) for text in ("Female", "male", "u")),
)

ANSWERS_2020: Sequence[Cells] = (
    *_choice_cells(),
    *(cells for _ in (1, 2) for cells in _interview_cells()),
    *(cells for _ in (1, 2) for cells in _options_of_one_form()),
    *(cells for _ in (1, 2) for cells in _missing_cells()),
    *((("district", text),) for text in ("Eastern", "n/k", "The far end; beyond")),
    (("county_lines", "Yes"), ("exploitation_type", "Sexual")),
    (("exploitation_type", "sexual_and_criminal"), ("county_lines", "y")),
)

assert all(FORM_2020 in BY_NAME[name].forms for cells in ANSWERS_2020 for name, _ in cells)
