"""Every table of the contract for one group of cases."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from .areas import REGIONS, Place
from .codebook import (
    COUNTED_IN_2011_AS,
    COUNTED_IN_2020_AS,
    ETHNIC_GROUPS,
    FORM_2011,
    FORM_2020,
    FORMS,
    NONE,
    NOT_KNOWN,
    options_of,
)
from .people import Case

Figure = tuple[str, str]
Key = tuple[str, str, str, str, str]
Rows = dict[str, Figure]
Located = tuple[Case, Place]

ENGLAND = ("national", "E92000001")
AGENCY_TYPES = ("statutory", "voluntary", "mixed")
ONE_ANSWER_TABLES = {
    "figure_1": "location_type",
    "figure_3": "gender",
    "table_3": "nationality",
    "figure_5": "disability",
    "figure_6": "living_situation",
    "figure_7": "education_status",
    "figure_8": "missing_episodes",
    "figure_11": "initiated_by",
    "table_8": "social_care_response",
    "question_special_educational_needs": "special_educational_needs",
    "question_sexual_health_concern": "sexual_health_concern",
    "question_mental_health_concern": "mental_health_concern",
    "question_camhs_contact": "camhs_contact",
    "question_gang_association": "gang_association",
    "question_police_investigation": "police_investigation",
}
SUCH_A_THING_TABLES = {"figure_9": "domestic_violence", "table_9": "court_proceedings"}
SEVERAL_ANSWER_TABLES = {
    "figure_10": "criminal_justice_issues",
    "table_5": "coercion_methods",
    "table_6": "exploitation_levels",
    "table_7": "support_provided",
    "question_substance_misuse": "substance_misuse",
}
NOT_KNOWN_IN_BASE = ("table_5", "table_6")
DEPENDENT_TABLES = {
    "table_4": ("looked_after_placement", "living_situation", "looked_after"),
    "question_family_setting": ("family_setting", "living_situation", "with_family"),
}
LATER_TABLES = {
    f"question_{name}": name
    for name in (
        *("registered_sex", "referral_source", "referred_before", "social_care_outcome"),
        *("continuum_of_need", "nrm_referral", "exploitation_type", "county_lines"),
        *("risk_at_start", "risk_now", "return_interview_offered"),
    )
}
LATER_DEPENDENT_TABLES = {
    f"question_{name}": (name, "return_interview_offered", "yes")
    for name in ("return_interview_accepted", "return_interview_72_hours")
}


def one_decimal(number: Fraction) -> str:
    """A number to one decimal, half up."""
    tenths = (number * 10 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"


def percent(count: int, base: int) -> str:
    """A count as a percentage of its base; blank where the base is 0."""
    return one_decimal(Fraction(100 * count, base)) if base else ""


def shares(answers: Sequence[str], options: Iterable[str]) -> Rows:
    """A row for each option, of those who answered."""
    counts = {option: answers.count(option) for option in options}
    return {option: (str(n), percent(n, len(answers))) for option, n in counts.items()}


def bare(count: int) -> Figure:
    """A figure without a percentage."""
    return str(count), ""


def one_answer(name: str, answers: Sequence[str | None], options: Iterable[str]) -> Rows:
    """A table of a one-answer question."""
    answered = [code for code in answers if code is not None and code != NOT_KNOWN]
    rows = shares(answered, options)
    rows["base"] = bare(len(answered))
    rows[NOT_KNOWN] = bare(answers.count(NOT_KNOWN))
    rows["not_provided"] = bare(answers.count(None))
    return rows


def counted_by(form: str, case: Case) -> Case:
    """The case with every answer as it is counted in a table of that form's options."""
    counted_as = COUNTED_IN_2011_AS if form == FORM_2011 else COUNTED_IN_2020_AS
    one = {name: counted_as.get((name, code), code) for name, code in case.one.items()}
    several = {
        name: frozenset(counted_as.get((name, code), code) for code in chosen)
        for name, chosen in case.several.items()
    }
    return replace(case, one=one, several=several)


