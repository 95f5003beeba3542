"""The rows in which the agencies of a random world tell of their work, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from ..codebook import FORM_2011, QUESTIONS, answer_label, options_of
from ..records import age_on
from .cast import Agency, Child, Episode, World, month_day, month_of

Cells = dict[str, str]
PREFIX = "LE"
ERRORS: tuple[Cells, ...] = (
    {"closure_date": "soon"},
    {"closure_date": "2009-01-02", "referral_date": "2009-02-01"},
    {"local_id": "tbc"},
    {"local_id": "BB1 7DY"},
    {"area": "Atlantis"},
    {"area": "Cardiff"},
    {"gender": "purple"},
    {"age": "teenager"},
    {"age": "15.5"},
    {"date_of_birth": "31/02/1995"},
    {"referral_date": "2031-05-05"},
    {"first_assessment_date": "soon"},
    {"substance_misuse": "None; Alcohol"},
    {"coercion_methods": "Grooming; magic"},
    {"family_setting": "Family home", "living_situation": "Looked after"},
    {"age_at_first_assessment": "99"},
)
CONTRADICTIONS: tuple[Cells, ...] = (
    {"gender": "Male"},
    {"gender": "Transgender"},
    {"age": "12", "date_of_birth": ""},
    {"date_of_birth": "1996-02-03", "age": ""},
)


@dataclass(frozen=True)
class Told:
    """One return: of an agency for an area and a day, with its rows."""

    agency: Agency
    area: int
    month: int
    day: date
    rows: tuple[Cells, ...]


def identifier(rng: Random, world: World, agency: Agency, child: Child, area: int) -> str:
    """The young person's number with an agency in an area, in one of the ways of writing it."""
    order = agency.given.setdefault(child.number, len(agency.given) + 1)
    way = world.numbering[area]
    if way == "letters":
        return f"{agency.name[0]}{world.agencies.index(agency)}-{child.number}"
    number = {"small": child.number % 300 + 1, "1001": 1000 + order, "1, 2, 3": order}.get(
        way, 1000 + child.number
    )
    if way == "prefix":
        return rng.choice((f"{PREFIX}/{number:06}", f"le {number}", f"{number}"))
    return rng.choice((f"{number}", f"{number}", f"{number:06}"))


def answers(rng: Random, agency: Agency, child: Child, oddity: float) -> Cells:
    """What the agency says on the choices: mostly the same every month."""
    same = Random(f"{child.seed} {agency.name}")
    cells: Cells = {}
    for question in QUESTIONS:
        if question.kind not in ("one", "several") or question.name == "gender":
            continue
        if FORM_2011 not in question.forms:
            continue
        options = options_of(FORM_2011, question.name)
        asked = same.random() < 0.5
        chosen = same.choice((*options, "not_known"))
        second = same.choice(options)
        if rng.random() < 0.05 * oddity:
            chosen = rng.choice(options)
        if not asked:
            continue
        cells[question.name] = chosen if question.name == "ethnicity" else answer_label(chosen)
        if question.kind == "several" and "none" not in (chosen, second):
            cells[question.name] += f"; {answer_label(second)}"
    for name, condition in (
        ("family_setting", "With family"),
        ("looked_after_placement", "Looked after"),
    ):
        if cells.get("living_situation") != condition:
            cells.pop(name, None)
    return cells


def about(rng: Random, episode: Episode, day: date, oddity: float) -> Cells:
    """Gender, birth and ages, as the agency gives them."""
    agency, child = episode.agency, episode.child
    age = age_on(child.born, day)
    if rng.random() < 0.06 * oddity:
        age += rng.choice((-1, 1, 1, 2))
    cells = {"gender": child.gender}
    way = agency.age
    if way in ("given", "both"):
        cells["age"] = str(max(age, 0))
    if way in ("born", "both"):
        cells["date_of_birth"] = child.born.isoformat()
    elif way == "month":
        cells["date_of_birth"] = child.born.strftime("%m/%Y")
    elif way == "blank":
        cells["age"] = "not known"
    if Random(f"{child.seed} {agency.name} first").random() < agency.first_age:
        cells["age_at_first_assessment"] = str(max(age_on(child.born, episode.begins), 0))
    if rng.random() < 0.01 * oddity:
        cells |= rng.choice(CONTRADICTIONS)
    return cells


