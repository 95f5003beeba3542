"""A count of the sample by the rules of the snapshot, to hold against plan and study.

It starts from the rows as they are meant to be read (refused answers are not there), and
works out anew which step each row goes to, who is the same young person, and what is known
of each. How rows are written in files is not its business.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sample_figures import (
    AGES,
    CODED,
    COMBINATIONS,
    DEPENDENT,
    ENGLAND,
    MAX_AGE_DAYS,
    MOST_ANSWERS,
    NOT_KNOWN,
    ONE_ANSWER,
    ONE_ANSWER_ONLY,
    OUTSIDE_ENGLAND,
    QUESTIONS,
    REGIONS,
    SEVERAL_ANSWERS,
    SNAPSHOT_DAY,
)
from sample_people import Answers
from sample_places import PLACES
from sample_plan import DELIVERIES, FilePlan
from sample_records import Record
from sample_story import Story

STEPS = (
    "replaced", "not_current", "quarantined", "outside_england", "not_open", "over_18",
    "duplicate", "duplicate_decided", "counted",
)  # fmt: skip
_UNKNOWN = {NOT_KNOWN, "REFU", "NOBT"}
_TYPES = ("statutory", "mixed", "voluntary")
Key = tuple[str, str, str]


@dataclass
class _Return:
    files: frozenset[str]
    records: list[Record]


@dataclass
class _Child:
    """The records of one young person, the primary first."""

    records: list[Record]

    @property
    def primary(self) -> Record:
        return self.records[0]


def normalise(ident: str, prefixes: Sequence[str]) -> str:
    """Return the normalised identifier."""
    text = unicodedata.normalize("NFKC", ident).upper()
    runs = re.findall(r"[^\W\d_]+|\d+", text)
    runs = [(run.lstrip("0") or "0") if run.isdigit() else run for run in runs]
    if len(runs) > 1 and runs[0] in prefixes:
        runs = runs[1:]
    return "-".join(runs)


def _ident(record: Record) -> str:
    prefixes = record.file.prefixes.split() if record.file.listed else []
    return normalise(record.ident, prefixes)


def _agency(file: FilePlan) -> str:
    return " ".join(file.agency_text.casefold().split())


def _area(record: Record) -> str:
    if any(kind == "row.area_unknown" for _, kind in record.slips):
        return record.file.area.key if record.file.area else f"text {record.area_text}"
    return record.place.key


def _receive(story: Story, contents: dict[str, bytes]) -> dict[Key, list[_Return]]:
    """Take the deliveries in; of each return the versions, the standing one last."""
    rows: dict[FilePlan, list[Record]] = defaultdict(list)
    for record in story.records:
        rows[record.file].append(record)
    found: dict[Key, list[_Return]] = defaultdict(list)
    for delivery in DELIVERIES:
        sent: dict[Key, _Return] = {}
        for file in story.files:
            if delivery not in (file.delivery, file.resent_in):
                continue
            content = contents[f"{delivery}/{file.path}"]
            cover = f"{_agency(file)} {file.day} {file.prefixes} {file.numbering}"
            digest = hashlib.sha256(content + cover.encode()).hexdigest()
            keys = [
                (record, (_agency(file), _area(record), str(file.day))) for record in rows[file]
            ]
            if not keys and file.area is not None:
                sent[_agency(file), file.area.key, str(file.day)] = _Return(frozenset(), [])
            for record, key in keys:
                part = sent.setdefault(key, _Return(frozenset(), []))
                part.files |= {digest}
                part.records.append(record)
        for key, part in sent.items():
            if not found[key] or found[key][-1].files != part.files:
                found[key].append(part)
    return found


def _steps(story: Story, contents: dict[str, bytes]) -> tuple[dict[int, str], list[Record]]:
    """Return each row's step by its identity, and the rows that reach the last step."""
    returns = _receive(story, contents)
    first_day = SNAPSHOT_DAY - timedelta(MAX_AGE_DAYS)
    chosen: dict[tuple[str, str], str] = {}
    for agency, area, day in returns:
        if str(first_day) <= day <= str(SNAPSHOT_DAY):
            chosen[agency, area] = max(day, chosen.get((agency, area), ""))
    steps: dict[int, str] = {}
    reach: list[Record] = []
    for (agency, area, day), versions in returns.items():
        for version in versions:
            for record in version.records:
                if version is not versions[-1]:
                    step = "replaced"
                elif chosen.get((agency, area)) != day:
                    step = "not_current"
                else:
                    step = _step(record)
                steps[id(record)] = step
                if step == "counted":
                    reach.append(record)
    return steps, reach


def _step(record: Record) -> str:
    if any(kind.startswith("row.") for _, kind in record.slips):
        return "quarantined"
    if not record.place.in_england:
        return "outside_england"
    start = record.referral or record.first_date
    if start is not None and start > SNAPSHOT_DAY:
        return "not_open"
    if record.closure is not None and record.closure <= SNAPSHOT_DAY:
        return "not_open"
    age = record.effective_age
    if age is None or age < 18:
        return "counted"
    if age <= 25 and record.first_age is not None and record.first_age < 18:
        return "counted"
    return "over_18"