def several_answers(
    cases: Sequence[Case], name: str, not_known_in_base: bool, form: str = FORM_2011
) -> Rows:
    """A table of a several-answer question."""
    options = list(options_of(form, name))
    answered = [case.several[name] for case in cases if name in case.several]
    unknown = 0
    if not_known_in_base:
        options.append(NOT_KNOWN)
    else:
        unknown = answered.count(frozenset({NOT_KNOWN}))
        answered = [chosen for chosen in answered if chosen != {NOT_KNOWN}]
    base = len(answered)
    rows: Rows = {}
    for option in options:
        count = sum(option in chosen for chosen in answered)
        rows[option] = (str(count), percent(count, base))
    alone = sum(len(chosen) == 1 for chosen in answered)
    rows["base"] = bare(base)
    if not not_known_in_base:
        rows[NOT_KNOWN] = bare(unknown)
    rows["not_provided"] = bare(sum(name not in case.several for case in cases))
    rows["one_answer_only"] = (str(alone), percent(alone, base))
    rows["most_answers"] = bare(max((len(chosen) for chosen in answered), default=0))
    return rows


def ages(cases: Sequence[Case]) -> Rows:
    """Figure 2: cases by single year of age, and what the ages come to."""
    known = [case.age for case in cases if case.age is not None]
    base = len(known)
    rows = {str(n): (str(known.count(n)), percent(known.count(n), base)) for n in range(26)}
    rows["base"] = bare(base)
    rows[NOT_KNOWN] = bare(sum(case.age_not_known for case in cases))
    rows["not_provided"] = bare(sum(case.age is None and not case.age_not_known for case in cases))
    rows |= dict.fromkeys(("mean", "mode", "youngest", "oldest"), ("", ""))
    if known:
        most = max(known.count(n) for n in known)
        rows["mean"] = (one_decimal(Fraction(sum(known), base)), "")
        rows["mode"] = bare(min(n for n in known if known.count(n) == most))
        rows["youngest"] = bare(min(known))
        rows["oldest"] = bare(max(known))
    return rows


def dependent(
    cases: Sequence[Case], name: str, other: str, condition: str, form: str = FORM_2011
) -> Rows:
    """A table of those who gave one answer to another question; all others are outside."""
    inside = [case for case in cases if case.one.get(other) == condition]
    rows = one_answer(name, [case.one.get(name) for case in inside], options_of(form, name))
    rows["outside_base"] = bare(len(cases) - len(inside))
    return rows


def such_a_thing(cases: Sequence[Case], name: str) -> Rows:
    """A table of those who have such a thing: 'none' is outside its base."""
    inside = [case.one.get(name) for case in cases if case.one.get(name) != NONE]
    options = [option for option in options_of(FORM_2011, name) if option != NONE]
    rows = one_answer(name, inside, options)
    rows["outside_base"] = bare(len(cases) - len(inside))
    return rows


def beside(cases: Sequence[Case]) -> dict[str, Rows]:
    """The counts that stand beside a breakdown, of all cases."""

    def count(test: Callable[[Case], bool]) -> Figure:
        return bare(sum(test(case) for case in cases))

    def issues(case: Case) -> set[str]:
        return set(case.several.get("criminal_justice_issues", ()))

    return {
        "figure_6": {
            "of_which_family_home": count(lambda c: c.one.get("family_setting") == "family_home"),
            "of_which_kinship_care": count(lambda c: c.one.get("family_setting") == "kinship_care"),
        },
        "figure_7": {
            "beside_special_educational_needs": count(
                lambda c: c.one.get("special_educational_needs") == "yes"
            )
        },
        "table_9": {
            "beside_police_active": count(lambda c: c.one.get("police_investigation") == "yes")
        },
        "figure_10": {
            "exactly_asbo_victim_of_crime": count(
                lambda c: issues(c) == {"asbo", "victim_of_crime"}
            ),
            "exactly_asbo_offending_victim_of_crime": count(
                lambda c: issues(c) == {"asbo", "offending", "victim_of_crime"}
            ),
        },
    }


