"""What must be stored of the sixty, by column of `records.parquet`."""

from collections.abc import Mapping
from datetime import date

from schemas.codebook import Question
from schemas.codebook_reading import load_codebook

from .people import COVER, NOT_KNOWN, RETURN_DAY, YORK, Month, YoungPerson

Stored = str | int | bool | date | None


def expected_record(person: YoungPerson) -> dict[str, Stored]:
    """Every column but the places, as Python values."""
    record: dict[str, Stored] = {
        "agency": str(COVER["agency"]),
        "agency_type": str(COVER["agency_type"]),
        "area": YORK,
        "return_area": YORK,
        "return_date": RETURN_DAY,
        "form_version": "2011",
        "numbering": None,
        "quarantined": person.quarantined,
        "local_id": _text(person.answers.get("local_id")),
        "identifier": person.identifier,
        "age_counted": _age_counted(person.answers),
    }
    for question in load_codebook().of_kind("one", "several", "district", "number", "date"):
        record |= _columns(question, person)
    return record


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _columns(question: Question, person: YoungPerson) -> dict[str, Stored]:
    name = question.name
    value = None if name in person.refused else person.answers.get(name)
    if question.kind in ("one", "district"):
        return {name: _text(value)}
    if question.kind == "several":
        return {name: _joined(value) if isinstance(value, tuple) else None}
    kept: Stored = None
    if isinstance(value, Month):
        kept = date(value.year, value.month, 1)
    elif isinstance(value, date):
        kept = value.replace(day=1) if name == "date_of_birth" else value
    elif isinstance(value, int):
        kept = value
    if name == "closure_date":
        return {name: kept}
    return {name: kept, f"{name}_not_known": value == NOT_KNOWN}


def _joined(codes: tuple[str, ...]) -> str:
    """`not_known` gives way to any other choice."""
    if len(codes) > 1:
        codes = tuple(code for code in codes if code != NOT_KNOWN)
    return ";".join(codes)


def _age_counted(answers: Mapping[str, object]) -> int | None:
    """The age given or, without one, the whole years since the date of birth."""
    age, born = answers.get("age"), answers.get("date_of_birth")
    if isinstance(age, int):
        return age
    if isinstance(born, Month):
        born = date(born.year, born.month, 1)
    if not isinstance(born, date):
        return None
    birthday_is_past = (RETURN_DAY.month, RETURN_DAY.day) >= (born.month, born.day)
    return RETURN_DAY.year - born.year - (not birthday_is_past)
