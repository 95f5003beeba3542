"""The young people of the sample: who is counted, and what is known of them in all.

`make_people` builds the 1,065 young people of England so that every figure of
`sample_figures` is met; `invent` makes up one more young person, of whom nothing is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from sample_figures import (
    AGES,
    CODED,
    COMBINATIONS,
    DEPENDENT,
    NOT_KNOWN,
    ONE_ANSWER,
    QUESTIONS,
    SEVERAL_ANSWERS,
)
from sample_places import AGENCIES, PLACES, Agency, Place
from sample_plan import JUNE, LATE, MAY, FilePlan

Answers = dict[str, tuple[str, ...]]


@dataclass(eq=False)
class Person:
    """A young person: the answers that all records together should give."""

    number: int
    place: Place
    agency: Agency
    file: FilePlan
    core: int = 0  # what all forms of the identifier have in common
    age: int | None = None
    born: date | None = None
    first_age: int | None = None
    first_date: date | None = None
    referral: date | None = None
    answers: Answers = field(default_factory=dict)
    sparse: float = 0.0  # how little the agency tells of this young person
    used: bool = False  # already has a special part in the sample


def age_on(born: date, day: date) -> int:
    """Return the age on a day of someone born on another."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def give_life(person: Person, age: int, rng: Random) -> None:
    """Give a person an age on the return date, and dates that go with it."""
    day = person.file.day
    person.age = age
    while True:
        born = date(day.year - age - 1, day.month, day.day) + timedelta(rng.randint(1, 365))
        if age_on(born, day) == age:
            break
    if age < 18:
        first = day - timedelta(rng.randint(3, 60 if age < 10 else 640))
    else:
        first = born + timedelta(round(365.25 * rng.uniform(15.1, 17.9)))
    person.born = born
    person.first_date = first
    person.first_age = age_on(born, first)
    person.referral = first - timedelta(rng.randint(0, 35))


def combine(counts: dict[str, int], sizes: dict[int, int], rng: Random) -> list[tuple[str, ...]]:
    """Return sets of answers with the given number of each answer and of each set's size."""
    left = dict(counts)
    sets: list[set[str]] = []
    for size in sorted(sizes, reverse=True):
        for _ in range(sizes[size]):
            chosen = sorted(left, key=lambda code: (-left[code], code))[:size]
            for code in chosen:
                left[code] -= 1
            sets.append(set(chosen))
    if any(left.values()):
        raise AssertionError(f"the answers cannot be shared out: {left}")
    for _ in range(20 * len(sets)):
        one, two = rng.choice(sets), rng.choice(sets)
        mine, theirs = sorted(one - two), sorted(two - one)
        if mine and theirs:
            give, take = rng.choice(mine), rng.choice(theirs)
            one ^= {give, take}
            two ^= {give, take}
    order = list(counts)
    return [tuple(sorted(found, key=order.index)) for found in sets]


# From which age (and up to which) an answer is plausible.
_FROM_AGE = {
    ("living_situation", "independent"): (16, 99),
    ("living_situation", "co_habiting"): (16, 99),
    ("living_situation", "secure_custody"): (13, 17),
    ("living_situation", "looked_after"): (8, 17),
    ("looked_after_placement", "supported_accommodation"): (16, 17),
    ("looked_after_placement", "bed_and_breakfast"): (16, 17),
    ("education_status", "no_longer_in_education"): (16, 99),
    ("education_status", "truanting"): (11, 16),
    ("education_status", "pupil_referral_unit"): (11, 16),
    ("education_status", "temporary_exclusion"): (11, 16),
    ("missing_episodes", "more_than_ten"): (10, 99),
    ("gang_association", "yes"): (11, 99),
    ("initiated_by", "gang"): (10, 99),
}
_FOR_SMALL = {"managing_risk", "family_support", "education", "other", NOT_KNOWN}
_FROM_TEN = ("coercion_methods", "exploitation_levels", "substance_misuse")


def plausible(question: str, codes: Sequence[str], age: int | None) -> bool:
    """Return whether somebody of that age may plausibly have these answers."""
    if age is None:
        return True
    if question in (*_FROM_TEN, "criminal_justice_issues"):
        return age >= 10 or codes in ((NOT_KNOWN,), ("none",))
    if question == "support_provided":
        return age >= 10 or _FOR_SMALL.issuperset(codes)
    low, high = _FROM_AGE.get((question, codes[0]), (0, 99))
    return low <= age <= high


class _Pool:
    """Gives answers to young people whose agency asks the question."""

    def __init__(self, people: Sequence[Person], rng: Random) -> None:
        self.people = people
        self.rng = rng

    def give(
        self,
        question: str,
        answers: Iterable[tuple[str, ...]],
        may: Callable[[Person], bool] = lambda _person: True,
        first: Callable[[Person, tuple[str, ...]], bool] | None = None,
    ) -> None:
        """Give each set of answers to one more young person, the likelier first."""
        free = [
            person
            for person in self.people
            if question in person.file.asked and question not in person.answers and may(person)
        ]
        weight = {p.number: 0.6 * p.sparse + 0.4 * self.rng.random() for p in free}
        free.sort(key=lambda person: weight[person.number])
        for codes in answers:
            place = self._first(question, codes, free, first)
            person = free.pop(place)
            person.answers[question] = codes

    @staticmethod
    def _first(
        question: str,
        codes: tuple[str, ...],
        free: Sequence[Person],
        first: Callable[[Person, tuple[str, ...]], bool] | None,
    ) -> int:
        fits = (i for i, person in enumerate(free) if plausible(question, codes, person.age))
        if first is not None:
            listed = list(fits)
            fits = (i for i in sorted(listed, key=lambda i: not first(free[i], codes)))
        for found in fits:
            return found
        raise AssertionError(f"nobody is left to answer {question}: {codes}")


