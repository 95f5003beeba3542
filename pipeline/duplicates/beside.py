"""The answers of two young people beside each other, in words, and how they compare."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from reports.review import Beside, Sign
from reports.wording import long_date
from schemas.codebook import NOT_KNOWN, SEPARATOR, Codebook, Question
from schemas.records import kept_questions, not_known_column

_WHO_IT_IS = (
    "age",
    "date_of_birth",
    "gender",
    "ethnicity",
    "nationality",
    "disability",
    "referral_date",
    "first_assessment_date",
)
"""What says who a young person is stands first."""
_BETWEEN = "; "
_NOT_KNOWN_LABEL = "Not known"

Row = Mapping[str, object]
"""A row of a snapshot's `units`, by the names of its columns."""


def answers_beside(
    one: Row, other: Row, codebook: Codebook, weights: Mapping[str, float]
) -> tuple[Beside, ...]:
    """The questions that at least one of the two answers: those that both answer, then the others,
    each as `questions_in_order`.  `weights` are those of the questions that were weighed."""
    every = [
        Beside(
            question.name,
            shown_label(question),
            _shown(one, question),
            _shown(other, question),
            _sign(one, other, question),
            weights.get(question.name),
        )
        for question in questions_in_order(codebook)
        if _known(one, question) or _known(other, question)
    ]
    return tuple(sorted(every, key=lambda each: each.sign == "one only"))


def shown_label(question: Question) -> str:
    """What stands before a question's answers; a day of which only the month is kept is a month."""
    if question.month_enough:
        return question.label.replace("Date", "Month", 1)
    return question.label


def known_as(row: Row) -> list[dict[str, Any]]:
    """Who knows a young person, the agency of the primary record first."""
    those = row["known_as"]
    assert isinstance(those, list)
    return those


def questions_in_order(codebook: Codebook) -> Iterator[Question]:
    """The questions whose answers are compared, as they stand below each other."""
    yield from (codebook.question(name) for name in _WHO_IT_IS)
    yield from (each for each in kept_questions(codebook) if each.name not in _WHO_IT_IS)


def month_words(day: date) -> str:
    """A day's month as `May 1995`."""
    return f"{day:%B %Y}"


def _known(row: Row, question: Question) -> bool:
    return row[question.name] not in (None, NOT_KNOWN)


def _shown(row: Row, question: Question) -> str:
    """An answer as people read it; blank where it was not provided."""
    answer = row[question.name]
    if answer is None:
        column = not_known_column(question)
        return _NOT_KNOWN_LABEL if column is not None and row[column] else ""
    if isinstance(answer, date):
        return month_words(answer) if question.month_enough else long_date(answer)
    if question.kind == "number":
        return str(answer)
    if question.kind == "district":
        return _NOT_KNOWN_LABEL if answer == NOT_KNOWN else str(answer)
    return _BETWEEN.join(question.option(code).label for code in _codes(answer))


def _sign(one: Row, other: Row, question: Question) -> Sign:
    if not (_known(one, question) and _known(other, question)):
        return "one only"
    left, right = one[question.name], other[question.name]
    if left == right:
        return "same"
    match question.kind:
        case "several":
            left_codes, right_codes = set(_codes(left)), set(_codes(right))
            if left_codes == right_codes:
                return "same"
            return "in part" if left_codes & right_codes else "differs"
        case "one":
            return "in part" if _says_less(left, right, question) else "differs"
        case _:
            return "differs"


def _says_less(one: object, other: object, question: Question) -> bool:
    """Whether one answer is the main group in which the other counts: White and White British."""
    groups = {code: question.option(str(code)).group for code in (one, other)}
    return groups[one] == other or groups[other] == one


def _codes(answer: object) -> list[str]:
    return str(answer).split(SEPARATOR)
