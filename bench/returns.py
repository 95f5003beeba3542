"""Many synthetic returns in the standard layout, for timing only."""

import csv
import random
from pathlib import Path

from schemas.areas import load_areas
from schemas.codebook import Question
from schemas.codebook_reading import load_codebook

_DAY = "2011-06-06"
_ANSWERED = 0.6


_MISTYPED = "mistyped"


def write_returns(
    folder: Path,
    records: int,
    files: int,
    seed: int = 2011,
    slips: float = 0.0,
    *,
    any_month: bool = False,
) -> None:
    """Writes `files` returns with all questions, `records` rows in all, and their register; of
    `slips` of the rows one answer is mistyped, and nothing else is wrong.  With `any_month` the
    young people were born in any month, and not in March alone."""
    chance = random.Random(seed)
    questions = [
        question for question in load_codebook().questions if question.name not in ("area", "notes")
    ]
    areas = [
        authority.name
        for authority in load_areas().authorities.values()
        if authority.last_day is None and authority.first_day.year < 2011
    ]
    folder.mkdir(parents=True, exist_ok=True)
    register = [("file", "agency", "agency_type", "area", "return_date")]
    for number in range(files):
        name = f"return-{number:05}.csv"
        kind = ("statutory", "voluntary")[number % 2]
        register.append((name, f"Agency {number}", kind, areas[number % len(areas)], _DAY))
        rows = records // files + (1 if number < records % files else 0)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(question.label for question in questions)
            for row in range(rows):
                person = number * 1_000_000 + row if chance.random() > 0.05 else row
                month = 1 + person * 7 % 12 if any_month else 3
                answers = [_answer(question, person, chance, month) for question in questions]
                if chance.random() < slips:
                    answers[chance.randrange(1, len(answers))] = _MISTYPED
                writer.writerow(answers)
    with (folder / "register.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(register)


def _answer(question: Question, person: int, chance: random.Random, month: int) -> str:
    if question.kind == "identifier":
        return f"YP-{person:07}"
    if question.name == "age":
        return str(10 + person % 8)
    if question.kind == "number" or chance.random() > _ANSWERED or question.name == "closure_date":
        return ""
    if question.name == "date_of_birth":
        return f"{1 + person % 28:02}/{month:02}/{2011 - 10 - person % 8}"
    if question.kind == "date":
        year = 2010 if question.name == "referral_date" else 2011
        return f"{1 + chance.randrange(28):02}/{1 + chance.randrange(5):02}/{year}"
    if question.only_where is not None or question.name == "court_proceedings":
        return ""
    labels = [option.label for option in question.answers if option.code != "none"]
    if question.kind == "several":
        return "; ".join(chance.sample(labels, k=1 + chance.randrange(2)))
    return chance.choice(labels)
