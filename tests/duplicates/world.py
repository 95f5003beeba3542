"""A made-up country in which it is known who is who, to measure what the linkage model finds.

5,000 children in 30 areas of three agencies each, 15% of them known to two.  Of the second records'
identifiers half are the same, over a quarter are written differently (one when normalised), the
rest are others.  Much is missing.  In the second scenario a quarter of all agencies number their
return 1, 2, 3.  The slips and the gaps (shares.py) know nothing of the model's m.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from ingest.identifiers import normalised_all
from schemas.codebook import SEPARATOR, Codebook
from schemas.codebook_reading import load_codebook
from schemas.records import kept_questions, not_known_column, record_schema
from tests.duplicates.shares import (
    AGES,
    HOLDS,
    MISSING,
    MISSING_ELSE,
    SHARES,
    TWINS,
    WRONG,
    WRONG_ELSE,
    WRONG_MONTH,
)

DAY = date(2011, 6, 6)
PREFIX = "BWD"

Answer = str | int | date | None
Answers = dict[str, Answer]

_AGENCIES = (("social care", "statutory", 0.4), ("police", "statutory", 0.4))
_AGENCIES += (("project", "voluntary", 0.2),)
_PROJECTS_OF_THEIR_OWN = 0.75
"""Three of four projects are a quarter of all agencies."""


@dataclass(frozen=True)
class Scenario:
    """With `own_numbering` three of four projects number their return; `slips` is the share of the
    other identifiers that are a slip of the pen away from the child's."""

    name: str
    own_numbering: bool = False
    slips: float = 0.0


SHARED = Scenario("shared numbering")
OWN = Scenario("own numbering", own_numbering=True)
SLIPS = Scenario("shared numbering, half of the other identifiers are slips", slips=0.5)


@dataclass(frozen=True)
class World:
    """`records` as `current_rows` holds them, and of each the number of its child."""

    records: pa.Table
    children: tuple[int, ...]


@dataclass(frozen=True)
class _Child:
    area: int
    number: int
    answers: Answers
    referred: date


def make_world(
    seed: int,
    scenario: Scenario = SHARED,
    *,
    children: int = 5000,
    areas: int = 30,
    known_twice: float = 0.15,
) -> World:
    """The same world for the same arguments."""
    rng = np.random.default_rng(seed)
    codebook = load_codebook()
    people = list(_children(rng, children, areas))
    twice = set(rng.permutation(len(people))[: round(known_twice * len(people))].tolist())
    own = _numbering_for_themselves(rng, areas) if scenario.own_numbering else set()
    rows: list[Answers] = []
    of: list[int] = []
    counters: dict[tuple[int, int], Iterator[int]] = defaultdict(lambda: itertools.count(1))
    for n, child in enumerate(people):
        chosen = rng.choice(3, 2 if n in twice else 1, replace=False, p=[a[2] for a in _AGENCIES])
        for which, agency in enumerate(chosen.tolist()):
            if (child.area, agency) in own:
                text = str(next(counters[child.area, agency]))
            else:
                text = _identifier(
                    rng, child.number, agency, second=which == 1, slips=scenario.slips
                )
            rows.append(_record(rng, child, agency, text, codebook))
            of.append(n)
    order = rng.permutation(len(rows)).tolist()
    return World(_table([rows[at] for at in order], codebook), tuple(of[at] for at in order))


def _children(rng: np.random.Generator, children: int, areas: int) -> Iterator[_Child]:
    numbers = {area: 2 * (rng.permutation(14_500) + 500) for area in range(areas)}
    used = [0] * areas
    made = 0
    while made < children:
        area = int(rng.integers(areas))
        child = _child(rng, area, int(numbers[area][used[area]]))
        used[area] += 1
        made += 1
        yield child
        if made < children and rng.random() < TWINS:
            alike = ("date_of_birth", "age", "ethnicity", "nationality", "living_situation")
            twin = _child(rng, area, child.number + 1)
            made += 1
            yield _Child(
                area,
                child.number + 1,
                twin.answers | {name: child.answers[name] for name in alike},
                child.referred,
            )


def _child(rng: np.random.Generator, area: int, number: int) -> _Child:
    """What hangs together does so here: placement with living situation, CAMHS with mental health,
    and all that is worse with the worse."""
    answers: Answers = {name: _drawn(rng, shares) for name, shares in SHARES.items()}
    answers |= {name: _several(rng, name) for name in HOLDS}
    if answers["mental_health_concern"] == "no":
        answers["camhs_contact"] = "no"
    if answers["living_situation"] == "looked_after" and rng.random() < 0.5:
        answers["missing_episodes"] = "more_than_ten"
    if answers["disability"] == "learning_difficulty":
        answers["special_educational_needs"] = "yes"
    age = int(rng.choice(list(AGES), p=list(AGES.values())))
    born = DAY - timedelta(days=int(age * 365.25 + rng.integers(1, 364)))
    answers["date_of_birth"] = born.replace(day=1)
    answers["age"] = age
    return _Child(area, number, answers, DAY - timedelta(days=int(rng.exponential(260)) + 1))