def _rank(record: Record) -> tuple[int, int, str, str, int]:
    values = (
        record.age, record.born, record.first_age, record.first_date, record.referral,
        record.closure,
    )  # fmt: skip
    known = sum(not _UNKNOWN.issuperset(codes) for codes in record.answers.values())
    known += sum(value is not None for value in values)
    kind = _TYPES.index(record.agency.type)
    return -known, kind, record.agency.name, record.path, record.order


def _contradict(one: Record, two: Record) -> bool:
    genders = {r.answers.get("gender", (NOT_KNOWN,)) for r in (one, two)} - {(NOT_KNOWN,)}
    if len(genders) > 1:
        return True
    if one.born is not None and two.born is not None:
        return (one.born.year, one.born.month) != (two.born.year, two.born.month)
    ages = [r.effective_age for r in (one, two)]
    if ages[0] is None or ages[1] is None:
        return False
    return abs(ages[0] - ages[1]) > 1


def _numbering(records: Sequence[Record]) -> dict[str, str]:
    """Return how each agency of an area numbers: own, shared or (nothing said) blank."""
    said: dict[str, set[str]] = defaultdict(set)
    idents: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        said[_agency(record.file)].add(record.file.numbering if record.file.listed else "")
        idents[_agency(record.file)][_ident(record)].append(record)
    found = {}
    for agency, words in said.items():
        found[agency] = "own" if "own" in words else "shared" if "shared" in words else ""
    silent = sorted(agency for agency, word in found.items() if not word)
    for agency in silent:
        numbers = [int(i) if i.isdigit() else -1 for i in idents[agency]]
        if len(numbers) >= 5 and min(numbers) >= 0 and max(numbers) <= 2 * len(numbers):
            found[agency] = "own"
    for place, one in enumerate(silent):
        for two in silent[place + 1 :]:
            common = idents[one].keys() & idents[two].keys()
            against = sum(
                _contradict(min(idents[one][i], key=_rank), min(idents[two][i], key=_rank))
                for i in common
            )
            if len(common) >= 3 and 3 * against > len(common):
                found[one] = found[two] = "own"
    return found


def _children(records: Sequence[Record]) -> list[_Child]:
    """Return the young people of one area."""
    numbering = _numbering(records)

    def linkable(one: Record, two: Record) -> bool:
        ident = _ident(one)
        if ident != _ident(two) or _contradict(one, two):
            return False
        agencies = {_agency(one.file), _agency(two.file)}
        if len(agencies) == 1:
            return True
        words = {numbering[agency] for agency in agencies}
        if "own" in words:
            return False
        small = ident.isdigit() and int(ident) < 1000
        return not small or words == {"shared"}

    found: list[_Child] = []
    for record in sorted(records, key=_rank):
        for child in found:
            if all(linkable(record, other) for other in child.records):
                child.records.append(record)
                break
        else:
            found.append(_Child([record]))
    return found


def _merged(child: _Child) -> Answers:
    found: Answers = {}
    for question in CODED:
        records = child.records
        if question in DEPENDENT:
            living = found.get("living_situation")
            records = [r for r in records if r.answers.get("living_situation") == living]
        given = [r.answers[question] for r in records if question in r.answers]
        known = [codes for codes in given if not _UNKNOWN.issuperset(codes)]
        if QUESTIONS[question].several:
            union = {code for codes in known for code in codes}
            union = union - {"none"} or union
            known = [tuple(c for c in QUESTIONS[question].codes if c in union)] if union else []
        if known or given:
            found[question] = (known or given)[0]
    return found


def _unplanned(record: Record) -> str:
    """Return what is wrong with a row in which no slip was planted."""
    day = record.file.day
    age = record.effective_age
    for question, codes in record.answers.items():
        if question not in record.file.asked:
            return f"{question} is not asked"
        if not set(codes) <= set(QUESTIONS[question].codes):
            return f"{question} has an unknown code"
        if len(codes) > 1 and {"none", NOT_KNOWN} & set(codes):
            return f"{question} has an answer that must stand alone"
    for question, condition in DEPENDENT.items():
        lives_so = record.answers.get("living_situation") == (condition,)
        if question in record.answers and not lives_so:
            return f"{question} without its condition"
    if record.born is not None and record.age is not None:
        worked_out = day.year - record.born.year
        worked_out -= (day.month, day.day) < (record.born.month, record.born.day)
        if worked_out != record.age:
            return "age and date of birth differ"
    if record.first_age is not None and age is not None and record.first_age > age:
        return "age at first assessment above the age"
    dates = (record.referral, record.first_date, record.closure)
    if any(value is not None and value > day for value in dates):
        return "a date after the return date"
    referral, first, closure = dates
    start = referral or first
    if referral and first and first < referral:
        return "first assessment before referral"
    if closure and start and closure < start:
        return "closed before it began"
    if age is not None and age >= 18 and record.first_age is None:
        return "18 or over without age at first assessment"
    going_on = record.answers.get("court_proceedings", ("none",))[0] not in ("none", NOT_KNOWN)
    if going_on and record.answers.get("police_investigation") == ("no",):
        return "court without police"
    return ""