def later_tables(everyone: Sequence[Case]) -> dict[str, Rows]:
    """The tables that stand only where anyone was returned in the form of 2020."""
    latest = [max(case.forms) for case in everyone]
    tables = {"question_form_version": shares(latest, FORMS) | {"base": bare(len(latest))}}

    cases = [counted_by(FORM_2020, case) for case in everyone if FORM_2020 in case.forms]
    for table, name in LATER_TABLES.items():
        answers = [case.one.get(name) for case in cases]
        tables[table] = one_answer(name, answers, options_of(FORM_2020, name))
        tables[table]["outside_base"] = bare(0)
    for table, (name, other, condition) in LATER_DEPENDENT_TABLES.items():
        tables[table] = dependent(cases, name, other, condition, FORM_2020)

    name = "looked_after_placement"
    tables[f"form_2020_{name}"] = dependent(
        cases, name, "living_situation", "looked_after", FORM_2020
    )
    name = "criminal_justice_issues"
    tables[f"form_2020_{name}"] = several_answers(cases, name, False, FORM_2020)
    tables[f"form_2020_{name}"]["outside_base"] = bare(0)
    for table, rows in tables.items():
        if table != "question_form_version":
            outside = int(rows["outside_base"][0]) + len(everyone) - len(cases)
            rows["outside_base"] = bare(outside)
    return tables


def tables_of(everyone: Sequence[Case], with_later: bool) -> dict[str, Rows]:
    """All tables but table_2 for one group of cases."""
    cases = [counted_by(FORM_2011, case) for case in everyone]
    tables: dict[str, Rows] = {"figure_2": ages(cases)}
    for table, name in ONE_ANSWER_TABLES.items():
        answers = [case.one.get(name) for case in cases]
        tables[table] = one_answer(name, answers, options_of(FORM_2011, name))
    group_of = {code: group for group, codes in ETHNIC_GROUPS.items() for code in codes}
    groups = [case.one.get("ethnicity") for case in cases]
    groups = [group_of.get(code, code) if code else None for code in groups]
    tables["figure_4"] = one_answer("ethnicity", groups, ETHNIC_GROUPS)
    for table, name in SUCH_A_THING_TABLES.items():
        tables[table] = such_a_thing(cases, name)
    for table, name in SEVERAL_ANSWER_TABLES.items():
        tables[table] = several_answers(cases, name, table in NOT_KNOWN_IN_BASE)
    for table, (name, other, condition) in DEPENDENT_TABLES.items():
        tables[table] = dependent(cases, name, other, condition)
    for table, rows in beside(cases).items():
        tables[table] |= rows
    return tables | later_tables(everyone) if with_later else tables


def by_type(cases: Sequence[Case], row: str, base: int) -> dict[tuple[str, str], Figure]:
    """One row of table 2 with its four columns; only the total may have a percentage."""
    line = {(row, "total"): (str(len(cases)), percent(len(cases), base))}
    for kind in AGENCY_TYPES:
        line[row, kind] = bare(sum(case.agency_type == kind for case in cases))
    return line


def all_figures(located: Sequence[Located]) -> dict[Key, Figure]:
    """Every figure of tables.csv: England, its regions, and the places that have cases."""
    groups: dict[tuple[str, str], list[Case]] = {ENGLAND: [case for case, _ in located]}
    for region in REGIONS:
        groups["regional", region] = [case for case, place in located if place.region == region]
    for case, place in located:
        groups.setdefault((place.level, place.code), []).append(case)

    with_later = any(FORM_2020 in case.forms for case, _ in located)
    figures: dict[Key, Figure] = {}
    for (level, code), cases in groups.items():
        if level == "national":
            for region in REGIONS:
                line = by_type(groups["regional", region], region, len(cases))
                for (row, column), figure in line.items():
                    figures["table_2", level, code, row, column] = figure
        for (row, column), figure in by_type(cases, "base", 0).items():
            figures["table_2", level, code, row, column] = figure
        for table, rows in tables_of(cases, with_later).items():
            for row, figure in rows.items():
                figures[table, level, code, row, "total"] = figure
    return figures
