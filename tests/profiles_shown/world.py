"""Worlds drawn at random: boards whose agencies return the referrals of a year up to a day."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from pipeline.store import Store
from schemas.codebook import NOT_KNOWN, Question
from schemas.codebook_reading import load_codebook
from tests.years.history import Record, Return, store_of

DAY_2020, DAY_2011 = date(2021, 3, 31), date(2011, 5, 31)
BOARDS: Mapping[str, int] = {
    "Blackburn with Darwen": 90,
    "Blackpool": 60,
    "Lancashire": 260,
    "Bolton": 34,
    "Wigan": 12,
    "York": 70,
    "Leeds": 90,
    "Durham": 40,
    "Kent": 110,
}
"""Young people who are referred in the year up to the day, by board."""
_ASKED = (
    "gender", "ethnicity", "registered_sex", "living_situation", "looked_after_placement",
    "social_care_response", "missing_episodes", "camhs_contact", "coercion_methods",
    "police_investigation", "court_proceedings", "criminal_justice_issues", "referral_source",
    "referred_before", "social_care_outcome", "continuum_of_need", "nrm_referral",
    "exploitation_type", "county_lines", "risk_at_start", "risk_now", "return_interview_offered",
    "return_interview_accepted", "return_interview_72_hours",
)  # fmt: skip
Draws = np.random.Generator


def world(
    folder: Path,
    seed: int,
    day: date = DAY_2020,
    boards: Mapping[str, int] = BOARDS,
) -> Store:
    """A store with a return of each board, dated `day`."""
    draws = np.random.default_rng(seed)
    form = load_codebook().form_on(day).version
    returns = [
        Return(f"{board} Team", day.isoformat(), _records(draws, size, day, form), area=board)
        for board, size in boards.items()
    ]
    return store_of(folder, returns)


def _records(draws: Draws, size: int, day: date, form: str) -> list[Record]:
    records: list[Record] = []
    for n in range(size):
        first = day - timedelta(days=int(draws.integers(0, 364)))
        person = {"local_id": f"YP-{n:04}", "age": str(int(draws.normal(14.5, 1.6)))}
        answers = _answers(draws, form)
        if draws.random() < 0.2 and (day - first).days > 40:
            again = first + timedelta(days=int(draws.integers(30, (day - first).days)))
            records.append(
                person
                | answers
                | {
                    "referral_date": first.isoformat(),
                    "closure_date": (again - timedelta(days=3)).isoformat(),
                }
            )
            records.append(person | answers | {"referral_date": again.isoformat()})
        else:
            records.append(person | answers | {"referral_date": first.isoformat()})
    return records


def _answers(draws: Draws, form: str) -> dict[str, str]:
    codebook = load_codebook().of_form(form)
    found: dict[str, str] = {}
    for question in codebook.questions:
        if question.name in _ASKED and _is_asked(question, found) and draws.random() < 0.85:
            codes = [each.code for each in question.options if each.code != NOT_KNOWN]
            weights = np.array([1 / (1 + k) for k in range(len(codes))])
            picked = draws.choice(codes, p=weights / weights.sum())
            found[question.name] = NOT_KNOWN if draws.random() < 0.08 else str(picked)
    if form != "2011" and draws.random() < 0.9:
        found["missing_count"] = str(int(draws.poisson(1.2)))
    return found


def _is_asked(question: Question, found: Mapping[str, str]) -> bool:
    where = question.only_where
    return question.asked_in != () and (where is None or found.get(where.question) == where.is_)
