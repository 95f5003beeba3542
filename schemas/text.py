"""How two spellings are compared."""

import re
import unicodedata

_PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff", None)
)
"""Typographic quotes and dashes to plain ones; what does not show to nothing."""
_AREA_NOISE = re.compile(r"[^\w\s]|_")


def without_surplus_spaces(text: str) -> str:
    """`text` with every run of white space, non-breaking ones too, as one space."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """The form in which answers, headers and agency names are compared: without case, surplus
    spaces and typographic quotes or dashes."""
    return without_surplus_spaces(unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold())


def folded_area(text: str) -> str:
    """The form in which area names are compared: `folded`, and without punctuation, `&` as
    `and`."""
    return without_surplus_spaces(_AREA_NOISE.sub(" ", folded(text).replace("&", " and ")))


def plural(number: int, noun: str) -> str:
    """A number with its noun: `1 row`, `1,200 young people`, `2 refused files`."""
    last = noun.rpartition("young person")
    several = f"{last[0]}young people" if last[1] and not last[2] else f"{noun}s"
    return f"{number:,} {noun if number == 1 else several}"
