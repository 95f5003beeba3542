"""Many synthetic returns in the standard layout, for timing only."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from schemas.areas import load_areas
from schemas.codebook import Question
from schemas.codebook_reading import load_codebook

DAY = "2011-06-06"
_FORM = "2011"
_ANSWERED = 0.6
_KNOWN_ELSEWHERE = 0.05
_MISTYPED = "mistyped"
_PERSONS_OF_A_FILE = 1_000_000
_AS_A_SPREADSHEET_SAVES = pa_csv.WriteOptions(
    include_header=False, quoting_style="none", eol="\r\n"
)


@dataclass(frozen=True)
class _Rows:
    """The rows of one file: who each is about, and the chance its answers are drawn by."""

    person: np.ndarray
    month: np.ndarray
    chance: np.random.Generator

    def __len__(self) -> int:
        return len(self.person)


def write_returns(
    folder: Path,
    records: int,
    files: int,
    seed: int = 2011,
    slips: float = 0.0,
    *,
    any_month: bool = False,
) -> None:
    """Writes `files` returns with all questions of the form, `records` rows in all, and their
    register; of `slips` of the rows one answer is mistyped, and nothing else is wrong.  With
    `any_month` the young people were born in any month, and not in March alone."""
    chance = np.random.default_rng(seed)
    asked = load_codebook().of_form(_FORM).questions
    questions = [question for question in asked if question.name not in ("area", "notes")]
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
        register.append((name, f"Agency {number}", kind, areas[number % len(areas)], DAY))
        count = records // files + (1 if number < records % files else 0)
        rows = _rows(number, count, chance, any_month=any_month)
        columns = [_answers(question, rows) for question in questions]
        _mistype(columns, slips, chance)
        with (folder / name).open("wb") as file:
            file.write((_line(question.label for question in questions)).encode())
            body = pa.table([pa.array(column, pa.string()) for column in columns], _names(columns))
            pa_csv.write_csv(body, file, _AS_A_SPREADSHEET_SAVES)
    with (folder / "register.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(register)


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _names(columns: list[np.ndarray]) -> list[str]:
    return [str(n) for n in range(len(columns))]


def _rows(number: int, count: int, chance: np.random.Generator, *, any_month: bool) -> _Rows:
    """One in twenty has the identifier of a young person of the first files."""
    row = np.arange(count)
    elsewhere = chance.random(count) < _KNOWN_ELSEWHERE
    person = np.where(elsewhere, row, number * _PERSONS_OF_A_FILE + row)
    month = 1 + person * 7 % 12 if any_month else np.full(count, 3)
    return _Rows(person, month, chance)


def _answers(question: Question, rows: _Rows) -> np.ndarray:
    """The text of each row's cell."""
    person, chance, count = rows.person, rows.chance, len(rows)
    if question.kind == "identifier":
        return np.array([f"YP-{each:07}" for each in person], dtype=object)
    if question.name == "age":
        return _age_on_day(rows).astype(str).astype(object)
    given = chance.random(count) <= _ANSWERED
    if question.kind == "number" or question.name == "closure_date":
        return np.full(count, "", dtype=object)
    if question.name == "date_of_birth":
        return _where(given, _dates(1 + person % 28, rows.month, 2011 - 10 - person % 8))
    if question.kind == "date":
        year = np.full(count, 2010 if question.name == "referral_date" else 2011)
        days, months = 1 + chance.integers(0, 28, count), 1 + chance.integers(0, 5, count)
        return _where(given, _dates(days, months, year))
    if question.only_where is not None or question.name == "court_proceedings":
        return np.full(count, "", dtype=object)
    labels = np.array(
        [option.label for option in question.answers if option.code != "none"], dtype=object
    )
    first = chance.integers(0, len(labels), count)
    if question.kind == "several" and len(labels) > 1:
        second = (first + 1 + chance.integers(0, len(labels) - 1, count)) % len(labels)
        two = chance.random(count) < 0.5
        return _where(given, np.where(two, labels[first] + "; " + labels[second], labels[first]))
    return _where(given, labels[first])


def _age_on_day(rows: _Rows) -> np.ndarray:
    """The age in whole years on 6 June 2011 of those born as `date_of_birth` says."""
    had_birthday = (rows.month < 6) | ((rows.month == 6) & (1 + rows.person % 28 <= 6))
    return 10 + rows.person % 8 - np.where(had_birthday, 0, 1)


def _where(given: np.ndarray, texts: np.ndarray) -> np.ndarray:
    return np.where(given, texts, "")


def _dates(days: np.ndarray, months: np.ndarray, years: np.ndarray) -> np.ndarray:
    return np.array(
        [f"{d:02}/{m:02}/{y}" for d, m, y in zip(days, months, years, strict=True)], dtype=object
    )


def _mistype(columns: list[np.ndarray], slips: float, chance: np.random.Generator) -> None:
    """One answer of some rows, never the identifier's."""
    for row in np.flatnonzero(chance.random(len(columns[0])) < slips):
        columns[chance.integers(1, len(columns))][row] = _MISTYPED