def _spread(counts: dict[str, int], rng: Random) -> list[tuple[str, ...]]:
    """Return one-answer sets, those that need an age first and the others mixed."""
    listed: list[tuple[str, ...]] = []
    for code, number in counts.items():
        listed += [(code,)] * number
    rng.shuffle(listed)
    return listed


def _narrow_first(question: str, answers: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    def width(codes: tuple[str, ...]) -> int:
        low, high = _FROM_AGE.get((question, codes[0]), (0, 99))
        narrow = question in (*_FROM_TEN, "criminal_justice_issues")
        if narrow and codes not in ((NOT_KNOWN,), ("none",)):
            return 50
        return high - low

    return sorted(answers, key=width)


def _give_answers(people: Sequence[Person], rng: Random) -> None:
    pool = _Pool(people, rng)
    for question in CODED:
        if question in SEVERAL_ANSWERS:
            counts, sizes, unknown = SEVERAL_ANSWERS[question]
            answers = combine(counts, sizes, rng) + [(NOT_KNOWN,)] * unknown
            rng.shuffle(answers)
        elif question in COMBINATIONS:
            combinations = COMBINATIONS[question].items()
            answers = [codes for codes, number in combinations for _ in range(number)]
            rng.shuffle(answers)
        else:
            answers = _spread(ONE_ANSWER[question], rng)
        answers = _narrow_first(question, answers)
        if question in DEPENDENT:
            condition = (DEPENDENT[question],)

            def lives_so(person: Person, wanted: tuple[str, ...] = condition) -> bool:
                return person.answers.get("living_situation") == wanted

            pool.give(question, answers, may=lives_so)
        elif question == "special_educational_needs":
            pool.give(question, answers, first=_learns_with_difficulty)
        elif question == "court_proceedings":
            # A court has something to do only where the police have.
            going_on = [codes for codes in answers if codes not in (("none",), (NOT_KNOWN,))]
            others = [codes for codes in answers if codes in (("none",), (NOT_KNOWN,))]
            pool.give(question, going_on, may=_police_are_active)
            pool.give(question, others)
        else:
            pool.give(question, answers)


def _learns_with_difficulty(person: Person, codes: tuple[str, ...]) -> bool:
    return codes == ("yes",) and person.answers.get("disability") == ("learning_difficulty",)


def _police_are_active(person: Person) -> bool:
    return person.answers.get("police_investigation") == ("yes",)


def home_files(files: Sequence[FilePlan]) -> dict[tuple[str, str], list[FilePlan]]:
    """Return the files whose rows are counted, by agency and area."""
    found: dict[tuple[str, str], list[FilePlan]] = {}
    for delivery in (LATE, JUNE, MAY):
        later = set(found)
        for file in files:
            if file.delivery == delivery:
                for place in file.places:
                    if (file.agency.key, place.key) not in later:
                        found.setdefault((file.agency.key, place.key), []).append(file)
    return found


def make_people(files: Sequence[FilePlan], rng: Random) -> list[Person]:
    """Return the young people to be counted in England, with all their answers."""
    homes = home_files(files)
    people: list[Person] = []
    for agency in AGENCIES.values():
        for key, number in agency.counts:
            for turn in range(number if PLACES[key].in_england else 0):
                places = homes[agency.key, key]
                file = places[turn % len(places)]
                people.append(Person(len(people), PLACES[key], agency, file))
    ages: list[int | None] = [age for age, number in AGES.items() for _ in range(number)]
    ages += [None] * (len(people) - len(ages))
    rng.shuffle(ages)
    for person, age in zip(people, ages, strict=True):
        person.sparse = rng.random()
        if age is not None:
            give_life(person, age, rng)
    _give_answers(people, rng)
    return people


def invent(
    number: int, place: Place, file: FilePlan, rng: Random, age: int | None = None
) -> Person:
    """Return one more young person with answers as likely as those of the counted."""
    person = Person(number, place, file.agency, file, used=True)
    young = [known for known in AGES if 10 <= known < 18]
    weights = [AGES[known] for known in young]
    give_life(person, age or rng.choices(young, weights)[0], rng)
    for question in file.asked:
        if question in DEPENDENT:
            if person.answers.get("living_situation") != (DEPENDENT[question],):
                continue
        elif question != "gender" and rng.random() < 0.35:
            continue
        choices = _choices(question)
        fitting = [c for c in choices if plausible(question, c[0], person.age)]
        if question == "court_proceedings" and not _police_are_active(person):
            fitting = [c for c in fitting if c[0] in (("none",), (NOT_KNOWN,))]
        drawn = rng.choices([c[0] for c in fitting], [c[1] for c in fitting])[0]
        person.answers[question] = drawn
    return person


def _choices(question: str) -> list[tuple[tuple[str, ...], int]]:
    if question in COMBINATIONS:
        return list(COMBINATIONS[question].items())
    if question in SEVERAL_ANSWERS:
        counts, _, unknown = SEVERAL_ANSWERS[question]
        single = [((code,), number) for code, number in counts.items()]
        codes = [c for c in QUESTIONS[question].codes if c in counts]
        pairs = [((one, two), 9) for one, two in pairwise(codes)]
        return [*single, *pairs, ((NOT_KNOWN,), unknown)]
    return [((code,), number) for code, number in ONE_ANSWER[question].items()]
