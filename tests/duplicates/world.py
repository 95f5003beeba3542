"""A made-up country in which it is known who is who, to measure what the linkage model finds.

5,000 children in 30 areas of three agencies each, 15% of them known to two.  Of the second records'
identifiers half are the same, a third are written differently (one when normalised), a fifth are
others.  Much is missing.  In the second scenario a quarter of all agencies number their return 1,
2, 3.  The slips and the gaps are set here and know nothing of the model's m.

    .venv/bin/python -m tests.duplicates.world          the figures of 20 seeds by scenario
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import comb
from statistics import mean

import duckdb
import numpy as np
import pyarrow as pa

from ingest.identifiers import normalised_all
from pipeline.duplicates.scoring import score_pairs
from pipeline.merging import merge_records
from pipeline.young_people import _numbering, same_young_people
from schemas.codebook import SEPARATOR, Codebook
from schemas.codebook_reading import load_codebook
from schemas.linkage import Linkage, load_linkage
from schemas.people import people_schema
from schemas.records import kept_questions, not_known_column, record_schema

DAY = date(2011, 6, 6)
PREFIX = "BWD"

Answer = str | int | date | None
Answers = dict[str, Answer]

_AGENCIES = (("social care", "statutory", 0.4), ("police", "statutory", 0.4))
_AGENCIES += (("project", "voluntary", 0.2),)
_PROJECTS_OF_THEIR_OWN = 0.75
"""Three of four projects are a quarter of all agencies."""

# Answers with the share of children who have them.
_SHARES: dict[str, dict[str, float]] = {
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
_HOLDS: dict[str, dict[str, float]] = {
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

# How often a record lacks the answer; of any other question _MISSING_ELSE.
_MISSING = {"gender": 0.03, "ethnicity": 0.2, "age": 0.1, "date_of_birth": 0.35}
_MISSING |= {"referral_date": 0.3, "first_assessment_date": 0.5, "living_situation": 0.2}
_MISSING |= {"nationality": 0.35, "social_care_response": 0.3}
_MISSING_ELSE = 0.42

# How often a record has another answer than is true.
_WRONG = {"gender": 0.004, "ethnicity": 0.07, "nationality": 0.02, "disability": 0.1}
_WRONG_ELSE = 0.16
_WRONG_MONTH = 0.01
_AGES = {10: 0.02, 11: 0.04, 12: 0.08, 13: 0.14, 14: 0.2, 15: 0.24, 16: 0.17, 17: 0.11}
_TWINS = 0.01


@dataclass(frozen=True)
class Scenario:
    """`wrong` of those known twice have an identifier that is a slip of the pen away instead of
    another one; with `own_numbering` three of four projects number their return."""

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
class Figures:
    """Pairs of records of one child that are found: surely, and with all pairs of the review list
    that are true; `hidden` are children merged into another."""

    pairs: int
    sure: int
    sure_false: int
    reviewed: int
    hidden: int
    listed: int
    listed_true: int

    @property
    def precision(self) -> float:
        found = self.sure + self.sure_false
        return self.sure / found if found else 1.0

    @property
    def recall_sure(self) -> float:
        return self.sure / self.pairs if self.pairs else 1.0

    @property
    def recall_reviewed(self) -> float:
        return self.reviewed / self.pairs if self.pairs else 1.0


@dataclass(frozen=True)
class _Child:
    area: int
    number: int
    answers: Answers
    referred: date


@dataclass(frozen=True)
class Measured:
    """The young people left by the sure rule, as the model takes them, and which records of the
    world each holds."""

    units: pa.Table
    records_of: dict[int, tuple[int, ...]]


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
        if made < children and rng.random() < _TWINS:
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
    answers: Answers = {name: _drawn(rng, shares) for name, shares in _SHARES.items()}
    answers |= {name: _several(rng, name) for name in _HOLDS}
    if answers["mental_health_concern"] == "no":
        answers["camhs_contact"] = "no"
    if answers["living_situation"] == "looked_after" and rng.random() < 0.5:
        answers["missing_episodes"] = "more_than_ten"
    if answers["disability"] == "learning_difficulty":
        answers["special_educational_needs"] = "yes"
    age = int(rng.choice(list(_AGES), p=list(_AGES.values())))
    born = DAY - timedelta(days=int(age * 365.25 + rng.integers(1, 364)))
    answers["date_of_birth"] = born.replace(day=1)
    answers["age"] = age
    return _Child(area, number, answers, DAY - timedelta(days=int(rng.exponential(260)) + 1))


def _drawn(rng: np.random.Generator, shares: dict[str, float]) -> str:
    weights = np.array(list(shares.values()))
    return str(rng.choice(list(shares), p=weights / weights.sum()))


def _several(rng: np.random.Generator, name: str) -> str | None:
    codes = [code for code, share in _HOLDS[name].items() if rng.random() < share]
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
    for name in (*_SHARES, *_HOLDS):
        if rng.random() < _WRONG.get(name, _WRONG_ELSE):
            drawn = _several(rng, name) if name in _HOLDS else _drawn(rng, _SHARES[name])
            answers[name] = drawn
    if rng.random() < 0.12:
        fine = codebook.question("ethnicity").option(str(answers["ethnicity"]))
        answers["ethnicity"] = fine.group
    if rng.random() < _WRONG_MONTH:
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
        if rng.random() < _MISSING.get(name, _MISSING_ELSE):
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


# Records in their order stand in for the order of primaries.
_CANDIDATES = """
create table candidates as
select rowid as row_id, place, agency_key, identifier, gender, date_of_birth, age_counted,
  rowid::bigint as rank
