"""How an agency tells of its work: the day it gives, and what its form asks further."""

import re
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from ..codebook import FORM_2011, FORM_2020, FORMS, QUESTIONS, form_in_force, option_labels
from ..hard_cases_2020 import ANSWERS_2020
from ..years.cast import Agency
from ..years.told import Cells, Told

LISTED = ("North", "East", "The far end")
SHIFTS = (-45, -12, -3, -1, 1, 2, 5, 20, 45)
WAYS = (
    *("as it is",) * 8,
    *("corrected", "corrected", "corrected twice", "corrected and back", "once otherwise"),
    *("a second beside", "a second", "a second", "without a day", "without a day at first"),
    *("ended and corrected", "never a day", "on the day of the end", "ended on the day"),
)


def number_said(cells: Cells) -> str:
    """A row's number, however it is written."""
    return re.sub(r"\D", "", cells["local_id"]).lstrip("0")


def _other_day(text: str, by: int) -> str:
    return (date.fromisoformat(text) + timedelta(days=by)).isoformat()


def _with_ways(
    rng: Random, way: str, month: int, turn: int, cells: Cells, day: date
) -> list[Cells]:
    """A row as it is told in a month by an agency that has a way with the day of the work."""
    own = dict(cells)
    name = "referral_date" if "referral_date" in own else "first_assessment_date"
    text = own.get(name, "")
    shift = SHIFTS[(turn * 7 + len(way)) % len(SHIFTS)]
    later = month >= turn
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return [own]
    if way == "corrected" and later:
        own[name] = _other_day(text, shift)
    elif way == "corrected twice" and later:
        own[name] = _other_day(text, shift if month < turn + 2 else shift + 4)
    elif (way == "corrected and back" and turn <= month < turn + 3) or (
        way == "once otherwise" and month == turn
    ):
        own[name] = _other_day(text, shift)
    elif way in ("a second beside", "a second") and later:
        second = day - timedelta(days=(month - turn) * 30 + 4 + turn)
        other = own | {name: second.isoformat()}
        other.pop("closure_date", None)
        return [own, other] if way == "a second beside" else [other]
    elif (
        (way == "without a day" and later)
        or (way == "without a day at first" and not later)
        or way == "never a day"
    ):
        own.pop("referral_date", None)
        own.pop("first_assessment_date", None)
    elif way == "ended and corrected" and later:
        if month == turn:
            own["closure_date"] = _other_day(text, rng.choice((0, 10, 90)))
        else:
            own[name] = _other_day(text, shift)
    elif way == "on the day of the end":
        end = _other_day(text, abs(shift) + turn % 2)
        if later:
            own[name] = _other_day(text, abs(shift))
            own.pop("closure_date", None)
        else:
            own["closure_date"] = end
    elif way == "ended on the day" and later:
        own[name] = _other_day(text, -abs(shift))
        own["closure_date"] = _other_day(text, turn % 2)
    return [own]


def form_said(agency: Agency, seed: int, month: int) -> str:
    """What an agency's return of a month says of its form."""
    rng = Random(f"{seed} {agency.name} form")
    way = rng.choice(("nothing", "old", "new", "moves", "moves", "moves", "mixed"))
    turn = rng.randrange(14)
    if way == "mixed":
        return Random(f"{seed} {agency.name} {month}").choice(("", *FORMS))
    if way == "moves":
        return FORM_2011 if month < turn else rng.choice((FORM_2020, ""))
    return {"nothing": "", "old": FORM_2011, "new": FORM_2020}[way]


def _later_answers(rng: Random, seed: str, cells: Cells) -> Cells:
    """What a row on the form of 2020 says further."""
    same = Random(seed)
    found: Cells = {}
    for question in QUESTIONS:
        if question.forms == FORMS or question.kind not in ("one", "number", "district"):
            continue
        given = same.random() < 0.6
        chosen = same.choice((*(question.options or ("0",)), "not_known"))
        if rng.random() < 0.1 and question.options:
            chosen = rng.choice(question.options)
        if question.kind == "number":
            chosen = same.choice(("0", "0", "1", "2", "3", "5", "12", "n/k"))
            if rng.random() < 0.3:
                chosen = str(rng.randrange(8))
        elif question.kind == "district":
            chosen = same.choice((*LISTED, "EAST", "Nowhere", "n/k"))
        else:
            chosen = option_labels(question.name, chosen)[-1]
        if given:
            found[question.name] = chosen
    if cells.get("living_situation") == "Looked after" and rng.random() < 0.5:
        found["looked_after_placement"] = "Foster care"
    if rng.random() < 0.7:
        found["return_interview_offered"] = "yes"
    if rng.random() < 0.1:
        found |= dict(rng.choice(ANSWERS_2020))
    if "ASBO" in cells.get("criminal_justice_issues", "").upper() and rng.random() < 0.8:
        found["criminal_justice_issues"] = rng.choice(("court_order", "cbo; offending", "none"))
    return found


def as_told(rng: Random, seed: int, told: Told) -> Told:
    """A return with the ways of its agency and the answers of its form."""
    form = form_said(told.agency, seed, told.month) or form_in_force(told.day)
    rows = []
    for cells in told.rows:
        key = f"{seed} {told.agency.name} {number_said(cells)}"
        of_child = Random(key)
        way, turn = of_child.choice(WAYS), of_child.randrange(2, 12)
        for row in _with_ways(rng, way, told.month, turn, cells, told.day):
            if form == FORM_2020 or rng.random() < 0.02:
                rows.append(row | _later_answers(rng, key, row))
            else:
                rows.append(row)
    return replace(told, rows=tuple(rows))
