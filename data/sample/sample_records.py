"""The rows that agencies send, and the same young person in several of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from sample_figures import DEPENDENT, NOT_KNOWN, QUESTIONS
from sample_people import Answers, Person, age_on
from sample_places import Agency, Place
from sample_plan import FilePlan

COUNTED = "counted"
DUPLICATE = "duplicate"
NO_ANSWERS = {(NOT_KNOWN,), ("REFU",), ("NOBT",)}
_LIVING = ("living_situation", *DEPENDENT)
# Questions that stay as they are when a young person is told of in several records.
_FIXED = {*_LIVING, "gender", "police_investigation", "court_proceedings"}


@dataclass(frozen=True)
class Spot:
    """A cell, a row or a column of a file, as the program names it; empty where there is none."""

    sheet: str = ""
    row: int | None = None
    column: int | None = None

    def cells(self) -> tuple[str, str, str]:
        """Return sheet, row and column as a table of slips shows them."""
        return self.sheet, str(self.row or ""), str(self.column or "")


@dataclass(eq=False)
class Record:
    """One row: what is to be read from it, and where it is written otherwise than usual."""

    file: FilePlan
    place: Place
    step: str
    core: int = 0
    ident: str = ""
    person: int | None = None
    answers: Answers = field(default_factory=dict)
    age: int | None = None
    born: date | None = None
    first_age: int | None = None
    first_date: date | None = None
    referral: date | None = None
    closure: date | None = None
    raw: dict[str, str] = field(default_factory=dict)  # text in place of the usual
    ticks: dict[tuple[str, str], str] = field(default_factory=dict)
    slips: list[tuple[str, str]] = field(default_factory=list)
    area_text: str | None = None
    extra: str = ""  # a cell beyond the last column
    after: Record | None = None  # a row of the same file that stands above this one
    order: int = 0  # in its file
    member: str = ""  # the file in a zip
    spot: Spot = field(default_factory=Spot)
    spots: dict[str, Spot] = field(default_factory=dict)  # of the answers

    @property
    def path(self) -> str:
        """The path of the file that the row stands in."""
        return f"{self.file.path}/{self.member}" if self.member else self.file.path

    @property
    def where(self) -> str:
        """The place of the row, for messages."""
        return " ".join((self.path, *self.spot.cells()))

    @property
    def agency(self) -> Agency:
        """The agency that sends the row."""
        return self.file.agency

    @property
    def effective_age(self) -> int | None:
        """The age given, or else worked out from the date of birth."""
        if self.age is None and self.born is not None:
            return age_on(self.born, self.file.day)
        return self.age

    def slip(self, question: str, kind: str) -> None:
        """Note that a slip is planted here."""
        self.slips.append((question, kind))


def answered(record: Record) -> int:
    """Return how many questions are answered, other than by not known."""
    others = (
        record.age,
        record.born,
        record.first_age,
        record.first_date,
        record.referral,
        record.closure,
    )
    known = sum(codes not in NO_ANSWERS for codes in record.answers.values())
    return known + sum(value is not None for value in others)


def make_record(person: Person, file: FilePlan, step: str, rng: Random) -> Record:
    """Return a row on the person in a file, with all answers that the file has room for."""
    record = Record(file, person.place, step, core=person.core, person=person.number)
    record.answers = {q: codes for q, codes in person.answers.items() if q in file.asked}
    if person.born is None or person.first_date is None:
        record.raw["age"] = "not known"
        return record
    age = age_on(person.born, file.day)
    record.age = age
    if file.born != "none" and rng.random() < 0.75:
        record.born = person.born
        month = person.born.replace(day=1)
        if file.born == "month" and age_on(month, file.day) == age:
            record.born = month
        if rng.random() < 0.2:
            record.age = None
    if person.first_date <= file.day:
        if age >= 18 or rng.random() < 0.7:
            record.first_age = person.first_age
        if rng.random() < 0.6:
            record.first_date = person.first_date
        if rng.random() < 0.65:
            record.referral = person.referral
    return record


def thin(record: Record, share: float, rng: Random) -> None:
    """Leave out answers, so that about a share of them stays."""
    for question in list(record.answers):
        if question != "gender" and rng.random() > share:
            del record.answers[question]
    for question, condition in DEPENDENT.items():
        if record.answers.get("living_situation") != (condition,):
            record.answers.pop(question, None)


def contradict(one: Record, two: Record) -> str:
    """Return what two records contradict each other in (gender, month or age), or nothing."""
    genders = [record.answers.get("gender", (NOT_KNOWN,)) for record in (one, two)]
    if (NOT_KNOWN,) not in genders and genders[0] != genders[1]:
        return "gender"
    if one.born is not None and two.born is not None:
        months = [(born.year, born.month) for born in (one.born, two.born)]
        return "month" if months[0] != months[1] else ""
    ages = (one.effective_age, two.effective_age)
    if ages[0] is not None and ages[1] is not None and abs(ages[0] - ages[1]) > 1:
        return "age"
    return ""


def second_record(
    person: Person, first: Record, file: FilePlan, turn: int, kept: set[str], rng: Random
) -> Record:
    """Return a further row on a young person, such that both rows together tell the same.

    Some answers move from the first row to the further one, some differ (the first row's
    holds), some are not known there. `kept` collects the questions that no further row of
    the young person may touch.
    """
    record = make_record(person, file, DUPLICATE, rng)
    everything = dict(record.answers)
    first.age = first.effective_age
    if turn % 7 == 6 and first.age is not None and first.age < 17:
        record.age, record.born = first.age + 1, None
    thin(record, 0.45, rng)
    for question in _LIVING:
        record.answers.pop(question, None)
    if turn % 6 == 5:
        record.answers["gender"] = (NOT_KNOWN,)
    _share_home(everything, record, first, turn % 4, kept)
    _move(everything, record, first, kept, rng)
    _differ(record, first, kept, rng)
    _not_known(everything, record, first, rng)
    spare = [q for q in record.answers if q not in kept and q not in _FIXED]
    while answered(record) >= answered(first) - 1 and spare:
        del record.answers[spare.pop()]
    return record


def equal_record(person: Person, first: Record, file: FilePlan, rng: Random) -> Record:
    """Return a further row with as many answers as the first, of which one differs."""
    record = make_record(person, file, DUPLICATE, rng)
    first.age = first.effective_age
    _differ(record, first, set(), rng)
    _make_equal(record, first, rng)
    return record


def _move(everything: Answers, record: Record, first: Record, kept: set[str], rng: Random) -> None:
    both = [q for q in first.answers if q in everything and q not in _FIXED | kept]
    single = [q for q in both if not QUESTIONS[q].several]
    for question in rng.sample(single, min(2, len(single))):
        record.answers[question] = first.answers.pop(question)
        kept.add(question)
    for question in both:
        codes = first.answers.get(question, ())
        if len(codes) > 1 and rng.random() < 0.5:
            cut = rng.randint(1, len(codes) - 1)
            first.answers[question] = codes[:cut]
            record.answers[question] = codes[cut - 1 :]
            kept.add(question)


def _differ(record: Record, first: Record, kept: set[str], rng: Random) -> None:
    may = [
        q
        for q, codes in record.answers.items()
        if q not in _FIXED
        and q not in kept
        and codes not in NO_ANSWERS
        and first.answers.get(q) == codes
        and (not QUESTIONS[q].several or q == "substance_misuse")
    ]
    for question in rng.sample(may, min(1, len(may))):
        own = record.answers[question]
        codes = QUESTIONS[question].codes
        others = [(c,) for c in codes if (c,) not in (own, *NO_ANSWERS)]
        if QUESTIONS[question].several:
            others = [("none",)] if own != ("none",) else [own]
        record.answers[question] = rng.choice(others)
        kept.add(question)


def _not_known(everything: Answers, record: Record, first: Record, rng: Random) -> None:
    silent = [
        q
        for q, codes in first.answers.items()
        if q in everything and q not in record.answers and q not in _FIXED
        and codes not in NO_ANSWERS
    ]  # fmt: skip
    for question in rng.sample(silent, min(1, len(silent))):
        record.answers[question] = (NOT_KNOWN,)


def _share_home(
    everything: Answers, record: Record, first: Record, mode: int, kept: set[str]
) -> None:
    living = everything.get("living_situation", (NOT_KNOWN,))
    dependent = [q for q in DEPENDENT if q in everything]
    if living in NO_ANSWERS or mode == 3:
        return
    kept.update(_LIVING)
    if mode == 0:  # both know where, only the further record knows more
        record.answers["living_situation"] = living
        for question in dependent:
            record.answers[question] = first.answers.pop(question)
    elif mode == 1:  # they differ, and what hangs on the further record's answer is not taken
        other = "looked_after" if living == ("with_family",) else "with_family"
        hangs_on = {"looked_after": "residential_home", "with_family": "family_home"}[other]
        record.answers["living_situation"] = (other,)
        question = {wanted: name for name, wanted in DEPENDENT.items()}[other]
        record.answers[question] = (hangs_on,)
    else:  # only the further record knows
        for question in ("living_situation", *dependent):
            record.answers[question] = first.answers.pop(question)


def _make_equal(record: Record, first: Record, rng: Random) -> None:
    """Thin the first row until it has as many answers as the further one, which has the rest."""
    spare = [
        q
        for q, codes in first.answers.items()
        if q not in _FIXED and codes not in NO_ANSWERS and record.answers.get(q) == codes
    ]
    rng.shuffle(spare)
    while answered(first) > answered(record):
        del first.answers[spare.pop()]
    others = [
        q
        for q, codes in record.answers.items()
        if q not in _FIXED and codes not in NO_ANSWERS and first.answers.get(q) == codes
    ]
    while answered(record) > answered(first):
        del record.answers[others.pop()]