from current_rows
"""

_UNITS = """
select people.person as unit, members.agencies, members.identifier, own.unit is not null
    as own_numbering, people.* exclude (person)
from people
join (
  select person, list(distinct agency_key order by agency_key) as agencies,
    arg_min(identifier, rank) as identifier
  from members group by person
) as members using (person)
left join own on own.unit = people.person
"""


def sure_rule(world: World) -> Measured:
    """What the contract's rule leaves of a world's records."""
    codebook = load_codebook()
    with duckdb.connect() as connection:
        connection.register("world", world.records)
        connection.execute("create table current_rows as from world")
        connection.execute(_CANDIDATES)
        primary = same_young_people(connection)
        connection.execute("drop table registered")
        own = _numbering(connection).own
        merge_records(connection, primary, codebook)
        placed = connection.execute("select person, place, agency_key from members").fetchall()
        units = sorted({person for person, *pair in placed if tuple(pair) in own})
        connection.register("own", pa.table({"unit": pa.array(units, pa.int64())}))
        table = connection.sql(_UNITS).to_arrow_table()
        held: dict[int, list[int]] = defaultdict(list)
        for person, row in connection.execute("select person, row_id from persons").fetchall():
            held[person].append(row)
    names = ["unit", "agencies", "identifier", "own_numbering", *people_schema(codebook).names]
    return Measured(table.select(names), {person: tuple(rows) for person, rows in held.items()})


def measure(world: World, linkage: Linkage | None = None) -> Figures:
    """What the sure rule and the review list find of the world's pairs."""
    measured = sure_rule(world)
    listed = score_pairs(measured.units, load_codebook(), linkage or load_linkage())
    children = {
        unit: frozenset(world.children[row] for row in rows)
        for unit, rows in measured.records_of.items()
    }
    sure = [_pairs_in(world, rows) for rows in measured.records_of.values()]
    group = {unit: unit for unit in children}
    true = 0
    for pair in listed.select(["unit_l", "unit_r"]).to_pylist():
        if children[pair["unit_l"]] & children[pair["unit_r"]]:
            true += 1
            one, other = group[pair["unit_l"]], group[pair["unit_r"]]
            group = {unit: one if at == other else at for unit, at in group.items()}
    together: dict[int, list[int]] = defaultdict(list)
    for unit, at in group.items():
        together[at].extend(measured.records_of[unit])
    counts: dict[int, int] = defaultdict(int)
    for child in world.children:
        counts[child] += 1
    return Figures(
        pairs=sum(comb(number, 2) for number in counts.values()),
        sure=sum(same for same, _ in sure),
        sure_false=sum(different for _, different in sure),
        reviewed=sum(_pairs_in(world, rows)[0] for rows in together.values()),
        hidden=sum(len(found) - 1 for found in children.values()),
        listed=listed.num_rows,
        listed_true=true,
    )


def _pairs_in(world: World, rows: Sequence[int]) -> tuple[int, int]:
    """Pairs of records put together: of one child, and of two."""
    pairs = list(itertools.combinations([world.children[row] for row in rows], 2))
    same = sum(one == other for one, other in pairs)
    return same, len(pairs) - same


def figures(seeds: Sequence[int], scenario: Scenario, *, children: int = 5000) -> list[Figures]:
    """One a seed; areas shrink with the country, so that each keeps its size."""
    areas = max(children * 30 // 5000, 2)
    return [measure(make_world(seed, scenario, children=children, areas=areas)) for seed in seeds]


def _said(scenario: Scenario, found: Sequence[Figures]) -> str:
    listed = sum(each.listed for each in found)
    true = sum(each.listed_true for each in found)
    return (
        f"{scenario.name}: precision {mean(each.precision for each in found):.3f},"
        f" recall {mean(each.recall_sure for each in found):.3f},"
        f" with the list {mean(each.recall_reviewed for each in found):.3f}"
        f" (least {min(each.recall_reviewed for each in found):.3f}),"
        f" hidden {max(each.hidden for each in found)},"
        f" listed {listed / len(found):.0f}, true {true / max(listed, 1):.2f}"
    )


if __name__ == "__main__":
    for tried in (SHARED, OWN, SLIPS):
        print(_said(tried, figures(range(20), tried)))
