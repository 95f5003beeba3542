"""One text of a cell to a code, a number or a date."""

import re
from dataclasses import dataclass
from datetime import date

from schemas.codebook import NONE, NOT_KNOWN, OTHER, SEPARATOR, Question, Words
from schemas.text import folded

_MONTHS = {
    name: n
    for n, names in enumerate(
        [
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ],
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_MONTH_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]?([a-z]+)[ ,-]?\s?(\d{4})")
_MONTH_ONLY = re.compile(r"(\d{1,2})[/.-](\d{4})")
_MONTH_ONLY_NAMED = re.compile(r"([a-z]+)[ -](\d{4})")
_MONTH_ONLY_ISO = re.compile(r"(\d{4})-(\d{1,2})")
_WHOLE = re.compile(r"\d{1,9}(?:\.0+)?")
_EARLIEST_YEAR = 1900


@dataclass(frozen=True)
class Reading:
    """What a cell's text says.

    `value` is a code, several codes parted by `;`, a number, a date, or None for no answer;
    `problems` are codes of the catalogue; `free_text` says that text was dropped.
    """

    value: str | int | date | None = None
    not_known: bool = False
    problems: tuple[str, ...] = ()
    free_text: bool = False


BLANK = Reading()


def read_answer(question: Question, text: str, words: Words) -> Reading:
    """The reading of one cell of `question`; `text` is not blank."""
    match question.kind:
        case "one":
            return read_one(question, text)
        case "several":
            return read_several(question, text)
        case "number":
            return read_number(question, text, words)
        case "date":
            return read_date(question, text, words)
        case _:
            raise ValueError(f"{question.name}: text of kind {question.kind} is not coded")


def read_one(question: Question, text: str) -> Reading:
    """A one-answer cell: an option's code, `not_known` among them."""
    code, free_text = _code(question, text)
    if code is None and question.banded and _WHOLE.fullmatch(folded(text)):
        number = int(float(folded(text)))
        code = next((each.code for each in question.options if each.holds(number)), None)
    if code is None:
        return Reading(problems=("not_an_option",))
    return Reading(code, not_known=code == NOT_KNOWN, free_text=free_text)


def read_several(question: Question, text: str) -> Reading:
    """A several-answer cell: codes in the codebook's order.  What is no option is lost, the others
    stay; `not_known` gives way to any other; `none` beside another refuses the cell."""
    codes: set[str] = set()
    problems: list[str] = []
    free_text = False
    for part in text.split(SEPARATOR):
        if not part.strip():
            continue
        code, other_text = _code(question, part)
        free_text |= other_text
        if code is not None:
            codes.add(code)
        elif not problems:
            problems.append("not_an_option")
    if NOT_KNOWN in codes and len(codes) > 1:
        codes.remove(NOT_KNOWN)
        problems.append("not_known_dropped")
    if NONE in codes and len(codes) > 1:
        return Reading(problems=(*problems, "none_with_other"), free_text=free_text)
    value = SEPARATOR.join(each.code for each in question.options if each.code in codes)
    return Reading(
        value or None,
        not_known=value == NOT_KNOWN,
        problems=tuple(problems),
        free_text=free_text,
    )


def _code(question: Question, text: str) -> tuple[str | None, bool]:
    """The code of one option's text, and whether free text after `Other:` was dropped."""
    plain = folded(text)
    if plain in question.codes:
        return question.codes[plain], False
    head, colon, tail = plain.partition(":")
    if colon and question.codes.get(head.strip()) == OTHER:
        return OTHER, bool(tail.strip())
    return None, False


def read_number(question: Question, text: str, words: Words) -> Reading:
    """A whole number within the question's range."""
    plain = folded(text)
    if plain in words.not_known:
        return Reading(not_known=True)
    if _WHOLE.fullmatch(plain):
        number = int(float(plain))
        if (question.least or 0) <= number and (question.most is None or number <= question.most):
            return Reading(number)
    return Reading(problems=("number_out_of_range",))


def read_date(question: Question, text: str, words: Words) -> Reading:
    """A date; a month alone, where that is enough, counts from its first day."""
    plain = folded(text)
    if question.not_known_is_blank and plain in words.not_known | words.no_date:
        return Reading(problems=("closure_not_a_date",))
    if plain in words.not_known:
        return Reading(not_known=True)
    day = date_of(plain) or (month_of(plain) if question.month_enough else None)
    if day is not None:
        return Reading(day)
    code = "unreadable_closure_date" if question.not_known_is_blank else "unreadable_date"
    return Reading(problems=(code,))


def date_of(text: str) -> date | None:
    """ISO, 31/12/2010, 31-Dec-2010 or 31 December 2010, day first, a time of day dropped."""
    plain = folded(text)
    if found := _ISO.fullmatch(plain):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(plain):
        return _day(found[3], found[2], found[1])
    if (found := _MONTH_NAMED.fullmatch(plain)) and found[2] in _MONTHS:
        return _day(found[3], str(_MONTHS[found[2]]), found[1])
    return None


def month_of(text: str) -> date | None:
    """12/2010, 2010-12 or Dec 2010: the first day of the month."""
    plain = folded(text)
    if found := _MONTH_ONLY.fullmatch(plain):
        return _day(found[2], found[1], "1")
    if found := _MONTH_ONLY_ISO.fullmatch(plain):
        return _day(found[1], found[2], "1")
    if (found := _MONTH_ONLY_NAMED.fullmatch(plain)) and found[1] in _MONTHS:
        return _day(found[2], str(_MONTHS[found[1]]), "1")
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return made if made.year >= _EARLIEST_YEAR else None
