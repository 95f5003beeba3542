"""The text of a whole number: an age in years, or how often something was."""

import re
from collections.abc import Set

from schemas.codebook import Question
from schemas.text import folded

_GLUED = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)|-(?=[a-z])")
_BEFORE_AN_AGE = frozenset(["age", "aged"])
_MONTH_WORDS = frozenset(["m", "mo", "mos", "mth", "mths", "month", "months"])
_LONGEST = 80
_WHOLE = r"(\d{1,9})(?:\.0+)?"
_AGE = re.compile(rf"{_WHOLE}(?: unit)*")
_AGE_AND_MONTHS = re.compile(r"(\d{1,9})(?: unit)+(?: and)? (\d{1,2}) month(?: unit)?")

_EXACTLY = re.compile(_WHOLE)
_FROM = re.compile(
    r"(?:at least|>=|≥) ?(?P<a>\d{1,9})"
    r"|(?P<b>\d{1,9}) ?(?:\+|plus|(?:or|and) (?:more|over|above))"
)
_ABOVE = re.compile(r"(?:more than|greater than|over|above|>) ?(\d{1,9})")
_UP_TO = re.compile(
    r"(?:up to|at most|no more than|<=|≤) ?(?P<a>\d{1,9})"
    r"|(?P<b>\d{1,9}) (?:or|and) (?:fewer|less|under|below)"
)
_BELOW = re.compile(r"(?:less than|fewer than|under|below|<) ?(\d{1,9})")
_RANGE = re.compile(
    r"(?P<a>\d{1,9}) ?(?:-|to) ?(?P<b>\d{1,9})|between (?P<c>\d{1,9}) and (?P<d>\d{1,9})"
)


def whole_years(text: str, units: Set[str]) -> int | None:
    """The age that `text` says: a whole number, perhaps with `units` behind it or "aged" before
    it; of years and months the completed years.  None for anything else."""
    said = _words(text)
    if said and said[0] in _BEFORE_AN_AGE:
        said = said[1:]
    plain = " ".join(_kind_of(word, units) for word in said)
    if found := _AGE.fullmatch(plain):
        return int(found[1])
    if (found := _AGE_AND_MONTHS.fullmatch(plain)) and int(found[2]) < 12:
        return int(found[1])
    return None


def band_of(question: Question, text: str) -> str | None:
    """The code of the one band that holds every number that `text` may mean; None where none does.

    `10+` may be in two bands and is in none.  `up to 10` and `fewer than 10` begin at 1: none at
    all is said as none, beside which the codebook's own band is "10 or fewer".
    """
    said = [word for word in _words(text) if word not in question.units]
    interval = _interval(" ".join(said))
    if interval is None:
        return None
    least, most = interval
    for option in question.options:
        ends_within = option.most is None if most is None else option.holds(most)
        if option.holds(least) and ends_within:
            return option.code
    return None


def _interval(plain: str) -> tuple[int, int | None] | None:
    """The least and the most (None: no end) of the numbers that are meant."""
    if found := _EXACTLY.fullmatch(plain):
        return int(found[1]), int(found[1])
    if found := _FROM.fullmatch(plain):
        return int(found["a"] or found["b"]), None
    if found := _ABOVE.fullmatch(plain):
        return int(found[1]) + 1, None
    if found := _UP_TO.fullmatch(plain):
        return _in_order(1, int(found["a"] or found["b"]))
    if found := _BELOW.fullmatch(plain):
        return _in_order(1, int(found[1]) - 1)
    if found := _RANGE.fullmatch(plain):
        return _in_order(int(found["a"] or found["c"]), int(found["b"] or found["d"]))
    return None


def _in_order(least: int, most: int) -> tuple[int, int] | None:
    return (least, most) if least <= most else None


def _words(text: str) -> list[str]:
    """The words and numbers of a text, those written together apart (15yrs, 15-year-old); none of
    a text too long to be a number."""
    plain = folded(text)
    if len(plain) > _LONGEST:
        return []
    return [word.rstrip(".,:") for word in _GLUED.sub(" ", plain).split()]


def _kind_of(word: str, units: Set[str]) -> str:
    if word in units:
        return "unit"
    return "month" if word in _MONTH_WORDS else word
