"""The ways in which agencies write the same headings and answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from schemas.codebook import CoverField, Option, Question
from schemas.codebook_reading import load_codebook

from .people import NOT_KNOWN, Month, Value, YoungPerson

Cell = str | int | date | bool | None
CROSSED, EMPTY = "☒", "☐"
_BANDS = {"none": 0, "ten_or_fewer": 10, "more_than_ten": 11}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Wording:
    """How one agency writes.

    `boxes`: choices are tick boxes with all options in the cell; `numbers`: bands are given as
    numbers and ages as such; `joiner` parts several answers.
    """

    heading: Callable[[Question | CoverField], str]
    option: Callable[[Option], str]
    day: Callable[[date], Cell]
    month: Callable[[Month], str]
    age: Callable[[int], Cell]
    not_known: str
    joiner: str
    numbers: bool = False
    boxes: bool = False

    def cell(self, question: Question, person: YoungPerson) -> Cell:
        """What stands in the person's cell of `question`; None for blank."""
        name = question.name
        if name in person.as_written:
            return person.as_written[name]
        value = person.answers.get(name)
        if self.boxes and question.options and name != "ethnicity":
            return self._boxes(question, value)
        if value is None:
            return None
        if isinstance(value, tuple):
            return self.joiner.join(self._choice(question, code, person) for code in value)
        if isinstance(value, Month):
            return self.month(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int):
            return self.age(value)
        if question.options:
            if self.numbers and value in _BANDS and name == "missing_episodes":
                return _BANDS[value]
            return self._choice(question, value, person)
        if question.kind in ("identifier", "area") and self.numbers and value.isdecimal():
            return int(value) if not value.startswith("0") else value
        return self.not_known if value == NOT_KNOWN else value

    def _choice(self, question: Question, code: str, person: YoungPerson) -> str:
        if code == NOT_KNOWN:
            return self.not_known
        text = self.option(question.option(code))
        if code == "other" and question.name in person.other_texts:
            return f"{text}: {person.other_texts[question.name]}"
        return text

    def _boxes(self, question: Question, value: Value | None) -> str:
        chosen = value if isinstance(value, tuple) else (value,)
        return "  ".join(
            f"{CROSSED if option.code in chosen else EMPTY} {option.label}"
            for option in question.options
        )


def label(field: Question | CoverField) -> str:
    return field.label


def name(field: Question | CoverField) -> str:
    return field.name


def theme_numbered(field: Question | CoverField) -> str:
    """`1.6 Gender`: the theme's number and the question's place in it."""
    if isinstance(field, CoverField):
        return field.label
    alike = [
        each.name for each in load_codebook().of_form("2011").questions if each.theme == field.theme
    ]
    return f"{field.theme}.{alike.index(field.name) + 1} {field.label}"


def q_numbered(field: Question | CoverField) -> str:
    """`Q6. Gender`."""
    if isinstance(field, CoverField):
        return f"{field.label}:"
    names = [each.name for each in load_codebook().of_form("2011").questions]
    return f"Q{names.index(field.name) + 1}. {field.label}"


_REWORDED: Mapping[str, str] = {
    "local_id": "LOCAL IDENTIFIER",
    "date_of_birth": "Young person's date of birth",
    "age": "Current age?",
    "gender": "Young person's gender",
    "ethnicity": "Young person’s ethnicity",
    "nationality": "Young Person's Nationality",
    "camhs_contact": "In contact with CAMHS?",
    "looked_after_placement": "If looked after - placement",
    "family_setting": "If with family:",
    "special_educational_needs": "Special  educational\u00a0needs",
    "police_investigation": "Police investigation active?",
    "initiated_by": "Who initiated the exploitation?",
}


def reworded(field: Question | CoverField) -> str:
    """Case and punctuation changed, spaces doubled, or the young person named."""
    return _REWORDED.get(field.name, field.label.upper())


def option_label(option: Option) -> str:
    return option.label


def option_code(option: Option) -> str:
    return option.code


def option_lower(option: Option) -> str:
    return option.label.casefold()


def option_upper(option: Option) -> str:
    return f" {option.label.upper()} "


def option_spelling(option: Option) -> str:
    return option.spellings[0] if option.spellings else option.label


def slashes(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def dashes(day: date) -> str:
    return f"{day.day}-{_MONTHS[day.month - 1][:3]}-{day.year}"


def in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def dots(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def iso(day: date) -> str:
    return day.isoformat()


def a_date(day: date) -> date:
    """A real date, where a format has such cells."""
    return day


def month_digits(month: Month) -> str:
    return f"{month.month:02}/{month.year}"


def month_in_words(month: Month) -> str:
    return f"{_MONTHS[month.month - 1]} {month.year}"


def month_short(month: Month) -> str:
    return f"{_MONTHS[month.month - 1][:3]} {month.year}"


def plain_age(age: int) -> int:
    return age


def years(age: int) -> str:
    return f"{age} yrs"


PLAIN = Wording(label, option_label, slashes, month_digits, plain_age, "Not known", ";")
CODES = Wording(name, option_code, iso, month_digits, plain_age, "not_known", "; ")
NUMBERED = Wording(
    theme_numbered, option_lower, in_words, month_in_words, years, "N/K", ", ", numbers=True
)
Q_NUMBERED = Wording(q_numbered, option_upper, dashes, month_short, plain_age, "unknown", "\n")
REWORDED = Wording(reworded, option_spelling, dots, month_short, years, "?", " / ")
OFFICE = Wording(
    label, option_label, a_date, month_short, plain_age, "n/k", "; ", numbers=True
)  # fmt: skip
OFFICE_REWORDED = Wording(
    reworded, option_lower, a_date, month_in_words, plain_age, "Don't know", "\n", numbers=True
)
BOXES = Wording(
    theme_numbered, option_label, in_words, month_in_words, years, "Not known", "; ", boxes=True
)