def _differences(name: str, wanted: Counter[str], found: Counter[str]) -> list[str]:
    keys = sorted(set(wanted) | set(found))
    return [f"{name}, {k}: {found[k]}, not {wanted[k]}" for k in keys if wanted[k] != found[k]]


def _figures(children: Sequence[_Child]) -> list[str]:
    """Hold the counts of the young people against those that the sample must show."""
    faults: list[str] = []
    merged = [_merged(child) for child in children]
    places: Counter[str] = Counter()
    for child in children:
        places[f"{child.primary.place.region} {child.primary.agency.type}"] += 1
    kinds = ("statutory", "voluntary", "mixed")
    wanted = Counter(
        {f"{r} {kind}": n for r, row in REGIONS.items() for kind, n in zip(kinds, row, strict=True)}
    )
    faults += _differences("table_2", wanted, places)
    ages: Counter[str] = Counter()
    for child in children:
        given = next((r.effective_age for r in child.records if r.effective_age is not None), None)
        ages["none" if given is None else str(given)] += 1
    years = Counter({str(age): number for age, number in AGES.items()})
    faults += _differences("age", years + Counter({"none": 1}), ages)
    for question, counts in ONE_ANSWER.items():
        single = Counter(answers[question][0] for answers in merged if question in answers)
        faults += _differences(question, Counter(counts), single)
    for question, combinations in COMBINATIONS.items():
        sets = Counter("+".join(answers[question]) for answers in merged if question in answers)
        listed = Counter({"+".join(codes): number for codes, number in combinations.items()})
        faults += _differences(question, listed, sets)
    for question, (counts, _, unknown) in SEVERAL_ANSWERS.items():
        given_sets = [answers[question] for answers in merged if question in answers]
        each = Counter(code for codes in given_sets for code in codes)
        faults += _differences(question, Counter({**counts, NOT_KNOWN: unknown}), each)
        if max(len(codes) for codes in given_sets) != MOST_ANSWERS[question]:
            faults.append(f"{question}: most answers")
        if question in ONE_ANSWER_ONLY:
            alone = sum(len(codes) == 1 for codes in given_sets)
            if (alone, len(given_sets)) != ONE_ANSWER_ONLY[question]:
                faults.append(f"{question}: {alone} with one answer of {len(given_sets)}")
    courts = [answers for answers in merged if answers.get("court_proceedings", ("none",))[0]
              not in ("none", NOT_KNOWN)]  # fmt: skip
    if any(answers.get("police_investigation") != ("yes",) for answers in courts):
        faults.append("court_proceedings: not within the police-active")
    return faults


def check(story: Story, contents: dict[str, bytes]) -> list[str]:
    """Return all that differs between the sample as planned, as counted, and the study."""
    faults: list[str] = []
    for record in story.records:
        wrong = "" if record.slips else _unplanned(record)
        if wrong:
            faults.append(f"{record.where}: {wrong}")
    steps, reach = _steps(story, contents)
    areas: dict[str, list[Record]] = defaultdict(list)
    for record in reach:
        areas[record.place.key].append(record)
    children = [child for key in PLACES for child in _children(areas[key])]
    people = {person.number: person for person in story.people}
    for child in children:
        for record in child.records[1:]:
            steps[id(record)] = "duplicate"
        owners = {record.person for record in child.records}
        person = people.pop(child.primary.person or 0, None)
        where = child.primary.where
        if person is None or len(owners) > 1:
            faults.append(f"{where}: rows of different young people come together or part")
        elif _merged(child) != person.answers:
            got = _merged(child)
            both = sorted(set(got) | set(person.answers))
            wrong_ones = [q for q in both if got.get(q) != person.answers.get(q)]
            faults.append(f"{where}: {', '.join(wrong_ones)} not as intended")
    for record in story.records:
        if steps.get(id(record)) != record.step:
            found = steps.get(id(record), "not received")
            faults.append(f"{record.where}: {found}, not {record.step}")
    totals = Counter(record.step for record in story.records)
    if (totals["counted"], totals["outside_england"]) != (ENGLAND, OUTSIDE_ENGLAND):
        faults.append(f"{totals['counted']} counted, {totals['outside_england']} outside")
    agencies = {record.agency.key for record in story.records}
    counted_in = {child.primary.place.key for child in children}
    if len(agencies) < 30 or len(counted_in) < 60:
        faults.append(f"only {len(agencies)} agencies, {len(counted_in)} areas")
    return faults + _figures(children)
