"""One text of a cell to a code, a number or a date."""

from ingest.choices import read_one, read_several
from ingest.dates import date_of, month_of
from ingest.numbers import whole_years
from ingest.reading import Reading
from schemas.codebook import Question, Words
from schemas.text import folded

__all__ = [
    "Reading", "date_of", "read_answer", "read_date", "read_number", "read_one", "read_several",
]  # fmt: skip


def read_answer(question: Question, text: str, words: Words) -> Reading:
    """The reading of one cell of `question`; `text` is not blank.

    Raises ValueError for a question whose answers are not coded (free text, area, identifier).
    """
    match question.kind:
        case "one":
            return read_one(question, text, words)
        case "several":
            return read_several(question, text, words)
        case "number":
            return read_number(question, text, words)
        case "date":
            return read_date(question, text, words)
        case _:
            raise ValueError(f"{question.name}: text of kind {question.kind} is not coded")


def read_number(question: Question, text: str, words: Words) -> Reading:
    """A whole number within the question's range; of years and months the completed years."""
    plain = folded(text)
    if plain in words.not_known:
        return Reading(not_known=True)
    number = whole_years(plain, question.units)
    if (
        number is not None
        and (question.least or 0) <= number
        and (question.most is None or number <= question.most)
    ):
        return Reading(number)
    return Reading(problems=("number_out_of_range",))


def read_date(question: Question, text: str, words: Words) -> Reading:
    """A date; a month alone, where that is enough, counts from its first day."""
    day = date_of(text)
    if day is not None:
        return Reading(day)
    plain = folded(text)
    if question.not_known_is_blank and plain in words.not_known | words.no_date:
        return Reading(problems=("closure_not_a_date",))
    if plain in words.not_known:
        return Reading(not_known=True)
    month = month_of(text) if question.month_enough else None
    if month is not None:
        return Reading(month)
    code = "unreadable_closure_date" if question.not_known_is_blank else "unreadable_date"
    return Reading(problems=(code,))