def _drawn(rng: np.random.Generator, shares: dict[str, float]) -> str:
    weights = np.array(list(shares.values()))
    return str(rng.choice(list(shares), p=weights / weights.sum()))


def _several(rng: np.random.Generator, name: str) -> str | None:
    codes = [code for code, share in HOLDS[name].items() if rng.random() < share]
    if not codes and name in ("substance_misuse", "criminal_justice_issues"):
        return "none"
    return SEPARATOR.join(codes) or None


def _numbering_for_themselves(rng: np.random.Generator, areas: int) -> set[tuple[int, int]]:
    chosen = rng.permutation(areas)[: round(areas * _PROJECTS_OF_THEIR_OWN)]
    return {(int(area), 2) for area in chosen}


def _identifier(
    rng: np.random.Generator, number: int, agency: int, *, second: bool, slips: float
) -> str:
    """An agency's own reference has letters of its own and never meets another agency's."""
    plain = f"{PREFIX}{number}"
    kind = rng.random()
    if not second or kind < 0.5:
        return plain
    if kind < 0.5 + 0.28:
        forms = (f"{PREFIX.lower()} {number}", f"{PREFIX}/0{number}", f"00{number}")
        return forms[int(rng.integers(3))]
    if rng.random() < slips:
        return f"{PREFIX}{_slip(rng, str(number))}"
    return f"{'ABC'[agency]}{int(rng.integers(10_000, 10_000_000))}"


def _slip(rng: np.random.Generator, digits: str) -> str:
    at = int(rng.integers(1, len(digits) - 1))
    if rng.random() < 0.5 and digits[at] != digits[at + 1]:
        return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    return digits[:at] + str((int(digits[at]) + int(rng.integers(1, 10))) % 10) + digits[at + 1 :]


def _record(
    rng: np.random.Generator, child: _Child, agency: int, text: str, codebook: Codebook
) -> Answers:
    """What an agency writes down: each date is its own, some answers are wrong, many missing."""
    answers = dict(child.answers)
    for name in (*SHARES, *HOLDS):
        if rng.random() < WRONG.get(name, WRONG_ELSE):
            drawn = _several(rng, name) if name in HOLDS else _drawn(rng, SHARES[name])
            answers[name] = drawn
    if rng.random() < 0.12:
        fine = codebook.question("ethnicity").option(str(answers["ethnicity"]))
        answers["ethnicity"] = fine.group
    if rng.random() < WRONG_MONTH:
        born = answers["date_of_birth"]
        assert isinstance(born, date)
        answers["date_of_birth"] = born.replace(month=int(rng.integers(1, 13)))
    if rng.random() < 0.03:
        age = answers["age"]
        assert isinstance(age, int)
        answers["age"] = age - 1
    later = int(rng.exponential(60)) if rng.random() < 0.6 else int(rng.exponential(300))
    referred = min(child.referred + timedelta(days=later), DAY)
    answers["referral_date"] = referred
    answers["first_assessment_date"] = min(referred + timedelta(days=int(rng.integers(30))), DAY)
    for name in list(answers):
        if rng.random() < MISSING.get(name, MISSING_ELSE):
            answers[name] = None
    if answers["living_situation"] != "with_family":
        answers["family_setting"] = None
    if answers["living_situation"] != "looked_after":
        answers["looked_after_placement"] = None
    name, kind, _ = _AGENCIES[agency]
    answers |= {"local_id": text, "agency": name, "agency_type": kind}
    answers["place"] = f"E{child.area:08}"
    return answers


def _table(rows: Sequence[Answers], codebook: Codebook) -> pa.Table:
    """Rows as `current_rows` holds them."""
    size = len(rows)
    local = pa.array([row["local_id"] for row in rows], pa.string())
    columns: dict[str, pa.Array] = {}
    for field in record_schema(codebook):
        plain = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        values = [row.get(field.name) for row in rows]
        columns[field.name] = pa.array(values, plain)
    columns["record"] = pa.array(range(size), pa.int32())
    columns["row"] = pa.array(range(size), pa.int32())
    columns["age_counted"] = columns["age"]
    columns["identifier"] = normalised_all(local, frozenset({PREFIX}))
    columns["quarantined"] = pa.array([False] * size)
    for question in kept_questions(codebook):
        if marked := not_known_column(question):
            columns[marked] = pa.array([False] * size)
    columns["agency_key"] = columns["agency"]
    columns["place"] = pa.array([row["place"] for row in rows], pa.string())
    columns["region"] = pa.array(["E12000001"] * size)
    columns["file"] = pa.array([0] * size, pa.int32())
    return pa.table(columns)
