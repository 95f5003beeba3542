"""From a row's cells to a record: its normalised identifier, its answers, what was refused."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from .choices import NOT_KNOWN_WORDS, read_choices, read_number
from .codebook import folded
from .reading import ReturnFile, Row, read_date

PLACEHOLDERS = NOT_KNOWN_WORDS | {"tbc", "n/a"}


@dataclass(frozen=True)
class Record:
    """A row as it is counted. A question that is in none of the answers was not provided."""

    row: Row
    path: str
    numbering: str
    refused: str  # why the row is in quarantine; empty if it is not
    identifier: str
    one: Mapping[str, str]
    several: Mapping[str, frozenset[str]]
    dates: Mapping[str, date]
    month_of_birth: tuple[int, int] | None
    age: int | None  # as given or, where that is wanting, worked out
    age_not_known: bool
    age_at_first_assessment: int | None
    answered: int
    refused_answers: tuple[str, ...]


def normalised(text: str, prefixes: Sequence[str]) -> str:
    """The normalised identifier: runs of letters and digits joined by a hyphen."""
    runs: list[str] = []
    previous = ""
    for character in unicodedata.normalize("NFKC", text).upper():
        kind = "a" if character.isalpha() else "1" if character.isdecimal() else ""
        if kind and kind == previous:
            runs[-1] += character
        elif kind:
            runs.append(character)
        previous = kind
    runs = [(run.lstrip("0") or "0") if run[0].isdecimal() else run for run in runs]
    if len(runs) > 1 and runs[0] in prefixes:
        runs = runs[1:]
    return "-".join(runs)


def is_bare_number(identifier: str) -> bool:
    """Whether a normalised identifier is one run of digits."""
    return identifier.isdecimal()


def refused_identifier(text: str, identifier: str) -> str:
    """Why an identifier costs the row; empty if it does not."""
    if not text:
        return "no identifier"
    digits = re.sub(r"[ -]", "", text)
    if not identifier.replace("-", "").replace("0", "") or folded(text) in PLACEHOLDERS:
        return "placeholder"
    if re.fullmatch(r"\d(\.\d+)?E\+\d+", text, re.IGNORECASE):
        return "spoilt by a spreadsheet"
    if "@" in text:
        return "e-mail address"
    if re.fullmatch(r"\d{10}", digits):
        check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) % 11
        if int(digits[9]) == check % 11:
            return "NHS number"
    if re.fullmatch(r"(0|\+44)\d{9,10}", digits):
        return "phone number"
    if re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", text, re.IGNORECASE):
        return "postcode"
    words = text.split()
    if len(words) > 1 and all(word.isalpha() for word in words):
        return "person's name"
    return ""


def read_birth(text: str) -> date | None:
    """A date of birth; a month and a year count from the first of the month."""
    if re.fullmatch(r"\d{1,2}/\d{4}", text):
        try:
            return datetime.strptime(text, "%m/%Y").replace(tzinfo=UTC).date()
        except ValueError:
            return None
    return read_date(text)


def age_on(born: date, day: date) -> int:
    """Whole years between birth and a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def read_dates(row: Row, refused: list[str]) -> tuple[dict[str, date], str]:
    """The record's dates, and why its closure date costs the row (empty if it does not)."""
    dates: dict[str, date] = {}
    for name in ("date_of_birth", "referral_date", "first_assessment_date"):
        text = row.cells[name]
        if not text or folded(text) in NOT_KNOWN_WORDS:
            continue
        day = read_birth(text) if name == "date_of_birth" else read_date(text)
        if day is None or day > row.return_date:
            refused.append(f"{name}: {'unreadable' if day is None else 'after return date'}")
        else:
            dates[name] = day
    text = row.cells["closure_date"]
    if not text or folded(text) in NOT_KNOWN_WORDS | {"n/a", "-"}:
        return dates, ""
    closed = read_date(text)
    if closed is None:
        return dates, "closure date unreadable"
    dates["closure_date"] = closed
    begun = dates.get("referral_date", dates.get("first_assessment_date"))
    return dates, "closed before it began" if begun and closed < begun else ""


def read_record(file: ReturnFile, row: Row) -> Record:
    """Read one row's answers; refused answers are left out as if not provided."""
    refused: list[str] = []
    identifier = normalised(row.cells["local_id"], file.prefixes)
    dates, bad_closure = read_dates(row, refused)

    choices = read_choices(row, refused)
    given, age_not_known = read_number("age", row.cells["age"], refused)
    first, _ = read_number("age_at_first_assessment", row.cells["age_at_first_assessment"], refused)
    born = dates.get("date_of_birth")
    worked_out = age_on(born, row.return_date) if born else None
    if given is not None and worked_out is not None and abs(given - worked_out) > 1:
        refused.append("age: not the date of birth's")
        given = None
    age = worked_out if given is None else given
    if first is not None and age is not None and first > age:
        refused.append("age_at_first_assessment: above the age")
        first = None

    answered = len(dates) + (given is not None) + (first is not None) + choices.answered

    why = refused_identifier(row.cells["local_id"], identifier)
    if not why and row.area.kind == "unrecognised":
        why = "area not recognised"
    if row.too_long:
        why = "more cells than columns"
    return Record(
        row=row,
        path=file.path,
        numbering=file.numbering,
        refused=why or bad_closure,
        identifier=identifier,
        one=choices.one,
        several=choices.several,
        dates=dates,
        month_of_birth=(born.year, born.month) if born else None,
        age=age,
        age_not_known=age is None and age_not_known,
        age_at_first_assessment=first,
        answered=answered,
        refused_answers=tuple(refused),
    )
