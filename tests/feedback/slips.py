"""A return with a slip of every kind that the codebook names, one slip a young person.

`PEOPLE` is the hand-written list: what each young person's cells hold, and which questions and
problem codes must be found there, nothing more and nothing less.  Where a cell stands is what
the writer of the file knows (tests.feedback.writers).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Value = str | int | date
"""What stands in a cell; the writers turn days into what their format holds."""
Slip = tuple[str, str]
"""Question and problem code."""

RETURN_DAY = date(2011, 6, 6)


@dataclass(frozen=True)
class YoungPerson:
    """`cells` by question, `local_id` among them; a question left out is blank.  `slips` are all
    that must be said of the young person."""

    cells: Mapping[str, Value]
    slips: tuple[Slip, ...] = ()


_USUAL: Mapping[str, Value] = {
    "age": 15,
    "gender": "Female",
    "referral_date": date(2011, 3, 14),
}


def _person(local_id: str | None, *slips: Slip, **cells: Value | None) -> YoungPerson:
    """The usual answers, changed by `cells` (None: blank)."""
    said: dict[str, Value | None] = {"local_id": local_id, **_USUAL, **cells}
    return YoungPerson({name: value for name, value in said.items() if value is not None}, slips)


def _refused_identifier(local_id: str, code: str) -> YoungPerson:
    return _person(local_id, ("local_id", code))


_ROWS_REFUSED = (
    _person(None, ("local_id", "identifier_missing")),
    _refused_identifier("tbc", "identifier_placeholder"),
    _refused_identifier("n/a", "identifier_placeholder"),
    _refused_identifier("unknown", "identifier_placeholder"),
    _refused_identifier("0000", "identifier_placeholder"),
    _refused_identifier("//", "identifier_placeholder"),
    _refused_identifier("1.23E+05", "identifier_spoilt"),
    _refused_identifier("#REF!", "identifier_spoilt"),
    _refused_identifier("943 476 5919", "identifier_nhs_number"),
    _refused_identifier("YO1 7HH", "identifier_postcode"),
    _refused_identifier("wren@example.org", "identifier_email"),
    _refused_identifier("01904 555123", "identifier_phone"),
    _refused_identifier("Robin Goodfellow", "identifier_name"),
    _refused_identifier("YP 12, born 17/03/1996", "identifier_note"),
    _person("HP-114", ("area", "unknown_area"), area="Atlantis"),
    _person("HP-115", ("closure_date", "unreadable_closure_date"), closure_date="soon"),
    _person(
        "HP-116", ("closure_date", "closed_before_start"),
        closure_date=date(2011, 2, 17),
    ),
    _person(
        "HP-117", ("closure_date", "closed_before_start"),
        referral_date=None, first_assessment_date=date(2011, 4, 18),
        closure_date=date(2011, 4, 13),
    ),
)  # fmt: skip

_ANSWERS_REFUSED = (
    _person("HP-201", ("gender", "not_an_option"), gender="see file"),
    _person("HP-202", ("ethnicity", "not_an_option"), ethnicity="local"),
    _person("HP-203", ("missing_episodes", "not_an_option"), missing_episodes="some"),
    _person(
        "HP-204", ("coercion_methods", "not_an_option"),
        coercion_methods="Grooming; Hypnosis; Mobile phone",
    ),
    _person("HP-205", ("gender", "more_than_one_answer"), gender="Female; Male"),
    _person("HP-206", ("age", "number_out_of_range"), age=150),
    _person("HP-207", ("age", "number_out_of_range"), age="14.5"),
    _person("HP-208", ("age", "number_out_of_range"), age="-3"),
    _person(
        "HP-209", ("age_at_first_assessment", "number_out_of_range"),
        age_at_first_assessment="thirteen or so",
    ),
    _person("HP-210", ("date_of_birth", "unreadable_date"), date_of_birth="30/02/1996"),
    _person("HP-211", ("referral_date", "unreadable_date"), referral_date="in spring"),
    _person(
        "HP-212", ("first_assessment_date", "unreadable_date"),
        first_assessment_date="31/04/2011",
    ),
    _person(
        "HP-213", ("date_of_birth", "after_return_date"),
        date_of_birth=date(2011, 7, 20),
    ),
    _person(
        "HP-214", ("referral_date", "after_return_date"),
        referral_date=date(2011, 6, 14),
    ),
    _person(
        "HP-215", ("first_assessment_date", "after_return_date"),
        first_assessment_date=date(2011, 6, 15),
    ),
    _person("HP-216", ("substance_misuse", "none_with_other"), substance_misuse="None; Alcohol"),
    _person(
        "HP-217", ("criminal_justice_issues", "none_with_other"),
        criminal_justice_issues="Offending; None",
    ),
    _person(
        "HP-218", ("family_setting", "without_condition"),
        living_situation="Independent", family_setting="Kinship care",
    ),
    _person(
        "HP-219", ("looked_after_placement", "without_condition"),
        looked_after_placement="Private fostering",
    ),
    _person(
        "HP-220", ("age_at_first_assessment", "assessed_above_age"),
        age=14, age_at_first_assessment=16,
    ),
    _person(
        "HP-221", ("age_at_first_assessment", "assessed_above_age"),
        age=None, date_of_birth=date(1997, 1, 23), age_at_first_assessment=15,
    ),
    _person(
        "HP-222", ("age", "age_contradicts_birth"),
        age=17, date_of_birth=date(1997, 1, 23),
    ),
)  # fmt: skip

_WARNINGS = (
    _person("HP-301", ("age", "age_off_by_one"), age=15, date_of_birth=date(1997, 1, 23)),
    _person(
        "HP-302", ("first_assessment_date", "assessed_before_referral"),
        first_assessment_date=date(2011, 2, 15),
    ),
    _person("HP-303", ("closure_date", "closure_planned"), closure_date=date(2011, 6, 30)),
    _person("HP-304", ("closure_date", "closure_not_a_date"), closure_date="n/a"),
    _person("HP-305", ("closure_date", "closure_not_a_date"), closure_date="not known"),
    _person(
        "HP-306", ("coercion_methods", "not_known_dropped"),
        coercion_methods="Grooming; Not known",
    ),
    _person(
        "HP-307", ("support_provided", "not_known_dropped"),
        support_provided="Education; Not known; Family support",
    ),
    _person(
        "HP-308", ("court_proceedings", "court_without_police"),
        police_investigation="No", court_proceedings="In progress",
    ),
    _person("HP-309", ("age_at_first_assessment", "adult_without_first_age"), age=19),
    _person(
        "HP-310", ("age_at_first_assessment", "adult_without_first_age"),
        age=None, date_of_birth=date(1992, 1, 23),
    ),
)  # fmt: skip

_TWO_SLIPS = (
    _person(
        "HP-401", ("gender", "not_an_option"), ("substance_misuse", "none_with_other"),
        gender="unsure", substance_misuse="None; Drugs",
    ),
    _person(
        "HP-402", ("age", "number_out_of_range"), ("closure_date", "closure_planned"),
        age="teen", closure_date=date(2011, 7, 29),
    ),
    _person(
        "HP-403", ("area", "unknown_area"), ("coercion_methods", "not_known_dropped"),
        area="Lyonesse", coercion_methods="Gang-related activity; Not known",
    ),
)  # fmt: skip

_NO_SLIP = (
    _person("HP-501", area="Leeds", age="not known"),
    _person("HP-502", closure_date=date(2011, 5, 31), first_assessment_date=date(2011, 3, 28)),
    _person(
        "HP-503", living_situation="With family", family_setting="Family home", notes="Seen twice",
        coercion_methods="Grooming; Other: see chronology",
    ),
    _person("HP-504", age=19, age_at_first_assessment=16, court_proceedings="In progress"),
)  # fmt: skip

PEOPLE: tuple[YoungPerson, ...] = (
    _NO_SLIP[0],
    *_ROWS_REFUSED,
    _NO_SLIP[1],
    *_ANSWERS_REFUSED,
    *_TWO_SLIPS,
    _NO_SLIP[2],
    *_WARNINGS,
    _NO_SLIP[3],
)
"""A young person without a slip stands first, last and between."""

CODES_OF_PEOPLE: frozenset[str] = frozenset(code for each in PEOPLE for _, code in each.slips)
