"""Sixty invented young people of one agency, area and day, and what must be stored of them.

Nothing here uses the program but for the codebook's questions and options: what is expected is
written by hand or worked out anew.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from schemas.codebook import Kind, Question
from schemas.codebook_reading import load_codebook

NUMBER_OF_PEOPLE = 60
RETURN_DAY = date(2011, 6, 6)
NOT_KNOWN = "not_known"
COVER: Mapping[str, str | date] = {
    "agency": "Lanternway Project (sample)",
    "agency_type": "voluntary",
    "area": "York",
    "return_date": RETURN_DAY,
}
"""The cover by field; a layout writes the date in its own way."""
YORK = "E06000014"


@dataclass(frozen=True)
class Month:
    """A date of birth of which only the month is given."""

    year: int
    month: int


Value = str | int | date | Month | tuple[str, ...]
"""A code, a number, a date, a month, or the codes of several answers; not known is NOT_KNOWN."""


@dataclass(frozen=True)
class YoungPerson:
    """`answers` by question (blank: left out), in codes; `other_texts` what stands behind `other`;
    `as_written` what stands in the cell whatever the layout, in place of an answer; `problems` the
    questions and codes that must be found; `refused` the answers that must be lost by them;
    `identifier` the normalised form."""

    number: int
    identifier: str | None
    answers: Mapping[str, Value]
    other_texts: Mapping[str, str]
    as_written: Mapping[str, str | int]
    problems: tuple[tuple[str, str], ...] = ()
    refused: frozenset[str] = frozenset()
    quarantined: bool = False

    def free_texts(self, kinds: Collection[Kind]) -> int:
        """How many texts must be dropped: notes, and what stands behind `other` in questions of
        these kinds."""
        codebook = load_codebook().of_form("2011")
        behind_other = sum(codebook.question(name).kind in kinds for name in self.other_texts)
        return behind_other + ("notes" in self.answers)


def young_people() -> tuple[YoungPerson, ...]:
    """The same sixty every time: every question and option is used, and each is left blank."""
    questions = {each.name: each for each in load_codebook().of_form("2011").questions}
    people = tuple(_young_person(n, questions) for n in range(1, NUMBER_OF_PEOPLE + 1))
    return tuple(_with_slip(each) for each in people)


def _young_person(number: int, questions: Mapping[str, Question]) -> YoungPerson:
    text, identifier = _identifier(number)
    answers: dict[str, Value] = {"local_id": text}
    if number % 9 == 4:
        answers["area"] = ("York", "816", YORK)[number % 3]
    answers |= _ages(number) | _dates(number)
    for place, question in enumerate(questions.values()):
        if question.kind == "one" and (code := _one(question, number, place)):
            answers[question.name] = code
        elif question.kind == "several" and (codes := _several(question, number, place)):
            answers[question.name] = codes
    _keep_to_conditions(number, answers, questions)
    if number % 6 == 1:
        answers["notes"] = _NOTES[number % len(_NOTES)]
    other_texts = {
        name: f"told to worker {number}"
        for name, value in answers.items()
        if questions[name].kind in ("one", "several")
        and (value == "other" or (isinstance(value, tuple) and "other" in value))
        and name != "ethnicity"
        and number % 2
    }
    return YoungPerson(number, identifier, answers, other_texts, {})


_NOTES = (
    "Seen at the café on Saturday; naïve about risk",
    "Mother’s partner – see chronology",
    "Total of 3 visits in May",
    "Übergang zur Schule, no concerns",
)


def _identifier(number: int) -> tuple[str, str]:
    """How an identifier is written, and its normalised form."""
    match number % 5:
        case 0:
            return f"HP/{number:04}", f"HP-{number}"
        case 1:
            return f"00{number + 400}", str(number + 400)
        case 2:
            return f"YP {number}", f"YP-{number}"
        case 3:
            return str(70_100 + number), str(70_100 + number)
        case _:
            return f"lw-{number:03}b", f"LW-{number}-B"


def _one(question: Question, number: int, place: int) -> str | None:
    """Each option in turn, and then none."""
    codes = [option.code for option in question.options]
    turn = (number + place + number // (len(codes) + 1)) % (len(codes) + 1)
    return codes[turn] if turn < len(codes) else None


def _several(question: Question, number: int, place: int) -> tuple[str, ...]:
    """One to three options in the codebook's order; what excludes others stands alone."""
    codes = [option.code for option in question.options]
    together = [code for code in codes if code not in ("none", NOT_KNOWN)]
    turn = (number + place) % (len(codes) + 3)
    if turn < len(codes) and codes[turn] not in together:
        return (codes[turn],)
    if turn == len(codes):
        return ()
    wanted = {(number * step + place) % len(together) for step in range(1, 1 + number % 3 + 1)}
    wanted.add(turn % len(together))
    return tuple(code for n, code in enumerate(together) if n in wanted)


def _ages(number: int) -> dict[str, Value]:
    """A date of birth, an age or both, in step with each other; adults were first seen as
    children."""
    age = 9 + number % 14
    birthday = date(RETURN_DAY.year - age, 1 + number % 5, 1 + number % 28)
    answers: dict[str, Value] = {}
    match number % 6:
        case 0 | 1:
            answers["date_of_birth"] = birthday
        case 2:
            answers |= {"date_of_birth": Month(birthday.year, birthday.month), "age": age}
        case 3:
            answers |= {"date_of_birth": NOT_KNOWN, "age": age}
        case 4:
            answers["age"] = age
        case _:
            answers |= {"date_of_birth": birthday, "age": NOT_KNOWN}
    if age >= 18 or number % 4 == 0:
        answers["age_at_first_assessment"] = min(age, 12 + number % 5)
    elif number % 4 == 1:
        answers["age_at_first_assessment"] = NOT_KNOWN
    return answers