def is_told(episode: Episode, month: int, day: date, start: date) -> bool:
    """Whether an episode has a row in the return of a month."""
    if episode.begins > day or month in episode.silent:
        return False
    if month < month_of(start, episode.begins) + episode.seen_late:
        return False
    if episode.ends is None or episode.ends > day:
        return True
    since = month - month_of(start, episode.ends)
    if since < episode.told_late:
        return True
    return episode.told and since <= episode.agency.keeps + episode.told_late


def row_of(rng: Random, world: World, episode: Episode, month: int, day: date) -> Cells:
    """The row of an episode in the return of a month."""
    agency, child = episode.agency, episode.child
    cells = {"local_id": identifier(rng, world, agency, child, episode.area)}
    cells |= about(rng, episode, day, world.oddity) | answers(rng, agency, child, world.oddity)
    if episode.referral and episode.referral <= day:
        cells["referral_date"] = episode.referral.isoformat()
    if episode.assessed and episode.assessed <= day:
        cells["first_assessment_date"] = episode.assessed.isoformat()
    ends = episode.ends
    if ends and ends <= day:
        if month - month_of(world.start, ends) >= episode.told_late:
            cells["closure_date"] = ends.isoformat()
    elif ends and episode.planned and ends - day < timedelta(days=75):
        slip = timedelta(days=rng.choice((0, 0, 0, -12, 12, 40)))
        cells["closure_date"] = max(ends + slip, day).isoformat()
    if rng.random() < 0.02 * world.oddity:
        cells |= rng.choice(ERRORS)
    return cells


def twice(rng: Random, cells: Cells, day: date) -> Cells:
    """The same young person once more in the same return, told otherwise."""
    other = {name: text for name, text in cells.items() if rng.random() < 0.8}
    other["local_id"] = cells["local_id"]
    how = rng.choice(("same", "open", "closed", "later", "gender"))
    if how == "open":
        other.pop("closure_date", None)
    elif how == "closed":
        other["closure_date"] = (day - timedelta(days=rng.randrange(60))).isoformat()
    elif how == "later":
        other["referral_date"] = (day - timedelta(days=rng.randrange(20))).isoformat()
    elif how == "gender":
        other |= rng.choice(CONTRADICTIONS)
    return other


def returns_told(rng: Random, world: World) -> list[Told]:
    """All returns that the agencies make, as they are first made, month by month."""
    by_work: dict[tuple[int, int], list[Episode]] = {}
    for episode in world.episodes:
        key = (world.agencies.index(episode.agency), episode.area)
        by_work.setdefault(key, []).append(episode)
    told = []
    for month in range(world.months):
        for number, agency in enumerate(world.agencies):
            if not agency.joins <= month < agency.leaves or rng.random() < agency.misses:
                continue
            day = month_day(world.start, month, agency.day)
            if rng.random() < 0.04 * world.oddity:
                day = max(day - timedelta(days=rng.randrange(10)), day.replace(day=1))
            for area in agency.areas:
                rows = []
                for episode in by_work.get((number, area), ()):
                    if is_told(episode, month, day, world.start):
                        rows.append(row_of(rng, world, episode, month, day))
                        if rng.random() < 0.02 * world.oddity:
                            rows.append(twice(rng, rows[-1], day))
                if rows or agency.nil == "nil":
                    told.append(Told(agency, area, month, day, tuple(rows)))
    return told


def told_again(rng: Random, told: Told) -> Told:
    """A return as it is sent later, in the place of the first."""
    rows: list[Cells] = []
    for cells in told.rows:
        how = rng.choice(("same", "same", "same", "left out", "closed", "open", "other"))
        changed = dict(cells)
        if how == "left out":
            continue
        if how == "closed":
            changed["closure_date"] = (told.day - timedelta(days=rng.randrange(25))).isoformat()
        elif how == "open":
            changed.pop("closure_date", None)
        elif how == "other":
            changed["location_type"] = rng.choice(("City", "Town", "Rural"))
        rows.append(changed)
    return replace(told, rows=() if rng.random() < 0.05 else tuple(rows))


def names_used(rows: Sequence[Cells]) -> list[str]:
    """The questions that any of the rows says something on, in the codebook's order."""
    used = {name for cells in rows for name in cells}
    return [each.name for each in QUESTIONS if each.name in used or each.name == "local_id"]