def _dates(number: int) -> dict[str, Value]:
    referral = date(2010, 1, 4) + timedelta(days=7 * number + number % 7)
    answers: dict[str, Value] = {"referral_date": referral}
    if number % 8 == 7:
        answers["referral_date"] = NOT_KNOWN
    elif number % 8 == 3:
        del answers["referral_date"]
    if number % 3:
        answers["first_assessment_date"] = referral + timedelta(days=number % 30)
    elif number % 6 == 0:
        answers["first_assessment_date"] = NOT_KNOWN
    if number % 10 == 6:
        answers["closure_date"] = date(2011, 5, 1 + number % 28)
    return answers


def _keep_to_conditions(
    number: int, answers: dict[str, Value], questions: Mapping[str, Question]
) -> None:
    """Takes out what would be a slip."""
    turn = number // 8
    for name, condition in (
        ("family_setting", "with_family"),
        ("looked_after_placement", "looked_after"),
    ):
        codes = [option.code for option in questions[name].options]
        answers.pop(name, None)
        if answers.get("living_situation") == condition:
            answers[name] = codes[turn % len(codes)]
    if answers.get("court_proceedings") not in (None, "none", NOT_KNOWN):
        answers["police_investigation"] = "yes"


def _with_slip(person: YoungPerson) -> YoungPerson:
    """The planted slips, each as the agency wrote it, with what it has to cost."""
    match person.number:
        case 4:
            return _written(person, "gender", "see file", "not_an_option")
        case 9:
            written = _written(person, "age", 150, "number_out_of_range")
            return _without(written, "date_of_birth", "age_at_first_assessment")
        case 14:
            placeholder = replace(person, identifier=None, quarantined=True)
            return _written(placeholder, "local_id", "tbc", "identifier_placeholder")
        case 19:
            dates = {"referral_date": date(2011, 3, 7), "closure_date": date(2011, 2, 28)}
            changed = _changed(_without(person, "first_assessment_date"), **dates)
            return _found(replace(changed, quarantined=True), "closure_date", "closed_before_start")
        case 24:
            refused = replace(person, quarantined=True)
            return _written(refused, "closure_date", "soon", "unreadable_closure_date")
        case 27:
            missing = replace(_without(person, "local_id"), identifier=None, quarantined=True)
            return _found(missing, "local_id", "identifier_missing")
        case 29:
            changed = _changed(person, coercion_methods=("grooming", NOT_KNOWN))
            found = _found(changed, "coercion_methods", "not_known_dropped")
            return _without_text(found, "coercion_methods")
        case 34:
            changed = _changed(person, substance_misuse=("none", "alcohol"))
            found = _found(changed, "substance_misuse", "none_with_other", refused=True)
            return _without_text(found, "substance_misuse")
        case 37:
            changed = _changed(person, police_investigation="no", court_proceedings="in_progress")
            found = _found(changed, "court_proceedings", "court_without_police")
            return _without_text(found, "court_proceedings")
        case 39:
            setting = {"living_situation": "independent", "family_setting": "kinship_care"}
            changed = _without(_changed(person, **setting), "looked_after_placement")
            found = _found(changed, "family_setting", "without_condition", refused=True)
            return _without_text(_without_text(found, "living_situation"), "looked_after_placement")
        case 41:
            return _written(person, "referral_date", "sometime in spring", "unreadable_date")
        case 44:
            changed = _changed(person, closure_date=date(2011, 6, 30))
            return _found(changed, "closure_date", "closure_planned")
        case 49:
            return _written(person, "closure_date", "n/a", "closure_not_a_date")
        case 51:
            ages: dict[str, Value] = {"age": 14, "age_at_first_assessment": 16}
            changed = _changed(_without(person, "date_of_birth"), **ages)
            return _found(changed, "age_at_first_assessment", "assessed_above_age", refused=True)
        case 54:
            ages = {"date_of_birth": date(1996, 3, 12), "age": 16, "age_at_first_assessment": 14}
            return _found(_changed(person, **ages), "age", "age_off_by_one")
        case 55:
            changed = _changed(_without(person, "date_of_birth"), age=20)
            adult = _without(changed, "age_at_first_assessment")
            return _found(adult, "age_at_first_assessment", "adult_without_first_age")
        case 59:
            dates = {
                "referral_date": date(2011, 3, 7),
                "first_assessment_date": date(2011, 3, 1),
            }
            changed = _changed(person, **dates)
            return _found(changed, "first_assessment_date", "assessed_before_referral")
        case _:
            return person


def _changed(person: YoungPerson, **answers: Value) -> YoungPerson:
    return replace(person, answers={**person.answers, **answers})


def _without(person: YoungPerson, *names: str) -> YoungPerson:
    kept = {name: value for name, value in person.answers.items() if name not in names}
    return replace(person, answers=kept)


def _without_text(person: YoungPerson, question: str) -> YoungPerson:
    kept = {name: text for name, text in person.other_texts.items() if name != question}
    return replace(person, other_texts=kept)


def _found(person: YoungPerson, question: str, code: str, refused: bool = False) -> YoungPerson:
    lost = person.refused | {question} if refused else person.refused
    return replace(person, problems=(*person.problems, (question, code)), refused=lost)


def _written(person: YoungPerson, question: str, text: str | int, code: str) -> YoungPerson:
    """The answer replaced by a text that is none."""
    bare = _without_text(_without(person, question), question)
    return _found(
        replace(bare, as_written={**bare.as_written, question: text}), question, code, refused=True
    )
